"""Days as people and bots spell them.

``2026-02-13``, ``20260213``, ``2026年2月13日``, ``9-Sep-2025``, ``April 9, 2026``.
"""

import re
from datetime import date
from functools import cache

#: Months by the first three letters of their English names.
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_YEAR = r"(?:19|20)[0-9]{2}"

#: Every repetition is bounded, so that each place of a text is looked at for a bounded time.
_SPELLED = (
    rf"(?<![0-9])(?:(?P<year>{_YEAR})"
    r"(?: ?年 ?(?P<month_zh>[0-9]{1,2}) ?月 ?(?P<day_zh>[0-9]{1,2})"
    r"|(?P<separator>[-_./ ])(?P<month>[0-9]{1,2})(?P=separator)(?P<day>[0-9]{1,2})(?![0-9])"
    r"|(?P<joined>[0-9]{4})(?![0-9]))"
    rf"|(?P<day_first>[0-9]{{1,2}})(?:st|nd|rd|th)?[-_. ](?P<named>{_MONTH})\.?,?[-_. ]"
    rf"(?P<year_last>{_YEAR})(?![0-9]))"
    rf"|(?<![A-Za-z])(?P<named_first>{_MONTH})\.?[-_ ](?P<day_second>[0-9]{{1,2}})(?:st|nd|rd|th)?,?[-_ ]"
    rf"(?P<year_after>{_YEAR})(?![0-9])"
)


def find_day(text: str) -> date | None:
    """The first thing in a text that is spelled as a day and is one of the calendar, or None."""
    return next((day for match in _spelled().finditer(text) if (day := _day(match)) is not None), None)


def day_at(text: str, position: int) -> tuple[date, int] | None:
    """The day spelled at a position of a text, and where it ends; None when none is spelled there."""
    match = _spelled().match(text, position)
    day = _day(match) if match else None
    return None if match is None or day is None else (day, match.end())


def next_day(text: str, position: int) -> tuple[date, int, int] | None:
    """The first day spelled from a position on, with where it begins and ends, or None."""
    for match in _spelled().finditer(text, position):
        day = _day(match)
        if day is not None:
            return day, match.start(), match.end()
    return None


def month_of(text: str) -> int | None:
    """The month that a text is: its number, its English name or the beginning of it; None for any other."""
    if text.isascii() and text.isdigit() and len(text) <= 2:
        return int(text) if 1 <= int(text) <= 12 else None
    return _MONTHS.get(text[:3].casefold())


def calendar_day(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _spelled() -> re.Pattern[str]:
    """The expression, compiled when a day is not plainly in numbers: that takes most of a millisecond."""
    return re.compile(_SPELLED, re.IGNORECASE | re.ASCII)


def _day(match: re.Match[str]) -> date | None:
    if joined := match["joined"]:
        return calendar_day(int(match["year"]), int(joined[:2]), int(joined[2:]))
    year = match["year"] or match["year_last"] or match["year_after"]
    month = month_of(match["month"] or match["month_zh"] or match["named"] or match["named_first"])
    day = match["day"] or match["day_zh"] or match["day_first"] or match["day_second"]
    return None if month is None else calendar_day(int(year), month, int(day))
