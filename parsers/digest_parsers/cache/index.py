"""The index of a library's cache: for each file what a library must know of it, in one small file.

It consists of leaves of some hundred files each, the newest days first, and a head that says where they are:
a first frame needs no more than the first leaf. A leaf is JSON for what there is one of a file and arrays for
what there is one of an entry; head and leaves have checksums. 1,840 files with 379,000 entries are 0.6 MB and
4.5 MB in eight leaves, each of which is read in 6 ms.
"""

import json
import os
import struct
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO, NamedTuple
from zlib import crc32

from digest_parsers.cache.sections import DamagedError
from digest_parsers.loaded import LoadedFile
from digest_parsers.model import DayClaim, DaySource, Diagnostic, Level, RepairReport
from digest_parsers.outline import ODD, Outline, key_of, packed
from digest_parsers.source import Stamp

_MAGIC = b"DTUIidx5"
_HEAD = struct.Struct("<8sII")
#: Before the two parts of a leaf: how long the JSON is.
_LEAF = struct.Struct("<I")

#: How many files a leaf has: a year of them is shown at once.
LEAF = 256

#: Stands in the place of a key that is no number of four bytes; the id itself is in the JSON then.
_ELSEWHERE = 0xFFFFFFFF


class Place(NamedTuple):
    """Where the record of a digest is: pack, offset and length."""

    pack: str
    offset: int
    length: int


class Kept(NamedTuple):
    """A digest of a file as the index has it.

    Attributes:
        outline: The outline of its entries.
        odd: Ids of the entries whose keys are odd, in order.
        place: Where their record is.
        title: Its title.
        day: Its day, if it states one.
        day_source: Where it states it.
    """

    outline: Outline
    odd: tuple[str, ...]
    place: Place
    title: str = ""
    day: date | None = None
    day_source: DaySource | None = None


class Item(NamedTuple):
    """A file of a library as the index has it.

    Attributes:
        file: What was read from it, without its digests.
        digests: Its digests.
    """

    file: LoadedFile
    digests: tuple[Kept, ...] = ()


def encode(library: Sequence[str], items: Iterable[Item], packs: Mapping[str, Stamp]) -> bytes:
    """The bytes of an index.

    Args:
        library: The paths that were opened; an index is of no other library.
        items: All files that were read, those first that are needed first.
        packs: The stamps of the packs that their records are in, as they were when these were finished.
    """
    everything = list(items)
    leaves = [_leaf(everything[start : start + LEAF]) for start in range(0, len(everything), LEAF)]
    tables = {
        "library": list(library),
        "packs": {name: (stamp.mtime_ns, stamp.size) for name, stamp in packs.items()},
        "leaves": [(len(leaf), crc32(leaf)) for leaf in leaves],
    }
    head = json.dumps(tables, separators=(",", ":")).encode()
    return b"".join((_HEAD.pack(_MAGIC, len(head), crc32(head)), head, *leaves))


def _leaf(items: Iterable[Item]) -> bytes:
    combinations: dict[tuple[str, ...], int] = {}
    sections: dict[tuple[str, ...], int] = {}
    numbers = array("I")
    files = []
    for item in items:
        digests = []
        for kept in item.digests:
            outline, place = kept.outline, kept.place
            numbers.extend(key if key < ODD else _ELSEWHERE for key in outline.keys)
            renumbered = [combinations.setdefault(one, len(combinations)) for one in outline.combinations]
            numbers.extend(map(renumbered.__getitem__, outline.numbers))
            numbers.extend(outline.weights)
            digests.append((
                place.pack, place.offset, place.length,
                kept.day.isoformat() if kept.day else None, kept.day_source, kept.title,
                len(outline.keys), outline.papers, outline.scored,
                sections.setdefault(outline.sections, len(sections)), kept.odd,
            ))  # fmt: skip
        files.append(_file(item.file, digests))
    tables = {"combinations": list(combinations), "sections": list(sections), "files": files}
    text = json.dumps(tables, separators=(",", ":")).encode()
    return _LEAF.pack(len(text)) + text + numbers.tobytes()


class Index:
    """An index that is read leaf by leaf.

    Attributes:
        packs: The stamps of the packs.
    """

    def __init__(self, file: BinaryIO, library: Sequence[str]) -> None:
        """Read the head.

        Args:
            file: The index from its beginning; it is not closed here.
            library: The paths that were opened.

        Raises:
            DamagedError: This is no index, or that of another library.
            OSError: It cannot be read.
        """
        self._file = file
        try:
            magic, length, checksum = _HEAD.unpack(file.read(_HEAD.size))
            head = file.read(length)
            if magic != _MAGIC or crc32(head) != checksum:
                raise DamagedError("this is no index")
            tables = json.loads(head)
            if tables["library"] != list(library):
                raise DamagedError("this is the index of another library")
            self.packs = {name: Stamp(*stamp) for name, stamp in tables["packs"].items()}
            self._leaves = [(int(size), int(checksum)) for size, checksum in tables["leaves"]]
        except (struct.error, ValueError, KeyError, TypeError) as error:
            raise DamagedError("this is no index") from error
        size = os.fstat(file.fileno()).st_size
        if _HEAD.size + length + sum(size for size, _ in self._leaves) != size:
            raise DamagedError("the index is cut short")

    def leaves(self) -> Iterator[list[Item]]:
        """The files, leaf by leaf, each read when it is asked for; a leaf that is damaged has none.

        Raises:
            OSError: The file cannot be read.
        """
        shared: dict[tuple[str, ...], tuple[str, ...]] = {}
        for size, checksum in self._leaves:
            leaf = memoryview(self._file.read(size))
            try:
                yield _read(leaf, shared) if crc32(leaf) == checksum else []
            except (struct.error, ValueError, KeyError, IndexError, TypeError):
                yield []


def _read(leaf: memoryview, shared: dict[tuple[str, ...], tuple[str, ...]]) -> list[Item]:
    """The files of a leaf; combinations of categories that other leaves have too are not made again."""
    (length,) = _LEAF.unpack_from(leaf)
    behind = _LEAF.size + length
    tables = json.loads(bytes(leaf[_LEAF.size : behind]))
    tables["combinations"] = [shared.setdefault(one, one) for one in map(tuple, tables["combinations"])]
    return _items(tables, leaf[behind:])


def _file(loaded: LoadedFile, digests: Sequence[tuple[object, ...]]) -> tuple[object, ...]:
    stamp, repair = loaded.stamp, loaded.repair
    return (
        loaded.path,
        stamp.mtime_ns if stamp else 0,
        stamp.size if stamp else 0,
        loaded.format,
        loaded.encoding,
        (repair.kind, repair.damaged, repair.restored, repair.doubtful) if repair != RepairReport() else None,
        [(one.level, one.code, one.line, one.message, one.cure) for one in loaded.diagnostics],
        loaded.sureness,
        [(claim.day.isoformat(), claim.source) for claim in loaded.claims],
        digests,
    )


def _items(tables: dict[str, Any], numbers: memoryview) -> list[Item]:
    combinations = tables["combinations"]
    sections = [tuple(one) for one in tables["sections"]]
    items, at = [], 0
    for path, mtime_ns, size, name, encoding, repair, diagnostics, sureness, claims, digests in tables[
        "files"
    ]:
        loaded = LoadedFile(
            path,
            Stamp(mtime_ns, size),
            name,
            encoding,
            RepairReport(*repair) if repair else RepairReport(),
            (),
            tuple(
                Diagnostic(Level(level), code, path, line, message, cure)
                for level, code, line, message, cure in diagnostics
            ),
            sureness,
            tuple(DayClaim(date.fromisoformat(day), DaySource(source)) for day, source in claims),
        )
        kept = []
        for pack, offset, length, day, source, title, count, papers, scored, section, odd in digests:
            keys, chosen, weights = array("I"), array("I"), array("I")
            keys.frombytes(numbers[at : at + 4 * count])
            chosen.frombytes(numbers[at + 4 * count : at + 8 * count])
            weights.frombytes(numbers[at + 8 * count : at + 12 * count])
            at += 12 * count
            kept.append(
                Kept(
                    Outline(
                        _with_odd(keys, odd), chosen, combinations, papers, sections[section], scored, weights
                    ),
                    tuple(odd),
                    Place(pack, offset, length),
                    title,
                    date.fromisoformat(day) if day else None,
                    DaySource(source) if source else None,
                )
            )
        items.append(Item(loaded, tuple(kept)))
    return items


def _with_odd(keys: "array[int]", odd: Sequence[str]) -> "array[int]":
    if not odd:
        return keys
    ids = iter(odd)
    return packed([key_of(next(ids)) if key == _ELSEWHERE else key for key in keys])
