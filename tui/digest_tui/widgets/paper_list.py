"""The list of papers: a row is made when it is looked at, so a list of any length costs the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from digest_parsers.model import Appearance
from digest_parsers.rows import Rows
from digest_tui import render
from digest_tui.commands import Pane
from digest_tui.render import RowFlags
from digest_tui.widgets.line_list import LineList
from digest_tui.wrap import wrap

if TYPE_CHECKING:
    from digest_parsers.highlights import Highlight


class PaperList(LineList):
    """Papers, one a line, with a cursor."""

    pane = Pane.PAPERS

    @dataclass
    class Moved(Message):
        """The cursor is on another paper, or on none."""

        appearance: Appearance | None

    @dataclass
    class Opened(Message):
        """A paper was chosen with the mouse."""

        appearance: Appearance

    def __init__(
        self,
        flags: Callable[[str], RowFlags],
        *,
        cells: Sequence[str] = render.DEFAULT_CELLS,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Make an empty list.

        Args:
            flags: Tells what the user and the library know of a paper, by its id.
            cells: What rows show, from left to right, as far as there is room.
            id: Its name in the styles.
        """
        super().__init__(id=id)
        self._flags = flags
        self._rows = Rows()
        self._widest = 0
        self._highlights: Sequence[Highlight] = ()
        self._cells = tuple(cells)
        self._columns = render.RowColumns()
        self._tex = False
        self._empty: Sequence[str] = ()

    # --- what is in it

    @property
    def rows(self) -> Rows:
        """The papers, top to bottom."""
        return self._rows

    @property
    def current(self) -> Appearance | None:
        """The paper under the cursor."""
        return self._rows[self.cursor] if self._rows else None

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
        self._rows, self._widest, self._highlights = rows, widest_category, highlights
        self._empty = empty.split("\n")
        self.changed()
        self.put_cursor((rows.position(keep) or 0) if keep else 0)
        current = self.current
        if current is None or not current.is_at(before):
            self.tell_moved()

    def refresh_marks(self) -> None:
        """Draw the rows again after papers were read or bookmarked."""
        self.changed()

    def show_tex(self, tex: bool) -> None:
        """Show TeX in titles as it was written, or as the signs that it stands for."""
        self._tex = tex
        self.refresh_marks()

    def show_tldr(self, shown: bool) -> None:
        """Give each paper a second line with its TL;DR, or none."""
        self.row_height = 2 if shown else 1
        self.changed()
        self.scroll_to_cursor()

    # --- the cursor

    def tell_moved(self) -> None:
        """Tell which paper the cursor is on."""
        self.post_message(self.Moved(self.current))

    def tell_opened(self, *, twice: bool) -> None:
        """Tell which paper was clicked twice."""
        current = self.current
        if twice and current is not None:
            self.post_message(self.Opened(current))

    # --- drawing

    def lay_out(self, width: int) -> int:
        """Choose the columns for a width; there is a line for each paper."""
        self._columns = render.columns_for(
            width, scored=self._rows.scored, widest_category=self._widest, wanted=self._cells
        )
        return len(self._rows) * self.row_height

    def make_line(self, number: int, width: int) -> Strip:
        """A paper, or its TL;DR below it."""
        which, below = divmod(number, self.row_height)
        appearance = self._rows[which]
        room = max(1, width - 1)
        if below:
            row = render.second_line(appearance, room, self._columns, self._highlights, tex=self._tex)
        else:
            flags = self._flags(appearance.entry.arxiv_id)
            row = render.row(appearance, room, self._columns, flags, self._highlights, tex=self._tex)
        line = self.strip(row, width - 1, *self.under(number))
        return Strip([self.edge(number), *line], width)

    def _said(self, room: int) -> list[str]:
        """What is said in place of papers, in lines of a width."""
        return [line[start:end] for line in self._empty for start, end in wrap(line, max(1, room))]

    def make_blank(self, number: int, width: int) -> Strip:
        """A line below the last paper; where there is none, what is said in their place."""
        said = [] if self._rows else self._said(width - 3)
        told = said[number - 1] if 1 <= number <= len(said) else ""
        return Strip([Segment("  " + told, self.look("empty"))]).adjust_cell_length(width, self.look())
