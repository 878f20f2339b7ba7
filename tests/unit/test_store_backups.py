"""Copies of the state database and its way from version to version: nothing of an earlier day is lost."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest_tui.store import backups, schema
from digest_tui.store.bookmarks import BookmarkStore
from digest_tui.store.database import Database
from digest_tui.store.errors import StoreError
from digest_tui.store.ledger import Ledger
from digest_tui.store.reading import Reading, ReadingState
from digest_tui.store.searches import SearchStore
from digest_tui.store.undoing import Undoing
from store_samples import NOW, entry

STORES = Path(__file__).parents[1] / "data" / "stores"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "reading.db"


def opened(path: Path) -> ReadingState:
    state = ReadingState(path)
    state.load()
    return state


def read(path: Path, *papers: str) -> ReadingState:
    state = opened(path)
    state.set(papers, Reading.READ, NOW)
    return state


def day_after_day(path: Path, days: int) -> None:
    """A paper read on each of some days, by another start of the program each."""
    clock = Clock()
    for number in range(days):
        database = Database(path, clock)
        with database.transaction() as connection:
            connection.execute("INSERT INTO reading VALUES (?, 'read', 'x')", (f"2602.{number}",))
        database.close()
        clock.now += timedelta(days=1)


def ids_in(path: Path) -> set[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        return {paper for (paper,) in connection.execute("SELECT arxiv_id FROM reading")}


def test_the_first_change_of_a_day_copies_what_was_there_before(path: Path) -> None:
    day_after_day(path, 3)
    found = backups.available(path)
    assert [one.day.isoformat() for one in found] == ["2026-03-02", "2026-03-01"]
    assert [ids_in(one.path) for one in found] == [{"2602.0", "2602.1"}, {"2602.0"}]
    assert {one.path.stat().st_mode & 0o777 for one in found} == {0o600}
    assert found[0].path.parent.stat().st_mode & 0o777 == 0o700
    assert [one.name for one in found[0].path.parent.iterdir() if "tmp" in one.name] == []


def test_a_day_has_one_copy_whoever_asks(path: Path) -> None:
    day_after_day(path, 2)
    (copy,) = backups.available(path)
    clock = Clock()
    clock.now += timedelta(days=1)
    with Database(path, clock).transaction() as connection:
        connection.execute("DELETE FROM reading")
    assert backups.available(path) == [copy]
    assert ids_in(copy.path) == {"2602.0"}


def test_the_oldest_copies_go_and_what_is_not_ours_stays(path: Path) -> None:
    folder = path.parent / "backups"
    folder.mkdir(parents=True)
    for name in ("reading-2020-01-01.db", "reading-2020-13-77.db", "reading-notes.db", "mine.txt"):
        (folder / name).write_bytes(b"mine")
    day_after_day(path, backups.KEPT + 3)
    days = [one.day for one in backups.available(path)]
    assert len(days) == backups.KEPT
    assert days == sorted(days, reverse=True)
    others = {"reading-2020-13-77.db", "reading-notes.db", "mine.txt"}
    assert {one.name for one in folder.iterdir()} >= others
    assert not (folder / "reading-2020-01-01.db").exists()


def test_a_damaged_database_pushes_no_copy_out(path: Path) -> None:
    read(path, *(f"2602.{number:05d}" for number in range(2000))).close()
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pages = other.execute("PRAGMA page_count").fetchone()[0]
    other.close()
    data = bytearray(path.read_bytes())
    data[4096 * (pages // 2) : 4096 * (pages // 2 + 1)] = b"\xff" * 4096
    path.write_bytes(data)
    with (
        closing(sqlite3.connect(path)) as connection,
        pytest.raises((StoreError, sqlite3.DatabaseError), match=r"damaged|malformed"),
    ):
        backups.make_daily(connection, path, NOW)
    assert backups.available(path) == []


def test_a_copy_that_cannot_be_made_keeps_no_change_from_being_saved(path: Path) -> None:
    read(path, "2602.1").close()
    (path.parent / "backups").write_text("a file in its place")
    read(path, "2602.2").close()
    assert opened(path).ids() == {"2602.1", "2602.2"}


@pytest.mark.parametrize("there", ["sound", "damaged", "foreign", "newer", "none", "open elsewhere"])
def test_a_copy_is_put_back_and_what_was_there_is_kept(there: str, path: Path) -> None:
    day_after_day(path, 2)
    (copy,) = backups.available(path)
    other = opened(path)
    if there != "open elsewhere":
        other.close()
    if there == "damaged":
        path.write_bytes(b"no database")
    elif there == "foreign":
        path.unlink()
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE theirs (x)")
        connection.close()
    elif there == "newer":
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
    elif there == "none":
        path.unlink()
    before = path.read_bytes() if there in ("damaged", "foreign", "newer") else None
    aside = backups.restore(path, copy.path, NOW)
    assert opened(path).ids() == {"2602.0"}
    if there == "none":
        assert aside is None
        return
    assert aside is not None
    assert aside.name == "reading.db.before-20260228-093000"
    if before is not None:
        assert aside.read_bytes() == before
    else:
        assert ids_in(aside) == {"2602.0", "2602.1"}
    if there == "open elsewhere":
        other.set(["2602.9"], Reading.READ, NOW)
        assert opened(path).ids() == {"2602.0", "2602.9"}, "it writes into the restored one"


def test_what_is_no_copy_is_not_put_back(path: Path, tmp_path: Path) -> None:
    read(path, "2602.1").close()
    wrong = tmp_path / "wrong.db"
    for damage, says in (
        (b"no database", "not a database"),
        (b"", "is no state database"),
        (bytes(path.read_bytes()[:100]), "malformed|not a database|is no state database"),
    ):
        wrong.write_bytes(damage)
        with pytest.raises(StoreError, match=says):
            backups.restore(path, wrong, NOW)
    with pytest.raises(StoreError, match="unable to open"):
        backups.restore(path, tmp_path / "absent.db", NOW)
    shutil.copy(path, wrong)
    with sqlite3.connect(wrong) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="is of version 99"):
        backups.restore(path, wrong, NOW)
    assert opened(path).ids() == {"2602.1"}
    assert [one.name for one in path.parent.iterdir() if "before" in one.name] == []


# --- from version to version


def test_there_is_a_store_of_every_earlier_version() -> None:
    kept = sorted(path.name for path in STORES.glob("reading-schema-*.db"))
    assert kept == [f"reading-schema-{number}.db" for number in range(1, schema.SCHEMA)]


@pytest.mark.parametrize("number", range(1, schema.SCHEMA))
def test_a_store_of_an_earlier_version_is_brought_forward_and_kept(number: int, path: Path) -> None:
    path.parent.mkdir()
    shutil.copy(STORES / f"reading-schema-{number}.db", path)
    state = opened(path)
    assert (state.problem, state.ids()) == (None, {"2602.10000", "2602.10001", "hep-th/9901001"})
    assert {one for one, done in state.states().items() if done is Reading.SKIPPED} == {"2602.10001"}
    assert state.recent_libraries() == [(Path("/invented/digests"),)]
    bookmarks = BookmarkStore(path.parent / "bookmarks")
    Ledger(bookmarks, state).mark(["2602.9"], Reading.READ, NOW)
    assert opened(path).ids() == {"2602.9", "2602.10000", "2602.10001", "hep-th/9901001"}
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.SCHEMA,)
        assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION,)
    connection.close()
    kept = path.with_name(f"reading.db.schema-{number}")
    assert ids_in(kept) == {"2602.10000", "2602.10001", "hep-th/9901001"}
    assert Undoing(bookmarks, state, SearchStore(path.with_name("searches.yaml"))).undo(NOW) is not None
    backups.restore(path, kept, NOW)
    assert opened(path).ids() == ids_in(kept)


def test_a_step_that_fails_leaves_the_earlier_version(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    shutil.copy(STORES / "reading-schema-1.db", path)
    broken = (*schema._STEPS[:-1], f"{schema._STEPS[-1]}; CREATE nonsense")
    monkeypatch.setattr(schema, "_STEPS", broken)
    state = opened(path)
    with pytest.raises(StoreError, match="syntax error"):
        state.set(["2602.9"], Reading.READ, NOW)
    state.close()
    monkeypatch.undo()
    assert opened(path).ids() == {"2602.10000", "2602.10001", "hep-th/9901001"}
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()


def test_a_bookmark_of_the_first_version_is_read_and_changed(tmp_path: Path) -> None:
    shutil.copy(STORES / "bookmark-schema-1.md", tmp_path / "2602.10000.md")
    text = (tmp_path / "2602.10000.md").read_text()
    store = BookmarkStore(tmp_path)
    store.load()
    mark = store.get("2602.10000")
    assert mark is not None
    assert mark.entry == entry()
    store.edit("2602.10000", lambda _: {"rating": "5", "read_by": datetime(2026, 3, 1, tzinfo=UTC).date()})
    changed = text.replace('rating: ""', 'rating: "5"').replace(
        "\n---\n\n## Note", '\nread_by: "2026-03-01"\n---\n\n## Note'
    )
    assert (tmp_path / "2602.10000.md").read_text() == changed
