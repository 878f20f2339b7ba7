"""The days of the library with their figures, below the shelves for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message

from digest_parsers.sanitize import clean_line
from digest_tui.commands import Pane
from digest_tui.render.parts import Part
from digest_tui.state import BadFile, Day, KeptKind, KeptPart, Place, Saved, Shelf
from digest_tui.widgets.line_list import SidebarList
from digest_tui.wrap import fit

#: What is under a heading: a year and a month, or nothing for the digests of which no day is known.
_Month = tuple[int, int] | None

#: Columns of the figure of unread papers, and the width from which on there is room for it.
_TAIL, _TAIL_FROM = 6, 20
#: Columns of the longest bar.
_BAR = 6


class DayFigures(NamedTuple):
    """One line of the list.

    Attributes:
        place: The day or shelf.
        papers: Papers there, or hits of the search that is going on; None when they are not counted (yet).
        unread: How many of them are unread; None where that is not counted.
        inferred: Whether the day was worked out.
        new: Whether something of it has come since the last visit.
        sign: What stands before the name of a saved search, and its role.
    """

    place: Place
    papers: int | None
    unread: int | None = None
    inferred: bool = False
    new: bool = False
    sign: tuple[str, str] = ("", "")


class DayList(SidebarList):
    """Shelves and days, newest first, under headings for the months."""

    pane = Pane.DAYS

    @dataclass(eq=False, repr=False)
    class Picked(Message):
        """The cursor is on another day or shelf."""

        place: Place

    @dataclass(eq=False, repr=False)
    class Opened(Message):
        """A day or shelf was chosen with the mouse."""

        place: Place

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[DayFigures | _Month] = []
        self._numbers: dict[Place, int] = {}
        self._most = 0
        self._searching = False

    def show(self, figures: Sequence[DayFigures], *, current: Place, searching: bool = False) -> None:
        """Show these lines with the cursor on one of them."""
        lines = _under_headings(figures)
        if (lines, searching) != (self._lines, self._searching):
            self._lines, self._searching = lines, searching
            self._numbers = {one.place: at for at, one in enumerate(lines) if isinstance(one, DayFigures)}
            self._most = max((one.papers or 0 for one in figures if isinstance(one.place, Day)), default=0)
            self.changed()
        number = self._numbers.get(current)
        if number is not None and number != self.cursor:
            self.put_cursor(number)

    def place_at(self, number: int) -> Place | None:
        """The place of a line; None for a heading."""
        line = self._lines[number] if 0 <= number < len(self._lines) else None
        return line.place if isinstance(line, DayFigures) else None

    def plain_lines(self) -> list[str]:
        """The lines as plain text."""
        lines = (self.make_line(number, self.columns) for number in range(len(self._lines)))
        return ["".join(segment.text for segment in line)[1:] for line in lines]

    # --- the cursor

    def passed_over(self, number: int) -> bool:
        """Headings are no places."""
        return self.place_at(number) is None

    def tell_moved(self) -> None:
        """Tell which place the cursor is on."""
        place = self.place_at(self.cursor)
        if place is not None:
            self.post_message(self.Picked(place))

    def tell_opened(self, *, twice: bool) -> None:
        """Tell which place was clicked."""
        place = self.place_at(self.cursor)
        if place is not None and not twice:
            self.post_message(self.Opened(place))

    # --- drawing

    def lay_out(self, width: int) -> int:
        """Nothing is laid out; a line is cut to the width when it is made."""
        del width
        return len(self._lines)

    def make_line(self, number: int, width: int) -> list[Segment]:
        """A heading, a shelf, or a day."""
        one, room = self._lines[number], width - 1
        under = self.under(number)
        if not isinstance(one, DayFigures):
            parts = [_heading(one, room)]
        elif isinstance(one.place, Day):
            parts = self._day(one, one.place.day, room)
        else:
            parts = self._shelf(one, _shelf_name(one.place), room)
        if self._searching and isinstance(one, DayFigures) and not one.papers:
            parts = [part._replace(roles=("nothing",)) for part in parts]
        return [self.edge(number), *self.segments(parts, room, *under)]

    def _tail(self, one: DayFigures, width: int) -> list[Part]:
        return _unread(one.unread) if width >= _TAIL_FROM and not self._searching else []

    def _shelf(self, one: DayFigures, name: str, width: int) -> list[Part]:
        tail = self._tail(one, width)
        count = "" if one.papers is None else f"{one.papers:,}"
        room = width - (_TAIL if tail else 0) - len(count) - 1
        roles = ("warn",) if isinstance(one.place, BadFile) else ()
        sign = [Part(f"{one.sign[0]} ", (one.sign[1],))] if one.sign[0] else []
        room -= 2 * len(sign)
        return [*sign, Part(fit(name, max(1, room)) + " ", roles), Part(count, ("count",)), *tail]

    def _day(self, one: DayFigures, day: date | None, width: int) -> list[Part]:
        tail = self._tail(one, width)
        papers = one.papers or 0
        count = "" if one.papers is None else f"{papers:,}"
        name = _day_name(day, one)
        room = width - (_TAIL if tail else 0) - sum(cell_len(part.text) for part in name)
        bar = _bar(papers, self._most, max(0, room - max(4, len(count)) - 2))
        gap = " " * max(1, room - 1 - len(bar) - len(count))
        return [*name, Part(" ", ()), Part(bar, ("bar",)), Part(gap, ()), Part(count, ("count",)), *tail]


def _shelf_name(place: Shelf | KeptPart | BadFile | Saved) -> str:
    """A shelf by its name; a folder set in below those that it is in, tags and files below the bookmarks."""
    if isinstance(place, Shelf):
        return place.value
    if isinstance(place, BadFile):
        return f"  ! {clean_line(place.name)}"
    if isinstance(place, Saved):
        return clean_line(place.name)
    if place.kind is KeptKind.TAG:
        return f"  #{clean_line(place.name)}"
    *above, name = place.name.split("/")
    return f"{'  ' * (len(above) + 1)}▸ {clean_line(name)}"


def _under_headings(figures: Sequence[DayFigures]) -> list[DayFigures | _Month]:
    """The figures, each stretch of days of one month below its heading."""
    lines: list[DayFigures | _Month] = []
    before: _Month | str = "no day yet"
    for one in figures:
        if isinstance(one.place, Day):
            day = one.place.day
            month = (day.year, day.month) if day else None
            if month != before:
                lines.append(month)
                before = month
        lines.append(one)
    return lines


def _heading(month: _Month, width: int) -> Part:
    text = f"{date(*month, 1):%B %Y}" if month else "No date"
    line = f"─ {text} "
    return Part(fit(line + "─" * max(0, width - len(line)), width), ("heading",))


def _day_name(day: date | None, figures: DayFigures) -> list[Part]:
    if day is None:
        return [Part(" no date", ())]
    weekend = "weekend" if day.weekday() >= 5 else "weekday"
    sign = Part("~", ("count",)) if figures.inferred else Part("+" if figures.new else " ", ("dot",))
    return [sign, Part(f"{day.day:2} ", ()), Part(f"{day:%a}", (weekend,))]


def _bar(papers: int, most: int, width: int) -> str:
    if not most or width < 2:
        return ""
    return "▇" * max(1 if papers else 0, round(papers * min(width, _BAR) / most))


def _unread(unread: int | None) -> list[Part]:
    if unread is None:
        return [Part(" " * _TAIL, ())]
    if unread == 0:
        return [Part("     ", ()), Part("✓", ("count",))]
    count = f"{unread:4}" if unread < 10_000 else f"{unread // 1000:3}k"
    return [Part(" ", ()), Part("●", ("dot",)), Part(count, ("count",))]
