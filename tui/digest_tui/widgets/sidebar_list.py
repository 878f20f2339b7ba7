"""What the lists at the side have in common: an edge that is lit while they have the focus."""

from rich.segment import Segment
from textual.strip import Strip

from digest_tui.widgets.line_list import LineList


class SidebarList(LineList):
    """A list whose first column is its edge."""

    def edge(self, number: int) -> Segment:
        """The left end of a line."""
        del number
        return Segment("▌", self.look("edge")) if self.has_focus else Segment(" ", self.look())

    def make_blank(self, number: int, width: int) -> Strip:
        """A line below the last one."""
        return Strip([self.edge(number)]).adjust_cell_length(width, self.look())
