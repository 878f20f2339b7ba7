"""The keys of a screen that shows lines: the same as everywhere in the reader."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from digest_tui.widgets.text_lines import TextLines

_T = TypeVar("_T")


class Paging(Screen[_T]):
    """Scrolls the :class:`TextLines` of a screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "line(1)", "down"),
        Binding("k,up", "line(-1)", "up"),
        Binding("space,pagedown,ctrl+f", "page(1)", "page down"),
        Binding("b,pageup,ctrl+b", "page(-1)", "page up"),
        Binding("g,home", "end(False)", "first line"),
        Binding("G,end", "end(True)", "last line"),
    ]

    @property
    def _lines(self) -> TextLines:
        return self.query_one(TextLines)

    def action_line(self, lines: int) -> None:
        """One line."""
        self._lines.move(lines)

    def action_page(self, pages: int) -> None:
        """A screen, less a line to keep the thread."""
        self._lines.move(pages * max(1, self._lines.page_height() - 1))

    def action_end(self, last: bool) -> None:
        """To the first or the last line."""
        self._lines.move_to_end(last=last)
