"""The papers of a selection: where they come from, and what is counted of them while they come in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from digest_parsers import categories
from digest_parsers.library import without
from digest_parsers.model import Appearance, Digest
from digest_parsers.orders import Order
from digest_parsers.outline import outline_of
from digest_parsers.rows import Rows
from digest_tui.state import Day, Selection, Shelf, View, among_bookmarks

if TYPE_CHECKING:
    from digest_parsers.query import Query
    from digest_tui.session import Session

#: Hits after which a search shows what it has so far: more than any usual screen has lines.
SCREENFUL = 100

#: A day and the keys of the papers that a search found on it.
DayKeys = tuple[date | None, Sequence[int]]


class Gathered:
    """The papers of a selection as they come in, and what is counted of them meanwhile."""

    def __init__(self, selection: Selection, read: set[int]) -> None:
        self.rows = Rows()
        self._read = read
        self._unread = 0
        self.stopped = 0
        self._category = selection.category
        self._cross_lists = selection.cross_lists
        self._counts: Counter[str] = Counter()
        self._whole = 0
        self._widest = 0
        self._days: dict[date | None, int] = {}
        self._day: date | None = None
        self._on_day: set[int] = set()

    def take(self, rows: Rows, found: DayKeys) -> None:
        """Take more papers in, and all that was found on a day, whether or not it is among them."""
        counts = rows.count_categories(cross_lists=self._cross_lists)
        self._counts.update(counts)
        self._whole += len(rows)
        if self._category is not None:
            rows = rows.within(self._accepts)
        if self._category is not None or self._cross_lists:
            counts = rows.count_categories()
        self._widest = max(self._widest, *map(len, counts), 0)
        self._unread += len(rows) - rows.count_in(self._read)
        self.rows.extend(rows)
        day, keys = found
        if keys:
            if day != self._day:
                self._day, self._on_day = day, set()
            self._on_day.update(keys)
            self._days[day] = len(self._on_day)

    def view(self, *, by_day: bool = False, finished: bool = True) -> View:
        """What is there so far."""
        days = self._days if by_day else None
        counts = dict(sorted(self._counts.items()))
        return View(
            self.rows.copy(),
            counts,
            self._whole,
            days,
            self._unread,
            finished,
            self._widest,
            self.stopped,
        )

    def _accepts(self, of_entry: tuple[str, ...]) -> bool:
        """Whether a paper with these categories belongs to the category or archive group."""
        counted = of_entry if self._cross_lists else of_entry[:1]
        return any(self._category in (one, categories.group(one)) for one in counted)


def view_of(session: "Session", selection: Selection) -> View:
    """The papers of a selection that has no search, all at once."""
    return next(view for view in views_of(session, selection) if view is not None and view.finished)


def views_of(session: "Session", selection: Selection, query: "Query | None" = None) -> Iterator[View | None]:
    """The papers of a selection, a digest or day at a time, newest first.

    Args:
        session: The library and the user's marks.
        selection: What is looked at.
        query: What its search asks, or None when it has none.

    Yields:
        After each digest or day None, so that the caller can do other work or stop; once, as soon as
        there is a screenful, the papers so far; at the end all, with ``finished`` set.
    """
    return _Gathering(session, selection, query).views()


class _Gathering:
    """Gathers the papers of a selection."""

    def __init__(self, session: "Session", selection: Selection, query: "Query | None") -> None:
        self._session = session
        self._selection = selection
        self._query = query
        self._gathered = Gathered(selection, session.read_keys)

    def views(self) -> Iterator[View | None]:
        session, gathered = self._session, self._gathered
        if session.watchlist is not None:
            session.watchlist.ask_again()
        shown, marked = False, session.times_marked
        for found, rows in self._parts():
            gathered.take(rows, found)
            if not shown and len(gathered.rows) >= SCREENFUL:
                shown = True
                yield from self._put(gathered.view(finished=False))
            else:
                yield None
        by_day = self._selection.searching and self._selection.everywhere
        last = gathered.view(by_day=by_day)
        if session.times_marked != marked:
            last = last._replace(unread=session.unread_in(last.rows))
        yield from self._put(last)

    # --- where they stand

    def _put(self, view: View) -> Iterator[View | None]:
        """A view with its rows where they belong."""
        session, selection = self._session, self._selection
        for ordered in self._in_order(view):
            if ordered is None:
                yield None
            elif session.searches or selection.grouped or ordered.order is Order.CATEGORY:
                from digest_tui.arranging import arranged  # noqa: PLC0415 - most lists have no such thing

                for one in arranged(ordered, selection, session.watchlist or None):
                    # From the muted ones, which are few: sorted rows are as many stretches as rows.
                    yield one and one._replace(unread=one.unread - session.unread_in(one.aside))
            else:
                yield ordered

    def _in_order(self, view: View) -> Iterator[View | None]:
        """A view with its rows in the order that the search asks for, or else the selection."""
        query, session = self._query, self._session
        order = self._selection.order if query is None or query.order is None else query.order
        if order in (Order.FILE, Order.CATEGORY):  # the latter are put under headings anyway
            yield view._replace(order=order)
            return
        from digest_parsers.ordering import in_order  # noqa: PLC0415 - the first frame has no order but this

        for rows in in_order(view.rows, order, query, session.index, session):
            yield None if rows is None else view._replace(rows=rows, order=order)

    # --- where they come from

    def _parts(self) -> Iterator[tuple[DayKeys, Rows]]:
        """The papers in parts, each with the day it is of and its keys on that day."""
        session, place, query = self._session, self._selection.place, self._query
        if among_bookmarks(place) and not (query is not None and self._selection.everywhere):
            kept = [self._newest(arxiv_id) for arxiv_id in session.marks.kept_in(place)]
            yield (None, ()), Rows.of(kept if query is None else self._matching(query, kept))
        elif query is not None:
            yield from self._hits(query)
        elif isinstance(place, Day):
            yield (place.day, ()), session.library.appearances_of(place.day)
        else:
            read = session.read_keys if place is Shelf.UNREAD else ()
            for day, rows in session.library.papers_by_day(besides=read):
                yield (day, ()), rows

    def _newest(self, arxiv_id: str) -> Appearance:
        """A bookmarked paper as its newest digest has it, or as it was when it was kept."""
        paper = self._session.library.paper(arxiv_id)
        return self._session.marks.bookmarks[arxiv_id] if paper is None else paper.appearances[0]

    def _matching(self, query: "Query", kept: Iterable[Appearance]) -> Iterator[Appearance]:
        from digest_parsers.search import match_entry  # noqa: PLC0415 - not needed for the first frame

        return (one for one in kept if match_entry(query, one, self._session))

    def _hits(self, query: "Query") -> Iterator[tuple[DayKeys, Rows]]:
        """What a query finds, a digest at a time, each paper where it is found first."""
        read = self._session.read_keys
        unread_only = self._selection.place is Shelf.UNREAD and not self._selection.everywhere
        seen: set[int] = set()
        for hits in self._session.index.search(query, self._digests(), self._session):
            keys = outline_of(hits.digest.entries).keys
            offsets = hits.entries
            if unread_only:
                offsets = [offset for offset in offsets if keys[offset] not in read]
            found = Rows()
            found.add(hits.digest, offsets)
            self._gathered.stopped += hits.stopped
            yield (hits.digest.day, [keys[offset] for offset in offsets]), without(found, seen)

    def _digests(self) -> list[Digest]:
        """The digests that a search goes through."""
        place = self._selection.place
        if self._selection.everywhere or not isinstance(place, Day):
            return self._session.library.digests()
        return [digest for one in self._session.days() if one.day == place.day for digest in one.digests]
