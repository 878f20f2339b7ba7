"""Triage: one paper at a time, large, and four keys for what becomes of it."""

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from time import monotonic

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from digest_parsers.model import Appearance
from digest_parsers.rows import Rows
from digest_tui import messages
from digest_tui.commands import Command, Pane
from digest_tui.keys import KeyRouter, key_of
from digest_tui.render import PageOptions
from digest_tui.screens.ask import AskScreen
from digest_tui.screens.leaving import Leaving
from digest_tui.session import Session
from digest_tui.triage import Triage, Verdict
from digest_tui.widgets.bars import HintBar, TitleBar
from digest_tui.widgets.paper_page import PaperPage


class TriageScreen(Leaving[str]):
    """Goes through papers; closes with a sentence that says what it came to."""

    AUTO_FOCUS = "#triage-page"
    CSS = """
    #triage-page { width: 100%; height: 1fr; }
    #triage-done { display: none; height: 1fr; content-align: center middle; text-align: center; }
    """

    def __init__(
        self,
        rows: Rows,
        numbers: Iterable[int],
        session: Session,
        commands: Iterable[Command],
        options: PageOptions,
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Begin with the first paper.

        Args:
            rows: The papers.
            numbers: Which of them to go through.
            session: What the user has done with them.
            commands: The command table with the user's keys.
            options: How the page is drawn.
            clock: Seconds, to tell how long it took.
        """
        super().__init__()
        self._rows = rows
        self._walk = Triage(tuple(numbers))
        self._session = session
        self._commands = tuple(commands)
        self._options = options
        self._clock = clock
        self._since = clock()
        self._changed: dict[int, bool] = {}

    def compose(self) -> ComposeResult:
        """Where one is, the paper, the keys."""
        yield TitleBar(id="title")
        yield PaperPage(self._options, id="triage-page")
        yield Static(id="triage-done")
        yield HintBar(id="hints")

    def on_mount(self) -> None:
        """Show the first paper."""
        self.query_one(HintBar).hints = tuple(one for one in self._commands if Pane.TRIAGE in one.footer)
        self._show()

    @cached_property
    def _router(self) -> KeyRouter:
        return KeyRouter(self._commands)

    async def take_key(self, event: events.Key) -> bool:
        """Answer a key; False when it means nothing here."""
        answer = self._router.feed(key_of(event), Pane.TRIAGE)
        if isinstance(answer, Command):
            await self.run_action(answer.action)
        return answer is not None

    def on_hint_bar_hinted(self, event: HintBar.Hinted) -> None:
        """Run a hint that was clicked."""
        self.call_later(self.run_action, event.command.action)

    @property
    def summary(self) -> str:
        """What it has come to so far."""
        return self._walk.summary(self._clock() - self._since)

    @property
    def current(self) -> Appearance | None:
        """The paper that is looked at; None when all are done."""
        return None if self._walk.current is None else self._rows[self._walk.current]

    # --- what becomes of a paper

    def action_keep(self) -> None:
        """Keep it; once all are done, go back to the list."""
        current = self.current
        if current is None:
            self.action_end()
            return
        known = self._session.is_bookmarked(current.entry.arxiv_id)
        changes = not known or self._session.is_unread(current.entry.arxiv_id)
        self._decide(Verdict.KEPT, messages.Keep((current,)) if changes else None)

    def action_skip(self) -> None:
        """Put it aside."""
        current = self.current
        if current is not None:
            paper = current.entry.arxiv_id
            known = self._session.is_skipped(paper)
            self._decide(Verdict.SKIPPED, None if known else messages.SetState((paper,), "skipped"))

    def action_later(self) -> None:
        """Leave it as it is."""
        self._decide(Verdict.LATER, None)

    def action_tag(self) -> None:
        """Keep it with tags."""
        current = self.current
        if current is not None:
            question = f"{current.entry.arxiv_id} · Tags"
            ask = AskScreen(question, choices=self._session.marks.tags(), separator=",")
            self.app.push_screen(ask, partial(self._tagged, current))

    def _tagged(self, current: Appearance, answer: str | None) -> None:
        tags = tuple(tag for one in (answer or "").split(",") if (tag := one.strip().lstrip("#")))
        if tags:
            self._decide(Verdict.KEPT, messages.Tag((current,), tags))

    def action_back(self) -> None:
        """To the paper before, as it was."""
        if self._walk.back():
            if self._changed.pop(self._walk.at, False):
                self.post_message(messages.Undo())
            del self._walk.verdicts[self._walk.at]
            self._show()

    def _decide(self, verdict: Verdict, change: messages.Change | None) -> None:
        if self.current is None:
            return
        self._changed[self._walk.at] = change is not None
        if change is not None:
            self.post_message(change)
        self._walk.decide(verdict)
        self._show()

    def action_end(self) -> None:
        """Back to the list."""
        self.dismiss(self.summary)

    # --- looking

    @property
    def _page(self) -> PaperPage:
        return self.query_one(PaperPage)

    def action_move(self, steps: int) -> None:
        """Scroll by a line."""
        self._page.move(steps)

    def action_move_half(self, steps: int) -> None:
        """Scroll by half a screen."""
        self._page.move(steps * max(1, self._page.page_height() // 2))

    def action_move_first(self) -> None:
        """To the top of the page."""
        self._page.move_to_end(last=False)

    def action_move_last(self) -> None:
        """To the end of the page."""
        self._page.move_to_end(last=True)

    def action_page_on(self) -> None:
        """Scroll by a screen."""
        self._page.move(max(1, self._page.page_height() - 1))

    def _show(self) -> None:
        current, total = self.current, len(self._walk.numbers)
        title = self.query_one(TitleBar)
        tally = self._walk.tally()
        done = ", ".join(f"{verdict.value} {tally[verdict]:,}" for verdict in Verdict if tally[verdict])
        title.left = f"Triage  {min(self._walk.at + 1, total):,} of {total:,}"
        title.right = done
        ended = self.query_one("#triage-done", Static)
        self._page.display, ended.display = current is not None, current is None
        if current is None:
            ended.update(Content(f"{self.summary}\n\nEnter goes back to the list, u to the paper before."))
        else:
            library = self._session.library
            self._page.show(current, library.paper(current.entry.arxiv_id) if self._session.counted else None)
