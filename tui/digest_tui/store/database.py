"""The SQLite database behind the reading state, the undo journal and the visits.

A database that is damaged or another program's is set aside under another name and never deleted; one of a
newer version is read and not written; one of an older version is copied before it is brought forward.

Apart from :mod:`digest_tui.store.reading` because this module imports sqlite3, which the first frame can do
without.
"""

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from digest_tui.store import schema
from digest_tui.store.errors import StoreError, StoreProblem
from digest_tui.store.schema import SCHEMA

_FORGET_LIBRARIES = """
DELETE FROM recent_library
WHERE paths NOT IN (SELECT paths FROM recent_library ORDER BY opened DESC LIMIT ?)
"""

#: Told here, so that nothing of the journal need be imported at a start after which nothing is to be done.
_INTERRUPTED = "SELECT 1 FROM journal WHERE status IN ('begun', 'undoing', 'redoing') LIMIT 1"

_STATES = "SELECT arxiv_id, state FROM reading"
_STATES_OF = "SELECT arxiv_id, state FROM reading WHERE arxiv_id IN (SELECT value FROM json_each(?))"
_STATES_AFTER = "SELECT arxiv_id, state FROM reading WHERE arxiv_id > ? ORDER BY arxiv_id LIMIT ?"
_BEYOND = "SELECT 1 FROM reading LIMIT 1 OFFSET ?"

_NEWER_CURE = "use the newer digest-tui that wrote it"

#: Seconds that one instance waits for another one's transaction.
_PATIENCE = 5.0


class Contents(NamedTuple):
    """What a database holds.

    Attributes:
        states: The state of each paper, by arXiv id; None where there are more than were to be read.
        libraries: The paths of the libraries that were opened, the latest first.
        problem: What is wrong with the database, or None.
        interrupted: Whether a crash has cut a change off, which is to be looked into.
    """

    states: Mapping[str, str] | None = MappingProxyType({})
    libraries: Sequence[Sequence[str]] = ()
    problem: StoreProblem | None = None
    interrupted: bool = False


class Database:
    """One connection, opened when it is needed; threads that use it wait for one another.

    Attributes:
        path: The database.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime] = datetime.now) -> None:
        """Touches nothing.

        Args:
            path: The database, as an absolute path; it need not exist.
            clock: Tells the time, in that of the user, for the daily copies.
        """
        self.path = path
        self._clock = clock
        self._connection: sqlite3.Connection | None = None
        self._in_use = threading.RLock()
        self._backed_up = False

    def read(self, most: int | None = None) -> Contents:
        """What is in the database; a problem is told in what comes back.

        Args:
            most: The most states to read; where there are more, none is. None for all, however many.
        """
        with self._in_use:
            return self._read(most)

    def states_of(self, papers: Iterable[str]) -> dict[str, str]:
        """The states of those of some papers that have one.

        Raises:
            StoreError: The database cannot be read.
        """
        with self.looking() as connection:
            asked = (json.dumps(list(papers)),)
            return dict(connection.execute(_STATES_OF, asked).fetchall()) if connection else {}

    def states_after(self, paper: str, most: int) -> dict[str, str]:
        """The states of so many papers at most whose ids come after one, in their order.

        Raises:
            StoreError: The database cannot be read.
        """
        with self.looking() as connection:
            return dict(connection.execute(_STATES_AFTER, (paper, most)).fetchall()) if connection else {}

    def _read(self, most: int | None = None) -> Contents:
        self.close()
        try:
            if not self.path.exists():
                return Contents()
            return self._contents(self._open(), most)
        except _ForeignError:
            self.close()
            return self._set_aside("foreign", "is another program's")
        except sqlite3.Error as error:
            self.close()
            if _is_damage(error):
                return self._set_aside("damaged", "was damaged")
            return self._read_immutable(error)
        except OSError as error:
            return self._trouble(f"cannot be opened: {error.strerror}", "check the permissions")

    def remember(self, library: Sequence[str], now: datetime, limit: int) -> None:
        """Notes that a library was opened, and forgets all but the ``limit`` latest.

        Raises:
            StoreError: It is not on the disk.
        """
        with self.transaction() as connection:
            row = (json.dumps(library), stamp(now))
            connection.execute("INSERT OR REPLACE INTO recent_library VALUES (?, ?)", row)
            connection.execute(_FORGET_LIBRARIES, (limit,))

    def close(self) -> None:
        """Gives the connection back, with a transaction that has not ended; the next call opens it again."""
        with self._in_use:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """A transaction, which has ended when this ends without an error.

        Args:
            durable: Whether it then is on the disk, and not only safe from a crash of this program.

        Raises:
            StoreError: Nothing of it has happened.
        """
        with self._in_use:
            ended = False
            try:
                connection = self._connection or self._open()
                self._prepare(connection)
                connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
                ended = True
            except sqlite3.Error as error:
                raise StoreError(str(error), path=self.path) from error
            except OSError as error:
                raise StoreError.from_os(error, self.path) from error
            finally:
                if not ended:
                    self.close()  # the next change begins anew: the disk may be well again

    @contextmanager
    def looking(self) -> Iterator[sqlite3.Connection | None]:
        """A connection to ask, or None when there is no database with tables of this version (yet).

        Raises:
            StoreError: It cannot be read.
        """
        with self._in_use:
            try:
                if self._connection is None and not self.path.exists():
                    yield None
                    return
                connection = self._connection or self._open()
                yield connection if schema.version(connection) == SCHEMA else None
            except sqlite3.Error as error:
                self.close()
                raise StoreError(str(error), path=self.path) from error
            except OSError as error:
                raise StoreError.from_os(error, self.path) from error

    def _open(self) -> sqlite3.Connection:
        """Opens for reading and writing; a new file is private and its name durable."""
        if not self.path.exists():
            from digest_tui.store import durable  # noqa: PLC0415 - only to write; a launch reads

            durable.make_folder(self.path.parent)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
            durable.fsync_folder(self.path.parent)
        # One thread reads at the start and another writes afterwards, never both at once.
        self._connection = sqlite3.connect(
            self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        return self._connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Before the first change of a day a copy, before an earlier version is brought forward another."""
        from digest_tui.store import backups, pruning  # noqa: PLC0415 - only to write; a launch reads

        found = schema.version(connection)
        if found > SCHEMA:
            raise StoreError(_newer(found), path=self.path, cure=_NEWER_CURE)
        if 0 < found < SCHEMA:
            with suppress(FileExistsError):
                backups.copy(connection, self.path.with_name(f"{self.path.name}.schema-{found}"))
        if found < SCHEMA:
            schema.bring_forward(connection)
        if found and not self._backed_up:
            self._backed_up = True
            # A copy that cannot be made must not keep the change from being saved.
            with suppress(OSError, sqlite3.Error, StoreError):
                if backups.make_daily(connection, self.path, self._clock()) is not None:
                    pruning.prune(connection)

    def _contents(self, connection: sqlite3.Connection, most: int | None = None) -> Contents:
        version = schema.version(connection)
        if schema.is_foreign(connection):
            raise _ForeignError
        if version == 0:
            return Contents()
        newer = self._problem(_newer(version), _NEWER_CURE) if version > SCHEMA else None
        interrupted = version == SCHEMA and connection.execute(_INTERRUPTED).fetchone() is not None
        try:
            beyond = connection.execute(_BEYOND, (most,)).fetchone() if most and version == SCHEMA else None
            states = connection.execute(_STATES).fetchall() if beyond is None else None
            libraries = connection.execute("SELECT paths FROM recent_library ORDER BY opened DESC").fetchall()
        except sqlite3.OperationalError:
            if newer is None:
                raise
            return Contents(problem=newer)  # the tables of a newer version may have other names
        known = None if states is None else dict(states)
        return Contents(known, [_names(paths) for (paths,) in libraries], newer, interrupted)

    def _read_immutable(self, error: sqlite3.Error) -> Contents:
        """Reads what can be read where nothing can be written: SQLite wants to write even to read."""
        cause, cure = f"cannot be opened: {error}", "what you read is kept for this run only"
        found = Contents()
        where = f"{self.path.as_uri()}?immutable=1"
        with (
            suppress(sqlite3.Error, _ForeignError),
            closing(sqlite3.connect(where, uri=True)) as connection,
        ):
            found = self._contents(connection)
        return Contents(found.states, found.libraries, self._problem(cause, cure))

    def _set_aside(self, kind: str, cause: str) -> Contents:
        """Renames a database that is of no use here, so that a new one can be made."""
        from digest_tui.store import backups, durable  # noqa: PLC0415 - seldom needed

        try:
            with durable.locked(self.path.parent):
                if (sound := self._sound_contents()) is not None:
                    return sound  # another instance has just set it aside
                name = f"{self.path.name}.{kind}-{time.strftime('%Y%m%d-%H%M%S')}"
                aside = durable.free_name(self.path.with_name(name))
                backups.set_aside(self.path, aside)
            copies = backups.available(self.path)
        except OSError as error:
            return self._trouble(f"{cause} and cannot be set aside: {error.strerror}", "move it away by hand")
        except StoreError as error:
            return self._trouble(f"{cause} and cannot be set aside: {error.cause}", error.cure)
        cure = "a new one is begun"
        if copies:
            cure += f"; `digest-tui state restore` brings back that of {copies[0].day.isoformat()}"
        return self._trouble(f"{cause} and is kept as {aside.name}", cure)

    def _sound_contents(self) -> Contents | None:
        """What is in the database, or None when it is of no use."""
        try:
            return self._contents(self._open())
        except _ForeignError:
            return None
        except sqlite3.Error as error:
            return None if _is_damage(error) else self._read_immutable(error)
        finally:
            self.close()

    def _trouble(self, cause: str, cure: str) -> Contents:
        return Contents(problem=self._problem(cause, cure))

    def _problem(self, cause: str, cure: str) -> StoreProblem:
        return StoreProblem(self.path, None, cause, cure)


class _ForeignError(Exception):
    """The database is another program's."""


def stamp(now: datetime) -> str:
    """A time as it stands in the tables: in UTC, so that times can be compared as texts."""
    return now.astimezone(UTC).isoformat(timespec="milliseconds")


def _names(text: str) -> list[str]:
    try:
        return [str(name) for name in json.loads(text)]
    except (ValueError, TypeError):  # written by something else; the list is a convenience
        return []


def _newer(version: int) -> str:
    return f"is of version {version}, this program knows up to {SCHEMA}"


def _is_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
