"""The source: a paper's lines as they stand in its file, damaged text and all."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from digest_parsers.sanitize import clean_line
from digest_tui.screens.leaving import Asking
from digest_tui.source_text import SourceText
from digest_tui.widgets.hanging import hanging
from digest_tui.widgets.window import Window
from digest_tui.wrap import wrap

#: Columns of the window, at most; and of its border, padding and scrollbar.
_WIDEST, _AROUND = 92, 6
#: Lines of a terminal below which only what is asked for is shown.
_LOW = 14
#: Columns before a line: its number and a sign.
_BEFORE = 8


class SourceScreen(Asking[None]):
    """Lines of a file with their numbers; control characters are left out even here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "close"),
        Binding("space", "page(1)", "page down"),
    ]
    AUTO_FOCUS = "#source-text"
    DEFAULT_CSS = """
    #source { width: 92; height: 90%; }
    #source-doubt { height: auto; margin-top: 1; color: $text-muted; }
    #source-doubt { text-wrap: nowrap; text-overflow: ellipsis; }
    SourceScreen.-flat #source { height: 100%; border: none; }
    SourceScreen.-flat .heading { display: none; }
    SourceScreen.-flat #source-doubt { margin-top: 0; }
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
                yield Static(Content("\n").join(self._numbered()), id="source-lines")
            yield from self.compose_below()

    def on_resize(self, event: events.Resize) -> None:
        """Leave out the frame and the path where there is hardly any room."""
        self.set_class(event.size.height < _LOW, "-flat")

    def compose_below(self) -> ComposeResult:
        """What stands below the lines: nothing."""
        yield from ()

    def show_lines(self) -> None:
        """Show the lines anew."""
        self.query_one("#source-lines", Static).update(Content("\n").join(self._numbered()))

    def scroll_to_place(self, number: int, offset: int) -> None:
        """Bring a character of a line to the middle, by the line's number and its offset in what is shown."""
        lines = self._numbered()
        above = lines[: number - self._source.first]
        room = max(1, self.columns - _BEFORE)
        spans = wrap(clean_line(self._source.lines[len(above)]), room)
        row = sum(one.plain.count("\n") + 1 for one in above) + sum(end <= offset for _, end in spans)
        text = self.query_one("#source-text")
        text.call_after_refresh(lambda: text.scroll_to(y=row - text.size.height // 2, animate=False))

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
        sign = "▌" if number == self._mark else " "
        before = Content.assemble((f"{number:6} ", "$text-faint"), (sign, "$accent"))
        return hanging(before, self.styled(number, line), self.columns)

    def styled(self, number: int, line: str) -> Content:
        """A line without control characters, set off if it is the one that is marked."""
        return Content.styled(clean_line(line), "bold" if number == self._mark else "")

    @property
    def columns(self) -> int:
        """Columns of a line, its number included."""
        return min(_WIDEST, self.app.size.width) - _AROUND
