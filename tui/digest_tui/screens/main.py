"""The main screen: the desk with its commands, from keys to the methods that the command table names."""

from functools import cached_property, partial

from textual import events
from textual.timer import Timer

from digest_parsers.orders import Order
from digest_tui import messages, wording
from digest_tui.commands import Command, Pane
from digest_tui.keys import Dropped, KeyRouter, Waiting, key_of
from digest_tui.screens.bookmark_files import BookmarkFiles
from digest_tui.screens.changing import Changing
from digest_tui.screens.moving import Moving
from digest_tui.screens.paged import PagedDesk
from digest_tui.screens.saving import Saving
from digest_tui.screens.sending import Sending
from digest_tui.widgets.bars import HintBar

#: Seconds after a prefix before what can follow it is shown: who knows it has typed on by then.
CHOICES_AFTER = 0.3


class MainScreen(Moving, PagedDesk, Sending, BookmarkFiles, Saving, Changing):
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

    def on_hint_bar_hinted(self, event: HintBar.Hinted) -> None:
        """Run a hint that was clicked."""
        self.call_later(self.run_command, event.command)

    # --- papers

    def on_paper_list_opened(self) -> None:
        """Read the paper that was chosen."""
        self.action_open()

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

    def action_cross_lists(self) -> None:
        """Count and show cross-listed papers, or not."""
        self.selection = self.selection.with_cross_lists()
        self.tell("Cross-lists count" if self.selection.cross_lists else "Only primary categories count")

    def action_sort(self, order: str) -> None:
        """List the papers in another order."""
        self.selection = self.selection.sorted_by(Order(order))
        scored, searching = self.view.rows.scored, self.selection.searching
        self.tell(wording.sorted_by(self.selection.order, scored=scored, searching=searching))

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

    # --- one step back

    def action_clear(self) -> None:
        """Put picked papers back, clear the search, or leave reading only."""
        if self.panes.zoomed:
            self.panes.zoom()
        elif self.picks and self.pane is not Pane.SEARCH:
            self.put_back()
        else:
            self.end_search()

    def action_back(self) -> None:
        """One step back; from the lists, quit."""
        if self.panes.zoomed:
            self.panes.zoom()
        elif self.panes.looked_at is Pane.PAGE:
            self.panes.go(Pane.PAPERS)
        elif self.picks:
            self.put_back()
        elif self.selection.searching:
            self.end_search()
        else:
            self.app.exit()

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
