"""Which day a digest is of, and how that is known.

A day stands in the digest's heading, in its file name or in the folders it lies in (``2024/09/05.md``). Where
it does not, the papers tell: the digest of the same day by another generator has many of the same papers.
File times tell nothing, they are those of a copy or a checkout.
"""

import re
from collections import Counter
from collections.abc import Iterable, Set
from datetime import date
from pathlib import PurePath

from digest_parsers import arxiv_id
from digest_parsers.model import DaySource, Digest
from digest_parsers.outline import outline_of

#: Papers that two digests must share before one gives the other its day (or all that the smaller one has).
MIN_SHARED = 3

#: The share of the smaller digest's papers that this must be at least. Digests of half a year share either
#: one in a hundred at most or, when they are of the same listing, nearly all.
MIN_SHARE = 0.1

#: The share of a digest's papers that must be of a month for it to be the month of the digest. One paper with
#: a wrong id must not send a digest to another year.
MIN_MONTH_SHARE = 0.1

_DATE = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})"
    r"(?:(?P<separator>[-_./年 ])(?P<month>[0-9]{1,2})(?:(?P=separator)|月)(?P<day>[0-9]{1,2})"
    r"|(?P<joined>[0-9]{4}))(?![0-9])"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_TWO_DIGITS = re.compile(r"[0-9]{2}")


def day_from_heading(line: str) -> date | None:
    """The day in a heading such as ``# Daily | 2026-02-13``, or None."""
    return _first_date(line)


def day_from_name(path: str | PurePath) -> date | None:
    """The day in a file's name, such as ``2026-02-13.md`` or ``arxiv-daily-20260213.md``, or None."""
    return _first_date(PurePath(path).stem)


def day_from_folders(path: str | PurePath) -> date | None:
    """The day that a path spells with its folders, or None.

    One folder may spell it (``2026-02-13/report.md``), or several names together (``2024/09/05.md``,
    ``2024-09/05.md``); only the last two folders are looked at.
    """
    pure = PurePath(path)
    folders = pure.parts[-3:-1]
    for folder in reversed(folders):
        if day := _first_date(folder):
            return day
    numbers = [number for name in (*folders, pure.stem) for number in re.split("[-_.]", name)]
    if len(numbers) < 3:
        return None
    year, month, day_of_month = numbers[-3:]
    if _YEAR.fullmatch(year) and _TWO_DIGITS.fullmatch(month) and _TWO_DIGITS.fullmatch(day_of_month):
        return _date(year, month, day_of_month)
    return None


def has_bad_date(text: str) -> bool:
    """Whether a text has something in the shape of a date, but no day of the calendar."""
    return _DATE.search(text) is not None and _first_date(text) is None


def infer_days(digests: Iterable[Digest]) -> dict[str, tuple[date, DaySource]]:
    """Days for the digests that state none.

    Such a digest gets the day of the dated digest that shares most of its papers (of several that share the
    same number, the earliest, since papers come again on later days but not on earlier ones), if these are
    at least :data:`MIN_SHARED` and :data:`MIN_SHARE`. Otherwise it gets the first of the month that its ids
    name: the newest month of at least :data:`MIN_MONTH_SHARE` of them.

    Returns:
        Day and source by the path of the digest; a digest whose papers tell nothing is not in it.
    """
    everything = tuple(digests)
    undated = [digest for digest in everything if digest.day is None]
    if not undated:
        return {}
    dated = [(digest.day, _keys(digest)) for digest in everything if digest.day is not None]
    days: dict[str, tuple[date, DaySource]] = {}
    for digest in undated:
        if day := _day_of_best_match(_keys(digest), dated):
            days[digest.path] = (day, DaySource.INFERRED_IDS)
        elif month := _newest_month({entry.arxiv_id for entry in digest.entries}):
            days[digest.path] = (month, DaySource.INFERRED_MONTH)
    return days


def _keys(digest: Digest) -> frozenset[int]:
    return frozenset(outline_of(digest.entries).keys)


def _day_of_best_match(ids: frozenset[int], dated: Iterable[tuple[date, frozenset[int]]]) -> date | None:
    best: tuple[int, date] | None = None
    for day, others in dated:
        shared = len(ids & others)
        smaller = min(len(ids), len(others))
        if shared < min(MIN_SHARED, smaller) or shared < max(1, MIN_SHARE * smaller):
            continue
        if best is None or shared > best[0] or (shared == best[0] and day < best[1]):
            best = (shared, day)
    return best[1] if best else None


def _newest_month(ids: Set[str]) -> date | None:
    months = Counter(month for month in map(arxiv_id.month, ids) if month is not None)
    enough = MIN_MONTH_SHARE * months.total()
    return max((month for month, count in months.items() if count >= enough), default=None)


def _first_date(text: str) -> date | None:
    """The first thing in a text that is a day of the calendar."""
    for match in _DATE.finditer(text):
        joined = match["joined"]
        month, day = (joined[:2], joined[2:]) if joined else (match["month"], match["day"])
        if found := _date(match["year"], month, day):
            return found
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
