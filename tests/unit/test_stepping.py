"""Steps from one day or category to the next, and to the next that has something unread."""

from datetime import date

import pytest

from digest_tui.session import Session
from digest_tui.state import Day, Selection, Shelf
from digest_tui.stepping import category_beside, day_beside, day_instead, where_unread
from invented import digest, entry, loaded

ORDER = ("cs.CL", "cs.LG", "math.CO")
OLD, MIDDLE, NEW = (date(2026, 1, day) for day in (3, 4, 5))


@pytest.fixture
def session() -> Session:
    """Three days of one paper a category."""
    one = Session()
    for day in (OLD, MIDDLE, NEW):
        papers = [entry(f"26{day.day:02}.0000{n}", categories=(name,)) for n, name in enumerate(ORDER)]
        one.add(loaded(digest(day, papers)))
    return one


@pytest.mark.parametrize(
    ("place", "step", "reached"),
    [
        (Day(NEW), -1, Day(MIDDLE)),
        (Day(MIDDLE), 1, Day(NEW)),
        (Day(NEW), 1, None),
        (Day(OLD), -1, None),
        (Shelf.ALL, -1, Day(NEW)),
        (Shelf.ALL, 1, Day(NEW)),
    ],
)
def test_days(session: Session, place: Day | Shelf, step: int, reached: Day | None) -> None:
    beside = day_beside(Selection(place), session, step)
    assert (beside.place if beside else None) == reached


@pytest.mark.parametrize(
    ("place", "reached"),
    [
        (Day(date(2026, 1, 6)), Day(NEW)),
        (Day(date(2025, 12, 31)), Day(OLD)),
        (Day(None), Day(OLD)),
        (Day(MIDDLE), None),
        (Shelf.ALL, None),
    ],
)
def test_the_day_in_place_of_one_that_is_gone(
    session: Session, place: Day | Shelf, reached: Day | None
) -> None:
    instead = day_instead(Selection(place, "cs.CL"), session)
    assert (instead.place if instead else None) == reached
    assert instead is None or instead.category is None


@pytest.mark.parametrize(
    ("category", "step", "reached"),
    [
        (None, 1, "cs.CL"),
        ("cs.CL", 1, "cs.LG"),
        ("math.CO", 1, None),
        (None, -1, "math.CO"),
        ("gone", 1, "cs.CL"),
    ],
)
def test_categories(category: str | None, step: int, reached: str | None) -> None:
    assert category_beside(Selection(category=category), ORDER, step).category == reached


@pytest.mark.parametrize(
    ("read", "at", "step", "reached"),
    [
        ((), Selection(Day(NEW)), 1, Selection(Day(MIDDLE))),
        ((), Selection(Day(MIDDLE)), -1, Selection(Day(NEW))),
        ((), Selection(Day(NEW), "cs.CL"), 1, Selection(Day(NEW), "cs.LG")),
        ((), Selection(Day(NEW), "cs.CL"), -1, None),
        (("2605.00001",), Selection(Day(NEW), "cs.CL"), 1, Selection(Day(NEW), "math.CO")),
        (("2605.00001", "2605.00002"), Selection(Day(NEW), "cs.CL"), 1, Selection(Day(MIDDLE))),
        (("2604.00000", "2604.00001", "2604.00002"), Selection(Day(NEW)), 1, Selection(Day(OLD))),
        ((), Selection(Day(OLD)), 1, None),
        ((), Selection(Shelf.ALL), 1, None),
        ((), Selection(Day(NEW), query="word"), 1, None),
        ((), Selection(Day(NEW), "cs.CL", query="word"), 1, None),
    ],
)
def test_the_next_place_with_something_unread(
    session: Session, read: tuple[str, ...], at: Selection, step: int, reached: Selection | None
) -> None:
    session.mark(read, "read")
    assert where_unread(at, session, ORDER, step) == reached
