"""Sections: named stretches of bytes behind a head, of which any can be read by itself.

The head says where each section is and has its checksum, so what is used has been verified, and what is not
used need not be.
"""

import json
import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol
from zlib import crc32

_HEAD = struct.Struct("<8sII")


class DamagedError(Exception):
    """Something in the cache is not what was written there."""


class Source(Protocol):
    """Where sections are read from.

    Attributes:
        trusted: Whether it is known to be what was written; if not, what is read is verified.
    """

    trusted: bool

    def read(self, offset: int, length: int) -> bytes:
        """A part of it.

        Raises:
            DamagedError: It cannot be read.
        """


def joined(magic: bytes, sections: Mapping[str, bytes], facts: object = None) -> bytes:
    """Sections with their head.

    Args:
        magic: Eight bytes that say what they are.
        sections: The sections by name.
        facts: What else the head tells, as far as JSON can.
    """
    sizes = [number for data in sections.values() for number in (len(data), crc32(data))]
    head = struct.pack(f"<{len(sizes)}I", *sizes) + json.dumps(facts).encode()
    return b"".join((_HEAD.pack(magic, len(head), crc32(head)), head, *sections.values()))


class Sections:
    """Sections that are read from where they are; whatever is not as it was written is a DamagedError."""

    def __init__(self, source: Source, offset: int, length: int, magic: bytes, names: Sequence[str]) -> None:
        """Reads nothing.

        Args:
            source: Where they are.
            offset: Where the head begins.
            length: Bytes of head and sections.
            magic: What they are.
            names: Their names, in order.
        """
        self._source = source
        self._offset = offset
        self._length = length
        self._magic = magic
        self._names = names
        self._verified: frozenset[str] = frozenset()

    @property
    def facts(self) -> Any:  # noqa: ANN401 (what JSON can tell)
        """What else the head tells."""
        return self._head[1]

    def verified(self, name: str) -> bytes:
        """A whole section, verified."""
        _, length, checksum = self._head[0][name]
        data = self._part(name, 0, length)
        if crc32(data) != checksum:
            raise DamagedError(f"the section {name} is damaged")
        return data

    def whole(self, name: str) -> bytes:
        """A whole section, verified when it is read for the first time, unless it is known to be right."""
        if self._source.trusted or name in self._verified:
            return self._part(name, 0, self._head[0][name][1])
        data = self.verified(name)
        self._verified |= {name}
        return data

    def stretch(self, name: str, start: int, end: int) -> bytes:
        """A stretch of a section, of which all is verified before anything of it is used."""
        if not self._source.trusted and name not in self._verified:
            return self.whole(name)[start:end]
        return self._part(name, start, end)

    def stretches(self, name: str, spans: Iterable[tuple[int, int]]) -> list[bytes]:
        """Some stretches of a section: as :meth:`stretch`, in half the time for each."""
        first, size, _ = self._head[0][name]
        if not self._source.trusted and name not in self._verified:
            data = self.whole(name)
            return [data[start:end] for start, end in spans]
        read, at = self._source.read, self._offset + first
        if at + size > self._offset + self._length:
            raise DamagedError("something is too short")
        return [read(at + start, end - start) for start, end in spans]

    def unverified(self, name: str, start: int, end: int) -> bytes:
        """A stretch of a section, for who verifies it."""
        return self._part(name, start, end)

    @cached_property
    def _head(self) -> tuple[dict[str, tuple[int, int, int]], Any]:
        """Of each section offset, length and checksum; and the facts."""
        magic, length, checksum = _HEAD.unpack(self._read(0, _HEAD.size))
        sizes = struct.Struct(f"<{2 * len(self._names)}I")
        if magic != self._magic or not sizes.size <= length <= self._length:
            raise DamagedError("this is not what should be here")
        data = self._read(_HEAD.size, length)
        if crc32(data) != checksum:
            raise DamagedError("a head is damaged")
        numbers, at, sections = sizes.unpack_from(data), _HEAD.size + length, {}
        for name, size, checksum in zip(self._names, numbers[::2], numbers[1::2], strict=True):
            sections[name] = (at, size, checksum)
            at += size
        return sections, json.loads(data[sizes.size :])

    def _part(self, name: str, start: int, end: int) -> bytes:
        return self._read(self._head[0][name][0] + start, end - start)

    def _read(self, offset: int, length: int) -> bytes:
        if offset + length > self._length:
            raise DamagedError("something is too short")
        return self._source.read(self._offset + offset, length)
