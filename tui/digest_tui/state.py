"""What is looked at: pure values and transitions, no widgets.

A :class:`Selection` says which papers are on the screen. Every key that changes it goes through one
of its methods, so what the screen shows, a :class:`View`, is a function of this value and of the library.
"""

from collections.abc import Container, Mapping
from datetime import date
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from digest_parsers.orders import Order
from digest_parsers.rows import Rows
from digest_tui.commands import Pane

if TYPE_CHECKING:
    from digest_tui.saved_search import SavedSearch


class Shelf(Enum):
    """The places above the days."""

    ALL = "All days"
    UNREAD = "Unread"
    BOOKMARKS = "Bookmarks"


class Day(NamedTuple):
    """One day of the library; None is the place of digests whose day nothing tells."""

    day: date | None


class KeptKind(StrEnum):
    """What bookmarks are gathered by."""

    FOLDER = "folder"
    TAG = "tag"


class KeptPart(NamedTuple):
    """The bookmarks of one folder, with all below it, or of one tag."""

    kind: KeptKind
    name: str

    def holds(self, folder: str, tags: Container[str]) -> bool:
        """Whether a bookmark with this folder and these tags is among them."""
        if self.kind is KeptKind.TAG:
            return self.name in tags
        return folder == self.name or folder.startswith(f"{self.name}/")


class BadFile(NamedTuple):
    """A file among the bookmarks that is none of them: it is not understood, or there are two versions."""

    name: str


class Saved(NamedTuple):
    """What a saved search finds in all days, by its name."""

    name: str


Place = Shelf | Day | KeptPart | BadFile | Saved


_NAMED: dict[str, type[BadFile | Saved]] = {"file": BadFile, "search": Saved}


def name_of(place: Place) -> str:
    """A place as it is kept between two runs: ``unread``, ``2026-02-13``, ``undated``, ``tag:rl``."""
    if isinstance(place, Shelf):
        return place.name.lower()
    if isinstance(place, KeptPart):
        return f"{place.kind.value}:{place.name}"
    if isinstance(place, BadFile):
        return f"file:{place.name}"
    if isinstance(place, Saved):
        return f"search:{place.name}"
    return place.day.isoformat() if place.day else "undated"


def place_named(name: str) -> Place | None:
    """The place with a name that :func:`name_of` gave; None for any other text."""
    kind, found, rest = name.partition(":")
    if found and kind in _NAMED:
        return _NAMED[kind](rest)
    if found:
        return KeptPart(KeptKind(kind), rest) if kind in set(KeptKind) else None
    shelf = Shelf.__members__.get(name.upper())
    if shelf is not None:
        return shelf
    try:
        return Day(None if name == "undated" else date.fromisoformat(name))
    except ValueError:
        return None


def among_bookmarks(place: Place) -> bool:
    """Whether a place is one of bookmarks."""
    return place is Shelf.BOOKMARKS or isinstance(place, KeptPart | BadFile)


class Scope(Enum):
    """How far a search reaches."""

    HERE = "here"
    EVERYWHERE = "everywhere"


class Selection(NamedTuple):
    """Which papers are shown.

    Attributes:
        place: The day or shelf.
        category: A category (``cs.LG``) or archive group (``Computer Science``); None for all.
        cross_lists: Whether a category also shows papers that are only cross-listed in it.
        query: The search as typed; empty for none.
        scope: Whether searches stay in the place or go through all days, until the user says otherwise.
        reach: The same of the search that is going on, where that differs; it ends with the search.
        order: In which order the papers are listed, unless the search says otherwise.
        grouped: Whether they stand under headings of their categories.
        watched_first: Whether those that a watch finds come first.
    """

    place: Place = Shelf.ALL
    category: str | None = None
    cross_lists: bool = False
    query: str = ""
    scope: Scope = Scope.HERE
    reach: Scope | None = None
    order: Order = Order.FILE
    grouped: bool = False
    watched_first: bool = True

    @property
    def searching(self) -> bool:
        """Whether a search narrows what is shown."""
        return bool(self.query.strip())

    @property
    def everywhere(self) -> bool:
        """Whether a search goes through all days, or would."""
        return (self.reach or self.scope) is Scope.EVERYWHERE or self.place is Shelf.ALL

    def at(self, place: Place) -> "Selection":
        """The same category and search at another place.

        While a search is going on, choosing a place means: its hits here.
        """
        return self._replace(place=place, reach=Scope.HERE if self.searching else None)

    def within(self, category: str | None) -> "Selection":
        """The same place, another category."""
        return self._replace(category=category)

    def matching(self, query: str) -> "Selection":
        """The same place with another search; with an empty one the next goes as far as searches do."""
        return self._replace(query=query, reach=self.reach if query.strip() else None)

    def through_all_days(self, query: str) -> "Selection":
        """A search through all days, however far others go."""
        return self._replace(query=query, category=None, reach=Scope.EVERYWHERE)

    def other_scope(self) -> "Selection":
        """This search and those to come through all days instead of here, or back; in all days it is one."""
        if self.place is Shelf.ALL:
            return self
        return self._replace(scope=Scope.HERE if self.everywhere else Scope.EVERYWHERE, reach=None)

    def sorted_by(self, order: Order) -> "Selection":
        """The same papers in another order."""
        return self._replace(order=order)

    def in_groups(self) -> "Selection":
        """Under headings or not, the other way round."""
        return self._replace(grouped=not self.grouped)

    def with_watched_first(self) -> "Selection":
        """What is watched first or not, the other way round."""
        return self._replace(watched_first=not self.watched_first)

    def with_cross_lists(self) -> "Selection":
        """Cross-listed papers shown or not, the other way round."""
        return self._replace(cross_lists=not self.cross_lists)


class Stop(NamedTuple):
    """Where somebody stopped reading.

    Attributes:
        place: The day or shelf.
        category: The category or archive group; None for all.
        paper: The id of the paper under the cursor, or an empty string.
        scroll: The line of the page at the top of its pane.
        order: The order of the papers.
        grouped: Whether they stood under headings of their categories; None where nobody noted it.
        scope: How far searches went.
    """

    place: Place
    category: str | None
    paper: str
    scroll: int
    order: Order = Order.FILE
    grouped: bool | None = None
    scope: Scope = Scope.HERE


class View(NamedTuple):
    """The papers of a selection and the figures that go with them.

    Attributes:
        rows: One appearance a paper, in reading order.
        categories: Papers per category in the place and search, before the category narrows them.
        whole: Papers in the place and search, before the category narrows them.
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
    whole: int
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


class Layout(Enum):
    """How many panes there is room for, and whether there is room to spare."""

    ROOMY = "roomy"
    WIDE = "wide"
    MEDIUM = "medium"
    NARROW = "narrow"


def layout_for(width: int) -> Layout:
    """The layout for a screen of ``width`` columns: all panes from 120, two from 80, else one."""
    if width >= 120:
        return Layout.ROOMY if width >= 160 else Layout.WIDE
    return Layout.MEDIUM if width >= 80 else Layout.NARROW


#: The panes of the lists on the left.
SIDEBAR = frozenset({Pane.DAYS, Pane.CATEGORIES})


def visible_panes(layout: Layout, focus: Pane, *, zoomed: bool) -> frozenset[Pane]:
    """The panes on the screen, given the one that is looked at.

    Two panes slide over three columns: the lists on the left with the papers, or the papers with the page.
    """
    if zoomed:
        return frozenset({Pane.PAGE})
    if layout in (Layout.WIDE, Layout.ROOMY):
        return SIDEBAR | {Pane.PAPERS, Pane.PAGE}
    if layout is Layout.MEDIUM:
        return SIDEBAR | {Pane.PAPERS} if focus in SIDEBAR else frozenset({Pane.PAPERS, Pane.PAGE})
    return SIDEBAR if focus in SIDEBAR else frozenset({focus})
