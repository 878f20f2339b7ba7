"""From one place to the next: which selection a step leads to, as values."""

from collections.abc import Sequence

from digest_tui.gathering import view_of
from digest_tui.session import Session
from digest_tui.state import Day, Selection


def day_beside(selection: Selection, session: Session, step: int) -> Selection | None:
    """The day after (1) or before (-1); None at either end.

    From a shelf, or a day that is not there any more, either way leads to the newest day.
    """
    days = [Day(one.day) for one in session.days()]
    at = days.index(selection.place) if selection.place in days else -1 if step < 0 else 1
    wanted = at - step
    return selection.at(days[wanted]) if 0 <= wanted < len(days) else None


def day_instead(selection: Selection, session: Session) -> Selection | None:
    """The nearest day before one that is not there any more, else the first after it; None where it is."""
    place, days = selection.place, [one.day for one in session.days()]
    if not isinstance(place, Day) or place.day in days or not days:
        return None
    gone = place.day
    before = next((day for day in days if day is not None and gone is not None and day < gone), None)
    after = next((day for day in reversed(days) if day is not None), None)
    return selection.within(None).at(Day(before or after))


def category_beside(selection: Selection, order: Sequence[str], step: int) -> Selection:
    """The category after or before; before the first and after the last stand all of them."""
    every = [None, *order]
    at = every.index(selection.category) if selection.category in every else 0
    return selection.within(every[(at + step) % len(every)])


def where_unread(selection: Selection, session: Session, order: Sequence[str], step: int) -> Selection | None:
    """The next place in a direction that has something unread which is not muted, or None.

    Args:
        selection: Where one is; in a category the other categories of the place come first, then other days.
        session: The library and what is unread.
        order: The categories of the place, top to bottom.
        step: 1 for further on, which is down and into the past, -1 for back.
    """
    if selection.category is not None and not selection.searching:
        at = order.index(selection.category) if selection.category in order else -1
        beyond = order[at + 1 :] if step > 0 else order[: max(at, 0)][::-1]
        for category in beyond:
            narrowed = selection.within(category)
            if view_of(session, narrowed).unread:
                return narrowed
    if not isinstance(selection.place, Day) or selection.searching:
        return None
    days = [one.day for one in session.days()]
    at = days.index(selection.place.day) if selection.place.day in days else -1
    for day in days[at + 1 :] if step > 0 else days[:at][::-1]:
        there = selection.within(None).at(Day(day))
        if session.unread_on(day) and view_of(session, there).unread:
            return there
    return None
