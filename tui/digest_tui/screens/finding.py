"""The search of the desk: its query, and what it has found on which day."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from digest_parsers.errors import QueryError
from digest_tui.session import Session
from digest_tui.state import Selection
from digest_tui.views import View

if TYPE_CHECKING:
    from digest_parsers.highlights import Highlight
    from digest_parsers.query import Query


class Finding:
    """What is being looked for.

    Attributes:
        query: The query; None when nothing is looked for.
        by_day: How many papers it has found on each day, once it has gone through all of them.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.query: Query | None = None
        self.by_day: Mapping[date | None, int] | None = None

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
            self.query, self.by_day = query, None

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

    def found(self, view: View) -> None:
        """Note what a search through all days has found, when the view is that of one that is done."""
        if view.days is not None:
            self.by_day = view.days
