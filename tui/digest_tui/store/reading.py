"""What the user has read, and which libraries were opened: all of it in memory, and in a database to last.

Reading is looked up for every line of a list, so it is answered from a dictionary. When the database cannot
be opened or written, everything works on in memory for this run and the user is told.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

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
        interrupted: Whether a crash has cut a change off; :mod:`digest_tui.store.undoing` looks into it.
    """

    def __init__(self, path: Path) -> None:
        """Touches nothing; call :meth:`load` to read what is there.

        Args:
            path: The database; it need not exist.
        """
        self.path = path.absolute()
        self.problem: str | None = None
        self.interrupted = False
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

    def skipped(self) -> set[str]:
        """The papers that the user has skipped, in all libraries together."""
        return {paper for paper, state in self._states.copy().items() if state is Reading.SKIPPED}

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
            found = self.database().read()
        self.problem = None if found.problem is None else found.problem.one_line()
        self.interrupted = found.interrupted
        self._states = {paper: known[state] for paper, state in found.states.items() if state in known}
        self._recent = [tuple(map(Path, library)) for library in found.libraries]

    def set(
        self,
        arxiv_ids: Iterable[str],
        state: Reading,
        now: datetime,
        along: "Callable[[Connection], None] | None" = None,
    ) -> None:
        """Notes what the user did with some papers, in one transaction.

        It holds for this run at once, even when it cannot be saved.

        Args:
            arxiv_ids: The papers.
            state: What was done with them.
            now: The time of it, with a time zone.
            along: What else is to be written in the same transaction.

        Raises:
            StoreError: It is not on the disk.
        """
        papers = list(dict.fromkeys(arxiv_ids))
        states = dict.fromkeys(papers, state)
        self._hold(states)
        with self._working, self.database().transaction() as connection:
            _write(connection, states, now)
            if along is not None:
                along(connection)

    def move(
        self,
        moves: Mapping[str, tuple[Reading, Reading]],
        now: datetime,
        along: "Callable[[Connection, frozenset[str]], None]",
    ) -> frozenset[str]:
        """Takes papers from one state to another, those that still are in the first, in one transaction.

        Args:
            moves: For each paper the state that it must be in, by what is on the disk, and the new one.
            now: The time of it, with a time zone.
            along: What else is to be written in the same transaction; gets the papers that were moved.

        Returns:
            The papers that were moved.

        Raises:
            StoreError: Nothing has changed.
        """
        with self._working, self.database().transaction() as connection:
            new = {
                paper: after
                for paper, (before, after) in moves.items()
                if _state_of(connection, paper) == before.value
            }
            _write(connection, new, now)
            along(connection, frozenset(new))
        self._hold(new)
        return frozenset(new)

    def _hold(self, states: Mapping[str, Reading]) -> None:
        for paper, state in states.items():
            if state is Reading.UNREAD:
                self._states.pop(paper, None)
            else:
                self._states[paper] = state

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
            self.database().remember(names, now or datetime.now(UTC), RECENT_LIBRARIES)

    def close(self) -> None:
        """Gives the database back; the next change opens it again."""
        with self._working:
            if self._opened is not None:
                self._opened.close()

    def database(self) -> "Database":
        """The database, for what else is kept in it; used by one thread at a time."""
        if self._opened is None:
            from digest_tui.store.database import Database  # noqa: PLC0415 - imports sqlite3

            self._opened = Database(self.path)
        return self._opened


def _state_of(connection: "Connection", paper: str) -> str:
    row = connection.execute("SELECT state FROM reading WHERE arxiv_id = ?", (paper,)).fetchone()
    return Reading.UNREAD.value if row is None else str(row[0])


def _write(connection: "Connection", states: Mapping[str, Reading], now: datetime) -> None:
    """Writes states in a transaction; an unread paper has no row."""
    from digest_tui.store.database import stamp  # noqa: PLC0415 - imports sqlite3

    made = stamp(now)
    unread = ((paper,) for paper, state in states.items() if state is Reading.UNREAD)
    others = ((paper, state.value, made) for paper, state in states.items() if state is not Reading.UNREAD)
    connection.executemany("DELETE FROM reading WHERE arxiv_id = ?", unread)
    connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", others)
