"""Rows under lines that are no rows: headings that stay in sight, and folds that hide what is below them.

The one idea behind both: a list is cut into bands, each below a line of its own. A *slot* is a place in
what is drawn, a row or the line of a band; rows are numbered as if there were no such lines. Whatever the
length of the list, going from the one number to the other takes a search among the bands.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Band(NamedTuple):
    """A stretch of rows below a line of its own, which reaches to the next band or to the end.

    Attributes:
        start: The number of its first row.
        text: What the line says, as far as there is room.
        tail: What stands behind that whatever the room.
        folds: Whether its rows can be hidden, so that the cursor stops at the line.
    """

    start: int
    text: str
    tail: str = ""
    folds: bool = False


class Bands:
    """The lines of a list of rows with bands. Rows before the first band have no line above them."""

    def __init__(self, rows: int, bands: Iterable[Band] = (), *, folded: bool = False) -> None:
        """Cut a list up.

        Args:
            rows: How many rows there are.
            bands: The bands, from top to bottom; one that folds is the last.
            folded: Whether the rows of one that folds are hidden.
        """
        self._bands = tuple(bands)
        self._total = rows
        self._starts = [band.start for band in self._bands]
        self._tops = [start + number for number, start in enumerate(self._starts)]
        self.foldable = bool(self._bands) and self._bands[-1].folds
        self.folded = folded and self.foldable
        #: How many rows can be seen, which are the first ones.
        self.rows = self._starts[-1] if self.folded else rows
        #: How many slots there are.
        self.slots = self.rows + len(self._bands)

    @property
    def fold(self) -> int | None:
        """The slot of the line of the band that folds, if there is one."""
        return self._tops[-1] if self.foldable else None

    def folding(self, folded: bool) -> "Bands":
        """The same with the rows of the one that folds hidden, or not."""
        return Bands(self._total, self._bands, folded=folded)

    def row(self, slot: int) -> int | None:
        """The number of the row in a slot; None for the line of a band."""
        at = bisect_right(self._tops, slot) - 1
        return None if at >= 0 and self._tops[at] == slot else slot - at - 1

    def slot(self, row: int) -> int:
        """The slot of a row; of one that is hidden, that of the line above it."""
        if row >= self.rows and self.folded:
            return self._tops[-1]
        return row + bisect_right(self._starts, row)

    def line(self, slot: int) -> Band | None:
        """The band whose line is in a slot; None for a row."""
        at = bisect_right(self._tops, slot) - 1
        return self._bands[at] if at >= 0 and self._tops[at] == slot else None

    def above(self, slot: int) -> int | None:
        """The slot of the line of the band that a slot belongs to; None before the first band."""
        at = bisect_right(self._tops, slot) - 1
        return self._tops[at] if at >= 0 else None

    def first_row(self, row: int, step: int) -> int | None:
        """The first row of the next band, or of the one before; None when there is none.

        From within a band, back leads to its own first row.
        """
        at = bisect_right(self._starts, row) - 1
        if step < 0 and at >= 0 and self._starts[at] < row:
            return self._starts[at]
        wanted = at + step
        if not 0 <= wanted < len(self._starts) or self._starts[wanted] >= self.rows:
            return None
        return self._starts[wanted]
