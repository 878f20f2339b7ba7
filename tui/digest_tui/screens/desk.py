"""The desk: the panes of the main screen and what a selection shows in them."""

from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, work
from textual.app import ComposeResult
from textual.reactive import var
from textual.screen import Screen

from digest_parsers.errors import QueryError
from digest_parsers.model import Appearance
from digest_parsers.orders import Order
from digest_parsers.outline import key_of
from digest_parsers.rows import Rows
from digest_tui import messages, render, wording
from digest_tui.commands import Command, Pane
from digest_tui.gathering import views_of
from digest_tui.picks import Picks
from digest_tui.screens import shown
from digest_tui.screens.dwelling import Dwelling
from digest_tui.screens.finding import Finding
from digest_tui.screens.slices import in_slices, worked
from digest_tui.screens.telling import Telling
from digest_tui.session import Session
from digest_tui.state import Scope, Selection, Shelf, Stop, View, layout_for
from digest_tui.widgets.bars import HintBar, TitleBar
from digest_tui.widgets.panes import Panes
from digest_tui.widgets.paper_list import FOLD
from digest_tui.widgets.still import Even

if TYPE_CHECKING:
    from textual.timer import Timer

    from digest_tui.widgets.search_bar import SearchBar

#: Seconds in which a search may come to its end before what the one before has counted is taken away: less
#: is a flicker with each letter, and drawing two more panes is a third of the time to the papers found.
_PATIENCE = 0.1


class DeskOptions(NamedTuple):
    """How the desk is laid out at first.

    Attributes:
        library: What the title calls the library.
        drawing: How rows and pages are drawn at first.
        dwell: When a paper on the page counts as read, as in ``mark_read_after`` of the settings.
        cross_lists: Whether categories count cross-listed papers.
        grouped: Whether papers stand under headings of their categories.
    """

    library: str
    drawing: render.Drawing
    dwell: float
    cross_lists: bool
    grouped: bool = False


class Desk(Screen[None], Even, part=True):
    """Days, categories, papers and a page, with a search line and hints below."""

    AUTO_FOCUS = ""  # the panes set the focus
    BINDINGS: ClassVar = []

    #: Not reactive, which paints the whole screen anew for every letter of a search.
    selection: var[Selection] = var(Selection(), init=False)

    def __init__(
        self,
        session: Session,
        commands: Iterable[Command],
        options: DeskOptions,
        *,
        progress: str = "",
        start: Stop | None = None,
    ) -> None:
        """Lay out the desk.

        Args:
            session: The library and the user's marks.
            commands: The command table with the user's keys.
            options: How it is laid out at first.
            progress: How far the reading is, or empty when everything is there.
            start: Where to begin, if it is there; else at the newest day.
        """
        super().__init__()
        self._start = start if start is not None and session.has(start.place) else None
        order = Order.FILE if start is None else start.order
        grouped = options.grouped if start is None or start.grouped is None else start.grouped
        scope = Scope.HERE if start is None else start.scope
        chosen = Selection(cross_lists=options.cross_lists, scope=scope, order=order, grouped=grouped)
        if self._start is not None:
            chosen = chosen.at(self._start.place).within(self._start.category)
        self.set_reactive(Desk.selection, chosen)
        self.session = session
        self.commands = tuple(commands)
        self.view = View(Rows(), {}, 0, None, 0)
        self._drawing = options.drawing
        self._dwelling = Dwelling(options.dwell, self.set_timer, self._was_read)
        self._telling = Telling(self._show_message, self.set_timer)
        self._finding = Finding(session)
        self._figures_due: Timer | None = None
        self.picks = Picks()
        self._shown_before = False
        self._follow = True
        self._on_page: Appearance | None = None
        self._progress = progress
        self._library_name = options.library

    def compose(self) -> ComposeResult:
        """Title, panes and hints; the search line is put between them when they have been painted."""
        yield TitleBar(id="title")
        yield Panes(self._flags, self._drawing, layout_for(self.app.size.width), id="panes")
        yield HintBar(id="hints")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Take the styles of a new screen as they are: they have just been worked out for each widget.

        Textual does that again when a screen is shown, also for the first time (6 ms of a launch).
        """
        event.refresh_styles = event.refresh_styles and self._shown_before
        self._shown_before = True

    def on_resize(self, event: events.Resize) -> None:
        """Leave out the bars where there is hardly any room."""
        self.set_class(event.size.height < 12, "-flat")
        self.set_class(event.size.height < 5, "-flatter")

    # --- parts

    @property
    def panes(self) -> Panes:
        """The panes."""
        return self.query_one(Panes)

    @property
    def hint_bar(self) -> HintBar:
        """The line of hints and messages."""
        return self.query_one(HintBar)

    @cached_property
    def search_bar(self) -> "SearchBar":
        """The line in which searches are typed, which the first frame does without."""
        from digest_tui.widgets.search_bar import SearchBar  # noqa: PLC0415 - 2 ms, behind the first frame

        return SearchBar(id="search")

    @property
    def pane(self) -> Pane:
        """Where keys go."""
        typing = getattr(self.focused, "pane", None) is Pane.SEARCH
        return Pane.SEARCH if typing else self.panes.looked_at

    @property
    def progress(self) -> str:
        """How far the reading is, or empty when everything is there."""
        return self._progress

    @property
    def current(self) -> Appearance | None:
        """The entry that commands are about: of the paper under the cursor, the summary on the page.

        Keys can be faster than the page, so the list decides which paper is meant.
        """
        row, shown = self.panes.papers.current, self.panes.page.appearance
        same = row is not None and shown is not None and row.entry.arxiv_id == shown.entry.arxiv_id
        return shown if same else row

    def _flags(self, arxiv_id: str) -> render.RowFlags:
        session, key = self.session, key_of(arxiv_id)
        return render.RowFlags(
            unread=session.is_unread(arxiv_id),
            bookmarked=session.is_bookmarked(arxiv_id),
            repeated=session.counted and session.is_repeated(arxiv_id),
            skipped=session.is_skipped(arxiv_id),
            picked=key in self.picks,
            watches=self.view.watched.get(key, ()),
        )

    def tell(self, message: str, *, wrong: bool = False, unasked: bool = False) -> None:
        """Show a message in the status line for a while, as :class:`Telling` does; an empty one clears it."""
        self._telling.tell(message, wrong=wrong, unasked=unasked)

    def _show_message(self, message: str, wrong: bool) -> None:
        self.hint_bar.set_class(wrong, "-wrong")
        if not message and self.picks:
            message = f"{len(self.picks):,} picked · Esc puts back"
        self.hint_bar.status = message
        self.hint_bar.standing = self._standing()

    def _standing(self) -> tuple[str, ...]:
        """What the status line says when there is no message: fully and briefly."""
        if self.panes.papers.on_fold:
            return wording.ON_FOLD
        current = self.current
        report = self.session.repair_of(current.digest.path) if current else None
        return tuple(filter(None, (wording.repaired(report), wording.repaired_briefly(report))))

    # --- what is shown

    def watch_selection(self, old: Selection, new: Selection) -> None:
        """Show what the new selection means."""
        if self.is_mounted and old != new:
            self._show(keep=self._under_cursor() if old.place == new.place else None)

    def look_at(self, selection: Selection, paper: str) -> None:
        """Show what a selection means with the cursor on one of its papers."""
        self.set_reactive(Desk.selection, selection)
        self._show(keep=paper)

    def _kept(self) -> str | None:
        """The paper that the cursor stays on; before a key is pressed it begins where the list does."""
        if self._follow:
            return self._start.paper if self._start is not None else None
        return self._under_cursor()

    def _under_cursor(self) -> str | None:
        """What the cursor stays on when the list is shown anew: a paper, or the line of what is muted."""
        return FOLD if self.panes.papers.on_fold else self._current_id()

    def _current_id(self) -> str | None:
        current = self.panes.papers.current
        return current.entry.arxiv_id if current else None

    def _show(self, *, keep: str | None = None) -> None:
        try:
            self._finding.look_for(self.selection)
        except QueryError as error:
            self.search_bar.refuse(error.position)
            self.hint_bar.mistake = error.one_line()
            return
        self.hint_bar.mistake = ""
        self.workers.cancel_group(self, "gathering")
        self._expect_no_figures()
        steps = views_of(self.session, self.selection, self._finding.query)
        at_once = self._finding.query is None and self.selection.place not in (Shelf.ALL, Shelf.UNREAD)
        ready, done = worked(steps, something=at_once)
        if ready is not None:
            self._present(ready, keep=keep)
        if not done:
            self._gather(steps, keep, self._under_cursor())

    @work(exclusive=True, group="gathering")
    async def _gather(self, steps: Iterator[View | None], keep: str | None, left: str | None) -> None:
        """Show the rest of what the selection and its search give, as it comes."""
        async for view in in_slices(steps):
            if view is not None:
                keep = self._still(keep, left)
                self._present(view, keep=keep)
                left = self._under_cursor()

    def _still(self, keep: str | None, left: str | None) -> str | None:
        """What the cursor stays on while a list is not complete: the first paper only if it was meant.

        What it was on may come yet, unless the cursor has been moved from where it was left. Hits take longer
        to come: there it stays on what it is on.
        """
        at = self._under_cursor()
        if at == left and (self._follow or not self.selection.searching):
            return keep
        return at if keep is not None or self.panes.papers.cursor else None

    def _present(self, view: View, *, keep: str | None) -> None:
        self.view = view
        self._finding.found(self.selection, view)
        papers = self.panes.papers
        empty = shown.why_empty(self.selection, self.session, reading=bool(self._progress))
        papers.show(
            view.rows,
            bands=shown.bands(view),
            watched=bool(view.watched),
            widest_category=view.widest_category,
            highlights=self._finding.highlights,
            keep=keep,
            empty=empty,
        )
        self._show_page()
        self._expect_no_figures()
        if view.finished or not self.selection.searching:
            self._show_figures(view)
        else:
            self._figures_due = self.set_timer(_PATIENCE, partial(self._show_figures, view))
        self._tell_heading()
        if self.selection.searching:
            self.search_bar.tell(
                wording.found(
                    self.selection,
                    len(view.rows),
                    finished=view.finished,
                    stopped=view.stopped,
                ),
                wrong=view.stopped > 0,
            )

    def _expect_no_figures(self) -> None:
        if self._figures_due is not None:
            self._figures_due.stop()
            self._figures_due = None

    def _show_figures(self, view: View) -> None:
        self.panes.categories.show(view.categories, view.whole, current=self.selection.category)
        self._show_days()

    def _show_days(self) -> None:
        searching = self.selection.searching
        hits_in = self._finding.hits_in if searching else None
        figures = shown.day_figures(self.session, self.selection.place, hits_in)
        self.panes.days.show(figures, current=self.selection.place, searching=searching)

    def _show_page(self, appearance: Appearance | None = None) -> None:
        self._on_page = self.panes.papers.current
        wanted = appearance or self._on_page
        paper = self.session.library.paper(wanted.entry.arxiv_id) if wanted and self.session.counted else None
        row = self._on_page
        against = (
            row.entry if appearance is not None and row is not None and not row.is_at(appearance) else None
        )
        watches = self.view.watched.get(key_of(wanted.entry.arxiv_id), ()) if wanted else ()
        highlights = self._finding.highlights or self.session.sought_by(watches)
        instead = wording.folded(self.view.muted, self.view.muted_by) if self.panes.papers.on_fold else ""
        self.panes.page.show(wanted, paper, highlights, against=against, watches=watches, instead=instead)
        self._begin_dwelling()
        if not self._telling.busy:
            self.tell("")

    def _expect_page(self) -> None:
        """Have the page of the paper made that the next step will show, if it is like the one before."""
        beside = self.panes.papers.beside_cursor()
        if beside is not None and self.session.counted:
            self.panes.page.expect(beside, self.session.library.paper(beside.entry.arxiv_id))

    # --- lines of text

    def _tell_title(self) -> None:
        title = self.query_one(TitleBar)
        title.left = f"digest-tui  {self._library_name}"
        title.right = shown.title_figures(self.session, self._progress)
        title.brief = wording.progress_sign(self._progress)

    def _tell_heading(self) -> None:
        heading = self.panes.heading
        heading.left, *briefer = shown.headings(self.selection, self.session, self.view)
        heading.brief_left = tuple(briefer)
        self.tell_position()

    def tell_position(self) -> None:
        """Show which of how many papers the cursor is on; of those that can be seen."""
        papers = self.panes.papers
        here, last = "–" if papers.number is None else str(papers.number + 1), str(papers.bands.rows)
        # As wide on the first paper as on the last, or the heading would change on the way.
        self.panes.heading.right = f"{here:>{len(last)}}/{last}" if papers.rows else ""

    def _tell_hints(self) -> None:
        self.hint_bar.hints = shown.hints(self.commands, self.pane, searching=self.selection.searching)

    # --- reading makes read

    def _begin_dwelling(self) -> None:
        looking = self.panes.page_shown and not self._follow
        self._dwelling.begin(self._current_id() if looking else None)

    def _was_read(self, paper: str) -> None:
        """Mark a paper as read that has been, if it is not."""
        if self.session.is_unread(paper):
            self.post_message(messages.SetState((paper,), "read", by_hand=False))

    def mark_current_read(self) -> None:
        """Mark the paper on the page as read because it was opened or gone through to its end."""
        current = self._current_id()
        if current is not None and self._dwelling.opening_reads:
            self._was_read(current)

    # --- what the widgets tell

    def on_paper_list_moved(self) -> None:
        """Show the paper under the cursor."""
        self.follow_cursor()

    def follow_cursor(self) -> None:
        """Show the paper under the cursor, if it is another than before."""
        row, before = self.panes.papers.current, self._on_page
        if row is None or before is None or not row.is_at(before):
            self._show_page()
            self.tell_position()
            self.call_after_refresh(self._expect_page)

    def on_descendant_focus(self) -> None:
        """Offer the keys of the pane that is looked at now."""
        self._tell_hints()
        self._begin_dwelling()
