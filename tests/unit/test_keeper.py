"""The keeper: changes are on disk when they are answered, in the order in which they were asked for."""

import asyncio
from pathlib import Path

import pytest

from digest_tui.keeper import Keeper
from digest_tui.store.bookmarks import BookmarkStore
from digest_tui.store.errors import StoreError
from digest_tui.store.reading import ReadingState
from invented import appearance, entry


def _keeper(home: Path) -> Keeper:
    keeper = Keeper(BookmarkStore(home / "bookmarks"), ReadingState(home / "state.db"))
    keeper.load()
    return keeper


async def test_a_toggle_is_on_disk_when_it_is_answered(tmp_path: Path) -> None:
    keeper = _keeper(tmp_path)
    assert await keeper.toggle_bookmark(appearance()) is True
    assert (tmp_path / "bookmarks" / "2601.00001.md").exists()
    assert await keeper.toggle_bookmark(appearance()) is False
    assert not (tmp_path / "bookmarks" / "2601.00001.md").exists()
    keeper.close()


async def test_changes_are_made_in_the_order_in_which_they_were_asked_for(tmp_path: Path) -> None:
    keeper = _keeper(tmp_path)
    answers = await asyncio.gather(*(keeper.toggle_bookmark(appearance()) for _ in range(7)))
    assert answers == [True, False, True, False, True, False, True]
    keeper.close()


async def test_what_was_asked_for_is_on_disk_after_closing(tmp_path: Path) -> None:
    keeper = _keeper(tmp_path)
    asked = [
        asyncio.ensure_future(keeper.toggle_bookmark(appearance(entry(f"2601.0001{n}")))) for n in range(5)
    ]
    await asyncio.sleep(0)
    keeper.close()
    await asyncio.gather(*asked)
    assert len(list((tmp_path / "bookmarks").glob("*.md"))) == 5


async def test_snapshots_and_reading_state_come_back(tmp_path: Path) -> None:
    first = _keeper(tmp_path)
    await first.toggle_bookmark(appearance(entry("2601.10000", "Zeros at the end")))
    await first.set_read(["a", "b"], read=True)
    await first.set_read(["b"], read=False)
    await first.remember_library((tmp_path / "digests",))
    first.close()
    second = _keeper(tmp_path)
    assert second.read_ids() == {"a"}
    assert second.recent_libraries() == [(tmp_path / "digests",)]
    snapshot = second.snapshots()["2601.10000"]
    assert snapshot.entry.title == "Zeros at the end"
    assert [one.text for one in snapshot.entry.sections] == [one.text for one in entry().sections]
    second.close()


async def test_a_refused_change_raises_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bookmarks").write_text("in the way")
    keeper = _keeper(tmp_path)
    with pytest.raises(StoreError, match="not saved"):
        await keeper.toggle_bookmark(appearance())
    assert keeper.snapshots() == {}
    keeper.close()
