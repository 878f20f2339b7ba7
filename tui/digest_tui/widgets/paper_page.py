"""The page of one paper: a line-API widget over the lines that :mod:`digest_tui.render` makes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from digest_parsers.model import Appearance, Paper
from digest_tui import render
from digest_tui.commands import Pane
from digest_tui.render import Line, Target

if TYPE_CHECKING:
    from digest_parsers.highlights import Highlight

#: Roles that parts of a page have; each is a component class.
ROLES = (
    "title", "authors", "id", "meta", "category", "tldr", "tldr-bar", "label", "text", "keyword", "link",
    "match", "current-match", "doubt", "lost", "faint", "warn",
)  # fmt: skip


class PaperPage(ScrollView, can_focus=True):
    """Everything a digest says of one paper, to be scrolled.

    Component classes are ``paper-page--ROLE`` for every role of :data:`ROLES`.
    """

    pane = Pane.PAGE
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"paper-page--{role}" for role in ROLES}

    @dataclass
    class Clicked(Message):
        """Something on the page was clicked that leads somewhere."""

        target: Target

    def __init__(self, *, text_width: int = 88, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.text_width = text_width
        self._appearance: Appearance | None = None
        self._paper: Paper | None = None
        self._highlights: tuple[Highlight, ...] = ()
        self._all_authors = False
        self._tex = False
        self._lines: list[Line] = []
        self._laid_out_for: tuple[int, int] | None = None
        self._match: int | None = None

    # --- what is on it

    @property
    def appearance(self) -> Appearance | None:
        """The entry that is shown."""
        return self._appearance

    def show(
        self, appearance: Appearance | None, paper: Paper | None, highlights: "tuple[Highlight, ...]" = ()
    ) -> None:
        """Show an entry, from the top unless it is there already.

        Args:
            appearance: The entry; None clears the page.
            paper: All appearances of the paper, for "also on".
            highlights: What a search looked for.
        """
        same = appearance is not None and appearance.is_at(self._appearance)
        self._appearance, self._paper, self._highlights = appearance, paper, highlights
        if not same:
            self._all_authors = False
            self.scroll_to(y=0, animate=False, force=True)
        self._match = None
        self._lay_out()

    def show_all_authors(self) -> None:
        """Unfold a long list of authors."""
        self._all_authors = True
        self._lay_out()

    @property
    def tex(self) -> bool:
        """Whether TeX is shown as it was written."""
        return self._tex

    def show_tex(self, tex: bool) -> None:
        """Show TeX as it was written, or as the signs that it stands for."""
        self._tex = tex
        self._lay_out()

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

    def page_height(self) -> int:
        """Lines on the screen."""
        return max(1, self.scrollable_content_region.height)

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self.scroll_offset.y >= self.max_scroll_y

    def step_match(self, step: int) -> bool:
        """Go to the next or previous line that matches the search.

        Returns:
            False when there is none in that direction.
        """
        numbers = render.match_lines(self._lines)
        if self._match is None:
            wanted = numbers[:1] if step > 0 else []
        elif step > 0:
            wanted = [number for number in numbers if number > self._match][:1]
        else:
            wanted = [number for number in numbers if number < self._match][-1:]
        if not wanted:
            return False
        self._match = wanted[0]
        if not 0 <= self._match - self.scroll_offset.y < self.page_height():
            self.scroll_to(y=max(0, self._match - self.page_height() // 3), animate=False, force=True)
        self.refresh()
        return True

    # --- drawing

    @property
    def _text_columns(self) -> int:
        return max(1, min(self.text_width, self.scrollable_content_region.width - 2))

    @property
    def _margin(self) -> int:
        return (self.scrollable_content_region.width - self._text_columns) // 2

    def _lay_out(self) -> None:
        width = self._text_columns
        if self._appearance is None:
            self._lines = []
        else:
            options = render.PageOptions(width, self._highlights, self._all_authors, self._tex)
            self._lines = render.page(self._appearance, self._paper, options)
        self._laid_out_for = (width, self._margin)
        size = Size(self.scrollable_content_region.width, len(self._lines))
        if size != self.virtual_size:
            # Not by assignment, which has Textual lay the whole screen out again for every paper (measured: a
            # second frame of 8 kB, 40 ms after the key). Only the scrollbar has to know of the new height.
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)
        self.refresh()

    def on_resize(self) -> None:
        """Break the lines anew for another width."""
        if self._laid_out_for != (self._text_columns, self._margin):
            self._lay_out()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the widget."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if number >= len(self._lines):
            return Strip.blank(width, base)
        segments = [Segment(" " * self._margin, base)] if self._margin else []
        current = number == self._match
        segments += [
            Segment(part.text, self._style(base, part.roles, current)) for part in self._lines[number]
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, base: Style, roles: tuple[str, ...], current: bool) -> Style:
        for role in roles:
            name = "current-match" if current and role == "match" else role
            base += self.get_component_rich_style(f"paper-page--{name}", partial=True)
        return base

    # --- the mouse

    def on_click(self, event: events.Click) -> None:
        """Follow what was clicked."""
        target = self._target_at(event.x, event.y)
        if target is not None:
            event.stop()
            self.post_message(self.Clicked(target))

    def _target_at(self, x: int, y: int) -> Target | None:
        number = y + self.scroll_offset.y
        if not 0 <= number < len(self._lines):
            return None
        at = self._margin
        for part in self._lines[number]:
            at += Segment(part.text).cell_length
            if x < at:
                return part.target
        return None
