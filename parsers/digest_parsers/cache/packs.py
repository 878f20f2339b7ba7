"""Packs: files of records, written once from the beginning to the end and from then on only read.

The last that is written is a table of the words of all its records, and where that is.
"""

import os
import struct
import time
import weakref
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from digest_parsers.cache.sections import DamagedError, Sections, joined
from digest_parsers.source import Stamp

if TYPE_CHECKING:
    from digest_parsers.word_table import TableMaker, WordTable

#: Where all caches are below the folder that is given, and the file that says which packs one has.
ROOT, INDEX = "digests", "index"
#: Endings of packs and of those that are still being written.
PACK, PART = ".pack", ".part"

#: The end of a pack: what precedes it, where that begins, and its length.
_END = struct.Struct("<8sQI")
_WORDS = b"DTUIwrd2"


class Pack:
    """An open pack. It can be read even after another instance has removed it.

    It is read and not mapped into memory: a file that is cut short under a mapping ends the program, and the
    pages of a mapping count as the program's own. Reading costs a tenth of what a search through it does.

    Attributes:
        name: Its name in the folder, or an empty string for one without a name.
        size: Its bytes.
        written: Its stamp when it was finished; None while it is being written.
        trusted: Whether it is known to be what was written.
    """

    def __init__(self, descriptor: int, name: str = "", written: Stamp | None = None) -> None:
        """Takes an open file over.

        Args:
            descriptor: The file; it is closed with the last reference to the pack.
            name: Its name in the folder, or an empty string for one without a name.
            written: What its stamp was when it was finished; None for one that is written now.
        """
        self.name = name
        self._descriptor = descriptor
        weakref.finalize(self, os.close, descriptor)
        stamp = self.stamp()
        self.size = stamp.size
        self.written = written
        self.trusted = written is None or stamp == written

    @classmethod
    def open(cls, path: Path, written: Stamp) -> "Pack":
        """Opens a pack for reading that had this stamp when it was finished; raises OSError."""
        return cls(os.open(path, os.O_RDONLY | os.O_CLOEXEC), path.name, written)

    def stamp(self) -> Stamp:
        """When it was last written to, and its size."""
        status = os.fstat(self._descriptor)
        return Stamp(status.st_mtime_ns, status.st_size)

    def finish(self) -> None:
        """Waits until all of it is on the disk, and notes its stamp; raises OSError."""
        os.fsync(self._descriptor)
        self.written = self.stamp()

    @cached_property
    def words(self) -> "WordTable | None":
        """The table of the words of all records; None as long as there is none."""
        if self.written is None or self.size < _END.size:
            return None
        magic, offset, length = _END.unpack(self.read(self.size - _END.size, _END.size))
        return self._words_at(offset, length) if magic == _WORDS else None

    def append_words(self, table: bytes) -> None:
        """Writes the table of words, as :func:`words_of` gives it, behind everything else; raises OSError."""
        offset = self.append(table)
        self.words = self._words_at(offset, len(table) - _END.size)

    def _words_at(self, offset: int, length: int) -> "WordTable":
        from digest_parsers.word_table import PARTS, WordTable  # noqa: PLC0415 - only a search needs it

        return WordTable(Sections(self, offset, length, _WORDS, PARTS))

    def read(self, offset: int, length: int) -> bytes:
        """A part of it; raises :class:`DamagedError` when it is not there."""
        try:
            data = os.pread(self._descriptor, length, offset)
        except (OSError, OverflowError, ValueError) as error:
            raise DamagedError("the cache cannot be read") from error
        if len(data) != length:
            raise DamagedError("the cache is cut short")
        return data

    def append(self, data: bytes) -> int:
        """Writes a record at the end; raises OSError.

        Returns:
            Where it begins.
        """
        offset, rest = self.size, memoryview(data)
        while rest:
            written = os.pwrite(self._descriptor, rest, offset + len(data) - len(rest))
            rest = rest[written:]
        self.size = offset + len(data)
        return offset


class MemoryPack(Pack):
    """Records that could be written nowhere."""

    def __init__(self) -> None:
        self.name = ""
        self.size = 0
        self.written = None
        self.trusted = True
        self._records: dict[int, bytes] = {}

    def read(self, offset: int, length: int) -> bytes:
        """A part of it."""
        start = max(one for one in self._records if one <= offset)
        return self._records[start][offset - start : offset - start + length]

    def append(self, data: bytes) -> int:
        """Keeps a record."""
        offset = self.size
        self._records[offset] = data
        self.size += len(data)
        return offset


def words_of(maker: "TableMaker", size: int) -> bytes:
    """The end of a pack that has so many bytes before it: the table of its words."""
    table = joined(_WORDS, maker.parts())
    return table + _END.pack(_WORDS, size, len(table))


def begin(folder: Path) -> Pack:
    """A new pack in a folder, under the name of one that is not finished; raises OSError."""
    name = f"{time.time_ns():x}-{os.getpid()}{PART}"
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    return Pack(os.open(folder / name, flags, 0o600), name)


def finish(pack: Pack, folder: Path) -> None:
    """Gives a pack that has been written its lasting name; raises OSError.

    It is on the disk before an index can name it, so that after a loss of power no index vouches for a file
    of the right size that holds nothing.
    """
    pack.finish()
    name = pack.name.removesuffix(PART) + PACK
    (folder / pack.name).replace(folder / name)
    pack.name = name


def nameless() -> Pack:
    """A pack for this run only: in the system's folder of temporary files, or else in memory."""
    import tempfile  # noqa: PLC0415 - needed only where the cache cannot be written

    try:
        with tempfile.TemporaryFile() as file:
            return Pack(os.dup(file.fileno()))
    except OSError:
        return MemoryPack()
