"""Records: all that was read from one digest, laid out so that any part can be read by itself.

A record is a head and sections. The head says where each section is and has its checksum, so what is used
has been verified, and what is not used need not be.
"""

import json
import math
import struct
from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache, partial
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple, Protocol
from zlib import crc32

from digest_parsers.cache import codec
from digest_parsers.model import Entry
from digest_parsers.text_index import Places

if TYPE_CHECKING:
    from digest_parsers.words import Needle, Words

_MAGIC = b"DTUIrec5"
_HEAD = struct.Struct("<8sII")

#: The sections of a record in their order; each has its length and its checksum in the head.
_SECTIONS = (
    *("ends", "sums", "entries", "bounds", "places", "words", "of words", "scores", "text"),
    *("units", "lows", "highs"),
)
_TABLE = struct.Struct(f"<{2 * len(_SECTIONS)}I")


class DamagedError(Exception):
    """Something in the cache is not what was written there."""


class Source(Protocol):
    """Where a record is read from.

    Attributes:
        trusted: Whether it is known to be what was written; if not, what is read is verified.
    """

    trusted: bool

    def read(self, offset: int, length: int) -> bytes:
        """A part of it.

        Raises:
            DamagedError: It cannot be read.
        """


class _Head(NamedTuple):
    """What the head of a record tells: of each section offset, length and checksum, and what they are of."""

    sections: dict[str, tuple[int, int, int]]
    entries: int
    fields: dict[str, int]


def make(entries: Sequence[Entry]) -> bytes:
    """The record of some entries.

    Raises:
        codec.UnwritableError: One of them cannot be written.
    """
    from digest_parsers.planes import take_apart  # noqa: PLC0415 - only writing needs them
    from digest_parsers.text_index import fold_entries  # noqa: PLC0415
    from digest_parsers.words import MOST_ENTRIES, list_words  # noqa: PLC0415

    encoded = codec.encode_all(entries)
    folded = fold_entries(entries)
    words = list_words(folded.by_entry()) if len(entries) <= MOST_ENTRIES else None
    planes = take_apart(folded.wide_texts())
    columns = [numbers for one in folded.fields.values() for numbers in (one.entries, one.starts, one.ends)]
    sections = {
        "ends": _packed(accumulate(map(len, encoded))),
        "sums": _packed(map(crc32, encoded)),
        "entries": b"".join(encoded),
        "bounds": _packed(chain(folded.wide, folded.narrow)),
        "places": b"".join(map(_packed, columns)),
        "words": words.listed if words else b"",
        "of words": words.numbers.packed() if words else b"",
        "scores": array("d", (-math.inf if one.score is None else one.score for one in entries)).tobytes(),
        "text": folded.blob,
        "units": _packed(planes.bounds) if planes else b"",
        "lows": planes.lows if planes else b"",
        "highs": planes.highs() if planes else b"",
    }
    fields = {name: len(one.entries) for name, one in folded.fields.items()}
    tables = json.dumps([len(entries), fields]).encode()
    sizes = [number for data in sections.values() for number in (len(data), crc32(data))]
    head = _TABLE.pack(*sizes) + tables
    return b"".join((_HEAD.pack(_MAGIC, len(head), crc32(head)), head, *sections.values()))


class Record:
    """A record that is read part by part; see :class:`digest_parsers.text_index.Folded` for its text."""

    def __init__(self, source: Source, offset: int, length: int) -> None:
        self._source = source
        self._offset = offset
        self._length = length
        self._verified: set[str] = set()

    def entry(self, number: int) -> Entry:
        """One entry.

        Raises:
            DamagedError: It is not what was written.
        """
        ends, sums = self._entry_ends, self._entry_sums
        if not 0 <= number < len(ends) == len(sums):
            raise DamagedError("there are fewer entries")
        start = ends[number - 1] if number else 0
        data = self._part("entries", start, ends[number])
        if crc32(data) != sums[number]:
            raise DamagedError("an entry is damaged")
        try:
            return codec.decode(data)
        except codec.UnreadableError as error:
            raise DamagedError("an entry cannot be read") from error

    @property
    def scores(self) -> Sequence[float]:
        """The score of each entry; minus infinity for those without one."""
        return memoryview(self._once_verified("scores")).cast("d")

    # --- its text

    @property
    def wide(self) -> Sequence[int]:
        """Where the lines of each entry begin that are not ASCII, and where the last of them end."""
        return self._bounds[: self._head.entries + 1]

    @property
    def narrow(self) -> Sequence[int]:
        """Where the other lines of each entry begin, and where the last of them end."""
        return self._bounds[self._head.entries + 1 :]

    def places(self, field: str) -> Places | None:
        """Where the texts of a field are; None when no entry has it."""
        at = 0
        for name, count in self._head.fields.items():
            if name == field:
                numbers = _unpacked(self._stretch("places", at, at + 12 * count))
                return Places(numbers[:count], numbers[count : 2 * count], numbers[2 * count :])
            at += 12 * count
        return None

    def part(self, start: int, end: int) -> bytes:
        """A part of the text."""
        return self._stretch("text", start, end)

    def entries_for(self, needle: "Needle") -> set[int] | None:
        """The entries that may hold a needle, or just those that do if it is exact; None when not known."""
        words = _words_of(self) if needle.parts else None
        return None if words is None else words.entries_for(needle)

    def entries_with(self, needle: str) -> list[int] | None:
        """The entries that hold a text which is not ASCII, rising; None when it has to be looked for."""
        from digest_parsers.planes import Planes  # noqa: PLC0415 - loaded with the first search for Chinese

        bounds = self._units
        if not bounds:
            return None
        highs = partial(self._once_verified, "highs")
        return Planes(bounds, self._once_verified("lows"), highs).entries_with(needle)

    def read_words(self) -> "Words | None":
        """The table of words, its numbers still to be read; None when there are too many entries for one."""
        from digest_parsers.words import Numbers, Words  # noqa: PLC0415 - loaded with the first search

        listed = self._once_verified("words")
        if not listed:
            return None
        return Words(listed, lambda: Numbers.unpacked(self._once_verified("of words")), self._head.entries)

    # --- from inside

    @cached_property
    def _entry_ends(self) -> Sequence[int]:
        return _unpacked(self._section("ends"))

    @cached_property
    def _entry_sums(self) -> Sequence[int]:
        return _unpacked(self._section("sums"))

    @cached_property
    def _bounds(self) -> Sequence[int]:
        return _unpacked(self._section("bounds"))

    @cached_property
    def _units(self) -> Sequence[int]:
        return _unpacked(self._section("units"))

    @cached_property
    def _head(self) -> _Head:
        """What is where."""
        magic, length, checksum = _HEAD.unpack(self._read(0, _HEAD.size))
        if magic != _MAGIC or not _TABLE.size <= length <= self._length:
            raise DamagedError("this is no record")
        data = self._read(_HEAD.size, length)
        if crc32(data) != checksum:
            raise DamagedError("the head of a record is damaged")
        numbers, at, sections = _TABLE.unpack_from(data), _HEAD.size + length, {}
        for name, size, checksum in zip(_SECTIONS, numbers[::2], numbers[1::2], strict=True):
            sections[name] = (at, size, checksum)
            at += size
        entries, fields = json.loads(data[_TABLE.size :])
        return _Head(sections, entries, fields)

    def _section(self, name: str) -> bytes:
        """A whole section, verified."""
        _, length, checksum = self._head.sections[name]
        data = self._part(name, 0, length)
        if crc32(data) != checksum:
            raise DamagedError(f"the section {name} of a record is damaged")
        return data

    def _once_verified(self, name: str) -> bytes:
        """A whole section, verified when it is read for the first time, unless it is known to be right."""
        if self._source.trusted or name in self._verified:
            return self._part(name, 0, self._head.sections[name][1])
        data = self._section(name)
        self._verified.add(name)
        return data

    def _stretch(self, name: str, start: int, end: int) -> bytes:
        """A stretch of a section, of which all is verified before anything of it is used."""
        if not self._source.trusted and name not in self._verified:
            return self._once_verified(name)[start:end]
        return self._part(name, start, end)

    def _part(self, name: str, start: int, end: int) -> bytes:
        return self._read(self._head.sections[name][0] + start, end - start)

    def _read(self, offset: int, length: int) -> bytes:
        if offset + length > self._length:
            raise DamagedError("a record is too short")
        return self._source.read(self._offset + offset, length)


@lru_cache(maxsize=1)
def _words_of(record: Record) -> "Words | None":
    """The table of the record that was asked last: a query has several words."""
    return record.read_words()


def _packed(numbers: Iterable[int]) -> bytes:
    return (numbers if isinstance(numbers, array) else array("I", numbers)).tobytes()


def _unpacked(data: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    return numbers
