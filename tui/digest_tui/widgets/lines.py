"""Widgets that are lines of text, of which no more is made than is on the screen.

Textual's own lists make something for every row before the first one is shown (184 days in an ``OptionList``:
12 ms of a launch that may take 50), and lay the screen out again when the number of rows changes. A
:class:`Lines` does neither: its lines are made when they are painted, kept until they change, and painted
without the borders and paddings that the toolkit would look for around each of them.
"""

from collections.abc import Hashable, Iterable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.color import Color
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from digest_tui.parts import Parted
from digest_tui.render.parts import Part
from digest_tui.widgets.looks import look_of
from digest_tui.widgets.thumb import Cell, cells, line_at

#: Lines that are remembered: a few screens of them.
_REMEMBERED = 512


def filled(segments: Sequence[Segment], width: int, style: Style) -> list[Segment]:
    """Segments of a width together; what is longer is cut.

    They become a strip only when they are painted: each has seven caches of its own, and a page of forty
    lines has time for few of them.
    """
    used = sum(cell_len(text) for text, _, _ in segments)
    if used > width:
        return list(Strip(segments, used).crop(0, width))
    return [*segments, Segment(" " * (width - used), style)] if used < width else list(segments)


class Lines(Parted, ScrollView, can_focus=True):
    """Any number of lines of one height, drawn from the line API.

    A subclass says how many lines there are (:meth:`lay_out`) and makes each (:meth:`make_line`).
    """

    DEFAULT_CSS = """
    Lines { height: 1fr; overflow: hidden hidden; background: $background; color: $foreground; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strips: LRUCache[Hashable, Strip] = LRUCache(_REMEMBERED)
        self._looks: dict[tuple[str, ...], Style] = {}
        self._made_for = 0
        self._seen_through: tuple[Sequence[LineFilter], Color] = ((), Color(0, 0, 0))

    # --- for subclasses

    def make_line(self, number: int, width: int) -> list[Segment]:
        """The line of a number, as wide as the widget without its scrollbar."""
        raise NotImplementedError

    def state_of(self, number: int) -> Hashable:
        """What a line depends on besides its number; it is made anew when this is another."""
        del number
        return None

    def drawn(self, top: int, heights: range) -> Sequence[int]:
        """The numbers of the lines that are drawn at some heights of the widget, scrolled to a line."""
        return range(top + heights.start, top + heights.stop)

    def make_blank(self, number: int, width: int) -> list[Segment]:
        """A line below the last one."""
        del number
        return [Segment(" " * width, self.look())]

    def lay_out(self, width: int) -> int:
        """Get ready for lines of a width, which is 0 as long as it is not known.

        Returns:
            How many lines there are.
        """
        raise NotImplementedError

    # --- what they ask for

    @property
    def columns(self) -> int:
        """The width of a line: that of the widget without its scrollbar; 0 as long as it is not laid out."""
        return max(0, self.size.width - 1)

    def page_height(self) -> int:
        """Lines on the screen."""
        return max(1, self.size.height)

    def look(self, *roles: str) -> Style:
        """How text with some roles looks on this widget, from the general to the special."""
        style = self._looks.get(roles)
        if style is None:
            visual = self.visual_style
            terminal = self.app.native_ansi_color
            for role in roles:
                visual += look_of(role, self.app.theme_variables, terminal=terminal)
            if terminal and visual.reverse:
                visual = visual.without_color  # in reverse each colour would be a ground of its own
            style = self._looks[roles] = self._in_true_colours(visual.rich_style)
        return style

    def _in_true_colours(self, style: Style) -> Style:
        """A style without the terminal's own colours, where the app replaces them.

        Done once for each, and not for every line that has it (12 µs of 100).
        """
        filters, background = self._seen_through
        for one in filters:
            if isinstance(one, ANSIToTruecolor):
                style = one.truecolor_style(style, background.rich_color)
        return style

    def segments(self, parts: Iterable[Part], width: int, *under: str) -> list[Segment]:
        """A line from parts, as wide as it has to be.

        Args:
            parts: The parts; one that ends behind ``width`` is cut.
            width: Columns.
            under: Roles that lie under those of the parts and fill the rest of the line.
        """
        segments = [Segment(text, self.look(*under, *roles)) for text, roles, _ in parts]
        return filled(segments, width, self.look(*under))

    def changed(self) -> None:
        """Make all lines anew."""
        self._prepare(self.columns)
        self.refresh()

    def _prepare(self, width: int) -> None:
        self._strips.clear()
        self._made_for = width
        size = Size(0, self.lay_out(width))
        if size != self.virtual_size:
            # Not by assignment, which has Textual lay the whole screen out again for every paper (measured: a
            # second frame of 8 kB, 40 ms after the key). Nothing but what is scrolled to depends on it.
            self.set_reactive(Widget.virtual_size, size)
            self.scroll_y = self.validate_scroll_y(self.scroll_y)

    # --- what the toolkit asks for

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget, made when they are not there."""
        seen_through = (self.get_line_filters(), self.background_colors[1])
        if seen_through != self._seen_through:
            self._seen_through = seen_through
            self._looks.clear()
            self._strips.clear()
        width = self.columns
        if width != self._made_for:
            self._prepare(width)
        top = self.scroll_offset.y
        heights = crop.line_range
        # The compositor can ask for more than there is: it paints by the layout that was, while the size is
        # of the one that is to be (Textual 8.2; an error at the bottom that takes a second line).
        bar = cells(max(self.size.height, heights.stop), self.virtual_size.height, top)
        strips = [
            self._line(number, width, bar[y])
            for y, number in zip(heights, self.drawn(top, heights), strict=True)
        ]
        if crop.column_span != (0, width + 1):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """The line at a height of the widget."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def _line(self, number: int, width: int, cell: Cell) -> Strip:
        there = number < self.virtual_size.height
        key = (number, self.state_of(number) if there else None, cell)
        strip = self._strips.get(key)
        if strip is None:
            line = self.make_line(number, width) if there else self.make_blank(number, width)
            text, role = cell
            segments = [*line, Segment(text, self.look(role) if role else self.look())]
            filters, background = self._seen_through
            for one in filters:
                if not isinstance(one, ANSIToTruecolor):
                    segments = one.apply(segments, background)
            # What looks alike is written together: an eighth less for the terminal to read.
            strip = self._strips[key] = Strip(Segment.simplify(segments), width + 1)
        return strip

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether the mouse wheel scrolls."""
        return self.max_scroll_y > 0

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        self._looks.clear()
        self._strips.clear()
        super().notify_style_update()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Draw anew what tells where the focus is."""
        self._strips.clear()
        super().watch_has_focus(has_focus)
        self.refresh()

    # --- the mouse on the scrollbar

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scrollbar."""
        if self.on_scrollbar(event):
            event.stop()
            self.capture_mouse()
            self._scroll_to_mouse(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Scroll along with the mouse."""
        if self.app.mouse_captured is self:
            self._scroll_to_mouse(event)

    def on_mouse_up(self) -> None:
        """Let go of the scrollbar."""
        self.release_mouse()

    def on_scrollbar(self, event: events.MouseEvent) -> bool:
        """Whether the mouse is on the scrollbar."""
        return event.x >= self.columns

    def _scroll_to_mouse(self, event: events.MouseEvent) -> None:
        top = line_at(event.y, self.size.height, self.virtual_size.height)
        self.scroll_to(y=top, animate=False, force=True)
