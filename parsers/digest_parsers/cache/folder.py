"""The cache of one library on the disk."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import adler32, crc32

from digest_parsers.cache import index, packs
from digest_parsers.cache.codec import UnwritableError
from digest_parsers.cache.entries import StoredEntries
from digest_parsers.cache.index import Item, Kept, Place
from digest_parsers.cache.packs import INDEX, ROOT, Pack
from digest_parsers.cache.record import Record
from digest_parsers.cache.sections import DamagedError
from digest_parsers.cache.stamp import version
from digest_parsers.loaded import LoadedFile
from digest_parsers.model import Digest, Entry
from digest_parsers.outline import ODD, Outline, outline_of
from digest_parsers.source import Stamp

if TYPE_CHECKING:
    from digest_parsers.cache.writing import Writer

#: The size of all caches together, in bytes. A large archive (184 days, 109 MB) takes 270 MB, so this holds
#: ten times as many days and some more; with less, each launch would read again what has no room.
LIMIT = 4 * 2**30

#: Seconds between two writings of the index while files are being read.
_PATIENCE = 4.0
#: Packs smaller than this, or half empty, are put together when there are more than so many.
_SMALL, _MANY = 4 * 2**20, 16

#: What may be otherwise the next time though the file is the same.
_PASSING = frozenset({"unreadable", "too-large", "defect"})


class _NoRoomError(Exception):
    """A record cannot be written where it lasts."""


class DigestCache:
    """What was read of one library, kept for the next time. Belongs to the thread that reads."""

    def __init__(self, folder: Path, library: Iterable[Path], *, limit: int = LIMIT) -> None:
        """Touches nothing.

        Args:
            folder: Where all caches are; it need not exist.
            library: The paths that are read, as they are given to the reading.
            limit: Bytes that all caches may take together.
        """
        self._library = [str(path) for path in library]
        name = "\n".join(self._library).encode("utf-8", "surrogateescape")
        self._root = folder / ROOT
        self._folder = self._root / version() / f"{crc32(name):08x}{adler32(name):08x}"
        self._limit = limit
        self._items: dict[str, Item] = {}
        self._unread: Iterator[list[Item]] | None = None
        self._packs: dict[str, Pack] = {}
        self._stamps: dict[str, Stamp] = {}
        self._written = 0.0
        self._changed = False

    @property
    def problem(self) -> str:
        """Why it cannot be kept, in one sentence; an empty string when it can."""
        return self._writer.problem if "_writer" in self.__dict__ else ""

    @cached_property
    def _writer(self) -> "Writer":
        from digest_parsers.cache.writing import Writer  # noqa: PLC0415 - a launch that knows all writes none

        return Writer(self._folder, self._limit)

    # --- reading

    def known(self) -> Iterator[dict[str, LoadedFile]]:
        """What is known of the library's files, by path: to be used as long as their stamps hold.

        Yields:
            Some hundred files at a time, the newest days first. Whoever asks again is told what is left.
        """
        if self._unread is None:
            self._unread = self._read_index()
        for items in self._unread:
            yield dict(self._taken(items))

    def look_again(self, paths: Iterable[str]) -> None:
        """Have :meth:`known` tell what another process has kept meanwhile.

        What is known stays as it is and is not told again: a library that holds it would have it twice.

        Args:
            paths: The files of which that is to be told.
        """
        for path in paths:
            self._items.pop(path, None)
        self._unread = None

    def _read_index(self) -> Iterator[list[Item]]:
        with suppress(OSError, DamagedError), (self._folder / INDEX).open("rb") as file:
            read = index.Index(file, self._library)
            self._stamps = read.packs
            with suppress(OSError):
                os.utime(self._folder / INDEX)
            yield from read.leaves()

    def _taken(self, items: Iterable[Item]) -> Iterator[tuple[str, LoadedFile]]:
        """The files of a leaf, by path, without those that were read anew meanwhile."""
        for item in items:
            path = item.file.path
            records = [record for kept in item.digests if (record := self._record(kept.place))]
            if path not in self._items and len(records) == len(item.digests):
                self._items[path] = item
                yield path, self._stored(item, records)

    def _pack(self, name: str) -> Pack | None:
        if name not in self._packs:
            try:
                self._packs[name] = Pack.open(self._folder / name, self._stamps[name])
            except (OSError, ValueError, KeyError):
                return None
        return self._packs[name]

    def _record(self, place: Place) -> Record | None:
        """The record at a place, or None when there cannot be one."""
        pack = self._pack(place.pack)
        there = pack is not None and place.offset + place.length <= pack.size
        return Record(pack, place.offset, place.length) if pack is not None and there else None

    def _stored(self, item: Item, records: Iterable[Record]) -> LoadedFile:
        """A file whose digests' entries are in records, one each."""
        loaded = item.file
        digests = []
        for number, (kept, record) in enumerate(zip(item.digests, records, strict=True)):
            again = partial(_again, loaded.path, number, kept.outline, self._distrust)
            entries = StoredEntries(record, kept.outline, again)
            digests.append(
                Digest(loaded.path, loaded.format or "", entries, kept.day, kept.day_source, kept.title)
            )
        return loaded._replace(digests=tuple(digests))

    def _distrust(self) -> None:
        """Have everything read again next time, because something here is damaged."""
        self._items, self._unread = {}, iter(())
        with suppress(OSError):
            (self._folder / INDEX).unlink()

    # --- writing

    def keep(self, loaded: LoadedFile) -> LoadedFile:
        """Keep what was read from a file.

        Returns:
            The same file with its entries in the cache and out of memory; the file itself where that fails.
        """
        self._changed = True
        self._items.pop(loaded.path, None)
        if not loaded.digests:
            if not any(one.code in _PASSING for one in loaded.diagnostics):
                self._items[loaded.path] = Item(loaded)
            return loaded
        from digest_parsers.cache.record import make  # noqa: PLC0415 - as with the writer
        from digest_parsers.folding import fold_entries  # noqa: PLC0415

        folded = [fold_entries(digest.entries) for digest in loaded.digests]
        try:
            made = [make(digest.entries, text) for digest, text in zip(loaded.digests, folded, strict=True)]
        except UnwritableError:
            return loaded
        records, kept, lasting = [], [], True
        for digest, data, text in zip(loaded.digests, made, folded, strict=True):
            pack, offset, lasts = self._writer.write(data, text)
            records.append(Record(pack, offset, len(data)))
            kept.append(_kept(digest, Place(pack.name, offset, len(data))))
            lasting = lasting and lasts
        item = Item(loaded._replace(digests=()), tuple(kept))
        if lasting:
            self._items[loaded.path] = item
        stored = self._stored(item, records)
        if self._writer.full:
            self._seal()
            if time.monotonic() - self._written > _PATIENCE:
                self._write_index()
        return stored

    def finish(self, paths: Iterable[str]) -> None:
        """Make what was kept last.

        Args:
            paths: The files that there are, those first that are to be known first; all others are left out.
        """
        for _ in self.known():
            pass
        kept = {path: self._items[path] for path in paths if path in self._items}
        gone = len(kept) < len(self._items)
        self._items = kept
        if not (self._changed or gone):
            return
        self._writer.finish_passing()
        if self.problem:
            return
        from digest_parsers.cache.room import make_room  # noqa: PLC0415 - only where something was written

        self._seal()
        self._tidy()
        self._write_index()
        make_room(self._root, self._folder, {place.pack for place in self._places()}, self._limit)
        self._changed = False

    def _seal(self) -> None:
        """Finish the pack that is being written."""
        sealed = self._writer.seal()
        if sealed is None:
            return
        before, pack = sealed
        self._packs[pack.name] = pack
        for path, item in self._items.items():
            if any(kept.place.pack == before for kept in item.digests):
                self._items[path] = _moved(item, lambda place: place._replace(pack=pack.name))

    def _write_index(self) -> None:
        lasting = [
            item
            for item in self._items.values()
            if not any(kept.place.pack.endswith(packs.PART) for kept in item.digests)
        ]
        names = {kept.place.pack for item in lasting for kept in item.digests}
        stamps = {name: pack.written for name in names if (pack := self._packs[name]).written is not None}
        part = self._folder / f"{INDEX}-{time.time_ns():x}-{os.getpid()}{packs.PART}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            part.write_bytes(index.encode(self._library, lasting, stamps))
            part.replace(self._folder / INDEX)
        except OSError as error:
            self._writer.give_up(error)
        self._written = time.monotonic()

    # --- keeping order

    def _tidy(self) -> None:
        """Copy records out of packs that are small or mostly dead into one, when there are many."""
        live: dict[str, int] = {}
        for place in self._places():
            live[place.pack] = live.get(place.pack, 0) + place.length
        wasteful = {
            name
            for name, size in live.items()
            if name in self._packs and (size < _SMALL or size * 2 < self._packs[name].size)
        }
        if len(wasteful) <= _MANY:
            return
        for path, item in list(self._items.items()):
            if any(kept.place.pack in wasteful for kept in item.digests):
                try:
                    self._items[path] = _moved(item, self._copied)
                except DamagedError:
                    del self._items[path]
                except _NoRoomError:
                    return
        self._seal()

    def _copied(self, place: Place) -> Place:
        """Where a record is after it was copied to where new ones are written."""
        pack = self._packs[place.pack]
        record = Record(pack, place.offset, place.length)
        written = self._writer.write(pack.read(place.offset, place.length), record)
        if not written.lasts:
            raise _NoRoomError
        return Place(written.pack.name, written.offset, place.length)

    def _places(self) -> Iterator[Place]:
        return (kept.place for item in self._items.values() for kept in item.digests)


def _kept(digest: Digest, place: Place) -> Kept:
    """A digest as the index has it, its record being at a place."""
    outline = outline_of(digest.entries)
    odd = tuple(one.arxiv_id for one, key in zip(digest.entries, outline.keys, strict=True) if key >= ODD)
    return Kept(outline, odd, place, digest.title, digest.day, digest.day_source)


def _moved(item: Item, move: Callable[[Place], Place]) -> Item:
    """A file with the records of its digests elsewhere."""
    return item._replace(digests=tuple(kept._replace(place=move(kept.place)) for kept in item.digests))


def _again(path: str, number: int, outline: Outline, distrust: Callable[[], None]) -> Sequence[Entry]:
    """The entries of one of the digests of a file, or what says that it has changed meanwhile."""
    from digest_parsers.load import load_file  # noqa: PLC0415 - a launch that knows all files reads none

    distrust()
    digests = load_file(Path(path)).digests
    if number < len(digests) and outline_of(digests[number].entries).keys == outline.keys:
        return digests[number].entries
    title = "This paper cannot be read any more: its file has changed"
    return tuple(Entry(f"gone-{number}", title, 1) for number in range(1, len(outline.keys) + 1))
