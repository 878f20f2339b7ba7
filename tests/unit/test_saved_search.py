"""Saved searches as values."""

import pytest

from digest_tui.saved_search import Kind, SavedSearch, now_called

A, B = SavedSearch("a", "alpha"), SavedSearch("b", "beta", Kind.WATCH)


@pytest.mark.parametrize(
    ("after", "called"),
    [
        ((A, B), "a"),
        ((SavedSearch("x", "alpha"), B), "x"),
        ((B, SavedSearch("x", "alpha", line=9)), "x"),
        ((SavedSearch("x", "other"), B), "x"),
        ((SavedSearch("x", "other"), SavedSearch("y", "alpha")), "y"),
        ((SavedSearch("x", "other"), SavedSearch("y", "another")), "a"),
        ((B,), "a"),
        ((), "a"),
    ],
    ids=["there", "renamed", "moved too", "changed too", "both changed", "no telling", "gone", "all gone"],
)
def test_what_a_search_is_called_after_a_change(after: tuple[SavedSearch, ...], called: str) -> None:
    assert now_called("a", (A, B), after) == called
