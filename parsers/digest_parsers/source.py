"""Finds the files of a library and reads their bytes, and touches nothing that is not a regular file.

A folder of digests is a folder of a person's: it may hold pipes, sockets, devices, links in a circle and
names that no path can spell. Whatever is passed over and could have been meant is told as a
:class:`Skipped`; a file without one of :data:`SUFFIXES` is simply not asked for.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from digest_parsers.errors import SourceError
from digest_parsers.model import Diagnostic, Level

#: What a digest's file name ends in, in lower case; the comparison ignores case.
SUFFIXES = (
    *(".md", ".markdown", ".txt", ".html", ".htm", ".jsonl", ".json"),
    *(".xml", ".rss", ".atom", ".eml"),
)

#: The largest file that is read unless the caller says otherwise, in bytes: thirty times the largest digest.
LIMIT = 64 * 2**20

#: Folders of version control whose names do not begin with a dot (hidden folders are left out anyway).
_VERSION_CONTROL = frozenset({"CVS", "RCS", "SCCS", "_darcs", "{arch}"})

#: Without O_NONBLOCK the opening of a pipe waits for a writer, perhaps for ever; without O_NOCTTY a
#: terminal device could become ours.
_OPEN_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC

_READ_SIZE = 2**20


class TooLargeError(SourceError):
    """A file that is larger than the limit of :func:`read_bytes`."""


class Stamp(NamedTuple):
    """What tells whether a file has changed since it was read.

    Attributes:
        mtime_ns: When its content was last written, in nanoseconds of the file system's clock.
        size: Its length in bytes.
    """

    mtime_ns: int
    size: int


class Found:
    """A regular file that may be a digest; until it is asked for, only what its folder tells is known of it.

    Ten years of digests are 1,840 files: to look at each and to make a path of it takes 20 ms, and a first
    frame shows the newest days only.

    Attributes:
        name: Its path as text.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def path(self) -> Path:
        """Its path."""
        return Path(self.name)

    @cached_property
    def stamp(self) -> Stamp | None:
        """Its stamp when it was asked for first; None when the file can no longer be looked at."""
        try:
            return stamp_of(os.stat(self.name))  # noqa: PTH116 - a path that was never made one
        except OSError:
            return None


class Skipped(NamedTuple):
    """A file or folder that was passed over, and why."""

    path: Path
    diagnostic: Diagnostic


def find_files(paths: Iterable[Path]) -> Iterator[Found | Skipped]:
    """The files under some paths, folders searched all the way down.

    Within a folder its files come first, then its folders, each sorted by name, so that the order is the
    same on every run. Hidden files and folders and those of version control are left out. A file or
    folder that is reached twice (by links, or because one path lies in another) comes once. The search
    stays on the file system of the folder it began in, so that a link to ``/proc`` stays a link.

    Args:
        paths: Files and folders. A file is taken whatever its name ends in.

    Returns:
        An iterator that searches as it is read.

    Raises:
        SourceError: A path does not exist, cannot be looked at, or is neither a folder nor a regular file.
            Raised by the call itself, before anything is searched.
    """
    roots = [(str(path), _stat_given(path)) for path in paths]
    return _Search().run(roots)


def find_folders(paths: Iterable[Path]) -> list[Path]:
    """The folders that :func:`find_files` lists for the same paths, those of the paths themselves first.

    For a path that is a file, the folder that it is in: a file that is replaced is a new one of the old name.

    Raises:
        SourceError: A path does not exist, cannot be looked at, or is neither a folder nor a regular file.
    """
    roots = [(str(path), _stat_given(path)) for path in paths]
    search = _Search()
    for _ in search.run(roots):
        pass
    beside = (Path(path).parent for path, status in roots if not stat.S_ISDIR(status.st_mode))
    return list(dict.fromkeys((*map(Path, search.folders), *beside)))


def read_bytes(path: Path, limit: int = LIMIT) -> bytes:
    """The content of a regular file.

    Args:
        path: The file.
        limit: The largest content to read, in bytes.

    Raises:
        TooLargeError: The file is larger than ``limit``.
        SourceError: The file cannot be opened or read, or is not a regular file (any more).
    """
    with _opened(path) as descriptor:
        expected = os.fstat(descriptor).st_size
        if expected > limit:
            raise _too_large(path, limit)
        return _read_all(descriptor, path, limit, expected)


def read_head(path: Path, size: int) -> bytes:
    """The first bytes of a regular file, at most ``size`` of them.

    Raises:
        SourceError: The file cannot be opened or read, or is not a regular file (any more).
    """
    with _opened(path) as descriptor:
        return os.read(descriptor, size)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """A regular file, open for reading; what the system refuses is told as a :class:`SourceError`."""
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except (OSError, ValueError) as error:
        raise SourceError(f"cannot be opened: {_reason(error)}", path=path, cure=_cure(error)) from error
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise SourceError(f"is {_kind(mode)}, not a file", path=path)
        yield descriptor
    except OSError as error:
        raise SourceError(f"cannot be read: {_reason(error)}", path=path, cure=_cure(error)) from error
    finally:
        os.close(descriptor)


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp in a file's status."""
    return Stamp(status.st_mtime_ns, status.st_size)


class _Search:
    """One run of :func:`find_files`: what it has already been to, and the folders that it listed."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, int]] = set()
        self.folders: list[str] = []

    def run(self, roots: list[tuple[str, os.stat_result]]) -> Iterator[Found | Skipped]:
        for path, status in roots:
            if not stat.S_ISDIR(status.st_mode):
                yield self._file(path, status)
            elif self._is_new(status.st_dev, status.st_ino):
                yield from self._tree(path, status.st_dev)

    def _tree(self, root: str, device: int) -> Iterator[Found | Skipped]:
        """Walks a folder with a stack of its own: recursion would end at a thousand levels."""
        real_root = os.path.realpath(root)
        folders = [root]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(folder) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as error:
                yield _skipped(
                    folder, Level.ERROR, "unreadable", f"the folder cannot be listed: {_reason(error)}"
                )
                continue
            self.folders.append(folder)
            below: list[str] = []
            for entry in entries:
                told = self._entry(entry, device, real_root, below)
                if told is not None:
                    yield told
            folders.extend(reversed(below))

    def _entry(
        self, entry: os.DirEntry[str], device: int, real_root: str, below: list[str]
    ) -> Found | Skipped | None:
        """One name in a folder: what is to be told of it; folders to be searched are put into ``below``."""
        wanted = entry.name.lower().endswith(SUFFIXES)
        if entry.name.startswith("."):
            return None
        try:
            if entry.is_file(follow_symlinks=False):  # the folder says so
                return self._regular(entry.path, device, entry.inode()) if wanted else None
            status = entry.stat()
        except OSError as error:
            if wanted and entry.is_symlink():
                return _skipped(entry.path, Level.WARNING, "broken-link", f"leads nowhere: {_reason(error)}")
            if wanted or entry.is_dir(follow_symlinks=False):
                cause = f"cannot be looked at: {_reason(error)}"
                return _skipped(entry.path, Level.ERROR, "unreadable", cause, _cure(error))
            return None
        if not stat.S_ISDIR(status.st_mode):
            return self._file(entry.path, status) if wanted else None
        if entry.name in _VERSION_CONTROL or (entry.is_symlink() and _holds(entry.path, real_root)):
            return None
        if status.st_dev != device:
            cause = "the folder is on another file system and was not searched"
            return _skipped(entry.path, Level.INFO, "other-file-system", cause, "open it by its own path")
        if self._is_new(status.st_dev, status.st_ino):
            below.append(entry.path)
        return None

    def _file(self, path: str, status: os.stat_result) -> Found | Skipped:
        if not stat.S_ISREG(status.st_mode):
            return _skipped(path, Level.WARNING, "not-a-file", f"is {_kind(status.st_mode)}, not a file")
        return self._regular(path, status.st_dev, status.st_ino)

    def _regular(self, path: str, device: int, number: int) -> Found | Skipped:
        if not self._is_new(device, number):
            return _skipped(
                path, Level.INFO, "same-file", "is a second name of a file that was already found"
            )
        return Found(path)

    def _is_new(self, device: int, number: int) -> bool:
        """Whether this file or folder is met for the first time; remembers it."""
        before = len(self._seen)
        self._seen.add((device, number))
        return len(self._seen) > before


def _stat_given(path: Path) -> os.stat_result:
    """The status of a path that a person named."""
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise SourceError("does not exist", path=path, cure="check the path") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"cannot be opened: {_reason(error)}", path=path, cure=_cure(error)) from error
    if not (stat.S_ISDIR(status.st_mode) or stat.S_ISREG(status.st_mode)):
        raise SourceError(
            f"is {_kind(status.st_mode)}, neither a folder nor a file",
            path=path,
            cure="name a file or a folder",
        )
    return status


def _holds(link: str, real_root: str) -> bool:
    """Whether a linked folder holds the folder that the search began in, as ``..`` does."""
    target = os.path.realpath(link)
    return os.path.commonpath((target, real_root)) == target


def _read_all(descriptor: int, path: Path, limit: int, expected: int) -> bytes:
    """Reads to the end; a file that grows past ``limit`` meanwhile is too large as well.

    What is expected is read in one piece: put together of several, it would be in memory twice.
    """
    parts: list[bytes] = []
    length = 0
    while part := os.read(descriptor, max(expected - length, _READ_SIZE)):
        length += len(part)
        if length > limit:
            raise _too_large(path, limit)
        parts.append(part)
    return b"".join(parts)


def _too_large(path: Path, limit: int) -> TooLargeError:
    cause = f"is larger than {limit / 2**20:g} MiB, the limit for one digest"
    return TooLargeError(cause, path=path, cure="split it, or raise max_file_size in the settings")


def _skipped(path: str, level: Level, code: str, cause: str, cure: str = "") -> Skipped:
    return Skipped(Path(path), Diagnostic(level, code, path, None, cause, cure))


def _kind(mode: int) -> str:
    """What a file mode stands for, with its article."""
    kinds = (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    return next((name for is_kind, name in kinds if is_kind(mode)), "something else")


def _reason(error: OSError | ValueError) -> str:
    """The system's words for an error, without the path (it may hold anything)."""
    text = error.strerror if isinstance(error, OSError) else str(error)
    return (text or type(error).__name__).lower()


def _cure(error: OSError | ValueError) -> str:
    return "check its permissions" if isinstance(error, PermissionError) else ""
