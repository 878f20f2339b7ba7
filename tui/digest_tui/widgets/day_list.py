"""The days of the library with their figures, below the shelves for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from digest_tui.commands import Pane
from digest_tui.state import Day, Place, Shelf
from digest_tui.wrap import fit


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One line of the list.

    Attributes:
        place: The day or shelf.
        papers: Papers there, or hits of the search that is going on; None when they are not counted yet.
        unread: How many of them are unread; None where that is not counted.
        inferred: Whether the day was worked out.
    """

    place: Place
    papers: int | None
    unread: int | None = None
    inferred: bool = False


class DayList(OptionList):
    """Shelves and days, newest first, under headings for the months."""

    pane = Pane.DAYS

    @dataclass
    class Picked(Message):
        """The cursor is on another day or shelf."""

        place: Place

    @dataclass
    class Opened(Message):
        """A day or shelf was chosen with the mouse."""

        place: Place

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, compact=True)
        self._figures: list[DayFigures] = []
        self._places: list[Place | None] = []
        self._drawn: list[Content] = []
        self._known: dict[DayFigures, Content] = {}
        self._laid_out: tuple[int, int, bool] | None = None
        self._searching = False
        self._current: Place | None = None

    def show(self, figures: Sequence[DayFigures], *, current: Place, searching: bool = False) -> None:
        """Show these lines with the cursor on one of them; what did not change is not drawn again."""
        self._figures, self._searching, self._current = list(figures), searching, current
        self._draw()
        self._put_cursor()

    def on_resize(self) -> None:
        """Lay the columns out for the new width, or for the first one."""
        undrawn = not self._places
        self._draw()
        if undrawn:
            self._put_cursor()

    def _put_cursor(self) -> None:
        if self._current in self._places:
            place = self._places.index(self._current)
            if self.highlighted != place:
                self.highlighted = place

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        if width < 4:
            return
        places, lines = self._make_lines(width)
        kept = len(self._places)
        if places[:kept] != self._places:
            at, kept = self.highlighted, 0
            self.clear_options()
            self._add(places, lines)
            if at is not None and at < len(places):
                self.highlighted = at
        else:
            for number, (old, new) in enumerate(zip(self._drawn, lines, strict=False)):
                if old is not new and old != new:
                    self.replace_option_prompt_at_index(number, new)
            self._add(places[kept:], lines[kept:])
        self._places, self._drawn = places, lines

    def _add(self, places: Sequence[Place | None], lines: Sequence[Content]) -> None:
        if places:
            self.add_options(
                Option(line, disabled=place is None) for place, line in zip(places, lines, strict=True)
            )

    def _make_lines(self, width: int) -> tuple[list[Place | None], list[Content]]:
        most = max((one.papers or 0 for one in self._figures if isinstance(one.place, Day)), default=0)
        same = self._laid_out == (most, width, self._searching)
        known = self._known if same else {}
        self._laid_out, self._known = (most, width, self._searching), {}
        places: list[Place | None] = []
        lines: list[Content] = []
        month: tuple[int, int] | str | None = None
        for one in self._figures:
            if isinstance(one.place, Day):
                day = one.place.day
                heading = (day.year, day.month) if day else "undated"
                if heading != month:
                    month = heading
                    places.append(None)
                    lines.append(_heading(f"{day:%B %Y}" if day else "No date", width))
            places.append(one.place)
            line = self._known[one] = known.get(one) or self._line(one, most, width)
            lines.append(line)
        return places, lines

    def _line(self, one: DayFigures, most: int, width: int) -> Content:
        faint = self._searching and one.papers == 0
        tail = _unread(one.unread) if width >= 20 and not self._searching else Content("")
        papers = one.papers or 0
        count = "" if one.papers is None else f"{papers:,}"
        room = width - len(tail.plain) - 1
        if isinstance(one.place, Shelf):
            name = Content(fit(one.place.value, max(1, room - len(count) - 1)) + " ")
            return Content.assemble(name, (count, "$text-muted"), tail)
        name = _day_name(one.place.day, one.inferred)
        space = max(0, room - cell_len(name.plain) - max(4, len(count)))
        bar = _bar(papers, most, max(0, space - 2))
        gap = " " * max(1, room - cell_len(name.plain) - 1 - len(bar) - len(count))
        line = Content.assemble(name, " ", (bar, "$bar"), gap, (count, "$text-muted"), tail)
        return line.stylize("$text-faint") if faint else line

    def place_at(self, number: int) -> Place | None:
        """The place of a line; None for a heading."""
        return self._places[number] if 0 <= number < len(self._places) else None

    # --- moving

    def move(self, steps: int) -> None:
        """Move the cursor by lines, over the headings, stopping at the ends."""
        step = 1 if steps > 0 else -1
        at = self.highlighted if self.highlighted is not None else -1
        for _ in range(abs(steps)):
            reached = at + step
            while self.place_at(reached) is None and 0 <= reached < len(self._places):
                reached += step
            if not 0 <= reached < len(self._places):
                break
            at = reached
        if at >= 0:
            self.highlighted = at

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or last line."""
        if self._places:
            self.move(len(self._places) if last else -len(self._places))

    def page_height(self) -> int:
        """Lines on the screen."""
        return max(1, self.scrollable_content_region.height)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which place the cursor is on."""
        event.stop()
        place = self.place_at(self.highlighted) if self.highlighted is not None else None
        if place is not None:
            self.post_message(self.Picked(place))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell which place was clicked."""
        event.stop()
        place = self.place_at(event.option_index)
        if place is not None:
            self.post_message(self.Opened(place))


def _heading(text: str, width: int) -> Content:
    line = f"─ {text} "
    return Content.styled(fit(line + "─" * max(0, width - len(line) - 1), width), "$text-faint")


def _day_name(day: date | None, inferred: bool) -> Content:
    if day is None:
        return Content(" no date")
    weekend = day.weekday() >= 5
    name = Content.assemble(("~" if inferred else " ", "$text-muted"), f"{day.day:2} ")
    return name + Content.styled(f"{day:%a}", "$text-faint" if weekend else "$text-muted")


def _bar(papers: int, most: int, width: int) -> str:
    if not most or width < 2:
        return ""
    return "▇" * max(1 if papers else 0, round(papers * min(width, 6) / most))


def _unread(unread: int | None) -> Content:
    if unread is None:
        return Content("      ")
    if unread == 0:
        return Content.assemble("     ", ("✓", "$text-muted"))
    return Content.assemble(
        " ", ("●", "$unread"), (f"{unread:4}" if unread < 10_000 else f"{unread // 1000:3}k", "$text-muted")
    )
