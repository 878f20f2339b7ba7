"""The values that a query's fields take: days, scores, and the name that was probably meant."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from digest_parsers.errors import QueryError
from digest_parsers.query_tree import Days, Score

#: What ``day:`` takes, for messages.
DAY_FORMS = "2026-02-13, 2026-02, 2026, today, yesterday, 7d, >=2026-02-01 or 2026-02-01..2026-02-13"

#: What ``score:`` takes, for messages.
SCORE_FORMS = "35, >30, <=50 or 20..40"

_COMPARED = re.compile(r"(>=|<=|>|<|=)?(.*)", re.DOTALL)
_CALENDAR = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_RECENT = re.compile(r"(\d{1,4})([dw])", re.ASCII)
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_ONE_DAY = timedelta(days=1)


def parse_days(value: str, *, today: date, position: int) -> Days | None:
    """The days that a value names; None for a value that is still to be typed (``>``, ``..``).

    Args:
        value: What stands behind ``day:``.
        today: The day that ``today``, ``yesterday`` and ``7d`` count from.
        position: Where the value stands in the query, for the error.

    Raises:
        QueryError: The value is none of :data:`DAY_FORMS`.
    """
    first, dots, last = value.partition("..")
    if dots:
        begin = _period(first, today, position) if first else Days(None, None)
        end = _period(last, today, position + len(first) + len(dots)) if last else Days(None, None)
        return Days(begin.first, end.last) if first or last else None
    sign, operand = _compared(value)
    if not operand:
        return None
    period = _period(operand, today, position + len(value) - len(operand))
    match sign:
        case ">":
            return Days(period.last, None, open_ends=True)
        case "<":
            return Days(None, period.first, open_ends=True)
        case ">=":
            return Days(period.first, None)
        case "<=":
            return Days(None, period.last)
        case _:
            return period


def parse_score(value: str, *, position: int) -> Score | None:
    """The scores that a value names; None for a value that is still to be typed (``>``, ``..``).

    Args:
        value: What stands behind ``score:``.
        position: Where the value stands in the query, for the error.

    Raises:
        QueryError: The value is none of :data:`SCORE_FORMS`.
    """
    low, dots, high = value.partition("..")
    if dots:
        if not low and not high:
            return None
        least = _number(low, position) if low else float("-inf")
        return Score(least, _number(high, position + len(low) + len(dots)) if high else float("inf"))
    sign, operand = _compared(value)
    if not operand:
        return None
    number = _number(operand, position + len(value) - len(operand))
    match sign:
        case ">" | ">=":
            return Score(low=number, open_ends=sign == ">")
        case "<" | "<=":
            return Score(high=number, open_ends=sign == "<")
        case _:
            return Score(number, number)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant: at most two slips away, and less than half of it wrong."""
    distance, best = min(((_slips(name, candidate), candidate) for candidate in known), default=(3, ""))
    return best if distance <= 2 and 2 * distance < len(best) else None


def _slips(one: str, two: str) -> int:
    """Letters to add, drop, change or swap with a neighbour to get from one word to the other."""
    if abs(len(one) - len(two)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one):
        older, before, row = before, row, [i + 1]
        for j, other in enumerate(two):
            cost = min(before[j] + (letter != other), before[j + 1] + 1, row[j] + 1)
            if i and j and letter == two[j - 1] and other == one[i - 1]:
                cost = min(cost, older[j - 1] + 1)
            row.append(cost)
    return row[-1]


def _compared(value: str) -> tuple[str, str]:
    """A value as its comparison sign (empty when there is none) and the rest."""
    match = _COMPARED.fullmatch(value)
    assert match is not None, "the pattern matches every text"
    return match[1] or "", match[2]


def _period(value: str, today: date, position: int) -> Days:
    """The first and the last day of what one name of a day, month, year or recent time stands for."""
    match value:
        case "today":
            return Days(today, today)
        case "yesterday":
            day = today - _ONE_DAY
            return Days(day, day)
    if recent := _RECENT.fullmatch(value):
        days = int(recent[1]) * (7 if recent[2] == "w" else 1)
        return Days(today - max(days - 1, 0) * _ONE_DAY, today)
    if calendar := _CALENDAR.fullmatch(value):
        year, month, day_of_month = (None if part is None else int(part) for part in calendar.groups())
        assert year is not None, "the pattern always has a year"
        try:
            return _calendar_period(year, month, day_of_month)
        except ValueError:
            raise QueryError(f"there is no day {value}", position=position, expected=DAY_FORMS) from None
    raise QueryError(f"{value!r} is not a day", position=position, expected=DAY_FORMS)


def _calendar_period(year: int, month: int | None, day: int | None) -> Days:
    """A year, a month or a day of the calendar; ValueError when there is none such."""
    if month is None:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if day is not None:
        return Days(date(year, month, day), date(year, month, day))
    first = date(year, month, 1)
    last = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - _ONE_DAY
    return Days(first, last)


def _number(value: str, position: int) -> float:
    """A decimal number."""
    if not _NUMBER.fullmatch(value):
        raise QueryError(f"{value!r} is not a number", position=position, expected=SCORE_FORMS)
    return float(value)
