"""The page of one paper: the lines that :mod:`digest_tui.render` makes, to be scrolled."""

import sys
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from digest_parsers.model import Appearance, Entry, Paper
from digest_tui import render
from digest_tui.commands import Pane
from digest_tui.render import Glimpse, Line, PageOptions, Spot, Target
from digest_tui.widgets.expected_page import ExpectedPage, identity
from digest_tui.widgets.lines import Lines, filled
from digest_tui.widgets.reading_place import ReadingPlace

if TYPE_CHECKING:
    from digest_parsers.highlights import Highlight
    from digest_tui.saved_search import SavedSearch


#: From this many columns on, less the scrollbar, the abstract stands beside the summary.
BESIDE_FROM = 158


class _Frame(NamedTuple):
    """Where the text stands: its columns, the empty ones before it, whether there are two of it."""

    width: int
    margin: int
    beside: bool


class PaperPage(Lines):
    """Everything a digest says of one paper."""

    pane = Pane.PAGE

    @dataclass(eq=False, repr=False)
    class Clicked(Message):
        """Something on the page was clicked that leads somewhere."""

        target: Target

    def __init__(self, options: PageOptions, *, id: str | None = None) -> None:
        """Make an empty page.

        Args:
            options: How pages are drawn; its width is the most that lines have.
            id: Its name in the styles.
        """
        super().__init__(id=id)
        self._options = options
        self._appearance: Appearance | None = None
        self._paper: Paper | None = None
        self._lines: list[Line] = []
        self._expected = ExpectedPage()
        self._frame = _Frame(1, 0, beside=False)
        self._match: int | None = None
        self._chosen: Spot | None = None
        self._place = ReadingPlace()
        self._placed_at = Size(0, 0)
        self._instead = ""

    # --- what is on it

    @property
    def appearance(self) -> Appearance | None:
        """The entry that is shown."""
        return self._appearance

    def show(
        self,
        appearance: Appearance | None,
        paper: Paper | None,
        highlights: "tuple[Highlight, ...]" = (),
        *,
        against: Entry | None = None,
        watches: "tuple[SavedSearch, ...]" = (),
        instead: str = "",
    ) -> None:
        """Show an entry, from the top unless it is there already.

        Args:
            appearance: The entry; None when there is none.
            paper: All appearances of the paper, for "also on".
            highlights: What a search looked for.
            against: Another summary of the paper, to mark what differs from it.
            watches: The watches that have found the paper.
            instead: What to say when there is no entry, a paragraph a line.
        """
        self._instead = instead
        same = appearance is not None and appearance.is_at(self._appearance)
        all_authors = same and self._options.all_authors
        options = self._options._replace(
            highlights=highlights, all_authors=all_authors, against=against, watches=watches
        )
        before = self._options, identity(self._appearance, self._paper)
        if same and self._match is None and (options, identity(appearance, paper)) == before:
            return  # a search shows its first paper again when it has gone through everything
        self._appearance, self._paper, self._options = appearance, paper, options
        if not same:
            self._options = self._options._replace(related=None)
            self.scroll_to(y=0, animate=False, force=True)
            self._place = ReadingPlace()
            self._chosen = None
        self._match = None
        self.changed()

    @property
    def options(self) -> PageOptions:
        """How pages are drawn."""
        return self._options

    def draw(self, options: PageOptions) -> None:
        """Draw pages otherwise from now on."""
        self._options = options
        self._chosen = None
        self.changed()

    def plain_text(self) -> str:
        """What is on the page, as plain lines."""
        return render.plain(self._lines)

    # --- moving

    def move(self, steps: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=self.scroll_offset.y + steps, animate=False, force=True)

    def move_to_end(self, *, last: bool) -> None:
        """Scroll to the top or the bottom."""
        self.scroll_to(y=self.max_scroll_y if last else 0, animate=False, force=True)

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self.scroll_offset.y >= self.max_scroll_y

    def step_match(self, step: int) -> bool:
        """Go to the next or previous line that matches the search.

        Returns:
            False when there is none in that direction.
        """
        wanted = render.match_beside(self._lines, self._match, step)
        if wanted is not None:
            self._match = wanted
            self._bring_in_sight(wanted)
            self.refresh()
        return wanted is not None

    def _bring_in_sight(self, line: int) -> None:
        """Scroll to a line, unless it is on the screen."""
        if not 0 <= line - self.scroll_offset.y < self.page_height():
            self.scroll_to(y=max(0, line - self.page_height() // 3), animate=False, force=True)

    @property
    def text_columns(self) -> int:
        """Columns of the text, which may be fewer than the most that are wanted."""
        return self._frame.width

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Note where one has scrolled to; what a new size does to that is no scrolling."""
        super().watch_scroll_y(old_value, new_value)
        if self.size == self._placed_at:
            self._place.note(round(new_value))

    def on_resize(self) -> None:
        """Go back to where one was, as far as there is room."""
        if self.columns != self._made_for:
            self._prepare(self.columns)
        self.scroll_to(y=self._place.line_in(self._lines), animate=False, force=True)
        self._placed_at = self.size

    # --- what leads somewhere

    def step_target(self, step: int) -> bool:
        """Choose the next or previous place that leads somewhere; the first time, one on the screen.

        Returns:
            False when there is none in that direction.
        """
        wanted = render.spot_beside(self._lines, self._chosen, step, self.scroll_offset.y)
        if wanted is not None:
            self._choose(wanted)
        return wanted is not None

    def _choose(self, spot: Spot) -> None:
        """Mark a place that leads somewhere, bringing it on the screen."""
        self._chosen = spot
        self._bring_in_sight(spot.line)
        self._strips.clear()
        self.refresh()

    def choose_first(self, kind: str) -> None:
        """Choose the first place that leads to something of a kind, if there is one."""
        found = next((one for one in render.spots(self._lines) if one.target.kind == kind), None)
        if found is not None:
            self._choose(found)

    @property
    def chosen(self) -> Target | None:
        """Where the chosen place leads; a folded list of authors is chosen when nothing else is."""
        if self._chosen is not None:
            return self._chosen.target
        every = (one.target for one in render.spots(self._lines))
        return next((one for one in every if one.kind == "authors"), None)

    def spots_on_screen(self) -> list[tuple[Spot, Offset]]:
        """The places on the screen that lead somewhere, with where they are in the widget."""
        top = self.scroll_offset.y
        return [
            (one, Offset(self._frame.margin + one.column, one.line - top))
            for one in render.spots(self._lines)
            if 0 <= one.line - top < self.page_height()
        ]

    def doubt_on_screen(self) -> Glimpse | None:
        """The first character on the screen that is in doubt or lost."""
        top = self.scroll_offset.y
        return render.first_doubt(self._lines[top : top + self.page_height()])

    def section_to_fold(self) -> str | None:
        """The section whose label is chosen, or the one that is being read."""
        if self._chosen is not None and self._chosen.target.kind == "fold":
            return self._chosen.target.value
        return render.section_near(self._lines, self.scroll_offset.y, self.page_height())

    # --- drawing

    def _measured(self, width: int) -> _Frame:
        """One column of text in the middle, or two where there is room and something for both."""
        beside = False
        if width >= BESIDE_FROM and self._appearance is not None:
            keys = {one.key for one in render.shown_sections(self._appearance.entry, self._options)}
            beside = "abstract" in keys and len(keys) > 1
        room = (width - 2 - render.GUTTER) // 2 if beside else width - 2
        columns = max(1, min(self._options.width, room))
        used = 2 * columns + render.GUTTER if beside else columns
        return _Frame(columns, max(0, (width - used) // 2), beside)

    def lay_out(self, width: int) -> int:
        """Break the lines for a width."""
        self._frame = frame = self._measured(width)
        self._place.keep(self._lines)
        self._lines = []
        if self._appearance is None and width:
            self._lines = render.said(self._instead, frame.width)
        elif self._appearance is not None and width:
            options = self._options._replace(width=frame.width, beside=frame.beside)
            self._lines = self._expected.lines_of(self._appearance, self._paper, options)
        return len(self._lines)

    def expect(self, appearance: Appearance, paper: Paper | None) -> None:
        """Make the page of a paper that is likely to be shown next, drawn as the one that is shown.

        Args:
            appearance: The entry.
            paper: All appearances of the paper.
        """
        plain = self._options._replace(all_authors=False, against=None, related=None)
        options = plain._replace(width=self._frame.width, beside=self._frame.beside)
        self._expected.make(appearance, paper, options)

    def state_of(self, number: int) -> Hashable:
        """Whether the match that was gone to is on it, and what of it is selected."""
        return number == self._match, self._selected(number)

    def _selected(self, number: int) -> tuple[int, int] | None:
        """The characters of a line, margin and all, that the mouse has selected."""
        selection = self.text_selection
        return None if selection is None else selection.get_span(number)

    def make_line(self, number: int, width: int) -> list[Segment]:
        """One line of the text, in the middle."""
        segments = [Segment(" " * self._frame.margin, self.look())] if self._frame.margin else []
        special = self._special_roles(number)
        chosen = self._chosen.target if self._chosen is not None else None
        for text, roles, target in self._lines[number]:
            seen = tuple(special.get(role, role) for role in roles) if special else roles
            if chosen is not None and target is chosen:
                seen = (*seen, "current-target")
            segments.append(Segment(text, self.look(*seen)))
        if self.text_selection is not None:
            segments = list(self._with_selection(segments, number))
        return filled(segments, width, self.look())

    def render_line(self, y: int) -> Strip:
        """The line at a height of the widget, its characters numbered for selecting them with the mouse.

        Only Textual's search for what is under the mouse comes this way. Lines that are painted go without:
        numbers are part of a style, so that none would be alike and each be worked out anew (1.5 ms a page).
        """
        return super().render_line(y).apply_offsets(0, y + self.scroll_offset.y)

    def _with_selection(self, segments: Iterable[Segment], number: int) -> Iterator[Segment]:
        """A line with what is selected of it marked."""
        start, end = self._selected(number) or (0, 0)
        mark = self.screen.get_component_rich_style("screen--selection", partial=True)
        at = 0
        for text, style, _ in segments:
            first, last = (
                min(max(0, one - at), len(text)) for one in (start, end if end >= 0 else sys.maxsize)
            )
            for piece, marked in ((text[:first], False), (text[first:last], True), (text[last:], False)):
                if piece:
                    yield Segment(piece, style + mark if marked and style else style)
            at += len(text)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text as it is seen, without the margin."""
        margin = " " * self._frame.margin
        lines = [margin + "".join(one.text for one in line) for line in self._lines]
        chosen = selection.extract("\n".join(lines)).split("\n")
        return "\n".join(line.removeprefix(margin).rstrip() for line in chosen), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Mark what is selected now."""
        del selection
        self.refresh()

    def _special_roles(self, number: int) -> dict[str, str]:
        """Roles that have a look of their own just now."""
        special = {"title": "title-focused"} if self.has_focus else {}
        return special | {"match": "current-match"} if number == self._match else special

    # --- the mouse

    def on_click(self, event: events.Click) -> None:
        """Follow what was clicked."""
        target = None if self.on_scrollbar(event) else self._target_at(event.x, event.y)
        if target is not None:
            event.stop()
            self.post_message(self.Clicked(target))

    def _target_at(self, x: int, y: int) -> Target | None:
        number = y + self.scroll_offset.y
        if not 0 <= number < len(self._lines) or x < self._frame.margin:
            return None
        return render.target_at(self._lines[number], x - self._frame.margin)
