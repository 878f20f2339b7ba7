"""Watches the folders of digests and bookmarks and the saved searches, and says when something has changed.

What has changed is not told: whoever is told looks through the folders again, which is a listing, and so
a change that the system did not report (a network file system, an overflowing queue) is found with the next.

Folders are watched one by one, as many as the search for digests lists, and not with all that is below them:
what is left out there (``.git``, linked folders that lead in a circle) would use up the system's watches.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from digest_parsers.errors import SourceError
from digest_parsers.sanitize import clean_line
from digest_parsers.source import SUFFIXES, find_folders
from digest_tui import messages

if TYPE_CHECKING:
    from watchfiles import Change

#: Milliseconds without a change after which changes are told; a file that is being written is then whole.
_SETTLED = 100
#: Milliseconds after which changes are told although more are coming, as when thousands of files are copied.
_PATIENCE = 2_000
#: Milliseconds until the first look at the folders since they are watched, for what changed just before.
_FIRST_LOOK = 500
#: Seconds that the thread takes at most to end, unless a folder on a drive that is gone is being listed.
_HELD_UP = 2.0


class Watching:
    """Watches one set of folders after another, from a thread of its own."""

    def __init__(self, post: Callable[[Message], object]) -> None:
        """Watches nothing yet.

        Args:
            post: Takes :class:`~digest_tui.messages.FilesChanged` and ``WatchingFailed``; called from the
                watching thread.
        """
        self._post = post
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, library: Sequence[Path], bookmarks: Path, searches: Path) -> None:
        """Watch these folders and files and no others any more.

        Args:
            library: Folders, with all that are searched below them, and files.
            bookmarks: The folder of the bookmarks; it need not exist yet.
            searches: The file of the saved searches; it need not exist yet.
        """
        self._stop.set()
        self._stop = threading.Event()
        watch = threading.Thread(
            target=self._watch,
            args=(tuple(library), bookmarks, searches, self._stop),
            name="watching",
            daemon=True,
        )
        self._thread = watch
        watch.start()

    def end(self) -> None:
        """Watch nothing any more; returns when the thread has ended, or is held up by a folder.

        The thread runs native code most of the time, which must not be there any more when Python ends.
        """
        self._stop.set()
        if self._thread is not None:
            self._thread.join(_HELD_UP)
            self._thread = None

    def _watch(
        self, library: tuple[Path, ...], bookmarks: Path, searches: Path, stop: threading.Event
    ) -> None:
        files = frozenset(map(str, (*library, searches)))
        told: set[Path] = set()
        try:
            while not stop.is_set():
                folders = [*find_folders(library), _nearest(bookmarks), _nearest(searches.parent)]
                unwatched = {one for one in folders if not _is_utf8(str(one))}
                for one in sorted(unwatched - told):
                    self._post(messages.WatchingFailed(f"in {clean_line(str(one))}: its name is no UTF-8"))
                told |= unwatched
                self._watch_these([one for one in folders if one not in unwatched], files, stop)
        except SourceError as error:
            self._post(messages.WatchingFailed(error.one_line()))
        except (OSError, RuntimeError) as error:  # the latter is what watchfiles makes of all else
            self._post(messages.WatchingFailed(str(error)))

    def _watch_these(self, folders: Iterable[Path], files: frozenset[str], stop: threading.Event) -> None:
        """Tell of changes until folders have come, or one had a name that cannot be told.

        A name that is no UTF-8 ends the watching (watchfiles 1.1: "Unable to decode path"). Once it has
        worked, it is begun anew, which tells of a change.
        """
        worked = False
        try:
            for new_folders in _changes(folders, files, stop):
                worked = True
                self._post(messages.FilesChanged())
                if new_folders:
                    return
        except RuntimeError:
            if not worked:
                raise


def _changes(folders: Iterable[Path], files: frozenset[str], stop: threading.Event) -> Iterator[bool]:
    """Once when the folders are watched, then with each change; whether folders were among what came.

    Raises:
        OSError: The system has no more watches, or a folder is gone meanwhile.
        RuntimeError: Anything else that the watching stumbles over.
    """
    from watchfiles import Change, watch  # noqa: PLC0415 - not needed before everything has been read

    def concerns(change: "Change", path: str) -> bool:
        name = path.rpartition("/")[2]
        if name.startswith("."):
            return False
        return (
            path in files or name.lower().endswith(SUFFIXES) or change is Change.deleted or _is_folder(path)
        )

    watched = False
    for changes in watch(
        *folders,
        watch_filter=concerns,
        debounce=_PATIENCE,
        step=_SETTLED,
        rust_timeout=_FIRST_LOOK,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
        recursive=False,
        ignore_permission_denied=True,
    ):
        if changes or not watched:
            watched = True
            yield any(change is Change.added and _is_folder(path) for change, path in changes)


def _is_utf8(path: str) -> bool:
    """Whether a path can be spelled in UTF-8; Python has half a surrogate pair for each byte that is none."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_folder(path: str) -> bool:
    return Path(path).is_dir()


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next((one for one in (folder, *folder.parents) if one.is_dir()), folder)
