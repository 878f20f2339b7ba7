"""A folder of bookmark files as it is in memory: each file read once and again when it has changed."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from digest_parsers.errors import DigestError
from digest_tui.store.document import Bookmark, file_name, parse
from digest_tui.store.errors import StoreProblem

#: More is no bookmark; the longest entry that was ever seen in a digest has 30 kB.
MAX_FILE = 32 * 1024 * 1024

_SUFFIX = ".md"

#: What tells that a file may have changed: device, inode, size, time of change.
_Stamp = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Seen:
    stamp: _Stamp
    content: Bookmark | StoreProblem


class Shelf:
    """The bookmark files of one folder, by id.

    Attributes:
        folder: The folder; it need not exist.
        by_id: The bookmarks. Replaced as a whole, never changed, so that any thread may read it.
        problems: What could not be understood, by file name; the files are left as they are.
    """

    def __init__(self, folder: Path) -> None:
        """Begins with an empty shelf; nothing is read before :meth:`refresh`.

        Args:
            folder: The folder of the files.
        """
        self.folder = folder
        self.by_id: dict[str, Bookmark] = {}
        self.problems: list[StoreProblem] = []
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
            yield item.name, (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns)

    def _look(self, name: str, stamp: _Stamp) -> _Seen:
        known = self._seen.get(name)
        if known is not None and known.stamp == stamp:
            return known
        return _Seen(stamp, read_document(self.folder / name))

    def _index(self) -> None:
        """Works out ``by_id`` and ``problems``; of two files for one paper the one named by its id counts."""
        by_id: dict[str, Bookmark] = {}
        problems = []
        for seen in sorted(self._seen.values(), key=_named_by_id, reverse=True):
            content = seen.content
            if isinstance(content, StoreProblem):
                problems.append(content)
            elif content.arxiv_id in by_id:
                other = by_id[content.arxiv_id].path.name
                cause = f"is a second bookmark of {content.arxiv_id}, which {other} holds already"
                problems.append(StoreProblem(content.path, None, cause, "put both into one file by hand"))
            else:
                by_id[content.arxiv_id] = content
        self.by_id, self.problems = by_id, problems


def read_document(path: Path) -> Bookmark | StoreProblem:
    """Reads one bookmark file; whatever is wrong with it comes back as a problem."""
    try:
        data, modified = _read(path)
        text = data.decode("utf-8-sig")
        return parse(text, path, modified)
    except OSError as error:
        return StoreProblem(path, None, f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return StoreProblem(path, line, "is not UTF-8 text", "save it as UTF-8")
    except DigestError as error:
        cure = error.cure or "mend it in an editor, or move it out of this folder"
        return StoreProblem(path, error.line, error.cause, cure)


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
