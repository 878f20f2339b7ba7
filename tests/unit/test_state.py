"""Selections and layouts are pure values with a few transitions."""

from datetime import date

import pytest

from digest_tui.commands import Pane
from digest_tui.state import Day, Layout, Scope, Selection, Shelf, layout_for, visible_panes

DAY = Day(date(2026, 1, 5))


def test_another_place_keeps_category_and_search_but_not_the_wide_scope() -> None:
    selection = Selection(DAY, "cs.AI", query="x", scope=Scope.EVERYWHERE).at(Shelf.UNREAD)
    assert (selection.place, selection.category, selection.query) == (Shelf.UNREAD, "cs.AI", "x")
    assert selection.scope is Scope.HERE


def test_clearing_the_search_ends_its_wide_scope() -> None:
    wide = Selection(DAY).matching("x").other_scope()
    assert wide.scope is Scope.EVERYWHERE
    assert wide.matching("xy").scope is Scope.EVERYWHERE
    assert wide.matching(" ").scope is Scope.HERE


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
