"""Reading a library file after file, newest day first, in whatever thread the caller likes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from digest_parsers.cache import DigestCache
from digest_parsers.dates import day_from_heading, day_from_name
from digest_parsers.errors import SourceError
from digest_parsers.loaded import LoadedFile
from digest_parsers.model import RepairReport
from digest_parsers.source import LIMIT, Found, Skipped, Stamp, find_files, read_head

#: Enough for a heading behind a table of contents' first lines; one disk block.
_HEAD = 512
_PROBED = 400

#: No files at all.
NOTHING: Mapping[str, Stamp | None] = MappingProxyType({})


class Plan(NamedTuple):
    """What is to be read.

    Attributes:
        files: The digests to come, newest day first as far as their names and first lines tell.
        skipped: What will not be read, each with its reason, as a file without digests.
    """

    files: tuple[Found, ...]
    skipped: tuple[LoadedFile, ...]


def plan(paths: Iterable[Path]) -> Plan:
    """List the digests under the paths.

    Raises:
        SourceError: A path does not exist or cannot be read at all.
    """
    found: list[tuple[date, Found]] = []
    skipped: list[LoadedFile] = []
    for one in find_files(paths):
        if isinstance(one, Skipped):
            skipped.append(LoadedFile(str(one.path), None, None, None, RepairReport(), (), (one.diagnostic,)))
        else:
            found.append((_likely_day(one), one))
    found.sort(key=lambda pair: (pair[0], pair[1].name), reverse=True)
    return Plan(tuple(file for _, file in found), tuple(skipped))


def size_of(found: Found) -> int:
    """The bytes of a file; 0 when it can no longer be looked at."""
    return found.stamp.size if found.stamp else 0


def check_paths(paths: Iterable[Path]) -> None:
    """Look whether there is something to read at each path, without searching any of them.

    Raises:
        SourceError: A path does not exist, or is neither a folder nor a regular file.
    """
    find_files(paths)


def changed(files: Iterable[Found], known: Mapping[str, Stamp | None]) -> tuple[Found, ...]:
    """Those of the files that are not known, or are no longer what they were."""
    return tuple(one for one in files if one.name not in known or known[one.name] != one.stamp)


class Opened(NamedTuple):
    """What there is to show of a library before anything else has been read.

    Attributes:
        plan: What there is.
        ready: What is known from last time and has not changed, and the newest digest in any case.
        rest: What must be read, or looked up by :func:`look_up`, newest day first.
        cache: Where what is read is kept.
    """

    plan: Plan
    ready: tuple[LoadedFile, ...]
    rest: tuple[Found, ...]
    cache: DigestCache


def open_library(
    paths: Sequence[Path],
    cache: Path | DigestCache,
    known: Mapping[str, Stamp | None] = NOTHING,
    *,
    limit: int = LIMIT,
) -> Opened:
    """Look what there is under the paths, and read no more than is needed to show the newest day.

    Args:
        paths: Folders and files.
        cache: The folder of the caches, or the one of these paths if it is open.
        known: The stamps of files that the caller has already; those that have not changed are left out.
        limit: The largest file to read, in bytes.

    Raises:
        SourceError: A path does not exist or cannot be read at all.
    """
    planned = plan(paths)
    kept = cache if isinstance(cache, DigestCache) else DigestCache(cache, paths)
    ready, rest = _known(changed(planned.files, known), next(kept.known(), {}))
    if rest and rest[0] is planned.files[0]:
        ready.append(kept.keep(_load(rest.pop(0), limit)))
    return Opened(planned, tuple(ready), tuple(rest), kept)


def look_up(opened: Opened) -> Iterator[Opened]:
    """Look up in the cache what of the rest need not be read.

    Yields:
        What has become ready in addition, some hundred files at a time, and the rest without it.
    """
    for known in opened.cache.known():
        ready, rest = _known(opened.rest, known)
        opened = opened._replace(ready=tuple(ready), rest=tuple(rest))
        yield opened


def reaching(opened: Opened, day: date) -> Opened:
    """The library with as much looked up as it takes to show a day, or all that is known."""
    ready, leaves = opened.ready, look_up(opened)
    while not any(digest.day == day for one in ready for digest in one.digests):
        more = next(leaves, None)
        if more is None:
            break
        ready, opened = ready + more.ready, more
    return opened._replace(ready=ready)


def _known(files: Iterable[Found], known: Mapping[str, LoadedFile]) -> tuple[list[LoadedFile], list[Found]]:
    """Those of the files that are known as they are, and those that are not."""
    ready: list[LoadedFile] = []
    rest: list[Found] = []
    for found in files:
        there = known.get(found.name)
        if there is not None and there.stamp == found.stamp:
            ready.append(there)
        else:
            rest.append(found)
    return ready, rest


def read_rest(opened: Opened, *, limit: int = LIMIT) -> Iterator[LoadedFile]:
    """Read the rest file by file; what was read is kept for good by :func:`finish`.

    Args:
        opened: The library, when everything has been looked up.
        limit: The largest file to read, in bytes.
    """
    for found in opened.rest:
        yield opened.cache.keep(_load(found, limit))


def finish(opened: Opened) -> str:
    """Make what was kept last.

    Returns:
        Why that cannot be, in one sentence; an empty string when it could.
    """
    opened.cache.finish([one.name for one in opened.plan.files])
    return opened.cache.problem


def _load(found: Found, limit: int) -> LoadedFile:
    from digest_parsers.load import load_file  # noqa: PLC0415 - a launch that knows all files reads none

    return load_file(found.path, found.stamp, limit=limit)


def _likely_day(found: Found) -> date:
    """The day by which a file is put in line; one that says nothing comes last."""
    named = day_from_name(found.name)
    if named is not None:
        return named
    try:
        head = read_head(found.path, _HEAD).decode("utf-8", "ignore")
    except SourceError:
        return date.min
    return next((day for line in head.split("\n") if (day := day_from_heading(line)) is not None), date.min)


def holds_digests(folder: Path) -> bool:
    """Whether a folder looks like one of digests, judged by the first lines of its first files.

    At most :data:`_PROBED` files are looked at, so that starting in a home folder is answered at once;
    what is behind them can still be opened by naming the folder.
    """
    try:
        for number, one in enumerate(find_files([folder])):
            if number >= _PROBED:
                return False
            if isinstance(one, Found) and _is_digest(one.path):
                return True
    except SourceError:
        return False
    return False


def _is_digest(path: Path) -> bool:
    from digest_parsers.formats import detect  # noqa: PLC0415 (not needed when paths are given)
    from digest_parsers.formats.base import GENERIC  # noqa: PLC0415

    try:
        head = read_head(path, 8 * _HEAD).decode("utf-8", "ignore")
    except SourceError:
        return False
    found = detect(head.split("\n"), str(path))
    return found is not None and found.sureness > GENERIC
