"""How much work a key causes: counted, not timed, so that it holds on any machine."""

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual._compositor import Compositor
from textual._styles_cache import StylesCache
from textual.css.stylesheet import Stylesheet
from textual.strip import Strip

from digest_parsers.outline import key_of
from digest_tui import keeper, render
from digest_tui.app import DigestApp
from digest_tui.commands import Pane
from digest_tui.screens import changing, shown
from digest_tui.screens.main import MainScreen
from digest_tui.store.reading import Reading, ReadingState
from digest_tui.widgets.category_list import CategoryList
from digest_tui.widgets.day_list import DayList
from digest_tui.widgets.panes import Panes
from digest_tui.widgets.paper_list import PaperList
from digest_tui.widgets.paper_page import PaperPage
from invented_files import Invented, daily_report
from ui.reader import Open

_opened: list[str] | None = None


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _opened is not None and event == "open" and isinstance(arguments[0], str):
        _opened.append(arguments[0])


sys.addaudithook(_note)


@contextmanager
def opened_below(*folders: Path) -> Iterator[Counter[str]]:
    """Counts by name, at the end, how often each file of some folders was opened, by whatever means."""
    global _opened  # noqa: PLW0603 (an audit hook can neither be removed nor be told apart)
    counts: Counter[str] = Counter()
    _opened = []
    try:
        yield counts
    finally:
        counts.update(Path(path).name for path in _opened if Path(path).parent in folders)
        _opened = None


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], list[tuple[Any, ...]]]:
    """Lists the calls of a function from now on."""

    def listed(owner: Any, name: str) -> list[tuple[Any, ...]]:
        made: list[tuple[Any, ...]] = []
        function = getattr(owner, name)

        def noting(*arguments: Any, **named: Any) -> Any:
            made.append(arguments)
            return function(*arguments, **named)

        monkeypatch.setattr(owner, name, noting)
        return made

    return listed


@pytest.fixture
def month(tmp_path: Path) -> Path:
    """Thirty digests of sixty invented papers each."""
    folder = tmp_path / "month"
    folder.mkdir()
    for day in range(1, 31):
        papers = [Invented(f"2604.{day:02}{n:03}", f"Paper {n} of day {day}") for n in range(60)]
        (folder / f"2026-04-{day:02}.md").write_text(daily_report(f"2026-04-{day:02}", papers), "utf-8")
    return folder


async def test_a_move_draws_two_rows_at_most_and_one_page(
    reader: Open, month: Path, calls: Callable[[Any, str], list[tuple[Any, ...]]]
) -> None:
    async with reader(month, size=(120, 40)) as r:
        await r.press("j")
        rows, pages, lines = calls(render, "row"), calls(render, "page"), calls(PaperList, "make_line")
        await r.press("j")
        assert r.current() == "Paper 2 of day 30"
        assert 0 < len(rows) <= 2
        assert len(pages) == 1
        assert 0 < len(lines) <= 2


async def test_a_move_shows_a_page_that_was_made_before_it(
    reader: Open, month: Path, calls: Callable[[Any, str], list[tuple[Any, ...]]]
) -> None:
    async with reader(month, size=(120, 40)) as r:
        await r.press("j", "j")
        pages = calls(render, "page")
        await r.press("j")
        assert r.page().startswith("Paper 3 of day 30")
        assert [made[0].entry.title for made in pages] == ["Paper 4 of day 30"]
        pages.clear()
        await r.press("k")
        assert [made[0].entry.title for made in pages] == ["Paper 2 of day 30", "Paper 1 of day 30"]
        await r.press("k")
        assert r.page().startswith("Paper 1 of day 30")


async def test_the_lines_of_a_move_are_made_in_few_steps(
    reader: Open, month: Path, calls: Callable[[Any, str], list[tuple[Any, ...]]]
) -> None:
    async with reader(month, size=(120, 40)) as r:
        await r.press("j")
        lines = [calls(kind, "make_line") for kind in (PaperList, PaperPage)]
        strips, numbered = calls(Strip, "__init__"), calls(Strip, "apply_offsets")
        await r.press("j")
        made = sum(map(len, lines)) + r.main.panes.page.page_height()
        assert 0 < len(strips) < 3 * made
        assert not numbered, "only the mouse asks which character stands where"


async def test_a_move_that_scrolls_draws_the_rows_of_the_screen_at_most(
    reader: Open, month: Path, calls: Callable[[Any, str], list[tuple[Any, ...]]]
) -> None:
    async with reader(month, size=(120, 40)) as r:
        await r.press("G", "g", "g")
        rows = calls(render, "row")
        await r.press("pagedown")
        height = r.main.panes.papers.page_height()
        assert 0 < len(rows) <= height + 1


async def test_launching_opens_each_digest_once_and_the_newest_first(reader: Open, month: Path) -> None:
    with opened_below(month) as opened:
        async with reader(month) as r:
            assert len(r.main.session.days()) == 30
    assert set(opened.values()) == {1}
    assert len(opened) == 30
    assert next(iter(opened)) == "2026-04-30.md"


async def test_looking_for_changes_opens_only_what_has_changed(reader: Open, month: Path, home: Path) -> None:
    async with reader(month) as r:
        (index,) = (home / "cache").rglob("index")
        with opened_below(month, index.parent) as opened:
            await r.press("R")
        assert not opened
        changed = month / "2026-04-30.md"
        changed.write_text(daily_report("2026-04-30", [Invented("2604.30900", "A late paper")]), "utf-8")
        with opened_below(month, index.parent) as opened:
            await r.press("R")
        assert [name for name in opened.elements() if name.endswith(".md")] == ["2026-04-30.md"]
        assert "index" not in opened, "it is written and not read"
        assert r.titles() == ["A late paper"]


async def test_moving_and_searching_open_no_digest_again(reader: Open, month: Path) -> None:
    async with reader(month) as r:
        with opened_below(month) as opened:
            await r.press("j", "j", "/")
            await r.press("tab")
            await r.type("absent")
            assert r.titles() == []
        assert not opened


async def test_focus_that_moves_on_faster_than_it_is_told_comes_to_rest(
    reader: Open, calls: Callable[[Any, str], list[tuple[Any, ...]]]
) -> None:
    async with reader() as r:
        panes = r.main.panes
        went = calls(Panes, "go")
        for pane in (Pane.PAGE, Pane.PAPERS, Pane.PAGE, Pane.DAYS):
            panes.go(pane)  # without a pause, so that no widget has heard yet of its focus
        for _ in range(20):
            await r.app.wait_for_refresh()
        assert panes.looked_at is Pane.DAYS
        assert len(went) == 4


async def test_the_first_thing_that_is_painted_is_a_useful_frame(
    reader: Open,
    month: Path,
    calls: Callable[[Any, str], list[tuple[Any, ...]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = [calls(kind, "make_line") for kind in (DayList, CategoryList, PaperList, PaperPage)]
    made.append(calls(StylesCache, "render_line"))
    at_first: list[tuple[int, ...]] = []
    real = DigestApp._display

    def displayed(self: DigestApp, screen: Any, renderable: Any) -> None:
        if renderable is not None and not at_first:
            at_first.append(tuple(map(len, made)))
        real(self, screen, renderable)

    async with reader(month):
        pass  # the second time the library is known, as it is at nearly every launch
    for one in made:
        one.clear()
    monkeypatch.setattr(DigestApp, "_display", displayed)
    async with reader(month, size=(120, 40)) as r:
        panes = r.main.panes
        days, categories, papers, page, others = at_first[0]
        assert days == min(panes.days.page_height(), 3 + 1 + 30)
        assert categories >= 2
        assert papers == panes.papers.page_height()
        assert 0 < page <= panes.page.page_height()
        assert others == 3, (
            "title, heading and hints: what lies below the panes and between them is one strip"
        )
        assert r.app.screen_stack == [r.main], "no empty screen was made before it"
        assert len(made[2]) <= 2 * papers, (
            "once, and again when it is known which papers stand on several days"
        )
        assert len(made[3]) <= 2 * page


async def test_of_ten_years_of_marks_only_those_that_a_first_frame_shows_are_read_before_it(
    reader: Open,
    month: Path,
    home: Path,
    calls: Callable[[Any, str], list[tuple[Any, ...]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state = ReadingState(home / "state.db")
    of_days = {day: [f"2604.{day:02}{n:03}" for n in range(20)] for day in range(1, 31)}
    state.set(chain.from_iterable(of_days.values()), Reading.READ, datetime.now(UTC))
    state.close()
    monkeypatch.setattr(keeper, "AT_ONCE", 100)
    pieces = calls(ReadingState, "pieces")
    at_first: list[tuple[set[int], int]] = []
    real = DigestApp._display

    def displayed(self: DigestApp, screen: Any, renderable: Any) -> None:
        if renderable is not None and not at_first and self.main is not None:
            at_first.append((set(self.main.session.read_keys), len(pieces)))
        real(self, screen, renderable)

    monkeypatch.setattr(DigestApp, "_display", displayed)
    async with reader(month, size=(120, 40)) as r:
        assert at_first == [(set(map(key_of, of_days[30])), 0)]
        assert r.heading() == "Thu 30 Apr · 60 papers · 40 unread"
        assert len(pieces) == 1
        assert any("Unread" in line and "1,200" in line for line in r.days())
        assert next(line.split()[-2:] for line in r.days() if "Wed" in line) == ["●", "40"], r.days()
        await r.press("j", "x")
        assert any("Unread" in line and "1,200" in line for line in r.days()), "the paper had been read"
        await r.press("G", "x")
        assert any("Unread" in line and "1,199" in line for line in r.days())
        await r.press("u")
        assert any("Unread" in line and "1,200" in line for line in r.days())


async def test_the_styles_of_the_first_frame_are_worked_out_once(
    reader: Open, month: Path, calls: Callable[[Any, str], list[tuple[Any, ...]]]
) -> None:
    styled = calls(Stylesheet, "apply")
    async with reader(month, size=(120, 40)) as r:
        named = [node.id for _, node in styled if node in r.main.panes.walk_children(with_self=True)]
        again = {name: count for name, count in Counter(named).items() if count > 1}
        assert again == {"papers": 2}, "which has got the focus"


async def test_a_letter_of_a_search_draws_the_page_and_the_list_but_not_the_whole_screen(
    reader: Open, month: Path, calls: Callable[[Any, str], list[tuple[Any, ...]]]
) -> None:
    async with reader(month, size=(120, 40)) as r:
        await r.press("/")
        await r.type("pap")
        whole, layouts = calls(Compositor, "render_full_update"), calls(Compositor, "reflow")
        pages = calls(render, "page")
        await r.type("er")
        assert len(r.titles()) == 60
        assert not whole
        assert not layouts, "the text of the search has the same room, whatever its length"
        assert len(pages) == 2, "one for each letter"
        page = r.main.panes.page
        assert page.appearance is not None
        paper = r.main.session.library.paper(page.appearance.entry.arxiv_id)
        page.show(page.appearance, paper, page.options.highlights)
        assert len(pages) == 2, "it is that page already"


async def test_the_search_line_is_there_before_its_key_and_shown_with_one_layout(
    reader: Open,
    month: Path,
    calls: Callable[[Any, str], list[tuple[Any, ...]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(changing, "_SETTLED", 0.001)
    async with reader(month, size=(120, 40)) as r:
        mounted, layouts = calls(DigestApp, "_register"), calls(Compositor, "reflow")
        await r.press("/")
        assert r.main.pane is Pane.SEARCH
        assert not mounted
        assert len(layouts) == 1


async def test_keys_that_come_at_once_are_answered_each_in_a_turn_of_the_loop(
    reader: Open, month: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[int] = []
    turn, take_key = asyncio.events.Handle._run, MainScreen.take_key

    def counted(self: asyncio.Handle) -> None:
        turns.append(0)
        turn(self)

    async def noted(self: MainScreen, event: events.Key) -> bool:
        turns[-1] += 1
        return await take_key(self, event)

    async with reader(month) as r:
        monkeypatch.setattr(asyncio.events.Handle, "_run", counted)
        monkeypatch.setattr(MainScreen, "take_key", noted)
        for letter in "/paper 7":
            r.app.post_message(events.Key({"/": "slash", " ": "space"}.get(letter, letter), letter))
        await r.settle()
        assert r.main.selection.query == "paper 7"
        assert [keys for keys in turns if keys] == [1] * len("/paper 7")


async def test_the_figures_of_the_days_are_worked_out_once_for_a_change_of_what_is_kept(
    reader: Open, month: Path, calls: Callable[[Any, str], list[tuple[Any, ...]]]
) -> None:
    async with reader(month, size=(120, 40)) as r:
        await r.press("b", "j", "b", "g", "b")
        figures = calls(shown, "day_figures")
        await r.press("b")
        assert r.current() == "Paper 0 of day 30"
        assert len(figures) == 1
        figures.clear()
        await r.press("g", "n", "/", *"paper", "enter")
        figures.clear()
        await r.press("r")
        assert len(figures) == 1


async def test_a_move_draws_nothing_of_the_lists_beside_it(
    reader: Open, month: Path, calls: Callable[[Any, str], list[tuple[Any, ...]]]
) -> None:
    async with reader(month, size=(120, 40)) as r:
        await r.press("j")
        others = [calls(kind, "make_line") for kind in (DayList, CategoryList)]
        layouts = calls(Compositor, "reflow")
        await r.press("j")
        assert others == [[], []]
        assert not layouts, "nothing has another size"


async def test_the_search_line_and_another_pane_need_one_layout_and_none(
    reader: Open, month: Path, calls: Callable[[Any, str], list[tuple[Any, ...]]]
) -> None:
    async with reader(month, size=(120, 40)) as r:
        await r.press("/")
        layouts = calls(Compositor, "reflow")
        for key in ("escape", "/"):
            await r.press(key)
            assert len(layouts) == 1
            layouts.clear()
        await r.press("escape")
        layouts.clear()
        await r.press("l", "h", "h")
        assert r.main.pane is Pane.DAYS
        assert not layouts
