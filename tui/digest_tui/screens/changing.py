"""The desk while the library grows and what the user keeps changes: what is looked at stays where it is.

Figures for which everything has to be looked through are counted behind everything else.
"""

from textual import work

from digest_parsers.library import DaySummary
from digest_tui import stepping
from digest_tui.commands import Pane
from digest_tui.saved_search import SavedSearch, now_called
from digest_tui.screens.desk import Desk
from digest_tui.screens.searching import Searching
from digest_tui.screens.slices import in_slices
from digest_tui.state import Day, Saved, Shelf, Stop, among_bookmarks

#: Seconds after everything has been read until the search line is made. By then what has changed is painted
#: (both together hold the loop for 20 ms), and what Textual leaves behind for it is not taken for what stays.
_SETTLED = 0.5


class Changing(Searching, part=True):
    """The desk, answering to what the app tells."""

    _shown_day: DaySummary | None = None
    #: Saved searches of which it has been told what is wrong with them.
    _told: frozenset[str] = frozenset()

    def on_mount(self) -> None:
        """Start with the papers in focus."""
        self.panes.go(Pane.PAPERS)
        self._tell_hints()
        if self.session.days():
            self.library_grew(progress=self._progress)
            if self._start is not None and self._start.scroll and self._current_id() == self._start.paper:
                self.call_after_refresh(self.panes.page.move, self._start.scroll)
        else:
            self._tell_title()

    def library_grew(self, *, progress: str) -> None:
        """Show what has been loaded; until a key is pressed the newest day stays in view.

        Args:
            progress: How far the reading is, or empty when it is done.
        """
        self._progress = progress
        if not self.session.counted:
            self.call_after_refresh(self._count_on)
        days = self.session.days()
        newest = next((one.day for one in days if one.day is not None), None)
        if self._follow and self._start is None and days and self.selection.place != Day(newest):
            # Shown here, since nothing watches what is not mounted yet.
            self.set_reactive(Desk.selection, self.selection.at(Day(newest)))
            self._show()
        elif not progress and (beside := stepping.day_instead(self.selection, self.session)) is not None:
            self.selection = beside
        elif self._stands():
            self._show_days()
        else:
            self._show(keep=self._kept())
        self._tell_title()
        if not progress:
            self.call_after_refresh(self._count_folders)
            self.set_timer(_SETTLED, self.mount_search_bar)

    def _stands(self) -> bool:
        """Whether what is shown is what it was: the same digests of one day, whatever else has come."""
        place = self.selection.place
        before, self._shown_day = self._shown_day, None
        if isinstance(place, Day) and not self.selection.searching:
            self._shown_day = next((one for one in self.session.days() if one.day == place.day), None)
        return before is not None and before is self._shown_day and bool(self.view.rows)

    def marks_changed(self) -> None:
        """Show signs and figures anew after papers were read or bookmarked."""
        self.view = self.view._replace(unread=self.session.unread_in(self.view.seen))
        self.panes.papers.refresh_marks()
        place = self.selection.place
        if not isinstance(place, Day) and not self.session.has(place):
            self.selection = self.selection.at(Shelf.BOOKMARKS if among_bookmarks(place) else Shelf.ALL)
        if among_bookmarks(self.selection.place) and not self.selection.searching:
            self._show(keep=self._current_id())
        else:
            self._show_days()
            self._tell_heading()
        self._tell_title()
        if self.session.smart_folders.changes_with_marks():
            self._count_folders()

    def marks_known(self) -> None:
        """Show everything anew when it is known of all papers what was done with them."""
        if self.session.days():
            self._show(keep=self._kept())
        self.marks_changed()

    def searches_changed(self, searches: tuple[SavedSearch, ...]) -> None:
        """Take in the saved searches as they are now, and put the papers as they ask for."""
        place, before = self.selection.place, self.session.searches
        self.session.searches = searches
        self._told = frozenset()
        if isinstance(place, Saved):
            still = Saved(now_called(place.name, before, searches))
            self.set_reactive(Desk.selection, self.selection._replace(place=still))
        if self.session.days():
            self._show(keep=self._kept())
        self.marks_changed()
        self._count_folders()

    def wrong_searches(self) -> list[str]:
        """A line for each query that is not understood or takes too long, and was not told before."""
        watchlist = self.session.watchlist
        if watchlist is None:
            return []
        lines = {one.name: one.line for one in self.session.searches}
        wrong = {name: error.one_line() for name, error in watchlist.bad.items()}
        wrong |= {one.name: "its expression takes too long" for one in watchlist.given_up}
        told = [
            f"saved search {one}, line {lines[one]}: {wrong[one]}" for one in wrong if one not in self._told
        ]
        self._told |= frozenset(wrong)
        return told

    def stopped_at(self) -> Stop:
        """Where one is now, to begin there another time."""
        selection = self.selection
        scroll = round(self.panes.page.scroll_offset.y)
        paper = self._current_id() or ""
        order, grouped, scope = selection.order, selection.grouped, selection.scope
        return Stop(selection.place, selection.category, paper, scroll, order, grouped, scope)

    # --- counting

    @work(exclusive=True, group="counting")
    async def _count_on(self) -> None:
        """Look which papers stand where, in slices, then show what comes of it."""
        async for _ in in_slices(self.session.library.catch_up()):
            pass
        self.panes.papers.refresh_marks()
        self._show_page(self.panes.page.appearance)
        self._show_days()
        self._tell_title()

    @work(exclusive=True, group="counting folders")
    async def _count_folders(self) -> None:
        """Count in slices what saved searches find, then show the figures."""
        if not self.session.smart_folders.places:
            return
        async for _ in in_slices(self.session.smart_folders.count()):
            pass
        self._show_days()
