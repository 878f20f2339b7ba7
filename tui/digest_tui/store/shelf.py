"""A folder of bookmark files as it is in memory: each file read once and again when it has changed."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from digest_parsers.errors import DigestError
from digest_tui.store import conflicts
from digest_tui.store.conflicts import Conflict
from digest_tui.store.document import Bookmark, file_name, parse
from digest_tui.store.errors import StoreProblem

#: More is no bookmark; the longest entry that was ever seen in a digest has 30 kB.
MAX_FILE = 32 * 1024 * 1024

_SUFFIX = ".md"

#: What tells that a file may have changed: device, inode, size, time of change.
_Stamp = tuple[int, int, int, int]


class Trouble(NamedTuple):
    """A file that is no bookmark, and what can be done about it.

    Attributes:
        problem: What is wrong with it.
        conflict: The two versions that can be made one; None when it is not that.
    """

    problem: StoreProblem
    conflict: Conflict | None


@dataclass(frozen=True, slots=True)
class _Seen:
    stamp: _Stamp
    content: Bookmark | StoreProblem
    conflict: Conflict | None = None


class Shelf:
    """The bookmark files of one folder, by id.

    Attributes:
        folder: The folder; it need not exist.
        by_id: The bookmarks. Replaced as a whole, never changed, so that any thread may read it.
        problems: What could not be understood, by file name; the files are left as they are.
        conflicts: Bookmarks of which there are two versions; each of them is among the problems too.
    """

    def __init__(self, folder: Path) -> None:
        """Begins with an empty shelf; nothing is read before :meth:`refresh`.

        Args:
            folder: The folder of the files.
        """
        self.folder = folder
        self.by_id: dict[str, Bookmark] = {}
        self.problems: list[StoreProblem] = []
        self.conflicts: list[Conflict] = []
        self._seen: dict[str, _Seen] = {}

    def refresh(self) -> bool:
        """Reads what has changed in the folder since the last time.

        Returns:
            Whether anything did.

        Raises:
            OSError: The folder exists and cannot be listed; what is known of it stays.
        """
        seen = {name: self._look(name, stamp) for name, stamp in self._listing()}
        if seen == self._seen:
            return False
        self._seen = seen
        self._index()
        return True

    def look_again(self, path: Path) -> None:
        """Reads what has changed at one path of the folder, which takes no listing of the rest.

        Raises:
            OSError: It cannot be looked at.
        """
        before = self._seen.get(path.name)
        seen: _Seen | None = None
        try:
            self._seen[path.name] = seen = self._look(path.name, _stamp(path.stat()))
        except FileNotFoundError:
            self._seen.pop(path.name, None)
        old, new = (None if one is None else one.content for one in (before, seen))
        if self.conflicts or isinstance(old, StoreProblem) or isinstance(new, StoreProblem):
            self._index()
            return
        by_id = self.by_id.copy()
        if old is not None:
            by_id.pop(old.arxiv_id, None)
        if new is not None:
            if new.arxiv_id in by_id:
                self._index()
                return
            by_id[new.arxiv_id] = new
        self.by_id = by_id

    def problem_at(self, path: Path) -> StoreProblem | None:
        """The problem of a file of this folder, or None."""
        seen = self._seen.get(path.name)
        return seen.content if seen and isinstance(seen.content, StoreProblem) else None

    def _listing(self) -> Iterator[tuple[str, _Stamp]]:
        """Names and stamps of the folder's Markdown files, hidden ones left out."""
        try:
            with os.scandir(self.folder) as found:
                items = [item for item in found if _is_candidate(item.name)]
        except (FileNotFoundError, NotADirectoryError):
            return
        for item in sorted(items, key=lambda item: item.name):
            try:
                about = item.stat()
            except FileNotFoundError:  # gone since, or a link that leads nowhere
                continue
            except OSError:
                yield item.name, (0, 0, 0, 0)
                continue
            if stat.S_ISDIR(about.st_mode):
                continue
            yield item.name, _stamp(about)

    def _look(self, name: str, stamp: _Stamp) -> _Seen:
        known = self._seen.get(name)
        if known is not None and known.stamp == stamp:
            return known
        return _Seen(stamp, *read_document(self.folder / name))

    def _index(self) -> None:
        """Works out ``by_id`` and ``problems``; of two files for one paper the one named by its id counts."""
        by_id: dict[str, Bookmark] = {}
        problems: list[StoreProblem] = []
        found: list[Conflict] = []
        for seen in sorted(self._seen.values(), key=_named_by_id, reverse=True):
            content = seen.content
            if isinstance(content, StoreProblem):
                problems.append(content)
                found += [] if seen.conflict is None else [seen.conflict]
            elif content.arxiv_id in by_id:
                other = by_id[content.arxiv_id].path
                found.append(Conflict(content.arxiv_id, other, content.path))
                problems.append(_second(content, other, conflicts.maker_of(content.path.name)))
            else:
                by_id[content.arxiv_id] = content
        self.by_id, self.problems, self.conflicts = by_id, problems, found


#: The command that merges what synchronisers left behind.
_MERGES = "`digest-tui bookmarks doctor --merge` makes one of both"


def read_document(path: Path) -> tuple[Bookmark | StoreProblem, Conflict | None]:
    """Reads one bookmark file; whatever is wrong with it comes back as a problem, perhaps with a conflict."""
    try:
        data, modified = _read(path)
        text = data.decode("utf-8-sig")
        both = conflicts.sides(text) if "\n>>>>>>>" in text else None
        if both is not None:
            line = text[: text.index("<<<<<<<")].count("\n") + 1
            conflict = Conflict(parse(both[0], path, modified).arxiv_id, path, None)
            parse(both[1], path, modified)
            return StoreProblem(path, line, "holds both versions of a git conflict", _MERGES), conflict
        return parse(text, path, modified), None
    except OSError as error:
        return StoreProblem(path, None, f"cannot be read: {error.strerror}"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return StoreProblem(path, line, "is not UTF-8 text", "save it as UTF-8"), None
    except DigestError as error:
        cure = error.cure or "mend it in an editor, or move it out of this folder"
        return StoreProblem(path, error.line, error.cause, cure), None


def _second(mark: Bookmark, other: Path, maker: str) -> StoreProblem:
    what = f"is a conflict copy ({maker}) of" if maker else "is a second bookmark of"
    return StoreProblem(mark.path, None, f"{what} {mark.arxiv_id}, which {other.name} holds already", _MERGES)


def _stamp(about: os.stat_result) -> _Stamp:
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns


def _is_candidate(name: str) -> bool:
    return name.endswith(_SUFFIX) and not name.startswith(".")


def _named_by_id(seen: _Seen) -> bool:
    content = seen.content
    return isinstance(content, Bookmark) and content.path.name == file_name(content.arxiv_id)


def _read(path: Path) -> tuple[bytes, float]:
    """The bytes of a regular file and its time; without waiting when it is a pipe or a device."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        if about.st_size > MAX_FILE:
            raise OSError(errno.EFBIG, f"more than {MAX_FILE // 1024**2} MiB")
        return file.read(MAX_FILE), about.st_mtime
