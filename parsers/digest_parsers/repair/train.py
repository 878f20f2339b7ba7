"""Train the model: ``python -m digest_parsers.repair.train CLEAN_DIR`` (needs the extra ``train``).

The same input gives the same file, byte for byte. See ``docs/repair.md`` for the input of the
shipped model.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log2
from pathlib import Path

import numpy as np

from digest_parsers.repair.arrays import Text, clause_contexts_at, contexts_at, text_of, word_contexts_at
from digest_parsers.repair.context import CLAUSE_KEY, LINE_END
from digest_parsers.repair.corpus import Corpus, gather, ids_in, words_in
from digest_parsers.repair.damage import CP1254_LOSSY
from digest_parsers.repair.labels import LABELS
from digest_parsers.repair.learn import Examples, Fitted, Floats, fit_all, prune, threshold_for
from digest_parsers.repair.lossy import restore
from digest_parsers.repair.model import Model
from digest_parsers.repair.table import SCALE, GroupData, pack

#: Rows of the whole model.
ROWS = 250_000
#: A candidate must occur, and a context be seen right, this often.
SEEN = 2
#: A hole in a word of the list counts as seen this often, for its contexts to outlive the pruning.
WORD_SEEN = 10.0
#: A hole in a word of the list counts this much for words that are usual, less for rare ones.
WORD_WEIGHT = 0.5
#: The labels are repeated this often, for files whose labels the table of labels does not recognise.
LABEL_WEIGHT = 200.0
#: Bits of a context beyond those that number a group's rows: an unknown one passes for known once in 2 ** 9.
SPARE_BITS = 9
_MOST_BITS = 24
#: A row's second and further weights are kept from this share of the worth that its best one needs.
_SECONDARY_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Rates:
    """How a group is trained.

    Attributes:
        first: Learning rate with all contexts.
        second: Learning rate with those that are kept.
        bonus: What the worth of its rows is multiplied by when rows compete.
    """

    first: float = 0.2
    second: float = 0.4
    bonus: float = 1.0


_USUAL = Rates()
# Contexts regardless of place are many to a hole: small steps, and more rows than their worth earns them.
_CLAUSE = Rates(first=0.05, second=0.05, bonus=2.5)


@dataclass(frozen=True, slots=True)
class Source:
    """A text to train on and how much its holes count."""

    text: Text
    weight: Floats
    words: bool = False


@dataclass(slots=True)
class Group:
    """A group in training."""

    chars: np.ndarray
    counts: Floats
    examples: Examples
    fitted: Fitted | None = None


def sources_of(corpus: Corpus, words: Sequence[tuple[str, float]]) -> list[Source]:
    """Tokenise the training text, the labels and the word list."""
    found = []
    for weight in sorted({weight for weight, _ in corpus.train}):
        lines = [line for other, part in corpus.train if other == weight for line in part]
        text = text_of(lines)
        found.append(Source(text, np.full(len(text.holes), weight)))
    labels = text_of(LABELS)
    found.append(Source(labels, np.full(len(labels.holes), LABEL_WEIGHT)))
    if words:
        text = text_of([word for word, _ in words])
        counts = np.array([count for _, count in words])
        # Each word is a line of its own, so that the number of a hole's word is that of its line.
        ends = text.tokens == LINE_END
        ends[1:] &= ~ends[:-1].copy()
        line = np.cumsum(ends)[text.holes] - 1
        weight = WORD_WEIGHT * np.clip(np.log10(counts[line] + 1) / 2, 0.1, 2)
        found.append(Source(text, weight, words=True))
    return found


def group_of(key: int, sources: Sequence[Source]) -> Group:
    """Collect the candidates of a key and the holes that have it."""
    met, listed = (
        _tally(key, [source for source in sources if not source.words]),
        _tally(key, [source for source in sources if source.words]),
    )
    known = {char for counts in (met, listed) for char, count in counts.items() if count >= SEEN}
    chars = np.array(sorted(known), np.uint32)
    # A word list says that a character exists, not how often it is met.
    numbers = np.array([met.get(char, 0.0) for char in chars.tolist()])
    return Group(chars, numbers, _examples(key, chars, sources))


def _tally(key: int, sources: Sequence[Source]) -> dict[int, float]:
    """How much each character of a key counts."""
    counts: dict[int, float] = {}
    for source in sources:
        chosen = source.text.keys == key
        weights = np.ones(len(chosen)) if source.words else source.weight
        chars, place = np.unique(source.text.truth[chosen], return_inverse=True)
        for char, weight in zip(chars.tolist(), np.bincount(place, weights[chosen]).tolist(), strict=True):
            counts[char] = counts.get(char, 0.0) + weight
    return counts


def _examples(key: int, chars: np.ndarray, sources: Sequence[Source]) -> Examples:
    parts = []
    for source in sources:
        chosen = (source.text.keys == key) & np.isin(source.text.truth, chars)
        places = source.text.holes[chosen]
        found = (word_contexts_at if source.words else contexts_at)(source.text, places)
        if key == CLAUSE_KEY:
            wide = clause_contexts_at(source.text, places)
            found = np.concatenate([found, np.zeros_like(wide) if source.words else wide], axis=1)
        seen = np.full(len(places), WORD_SEEN if source.words else 1.0)
        right = np.searchsorted(chars, source.text.truth[chosen])
        parts.append(Examples(found, right, source.weight[chosen], seen))
    return Examples(
        np.concatenate([part.contexts for part in parts]),
        np.concatenate([part.right for part in parts]),
        np.concatenate([part.weight for part in parts]),
        np.concatenate([part.seen for part in parts]),
    )


def train(sources: Sequence[Source], rows: int = ROWS) -> bytes:
    """Train a model and write it as a model file.

    Args:
        sources: The training text.
        rows: How many rows the model has, all groups together.
    """
    keys = np.unique(np.concatenate([source.text.keys for source in sources])).tolist()
    groups = {key: group_of(key, sources) for key in keys}
    worths = []
    for key, group in groups.items():
        if len(group.chars) > 1:
            rates = _rates(key)
            group.fitted = fit_all(
                group.examples, len(group.chars), seen_right=SEEN, rate=rates.first, epochs=4
            )
            worths.append(rates.bonus * group.fitted.worth().max(axis=1, initial=0.0))
    threshold = threshold_for(worths, rows)
    return pack([_finish(key, group, threshold) for key, group in groups.items() if len(group.chars)])


def _rates(key: int) -> Rates:
    return _CLAUSE if key == CLAUSE_KEY else _USUAL


def _finish(key: int, group: Group, threshold: float) -> GroupData:
    """Prune a group, fit what is left, and round it to what is stored."""
    chars = "".join(map(chr, group.chars.tolist()))
    if group.fitted is None:
        return GroupData(chars, group.counts.tolist())
    rates = _rates(key)
    own = min(threshold / rates.bonus, float(group.fitted.worth().max()))
    bits = min(_MOST_BITS, SPARE_BITS + ceil(log2(1 + (group.fitted.worth().max(axis=1) >= own).sum())))
    fitted = prune(
        group.fitted, group.examples, own, bits, share=_SECONDARY_SHARE, rate=rates.second, epochs=4
    )
    steps = np.clip(np.rint(fitted.weights[1:] * SCALE), -127, 127).astype(np.int64)
    speaks_for = np.argmax(np.abs(steps), axis=1)
    order = np.lexsort((fitted.vocabulary, speaks_for))
    blocks = np.bincount(speaks_for, minlength=len(chars))
    return GroupData(
        chars,
        group.counts.tolist(),
        bits,
        fitted.vocabulary[order].tolist(),
        blocks.tolist(),
        [steps[order, number].tolist() for number in range(len(chars))],
    )


@dataclass(frozen=True, slots=True)
class Score:
    """How well held-out text was restored."""

    damaged: int
    wrong: int
    lines: int
    lines_wrong: int

    def __str__(self) -> str:
        right = 100 * (1 - self.wrong / max(1, self.damaged))
        exact = 100 * (1 - self.lines_wrong / max(1, self.lines))
        return f"{self.damaged:,} damaged characters, {right:.2f} % right; " + (
            f"{exact:.1f} % of {self.lines:,} lines exact"
        )


def measure(model: Model, lines: Sequence[str]) -> Score:
    """Damage the lines of one file, restore them and count what is not as it was."""
    restored = restore([CP1254_LOSSY.apply(line) for line in lines], CP1254_LOSSY, model)
    wrong = lines_wrong = 0
    for line, got in zip(lines, restored.lines, strict=True):
        before = line.translate({0xAD: None, 0x7F: None})
        lines_wrong += before != got.plain
        wrong += sum(one != other for one, other in zip(before, got.plain, strict=False))
        wrong += abs(len(before) - len(got.plain))
    return Score(restored.damaged, wrong, len(lines), lines_wrong)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m digest_parsers.repair.train", description=__doc__)
    parser.add_argument("clean", type=Path, metavar="CLEAN_DIR", help="folder of clean digests")
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).with_name("model.bin"))
    parser.add_argument("--words", type=Path, help="word list, a line 'word count'")
    parser.add_argument("--leave-out", type=Path, nargs="*", default=[], help="left out: papers in these")
    parser.add_argument("--hold-out", type=int, default=0, metavar="N", help="hold every Nth file out")
    parser.add_argument("--weight", nargs="*", default=[], metavar="PATTERN=FACTOR", help="what files count")
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of the model")
    given = parser.parse_args(arguments)
    weights = {
        pattern: float(factor) for pattern, _, factor in (item.rpartition("=") for item in given.weight)
    }
    corpus = gather(given.clean, leave_out=ids_in(given.leave_out), hold_out=given.hold_out, weights=weights)
    words = words_in(given.words) if given.words else []
    data = train(sources_of(corpus, words), given.rows)
    given.output.write_bytes(data)
    print(f"{given.output}: {len(data):,} bytes; {corpus.left_out:,} papers left out", file=sys.stdout)  # noqa: T201
    scores = [measure(Model(data), lines) for lines in corpus.held_out.values()]
    if scores:
        print("held out:", _total(scores))  # noqa: T201
    return 0


def _total(scores: Sequence[Score]) -> Score:
    return Score(
        sum(score.damaged for score in scores),
        sum(score.wrong for score in scores),
        sum(score.lines for score in scores),
        sum(score.lines_wrong for score in scores),
    )


if __name__ == "__main__":
    sys.exit(main())
