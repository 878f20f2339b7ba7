"""Records: all that was read from one digest, laid out so that any part can be read by itself.

A record is a head and sections. The head says where each section is and has its checksum, so what is used
has been verified, and what is not used need not be.
"""

import json
import struct
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

from digest_parsers.cache import codec
from digest_parsers.model import Entry
from digest_parsers.text_index import Places

if TYPE_CHECKING:
    from digest_parsers.signature import Needle

_MAGIC = b"DTUIrec2"
_HEAD = struct.Struct("<8sII")


class DamagedError(Exception):
    """Something in the cache is not what was written there."""


class Source(Protocol):
    """Where a record is read from."""

    def read(self, offset: int, length: int) -> bytes:
        """A part of it.

        Raises:
            DamagedError: It cannot be read.
        """


def make(entries: Sequence[Entry]) -> bytes:
    """The record of some entries.

    Raises:
        codec.UnwritableError: One of them cannot be written.
    """
    from digest_parsers.signature import sign  # noqa: PLC0415 - only writing needs them
    from digest_parsers.text_index import fold_entries  # noqa: PLC0415

    encoded = codec.encode_all(entries)
    folded = fold_entries(entries)
    words, pairs = sign(folded.blob)
    places = [(name, len(one.entries), one) for name, one in folded.fields.items()]
    sections = {
        "ends": _packed(_running(map(len, encoded))),
        "sums": _packed(map(crc32, encoded)),
        "entries": b"".join(encoded),
        "starts": _packed(folded.starts),
        "places": b"".join(
            _packed(numbers) for _, _, one in places for numbers in (one.entries, one.starts, one.ends)
        ),
        "words": words,
        "pairs": pairs,
        "text": folded.blob,
    }
    table, at = {}, 0
    for name, data in sections.items():
        table[name] = (at, len(data), crc32(data))
        at += len(data)
    head = json.dumps({"sections": table, "fields": [one[:2] for one in places]}).encode()
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

    # --- its text

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each entry begins in the text, and where the last one ends."""
        return _unpacked(self._section("starts"))

    @cached_property
    def fields(self) -> Mapping[str, Places]:
        """Where the texts of each field are."""
        numbers = _unpacked(self._section("places"))
        fields, at = {}, 0
        for name, count in self._head[1]:
            columns = (numbers[at + column * count : at + (column + 1) * count] for column in range(3))
            fields[name] = Places(*columns)
            at += 3 * count
        return fields

    def whole(self) -> bytes:
        """The whole text."""
        return self._once_verified("text")

    def part(self, start: int, end: int) -> bytes:
        """A part of the text."""
        if "text" not in self._verified:
            return self.whole()[start:end]
        return self._part("text", start, min(end, self._head[0]["text"][1]))  # the last entry ends behind it

    def lacks(self, needle: "Needle") -> bool:
        """Whether the text surely does not hold a needle."""
        if not needle.telling:
            return False
        if needle.has_words and needle.ruled_out_by_words(self._once_verified("words")):
            return True
        return needle.has_pairs and needle.ruled_out_by_pairs(self._once_verified("pairs"))

    # --- from inside

    @cached_property
    def _entry_ends(self) -> Sequence[int]:
        return _unpacked(self._section("ends"))

    @cached_property
    def _entry_sums(self) -> Sequence[int]:
        return _unpacked(self._section("sums"))

    @cached_property
    def _head(self) -> tuple[dict[str, list[int]], list[tuple[str, int]], int]:
        """The table of sections, the fields, and where the sections begin."""
        magic, length, checksum = _HEAD.unpack(self._read(0, _HEAD.size))
        if magic != _MAGIC or length > self._length:
            raise DamagedError("this is no record")
        data = self._read(_HEAD.size, length)
        if crc32(data) != checksum:
            raise DamagedError("the head of a record is damaged")
        head = json.loads(data)
        return head["sections"], head["fields"], _HEAD.size + length

    def _section(self, name: str) -> bytes:
        """A whole section, verified."""
        _, length, checksum = self._head[0][name]
        data = self._part(name, 0, length)
        if crc32(data) != checksum:
            raise DamagedError(f"the section {name} of a record is damaged")
        return data

    def _once_verified(self, name: str) -> bytes:
        """A whole section, verified when it is read for the first time."""
        if name in self._verified:
            return self._part(name, 0, self._head[0][name][1])
        data = self._section(name)
        self._verified.add(name)
        return data

    def _part(self, name: str, start: int, end: int) -> bytes:
        sections, _, behind_head = self._head
        return self._read(behind_head + sections[name][0] + start, end - start)

    def _read(self, offset: int, length: int) -> bytes:
        if offset + length > self._length:
            raise DamagedError("a record is too short")
        return self._source.read(self._offset + offset, length)


def _packed(numbers: Iterable[int]) -> bytes:
    return (numbers if isinstance(numbers, array) else array("I", numbers)).tobytes()


def _unpacked(data: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    return numbers


def _running(lengths: Iterable[int]) -> Iterable[int]:
    end = 0
    for length in lengths:
        end += length
        yield end
