"""The SQLite database behind the reading state.

A database that is damaged is set aside under another name and never deleted; one of a newer version is read
and not written. Apart from :mod:`digest_tui.store.reading` because this module imports sqlite3, which the
first frame can do without.
"""

import json
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from digest_tui.store import durable
from digest_tui.store.errors import StoreError, StoreProblem

#: The version of the tables, kept in SQLite's ``user_version``.
SCHEMA = 1

_TABLES = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS reading (
    arxiv_id TEXT PRIMARY KEY, state TEXT NOT NULL, changed TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS recent_library (paths TEXT PRIMARY KEY, opened TEXT NOT NULL) WITHOUT ROWID;
PRAGMA user_version = {SCHEMA};
COMMIT;
"""

_FORGET_LIBRARIES = """
DELETE FROM recent_library
WHERE paths NOT IN (SELECT paths FROM recent_library ORDER BY opened DESC LIMIT ?)
"""

_NEWER_CURE = "use the newer digest-tui that wrote it"

#: Seconds that one instance waits for another one's transaction.
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds.

    Attributes:
        states: The state of each paper, by arXiv id.
        libraries: The paths of the libraries that were opened, the latest first.
        problem: What is wrong with the database, or None.
    """

    states: dict[str, str] = field(default_factory=dict)
    libraries: list[list[str]] = field(default_factory=list)
    problem: StoreProblem | None = None


class Database:
    """One connection, opened when it is needed; its user sees to it that one thread at a time is at work."""

    def __init__(self, path: Path) -> None:
        """Touches nothing.

        Args:
            path: The database, as an absolute path; it need not exist.
        """
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def read(self) -> Contents:
        """Everything that is in the database; a problem is told in what comes back."""
        self.close()
        try:
            if not self._path.exists():
                return Contents()
            return self._contents(self._open())
        except sqlite3.Error as error:
            self.close()
            return self._set_aside() if _is_damage(error) else self._read_immutable(error)
        except OSError as error:
            return self._trouble(f"cannot be opened: {error.strerror}", "check the permissions")

    def note(self, papers: Sequence[str], state: str, now: datetime) -> None:
        """Notes the state of papers.

        Raises:
            StoreError: It is not on the disk.
        """
        with self._transaction() as connection:
            rows = ((paper, state, _stamp(now)) for paper in papers)
            connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", rows)

    def forget(self, papers: Sequence[str]) -> None:
        """Takes the state of papers back.

        Raises:
            StoreError: It is not on the disk.
        """
        with self._transaction() as connection:
            connection.executemany("DELETE FROM reading WHERE arxiv_id = ?", ((paper,) for paper in papers))

    def remember(self, library: Sequence[str], now: datetime, limit: int) -> None:
        """Notes that a library was opened, and forgets all but the ``limit`` latest.

        Raises:
            StoreError: It is not on the disk.
        """
        with self._transaction() as connection:
            row = (json.dumps(library), _stamp(now))
            connection.execute("INSERT OR REPLACE INTO recent_library VALUES (?, ?)", row)
            connection.execute(_FORGET_LIBRARIES, (limit,))

    def close(self) -> None:
        """Gives the connection back, with a transaction that has not ended; the next call opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is durable when it ends without an error."""
        try:
            connection = self._connection or self._open()
            self._prepare(connection)
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            self.close()  # the next change begins anew: the disk may be well again
            raise StoreError(str(error), path=self._path) from error
        except OSError as error:
            raise StoreError.from_os(error, self._path) from error

    def _open(self) -> sqlite3.Connection:
        """Opens for reading and writing; a new file is private and its name durable."""
        if not self._path.exists():
            durable.make_folder(self._path.parent)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
            durable.fsync_folder(self._path.parent)
        # Its user reads on one thread and writes on another, never on both at once.
        self._connection = sqlite3.connect(
            self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        return self._connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Makes the tables of a new database; refuses a newer one."""
        version = _version(connection)
        if version > SCHEMA:
            raise StoreError(_newer(version), path=self._path, cure=_NEWER_CURE)
        connection.execute("PRAGMA synchronous = FULL")
        if version < SCHEMA:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_TABLES)

    def _contents(self, connection: sqlite3.Connection) -> Contents:
        version = _version(connection)
        if version == 0:
            return Contents()
        newer = self._problem(_newer(version), _NEWER_CURE) if version > SCHEMA else None
        try:
            states = connection.execute("SELECT arxiv_id, state FROM reading").fetchall()
            libraries = connection.execute("SELECT paths FROM recent_library ORDER BY opened DESC").fetchall()
        except sqlite3.OperationalError:
            if newer is None:
                raise
            return Contents(problem=newer)  # the tables of a newer version may have other names
        return Contents(dict(states), [_names(paths) for (paths,) in libraries], newer)

    def _read_immutable(self, error: sqlite3.Error) -> Contents:
        """Reads what can be read where nothing can be written: SQLite wants to write even to read."""
        cause, cure = f"cannot be opened: {error}", "what you read is kept for this run only"
        found = Contents()
        where = f"{self._path.as_uri()}?immutable=1"
        with suppress(sqlite3.Error), closing(sqlite3.connect(where, uri=True)) as connection:
            found = self._contents(connection)
        return Contents(found.states, found.libraries, self._problem(cause, cure))

    def _set_aside(self) -> Contents:
        """Renames a damaged database, with what belongs to it, so that a new one can be made."""
        aside = self._path.with_name(f"{self._path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
        try:
            with durable.locked(self._path.parent):
                if (sound := self._sound_contents()) is not None:
                    return sound  # another instance has just set the damaged one aside
                for end in ("", "-wal", "-shm"):
                    with suppress(FileNotFoundError):
                        durable.move_new(Path(f"{self._path}{end}"), Path(f"{aside}{end}"))
        except OSError as error:
            return self._trouble(
                f"is damaged and cannot be set aside: {error.strerror}", "move it away by hand"
            )
        except StoreError as error:
            return self._trouble(f"is damaged and cannot be set aside: {error.cause}", error.cure)
        return self._trouble(f"was damaged and is kept as {aside.name}", "a new one is begun")

    def _sound_contents(self) -> Contents | None:
        """What is in the database, or None when it is damaged."""
        try:
            return self._contents(self._open())
        except sqlite3.Error as error:
            return None if _is_damage(error) else self._read_immutable(error)
        finally:
            self.close()

    def _trouble(self, cause: str, cure: str) -> Contents:
        return Contents(problem=self._problem(cause, cure))

    def _problem(self, cause: str, cure: str) -> StoreProblem:
        return StoreProblem(self._path, None, cause, cure)


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _names(text: str) -> list[str]:
    try:
        return [str(name) for name in json.loads(text)]
    except (ValueError, TypeError):  # written by something else; the list is a convenience
        return []


def _newer(version: int) -> str:
    return f"is of version {version}, this program knows up to {SCHEMA}"


def _is_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="milliseconds")
