"""Days to come as a person types them."""

from datetime import date

import pytest

from digest_tui.read_by import parse_day

WEDNESDAY = date(2026, 2, 25)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("today", WEDNESDAY),
        (" Tomorrow ", date(2026, 2, 26)),
        ("7d", date(2026, 3, 4)),
        ("+2 w", date(2026, 3, 11)),
        ("fri", date(2026, 2, 27)),
        ("Wednesday", date(2026, 3, 4)),
    ],
)
def test_days(typed: str, day: date) -> None:
    assert parse_day(typed, WEDNESDAY) == day


@pytest.mark.parametrize("typed", ["", "soon", "2026-02-30", "t", "7x", "99999d", "1" * 5000])
def test_anything_else_is_refused_with_what_there_is(typed: str) -> None:
    with pytest.raises(ValueError, match="write 2026-03-01, tomorrow"):
        parse_day(typed, WEDNESDAY)
