"""The main screen: the desk with its commands, from keys to the methods that the command table names."""

from functools import cached_property, partial

from textual import events
from textual.timer import Timer

from digest_parsers.orders import Order
from digest_tui import messages, stepping, wording
from digest_tui.commands import Command, Pane
from digest_tui.keys import Dropped, KeyRouter, Waiting, key_of
from digest_tui.screens.bookmark_files import BookmarkFiles
from digest_tui.screens.folders import Folders
from digest_tui.screens.paged import PagedDesk
from digest_tui.screens.saving import Saving
from digest_tui.screens.sending import Sending
from digest_tui.state import Day, Place, Shelf
from digest_tui.widgets.bars import HintBar
from digest_tui.widgets.panes import Movable

#: Seconds after a prefix before what can follow it is shown: who knows it has typed on by then.
CHOICES_AFTER = 0.3


#: Shelves by the names that commands have for them.
_SHELVES = {"all": Shelf.ALL, "unread": Shelf.UNREAD, "bookmarks": Shelf.BOOKMARKS}


class MainScreen(PagedDesk, Sending, BookmarkFiles, Saving, Folders):
    """The desk, answering to the command table."""

    _choices_timer: Timer | None = None

    @cached_property
    def _router(self) -> KeyRouter:
        return KeyRouter(self.commands)

    # --- keys

    async def take_key(self, event: events.Key) -> bool:
        """Answer a key.

        Returns:
            False when it means nothing here and should go on to the focused widget.
        """
        if self.pane is Pane.SEARCH and event.is_printable and event.character:
            # Not left to the input's own queue: Tab or Enter may be right behind.
            self.search_bar.input.insert_text_at_cursor(event.character)
            self.search_as_typed()
            return True
        answer = self._router.feed(key_of(event), self.pane, searching=self.selection.searching)
        await self._close_choices()
        if isinstance(answer, Waiting):
            self.hint_bar.offer(answer.choices)
            self._choices_timer = self.set_timer(CHOICES_AFTER, partial(self._show_choices, answer))
        elif isinstance(answer, Dropped):
            self.tell("")
        elif isinstance(answer, Command):
            self._follow = False
            if len(answer.keys[0].split()) > 1:
                self.tell("")
            await self.run_command(answer)
        return answer is not None

    def _show_choices(self, waiting: Waiting) -> None:
        from digest_tui.widgets.which_key import WhichKey  # noqa: PLC0415 - only for who hesitates

        self.mount(WhichKey(waiting.typed, waiting.choices, self.size.width))
        self.hint_bar.status = "Esc leaves it"

    async def _close_choices(self) -> None:
        """Take away what was shown of an unfinished sequence, which is one no more."""
        if self._choices_timer is not None:
            self._choices_timer.stop()
            self._choices_timer = None
            await self.query("WhichKey").remove()

    async def run_command(self, command: Command) -> None:
        """Run a command of the table."""
        await self.run_action(command.action)
        if not self.app.message_queue_size:
            # At once, so that list and page are painted together; the list's message, which comes to the
            # same, is a frame later. With more keys waiting the message will do.
            self.follow_cursor()
        self.reach_range()

    # --- places

    def go_to(self, place: Place) -> None:
        """Show the papers of a day or shelf, all of them: a search stays behind."""
        self._follow = False
        self.end_search(at=place)

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

    def on_paper_list_opened(self) -> None:
        """Read the paper that was chosen."""
        self.action_open()

    def on_hint_bar_hinted(self, event: HintBar.Hinted) -> None:
        """Run a hint that was clicked."""
        self.call_later(self.run_command, event.command)

    # --- moving

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

    # --- papers

    def action_open(self) -> None:
        """Read what is under the cursor."""
        if self.show_bad_file():
            return
        if self.panes.looked_at is Pane.PAPERS:
            if self.panes.papers.turn_fold():
                self.tell_position()
                return
            if self.panes.papers.current is None:
                return
            self.panes.go(Pane.PAGE)
            self.mark_current_read()
        else:
            self.panes.go(Pane.PAPERS)

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

    def action_cross_lists(self) -> None:
        """Count and show cross-listed papers, or not."""
        self.selection = self.selection.with_cross_lists()
        self.tell("Cross-lists count" if self.selection.cross_lists else "Only primary categories count")

    def action_sort(self, order: str) -> None:
        """List the papers in another order."""
        self.selection = self.selection.sorted_by(Order(order))
        self.tell(wording.sorted_by(self.selection.order))

    def action_group(self) -> None:
        """Put papers under headings of their categories, or not."""
        self.selection = self.selection.in_groups()
        self.tell(wording.grouped(self.selection.grouped))

    def action_watched_first(self) -> None:
        """List first what is watched, or not."""
        self.selection = self.selection.with_watched_first()
        self.tell(
            "What you watch comes first"
            if self.selection.watched_first
            else "What you watch stays where it stands"
        )

    # --- searching

    async def action_search(self) -> None:
        """Open the search line."""
        await self.open_search_bar(self.selection.query)
        self.set_focus(self.search_bar.input)
        self._tell_hints()

    def action_accept_search(self) -> None:
        """Go from the search line to the papers found."""
        self.search_as_typed()
        self.search_bar.display = self.selection.searching
        self.panes.go(Pane.PAPERS)

    def action_clear(self) -> None:
        """Put picked papers back, clear the search, or leave reading only."""
        if self.panes.zoomed:
            self.panes.zoom()
            return
        if self.picks and self.pane is not Pane.SEARCH:
            self.put_back()
            return
        self.end_search()

    def action_toggle_scope(self) -> None:
        """Search here or through all days, this time and from now on."""
        before, self.selection = self.selection, self.selection.other_scope()
        self._tell_reach()
        if self.selection == before:
            self.tell("Here a search goes through all days")

    def action_step_match(self, step: int) -> None:
        """To the next match on the page, then in the next paper."""
        if self.panes.page.step_match(step):
            return
        if not self.panes.papers.step(step):
            self.tell("No match further on" if step > 0 else "No match before this one")
            return
        self._show_page()
        self.panes.page.step_match(1)

    # --- asking the app

    def action_open_link(self, kind: messages.LinkKind) -> None:
        """Open the paper's page or PDF."""
        if self.current is not None:
            self.post_message(messages.OpenPaper(self.current, kind))

    def action_copy(self, kind: messages.CopyKind) -> None:
        """Copy something of the paper."""
        if self.current is not None:
            mark = self.session.marks.kept.get(self.current.entry.arxiv_id)
            self.post_message(messages.Copy(self.current, kind, mark))

    def action_reload(self) -> None:
        """Look for new and changed digests."""
        self.post_message(messages.Reload())

    # --- looking

    def action_resize(self, columns: int) -> None:
        """Make the pane wider or narrower."""
        self.panes.widen(columns)

    def action_help(self) -> None:
        """What the pane is for, and all keys."""
        from digest_tui.screens.help import HelpScreen  # noqa: PLC0415 - not needed for the first frame

        self.app.push_screen(HelpScreen(self.commands, self.pane))

    def action_problems(self) -> None:
        """What the files are and what is wrong with them."""
        from digest_tui.screens.health import HealthScreen  # noqa: PLC0415

        self.app.push_screen(HealthScreen(self.session.library.files))

    def action_open_library(self) -> None:
        """Open another folder."""
        self.post_message(messages.ChooseLibrary())

    def action_back(self) -> None:
        """One step back; from the lists, quit."""
        if self.panes.zoomed:
            self.panes.zoom()
        elif self.panes.looked_at is Pane.PAGE:
            self.panes.go(Pane.PAPERS)
        elif self.picks:
            self.put_back()
        elif self.selection.searching:
            self.action_clear()
        else:
            self.app.exit()
