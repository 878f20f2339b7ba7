"""The screen keeps still: sizes, windows, reloads and counts leave cursor, focus and layout alone."""

import itertools
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.geometry import Region
from textual.widget import Widget

from digest_tui.app import DigestApp
from digest_tui.commands import Pane
from digest_tui.widgets.bars import HintBar, TitleBar
from invented_files import Invented, daily_report
from ui.reader import Open, Reader, make_app

#: An abstract of many lines.
LONG = " ".join(f"Sentence {n} of an abstract that is long." for n in range(200))


def _write(folder: Path, day: int, papers: int, *, abstract: str = "Short.") -> None:
    entries = [
        Invented(f"2604.{day:02}{n:03}", f"Paper {n} of day {day}", abstract=abstract) for n in range(papers)
    ]
    (folder / f"2026-04-{day:02}.md").write_text(daily_report(f"2026-04-{day:02}", entries), "utf-8")


@pytest.fixture
def days(tmp_path: Path) -> Path:
    """Three digests of thirty papers."""
    folder = tmp_path / "days"
    folder.mkdir()
    for day in (1, 2, 3):
        _write(folder, day, 30, abstract=LONG)
    return folder


def _where(r: Reader) -> tuple[object, ...]:
    """Where one is: the pane, the focused widget, the paper, what is on the page."""
    panes = r.main.panes
    focused = r.app.focused
    shown = panes.page.appearance
    return panes.looked_at, focused and focused.id, r.current(), shown and shown.entry.title


# --- sizes


@pytest.mark.slow
@pytest.mark.parametrize("pane", ["papers", "page"])
async def test_no_size_moves_cursor_focus_or_page(reader: Open, days: Path, pane: str) -> None:
    sizes = random.Random(7)
    async with reader(days, size=(120, 36)) as r:
        await r.press(*"jjjjjjjjjjjj")
        if pane == "page":
            await r.press("enter", "pagedown")
        before, place = _where(r), r.main.stopped_at()
        page, papers = r.main.panes.page, r.main.panes.papers
        first = page.plain_text().split("\n")[place.scroll]
        tall = [(1, 1), *((sizes.randint(1, 220), sizes.randint(1, 60)) for _ in range(4)), (1, 1), (120, 36)]
        for width, height in tall:
            await r.pilot.resize_terminal(width, height)
            await r.pilot.pause()
            assert _where(r) == before, (width, height)
            if papers.size.height and papers.display:
                assert papers.scroll_offset.y <= papers.cursor < papers.scroll_offset.y + papers.size.height
        assert page.plain_text().split("\n")[r.main.stopped_at().scroll] == first
        assert r.main.stopped_at() == place


@pytest.mark.slow
async def test_twenty_columns_and_five_lines_are_enough_to_read_search_keep_and_leave(
    reader: Open, days: Path
) -> None:
    async with reader(days, size=(20, 5)) as r:

        def screen() -> str:
            return "\n".join(
                "".join(one.text for one in line) for line in r.app.screen._compositor.render_strips()
            )

        assert "Paper 0 of" in screen()
        await r.press("j")
        await r.press("b")
        assert "★" in screen()
        await r.press("enter")
        assert "Paper 1 of day 3" in screen()
        await r.press("/")
        await r.type('"29 of day 1"')
        await r.press("tab", "enter")
        assert r.titles() == ["Paper 29 of day 1"]
        assert "Paper 29" in screen()
        await r.press("escape", "g", "b")
        assert r.titles() == ["Paper 1 of day 3"]
        await r.press("q", "q", "q")
        assert r.app._exit


# --- windows, reloads


#: Keys that open something on top of the main screen, and those that close it again.
WINDOWS = {
    "help": (("?",), ("escape",)),
    "palette": (("ctrl+p",), ("escape",)),
    "jump": (("ctrl+o",), ("escape",)),
    "health": (("!",), ("escape",)),
    "source": (("g", "f"), ("escape",)),
    "tags": (("t",), ("escape",)),
    "folder": (("m", "f"), ("escape",)),
    "note": (("m", "n"), ("ctrl+q",)),
    "search": (("/",), ("escape",)),
    "export": (("e",), ("escape",)),
    "triage": (("T",), ("escape",)),
    "welcome": (("O",), ("escape",)),
    "prefix": (("z",), ("escape",)),
}


@pytest.mark.slow
async def test_whatever_was_open_one_is_back_where_one_was(reader: Open, days: Path) -> None:
    panes = itertools.cycle((Pane.PAPERS, Pane.DAYS, Pane.PAGE))
    async with reader(days) as r:
        await r.press("j", "j")
        for (name, (opening, closing)), pane in zip(WINDOWS.items(), panes, strict=False):
            r.main.panes.go(Pane.PAPERS if name == "search" else pane)  # a search leads to the papers
            await r.settle()
            before = _where(r)
            await r.press(*opening)
            await r.press(*closing)
            assert r.app.screen is r.main, name
            assert _where(r) == before, name


async def test_a_paper_or_day_that_is_gone_leaves_the_cursor_on_another(reader: Open, days: Path) -> None:
    async with reader(days) as r:
        await r.press("G")
        assert r.current() == "Paper 29 of day 3"
        _write(days, 3, 20)
        await r.press("R")
        assert r.app.focused is r.main.panes.papers
        assert r.current() == r.main.panes.page.appearance.entry.title  # type: ignore[union-attr]
        assert r.main.panes.papers.cursor < 20
        (days / "2026-04-03.md").unlink()
        await r.press("R")
        assert r.app.focused is r.main.panes.papers
        assert r.current() == "Paper 0 of day 2"
        assert r.main.panes.page.appearance is not None
        assert "Paper 0 of day 2" in r.page()


# --- counts, keys


async def test_nothing_moves_while_counts_arrive(
    days: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames: list[dict[str, Region]] = []
    display: Callable[..., Any] = DigestApp._display

    def noting(app: DigestApp, screen: Any, renderable: Any) -> None:
        if app.main is not None and screen is app.main and screen.is_mounted:
            widgets = screen.query(Widget)
            frames.append({f"{type(one).__name__} {one.id}": one.region for one in widgets if one.region})
        display(app, screen, renderable)

    monkeypatch.setattr(DigestApp, "_display", noting)
    app = make_app(days, home)
    async with app.run_test(size=(120, 36)) as pilot:
        r = Reader(app, pilot)
        await r.settle()
        assert "90 papers" in r.main.query_one(TitleBar).right
    app.keeper.close()
    first = next(one for one in frames if one)
    assert len(first) > 8
    assert all(one == first for one in frames if one)


async def test_keys_that_come_faster_than_frames_are_answered_together(
    reader: Open, days: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(days, 4, 120)
    frames: list[object] = []
    display: Callable[..., Any] = DigestApp._display

    def noting(app: DigestApp, *arguments: Any) -> None:
        frames.append(arguments)
        display(app, *arguments)

    async with reader(days) as r:
        await r.press("g", "a")
        assert len(r.main.panes.papers.rows) == 210
        monkeypatch.setattr(DigestApp, "_display", noting)
        for _ in range(200):
            r.app.post_message(events.Key("j", "j"))
        await r.settle()
        assert r.main.panes.papers.cursor == 200
        assert r.main.panes.page.appearance.entry.title == r.current()  # type: ignore[union-attr]
        assert len(frames) < 100


# --- what is told


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_nothing_that_is_told_covers_the_text(reader: Open, days: Path, size: tuple[int, int]) -> None:
    async with reader(days, size=size) as r:
        await r.press("enter")
        page = r.main.panes.page
        for tell in (r.main.tell, r.app.notify):
            for message in (f"{tell.__name__} is short", f"{tell.__name__} of more than a line " * 5):
                tell(message)
                await r.settle()
                assert r.status() == message
                assert r.main.query_one(HintBar).region.intersection(page.region).area == 0
                assert not r.app.screen.query("Toast")
        await r.press("ctrl+c")
        assert r.status() == "Q leaves the reader"


async def test_a_pane_that_is_painted_taller_than_it_is_has_more_lines(reader: Open, days: Path) -> None:
    async with reader(days) as r:
        for pane in (r.main.panes.papers, r.main.panes.page):
            width, height = pane.size
            assert len(pane.render_lines(Region(0, 0, width, height + 2))) == height + 2


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        (("/", *"zzz"), ("Nothing matches", "Esc")),
        (("g", "b"), ("No bookmarks yet", "b on a paper")),
        (("g", "a", "A", "g", "u"), ("Everything is read", "gn")),
        (("[",), ("No papers on this day", "[ and ]", "!")),
    ],
    ids=["no match", "no bookmark", "all read", "day without papers"],
)
async def test_an_empty_list_says_what_to_do_next(
    reader: Open, days: Path, keys: tuple[str, ...], says: tuple[str, ...]
) -> None:
    _write(days, 2, 0)
    async with reader(days, size=(80, 24)) as r:
        for key in keys:  # what is marked read is saved before it leaves the unread ones
            await r.press(key)
        said = " ".join(" ".join(r.list_lines()).split())
        for one in says:
            assert one in said
        assert r.app.focused is not None
