"""The sentences around the panes."""

from datetime import date

import pytest

from digest_parsers.model import RepairReport
from digest_parsers.orders import Order
from digest_tui import wording
from digest_tui.state import Day, Selection, Shelf

DAY = date(2026, 2, 3)


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({}, "3 Feb 2026"),
        ({"weekday": True}, "Tue 3 Feb 2026"),
        ({"weekday": True, "year": False}, "Tue 3 Feb"),
        ({"inferred": True}, "~3 Feb 2026"),
    ],
)
def test_days(options: dict[str, bool], text: str) -> None:
    assert wording.day_text(DAY, **options) == text


def test_a_day_that_is_not_known() -> None:
    assert wording.day_text(None) == "no date"


@pytest.mark.parametrize(
    ("report", "text"),
    [
        (None, ""),
        (RepairReport(), ""),
        (RepairReport("cp1254-lossy", 3000, 3000, 96), "restored 3,000 characters, 96 in doubt"),
        (RepairReport("cp1254-lossy", 10, 1, 0), "restored 1 character, 9 lost"),
    ],
)
def test_what_repair_did(report: RepairReport | None, text: str) -> None:
    assert wording.repaired(report) == text


def _heading(
    selection: Selection, papers: int, unread: int, muted: int = 0, *, inferred: bool = False
) -> str:
    figures = wording.ListFigures(papers, unread, muted)
    return wording.list_headings(selection, figures, inferred=inferred)[0]


def test_the_heading_names_place_category_and_figures() -> None:
    selection = Selection(Day(DAY), "cs.LG")
    assert _heading(selection, 106, 9, inferred=True) == "~Tue 3 Feb · cs.LG · 106 papers · 9 unread"
    assert _heading(Selection(Day(DAY)), 1, 0) == "Tue 3 Feb · 1 paper · all read"
    assert _heading(Selection(Day(DAY)), 106, 9, 12) == "Tue 3 Feb · 106 papers · 9 unread · 12 muted"
    assert _heading(selection.matching("x"), 6, 2) == "Tue 3 Feb · cs.LG · 6 found · 2 unread"
    assert _heading(Selection(Shelf.UNREAD), 106, 100, 6) == "Unread · 106 papers · 6 muted"
    assert _heading(Selection(Shelf.UNREAD), 106, 99) == "Unread · 106 papers · 99 unread"


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (Order.FILE, "Sorted: as in the digests"),
        (Order.SCORE, "Sorted: by score, but no paper here has one"),
        (Order.RELEVANCE, "Sorted: best match first, once you search"),
    ],
)
def test_an_order_that_changes_nothing_says_why(order: Order, told: str) -> None:
    assert wording.sorted_by(order, scored=False, searching=False) == told
    assert wording.sorted_by(order, scored=True, searching=True) == told.partition(",")[0]


def test_a_search_says_how_far_it_goes() -> None:
    assert wording.reach(Selection(Day(DAY), "cs.AI")) == "cs.AI · this day"
    assert wording.reach(Selection(Shelf.ALL, "Computer Science")) == "all days"
    assert wording.found(Selection(query="x"), 1016, finished=False, stopped=0) == "1,016+ found · all days"


def test_the_title_counts_only_what_is_there() -> None:
    assert wording.library_figures(0, 0, 0, "reading 0 of 5") == "⟳ reading 0 of 5"
    assert wording.library_figures(184, 25352, 312, "") == "184 days · 25,352 papers · 312 unread"


@pytest.mark.parametrize(
    ("selection", "first"),
    [
        (Selection(Day(DAY)).matching("x"), "Nothing matches."),
        (Selection(Shelf.BOOKMARKS), "No bookmarks yet."),
        (Selection(Shelf.UNREAD), "Everything is read."),
        (Selection(Day(DAY), "cs.LG"), "No papers in cs.LG here."),
        (Selection(Day(DAY)), "No papers on this day."),
        (Selection(), "No papers here."),
    ],
)
def test_an_empty_list_says_why_and_what_next(selection: Selection, first: str) -> None:
    lines = wording.why_empty(selection, reading=False).split("\n")
    assert lines[0] == first
    assert len(lines) > 1


def test_a_narrow_heading_leaves_out_first_what_the_position_tells() -> None:
    figures = wording.ListFigures(106, 9, muted=12)
    selection = Selection(Day(DAY), "cs.LG")
    assert wording.list_headings(selection, figures, inferred=False, order=Order.DAY) == (
        "Tue 3 Feb · cs.LG · 106 papers · 9 unread · 12 muted · newest first",
        "Tue 3 Feb · cs.LG · 9 unread · 12 muted · newest first",
        "Tue 3 Feb · cs.LG · 9 unread · newest first",
        "Tue 3 Feb · cs.LG · ●9 · by day",
        "Tue 3 Feb · cs.LG · by day",
        "Tue 3 Feb · cs.LG",
    )
    empty = wording.list_headings(Selection(Day(DAY)), wording.ListFigures(0, 0), inferred=False)
    assert empty[:2] == ("Tue 3 Feb · 0 papers", "Tue 3 Feb")


@pytest.mark.parametrize(
    ("report", "text"),
    [
        (None, ""),
        (RepairReport("cp1254-lossy", 30, 30, 0), ""),
        (RepairReport("cp1254-lossy", 3000, 2990, 96), "96 in doubt, 10 lost"),
    ],
)
def test_what_of_a_repair_matters_while_one_reads(report: RepairReport | None, text: str) -> None:
    assert wording.repaired_briefly(report) == text
