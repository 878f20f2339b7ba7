"""The search of the desk: its query, and what it has found on which day."""

from typing import TYPE_CHECKING

from digest_parsers.errors import QueryError
from digest_tui.session import Session
from digest_tui.state import Day, Place, Selection, Shelf, View

if TYPE_CHECKING:
    from digest_parsers.highlights import Highlight
    from digest_parsers.query import Query


class Finding:
    """What is being looked for.

    Attributes:
        query: The query; None when nothing is looked for.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.query: Query | None = None
        self._hits: dict[Place, int] = {}
        self._through = False

    @property
    def highlights(self) -> "tuple[Highlight, ...]":
        """What to mark in the papers found."""
        return tuple(self.query.highlights) if self.query is not None else ()

    def look_for(self, selection: Selection) -> None:
        """Take the query of a selection; what another one has found is forgotten.

        Raises:
            QueryError: It cannot be understood, and the last one stays.
        """
        query = None
        if selection.searching:
            from digest_parsers.query import parse_query  # noqa: PLC0415 - not needed for the first frame

            sections = self._session.section_keys()
            query = parse_query(selection.query, sections=sections, variants=self._session.variants)
        query = self._within_folder(selection, query)
        if query is None or query != self.query:
            self.query, self._hits, self._through = query, {}, False

    def _within_folder(self, selection: Selection, query: "Query | None") -> "Query | None":
        """The query among what the saved search finds that is the place, if it is one."""
        saved = self._session.smart_folders.at(selection.place)
        if saved is None or (query is not None and selection.everywhere):
            return query
        from digest_parsers.query import NOTHING, both  # noqa: PLC0415 - not needed for the first frame

        try:
            own = self._session.smart_folders.query_of(saved)
        except QueryError:  # told in place of papers
            return NOTHING
        return own if query is None else both(own, query)

    def found(self, selection: Selection, view: View) -> None:
        """Note what has been found where."""
        self._hits[Shelf.ALL if selection.everywhere else selection.place] = view.whole
        if view.days is not None:
            self._hits |= {Day(day): found for day, found in view.days.items()}
            self._through = True

    def hits_in(self, place: Place) -> int | None:
        """How many papers it has found in a place; None where it has not been through."""
        return self._hits.get(place, 0 if self._through and isinstance(place, Day) else None)
