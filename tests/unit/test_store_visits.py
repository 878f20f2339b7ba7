"""Visits: what is new since the last one, and where the user stopped reading."""

import sqlite3
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from digest_tui.store.database import Database
from digest_tui.store.visits import SAME_VISIT, Position, Visit, Visits
from store_samples import NOW

LIBRARY = [Path("/invented/digests")]
THERE = Position("2026-02-13", "cs.LG", "2602.10000", "/invented/digests/a.md", 12)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reading.db"


def test_the_first_visit_knows_nothing_and_writes_nothing(path: Path) -> None:
    assert Visits(Database(path)).begin(LIBRARY, NOW) == Visit()
    assert not path.exists()


def test_a_visit_tells_what_was_there_at_the_end_of_the_one_before(path: Path) -> None:
    visits = Visits(Database(path))
    visits.keep(LIBRARY, Visit(), THERE, ["b", "a"], NOW)
    later = NOW + timedelta(days=1)
    visit = Visits(Database(path)).begin(LIBRARY, later)
    assert visit == Visit(NOW, frozenset({"a", "b"}), THERE)
    visits.keep(LIBRARY, visit, Position("all"), ["a", "b", "c"], later)
    assert Visits(Database(path)).begin(LIBRARY, later + timedelta(days=1)) == Visit(
        later, frozenset({"a", "b", "c"}), Position("all")
    )
    assert visits.begin([Path("/other")], later) == Visit()


def test_a_reader_opened_again_at_once_goes_on_with_its_visit(path: Path) -> None:
    visits = Visits(Database(path))
    visits.keep(LIBRARY, Visit(), THERE, ["a"], NOW)
    day_after = NOW + timedelta(days=1)
    visit = visits.begin(LIBRARY, day_after)
    visits.keep(LIBRARY, visit, THERE, ["a", "b"], day_after)
    again = visits.begin(LIBRARY, day_after + SAME_VISIT - timedelta(seconds=1))
    assert again.seen == frozenset({"a"}), "b is new still"
    assert visits.begin(LIBRARY, day_after + SAME_VISIT).seen == frozenset({"a", "b"})


def test_the_first_visit_opened_again_at_once_is_the_first_still(path: Path) -> None:
    visits = Visits(Database(path))
    visits.keep(LIBRARY, Visit(), THERE, ["a"], NOW)
    assert visits.begin(LIBRARY, NOW + timedelta(minutes=1)).seen is None


def test_a_position_of_another_version_is_no_position(path: Path) -> None:
    visits = Visits(Database(path))
    visits.keep(LIBRARY, Visit(), THERE, ["a"], NOW)
    with sqlite3.connect(path) as connection:
        connection.execute("""UPDATE visit SET position = '{"somewhere": "else"}'""")
    connection.close()
    visit = visits.begin(LIBRARY, NOW + timedelta(days=1))
    assert (visit.position, visit.seen) == (None, frozenset({"a"}))


def test_visits_to_many_libraries_are_forgotten_in_the_end(path: Path) -> None:
    visits = Visits(Database(path))
    for number in range(60):
        visits.keep([Path(f"/{number}")], Visit(), THERE, [], NOW + timedelta(minutes=number))
    later = NOW + timedelta(days=1)
    known = [number for number in range(60) if visits.begin([Path(f"/{number}")], later) != Visit()]
    assert known == list(range(10, 60))


def test_one_thread_may_ask_while_another_writes(path: Path) -> None:
    visits = Visits(Database(path))
    visits.keep(LIBRARY, Visit(), THERE, ["a"], NOW)
    later = NOW + timedelta(days=1)

    def write() -> None:
        for number in range(30):
            visits.keep([Path(f"/{number}")], Visit(), THERE, [], later)

    writer = threading.Thread(target=write)
    writer.start()
    found = {visits.begin(LIBRARY, later).seen for _ in range(200)}
    writer.join()
    assert found == {frozenset({"a"})}
    assert visits.begin([Path("/29")], later) != Visit()
