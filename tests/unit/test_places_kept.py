"""Places as they are kept between two runs."""

from datetime import date

import pytest

from digest_tui.state import (
    BadFile,
    Day,
    KeptKind,
    KeptPart,
    Place,
    Saved,
    Shelf,
    name_of,
    place_named,
)


@pytest.mark.parametrize(
    "place",
    [
        *Shelf,
        Day(date(2026, 2, 13)),
        Day(None),
        KeptPart(KeptKind.FOLDER, "a/b: c"),
        KeptPart(KeptKind.TAG, "综述"),
        BadFile("2602.00010 (1).md"),
        Saved("of my field: agents"),
    ],
)
def test_a_place_comes_back_as_it_was(place: Place) -> None:
    assert place_named(name_of(place)) == place


@pytest.mark.parametrize("name", ["", "2026-13-01", "shelf:x", "nowhere"])
def test_any_other_name_is_no_place(name: str) -> None:
    assert place_named(name) is None
