"""Where new records are written: into a pack that lasts if possible, else into one for this run only."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from digest_parsers.cache import packs
from digest_parsers.cache.packs import Pack
from digest_parsers.folded import Folded
from digest_parsers.word_table import MOST_ENTRIES, TableMaker

#: A pack is finished at this size, so that a first reading that is cut short loses little.
_FULL = 16 * 2**20


class Written(NamedTuple):
    """Where a record is.

    Attributes:
        pack: The pack.
        offset: Where in it the record begins.
        lasts: Whether the pack will be there the next time.
    """

    pack: Pack
    offset: int
    lasts: bool


class _Open(NamedTuple):
    """A pack that is being written, and the words of what is in it."""

    pack: Pack
    words: TableMaker


class Writer:
    """Writes records into packs.

    Attributes:
        problem: Why they cannot be kept, in one sentence; an empty string when they can.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        """Touches nothing.

        Args:
            folder: Where packs are made; it need not exist.
            limit: Bytes that may be written there.
        """
        self.problem = ""
        self._folder = folder
        self._limit = limit
        self._size = 0
        self._lasting: _Open | None = None
        self._passing: _Open | None = None

    @property
    def full(self) -> bool:
        """Whether the pack that is being written is large enough to be finished."""
        return self._lasting is not None and _is_full(self._lasting)

    def write(self, record: bytes, folded: Folded) -> Written:
        """Write a record, where it lasts if possible.

        Args:
            record: The record.
            folded: Its text, for the words of the pack.
        """
        if self._has_room(len(record)):
            try:
                if self._lasting is None:
                    self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                    self._lasting = _Open(packs.begin(self._folder), TableMaker())
                written = Written(self._lasting.pack, self._lasting.pack.append(record), lasts=True)
            except OSError as error:
                self.give_up(error)
            else:
                self._size += len(record)
                self._lasting.words.add(written.offset, folded)
                return written
        return self._write_aside(record, folded)

    def _has_room(self, more: int) -> bool:
        if not self.problem and self._size + more > self._limit:
            self.problem = (
                f"the cache is full ({self._limit / 2**20:,.0f} MB); some digests are read anew each time"
            )
        return not self.problem

    def _write_aside(self, record: bytes, folded: Folded) -> Written:
        """Write a record into a pack for this run."""
        if self._passing is None or _is_full(self._passing):
            self.finish_passing()
            self._passing = _Open(packs.nameless(), TableMaker())
        try:
            offset = self._passing.pack.append(record)
        except OSError:  # the disk with the temporary files is full as well
            self._passing = _Open(packs.MemoryPack(), TableMaker())
            offset = self._passing.pack.append(record)
        self._passing.words.add(offset, folded)
        return Written(self._passing.pack, offset, lasts=False)

    def finish_passing(self) -> None:
        """Finish the pack that is for this run only, if there is one."""
        passing, self._passing = self._passing, None
        if passing is not None:
            with suppress(OSError):  # without a table its text is looked through
                passing.pack.append_words(packs.words_of(passing.words, passing.pack.size))

    def seal(self) -> tuple[str, Pack] | None:
        """Finish the pack that is being written.

        Returns:
            The name that it had before, and the pack; None when there is none, or it cannot be finished.
        """
        lasting, self._lasting = self._lasting, None
        if lasting is None:
            return None
        pack, before = lasting.pack, lasting.pack.name
        words = packs.words_of(lasting.words, pack.size)
        try:
            if self._size + len(words) <= self._limit:
                pack.append_words(words)
                self._size += len(words)
            packs.finish(pack, self._folder)
        except OSError as error:
            self.give_up(error)
            return None
        return before, pack

    def give_up(self, error: OSError) -> None:
        """Write nothing that lasts any more."""
        reason = (error.strerror or type(error).__name__).lower()
        self.problem = f"nothing is kept in the cache {self._folder}: {reason}"


def _is_full(one: _Open) -> bool:
    return one.pack.size >= _FULL or one.words.entries >= MOST_ENTRIES // 2
