"""Lines of text that no paper is: what a command has said, what a file would become."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import chop_cells
from rich.segment import Segment

from digest_parsers.sanitize import clean_line
from digest_tui.render.parts import Part
from digest_tui.widgets.lines import Lines


class TextLine(NamedTuple):
    """A line of text.

    Attributes:
        text: The line; whatever is in it is shown as text.
        role: What it is, one of :data:`digest_tui.widgets.looks.LOOKS`.
    """

    text: str
    role: str = "text"


class TextLines(Lines):
    """Lines that are broken where they are too long, in the middle of a word if need be."""

    DEFAULT_CSS = """
    TextLines { background: $surface; }
    """

    def __init__(self, lines: Iterable[TextLine] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines = list(lines)
        self._broken: list[TextLine] = []
        self._width = 0
        self._taken = 0

    def put(self, lines: Sequence[TextLine], *, most: int) -> None:
        """Show more lines below, and no more than some; who is at the end stays there."""
        follow = self.max_scroll_y > 0 and self.scroll_offset.y >= self.max_scroll_y
        self._lines += lines
        if len(self._lines) > most:
            del self._lines[:-most]
            self._width = 0
        self.changed()
        if follow:
            self.move_to_end(last=True)

    def plain_lines(self) -> list[str]:
        """The lines as plain text."""
        return [one.text for one in self._lines]

    # --- moving

    def move(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)

    def move_to_end(self, *, last: bool) -> None:
        """Scroll to the first or the last line."""
        self.scroll_to(y=self.max_scroll_y if last else 0, animate=False, force=True)

    # --- drawing

    def lay_out(self, width: int) -> int:
        """Break the lines that are not broken yet for this width."""
        if width != self._width:
            self._width, self._broken, self._taken = width, [], 0
        if width:
            for text, role in self._lines[self._taken :]:
                self._broken += [
                    TextLine(piece, role) for piece in chop_cells(clean_line(text), width) or [""]
                ]
            self._taken = len(self._lines)
        return len(self._broken)

    def make_line(self, number: int, width: int) -> list[Segment]:
        """One of them."""
        text, role = self._broken[number]
        return self.segments([Part(text, (role,))], width)
