"""The days of digests that state none, worked out from the papers.

The digest of the same day by another generator has many of the same papers; failing that, the ids of the
papers name a month.
"""

from collections import Counter
from collections.abc import Iterable, Set
from datetime import date

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
