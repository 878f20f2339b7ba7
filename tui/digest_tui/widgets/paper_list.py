"""The list of papers: a line-API widget that draws only the rows on the screen.

A list of any length costs the same, because nothing is made per paper: a row is rendered when it is
looked at.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from digest_parsers.model import Appearance
from digest_parsers.rows import Rows
from digest_tui import render
from digest_tui.commands import Pane
from digest_tui.render import RowFlags

if TYPE_CHECKING:
    from digest_parsers.highlights import Highlight


class PaperList(ScrollView, can_focus=True):
    """Papers, one a line, with a cursor.

    Component classes:

    | class | what |
    |---|---|
    | ``paper-list--cursor`` | the row under the cursor |
    | ``paper-list--dot`` ``--star`` ``--badge`` | the signs for unread, bookmarked, seen on another day |
    | ``paper-list--score`` ``--bar`` | the score and its bar |
    | ``paper-list--unread`` ``--read`` | titles |
    | ``paper-list--category`` | the primary category |
    | ``paper-list--match`` | what a search found |
    | ``paper-list--empty`` | the text where there are no papers |
    """

    pane = Pane.PAPERS
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"paper-list--{role}"
        for role in (
            "cursor",
            "dot",
            "star",
            "badge",
            "score",
            "bar",
            "unread",
            "read",
            "category",
            "match",
            "empty",
        )
    }

    @dataclass
    class Moved(Message):
        """The cursor is on another paper, or on none."""

        appearance: Appearance | None

    @dataclass
    class Opened(Message):
        """A paper was chosen with the mouse."""

        appearance: Appearance

    def __init__(self, flags: Callable[[str], RowFlags], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._flags = flags
        self._rows = Rows()
        self._widest = 0
        self._highlights: Sequence[Highlight] = ()
        self._columns = render.RowColumns(score=False, category=0)
        self._cursor = 0
        self._empty = ""
        self._tex = False
        self._strips: LRUCache[tuple[int, int, bool, bool], Strip] = LRUCache(512)

    # --- what is in it

    @property
    def rows(self) -> Rows:
        """The papers, top to bottom."""
        return self._rows

    @property
    def cursor(self) -> int:
        """The number of the row under the cursor; 0 in an empty list."""
        return self._cursor

    @property
    def current(self) -> Appearance | None:
        """The paper under the cursor."""
        return self._rows[self._cursor] if self._rows else None

    def show(
        self,
        rows: Rows,
        *,
        widest_category: int = 0,
        highlights: "Sequence[Highlight]" = (),
        keep: str | None = None,
        empty: str = "",
    ) -> None:
        """Show other papers.

        Args:
            rows: The papers; the list keeps them and does not change them.
            widest_category: Characters of the longest primary category among them.
            highlights: What to mark in titles.
            keep: The id of the paper to put the cursor on when it is there; otherwise the first.
            empty: What to say when there are none.
        """
        before = self.current
        self._rows, self._widest, self._highlights, self._empty = rows, widest_category, highlights, empty
        self._cursor = (rows.position(keep) or 0) if keep else 0
        self._measure()
        self._scroll_to_cursor()
        self.refresh()
        current = self.current
        if current is None or not current.is_at(before):
            self.post_message(self.Moved(current))

    def refresh_marks(self) -> None:
        """Draw the rows again after papers were read or bookmarked."""
        self._strips.clear()
        self.refresh()

    def show_tex(self, tex: bool) -> None:
        """Show TeX in titles as it was written, or as the signs that it stands for."""
        self._tex = tex
        self.refresh_marks()

    # --- the cursor

    def move(self, steps: int) -> None:
        """Move the cursor by rows, stopping at the ends."""
        self.move_to(self._cursor + steps)

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or last row."""
        self.move_to(len(self._rows) - 1 if last else 0)

    def page_height(self) -> int:
        """Rows on the screen."""
        return max(1, self.scrollable_content_region.height)

    def move_to(self, number: int) -> None:
        """Put the cursor on a row; the nearest one where there is none of this number."""
        number = max(0, min(number, len(self._rows) - 1))
        if number == self._cursor or not self._rows:
            return
        before, self._cursor = self._cursor, number
        for changed in (before, number):
            self.refresh(Region(0, changed - self.scroll_offset.y, self.size.width, 1))
        self._scroll_to_cursor()
        self.post_message(self.Moved(self.current))

    def _scroll_to_cursor(self) -> None:
        height = self.page_height()
        top = self.scroll_offset.y
        margin = min(2, (height - 1) // 2)
        if self._cursor < top + margin:
            top = self._cursor - margin
        elif self._cursor >= top + height - margin:
            top = self._cursor - height + 1 + margin
        self.scroll_to(y=max(0, top), animate=False, force=True)

    # --- drawing

    def _measure(self) -> None:
        self._strips.clear()
        width = self.scrollable_content_region.width
        self._columns = render.columns_for(width, scored=self._rows.scored, widest_category=self._widest)
        self.virtual_size = Size(width, len(self._rows))

    def on_resize(self) -> None:
        """Lay the columns out for the new width."""
        self._measure()
        self._scroll_to_cursor()

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the widget."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if not self._rows:
            return self._empty_line(y, width)
        if number >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        key = (number, width, number == self._cursor, self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._row_strip(number, width)
        return strip

    def _row_strip(self, number: int, width: int) -> Strip:
        appearance = self._rows[number]
        line = render.row(
            appearance,
            max(1, width - 1),
            self._columns,
            self._flags(appearance.entry.arxiv_id),
            self._highlights,
            tex=self._tex,
        )
        base, marker = self.rich_style, " "
        if number == self._cursor:
            base += self.get_component_rich_style("paper-list--cursor", partial=True)
            marker = "▌"
        segments = [Segment(marker, base)]
        segments += [Segment(part.text, self._style(base, part.roles)) for part in line]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, base: Style, roles: tuple[str, ...]) -> Style:
        for role in roles:
            if role != "text":
                base += self.get_component_rich_style(f"paper-list--{role}", partial=True)
        return base

    def _empty_line(self, y: int, width: int) -> Strip:
        lines = self._empty.split("\n")
        number = y - 1
        if not 0 <= number < len(lines):
            return Strip.blank(width, self.rich_style)
        style = self.rich_style + self.get_component_rich_style("paper-list--empty", partial=True)
        return Strip([Segment("  " + lines[number], style)]).adjust_cell_length(width, self.rich_style)

    # --- the mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click opens the paper."""
        number = event.y + self.scroll_offset.y
        if not 0 <= number < len(self._rows):
            return
        self.move_to(number)
        if event.chain == 2:
            self.post_message(self.Opened(self._rows[number]))
