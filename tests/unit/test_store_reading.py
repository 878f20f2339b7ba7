"""The reading state: in memory at once, on the disk to last, and nothing lost when the disk is bad."""

import os
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest_tui.store import database, reading
from digest_tui.store.errors import StoreError
from digest_tui.store.reading import RECENT_LIBRARIES, Reading, ReadingState
from digest_tui.store.schema import SCHEMA

NOW = datetime(2026, 2, 28, 9, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "reading.db"


def opened(path: Path) -> ReadingState:
    state = ReadingState(path)
    state.load()
    return state


def made(path: Path) -> None:
    """A sound database with one paper read."""
    state = opened(path)
    state.set(["2602.1"], Reading.READ, NOW)
    state.close()


def test_nothing_is_made_before_the_first_change(path: Path) -> None:
    state = opened(path)
    assert (state.state("2602.1"), state.is_unread("2602.1"), state.problem) == (Reading.UNREAD, True, None)
    assert state.recent_libraries() == []
    assert not path.parent.exists()


def test_of_more_states_than_can_be_read_at_once_each_is_looked_up(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_PIECE", 2)
    opened(path).set([f"2602.{number}" for number in range(1, 6)], Reading.READ, NOW)
    few, state = ReadingState(path), ReadingState(path)
    few.load(5)
    state.load(4)
    assert (few.complete, state.complete) == (True, False)
    assert state.of_this_run() == {}, "none was read"
    assert [len(piece) for piece in state.pieces()] == [2, 2, 1]
    state.set(["2602.1"], Reading.UNREAD, NOW)
    state.set(["2602.9"], Reading.SKIPPED, NOW)
    assert state.states_of(["2602.1", "2602.2", "2602.8", "2602.9"]) == {
        "2602.2": Reading.READ,
        "2602.9": Reading.SKIPPED,
    }
    assert [state.is_unread(paper) for paper in ("2602.1", "2602.2", "2602.8")] == [True, False, True]
    assert state.ids() == opened(path).ids() == {"2602.2", "2602.3", "2602.4", "2602.5", "2602.9"}
    assert state.counts() == {Reading.READ: 4, Reading.SKIPPED: 1}


def test_what_cannot_be_saved_holds_for_this_run_among_many_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(path).set(["2602.1", "2602.2"], Reading.READ, NOW)
    state = ReadingState(path)
    state.load(1)
    with monkeypatch.context() as patch:
        patch.setattr(database.Database, "transaction", _refused)
        with pytest.raises(StoreError):
            state.set(["2602.1"], Reading.UNREAD, NOW)
    assert state.states_of(["2602.1", "2602.2"]) == {"2602.2": Reading.READ}


def _refused(*_: object, **__: object) -> None:
    raise StoreError("the disk is full")


def test_states_survive_a_restart(path: Path) -> None:
    state = opened(path)
    state.set(["2602.1", "2602.2", "2602.1"], Reading.READ, NOW)
    state.set(["2602.3"], Reading.SKIPPED, NOW)
    state.set(["2602.2"], Reading.UNREAD, NOW)
    for one in (state, opened(path)):
        assert [one.state(f"2602.{n}") for n in (1, 2, 3)] == [Reading.READ, Reading.UNREAD, Reading.SKIPPED]
        assert (one.is_unread("2602.1"), one.is_unread("2602.3"), one.is_unread("2602.2")) == (
            False,
            False,
            True,
        )
        assert one.counts() == {Reading.READ: 1, Reading.SKIPPED: 1}
        assert one.ids() == {"2602.1", "2602.3"}
        assert one.problem is None


def test_a_change_is_durable_when_it_returns(path: Path) -> None:
    state = opened(path)
    state.set(["2602.1"], Reading.READ, NOW)
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT * FROM reading").fetchall() == [
            ("2602.1", "read", "2026-02-28T09:30:00.000+00:00")
        ]
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert other.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    connection = state._opened._connection if state._opened else None
    assert connection is not None
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


def test_files_and_folders_are_private(path: Path) -> None:
    state = opened(path)
    state.set(["2602.1"], Reading.READ, NOW)
    modes = {one.stat().st_mode & 0o077 for one in (path.parent, *path.parent.iterdir())}
    assert modes == {0}


def test_one_thread_may_read_and_another_write(path: Path) -> None:
    made(path)
    state = opened(path)
    writer = threading.Thread(target=state.set, args=(["2602.2"], Reading.SKIPPED, NOW))
    writer.start()
    writer.join()
    assert opened(path).state("2602.2") is Reading.SKIPPED


def test_two_instances_write_into_one_database(path: Path) -> None:
    one, other = opened(path), opened(path)
    one.set(["2602.1"], Reading.READ, NOW)
    other.set(["2602.2"], Reading.READ, NOW)
    one.set(["2602.3"], Reading.READ, NOW)
    assert opened(path).counts()[Reading.READ] == 3


def test_libraries_are_remembered_latest_first(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    state = opened(path)
    odd = Path(os.fsdecode(b"/digests/\xff"))
    for minutes, library in enumerate([[Path("a")], [Path("/b"), odd], [Path("/c")], [Path("a")]]):
        state.remember_library(library, NOW + timedelta(minutes=minutes))
    for one in (state, opened(path)):
        assert one.recent_libraries() == [(tmp_path / "a",), (Path("/c"),), (Path("/b"), odd)]


def test_only_the_latest_libraries_are_remembered(path: Path) -> None:
    state = opened(path)
    for number in range(RECENT_LIBRARIES + 3):
        state.remember_library([Path(f"/{number}")], NOW + timedelta(minutes=number))
    for one in (state, opened(path)):
        assert len(one.recent_libraries()) == RECENT_LIBRARIES
        assert one.recent_libraries()[0] == (Path(f"/{RECENT_LIBRARIES + 2}"),)


def foreign(path: Path, *statements: str) -> None:
    """Another program's database in the place of ours."""
    path.unlink()
    with sqlite3.connect(path) as other:
        for statement in statements:
            other.execute(statement)
    other.close()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "text": lambda path: path.write_bytes(b"this is no database\n" * 300),
    "torn": lambda path: path.write_bytes(path.read_bytes()[:4096] + bytes(range(256)) * 32),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:6000]),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "foreign tables": lambda path: foreign(path, "CREATE TABLE theirs (x)", "INSERT INTO theirs VALUES (1)"),
    "foreign of our version": lambda path: foreign(path, "CREATE TABLE x (x)", "PRAGMA user_version = 1"),
    "foreign by its word": lambda path: foreign(
        path, "CREATE TABLE reading (x)", "PRAGMA user_version = 2", "PRAGMA application_id = 7"
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_database_of_no_use_is_set_aside_and_a_new_one_begun(damage: str, path: Path) -> None:
    made(path)
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    DAMAGES[damage](path)
    data = path.read_bytes()
    state = opened(path)
    aside = [one for one in path.parent.iterdir() if one.name.startswith(("reading.db.d", "reading.db.f"))]
    assert [one.read_bytes() for one in aside] == [data]
    assert state.problem is not None
    assert aside[0].name in state.problem
    state.set(["2602.2"], Reading.READ, NOW)
    after = opened(path)
    assert (after.ids(), after.problem) == ({"2602.2"}, None)


def test_a_folder_in_the_place_of_the_database_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "mine").write_text("kept")
    state = opened(path)
    assert state.problem is not None
    with pytest.raises(StoreError, match="not saved: "):
        state.set(["2602.1"], Reading.READ, NOW)
    assert state.state("2602.1") is Reading.READ
    assert (path / "mine").read_text() == "kept"


def test_what_another_instance_has_set_aside_already_is_left_alone(path: Path) -> None:
    """The second instance looks again once it holds the lock, and finds the new database sound."""
    made(path)
    found = database.Database(path)._set_aside("damaged", "was damaged")
    assert (found.states, found.problem) == ({"2602.1": "read"}, None)
    assert path.exists()


def test_a_newer_database_is_read_and_not_written(path: Path) -> None:
    made(path)
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    before = path.read_bytes()
    state = opened(path)
    assert state.problem is not None
    assert "version 99" in state.problem
    assert state.state("2602.1") is Reading.READ
    with pytest.raises(StoreError, match="not saved: is of version 99"):
        state.set(["2602.2"], Reading.READ, NOW)
    assert state.state("2602.2") is Reading.READ, "it holds for this run"
    assert path.read_bytes() == before


def test_a_newer_database_with_other_tables(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    state = opened(path)
    assert state.problem is not None
    assert "version 99" in state.problem


def test_states_of_no_known_kind_are_left_alone(path: Path) -> None:
    made(path)
    with sqlite3.connect(path) as other:
        other.execute("INSERT INTO reading VALUES ('2602.9', 'pondered', 'x')")
        other.execute("INSERT INTO recent_library VALUES ('not json', 'x')")
    other.close()
    state = opened(path)
    assert (state.state("2602.9"), state.recent_libraries(), state.problem) == (Reading.UNREAD, [()], None)


def test_without_a_place_to_write_everything_holds_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    state = opened(tmp_path / "file" / "reading.db")
    with pytest.raises(StoreError, match="not saved: "):
        state.set(["2602.1"], Reading.READ, NOW)
    with pytest.raises(StoreError, match="not saved: "):
        state.remember_library([Path("/a")], NOW)
    assert state.state("2602.1") is Reading.READ
    assert state.recent_libraries() == [(Path("/a"),)]


def test_a_locked_database_is_told_and_written_later(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(path)
    monkeypatch.setattr(database, "_PATIENCE", 0.0)
    state = opened(path)
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="not saved: database is locked"):
            state.set(["2602.2"], Reading.READ, NOW)
        other.execute("ROLLBACK")
    other.close()
    state.set(["2602.3"], Reading.READ, NOW)
    assert opened(path).ids() == {"2602.1", "2602.3"}


def test_a_full_disk_is_told_and_earlier_states_stay(path: Path) -> None:
    made(path)
    state = opened(path)
    connection = state._opened._connection if state._opened else None
    assert connection is not None
    connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(StoreError, match="not saved: database or disk is full"):
        state.set((f"2602.{number}" for number in range(10_000)), Reading.READ, NOW)
    assert opened(path).ids() == {"2602.1"}
