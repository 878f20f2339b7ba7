"""Entries that are in the cache: a sequence like any other, of which each is read when it is asked for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar, overload

from digest_parsers.cache.record import Record
from digest_parsers.cache.sections import DamagedError
from digest_parsers.folded import Column, Folded, FoldedText, Places, SearchedEntries, Told
from digest_parsers.model import Entry
from digest_parsers.outline import Outline

if TYPE_CHECKING:
    from digest_parsers.words import Needle

#: Entries that are kept in memory, over all digests: a few screens of rows.
_REMEMBERED = 256

_T = TypeVar("_T")


class StoredEntries(SearchedEntries):
    """The entries of one digest, read from its record.

    A record that turns out to be damaged is replaced by what the digest's file says.
    """

    __slots__ = ("_again", "_instead", "_outline", "record")

    def __init__(self, record: Record, outline: Outline, again: Callable[[], Sequence[Entry]]) -> None:
        """Reads nothing.

        Args:
            record: Where they are.
            outline: What is known of them.
            again: Reads them from the file that they came from, as many as the outline has.
        """
        self.record = record
        self._outline = outline
        self._again = again
        self._instead: tuple[Sequence[Entry], FoldedText] | None = None

    @property
    def outline(self) -> Outline:
        """What is known of them without reading any."""
        return self._outline

    @property
    def scores(self) -> Sequence[float]:
        """The score of each; minus infinity for those without one."""
        if self._instead is None:
            try:
                return self.record.scores
            except DamagedError:
                self.fall_back()
        return super().scores

    @property
    def folded(self) -> Folded:
        """Their text."""
        return _StoredText(self)

    def __len__(self) -> int:
        return len(self._outline.keys)

    @overload
    def __getitem__(self, number: int) -> Entry: ...

    @overload
    def __getitem__(self, number: slice) -> tuple[Entry, ...]: ...

    def __getitem__(self, number: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(number, slice):
            return tuple(self[each] for each in range(*number.indices(len(self))))
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        return _entry(self, number % len(self))

    def __iter__(self) -> Iterator[Entry]:
        return (self.read(number) for number in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Sequence) and tuple(self) == tuple(other))

    __hash__ = object.__hash__

    def read(self, number: int) -> Entry:
        """One entry, read anew."""
        if self._instead is None:
            try:
                return self.record.entry(number)
            except DamagedError:
                self.fall_back()
        return self.in_memory[0][number]

    def fall_back(self) -> None:
        """Take the entries from the digest's file from now on."""
        if self._instead is None:
            from digest_parsers.folding import fold_entries  # noqa: PLC0415 - damage is rare

            entries = self._again()
            self._instead = entries, fold_entries(entries)

    @property
    def in_memory(self) -> tuple[Sequence[Entry], FoldedText]:
        """The entries and their text after :meth:`fall_back`."""
        self.fall_back()
        assert self._instead is not None
        return self._instead

    @property
    def fallen_back(self) -> bool:
        """Whether the record turned out to be damaged."""
        return self._instead is not None


@lru_cache(maxsize=_REMEMBERED)
def _entry(entries: StoredEntries, number: int) -> Entry:
    return entries.read(number)


class _StoredText:
    """The folded text of stored entries; see :class:`digest_parsers.folded.Folded`."""

    def __init__(self, entries: StoredEntries) -> None:
        self._entries = entries

    @property
    def wide(self) -> Sequence[int]:
        """Where the lines of each entry begin that are not ASCII, and where the last of them end."""
        return self._ask(lambda text: text.wide)

    @property
    def narrow(self) -> Sequence[int]:
        """Where the other lines of each entry begin, and where the last of them end."""
        return self._ask(lambda text: text.narrow)

    def places(self, field: str) -> Places | None:
        """Where the texts of a field are; None when no entry has it."""
        return self._ask(lambda text: text.places(field))

    def column(self, field: str) -> Column | None:
        """The texts of a short field by themselves; None when no entry has it."""
        return self._ask(lambda text: text.column(field))

    def part(self, start: int, end: int) -> bytes:
        """A part of the blob."""
        return self._ask(lambda text: text.part(start, end))

    def parts(self, spans: Iterable[tuple[int, int]]) -> list[bytes]:
        """Some parts of the blob."""
        several = tuple(spans)  # asked for twice if the record is damaged
        return self._ask(lambda text: text.parts(several))

    def told(self, needle: "Needle", *, in_body: bool = False) -> Told | None:
        """What is told of a needle anywhere, or in the body; None when nothing is."""
        return self._ask(lambda text: text.told(needle, in_body=in_body))

    def entries_with(self, needle: str) -> Sequence[int] | None:
        """The entries that hold a text which is not ASCII, rising; None when it has to be looked for."""
        return self._ask(lambda text: text.entries_with(needle))

    def _ask(self, question: Callable[[Folded], _T]) -> _T:
        if not self._entries.fallen_back:
            try:
                return question(self._entries.record)
            except DamagedError:
                pass
        return question(self._entries.in_memory[1])
