"""Bookmarks, reading state, links and copies: asked by a key, done by the app, shown when done."""

import os
import stat
from pathlib import Path

import pytest
from textual.widgets import Static

from digest_tui.messages import OpenLink
from digest_tui.opener import OpenResult
from digest_tui.settings import ON_LEAVING, Settings
from ui.reader import Open


async def test_a_bookmark_is_on_disk_when_its_star_is_shown(reader: Open, home: Path) -> None:
    async with reader() as r:
        await r.press("b")
        assert "★" in r.main.panes.papers.render_line(0).text
        text = (home / "bookmarks" / "2601.00011.md").read_text("utf-8")
        assert text.startswith("---\n")
        assert 'id: "2601.00011"' in text or "id: '2601.00011'" in text
        assert "强化学习阅读器" in text


async def test_a_bookmark_survives_a_restart_and_outlives_its_digest(reader: Open, library: Path) -> None:
    async with reader() as r:
        await r.press("j", "j", "j", "b")
    (library / "report-a.md").unlink()
    async with reader() as r:
        await r.press("h", "g", "g", "j", "j")
        assert r.heading().startswith("Bookmarks · 1 paper")
        assert r.titles() == ["Delta without change"]
        assert "没有方法" in r.page()


async def test_keys_faster_than_the_page_are_about_the_paper_under_the_cursor(reader: Open) -> None:
    async with reader() as r:
        await r.pilot.press("j", "j", "b")
        await r.settle()
        assert set(r.main.session.marks.bookmarks) == {"2601.00013"}


async def test_b_again_takes_the_bookmark_away_but_not_its_file(reader: Open, home: Path) -> None:
    async with reader() as r:
        await r.press("b", "b")
        assert "★" not in r.main.panes.papers.render_line(0).text
        assert not list((home / "bookmarks").glob("*.md"))
        assert list((home / "bookmarks").rglob("*2601.00011*"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_bookmark_that_cannot_be_saved_is_not_shown_as_saved(reader: Open, home: Path) -> None:
    (home / "bookmarks").mkdir(parents=True)
    (home / "bookmarks").chmod(stat.S_IREAD | stat.S_IEXEC)
    async with reader() as r:
        await r.press("b")
        assert "★" not in r.main.panes.papers.render_line(0).text
        assert "not saved" in r.status()


async def test_a_bookmarks_folder_that_is_a_file_is_said(reader: Open, home: Path) -> None:
    home.mkdir()
    (home / "bookmarks").write_text("not a folder")
    async with reader() as r:
        await r.press("b")
        assert "★" not in r.main.panes.papers.render_line(0).text
        assert "not saved" in r.status()
        assert (home / "bookmarks").read_text() == "not a folder"


async def test_reading_state_survives_a_restart(reader: Open) -> None:
    async with reader() as r:
        await r.press("r", "j", "r")
        assert r.heading().endswith("3 unread")
    async with reader() as r:
        assert r.heading().endswith("3 unread")


async def test_a_paper_that_is_looked_at_long_enough_is_read_once_a_key_was_pressed(reader: Open) -> None:
    async with reader(settings=Settings(mark_read_after=0.01)) as r:
        await r.settle()
        assert r.heading().endswith("5 unread")
        await r.press("j")
        while r.heading().endswith("5 unread"):
            await r.settle()
        assert not r.main.session.is_unread("2601.00012")
        assert r.main.session.is_unread("2601.00011")


async def test_a_paper_that_is_left_is_read_where_that_is_wanted(reader: Open) -> None:
    async with reader(settings=Settings(mark_read_after=ON_LEAVING, live=False)) as r:
        assert r.heading().endswith("5 unread")
        await r.press("j")
        assert r.heading().endswith("5 unread"), "the first was only there at the start"
        await r.press("enter", "pagedown")
        assert r.heading().endswith("5 unread")
        await r.press("J")
        assert not r.main.session.is_unread("2601.00012")
        assert r.heading().endswith("4 unread")
        await r.press("r", "r", "K")
        assert not r.main.session.is_unread("2601.00013")


async def test_nothing_but_the_hand_marks_read_where_that_is_wanted(reader: Open) -> None:
    async with reader(settings=Settings(mark_read_after=0, live=False)) as r:
        await r.press("j", "enter", "G", "space", "J", "h", "k")
        assert r.heading().endswith("5 unread")
        await r.press("r")
        assert r.heading().endswith("4 unread")


async def test_bookmarks_made_by_hand_show_up_on_reload(reader: Open, home: Path) -> None:
    async with reader() as r:
        await r.press("b")
        first = home / "bookmarks" / "2601.00011.md"
        other = first.read_text("utf-8").replace("2601.00011", "2601.00012")
        (home / "bookmarks" / "2601.00012.md").write_text(other, "utf-8")
        await r.press("R")
        assert r.main.session.is_bookmarked("2601.00012")


async def test_new_changed_and_removed_digests_show_up_on_reload(reader: Open, library: Path) -> None:
    from invented_files import Invented, daily_report

    async with reader() as r:
        new = daily_report("2026-01-07", [Invented("2601.00077", "Brand new")])
        (library / "report-c.md").write_text(new, "utf-8")
        (library / "report-b.md").unlink()
        await r.press("j", "R")
        assert r.current() == "Beta of [brackets] and $x^2$"
        days = [line.split()[:2] for line in r.days()]
        assert ["7", "Wed"] in days
        assert ["3", "Sat"] not in days


async def test_links_open_by_id_and_only_safe_ones(reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def pretend(url: str, *_: object, **__: object) -> OpenResult:
        opened.append(url)
        return OpenResult(True, "test", f"opened {url}")

    monkeypatch.setattr("digest_tui.opener.open_url", pretend)
    async with reader() as r:
        await r.press("o", "P")
    assert opened == ["https://arxiv.org/abs/2601.00011v1", "https://arxiv.org/pdf/2601.00011v1"]


@pytest.mark.parametrize(
    ("keys", "copied"),
    [
        ("y y", "https://arxiv.org/abs/2601.00011v1"),
        ("y i", "2601.00011"),
        ("y t", "Alpha: a reader for tired eyes"),
        ("y b", "@misc{"),
    ],
)
async def test_copies(reader: Open, keys: str, copied: str) -> None:
    async with reader() as r:
        await r.press(*keys.split())
        assert r.app.clipboard.startswith(copied)
        assert r.status().startswith("Copied")


async def test_a_prefix_shows_what_can_follow(reader: Open) -> None:
    async with reader() as r:
        await r.press("y")
        assert "copy BibTeX" in r.status()
        await r.press("x")
        assert "copy BibTeX" not in r.status()


async def test_a_link_to_an_unknown_host_is_shown_whole_and_opened_only_when_agreed(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, bool]] = []

    def pretend(url: str, *_: object, agreed: bool) -> OpenResult:
        opened.append((url, agreed))
        return OpenResult(True, "test", "")

    monkeypatch.setattr("digest_tui.opener.open_url", pretend)
    strange = "https://strange.example/a/long/way?to=somewhere"
    async with reader() as r:
        for answer in ("n", "escape", "y"):
            r.main.post_message(OpenLink(strange))
            await r.settle()
            assert strange in str(r.app.screen.query_one("#link-shown", Static).content)
            assert opened == []
            await r.press(answer)
        assert opened == [(strange, True)]
        r.main.post_message(OpenLink("javascript:alert(1)"))
        await r.settle()
        assert r.app.screen is r.main


async def test_what_has_been_read_stays_among_the_unread_until_one_goes_there_again(reader: Open) -> None:
    async with reader() as r:
        await r.press("g", "u")
        first, second = r.titles()[:2]
        await r.press("r", "j")
        assert r.titles()[0] == first
        await r.press("g", "u")
        assert first not in r.titles()
        assert r.current() == second
