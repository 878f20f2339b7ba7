"""Tables of words: in which entries each word stands, so that a search need not read the text.

A table is of all digests of a pack. It lists each word once, with its entries, which are numbered through all
the digests. There are two lists: one of the words of abstracts, where most of them stand, and one of those
that an entry has elsewhere; so the first alone answers for a word in abstracts. Of entries with the same
abstract, which are those of a paper on several days, the first stands for all. A single letter is part of
thousands of words, and nearly every entry holds it: there is a mark for each entry.

Measured on 37,877 entries with 102 MB of text in 17 packs: the words have 3.6 MB where a list for each digest
has 11, and finding a word in all of them takes 3 ms where 184 lists take 15. To list 30 % of the entries with
the first one that has their abstract takes 0.4 s of 1.8 off the making of the tables.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, compress
from typing import NamedTuple, Protocol

from digest_parsers.folded import BODY, Folded, Told
from digest_parsers.words import LETTERS, Needle, only_words

#: Entries are numbered in two bytes; a digest with which there would be more is in no table.
MOST_ENTRIES = 1 << 16

#: Of so many words one's place in the list is noted: to count all line feeds takes longer than to search.
_STEP = 16
#: After each so many words it is seen whether nearly all entries have one of them; then the others are not
#: looked up, as what is left is sooner looked for in the text. The words are listed as they are met, so the
#: common ones come first.
_MANY = 256
#: How few entries are left when nearly all have a word: one in so many.
_NEARLY_ALL = 32
#: The entries of more words than this are read all at once.
_APART = 64

#: The parts that a table is stored in.
PARTS = (
    *("words of bodies", "starts of bodies", "ends of bodies", "entries of bodies"),
    *("other words", "starts of others", "ends of others", "entries of others"),
    *("same bodies", "letters", "digests"),
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
        self._first: dict[bytes, int] = {}
        self._firsts: list[int] = []
        self._repeated: list[int] = []

    def add(self, name: int, folded: Folded) -> None:
        """Take in the words of a digest, which is known by a number; not those of one that is too large."""
        count = len(folded.wide) - 1
        if self.entries + count > MOST_ENTRIES:
            return
        self._digests += (name, self.entries, count)
        bodies, others, texts = self._bodies, self._others, []
        for number, (body, other) in enumerate(_parted(folded), self.entries):
            texts.append(body + other)
            first = self._first.setdefault(body, number) if body else number
            if first == number:
                for word in set(body.split()):
                    bodies[word].append(number)
            else:
                self._firsts.append(first)
                self._repeated.append(number)
            for word in set(other.split()):
                others[word].append(number)
        for letter, marks in zip(LETTERS, self._letters, strict=True):
            marks.extend([letter in text for text in texts])
        self.entries += count

    def parts(self) -> dict[str, bytes]:
        """The table, as :data:`PARTS`."""
        lists = (*_packed(self._bodies), *_packed(self._others))
        same = _bytes("H", [*self._firsts, *self._repeated])
        parts = (*lists, same, b"".join(self._letters), _bytes("Q", self._digests))
        return dict(zip(PARTS, parts, strict=True))


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


def _packed(lists: _Lists) -> tuple[bytes, bytes, bytes, bytes]:
    """Words, where they begin, where their entries end, and these, in the byte order of this machine."""
    lengths = list(accumulate(map(len, lists), initial=0))
    starts = [lengths[word] + word + 1 for word in range(0, len(lists), _STEP)]
    ends = list(accumulate(map(len, lists.values()), initial=0))
    entries = _bytes("H", list(chain.from_iterable(lists.values())))
    return b"\n%b\n" % b"\n".join(lists), _bytes("I", starts), _bytes("I", ends), entries


def _bytes(kind: str, numbers: Sequence[int]) -> bytes:
    return array(kind, numbers).tobytes()


def _numbers(kind: str, data: bytes) -> "array[int]":
    numbers = array(kind)
    numbers.frombytes(data)
    return numbers


class _Lookup(NamedTuple):
    """The entries that have a word.

    Attributes:
        entries: Their numbers.
        complete: Whether these are all of them.
    """

    entries: set[int]
    complete: bool


class Stored(Protocol):
    """The parts of a table, wherever they are."""

    def whole(self, name: str) -> bytes:
        """One of :data:`PARTS`."""

    def stretch(self, name: str, start: int, end: int) -> bytes:
        """A stretch of one."""


class WordList:
    """Words with their entries."""

    def __init__(self, stored: Stored, names: Sequence[str], same: str | None = None) -> None:
        """Reads nothing.

        Args:
            stored: Where they are.
            names: The parts that have the words (a line feed before, between and behind them), where they
                begin, where the entries of each end, and these.
            same: The part that has some of the listed entries and, for each of these, another one which
                is not listed because it has the same words.
        """
        self._stored = stored
        self._words, self._starts, self._ends, self._entries = names
        self._same = same

    def entries_with(self, part: bytes, total: int) -> _Lookup:
        """The entries, of so many in all, that have a word with this part.

        Args:
            part: The part; see :class:`digest_parsers.words.Needle`.
            total: How many entries the digests have together.
        """
        listed = self._stored.whole(self._words)
        at = listed.find(part)
        found = set[int]()
        while at >= 0:
            ends = list[int]()
            while at >= 0 and len(ends) < _MANY:
                ends.append(listed.find(b"\n", at + 1))
                at = listed.find(part, ends[-1])
            found.update(self._entries_of(listed, ends))
            found.update(self._repeating(found))
            if at >= 0 and (total - len(found)) * _NEARLY_ALL < total:
                break
        return _Lookup(found, complete=at < 0)

    def _entries_of(self, listed: bytes, ends: Sequence[int]) -> "array[int]":
        """The listed entries of the words that end there, those of one behind those of another."""
        stored, starts = self._stored, memoryview(self._stored.whole(self._starts)).cast("I")
        words = []
        for end in ends:
            step = bisect_right(starts, end) - 1
            words.append(step * _STEP + listed.count(b"\n", starts[step], end))
        if len(words) <= _APART:
            bounds = [_numbers("I", stored.stretch(self._ends, 4 * word, 4 * word + 8)) for word in words]
            found = [stored.stretch(self._entries, 2 * start, 2 * end) for start, end in bounds]
        else:
            of_all, data = _numbers("I", stored.whole(self._ends)), stored.whole(self._entries)
            found = [data[2 * of_all[word] : 2 * of_all[word + 1]] for word in words]
        return _numbers("H", b"".join(found))

    def _repeating(self, entries: set[int]) -> Iterator[int]:
        """The entries that are not listed because one of these has the same words."""
        firsts, repeated = self._repeated
        return compress(repeated, list(map(entries.__contains__, firsts)))

    @cached_property
    def _repeated(self) -> tuple["array[int]", "array[int]"]:
        """Some listed entries, and for each of these another one with the same words."""
        both = _numbers("H", b"" if self._same is None else self._stored.whole(self._same))
        return both[: len(both) // 2], both[len(both) // 2 :]


class WordTable:
    """A table that has been stored."""

    def __init__(self, stored: Stored) -> None:
        """Reads nothing."""
        self._bodies, self._others = WordList(stored, PARTS[:4], PARTS[8]), WordList(stored, PARTS[4:8])
        self._stored = stored
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
        holding = _within(answer.holding, first, count)
        return Told(holding, _within(answer.open, first, count) if answer.open else ())

    def _read_digests(self) -> dict[int, tuple[int, int]]:
        numbers = _numbers("Q", self._stored.whole("digests"))
        self._total = sum(numbers[2::3])
        return {name: (first, count) for name, first, count in zip(*[iter(numbers)] * 3, strict=True)}

    def _told_of_letter(self, letter: int, first: int, count: int) -> Told:
        at = letter * self._total + first
        marks = self._stored.stretch("letters", at, at + count)
        everywhere = range(count)
        return Told(everywhere if 0 not in marks else list(compress(everywhere, marks)))

    def _answer(self, needle: Needle, *, in_body: bool) -> Told | None:
        """What is told of a needle in all digests."""
        lookups = [self._look_up(part, in_body=in_body) for part in needle.parts]
        if needle.exact:
            ((holding, complete),) = lookups
            rest = () if complete else [at for at in range(self._total) if at not in holding]
            return Told(array("H", sorted(holding)), array("H", rest))
        known = [found for found, complete in lookups if complete]
        return Told((), array("H", sorted(set.intersection(*known)))) if known else None

    def _look_up(self, part: bytes, *, in_body: bool) -> _Lookup:
        bodies = self._bodies.entries_with(part, self._total)
        if in_body or not bodies.complete:
            return bodies
        # An entry may have one word with the part in its body, and another one elsewhere.
        others = self._others.entries_with(part, self._total)
        return _Lookup(bodies.entries | others.entries, others.complete)


def _within(entries: Sequence[int], first: int, count: int) -> Sequence[int]:
    """Those of some entries that are of one digest, by their numbers in it."""
    start = bisect_left(entries, first)
    end = bisect_left(entries, first + count, start)
    return [entry - first for entry in entries[start:end]] if start < end else ()
