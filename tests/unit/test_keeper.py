"""The keeper: changes are on disk when they are answered, in the order in which they were asked for."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from digest_tui.keeper import Keeper
from digest_tui.store.errors import StoreError
from digest_tui.store.reading import Reading, ReadingState
from digest_tui.store.visits import Position
from invented import appearance, entry


def _keeper(home: Path) -> Keeper:
    keeper = Keeper(home / "bookmarks", ReadingState(home / "state.db"))
    keeper.load()
    return keeper


def _tags(keeper: Keeper) -> dict[str, int]:
    return dict(Counter(tag for one in keeper.bookmarks().values() for tag in one.tags))


async def test_a_toggle_is_on_disk_when_it_is_answered(tmp_path: Path) -> None:
    keeper = _keeper(tmp_path)
    assert [item.after for item in (await keeper.toggle([appearance()])).items] == [True]
    assert (tmp_path / "bookmarks" / "2601.00001.md").exists()
    assert [item.after for item in (await keeper.toggle([appearance()])).items] == [False]
    assert not (tmp_path / "bookmarks" / "2601.00001.md").exists()
    keeper.close()


async def test_changes_are_made_in_the_order_in_which_they_were_asked_for(tmp_path: Path) -> None:
    keeper = _keeper(tmp_path)
    answers = await asyncio.gather(*(keeper.toggle([appearance()]) for _ in range(7)))
    assert [answer.items[0].after for answer in answers] == [True, False, True, False, True, False, True]
    keeper.close()


async def test_what_was_asked_for_is_on_disk_after_closing(tmp_path: Path) -> None:
    keeper = _keeper(tmp_path)
    asked = [asyncio.ensure_future(keeper.toggle([appearance(entry(f"2601.0001{n}"))])) for n in range(5)]
    await asyncio.sleep(0)
    keeper.close()
    await asyncio.gather(*asked)
    assert len(list((tmp_path / "bookmarks").glob("*.md"))) == 5


async def test_a_folder_that_comes_later_is_found_when_it_is_looked_again(tmp_path: Path) -> None:
    keeper, other = _keeper(tmp_path), _keeper(tmp_path)
    assert not await keeper.refresh()
    await other.toggle([appearance()])
    assert await keeper.refresh()
    assert keeper.keeps("2601.00001")
    keeper.close()
    other.close()


async def test_snapshots_and_reading_state_come_back(tmp_path: Path) -> None:
    first = _keeper(tmp_path)
    await first.toggle([appearance(entry("2601.10000", "Zeros at the end"))])
    await first.mark(["a", "b"], Reading.READ)
    await first.mark(["b"], Reading.UNREAD)
    await first.remember_library((tmp_path / "digests",))
    first.close()
    second = _keeper(tmp_path)
    assert set(second.states()) == {"a"}
    assert second.recent_libraries() == [(tmp_path / "digests",)]
    snapshot = second.bookmarks()["2601.10000"].appearance
    assert snapshot.entry.title == "Zeros at the end"
    assert [one.text for one in snapshot.entry.sections] == [one.text for one in entry().sections]
    second.close()


async def test_a_refused_change_raises_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bookmarks").write_text("in the way")
    keeper = _keeper(tmp_path)
    with pytest.raises(StoreError, match="not saved"):
        await keeper.toggle([appearance()])
    assert keeper.bookmarks() == {}
    keeper.close()


async def test_what_a_crash_cut_off_is_looked_into_at_the_next_start(tmp_path: Path) -> None:
    first = _keeper(tmp_path)
    await first.keep([appearance()])
    await first.edit(["2601.00001"], lambda _: {"folder": "thesis"})
    first.close()
    with sqlite3.connect(tmp_path / "state.db") as database:
        database.execute("UPDATE journal SET status = 'undoing' WHERE number = 2")
    database.close()
    second = _keeper(tmp_path)
    assert second.bookmarks()["2601.00001"].folder == "", "the undoing has come to its end"
    assert second.problems() == []
    outcome = await second.redo()
    assert outcome is not None
    assert second.bookmarks()["2601.00001"].folder == "thesis"
    second.close()


def test_a_start_after_which_nothing_is_to_be_done_imports_no_journal(tmp_path: Path) -> None:
    asyncio.run(_once(tmp_path))
    script = f"""
import sys
from pathlib import Path
from digest_tui.keeper import Keeper
from digest_tui.store.reading import ReadingState
home = Path({str(tmp_path)!r})
keeper = Keeper(home / "bookmarks", ReadingState(home / "state.db"))
keeper.load()
assert set(keeper.states()) == {{"a"}}
print(*(name for name in sys.modules if name.startswith("digest_tui.store.")))
"""
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert not {"journal", "ledger", "undoing", "visits"} & {
        name.rpartition(".")[2] for name in run.stdout.split()
    }


async def _once(home: Path) -> None:
    keeper = _keeper(home)
    await keeper.mark(["a"], Reading.READ)
    keeper.close()


async def test_many_papers_are_tagged_filed_and_rated_in_steps_that_can_be_undone(tmp_path: Path) -> None:
    keeper = _keeper(tmp_path)
    papers = [f"2601.{number:05d}" for number in range(1, 6)]
    await keeper.keep([appearance(entry(paper)) for paper in papers], marking=Reading.READ)
    await keeper.tag(papers, add=("a", "b"))
    await keeper.tag(papers[:2], remove=("a",))
    await keeper.edit(papers, lambda _: {"folder": "thesis"})
    assert _tags(keeper) == {"b": 5, "a": 3}
    assert {one.folder for one in keeper.bookmarks().values()} == {"thesis"}
    assert set(keeper.states()) == set(papers)
    for expected in ({"": 5}, {"b": 5, "a": 5}, {}):
        await keeper.undo()
        assert {one.folder for one in keeper.bookmarks().values()} == {""}
        assert expected in ({"": 5}, _tags(keeper))
    await keeper.undo()
    assert (keeper.bookmarks(), keeper.states()) == ({}, {})
    assert await keeper.undo() is None
    keeper.close()


async def test_what_reading_marks_by_itself_is_no_step(tmp_path: Path) -> None:
    keeper = _keeper(tmp_path)
    await keeper.mark(["a"], Reading.SKIPPED)
    await keeper.note_read(["b"])
    assert keeper.states()["a"] is Reading.SKIPPED
    await keeper.undo()
    assert set(keeper.states()) == {"b"}
    assert await keeper.undo() is None
    keeper.close()


def test_a_visit_comes_back(tmp_path: Path) -> None:
    library = (tmp_path / "digests",)
    keeper = _keeper(tmp_path)
    assert keeper.begin_visit(library) is None
    keeper.end_visit(library, None, Position("all", paper="a"), ["x.md"])
    keeper.close()
    again = _keeper(tmp_path)
    visit = again.begin_visit(library)
    assert visit is not None
    assert visit.position == Position("all", paper="a")
    again.close()
