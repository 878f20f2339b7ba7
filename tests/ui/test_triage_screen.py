"""Triage: each paper large, a key for what becomes of it, back and undo inside, a summary at the end."""

from textual.widgets import Static

from digest_tui.screens.triage import TriageScreen
from digest_tui.widgets.bars import TitleBar
from digest_tui.widgets.paper_page import PaperPage
from ui.reader import Open, Reader


def _screen(reader: Reader) -> TriageScreen:
    screen = reader.app.screen
    assert isinstance(screen, TriageScreen)
    return screen


def _page(reader: Reader) -> str:
    return _screen(reader).query_one(PaperPage).plain_text()


async def test_a_day_is_gone_through_with_one_key_a_paper(reader: Open) -> None:
    async with reader() as r:
        titles = r.titles()
        session = r.main.session
        await r.press("T")
        assert titles[0] in _page(r).replace("\n", " ")
        assert "1 of 5" in _screen(r).query_one(TitleBar).left
        await r.press("b")
        assert session.is_bookmarked("2601.00011")
        assert not session.is_unread("2601.00011")
        await r.press("x")
        assert session.is_skipped("2601.00012")
        await r.press("n", "t")
        await r.type("maybe")
        await r.press("enter")
        assert [list(one.tags) for one in session.marks.kept.values()] == [["maybe"], []]
        await r.press("n")
        assert "5 of 5 · kept 2, skipped 1, later 2" in str(
            _screen(r).query_one("#triage-done", Static).content
        )
        await r.press("enter")
        assert r.app.screen is r.main
        assert r.status().startswith("5 of 5 · kept 2, skipped 1, later 2")
        await r.press("T")
        assert "1 of 3" in _screen(r).query_one(TitleBar).left


async def test_going_back_takes_back_what_was_done(reader: Open) -> None:
    async with reader() as r:
        session = r.main.session
        await r.press("T", "b", "n", "x", "u")
        assert not session.is_skipped("2601.00013")
        assert "3 of 5" in _screen(r).query_one(TitleBar).left
        await r.press("u", "u")
        assert not session.marks.kept
        assert session.is_unread("2601.00011")
        await r.press("u")
        assert "1 of 5" in _screen(r).query_one(TitleBar).left
        await r.press("q")
        assert r.status().startswith("0 of 5")


async def test_picked_papers_are_gone_through_whether_read_or_not(reader: Open) -> None:
    async with reader() as r:
        await r.press("A")
        await r.press("T")
        assert r.status() == "There is nothing unread here"
        await r.press("space", "space", "T")
        assert "1 of 2" in _screen(r).query_one(TitleBar).left
        await r.press("x", "u", "escape")
        assert not r.main.session.is_skipped("2601.00011")
        assert not r.main.session.is_unread("2601.00011")
