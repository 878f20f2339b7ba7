"""What the lists at the side have in common: an edge that is lit while they have the focus."""

from rich.segment import Segment
from textual.strip import Strip

from digest_tui.widgets.line_list import LineList


class SidebarList(LineList):
    """A list whose first column is its edge."""

    def edge(self, number: int) -> Segment:
        """The left end of a line: a thin lit edge, thick at the cursor, which the other lists mark alike."""
        here = number // self.row_height == self._cursor and number < self.virtual_size.height
        thick, thin = self.markers
        if self.has_focus:
            return Segment(thick if here else thin, self.look(*self.under(number), "edge"))
        return Segment(thin if here else " ", self.look(*self.under(number)))

    def make_blank(self, number: int, width: int) -> Strip:
        """A line below the last one."""
        return Strip([self.edge(number)]).adjust_cell_length(width, self.look())
