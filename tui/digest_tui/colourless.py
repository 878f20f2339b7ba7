"""What is drawn without any colour (https://no-color.org), for whoever has set ``NO_COLOR``.

A filter over whatever is drawn, by any widget: what a background told is told in reverse. Textual's own
answers come short of that: it sends greys, or codes for the default colours, and either way a row that is
marked by its background alone is not marked any more.
"""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


class Colourless(LineFilter):
    """Takes colours away; meant for a theme whose background is the terminal's own."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with bold, underline and reverse only."""
        del background
        return [
            Segment(text, without_colour(style) if style else style, control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=1024)
def without_colour(style: Style) -> Style:
    """The style without colours, in reverse where it had a background other than the terminal's."""
    ground = style.bgcolor
    marked = bool(style.reverse) or (ground is not None and not ground.is_default)
    return style.without_color + Style(reverse=marked)
