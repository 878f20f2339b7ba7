"""Searching while typing, its scope, its counts, and stepping through what it found."""

import re

import pytest
from textual.widgets import Static

from digest_parsers.patterns import Clock, SlowPatternError
from digest_tui import gathering
from digest_tui.screens import desk, slices
from digest_tui.state import View
from digest_tui.syntax import SYNTAX
from ui.reader import Open, Reader


async def test_the_list_follows_the_typing(reader: Open) -> None:
    async with reader() as r:
        await r.press("/")
        await r.type("kitch")
        assert r.titles() == ["Gamma rays in the kitchen"]
        await r.press("backspace", "backspace", "backspace", "backspace", "backspace")
        assert len(r.titles()) == 5


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("疲劳", ["Alpha"]),
        ("强化学习", ["Alpha"]),
        ("ALPHA", ["Alpha"]),
        ('"tired eyes"', ["Alpha"]),
        ("of -delta -gamma -alpha -undated", ["Beta"]),
        ("title:delta", ["Delta"]),
        ("author:byline cat:cs.IR", ["Eta"]),
        ("score:>40", ["Alpha", "Gamma"]),
        ("2601.00012", ["Beta"]),
        ("keyword:invention cat:cs.CV", ["Gamma", "Delta"]),
        ("glow they", ["Gamma"]),
    ],
)
async def test_what_a_query_finds_on_the_day(reader: Open, query: str, titles: list[str]) -> None:
    async with reader() as r:
        await r.main.action_search()
        await r.settle()
        await r.type(query)
        assert [title.split()[0].rstrip(":,") for title in r.titles()] == titles


async def test_tab_switches_between_this_day_and_all_days(reader: Open) -> None:
    async with reader() as r:
        await r.press("/")
        await r.type("epsilon")
        assert r.titles() == []
        await r.press("tab")
        assert r.titles() == ["Epsilon is small"]
        assert r.heading() == "All days · 1 found · 1 unread"
        await r.press("tab")
        assert r.titles() == []


def _told(r: Reader) -> str:
    """What stands at the end of the search line."""
    return str(r.main.search_bar.query_one("#search-found", Static).render())


def _counted(r: Reader) -> dict[str, str]:
    """The figures of the day list, as far as there are any."""
    found = (re.match(r"[ ~]*((?:\d+ )?[A-Z][a-z ]+?) *▇* +(\d+)(?: |$)", line) for line in r.days())
    return {one[1]: one[2] for one in found if one is not None}


async def test_all_days_stay_chosen_for_the_searches_to_come_and_the_line_says_so(reader: Open) -> None:
    async with reader() as r:
        await r.press("/")
        assert _told(r) == "this day"
        await r.press("tab")
        assert _told(r) == "all days"
        await r.type("small")
        assert _told(r) == "1 found · all days"
        await r.press("enter", "[")
        assert _told(r).endswith("found · this day"), "a day that one goes to shows its own hits"
        await r.press("escape", "/")
        assert _told(r) == "all days"
        await r.type("epsilon")
        assert r.titles() == ["Epsilon is small"]
        await r.press("escape", "g", "b", "/")
        assert _told(r) == "all days"
        await r.press("tab")
        assert _told(r) == "bookmarks"
        await r.press("escape", "g", "a", "/", "tab")
        assert (_told(r), r.status()) == ("all days", "Here a search goes through all days")


async def test_a_place_that_is_gone_to_by_name_is_shown_without_the_search(reader: Open) -> None:
    async with reader() as r:
        await r.press("b", "/")
        await r.type("epsilon")
        await r.press("enter", "g", "b")
        assert r.titles() == ["Alpha: a reader for tired eyes"]
        assert not r.main.search_bar.display


async def test_hits_are_counted_per_day_and_category(reader: Open) -> None:
    async with reader() as r:
        await r.press("/")
        await r.type("eyes")
        await r.press("tab")
        assert _counted(r) == {"All days": "1", "5 Mon": "1", "3 Sat": "1"}
        assert dict(r.main.view.categories) == {"cs.AI": 1}
        assert r.heading() == "All days · 1 found · 1 unread"


async def test_during_a_search_nothing_is_counted_but_what_it_found(reader: Open) -> None:
    async with reader() as r:
        await r.press("b", "/")
        await r.type("a")
        assert _counted(r) == {"5 Mon": "5"}
        assert r.heading() == "Mon 5 Jan · 5 found · 5 unread"
        await r.press("enter", "}")
        assert _counted(r) == {"5 Mon": "5"}, "the day, whatever category one looks at"
        await r.press("{", "[")
        assert _counted(r) == {"5 Mon": "5", "3 Sat": "3"}, "as far as one has been"
        await r.press("escape")
        assert _counted(r)["Bookmarks"] == "1"


async def test_hits_stay_counted_while_one_goes_through_the_days(reader: Open) -> None:
    async with reader() as r:
        await r.press("/")
        await r.type("small")
        await r.press("tab", "enter", "[", "[")
        assert r.titles() == ["Epsilon is small"]
        assert any(line.split()[:2] == ["5", "Mon"] and line.split()[-1] == "0" for line in r.days())


async def test_what_matches_is_marked_in_list_and_page(reader: Open) -> None:
    async with reader() as r:
        await r.press("/")
        await r.type("kitchen")
        marked = [p.text for line in r.main.panes.page._lines for p in line if "match" in p.roles]
        assert marked == ["kitchen", "Kitchen"]


async def test_n_and_N_step_through_matches_and_on_into_the_next_paper(reader: Open) -> None:  # noqa: N802
    async with reader() as r:
        await r.press("/")
        await r.type("vention")
        await r.press("enter")
        assert r.current().startswith("Alpha")
        pressed = 0
        while r.current().startswith("Alpha"):
            await r.press("n")
            pressed += 1
            assert pressed < 10
        assert r.current().startswith("Beta")
        await r.press("N")
        while r.current().startswith("Beta"):
            await r.press("N")
        assert r.current().startswith("Alpha")


async def test_escape_clears_the_search_and_keeps_the_paper(reader: Open) -> None:
    async with reader() as r:
        await r.press("/")
        await r.type("delta")
        await r.press("enter", "escape")
        assert len(r.titles()) == 5
        assert r.current() == "Delta without change"
        assert not r.main.search_bar.display


async def test_a_mistake_is_explained_while_the_last_hits_stay(reader: Open) -> None:
    async with reader() as r:
        await r.press("/")
        await r.type("kitchen")
        await r.type(" score:>x")
        assert r.titles() == ["Gamma rays in the kitchen"]
        bar = r.main.search_bar
        assert bar.query_one("#search-found").has_class("-wrong")
        line = bar.input.render_line(0)
        (marked,) = [one.text for one in line if one.style and one.style.reverse and one.text.strip() == "x"]
        assert marked == "x", "the character that is wrong is shown in the line itself"
        await r.press("backspace")
        await r.type("30")
        assert not bar.query_one("#search-found").has_class("-wrong")
        assert r.titles() == ["Gamma rays in the kitchen"]


async def test_a_search_that_was_left_comes_back(reader: Open) -> None:
    async with reader() as r:
        for query in ("alpha", "delta", "alpha"):
            await r.press("/")
            await r.type(query)
            await r.press("enter", "g", "n")
        await r.press("/", "up")
        assert (r.main.selection.query, r.current()) == ("alpha", "Alpha: a reader for tired eyes")
        await r.press("up")
        assert r.titles() == ["Delta without change"]
        await r.press("up")
        assert (r.main.selection.query, r.status()) == ("delta", "No search before this one")
        await r.press("enter", "escape", "/", "up")
        assert r.main.selection.query == "delta"


async def test_or_in_small_letters_is_remarked_once(reader: Open) -> None:
    async with reader() as r:
        await r.press("/")
        await r.type("alpha or")
        assert r.status() == ""
        await r.type(" b")
        assert r.status() == '"or" is a word to be found; the operator is OR'
        await r.press("escape", "/")
        await r.type("alpha")
        r.main.tell("")
        await r.type(" | beta")
        assert r.status() == ""


async def test_papers_can_be_sorted_by_key_and_by_the_search(reader: Open) -> None:
    async with reader() as r:
        current = r.current()
        await r.press("s", "t")
        assert r.titles() == sorted(r.titles(), key=str.casefold)
        assert r.heading().endswith("by title")
        assert r.current() == current, "the cursor stays on its paper"
        await r.press("/")
        await r.type("sort:score")
        scores = [one.entry.score or 0 for one in r.main.panes.papers.rows]
        assert len(scores) > 1
        assert scores == sorted(scores, reverse=True)
        assert r.heading().endswith("by score")
        await r.press("escape", "s", "f")
        assert [r.titles()[0], r.current()] == [current, current]


async def test_an_expression_that_takes_too_long_is_said_and_the_reader_goes_on(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader() as r:
        await r.press("/")
        await r.type("/kit.hen/")
        assert r.titles() == ["Gamma rays in the kitchen"]
        monkeypatch.setattr("digest_parsers.patterns.Clock.left", _no_time_left)
        await r.type(" /gam+a/")
        assert r.titles() == []
        assert "2 digests left out" in _told(r)


def _no_time_left(clock: Clock) -> float:
    raise SlowPatternError


async def test_nothing_found_says_what_to_do(reader: Open) -> None:
    async with reader() as r:
        await r.press("/")
        await r.type("zzz")
        shown = r.main.panes.papers.render_line(1).text
        assert "Nothing matches." in shown


async def test_states_can_be_searched_for(reader: Open) -> None:
    async with reader() as r:
        await r.press("b", "r", "/")
        await r.type("is:unread")
        assert len(r.titles()) == 4
        await r.press("escape", "/")
        await r.type("is:bookmarked")
        assert r.titles() == ["Alpha: a reader for tired eyes"]


async def test_what_is_typed_in_one_go_behind_the_slash_goes_into_the_search(reader: Open) -> None:
    async with reader() as r:
        await r.pilot.press("/", *"epsilon", "tab", "enter", "b")
        await r.settle()
        assert r.titles() == ["Epsilon is small"]
        assert r.main.session.is_bookmarked("2601.00001")


async def test_letters_typed_into_a_search_do_nothing_else(reader: Open) -> None:
    async with reader() as r:
        await r.press("/")
        await r.type("bbrqQ[")
        assert not r.main.session.marks.bookmarks
        assert r.main.selection.query == "bbrqQ["


async def test_a_click_on_a_keyword_searches_for_it(reader: Open) -> None:
    async with reader(size=(120, 60)) as r:
        page = r.main.panes.page
        where = next(at for one, at in page.spots_on_screen() if one.target.value.startswith("keyword:"))
        await r.pilot.click("#page", offset=where)
        await r.settle()
        assert r.main.selection.query.startswith("keyword:")
        assert len(r.titles()) == 6


async def test_the_help_of_the_search_line_tells_what_a_search_can_ask(reader: Open) -> None:
    async with reader() as r:
        await r.press("/")
        await r.type("kit")
        await r.press("f1")
        told = str(r.app.screen.query_one("#help-keys", Static).render())
        assert told.index("What a search can ask") < told.index("Moving")
        assert all(examples in told for _, examples in SYNTAX)
        await r.press("escape")
        assert r.main.selection.query == "kit", "and the search goes on"
        await r.type("ch")
        assert r.titles() == ["Gamma rays in the kitchen"]


@pytest.mark.parametrize(("patience", "drawn"), [(60.0, [True]), (0.0, [False, True])])
async def test_the_figures_of_one_letter_give_way_to_those_of_the_next_at_once_or_after_a_while(
    reader: Open, monkeypatch: pytest.MonkeyPatch, patience: float, drawn: list[bool]
) -> None:
    shown: list[bool] = []
    show = desk.Desk._show_figures

    def noting(self: desk.Desk, view: View) -> None:
        shown.append(view.finished)
        show(self, view)

    async with reader() as r:
        await r.press("/", "tab")
        monkeypatch.setattr(gathering, "SCREENFUL", 1)
        monkeypatch.setattr(slices, "SLICE", 0.0)
        monkeypatch.setattr(desk, "_PATIENCE", patience)
        monkeypatch.setattr(desk.Desk, "_show_figures", noting)
        if not patience:  # the search waits until they have been drawn
            monkeypatch.setattr(r.main, "set_timer", lambda _delay, callback: callback())
        await r.type("e")
    assert shown == drawn
