"""Widgets that no content moves, and those of which every line looks the same."""

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from digest_tui.parts import Parted


class Still(Parted, Widget, part=True):
    """A widget whose own place, and that of all others, does not depend on what is in it; a last base class.

    For any other one Textual lays the whole screen out anew whenever the size of its content changes, thus a
    second time after each new size, and paints all of it again.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))


class Even(Parted, Widget, part=True):
    """A widget whose lines are all the same, blank unless it says otherwise: one is made for all of them.

    Textual would make each, look for borders and paddings around it and remember it: 150 lines for what is
    below and between the panes, which is 4 ms of a first frame. A last base class.
    """

    #: What stands on each line, once for each column.
    sign = " "

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget."""
        segments = [Segment(self.sign * crop.width, self.visual_style.rich_style)]
        for one in self.get_line_filters():
            segments = one.apply(segments, self.background_colors[1])
        return [Strip(segments, crop.width)] * crop.height
