"""Rows: a long list of papers of which only those that are looked at are ever read."""

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from heapq import merge
from itertools import repeat
from typing import Any, NamedTuple, TypeAlias, overload

from digest_parsers.doubles import entry_of
from digest_parsers.model import Appearance, Digest, Entry
from digest_parsers.outline import Outline, id_of, key_of, outline_of

#: Told a digest, entries of it and offsets into these: a key for each, all of one kind that can be compared.
KeysOf: TypeAlias = Callable[[Digest, Sequence[Entry], Sequence[int]], Sequence[Any]]

#: Told the same: the name of a list for each of them.
PartsOf: TypeAlias = Callable[[Digest, Sequence[Entry], Sequence[int]], Sequence[str]]

#: So many rows are put in order at a time: a millisecond.
_ARRANGED = 400


class _Stretch(NamedTuple):
    """Rows one after another that are of one digest: offsets into its entries."""

    digest: Digest
    entries: Sequence[Entry]
    outline: Outline
    offsets: Sequence[int]

    def keys(self) -> Iterator[int]:
        return map(self.outline.keys.__getitem__, self.offsets)

    def appearance(self, offset: int) -> Appearance:
        whole = self.entries is self.digest.entries
        return Appearance(self.digest, entry_of(self.digest, offset) if whole else self.entries[offset])


class Rows(Sequence[Appearance]):
    """Papers of any number of digests, one a row, in an order of their own.

    A row costs a few bytes; its entry is read when it is asked for. Rows can be added at the end.
    """

    __slots__ = ("_starts", "_stretches")

    def __init__(self) -> None:
        self._stretches: list[_Stretch] = []
        self._starts: list[int] = [0]

    @classmethod
    def of(cls, appearances: Iterable[Appearance]) -> "Rows":
        """Rows of appearances that are there already, whether or not their digests still have them."""
        rows = cls()
        for one in appearances:
            entries = (one.entry,)
            rows._append(_Stretch(one.digest, entries, outline_of(entries), (0,)))
        return rows

    def add(self, digest: Digest, offsets: Sequence[int]) -> None:
        """Append rows of one digest.

        Args:
            digest: The digest.
            offsets: Which of its entries, in the order of the rows; the sequence is kept, not copied.
        """
        if offsets:
            self._append(_Stretch(digest, digest.entries, outline_of(digest.entries), offsets))

    def copy(self) -> "Rows":
        """The same rows in a list that does not grow with this one."""
        rows = Rows()
        rows._stretches, rows._starts = self._stretches.copy(), self._starts.copy()
        return rows

    def head(self, number: int) -> "Rows":
        """The first rows, at most so many."""
        if number >= len(self):
            return self
        rows, at = Rows(), bisect_right(self._starts, number) - 1
        rows._stretches, rows._starts = self._stretches[:at], self._starts[: at + 1]
        stretch = self._stretches[at]
        rows._add_of(stretch, stretch.offsets[: number - self._starts[at]])
        return rows

    def tail(self, number: int) -> "Rows":
        """All rows from a number on."""
        rows = Rows()
        if number >= len(self):
            return rows
        at = bisect_right(self._starts, number) - 1
        rows._add_of(self._stretches[at], self._stretches[at].offsets[number - self._starts[at] :])
        rest = Rows()
        rest._stretches = self._stretches[at + 1 :]
        rest._starts = [start - self._starts[at + 1] for start in self._starts[at + 1 :]]
        rows.extend(rest)
        return rows

    def extend(self, other: "Rows") -> None:
        """Append all rows of another list."""
        end = self._starts[-1]
        self._stretches += other._stretches
        self._starts += [end + start for start in other._starts[1:]]

    def stretches(self) -> Iterator[tuple[Digest, Sequence[int]]]:
        """The rows as stretches of one digest each: the digest and offsets into its entries."""
        return ((one.digest, one.offsets) for one in self._stretches)

    def digests(self) -> Iterator[Digest]:
        """The digests whose own entries rows are of, each once; not those of entries kept apart from them."""
        seen: set[int] = set()
        for stretch in self._stretches:
            if stretch.entries is stretch.digest.entries and id(stretch.entries) not in seen:
                seen.add(id(stretch.entries))
                yield stretch.digest

    def _append(self, stretch: _Stretch) -> None:
        self._stretches.append(stretch)
        self._starts.append(self._starts[-1] + len(stretch.offsets))

    # --- one by one

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, number: int) -> Appearance: ...

    @overload
    def __getitem__(self, number: slice) -> list[Appearance]: ...

    def __getitem__(self, number: int | slice) -> Appearance | list[Appearance]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        stretch, offset = self._at(number)
        return stretch.appearance(offset)

    def __iter__(self) -> Iterator[Appearance]:
        for stretch in self._stretches:
            for offset in stretch.offsets:
                yield stretch.appearance(offset)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows | list | tuple) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # it grows

    def key(self, number: int) -> int:
        """The key of the paper of a row."""
        stretch, offset = self._at(number)
        return stretch.outline.keys[offset]

    def id(self, number: int) -> str:
        """The id of the paper of a row; the entry is read only when that is no new-style arXiv id."""
        stretch, offset = self._at(number)
        return id_of(stretch.outline.keys[offset]) or stretch.entries[offset].arxiv_id

    def _at(self, number: int) -> tuple[_Stretch, int]:
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(number)
        at = bisect_right(self._starts, number) - 1
        stretch = self._stretches[at]
        return stretch, stretch.offsets[number - self._starts[at]]

    # --- all at once, from the outlines

    def keys(self) -> Iterator[int]:
        """The key of the paper of each row."""
        for stretch in self._stretches:
            yield from stretch.keys()

    def ids(self) -> Iterator[str]:
        """The id of the paper of each row; only entries whose id is no new-style arXiv id are read for it."""
        for stretch in self._stretches:
            for offset in stretch.offsets:
                yield id_of(stretch.outline.keys[offset]) or stretch.entries[offset].arxiv_id

    def position(self, arxiv_id: str) -> int | None:
        """The number of the first row with a paper, or None when none has it."""
        wanted = key_of(arxiv_id)
        for start, stretch in zip(self._starts, self._stretches, strict=False):
            if wanted in stretch.outline.keys:
                for number, key in enumerate(stretch.keys()):
                    if key == wanted:
                        return start + number
        return None

    def count_in(self, keys: set[int]) -> int:
        """How many rows have a paper whose key is among these; each paper counts once a stretch."""
        if not keys:
            return 0
        return sum(len(keys.intersection(stretch.keys())) for stretch in self._stretches)

    def first_not_in(self, keys: Container[int], numbers: Iterable[int]) -> int | None:
        """The first of some row numbers whose paper is not among these."""
        return next((number for number in numbers if self.key(number) not in keys), None)

    def count_categories(self, *, cross_lists: bool = False) -> dict[str, int]:
        """How many rows each category has, by name, in alphabetical order; the primary one counts.

        Args:
            cross_lists: Whether a row counts in each of its categories.
        """
        counts: Counter[str] = Counter()
        for stretch in self._stretches:
            outline = stretch.outline
            for number, rows in Counter(map(outline.numbers.__getitem__, stretch.offsets)).items():
                for category in _counted(outline.combinations[number], cross_lists):
                    counts[category] += rows
        return dict(sorted(counts.items()))

    def within(self, accepts: Callable[[tuple[str, ...]], bool]) -> "Rows":
        """The rows whose categories are accepted; each combination is asked about once a digest."""
        rows = Rows()
        for stretch in self._stretches:
            outline = stretch.outline
            numbers = set(map(outline.numbers.__getitem__, stretch.offsets))
            wanted = {number for number in numbers if accepts(outline.combinations[number])}
            if len(wanted) == len(numbers):
                rows._append(stretch)
                continue
            offsets = [offset for offset in stretch.offsets if outline.numbers[offset] in wanted]
            if offsets:
                rows._append(_Stretch(stretch.digest, stretch.entries, outline, offsets))
        return rows

    def parted(self, parts_of: PartsOf) -> "Iterator[dict[str, Rows] | None]":
        """The rows dealt out to lists with names, in each of which they stay in order.

        Args:
            parts_of: Says to which list each of some entries goes: told their digest, its entries and their
                offsets, a name for each of them.

        Yields:
            None after each stretch, so that the caller can do other work; at the end the lists.
        """
        dealt: defaultdict[str, Rows] = defaultdict(Rows)
        for stretch in self._stretches:
            parts = parts_of(stretch.digest, stretch.entries, stretch.offsets)
            names = dict.fromkeys(parts)
            for name in names:
                if len(names) == 1:
                    dealt[name]._append(stretch)
                else:
                    offsets = [at for at, one in zip(stretch.offsets, parts, strict=True) if one == name]
                    dealt[name]._add_of(stretch, offsets)
            yield None
        yield dict(dealt)

    def arranged(self, keys_of: KeysOf) -> "Iterator[Rows | None]":
        """The rows sorted; those with equal keys stay as they are.

        Args:
            keys_of: Gives a key for each of some entries: told their digest, its entries and their offsets.

        Yields:
            None after each stretch or some hundred rows, so that the caller can do other work; at the end the
            sorted rows.
        """
        runs = []
        for number, stretch in enumerate(self._stretches):
            keys = keys_of(stretch.digest, stretch.entries, stretch.offsets)
            runs.append(sorted(zip(keys, repeat(number), range(len(keys)), strict=False)))
            yield None
        rows, current, offsets = Rows(), -1, array("I")
        for done, (_, number, at) in enumerate(merge(*runs)):
            if number != current:
                rows._add_of(self._stretches[current], offsets)
                current, offsets = number, array("I")
            offsets.append(self._stretches[number].offsets[at])
            if done % _ARRANGED == 0:
                yield None
        if offsets:
            rows._add_of(self._stretches[current], offsets)
        yield rows

    def _add_of(self, stretch: _Stretch, offsets: Sequence[int]) -> None:
        if offsets:
            self._append(stretch._replace(offsets=offsets))

    @property
    def scored(self) -> bool:
        """Whether any of the digests that the rows are of has scores."""
        return any(stretch.outline.scored for stretch in self._stretches)


def _counted(categories: tuple[str, ...], cross_lists: bool) -> Iterable[str]:
    if cross_lists and categories:
        return set(categories)
    return categories[:1] or ("",)
