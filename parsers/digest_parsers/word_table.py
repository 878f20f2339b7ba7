"""Tables of words: in which entries each word stands, so that a search need not read the text.

A table is of all digests of a pack. It lists each word once, with its entries, which are numbered through all
the digests. There are two lists: one of the words of abstracts, where most of them stand, and one of those
that an entry has elsewhere only; so the first alone answers for a word in abstracts. A single letter is part
of thousands of words, and nearly every entry holds it: there is a mark for each entry.

Measured on 37,877 entries with 102 MB of text in 17 packs: the lists have 3.6 MB where a list for each digest
has 11, and finding a word in all of them takes 3 ms where 184 lists take 15.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, compress
from typing import NamedTuple

from digest_parsers.folded import BODY, Folded, Told
from digest_parsers.words import LETTERS, Needle, only_words

#: Entries are numbered in two bytes; a digest with which there would be more is in no table.
MOST_ENTRIES = 1 << 16

#: Of so many words one's place in the list is noted: to count all line feeds takes longer than to search.
_STEP = 16
#: A needle that is part of more words than this is not looked up to the end. The words are listed as they are
#: met, the common ones first, so what is left to be looked for in the text is little.
_MANY = 256

#: The parts that a table is stored in.
PARTS = (
    *("words of bodies", "numbers of bodies", "entries of bodies"),
    *("other words", "numbers of others", "entries of others"),
    *("letters", "digests"),
)

_Lists = defaultdict[bytes, list[int]]


class TableMaker:
    """Gathers the words of digests, one after another.

    Attributes:
        entries: How many entries they have so far.
    """

    def __init__(self) -> None:
        self.entries = 0
        self._bodies: _Lists = defaultdict(list)
        self._others: _Lists = defaultdict(list)
        self._letters = [bytearray() for _ in LETTERS]
        self._digests: list[int] = []

    def add(self, name: int, folded: Folded) -> None:
        """Take in the words of a digest, which is known by a number; not those of one that is too large."""
        count = len(folded.wide) - 1
        if self.entries + count > MOST_ENTRIES:
            return
        self._digests += (name, self.entries, count)
        bodies, others, texts = self._bodies, self._others, []
        for number, (body, other) in enumerate(_parted(folded), self.entries):
            texts.append(body + other)
            words = set(body.split())
            for word in words:
                bodies[word].append(number)
            for word in set(other.split()) - words:
                others[word].append(number)
        for letter, marks in zip(LETTERS, self._letters, strict=True):
            marks.extend([letter in text for text in texts])
        self.entries += count

    def parts(self) -> dict[str, bytes]:
        """The table, as :data:`PARTS`."""
        lists = (*_packed(self._bodies), *_packed(self._others))
        return dict(zip(PARTS, (*lists, b"".join(self._letters), _bytes("Q", self._digests)), strict=True))


def _parted(folded: Folded) -> Iterator[tuple[bytes, bytes]]:
    """For each entry the words of its body and those of its other texts."""
    wide, narrow, places = folded.wide, folded.narrow, folded.places(BODY)
    text = only_words(folded.part(0, narrow[-1]))
    bodies = defaultdict[int, list[tuple[int, int]]](list)
    if places is not None:
        for entry, start, end in zip(places.entries, places.starts, places.ends, strict=True):
            bodies[entry].append((start, end))
    for entry in range(len(wide) - 1):
        body, other = [], []
        for half in (wide, narrow):
            at, behind = half[entry], half[entry + 1]
            for start, end in bodies.get(entry, ()):
                if at <= start < behind:
                    body.append(text[start:end])
                    other.append(text[at:start])
                    at = end
            other.append(text[at:behind])
        yield b" ".join(body), b" ".join(other)


def _packed(lists: _Lists) -> tuple[bytes, bytes, bytes]:
    """Words, numbers and entries of some lists, in the byte order of this machine."""
    lengths = list(accumulate(map(len, lists), initial=0))
    starts = [lengths[word] + word + 1 for word in range(0, len(lists), _STEP)]
    numbers = _bytes("I", [len(lists), *starts, *accumulate(map(len, lists.values()))])
    entries = _bytes("H", list(chain.from_iterable(lists.values())))
    return b"\n%b\n" % b"\n".join(lists), numbers, entries


def _bytes(kind: str, numbers: Sequence[int]) -> bytes:
    return array(kind, numbers).tobytes()


class _Lookup(NamedTuple):
    """The entries that have a word.

    Attributes:
        entries: Their numbers, rising.
        complete: Whether these are all of them.
    """

    entries: Sequence[int]
    complete: bool


class WordList:
    """Words with their entries."""

    def __init__(
        self,
        words: Callable[[], bytes],
        numbers: Callable[[], bytes],
        entries: Callable[[int, int], bytes],
    ) -> None:
        """Reads nothing.

        Args:
            words: Reads the words, a line feed before, between and behind them.
            numbers: Reads where words begin and their entries end.
            entries: Reads entries, from one byte to another.
        """
        self._words = words
        self._numbers = numbers
        self._entries = entries

    def entries_with(self, part: bytes) -> _Lookup:
        """The entries that have a word with this part; see :class:`digest_parsers.words.Needle`."""
        listed = self._words()
        at = listed.find(part)
        if at < 0:
            return _Lookup((), complete=True)
        numbers = memoryview(self._numbers()).cast("I")
        first = 1 - (-numbers[0] // _STEP)
        starts, ends = numbers[1:first], numbers[first:]
        found = list[bytes]()
        while at >= 0 and len(found) < _MANY:
            end = listed.find(b"\n", at + 1)
            step = bisect_right(starts, end) - 1
            word = step * _STEP + listed.count(b"\n", starts[step], end)
            found.append(self._entries(2 * ends[word - 1] if word else 0, 2 * ends[word]))
            at = listed.find(part, end)
        entries = array("H")
        entries.frombytes(b"".join(found))
        return _Lookup(entries if len(found) == 1 else array("H", sorted(set(entries))), complete=at < 0)


class WordTable:
    """A table that has been stored."""

    def __init__(self, whole: Callable[[str], bytes], stretch: Callable[[str, int, int], bytes]) -> None:
        """Reads nothing.

        Args:
            whole: Reads one of :data:`PARTS`.
            stretch: Reads a stretch of one.
        """

        def of(words: str, numbers: str, entries: str) -> WordList:
            return WordList(
                lambda: whole(words), lambda: whole(numbers), lambda start, end: stretch(entries, start, end)
            )

        self._bodies, self._others = of(*PARTS[:3]), of(*PARTS[3:6])
        self._whole = whole
        self._stretch = stretch
        self._digests: Mapping[int, tuple[int, int]] | None = None
        self._total = 0

    def told(self, name: int, needle: Needle, *, in_body: bool) -> Told | None:
        """What is told of a needle in the digest that is known by a number; see :class:`Folded`."""
        if self._digests is None:
            self._digests = self._read_digests()
        digest = self._digests.get(name)
        if digest is None:
            return None
        first, count = digest
        if needle.letter is not None and not in_body:
            return self._told_of_letter(needle.letter, first, count)
        key = self, in_body
        if key not in needle.answers:
            needle.answers[key] = self._answer(needle, in_body=in_body)
        answer: Told | None = needle.answers[key]
        if answer is None:
            return None
        return Told(_within(answer.holding, first, count), _within(answer.open, first, count))

    def _read_digests(self) -> dict[int, tuple[int, int]]:
        numbers = array("Q")
        numbers.frombytes(self._whole("digests"))
        self._total = sum(numbers[2::3])
        return {name: (first, count) for name, first, count in zip(*[iter(numbers)] * 3, strict=True)}

    def _told_of_letter(self, letter: int, first: int, count: int) -> Told:
        at = letter * self._total + first
        marks = self._stretch("letters", at, at + count)
        everywhere = range(count)
        return Told(everywhere if 0 not in marks else list(compress(everywhere, marks)))

    def _answer(self, needle: Needle, *, in_body: bool) -> Told | None:
        """What is told of a needle in all digests."""
        lookups = [self._look_up(part, in_body=in_body) for part in needle.parts]
        if needle.exact:
            ((found, complete),) = lookups
            if complete:
                return Told(found)
            holding = set(found)
            return Told(found, array("H", [at for at in range(self._total) if at not in holding]))
        known = [set(found) for found, complete in lookups if complete]
        return Told((), array("H", sorted(set.intersection(*known)))) if known else None

    def _look_up(self, part: bytes, *, in_body: bool) -> _Lookup:
        bodies = self._bodies.entries_with(part)
        if in_body:
            return bodies
        others = self._others.entries_with(part)
        if not others.entries:
            return bodies
        # An entry may have one word with the part in its body, and another one elsewhere.
        entries = array("H", sorted({*bodies.entries, *others.entries}))
        return _Lookup(entries, bodies.complete and others.complete)


def _within(entries: Sequence[int], first: int, count: int) -> Sequence[int]:
    """Those of some entries that are of one digest, by their numbers in it."""
    start = bisect_left(entries, first)
    return [entry - first for entry in entries[start : bisect_left(entries, first + count, start)]]
