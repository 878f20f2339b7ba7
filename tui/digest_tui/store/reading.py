"""What the user has read, and which libraries were opened: all of it in memory, and in a database to last.

Reading is looked up for every line of a list, so it is answered from a dictionary. Ten years of it are
900,000 papers, which take a second to read: who cannot wait for so many (:data:`AT_ONCE`) looks up those that
matter at first, and reads all in pieces afterwards. When the database cannot be opened or written, everything
works on in memory for this run and the user is told.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

    from digest_tui.store.database import Database

#: Libraries that are remembered; older ones are forgotten.
RECENT_LIBRARIES = 20
#: States that can be read before a first frame: 10 ms.
AT_ONCE = 10_000
#: States that are read in one piece: 3 ms.
_PIECE = 5_000


class Reading(StrEnum):
    """What the user did with a paper."""

    UNREAD = "unread"
    READ = "read"
    SKIPPED = "skipped"


class ReadingState:
    """The reading state and the libraries that were opened lately.

    Looking things up reads memory only, on any thread, as long as it is :attr:`complete`; :meth:`load`,
    :meth:`set` and :meth:`remember_library` touch the disk and wait for one another.

    Attributes:
        path: The database; it is made with the first change.
        problem: What is wrong with the database, in one line, or None.
        interrupted: Whether a crash has cut a change off; :mod:`digest_tui.store.undoing` looks into it.
        complete: Whether all states are in memory. If not, only those of this run are, and any other is
            looked up in the database.
    """

    def __init__(self, path: Path) -> None:
        """Touches nothing; call :meth:`load` to read what is there.

        Args:
            path: The database; it need not exist.
        """
        self.path = path.absolute()
        self.problem: str | None = None
        self.interrupted = False
        self.complete = True
        self._states: dict[str, Reading] = {}
        self._recent: list[tuple[Path, ...]] = []
        self._opened: Database | None = None
        self._working = threading.Lock()

    def state(self, arxiv_id: str) -> Reading:
        """What the user did with a paper.

        Raises:
            StoreError: It has to be looked up, and cannot be.
        """
        return self.states_of((arxiv_id,)).get(arxiv_id, Reading.UNREAD)

    def is_unread(self, arxiv_id: str) -> bool:
        """Whether the user has neither read nor skipped a paper."""
        return self.state(arxiv_id) is Reading.UNREAD

    def states_of(self, papers: Iterable[str]) -> dict[str, Reading]:
        """The states of those of some papers that are not unread.

        Raises:
            StoreError: They have to be looked up, and cannot be.
        """
        asked = list(papers)
        found = {paper: self._states[paper] for paper in asked if paper in self._states}
        if not self.complete:
            rest = [paper for paper in asked if paper not in found]
            found |= _understood(self.database().states_of(rest))
        return {paper: state for paper, state in found.items() if state is not Reading.UNREAD}

    def of_this_run(self) -> dict[str, Reading]:
        """The states that are in memory: all, or those that were set in this run, unread ones too."""
        return self._states.copy()  # at once: the writer's thread may add to it meanwhile

    def pieces(self) -> Iterator[dict[str, Reading]]:
        """The states on the disk, some thousand at a time; what was set meanwhile may be among them or not.

        Raises:
            StoreError: They cannot be read.
        """
        last = ""
        while piece := self.database().states_after(last, _PIECE):
            yield _understood(piece)
            last = next(reversed(piece))

    def states(self) -> dict[str, Reading]:
        """The states of all papers that are not unread, in all libraries together.

        Raises:
            StoreError: They cannot be read.
        """
        everything: dict[str, Reading] = {}
        for piece in () if self.complete else self.pieces():
            everything |= piece
        everything |= self.of_this_run()
        return {paper: state for paper, state in everything.items() if state is not Reading.UNREAD}

    def ids(self) -> set[str]:
        """The papers that the user has read or skipped, in all libraries together."""
        return set(self.states())

    def counts(self) -> dict[Reading, int]:
        """How many papers were read and how many skipped, in all libraries together."""
        found = Counter(self.states().values())
        return {state: found[state] for state in (Reading.READ, Reading.SKIPPED)}

    def recent_libraries(self) -> list[tuple[Path, ...]]:
        """The paths of the libraries that were opened, the latest first."""
        return list(self._recent)

    def load(self, most: int | None = None) -> None:
        """Reads the database; what goes wrong is in :attr:`problem` afterwards.

        Args:
            most: The most states to read; where there are more, it is not :attr:`complete`. None for all.
        """
        with self._working:
            found = self.database().read(most)
        self.problem = None if found.problem is None else found.problem.one_line()
        self.interrupted = found.interrupted
        self.complete = found.states is not None
        self._states = _understood(found.states or {})
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
            if state is Reading.UNREAD and self.complete:
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


def _understood(states: Mapping[str, str]) -> dict[str, Reading]:
    """The states as they stand in the database, without any that a later version may know."""
    known = {state.value: state for state in (Reading.READ, Reading.SKIPPED)}
    return {paper: known[state] for paper, state in states.items() if state in known}


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
