"""The reading of a library in a thread of its own, told by messages as it goes on."""

from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from digest_parsers.cache import DigestCache
from digest_parsers.errors import SourceError
from digest_parsers.loaded import LoadedFile
from digest_parsers.source import Stamp
from digest_tui import loading, messages
from digest_tui.garbage import give_back

if TYPE_CHECKING:
    from digest_tui.reading_apart import Step

#: Files are handed to the screen together when they come faster than this, in seconds.
_BATCH = 0.2


def prepare_searching() -> None:
    """Import what a first search needs, here and not in the event loop, which that would hold for 20 ms."""
    import digest_parsers.highlights  # noqa: PLC0415 - not needed for the first frame
    import digest_parsers.query  # noqa: PLC0415
    import digest_parsers.search  # noqa: F401, PLC0415


class Reading:
    """Reads one library after another; the messages of each reading carry its number.

    What has been asked for last is what counts: messages of an earlier reading are to be ignored.
    """

    def __init__(self, post: Callable[[Message], object], cache: Path, limit: int) -> None:
        """Reads nothing yet.

        Args:
            post: Takes the messages :class:`~digest_tui.messages.FilesFound`, ``FilesLoaded``,
                ``CacheFailed`` and ``ReadingFailed``; called from the reading's thread.
            cache: The folder of the caches.
            limit: The largest file to read, in bytes.
        """
        self._post = post
        self._folder = cache
        self._cache: tuple[tuple[Path, ...], DigestCache] | None = None
        self._turn = Lock()
        self._limit = limit
        self._number = 0

    def is_latest(self, run: int) -> bool:
        """Whether no other reading was begun after this one."""
        return run == self._number

    def begin(
        self,
        library: tuple[Path, ...],
        known: Mapping[str, Stamp | None] = loading.NOTHING,
        opened: loading.Opened | None = None,
    ) -> Callable[[], None]:
        """Give the next reading its number.

        Args:
            library: Folders and files.
            known: The stamps of files that are there already and are read only when they have changed.
            opened: What has been found out about the library, if somebody looked.

        Returns:
            The reading itself, to be run in a worker with a thread.
        """
        self._number += 1
        return partial(self._read, self._number, library, known, opened)

    def _read(
        self,
        run: int,
        library: tuple[Path, ...],
        known: Mapping[str, Stamp | None],
        opened: loading.Opened | None,
    ) -> None:
        with self._turn:  # an earlier reading that was cancelled ends with the file that it is at
            try:
                opened = opened or self._look(run, library, known)
            except SourceError as error:
                self._post(messages.ReadingFailed(run, error.one_line()))
                return
            self._cache = library, opened.cache
            for more in loading.look_up(opened):
                opened = more
                self._post(messages.FilesFound(run, more.ready, len(more.rest), ()))
            self._read_rest(run, library, opened)

    def _look(self, run: int, library: tuple[Path, ...], known: Mapping[str, Stamp | None]) -> loading.Opened:
        """Look what there is, and what is gone.

        The cache of a library stays open while the library is: its index is as large as a digest.

        Raises:
            SourceError: The folders cannot be read at all.
        """
        same = self._cache is not None and self._cache[0] == library
        cache = self._cache[1] if self._cache is not None and same else self._folder
        opened = loading.open_library(library, cache, known, limit=self._limit)
        there = {one.name for one in opened.plan.files}
        gone = tuple(path for path in known if path not in there)
        ready = (*opened.ready, *opened.plan.skipped)
        self._post(messages.FilesFound(run, ready, len(opened.rest), gone))
        return opened

    def _read_rest(self, run: int, library: tuple[Path, ...], opened: loading.Opened) -> None:
        from digest_tui.pace import Pace  # noqa: PLC0415 - not needed for the first frame

        worker = get_current_worker()
        found, done = len(opened.rest), 0
        batch: list[LoadedFile] = []
        since = monotonic()
        pace = Pace(sum(map(loading.size_of, opened.rest)), since)
        with closing(self._steps(library, opened)) as steps:
            for step in steps:
                if worker.is_cancelled:
                    return
                opened = step.opened
                batch += step.ready
                done = min(found, done + len(step.sizes))
                pace.went_on(sum(step.sizes))
                if done < found and monotonic() - since > _BATCH:
                    since = monotonic()
                    left = pace.seconds_left(since)
                    self._post(
                        messages.FilesLoaded(run, tuple(batch), done, found, finished=False, left=left)
                    )
                    batch = []
        self._cache = library, opened.cache
        problem = opened.cache.problem
        self._post(messages.FilesLoaded(run, tuple(batch), found, found, finished=True, problem=problem))
        # Only now: to write the index takes longer than to show what has changed.
        if problem := loading.finish(opened):
            self._post(messages.CacheFailed(run, problem))
        prepare_searching()
        if found:
            give_back()

    def _steps(self, library: tuple[Path, ...], opened: loading.Opened) -> "Generator[Step, None, None]":
        """Read the rest: much of it in another process, what that leaves over here."""
        from digest_tui import reading_apart  # noqa: PLC0415 - not needed for the first frame

        # What was read here is kept first, or the other process would read it too, and the words of its pack
        # would stay in memory (2.7 MiB) until the cache is closed.
        if reading_apart.is_worth_it(opened.rest) and not loading.finish(opened):
            for step in reading_apart.read(opened, library, self._folder, limit=self._limit):
                opened = step.opened
                yield step
        for loaded in loading.read_rest(opened, limit=self._limit):
            size = loaded.stamp.size if loaded.stamp else 0
            yield reading_apart.Step(opened, (loaded,), (size,))
