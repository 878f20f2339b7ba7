"""What the model is trained on, as arrays: the holes of digests, of the labels and of a word list (numpy)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digest_parsers.repair.arrays import Text, text_of
from digest_parsers.repair.context import LINE_END
from digest_parsers.repair.corpus import Block, Corpus
from digest_parsers.repair.entries import NO_ENTRY, Entry
from digest_parsers.repair.labels import LABELS
from digest_parsers.repair.learn import Floats, Hashes, Ints

#: The digests are cut into so many parts: what was trained on the others tells what is hard in each.
FOLDS = 3
#: A hole in a word of the list counts this much for words that are usual, less for rare ones.
WORD_WEIGHT = 0.5
#: The labels are repeated this often, for files whose labels the table of labels does not recognise.
LABEL_WEIGHT = 200.0
#: The signs of Chinese punctuation, of which digests may hold too few to learn from, count this much each.
SIGNS, SIGN_WEIGHT = "。，、；：？！“”‘’（）《》", 20.0
_NO_FOLD = -1


@dataclass(frozen=True, slots=True)
class Source:
    """Holes to train on; all arrays have one item a hole.

    Attributes:
        text: The text that they are in.
        places: The index of each in the text's tokens.
        keys: Its surviving bytes.
        truth: The character it was.
        weight: How much it counts.
        fold: The part of the digests that it is in.
        entry: The index of its entry.
        entries: The entries.
        listed: Whether the text is a word list, in which nothing is known of what stands around a word.
    """

    text: Text
    places: Ints
    keys: Hashes
    truth: NDArray[np.uint32]
    weight: Floats
    fold: Ints
    entry: Ints
    entries: Sequence[Entry]
    listed: bool = False

    def where(self, chosen: NDArray[np.bool_]) -> "Source":
        """Some of the holes."""
        return Source(
            self.text,
            self.places[chosen],
            self.keys[chosen],
            self.truth[chosen],
            self.weight[chosen],
            self.fold[chosen],
            self.entry[chosen],
            self.entries,
            self.listed,
        )

    def words(self) -> Hashes:
        """The English words of each hole's entry as contexts, a row a hole, filled up with 0."""
        numbers, place = np.unique(self.entry, return_inverse=True)
        words = [self.entries[number].words() for number in numbers.tolist()]
        table = np.zeros((len(words), max(map(len, words), default=0)), np.uint64)
        for row, found in zip(table, words, strict=True):
            row[: len(found)] = found
        return table[place]


def sources_of(corpus: Corpus, words: Sequence[tuple[str, float]]) -> list[Source]:
    """Tokenise the training text, the labels, the signs and the word list."""
    found = []
    for weight in sorted({weight for weight, _ in corpus.train}):
        parts = [(number, part) for number, (other, part) in enumerate(corpus.train) if other == weight]
        blocks = [(number % FOLDS, block) for number, part in parts for block in part if block.lines]
        found.append(_source_of(blocks, weight))
    for lines, weight in ((LABELS, LABEL_WEIGHT), (tuple(SIGNS), SIGN_WEIGHT)):
        found.append(_source_of([(_NO_FOLD, Block(frozenset(), lines, NO_ENTRY))], weight))
    if words:
        text = text_of([word for word, _ in words])
        counts = np.array([count for _, count in words])[_lines_of(text)]
        weights = WORD_WEIGHT * np.clip(np.log10(counts + 1) / 2, 0.1, 2)
        nothing = np.zeros(len(text.holes), np.int64)
        found.append(
            Source(
                text,
                text.holes,
                text.keys,
                text.truth,
                weights,
                nothing + _NO_FOLD,
                nothing,
                [Entry(())],
                True,
            )
        )
    return found


def _source_of(blocks: Iterable[tuple[int, Block]], weight: float) -> Source:
    """The holes of blocks, each with the number of its fold."""
    folds, kept = zip(*blocks, strict=True) if blocks else ((), ())
    text = text_of([line for block in kept for line in block.lines])
    sizes = [len(block.lines) for block in kept]
    entry = np.repeat(np.arange(len(kept)), sizes)[_lines_of(text)]
    return Source(
        text,
        text.holes,
        text.keys,
        text.truth,
        np.full(len(text.holes), weight),
        np.array(folds, np.int64)[entry],
        entry,
        [block.entry for block in kept],
    )


def _lines_of(text: Text) -> Ints:
    """The number of the line that each hole is in."""
    ends = text.tokens == LINE_END
    ends[1:] &= ~ends[:-1].copy()
    lines: Ints = np.cumsum(ends)[text.holes] - 1
    return lines
