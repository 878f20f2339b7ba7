"""The page of one paper: the lines that :mod:`digest_tui.render` makes, to be scrolled."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from digest_parsers.model import Appearance, Paper
from digest_tui import render
from digest_tui.commands import Pane
from digest_tui.render import Line, Target
from digest_tui.widgets.lines import Lines

if TYPE_CHECKING:
    from digest_parsers.highlights import Highlight


class PaperPage(Lines):
    """Everything a digest says of one paper."""

    pane = Pane.PAGE

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
        self._margin = 0
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
        self.changed()

    def show_all_authors(self) -> None:
        """Unfold a long list of authors."""
        self._all_authors = True
        self.changed()

    @property
    def tex(self) -> bool:
        """Whether TeX is shown as it was written."""
        return self._tex

    def show_tex(self, tex: bool) -> None:
        """Show TeX as it was written, or as the signs that it stands for."""
        self._tex = tex
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

    def lay_out(self, width: int) -> int:
        """Break the lines for a width."""
        columns = max(1, min(self.text_width, width - 2))
        self._margin = max(0, (width - columns) // 2)
        self._lines = []
        if self._appearance is not None and width:
            options = render.PageOptions(columns, self._highlights, self._all_authors, self._tex)
            self._lines = render.page(self._appearance, self._paper, options)
        return len(self._lines)

    def state_of(self, number: int) -> Hashable:
        """Whether the match that was gone to is on it."""
        return number == self._match

    def make_line(self, number: int, width: int) -> Strip:
        """One line of the text, in the middle."""
        segments = [Segment(" " * self._margin, self.look())] if self._margin else []
        special = self._special_roles(number)
        for text, roles, _ in self._lines[number]:
            seen = tuple(special.get(role, role) for role in roles) if special else roles
            segments.append(Segment(text, self.look(*seen)))
        return Strip(segments).adjust_cell_length(width, self.look())

    def _special_roles(self, number: int) -> dict[str, str]:
        """Roles that have a look of their own just now."""
        special = {"title": "title-focused"} if self.has_focus else {}
        return special | {"match": "current-match"} if number == self._match else special

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
            at += cell_len(part.text)
            if x < at:
                return part.target
        return None
