"""The lines around the panes: title, list heading, key hints and status, and the border to drag."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from digest_parsers.sanitize import clean_line
from digest_tui.commands import Command
from digest_tui.keys import shown_key
from digest_tui.wrap import fit


class TwoEnds(Widget):
    """One line with a text at each end.

    The left one gives way until ``least`` columns of it are left; then the right one goes, and where there
    is a brief one for that, it comes in its place.
    """

    least = 20

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")
    brief: reactive[str] = reactive("")

    def render(self) -> Content:
        """The line, as wide as the widget."""
        width = self.content_size.width
        left = clean_line(self.left)
        room = width - min(cell_len(left), self.least)
        right = next((one for one in map(clean_line, (self.right, self.brief)) if cell_len(one) < room), "")
        left = fit(left, max(1, width - cell_len(right) - (1 if right else 0)))
        return Content.assemble(left, (" " + right if right else "", "$text-muted"))


class TitleBar(TwoEnds):
    """The library, its size and the progress of reading it."""


class ListHeading(TwoEnds):
    """What the list of papers shows: the day, the category, how many."""

    least = 60


class HintBar(Widget):
    """The few keys that matter in the focused pane, and the last message.

    A hint can be clicked in place of pressing its key.
    """

    status: reactive[str] = reactive("")
    hints: reactive[tuple[Command, ...]] = reactive((), init=False)

    @dataclass
    class Hinted(Message):
        """A hint was clicked."""

        command: Command

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._ends: list[tuple[int, Command]] = []

    def offer(self, choices: Sequence[tuple[str, Command]]) -> None:
        """Show what can follow a prefix that has been pressed, until the next key."""
        self.status = "   ".join(f"{shown_key(key)} {command.label}" for key, command in choices)

    def render(self) -> Content:
        """Hints from the left as far as they fit, the status at the right."""
        width = self.size.width
        status = clean_line(self.status)
        room = width - cell_len(status) - 2 if status else width
        pieces: list[Content | tuple[str, str] | str] = []
        used = 0
        self._ends = []
        for command in self.hints:
            key = shown_key(command.keys[0]) if command.keys else ""
            size = cell_len(key) + cell_len(command.label) + 3
            if used + size > room:
                break
            pieces += [" ", (key, "$hint-key"), " ", (command.label, "$text-muted"), " "]
            used += size
            self._ends.append((used, command))
        if not status:
            return Content.assemble(*pieces)
        shown = fit(status, min(cell_len(status), width))
        return Content.assemble(*pieces, " " * max(0, width - used - cell_len(shown)), (shown, "$status"))

    def on_click(self, event: events.Click) -> None:
        """Run the hint under the mouse."""
        command = next((command for end, command in self._ends if event.x < end), None)
        if command is not None:
            self.post_message(self.Hinted(command))


class Splitter(Widget):
    """The border on the left of a pane: lit while that pane has the focus, and it can be dragged."""

    @dataclass
    class Dragged(Message):
        """The border was pulled by some columns to the right."""

        splitter: "Splitter"
        columns: int

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._from: int | None = None

    def render(self) -> Content:
        """A line from top to bottom."""
        return Content("\n".join("│" * self.size.height))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the border."""
        self._from = event.screen_x
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Pull the border along."""
        if self._from is not None and event.screen_x != self._from:
            self.post_message(self.Dragged(self, event.screen_x - self._from))
            self._from = event.screen_x

    def on_mouse_up(self) -> None:
        """Let go of the border."""
        self._from = None
        self.release_mouse()
