"""The reader without a screen: what ``check`` and ``list`` say, as plain data.

The shape of :class:`Report` is what other programs rely on: keys may be added to it, never renamed or taken
away. That of the rows of ``list`` is in :mod:`digest_parsers.export.jsonl`.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypedDict

from digest_parsers.arxiv_id import is_stand_in
from digest_parsers.doubles import entry_of
from digest_parsers.health import series
from digest_parsers.library import Library
from digest_parsers.load import LoadedFile, load_file
from digest_parsers.model import Appearance, Digest, Level, RepairReport
from digest_parsers.query import parse_query
from digest_parsers.search import Facts, SearchIndex
from digest_parsers.source import LIMIT, Skipped, find_files


class Repair(TypedDict):
    """What the repair stage did to a file, in characters."""

    kind: str
    damaged: int
    restored: int
    doubtful: int


class Finding(TypedDict):
    """One thing that a file got wrong; ``line`` is null when the whole file is meant."""

    level: str
    code: str
    line: int | None
    message: str
    cure: str


class Claim(TypedDict):
    """A day that something says a file is of: ``heading``, ``filename``, ``path`` and so on."""

    day: str
    source: str


class FileReport(TypedDict):
    """What one file is; ``format`` is null for what is no digest, ``categories`` counts primary ones.

    ``sureness`` is how sure the format is, up to 1. ``claims`` are all days that were found, the strongest
    first. ``days`` is how many the file has papers of: more than one in a rolling list, whose ``day`` is the
    newest. ``stated`` is how many papers its table of contents has, if it has one. ``placeholders`` are those
    whose summary the generator failed to write, ``doubles`` those that another file of the day has better.
    ``ids`` and ``sections`` count what papers are known by and which parts they have.
    """

    path: str
    format: str | None
    sureness: float
    day: str | None
    day_source: str | None
    claims: list[Claim]
    days: int
    stated: int | None
    placeholders: int
    doubles: int
    ids: dict[str, int]
    sections: dict[str, int]
    encoding: str | None
    repair: Repair
    papers: int
    categories: dict[str, int]
    diagnostics: list[Finding]


class Totals(TypedDict):
    """Sums over all files: ``entries`` as they stand in the digests, ``papers`` each counted once."""

    files: int
    entries: int
    papers: int
    days: int


class Run(TypedDict):
    """The digests of one generator in one folder, the days between them that are missing or there twice.

    ``repeated`` are the days of which several files have the same papers, with the names of the files.
    """

    folder: str
    generator: str
    days: int
    first: str
    last: str
    missing: list[str]
    repeated: dict[str, list[str]]


class Report(TypedDict):
    """What ``check --json`` prints."""

    files: list[FileReport]
    totals: Totals
    series: list[Run]


def read_library(
    paths: Iterable[Path], progress: Callable[[int], None] = lambda read: None, *, limit: int = LIMIT
) -> Library:
    """Reads everything under some paths, in the order of their names.

    Args:
        paths: Files and folders.
        progress: Is told after each file how many have been read.
        limit: The largest file to read, in bytes.

    Raises:
        SourceError: A path does not exist, or is neither a folder nor a file.
    """
    library = Library()
    # Nothing that is read is thrown away, so looking for garbage meanwhile finds none and takes its time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        for number, found in enumerate(find_files(paths), 1):
            if isinstance(found, Skipped):
                library.add(LoadedFile(str(found.path), None, diagnostics=(found.diagnostic,)))
            else:
                library.add(load_file(found.path, found.stamp, limit=limit))
            progress(number)
        library.settle()
    finally:
        if collecting:
            gc.enable()
    return library


def has_errors(library: Library) -> bool:
    """Whether anything in a library could not be read."""
    return any(diagnostic.level is Level.ERROR for diagnostic in library.diagnostics)


def report(library: Library) -> Report:
    """What each file of a library is and what is wrong with it."""
    days = {digest.day for digest in library.digests() if digest.day is not None}
    doubles = _doubles(library)
    return {
        "files": [_file_report(loaded, doubles) for loaded in library.files],
        "totals": {
            "files": len(library.files),
            "entries": library.entry_count,
            "papers": len(library),
            "days": len(days),
        },
        "series": [
            {
                "folder": run.folder,
                "generator": run.generator,
                "days": len(run.days),
                "first": run.days[0].isoformat(),
                "last": run.days[-1].isoformat(),
                "missing": [day.isoformat() for day in run.missing],
                "repeated": {day.isoformat(): list(names) for day, names in run.repeated},
            }
            for run in series(library.files)
        ],
    }


def find(library: Library, query: str, facts: Facts) -> Iterator[Appearance]:
    """The entries that a query finds, the newest day first, each as often as it stands in a digest.

    Args:
        library: Where to look.
        query: The query; an empty one finds every entry.
        facts: What its words ``is:…`` are about.

    Raises:
        QueryError: The query has a mistake; raised by the call itself.
    """
    understood = parse_query(query, sections=library.section_keys())
    hits = SearchIndex().search(understood, library.digests(), facts)
    return (Appearance(hit.digest, entry_of(hit.digest, at)) for hit in hits for at in hit.entries)


def _doubles(library: Library) -> dict[str, int]:
    """How many papers of each file stand better in another, by path."""
    shown = Counter[str]()
    for digest in library.digests():
        shown[digest.path] += len(digest.entries) - len(digest.doubles)
    return {
        one.path: sum(len(each.entries) for each in one.digests) - shown[one.path] for one in library.files
    }


def _file_report(loaded: LoadedFile, doubles: dict[str, int]) -> FileReport:
    digest: Digest | None = next(iter(loaded.digests), None)
    entries = [entry for each in loaded.digests for entry in each.entries]
    stated = sum(digest.stated.values()) if digest else 0
    return {
        "path": loaded.path,
        "format": loaded.format,
        "sureness": loaded.sureness,
        "day": _iso(digest.day) if digest else None,
        "day_source": digest.day_source if digest else None,
        "claims": [{"day": claim.day.isoformat(), "source": claim.source} for claim in loaded.claims],
        "days": len(loaded.digests),
        "stated": stated or None,
        "placeholders": sum(one.code == "placeholder-summary" for one in loaded.diagnostics),
        "doubles": doubles[loaded.path],
        "ids": dict(Counter(_kind_of_id(entry.arxiv_id) for entry in entries)),
        "sections": dict(Counter(section.key for entry in entries for section in entry.sections)),
        "encoding": loaded.encoding,
        "repair": _repair(loaded.repair),
        "papers": len(entries),
        "categories": dict(Counter(entry.primary_category for entry in entries)),
        "diagnostics": [
            {"level": one.level, "code": one.code, "line": one.line, "message": one.message, "cure": one.cure}
            for one in loaded.diagnostics
        ],
    }


def _kind_of_id(paper: str) -> str:
    """What a paper is known by: ``arxiv``, ``doi``, ``openreview``, or ``none`` for a stand-in."""
    if is_stand_in(paper):
        return "none"
    scheme, colon, _ = paper.partition(":")
    return scheme if colon else "arxiv"


def _repair(done: RepairReport) -> Repair:
    return {
        "kind": done.kind,
        "damaged": done.damaged,
        "restored": done.restored,
        "doubtful": done.doubtful,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
