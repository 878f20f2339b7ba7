"""Selections and layouts are pure values with a few transitions."""

from datetime import date

import pytest

from digest_tui.commands import Pane
from digest_tui.state import Day, Layout, Scope, Selection, Shelf, layout_for, visible_panes

DAY = Day(date(2026, 1, 5))


def test_another_place_shows_its_hits_and_the_next_search_goes_through_all_days_again() -> None:
    wide = Selection(DAY, "cs.AI", query="x", scope=Scope.EVERYWHERE)
    there = wide.at(Shelf.UNREAD)
    assert (there.place, there.category, there.query) == (Shelf.UNREAD, "cs.AI", "x")
    assert (wide.everywhere, there.everywhere, there.matching("xy").everywhere) == (True, False, False)
    assert there.matching("").matching("z").everywhere


def test_how_far_searches_go_stays_until_it_is_changed() -> None:
    wide = Selection(DAY).matching("x").other_scope()
    assert wide.everywhere
    assert wide.matching(" ").matching("y").everywhere
    assert wide.matching("").at(Shelf.UNREAD).matching("y").everywhere
    assert not wide.other_scope().matching("").matching("y").everywhere


def test_a_search_for_what_was_clicked_changes_nothing_for_the_next() -> None:
    clicked = Selection(DAY, "cs.AI").through_all_days("keyword:x")
    assert (clicked.everywhere, clicked.category) == (True, None)
    assert not clicked.matching("").matching("y").everywhere
    assert not clicked.other_scope().everywhere


def test_in_all_days_a_search_goes_through_all_days() -> None:
    assert Selection(Shelf.ALL, query="x").other_scope() == Selection(Shelf.ALL, query="x")


def test_only_text_is_a_search() -> None:
    assert not Selection().matching("  ").searching
    assert Selection().matching("a").searching


def test_all_days_are_everywhere() -> None:
    assert Selection(Shelf.ALL).everywhere
    assert not Selection(DAY).everywhere
    assert Selection(DAY).other_scope().everywhere


@pytest.mark.parametrize(
    ("width", "layout"),
    [
        (200, Layout.ROOMY),
        (160, Layout.ROOMY),
        (159, Layout.WIDE),
        (120, Layout.WIDE),
        (119, Layout.MEDIUM),
        (80, Layout.MEDIUM),
        (79, Layout.NARROW),
        (1, Layout.NARROW),
    ],
)
def test_the_layout_follows_the_width(width: int, layout: Layout) -> None:
    assert layout_for(width) is layout


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("focus", [Pane.DAYS, Pane.CATEGORIES, Pane.PAPERS, Pane.PAGE])
def test_the_pane_that_is_looked_at_is_always_visible(layout: Layout, focus: Pane) -> None:
    shown = visible_panes(layout, focus, zoomed=False)
    assert focus in shown
    assert len(shown - {Pane.CATEGORIES}) == {Layout.MEDIUM: 2, Layout.NARROW: 1}.get(layout, 3)


def test_reading_only_shows_only_the_page() -> None:
    assert visible_panes(Layout.WIDE, Pane.PAGE, zoomed=True) == {Pane.PAGE}
