"""How far back the journal reaches: what is forgotten is the oldest, once a day, and is in a copy."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from digest_tui.store import backups, pruning
from digest_tui.store.bookmarks import BookmarkStore
from digest_tui.store.database import Database
from digest_tui.store.journal import Item, Journal
from digest_tui.store.ledger import Ledger
from digest_tui.store.reading import Reading, ReadingState
from digest_tui.store.searches import SearchStore
from digest_tui.store.undoing import Undoing
from store_samples import NOW


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "KEPT", 3)


def changes(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [number for (number,) in connection.execute("SELECT number FROM journal ORDER BY number")]


def write(path: Path, days: int, number: int, *, first: str = "done") -> None:
    """Some changes on a day after the first, by another start of the program."""
    database = Database(path, lambda: NOW + timedelta(days=days))
    for at in range(number):
        with database.transaction() as connection:
            row = ("x", first if at == 0 else "done", "[]")
            connection.execute("INSERT INTO journal (made, status, items) VALUES (?, ?, ?)", row)
    database.close()


def test_the_last_changes_stay_and_the_others_are_in_the_copy_of_the_day(tmp_path: Path) -> None:
    path = tmp_path / "reading.db"
    write(path, 0, 7)
    assert changes(path) == [1, 2, 3, 4, 5, 6, 7]
    write(path, 1, 1)
    assert changes(path) == [5, 6, 7, 8]
    assert changes(backups.available(path)[0].path) == [1, 2, 3, 4, 5, 6, 7]
    write(path, 1, 2)
    assert changes(path) == [5, 6, 7, 8, 9, 10]


def test_of_very_many_a_part_goes_each_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "_AT_ONCE", 2)
    path = tmp_path / "reading.db"
    write(path, 0, 9)
    for day, left in ((1, [3, 4, 5, 6, 7, 8, 9]), (2, [5, 6, 7, 8, 9, 10]), (3, [7, 8, 9, 10, 11])):
        write(path, day, 1)
        assert changes(path)[: len(left)] == left


def test_what_a_crash_has_cut_off_is_not_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "reading.db"
    write(path, 0, 7, first="begun")
    write(path, 1, 1)
    assert changes(path) == [1, 5, 6, 7, 8]
    (cut_off,) = Journal(Database(path)).interrupted()
    assert cut_off.number == 1


def test_without_a_copy_nothing_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "reading.db"
    (tmp_path / "backups").write_text("no folder can be made here")
    write(path, 0, 7)
    write(path, 1, 1)
    assert changes(path) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_undoing_ends_at_the_last_that_is_kept(tmp_path: Path) -> None:
    state = ReadingState(tmp_path / "reading.db")
    state.load()
    bookmarks = BookmarkStore(tmp_path / "bookmarks")
    ledger = Ledger(bookmarks, state)
    for number in range(6):
        ledger.mark([f"2602.1000{number}"], Reading.READ, NOW)
    with state.database().transaction() as connection:
        pruning.prune(connection)
    undoing = Undoing(bookmarks, state, SearchStore(tmp_path / "searches.yaml"))
    undone = [undoing.undo(NOW) for _ in range(4)]
    papers = [one.items[0] if one else None for one in undone]
    assert papers == [*(Item(f"2602.1000{at}", "reading", "read", "unread") for at in (5, 4, 3)), None]
    assert undoing.redo(NOW) is not None
    assert Journal(state.database()).to_undo() is not None
    state.close()
