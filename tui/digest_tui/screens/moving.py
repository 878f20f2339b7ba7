"""The desk with the keys that move: in a pane, from pane to pane, from paper to paper, from day to day."""

from digest_tui import stepping
from digest_tui.commands import Pane
from digest_tui.screens.searching import Searching
from digest_tui.state import Day, Place, Shelf
from digest_tui.widgets.category_list import CategoryList
from digest_tui.widgets.day_list import DayList
from digest_tui.widgets.panes import Movable

#: Shelves by the names that commands have for them.
_SHELVES = {"all": Shelf.ALL, "unread": Shelf.UNREAD, "bookmarks": Shelf.BOOKMARKS}


class Moving(Searching, part=True):
    """The desk with the commands that move."""

    # --- in a pane, and to another

    @property
    def _moved(self) -> Movable | None:
        return self.focused if isinstance(self.focused, Movable) else None

    def action_move(self, steps: int) -> None:
        """One row or line."""
        if self._moved is not None:
            self._moved.move(steps)

    def action_move_half(self, steps: int) -> None:
        """Half a screen."""
        if self._moved is not None:
            self._moved.move(steps * max(1, self._moved.page_height() // 2))

    def action_move_page(self, steps: int) -> None:
        """A screen, less a line to keep the thread."""
        if self._moved is not None:
            self._moved.move(steps * max(1, self._moved.page_height() - 1))

    def action_move_first(self) -> None:
        """To the top."""
        if self._moved is not None:
            self._moved.move_to_end(last=False)

    def action_move_last(self) -> None:
        """To the bottom."""
        if self._moved is not None:
            self._moved.move_to_end(last=True)

    def action_go_left(self) -> None:
        """To the pane on the left."""
        self.panes.go_left()

    def action_go_right(self) -> None:
        """To the pane on the right."""
        self.panes.go_right()

    def action_go_round(self, step: int) -> None:
        """To the next or previous pane."""
        self.panes.go_round(step)

    def action_page_on(self) -> None:
        """A page down, then the next paper."""
        page = self.panes.page
        if not self.panes.page_shown:
            self.panes.go(Pane.PAGE)
        elif page.at_end:
            self.mark_current_read()
            self.action_step_paper(1)
        else:
            page.move(max(1, page.page_height() - 1))

    # --- to another paper

    def action_step_paper(self, step: int) -> None:
        """The next or previous paper of the list."""
        if not self.panes.papers.step(step):
            self.tell("The last paper here" if step > 0 else "The first paper here")

    def action_step_unread(self, step: int) -> None:
        """The next or previous unread paper, in this list or beyond it."""
        papers = self.panes.papers
        end = papers.bands.rows
        here = end if papers.number is None else papers.number
        numbers = range(here + 1, end) if step > 0 else range(here - 1, -1, -1)
        found = self.session.next_unread(papers.rows, numbers)
        if found is not None:
            papers.go_to(found)
        elif not self._roll_over(step):
            self.tell("No unread paper further on" if step > 0 else "No unread paper before this one")

    def _roll_over(self, step: int) -> bool:
        """Go on to the next category of this day, or the next day, that has something unread."""
        order = self.panes.categories.categories_in_order()
        beyond = stepping.where_unread(self.selection, self.session, order, step)
        if beyond is None:
            return False
        self.selection = beyond
        self._land_on_unread(step)
        return True

    def _land_on_unread(self, step: int) -> None:
        papers = self.panes.papers
        rows = range(papers.bands.rows)
        papers.go_to(self.session.next_unread(papers.rows, rows if step > 0 else reversed(rows)) or 0)

    # --- to another place

    def go_to(self, place: Place) -> None:
        """Show the papers of a day or shelf, all of them: a search stays behind."""
        self._follow = False
        before = self.selection
        self.end_search(at=place)
        if self.selection == before:  # what was unread when one came is not any more
            self._show(keep=self._under_cursor())

    def action_go(self, where: str) -> None:
        """To a shelf, or the newest day."""
        days = self.session.days()
        if where in _SHELVES:
            self.go_to(_SHELVES[where])
        elif days:
            self.go_to(Day(days[0].day))

    def narrow_to(self, category: str | None) -> None:
        """Show the papers of a category."""
        self._follow = False
        self.selection = self.selection.within(category)

    def on_day_list_picked(self, event: DayList.Picked) -> None:
        """Show another day."""
        if self.panes.looked_at is Pane.DAYS and event.place != self.selection.place:
            self.selection = self.selection.at(event.place)

    def on_day_list_opened(self) -> None:
        """Go from a day to its papers."""
        self.panes.go(Pane.PAPERS)

    def on_category_list_picked(self, event: CategoryList.Picked) -> None:
        """Narrow the list to another category."""
        if self.panes.looked_at is Pane.CATEGORIES and event.category != self.selection.category:
            self.selection = self.selection.within(event.category)

    def on_category_list_opened(self) -> None:
        """Go from a category to its papers."""
        self.panes.go(Pane.PAPERS)

    def action_step_day(self, step: int) -> None:
        """The day before or after."""
        beside = stepping.day_beside(self.selection, self.session, step)
        if beside is not None:
            self.selection = beside
        elif self.session.days():
            self.tell("The newest day" if step > 0 else "The oldest day")

    def action_step_category(self, step: int) -> None:
        """The category before or after; before the first and after the last stand all of them.

        In a list that is under headings, the group before or after.
        """
        if len(self.view.groups) > 1:
            if not self.panes.papers.step_band(step):
                self.tell("The last group here" if step > 0 else "The first group here")
            return
        order = self.panes.categories.categories_in_order()
        self.selection = stepping.category_beside(self.selection, order, step)
