"""Which day a text or a path names.

A day stands in the digest's heading, in its file name or in the folders it lies in (``2024/09/05.md``).
File times tell nothing, they are those of a copy or a checkout.
"""

import re
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import PurePath

from digest_parsers.spelled_days import find_day

_DATE = (
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})"
    r"(?:(?P<separator>[-_./年 ])(?P<month>[0-9]{1,2})(?:(?P=separator)|月)(?P<day>[0-9]{1,2})"
    r"|[-_]?(?P<joined>[0-9]{4}))(?![0-9])"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_TWO_DIGITS = re.compile(r"[0-9]{2}")
_YEAR_AND_MONTH = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>0[1-9]|1[0-2])")


def day_from_heading(line: str) -> date | None:
    """The day in a heading such as ``# Daily | 2026-02-13``, or None."""
    return _first_date(line)


def day_from_name(path: str | PurePath) -> date | None:
    """The day in a file's name, such as ``2026-02-13.md`` or ``arxiv-daily-20260213.md``, or None."""
    stem = path.stem if isinstance(path, PurePath) else _stem(path)
    return _plain_date(stem) or _first_date(stem)


def day_from_folders(path: str | PurePath) -> date | None:
    """The day that a path spells with its folders, or None.

    One folder may spell it (``2026-02-13/report.md``), or several names together (``2024/09/05.md``,
    ``2024-09/05.md``, ``202409/05.md``, ``202409/05/paper.md``); only the last two folders are looked at.
    """
    pure = PurePath(path)
    folders = pure.parts[-3:-1]
    for folder in reversed(folders):
        if day := _first_date(folder):
            return day
    for first, second in pairwise((*folders, pure.stem)):
        if (match := _YEAR_AND_MONTH.fullmatch(first)) and _TWO_DIGITS.fullmatch(second):
            return _date(match["year"], match["month"], second)
    numbers = [number for name in (*folders, pure.stem) for number in re.split("[-_.]", name)]
    if len(numbers) < 3:
        return None
    year, month, day_of_month = numbers[-3:]
    if _YEAR.fullmatch(year) and _TWO_DIGITS.fullmatch(month) and _TWO_DIGITS.fullmatch(day_of_month):
        return _date(year, month, day_of_month)
    return None


def has_bad_date(text: str) -> bool:
    """Whether a text has something in the shape of a date, but no day of the calendar."""
    return _in_numbers().search(text) is not None and _first_date(text) is None


@cache
def _in_numbers() -> re.Pattern[str]:
    """The expression, compiled for the first text that is not just a day; that takes 0.4 ms."""
    return re.compile(_DATE)


def _stem(path: str) -> str:
    """The stem of a file's name, as pathlib has it."""
    name = path[path.rfind("/") + 1 :]
    dot = name.rfind(".")
    return name[:dot] if 0 < dot < len(name) - 1 else name


def _plain_date(text: str) -> date | None:
    """The day that a text is, written as nearly all files are named; None for any other text."""
    if len(text) != 10 or text[:2] not in ("19", "20") or not text[4] == text[7] == "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _first_date(text: str) -> date | None:
    """The first thing in a text that is a day of the calendar, in numbers or else by the month's name."""
    for match in _in_numbers().finditer(text):
        joined = match["joined"]
        month, day = (joined[:2], joined[2:]) if joined else (match["month"], match["day"])
        if found := _date(match["year"], month, day):
            return found
    return find_day(text)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
