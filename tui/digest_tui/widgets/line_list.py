"""A list with a cursor: what the lists of days, categories and papers have in common."""

from collections.abc import Hashable

from rich.segment import Segment
from textual import events
from textual.geometry import Region

from digest_tui.widgets.lines import Lines, filled

#: Lines that stay in sight above and below the cursor.
_MARGIN = 2


class LineList(Lines, part=True):
    """Lines with a cursor on one of them.

    A subclass also says which lines the cursor passes over, and tells whoever listens where it is.
    """

    #: What stands at the left end of the line under the cursor, with the focus and without.
    markers = ("▌", "▏")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cursor = 0
        #: Lines that each row takes.
        self.row_height = 1

    # --- for subclasses

    def passed_over(self, number: int) -> bool:
        """Whether the cursor cannot be on a line."""
        del number
        return False

    def covered(self) -> int:
        """How many lines at the top of the widget are not those that are scrolled to."""
        return 0

    def tell_moved(self) -> None:
        """Tell where the cursor is now."""

    def tell_opened(self, *, twice: bool) -> None:
        """Tell that the line under the cursor was clicked."""

    # --- the cursor

    @property
    def height_in_rows(self) -> int:
        """How many rows there are."""
        return self.virtual_size.height // self.row_height

    def page_height(self) -> int:
        """Rows on the screen."""
        return max(1, self.scrollable_content_region.height // self.row_height)

    @property
    def cursor(self) -> int:
        """The number of the line under the cursor; 0 in an empty list."""
        return self._cursor

    def move(self, steps: int) -> None:
        """Move the cursor by lines, over those that it passes over, stopping at the ends."""
        step = 1 if steps > 0 else -1
        height, at = self.height_in_rows, self._cursor
        reached = max(0, min(at + steps, height - 1))
        while 0 <= reached < height and self.passed_over(reached):
            reached += step
        if not 0 <= reached < height:  # nothing but headings further on: as far as there is something
            reached = max(0, min(at + steps, height - 1))
            while reached != at and self.passed_over(reached):
                reached -= step
        self.move_to(reached)

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or last line."""
        self.move(self.height_in_rows if last else -self.height_in_rows)

    def move_to(self, number: int) -> None:
        """Put the cursor on a line; the nearest one where there is none of this number."""
        number = max(0, min(number, self.height_in_rows - 1))
        if number != self._cursor and self.height_in_rows:
            self.put_cursor(number)
            self.tell_moved()

    def put_cursor(self, number: int) -> None:
        """Show the cursor on a line without telling anybody."""
        before, self._cursor = self._cursor, number
        for changed in {before, number}:
            top = changed * self.row_height - self.scroll_offset.y
            self.refresh(Region(0, top, self.size.width, self.row_height))
        self.scroll_to_cursor()

    def scroll_to_cursor(self) -> None:
        """Scroll as little as brings the line under the cursor into sight, with some around it."""
        if not self.size:
            return  # nothing is laid out yet
        covered = self.covered()
        height, top = self.scrollable_content_region.height - covered, self.scroll_offset.y + covered
        first, last = self._cursor * self.row_height, (self._cursor + 1) * self.row_height - 1
        margin = min(_MARGIN, max(0, (height - self.row_height) // 2))
        if first < top + margin:
            top = first - margin
        elif last >= top + height - margin:
            top = last - height + 1 + margin
        top = max(0, top - covered)
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)

    # --- drawing

    def state_of(self, number: int) -> Hashable:
        """Whether the cursor is on it."""
        return number // self.row_height == self._cursor

    def under(self, number: int) -> tuple[str, ...]:
        """What lies under a line: the mark of the cursor, or nothing."""
        if number // self.row_height != self._cursor:
            return ()
        return ("cursor",) if self.has_focus else ("cursor-blurred",)

    def edge(self, number: int) -> Segment:
        """The left end of a line."""
        marker = " "
        if number // self.row_height == self._cursor:
            marker = self.markers[0 if self.has_focus else 1]
        return Segment(marker, self.look(*self.under(number)))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.scroll_to_cursor()

    # --- the mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is, and tell of it."""
        (line,) = self.drawn(self.scroll_offset.y, range(event.y, event.y + 1))
        number = line // self.row_height
        inside = number < self.height_in_rows and not self.on_scrollbar(event)
        if inside and not self.passed_over(number):
            self.move_to(number)
            self.tell_opened(twice=event.chain == 2)


class SidebarList(LineList, part=True):
    """A list at the side: its first column is an edge that is lit while it has the focus."""

    def edge(self, number: int) -> Segment:
        """The left end of a line: a thin lit edge, thick at the cursor, which the other lists mark alike."""
        here = number // self.row_height == self._cursor and number < self.virtual_size.height
        thick, thin = self.markers
        if self.has_focus:
            return Segment(thick if here else thin, self.look(*self.under(number), "edge"))
        return Segment(thin if here else " ", self.look(*self.under(number)))

    def make_blank(self, number: int, width: int) -> list[Segment]:
        """A line below the last one."""
        return filled([self.edge(number)], width, self.look())
