"""The list of papers: a row is made when it is looked at, so a list of any length costs the same.

Between the rows there can be lines of bands (:mod:`digest_tui.bands`). What :class:`LineList` calls a
line is a slot then; papers are numbered without them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.message import Message

from digest_parsers.model import Appearance
from digest_parsers.rows import Rows
from digest_tui import render
from digest_tui.bands import Band, Bands
from digest_tui.commands import Pane
from digest_tui.render import RowFlags
from digest_tui.widgets.line_list import LineList
from digest_tui.widgets.lines import filled
from digest_tui.wrap import wrap

if TYPE_CHECKING:
    from digest_parsers.highlights import Highlight


#: Stands in the place of a paper's id for the line below which papers are folded away.
FOLD = "fold"


class PaperList(LineList):
    """Papers, one a line, with a cursor."""

    pane = Pane.PAPERS

    @dataclass(eq=False, repr=False)
    class Moved(Message):
        """The cursor is on another paper, or on none."""

        appearance: Appearance | None

    @dataclass(eq=False, repr=False)
    class Opened(Message):
        """A paper was chosen with the mouse."""

        appearance: Appearance

    def __init__(
        self,
        flags: Callable[[str], RowFlags],
        *,
        cells: Sequence[str] = render.DEFAULT_CELLS,
        id: str | None = None,
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
        self._bands = Bands(0)
        self._onward = 1
        self._widest = 0
        self._watched = False
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
    def unfolded(self) -> Rows:
        """The papers that can be seen: all but those that are folded away."""
        return self._rows.head(self._bands.rows)

    @property
    def bands(self) -> Bands:
        """How the rows are cut up."""
        return self._bands

    @property
    def number(self) -> int | None:
        """The number of the paper under the cursor; None on a line that is none, or in an empty list."""
        return self._bands.row(self.cursor) if self._bands.slots else None

    @property
    def current(self) -> Appearance | None:
        """The paper under the cursor."""
        number = self.number
        return None if number is None else self._rows[number]

    def put_cursor(self, number: int) -> None:
        """Show the cursor on a line, and note which way it went."""
        self._onward = 1 if number >= self.cursor else -1
        super().put_cursor(number)

    def beside_cursor(self) -> Appearance | None:
        """The paper that one more step the same way leads to; None where there is none."""
        beside = -1 if self.number is None else self.number + self._onward
        return self._rows[beside] if 0 <= beside < len(self._rows) else None

    def show(
        self,
        rows: Rows,
        *,
        bands: Sequence[Band] = (),
        widest_category: int = 0,
        watched: bool = False,
        highlights: "Sequence[Highlight]" = (),
        keep: str | None = None,
        empty: str = "",
    ) -> None:
        """Show other papers.

        Args:
            rows: The papers; the list keeps them and does not change them.
            bands: Where lines stand between them; the rows of a band that folds are hidden at first.
            widest_category: Characters of the longest primary category among them.
            watched: Whether a watch has found any of them.
            highlights: What to mark in titles.
            keep: The id of the paper, or :data:`FOLD`, to put the cursor on when it is there, whatever that
                unfolds; otherwise it is on the first paper.
            empty: What to say when there are none.
        """
        before = self.current
        number = rows.position(keep) if keep and keep != FOLD else None
        stays = number is not None or keep == FOLD
        folded = self._bands.folded if stays and self._bands.foldable else True
        self._bands = Bands(len(rows), bands, folded=folded)
        if number is not None and number >= self._bands.rows:
            self._bands = Bands(len(rows), bands)
        self._rows, self._widest, self._highlights = rows, widest_category, highlights
        self._watched = watched
        self._empty = empty.split("\n")
        self.changed()
        fold = self._bands.fold if keep == FOLD else None
        self.put_cursor(self._bands.slot(number or 0) if fold is None else fold)
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

    @property
    def on_fold(self) -> bool:
        """Whether the cursor is on the line of a band that folds."""
        band = self._bands.line(self.cursor)
        return band is not None and band.folds

    def turn_fold(self) -> bool:
        """Hide the rows of the band that folds, or show them, when the cursor is on its line.

        Returns:
            False when it is not.
        """
        if not self.on_fold:
            return False
        self._bands = self._bands.folding(not self._bands.folded)
        self.changed()
        self.scroll_to_cursor()
        return True

    # --- the cursor

    def go_to(self, number: int) -> None:
        """Put the cursor on a paper, or on the line below which it is hidden."""
        self.move_to(self._bands.slot(number))

    def step(self, step: int) -> bool:
        """Go to the next or previous paper.

        Returns:
            False when there is none that can be seen in that direction.
        """
        slot = self.cursor + step
        while 0 <= slot < self._bands.slots and self._bands.row(slot) is None:
            slot += step
        there = 0 <= slot < self._bands.slots
        if there:
            self.move_to(slot)
        return there

    def step_band(self, step: int) -> bool:
        """Go to the first paper of the next band, or of this one or the one before.

        Returns:
            False when there is none in that direction.
        """
        number = self._bands.rows if self.number is None else self.number
        wanted = self._bands.first_row(number, step)
        if wanted is not None:
            self.go_to(wanted)
        return wanted is not None

    def passed_over(self, number: int) -> bool:
        """Headings are no papers; the line of a fold can be opened."""
        band = self._bands.line(number)
        return band is not None and not band.folds

    def covered(self) -> int:
        """A line for the heading of the band that the cursor is in."""
        return 0 if self._heading_above(self.cursor) is None else 1

    def drawn(self, top: int, heights: range) -> Sequence[int]:
        """At the top the heading of the band that is scrolled to, in place of what it covers."""
        numbers = super().drawn(top, heights)
        heading = self._heading_above(top // self.row_height)
        if heading is None:
            return numbers
        shifted = [number - 1 if number == heading else number for number in numbers]
        return [heading, *shifted[1:]] if heights.start == 0 else shifted

    def _heading_above(self, slot: int) -> int | None:
        """The number of the line that says which band a slot is in, where there is room for more than it."""
        above = self._bands.above(slot) if self.size.height > self.row_height + 1 else None
        return None if above is None else above * self.row_height + self.row_height - 1

    def tell_moved(self) -> None:
        """Tell which paper the cursor is on."""
        self.post_message(self.Moved(self.current))

    def tell_opened(self, *, twice: bool) -> None:
        """Tell which paper was clicked twice; a fold is turned at once."""
        current = self.current
        if self.turn_fold():
            return
        if twice and current is not None:
            self.post_message(self.Opened(current))

    # --- drawing

    def lay_out(self, width: int) -> int:
        """Choose the columns for a width; there is a line for each paper and each band."""
        self._columns = render.columns_for(
            width,
            scored=self._rows.scored,
            widest_category=self._widest,
            watched=self._watched,
            wanted=self._cells,
        )
        return self._bands.slots * self.row_height

    def make_line(self, number: int, width: int) -> list[Segment]:
        """A paper, or its TL;DR below it, or the line of a band."""
        slot, below = divmod(number, self.row_height)
        room = max(1, width - 1)
        which = self._bands.row(slot)
        if which is None:
            return self._band_line(slot, number, width)
        appearance = self._rows[which]
        if below:
            row = render.second_line(appearance, room, self._columns, self._highlights, tex=self._tex)
        else:
            flags = self._flags(appearance.entry.arxiv_id)
            row = render.row(appearance, room, self._columns, flags, self._highlights, tex=self._tex)
        return [self.edge(number), *self.segments(row, width - 1, *self.under(number))]

    def _said(self, room: int) -> list[str]:
        """What is said in place of papers, in lines of a width."""
        return [line[start:end] for line in self._empty for start, end in wrap(line, max(1, room))]

    def _band_line(self, slot: int, number: int, width: int) -> list[Segment]:
        """The line of a band; of two the lower one, so that it stands apart from what is above."""
        band = self._bands.line(slot)
        assert band is not None, "what is no row is the line of a band"
        said = (number + 1) % self.row_height == 0
        row = render.band_line(band, max(1, width - 1), folded=self._bands.folded) if said else ()
        return [self.edge(number), *self.segments(row, width - 1, *self.under(number))]

    def make_blank(self, number: int, width: int) -> list[Segment]:
        """A line below the last paper; where there is none, what is said in their place."""
        said = [] if self._rows else self._said(width - 3)
        told = said[number - 1] if 1 <= number <= len(said) else ""
        return filled([Segment("  " + told, self.look("empty"))], width, self.look())
