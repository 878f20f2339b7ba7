"""The keeper of what the user makes: every change goes to disk, one after another, before it counts.

All writing happens in one thread of its own, so that a slow disk never holds the screen up and two
changes never overtake each other. What is awaited here has been saved when it returns, and can be undone.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from digest_parsers.model import Appearance
from digest_tui.store.errors import StoreError
from digest_tui.store.reading import AT_ONCE, Reading, ReadingState
from digest_tui.store.stores import Stores

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from digest_tui.saved_search import SavedSearch
    from digest_tui.store.bookmarks import Bookmark
    from digest_tui.store.conflicts import Conflict
    from digest_tui.store.edits import Changes
    from digest_tui.store.ledger import Outcome
    from digest_tui.store.shelf import Trouble
    from digest_tui.store.visits import Position, Visit

_T = TypeVar("_T")


class Keeper:
    """Bookmarks and reading state, written in order in one thread."""

    def __init__(self, bookmarks: Path, reading: ReadingState, searches: Path | None = None) -> None:
        """Reads nothing yet.

        Args:
            bookmarks: The folder of the bookmark files; it need not exist.
            reading: The reading state.
            searches: The file of the saved searches, which need not exist; by default beside the bookmarks.
        """
        self.bookmarks_folder = bookmarks.absolute()
        self.searches_file = (searches or bookmarks.with_name("searches.yaml")).absolute()
        self._reading = reading
        self._stores = Stores(self.bookmarks_folder, self.searches_file, reading)
        self._recovery = ""
        self._closed = False

    @cached_property
    def _writer(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not needed for the first frame

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="keeper")

    def load(self) -> None:
        """Read what is there, and bring to its end what a crash has cut off."""
        if _may_be_there(self.bookmarks_folder):
            self._stores.bookmarks.load()
        if _may_be_there(self.searches_file):
            self._stores.searches.refresh()
        self._reading.load(AT_ONCE)
        if self._reading.interrupted:
            try:
                self._stores.undoing.recover(_now())
            except StoreError as error:
                self._recovery = f"what a crash cut off is not cleared up yet: {error.cause}"

    # --- what is there; answered from memory

    def problems(self) -> list[str]:
        """What could not be read or opened, a line each."""
        broken = self._stores.bookmarks.problems if self._stores.has_bookmarks else []
        told = [one.one_line() for one in broken]
        if self._stores.has_searches:
            told += [one.one_line() for one in self._stores.searches.contents.problems]
        return [*told, *filter(None, (self._reading.problem, self._recovery))]

    def keeps(self, paper: str) -> bool:
        """Whether a paper is kept."""
        return self._stores.has_bookmarks and paper in self._stores.bookmarks

    def bookmarks(self) -> "dict[str, Bookmark]":
        """Every bookmark by id, the newest first."""
        return {one.arxiv_id: one for one in self._all()}

    def troubles(self) -> "dict[str, Trouble]":
        """The files among the bookmarks that are none, by name."""
        return self._stores.bookmarks.troubles() if self._stores.has_bookmarks else {}

    def searches(self) -> "tuple[SavedSearch, ...]":
        """The saved searches, in the order of their file; none before the first :meth:`refresh_searches`."""
        return self._stores.searches.contents.searches if self._stores.has_searches else ()

    @property
    def knows_all(self) -> bool:
        """Whether :meth:`states` tells of all papers at once."""
        return self._reading.complete

    def states(self, papers: Iterable[str] = ()) -> dict[str, Reading]:
        """What was done with papers: with all, or with some where there are too many to be known at once.

        Args:
            papers: Those that matter; they are asked for only where it is not :attr:`knows_all`.
        """
        try:
            return self._reading.of_this_run() if self.knows_all else self._reading.states_of(papers)
        except StoreError:  # the database's own problem is told already
            return {}

    def states_on_disk(self) -> Iterator[dict[str, Reading]]:
        """What was done with all papers, some thousand at a time, until the keeper is closed; in any thread.

        Raises:
            StoreError: The rest cannot be read.
        """
        return takewhile(lambda _: not self._closed, self._reading.pieces())

    def states_of_this_run(self) -> dict[str, Reading]:
        """What was done with papers in this run, where :meth:`states_on_disk` may be older."""
        return self._reading.of_this_run()

    def recent_libraries(self) -> list[tuple[Path, ...]]:
        """The libraries opened before, the last one first."""
        return self._reading.recent_libraries()

    # --- what changes

    async def toggle(self, appearances: Iterable[Appearance]) -> "Outcome":
        """Keep papers, or stop keeping them when all of them are kept by the time that this is carried out.

        Raises:
            StoreError: Nothing was changed.
        """
        wanted = tuple(appearances)
        return await self._in_order(lambda: self._toggle(wanted))

    async def keep(self, appearances: Iterable[Appearance], *, marking: Reading | None = None) -> "Outcome":
        """Keep papers, in one step that can be undone; perhaps mark them in the same step.

        Raises:
            StoreError: Nothing was changed.
        """
        wanted = tuple(appearances)
        return await self._in_order(lambda: self._stores.ledger.keep(wanted, _now(), marking=marking))

    async def edit(
        self,
        papers: Iterable[str],
        change: "Callable[[Bookmark], Changes]",
        *,
        keeping: Iterable[Appearance] = (),
    ) -> "Outcome":
        """Change tags, folder, note, rating or read-by day of papers, in one step that can be undone.

        Args:
            papers: Papers that are kept.
            change: Gives the new values of a bookmark as it is on the disk: ``lambda mark: {"rating": "5"}``.
            keeping: Papers to be kept first, in the same step, if they are not yet.

        Raises:
            StoreError: Nothing was changed.
        """
        wanted, new = tuple(papers), tuple(keeping)
        return await self._in_order(lambda: self._stores.ledger.edit(wanted, change, _now(), keeping=new))

    async def tag(
        self,
        papers: Iterable[str],
        *,
        add: Sequence[str] = (),
        remove: Sequence[str] = (),
        keeping: Iterable[Appearance] = (),
    ) -> "Outcome":
        """Put tags on papers and take others off, whatever tags each of them has.

        Raises:
            StoreError: Nothing was changed.
        """

        def change(mark: "Bookmark") -> "Changes":
            return {"tags": (*(tag for tag in mark.tags if tag not in remove), *add)}

        return await self.edit(papers, change, keeping=keeping)

    async def merge(self, conflict: "Conflict") -> "Outcome":
        """Make one bookmark of two versions.

        Raises:
            StoreError: There are two still.
        """
        return await self._in_order(lambda: self._stores.ledger.merge(conflict, _now()))

    async def mark(self, papers: Iterable[str], state: Reading) -> "Outcome":
        """Mark papers as read, skipped or unread, by hand: one step that can be undone.

        Raises:
            StoreError: It holds for this run but is not on disk.
        """
        wanted = tuple(papers)
        return await self._in_order(lambda: self._stores.ledger.mark(wanted, state, _now()))

    async def note_read(self, papers: Iterable[str]) -> None:
        """Save that papers were read, as reading does by itself: no step that undo takes back.

        It would only stand between the user and the change that is to be undone.

        Raises:
            StoreError: It holds for this run but is not on disk.
        """
        wanted = tuple(papers)
        await self._in_order(lambda: self._reading.set(wanted, Reading.READ, _now()))

    async def save_search(self, name: str | None, wanted: "SavedSearch | None") -> "Outcome":
        """Add a saved search, change one or take one out, in one step that can be undone.

        Args:
            name: The search that is there; None to add one.
            wanted: What it is to be; None to take it out.

        Raises:
            StoreError: Nothing was changed.
        """
        return await self._in_order(lambda: self._stores.search_changes.save(name, wanted, _now()))

    async def undo(self) -> "Outcome | None":
        """Take the latest change back; None when there is none.

        Raises:
            StoreError: Nothing was taken back. A ``ChangedSinceError`` says that it was changed since.
        """
        return await self._in_order(lambda: self._stores.undoing.undo(_now()))

    async def redo(self) -> "Outcome | None":
        """Make the change again that was undone last; None when there is none.

        Raises:
            StoreError: Nothing was changed.
        """
        return await self._in_order(lambda: self._stores.undoing.redo(_now()))

    async def refresh_searches(self) -> bool:
        """Take in the saved searches as the file has them now; True when they are others than before."""
        if not self._stores.has_searches and not _may_be_there(self.searches_file):
            return False
        return await self._in_order(self._refresh_searches)

    async def refresh(self) -> bool:
        """Take in bookmarks that were changed from outside; True when there were any."""
        if not self._stores.has_bookmarks and not _may_be_there(self.bookmarks_folder):
            return False
        return await self._in_order(self._refresh_bookmarks)

    # --- libraries and visits

    async def remember_library(self, paths: tuple[Path, ...]) -> None:
        """Save that a library was opened, for the welcome screen.

        Raises:
            StoreError: It could not be saved.
        """
        await self._in_order(lambda: self._reading.remember_library(paths))

    def begin_visit(self, library: Sequence[Path]) -> "Visit | None":
        """When a library was visited last, what was in it, and where the user stopped; None if unknown."""
        if not self._reading.path.exists():
            return None
        try:
            return self._stores.visits.begin(library, _now())
        except StoreError:  # the database's own problem is told already
            return None

    def end_visit(
        self, library: Sequence[Path], visit: "Visit | None", position: "Position", digests: Iterable[str]
    ) -> None:
        """Save where the user was in a library, and what was in it; to be called before :meth:`close`.

        Raises:
            StoreError: It could not be saved.
        """
        from digest_tui.store.visits import Visit  # noqa: PLC0415 - imports sqlite3

        known, before = tuple(digests), visit or Visit()
        saved = self._writer.submit(
            lambda: self._stores.visits.keep(library, before, position, known, _now())
        )
        saved.result()

    def close(self) -> None:
        """Wait until everything that was asked for is on disk."""
        self._closed = True
        if "_writer" in self.__dict__:
            self._writer.shutdown(wait=True)
        self._reading.close()

    # Each store is made in the writing thread: its import would hold the event loop for 20 ms.

    def _refresh_bookmarks(self) -> bool:
        return self._stores.bookmarks.refresh()

    def _refresh_searches(self) -> bool:
        return self._stores.searches.refresh()

    def _all(self) -> "list[Bookmark]":
        return self._stores.bookmarks.all() if self._stores.has_bookmarks else []

    def _toggle(self, appearances: tuple[Appearance, ...]) -> "Outcome":
        papers = [one.entry.arxiv_id for one in appearances]
        if all(paper in self._stores.bookmarks for paper in papers):
            return self._stores.ledger.drop(papers, _now())
        return self._stores.ledger.keep(appearances, _now())

    async def _in_order(self, change: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._writer, change)


def _now() -> datetime:
    return datetime.now().astimezone()


def _may_be_there(folder: Path) -> bool:
    """Whether a folder is there, or cannot be looked at, which is to be told."""
    try:
        folder.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
