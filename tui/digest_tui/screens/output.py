"""What a command of the user's says of the papers that it is given, while it says it."""

import asyncio
import os
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from digest_parsers.errors import ExportError
from digest_parsers.sanitize import clean_line
from digest_tui.piping import KEPT, Running
from digest_tui.screens.leaving import Asking
from digest_tui.screens.paging import Paging
from digest_tui.widgets.text_lines import TextLine, TextLines
from digest_tui.widgets.window import Window, keys_line
from digest_tui.wording import counted, ended

#: Seconds between two looks at what a command that is at work has said.
_LOOK_EACH = 0.05


class OutputScreen(Asking[str], Paging[str]):
    """Runs a command and shows its output; closes with a sentence, at once when there is nothing to see."""

    AUTO_FOCUS = "TextLines"
    CSS = """
    #output { width: 110; height: 90%; }
    #output-told.-wrong { color: $error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "close"),
        Binding("ctrl+c", "stop", "stop it", priority=True),
    ]

    def __init__(self, command: str, data: bytes, told: str) -> None:
        """Run a command.

        Args:
            command: The command line.
            data: What it gets on its standard input.
            told: What that is: ``3 papers as BibTeX``.
        """
        super().__init__()
        self._command = command
        self._data = data
        self._about = told
        self._process: Running | None = None
        self._seen = 0

    def compose(self) -> ComposeResult:
        """The command, what it says, how it is going."""
        with Window(id="output"):
            yield Static(Content(clean_line(f"{self._about} | {self._command}")), classes="heading")
            yield TextLines(id="output-lines")
            yield Static(id="output-told", classes="keys")

    def on_mount(self) -> None:
        """Begin."""
        self._run()

    def on_unmount(self) -> None:
        """Leave nothing at work that nobody sees."""
        if self._process is not None:
            self._process.abandon()

    @property
    def _ending(self) -> str:
        """What is said of the end, or nothing as long as it is at work."""
        code = self._process.code if self._process is not None else None
        return "" if code is None else ended(code)

    @work(exclusive=True, group="running")
    async def _run(self) -> None:
        self._tell("at work")
        try:
            self._process = running = await Running.start(self._command, self._data, os.environ)
        except ExportError as error:
            self._tell(error.one_line(), wrong=True)
            return
        self._data = b""
        end = asyncio.ensure_future(running.wait())
        while not end.done():
            await asyncio.wait({end}, timeout=_LOOK_EACH)
            if self not in self.app.screen_stack:
                return  # closed meanwhile, and its lines are gone
            self._take(running)
        if running.code == 0 and not running.lines:
            self.dismiss(f"{self._about}: the command has taken them and said nothing")

    def _take(self, running: Running) -> None:
        """Show what it has said since the last look."""
        new = min(running.lines - self._seen, len(running.said))
        said = list(running.said)[len(running.said) - new :]
        self._seen = running.lines
        if said:
            lines = [TextLine(text, "warn" if wrong else "text") for text, wrong in said]
            self.query_one(TextLines).put(lines, most=KEPT)
        last = f"the last {KEPT:,} of " if running.lines > KEPT else ""
        self._tell(
            f"{self._ending or 'at work'} · {last}{counted(running.lines, 'line')}", wrong=bool(running.code)
        )

    def _tell(self, message: str, *, wrong: bool = False) -> None:
        told = self.query_one("#output-told", Static)
        told.set_class(wrong, "-wrong")
        at_work = not wrong and not self._ending
        keys = keys_line(*[("^c", "stop it")] * at_work, ("Esc", "close"))
        told.update(Content.assemble(clean_line(message), "   ", keys))

    def action_stop(self) -> None:
        """Tell the command to end."""
        if self._process is not None:
            self._process.stop()

    def action_close(self) -> None:
        """Close; what is at work is ended."""
        self.dismiss(f"{self._command} {self._ending}" if self._ending else "the command was stopped")
