"""What the user has read, and which libraries were opened: all of it in memory, and in a database to last.

Reading is looked up for every line of a list, so it is answered from a dictionary. When the database cannot
be opened or written, everything works on in memory for this run and the user is told.
"""

import threading
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest_tui.store.database import Database

#: Libraries that are remembered; older ones are forgotten.
RECENT_LIBRARIES = 20


class Reading(StrEnum):
    """What the user did with a paper."""

    UNREAD = "unread"
    READ = "read"
    SKIPPED = "skipped"


class ReadingState:
    """The reading state and the libraries that were opened lately.

    Looking things up reads memory only, on any thread; :meth:`load`, :meth:`set` and :meth:`remember_library`
    touch the disk and wait for one another.

    Attributes:
        path: The database; it is made with the first change.
        problem: What is wrong with the database, in one line, or None.
    """

    def __init__(self, path: Path) -> None:
        """Touches nothing; call :meth:`load` to read what is there.

        Args:
            path: The database; it need not exist.
        """
        self.path = path.absolute()
        self.problem: str | None = None
        self._states: dict[str, Reading] = {}
        self._recent: list[tuple[Path, ...]] = []
        self._opened: Database | None = None
        self._working = threading.Lock()

    def state(self, arxiv_id: str) -> Reading:
        """What the user did with a paper."""
        return self._states.get(arxiv_id, Reading.UNREAD)

    def is_unread(self, arxiv_id: str) -> bool:
        """Whether the user has neither read nor skipped a paper."""
        return arxiv_id not in self._states

    def ids(self) -> set[str]:
        """The papers that the user has read or skipped, in all libraries together."""
        return set(self._states.copy())  # at once: the writer's thread may add to it meanwhile

    def counts(self) -> dict[Reading, int]:
        """How many papers were read and how many skipped, in all libraries together."""
        found = Counter(list(self._states.values()))
        return {state: found[state] for state in (Reading.READ, Reading.SKIPPED)}

    def recent_libraries(self) -> list[tuple[Path, ...]]:
        """The paths of the libraries that were opened, the latest first."""
        return list(self._recent)

    def load(self) -> None:
        """Reads the database; what goes wrong is in :attr:`problem` afterwards."""
        known = {state.value: state for state in (Reading.READ, Reading.SKIPPED)}
        with self._working:
            found = self._database().read()
        self.problem = None if found.problem is None else found.problem.one_line()
        self._states = {paper: known[state] for paper, state in found.states.items() if state in known}
        self._recent = [tuple(map(Path, library)) for library in found.libraries]

    def set(self, arxiv_ids: Iterable[str], state: Reading, now: datetime) -> None:
        """Notes what the user did with some papers, in one transaction.

        It holds for this run at once, even when it cannot be saved.

        Args:
            arxiv_ids: The papers.
            state: What was done with them.
            now: The time of it, with a time zone.

        Raises:
            StoreError: It is not on the disk.
        """
        papers = list(dict.fromkeys(arxiv_ids))
        for paper in papers:
            if state is Reading.UNREAD:
                self._states.pop(paper, None)
            else:
                self._states[paper] = state
        with self._working:
            if state is Reading.UNREAD:
                self._database().forget(papers)
            else:
                self._database().note(papers, state.value, now)

    def remember_library(self, paths: Iterable[Path], now: datetime | None = None) -> None:
        """Puts a library first among those opened lately.

        Args:
            paths: Its paths; they are remembered as absolute ones.
            now: The time of it, with a time zone, or None for this moment.

        Raises:
            StoreError: It is not on the disk; it is remembered for this run all the same.
        """
        library = tuple(path.absolute() for path in paths)
        self._recent = [library, *(one for one in self._recent if one != library)][:RECENT_LIBRARIES]
        with self._working:
            names = [str(path) for path in library]
            self._database().remember(names, now or datetime.now(UTC), RECENT_LIBRARIES)

    def close(self) -> None:
        """Gives the database back; the next change opens it again."""
        with self._working:
            if self._opened is not None:
                self._opened.close()

    def _database(self) -> "Database":
        if self._opened is None:
            from digest_tui.store.database import Database  # noqa: PLC0415 - imports sqlite3

            self._opened = Database(self.path)
        return self._opened
