"""The keeper of what the user makes: every change goes to disk, one after another, before it counts.

All writing happens in one thread of its own, so that a slow disk never holds the screen up and two
changes never overtake each other. What is awaited here has been saved when it returns.
"""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from digest_parsers.model import Appearance
from digest_tui.store.bookmarks import BookmarkStore
from digest_tui.store.document import words_of
from digest_tui.store.reading import Reading, ReadingState

_T = TypeVar("_T")


class Keeper:
    """Bookmarks and reading state, written in order in one thread."""

    def __init__(self, bookmarks: BookmarkStore, reading: ReadingState) -> None:
        self._bookmarks = bookmarks
        self._reading = reading
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keeper")

    @property
    def bookmarks_folder(self) -> Path:
        """The folder of the bookmark files; it may not exist yet."""
        return self._bookmarks.folder

    def load(self) -> None:
        """Read what is there."""
        self._bookmarks.load()
        self._reading.load()

    def problems(self) -> list[str]:
        """What could not be read or opened, a line each."""
        told = [one.one_line() for one in self._bookmarks.problems]
        return [*told, self._reading.problem] if self._reading.problem else told

    def snapshots(self) -> dict[str, Appearance]:
        """The snapshot of every bookmarked paper by id, newest bookmark first."""
        return {one.arxiv_id: one.appearance for one in self._bookmarks.all()}

    def words(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """What is written on the bookmarks, by id; see :func:`digest_tui.store.document.words_of`."""
        return {one.arxiv_id: words_of(one) for one in self._bookmarks.all()}

    def read_ids(self) -> set[str]:
        """The ids of papers that are not unread."""
        return self._reading.ids()

    async def toggle_bookmark(self, appearance: Appearance) -> bool:
        """Keep a paper, or stop keeping it.

        Returns:
            Whether it is kept now, which is on disk.

        Raises:
            StoreError: Nothing was changed.
        """
        return await self._in_order(lambda: self._toggle(appearance))

    async def set_read(self, arxiv_ids: Iterable[str], *, read: bool) -> None:
        """Save that papers are read or unread.

        Raises:
            StoreError: It holds for this run but is not on disk.
        """
        ids = tuple(arxiv_ids)
        state = Reading.READ if read else Reading.UNREAD
        await self._in_order(lambda: self._reading.set(ids, state, datetime.now().astimezone()))

    async def refresh(self) -> bool:
        """Take in bookmarks that were changed from outside; True when there were any."""
        return await self._in_order(self._bookmarks.refresh)

    async def remember_library(self, paths: tuple[Path, ...]) -> None:
        """Save that a library was opened, for the welcome screen.

        Raises:
            StoreError: It could not be saved.
        """
        await self._in_order(lambda: self._reading.remember_library(paths))

    def recent_libraries(self) -> list[tuple[Path, ...]]:
        """The libraries opened before, the last one first."""
        return self._reading.recent_libraries()

    def close(self) -> None:
        """Wait until everything that was asked for is on disk."""
        self._writer.shutdown(wait=True)
        self._reading.close()

    def _toggle(self, appearance: Appearance) -> bool:
        arxiv_id = appearance.entry.arxiv_id
        if arxiv_id in self._bookmarks:
            self._bookmarks.remove(arxiv_id)
            return False
        self._bookmarks.add(appearance, now=datetime.now().astimezone())
        return True

    async def _in_order(self, change: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._writer, change)
