"""The journal of what the user changed, in the state database: what undo and redo go by.

A change of files is noted before it is made and settled afterwards, so that after a crash in between it can
be looked up what of it has happened. A change of the reading state and its entry are one transaction.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from digest_tui.store import durable, edits
from digest_tui.store.database import Database, stamp
from digest_tui.store.errors import StoreError

#: The fields of an item that are no fields of a bookmark: whether it is one, the reading state, and whether
#: two versions of it were made one (an empty text where they are two, else what takes it back).
KEPT, READING, MERGED = "kept", "reading", "merged"
#: The field of an item that is about no paper but a saved search, whose name is in the paper's place: where
#: its lines stand and what they say, or None where it is not there.
SEARCH = "search"

_LOCK = ".journal.lock"


class Status(StrEnum):
    """How far an entry has come."""

    BEGUN = "begun"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    REDOING = "redoing"
    #: What it was about has been changed by hand since, so that it cannot be undone or done again any more.
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of one paper that changed.

    Attributes:
        paper: The paper's id.
        field: ``kept``, ``reading``, ``merged``, or a field of the bookmark.
        before: What it was, as JSON knows it: true and false, a text, a list of texts.
        after: What it was changed to.
    """

    paper: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One change, of one paper or of many at once.

    Attributes:
        number: Its number; later ones are higher.
        status: How far it has come.
        items: What changed.
    """

    number: int
    status: Status
    items: tuple[Item, ...]


class Journal:
    """The entries, in a database that is shared with the reading state."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def alone(self, patience: float | None = None) -> Iterator[None]:
        """No other instance in the middle of a change, as far as the database's folder can be locked.

        Args:
            patience: Seconds to wait for the other instance, or None for a few.

        Raises:
            StoreError: The other instance takes too long.
        """
        with ExitStack() as held:
            with suppress(OSError):  # nothing can be noted there either
                held.enter_context(durable.locked(self._database.path.parent, name=_LOCK, patience=patience))
            yield

    def begin(self, items: Iterable[Item], now: datetime) -> int:
        """Notes a change that is about to be made, durably; what was undone before cannot be done again then.

        Returns:
            The number of the entry.

        Raises:
            StoreError: It is not noted.
        """
        with self._database.transaction() as connection:
            return add(connection, items, Status.BEGUN, now)

    def settle(self, number: int, status: Status, items: Iterable[Item] | None = None) -> None:
        """Notes how far an entry has come; ``items`` when other ones have changed than were to.

        It is safe from a crash of the program; after one of the machine the entry is looked into anew.

        Raises:
            StoreError: It is not noted.
        """
        with self._database.transaction(durable=False) as connection:
            settle(connection, number, status, items)

    def finish(self, number: int, done: list[Item]) -> None:
        """Notes what of a change has happened; when that fails, the next start looks into it."""
        with suppress(StoreError):
            if done:
                self.settle(number, Status.DONE, done)
            else:
                with self._database.transaction(durable=False) as connection:
                    connection.execute("DELETE FROM journal WHERE number = ?", (number,))

    def to_undo(self) -> Entry | None:
        """The latest change that stands, or whose undoing has not come to its end.

        Raises:
            StoreError: The database cannot be read.
        """
        return self._first("status IN ('done', 'undoing') ORDER BY number DESC")

    def to_redo(self) -> Entry | None:
        """The change that was undone last, with nothing new since.

        Raises:
            StoreError: The database cannot be read.
        """
        return self._first("status IN ('undone', 'redoing') ORDER BY number")

    def interrupted(self) -> list[Entry]:
        """Changes that were begun and neither settled nor forgotten, the latest first.

        Raises:
            StoreError: The database cannot be read.
        """
        return self._entries("status IN ('begun', 'undoing', 'redoing') ORDER BY number DESC")

    def _first(self, which: str) -> Entry | None:
        return next(iter(self._entries(f"{which} LIMIT 1")), None)

    def _entries(self, which: str) -> list[Entry]:
        with self._database.looking() as connection:
            if connection is None:
                return []
            asked = f"SELECT number, status, items FROM journal WHERE {which}"  # nosec B608
            rows = connection.execute(asked).fetchall()
        return [
            Entry(number, Status(status), tuple(Item(*item) for item in json.loads(items)))
            for number, status, items in rows
        ]


def add(connection: sqlite3.Connection, items: Iterable[Item], status: Status, now: datetime) -> int:
    """Notes a new change in a transaction; the number of the entry."""
    connection.execute("DELETE FROM journal WHERE status = 'undone'")
    row = (stamp(now), status, _text(items))
    cursor = connection.execute("INSERT INTO journal (made, status, items) VALUES (?, ?, ?)", row)
    assert cursor.lastrowid is not None, "an insertion makes a row"
    return cursor.lastrowid


def settle(
    connection: sqlite3.Connection, number: int, status: Status, items: Iterable[Item] | None = None
) -> None:
    """Notes in a transaction how far an entry has come."""
    connection.execute("UPDATE journal SET status = ? WHERE number = ?", (status, number))
    if items is not None:
        connection.execute("UPDATE journal SET items = ? WHERE number = ?", (_text(items), number))


def stored(value: edits.Value) -> Any:  # noqa: ANN401 - as JSON knows it
    """The value of a bookmark's field as an item holds it."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value or ""


def _text(items: Iterable[Item]) -> str:
    rows = [(item.paper, item.field, item.before, item.after) for item in items]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
