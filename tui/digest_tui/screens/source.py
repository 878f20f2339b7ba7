"""The source: a paper's lines as they stand in its file, damaged text and all."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from digest_parsers.sanitize import clean_line
from digest_tui.screens.leaving import Asking
from digest_tui.source_text import SourceText
from digest_tui.widgets.hanging import hanging
from digest_tui.widgets.window import Window

#: Columns of the window, at most; and of its border, padding and scrollbar.
_WIDEST, _AROUND = 92, 6


class SourceScreen(Asking[None]):
    """Lines of a file with their numbers; control characters are left out even here."""

    BINDINGS = [("escape,q", "dismiss", "close"), ("space", "page(1)", "page down")]  # noqa: RUF012 (Textual declares it so)
    AUTO_FOCUS = "#source-text"
    CSS = """
    #source { width: 92; height: 90%; }
    #source-text { height: 1fr; background: $surface; scrollbar-size-vertical: 1; }
    """

    def __init__(self, source: SourceText, *, mark: int | None = None) -> None:
        """Show some lines.

        Args:
            source: The lines, or why there are none.
            mark: The number of a line that is set off, if any.
        """
        super().__init__()
        self._source = source
        self._mark = mark

    def compose(self) -> ComposeResult:
        """The path and the lines."""
        with Window(id="source"):
            yield Static(Content(clean_line(self._source.path)), classes="heading")
            with VerticalScroll(id="source-text", can_focus=True):
                yield Static(Content("\n").join(self._numbered()))

    def key_j(self) -> None:
        """Scroll down."""
        self.query_one("#source-text").scroll_relative(y=1, animate=False)

    def key_k(self) -> None:
        """Scroll up."""
        self.query_one("#source-text").scroll_relative(y=-1, animate=False)

    def action_page(self, pages: int) -> None:
        """A screen, less a line to keep the thread."""
        text = self.query_one("#source-text")
        text.scroll_relative(y=pages * max(1, text.size.height - 1), animate=False)

    def _numbered(self) -> list[Content]:
        source = self._source
        if source.problem:
            return [Content(clean_line(source.problem))]
        return [self._line(number, line) for number, line in enumerate(source.lines, start=source.first)]

    def _line(self, number: int, line: str) -> Content:
        marked = number == self._mark
        before = Content.assemble((f"{number:6} ", "$text-faint"), ("▌" if marked else " ", "$accent"))
        text = Content.styled(clean_line(line), "bold" if marked else "")
        return hanging(before, text, min(_WIDEST, self.app.size.width) - _AROUND)
