"""The papers of a selection, and what is counted of them while they come in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from digest_parsers import categories
from digest_parsers.orders import Order
from digest_parsers.rows import Rows
from digest_tui.state import Selection

if TYPE_CHECKING:
    from digest_tui.saved_search import SavedSearch

#: A day and the keys of the papers that a search found on it.
DayKeys = tuple[date | None, Sequence[int]]


class View(NamedTuple):
    """The papers of a selection and the figures that go with them.

    Attributes:
        rows: One appearance a paper, in reading order.
        categories: Papers per category in the place and search, before the category narrows them.
        days: Hits per day of a finished search through all days, otherwise None.
        unread: How many of the rows that are not muted are unread.
        finished: False while a search is still going on.
        widest_category: Characters of the longest primary category of the rows.
        stopped: In how many digests an expression took too long, so that nothing is known of them.
        order: In which order the rows are.
        groups: The categories under whose headings the rows stand, with how many of them, from the top; empty
            without headings.
        muted: How many rows, which are the last ones, a mute has found.
        muted_by: The mutes that found them.
        watched: The watches that found a paper, by its key.
    """

    rows: Rows
    categories: Mapping[str, int]
    days: Mapping[date | None, int] | None
    unread: int
    finished: bool = True
    widest_category: int = 0
    stopped: int = 0
    order: Order = Order.FILE
    groups: tuple[tuple[str, int], ...] = ()
    muted: int = 0
    muted_by: "tuple[SavedSearch, ...]" = ()
    watched: "Mapping[int, tuple[SavedSearch, ...]]" = MappingProxyType({})

    @property
    def seen(self) -> Rows:
        """The rows that are not muted."""
        return self.rows.head(len(self.rows) - self.muted)

    @property
    def aside(self) -> Rows:
        """The rows that are muted."""
        return self.rows.tail(len(self.rows) - self.muted)


class Gathered:
    """The papers of a selection as they come in, and what is counted of them meanwhile."""

    def __init__(self, selection: Selection) -> None:
        self.rows = Rows()
        self.stopped = 0
        self._category = selection.category
        self._cross_lists = selection.cross_lists
        self._counts: Counter[str] = Counter()
        self._widest = 0
        self._days: dict[date | None, int] = {}
        self._day: date | None = None
        self._on_day: set[int] = set()

    def take(self, rows: Rows, found: DayKeys) -> None:
        """Take more papers in, and all that was found on a day, whether or not it is among them."""
        counts = rows.count_categories(cross_lists=self._cross_lists)
        self._counts.update(counts)
        if self._category is not None:
            rows = rows.within(self._accepts)
        if self._category is not None or self._cross_lists:
            counts = rows.count_categories()
        self._widest = max(self._widest, *map(len, counts), 0)
        self.rows.extend(rows)
        day, keys = found
        if keys:
            if day != self._day:
                self._day, self._on_day = day, set()
            self._on_day.update(keys)
            self._days[day] = len(self._on_day)

    def view(self, read: set[int], *, by_day: bool = False, finished: bool = True) -> View:
        """What is there so far."""
        rows = self.rows.copy()
        unread = len(rows) - rows.count_in(read)
        days = self._days if by_day else None
        counts = dict(sorted(self._counts.items()))
        return View(rows, counts, days, unread, finished, self._widest, self.stopped)

    def _accepts(self, of_entry: tuple[str, ...]) -> bool:
        """Whether a paper with these categories belongs to the category or archive group."""
        counted = of_entry if self._cross_lists else of_entry[:1]
        return any(self._category in (one, categories.group(one)) for one in counted)
