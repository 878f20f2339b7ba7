"""The lines around the panes: title, list heading, key hints and status, and the border to drag."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from digest_parsers.sanitize import clean_line
from digest_tui.commands import Command
from digest_tui.keys import shown_key
from digest_tui.widgets.still import Even, Still
from digest_tui.wrap import broken, fit


class TwoEnds(Still, part=True):
    """One line with a text at each end.

    Where both have no room, the left one is said as briefly as it must be and can; then it is cut until
    ``least`` columns of it are left; then the right one goes, or is said briefly.
    """

    least = 20

    left: reactive[str] = reactive("")
    #: Ways to say the left one, each more briefly than the one before.
    brief_left: reactive[tuple[str, ...]] = reactive(())
    right: reactive[str] = reactive("")
    brief: reactive[str] = reactive("")

    def render(self) -> Content:
        """The line, as wide as the widget."""
        width = self.content_size.width
        left, right = clean_line(self.left), clean_line(self.right)
        for briefer in self.brief_left:
            if cell_len(left) + cell_len(right) < width:
                break
            left = clean_line(briefer)
        room = width - min(cell_len(left), self.least)
        right = next((one for one in (right, clean_line(self.brief)) if cell_len(one) < room), "")
        left = fit(left, max(1, width - cell_len(right) - (1 if right else 0)))
        return Content.assemble(left, (" " + right if right else "", "$text-muted"))


class TitleBar(TwoEnds):
    """The library, its size and the progress of reading it."""


class ListHeading(TwoEnds):
    """What the list of papers shows: the day, the category, how many."""

    least = 60


class HintBar(Still):
    """The few keys that matter in the focused pane, and the last message.

    A message comes before the hints; what is merely worth knowing comes after the first of them. The last
    hint, which leads to all others, stays as long as there is room for it. A hint can be clicked in place of
    pressing its key.
    """

    #: How many hints, with the last one, come before what is merely worth knowing.
    FIRST = 5

    #: A message, or nothing.
    status: reactive[str] = reactive("")
    #: What is said while there is no message, from the fullest way to the briefest.
    standing: reactive[tuple[str, ...]] = reactive(())
    #: What is wrong with what is being typed; it is said for as long as that stands there.
    mistake: reactive[str] = reactive("")
    hints: reactive[tuple[Command, ...]] = reactive((), init=False)

    @dataclass(eq=False, repr=False)
    class Hinted(Message):
        """A hint was clicked."""

        command: Command

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ends: list[tuple[int, Command]] = []
        self._lines = 1

    def offer(self, choices: Sequence[tuple[str, Command]]) -> None:
        """Show what can follow a prefix that has been pressed, until the next key."""
        offered = "   ".join(f"{shown_key(key)} {command.label}" for key, command in choices)
        self.status = fit(offered, min(cell_len(offered), self.size.width))

    def watch_status(self) -> None:
        """Make room for a message that is longer than a line."""
        self._make_room()

    def watch_mistake(self) -> None:
        """Make room for what is wrong."""
        self._make_room()

    def on_resize(self) -> None:
        """Make room anew."""
        self._make_room()

    def _make_room(self) -> None:
        lines = len(self._broken())
        if lines != self._lines:
            self._lines = lines
            self.styles.height = lines

    def _broken(self) -> list[str]:
        """What is told, in lines; no more of them than a third of the screen."""
        text = clean_line(self.mistake or self.status)
        width = max(1, (self.size.width or self.app.size.width) - 1)
        lines = broken(text, width)
        most = max(1, self.app.size.height // 3)
        return lines if len(lines) <= most else [*lines[: most - 1], fit(" ".join(lines[most - 1 :]), width)]

    def render(self) -> Content:
        """Hints from the left, the status at the right; or what does not fit beside hints alone."""
        width = self.size.width
        look = "bold $error" if self.mistake or self.has_class("-wrong") else "$status"
        lines = self._broken()
        if self.mistake or len(lines) > 1:
            self._ends = []
            return Content.styled("\n".join(f" {line}" for line in lines), look)
        told = lines[0] or self._standing_beside(width)
        pieces, used = self._hints_within(width - cell_len(told) - 3 if told else width)
        gap = " " * max(0, width - 1 - used - cell_len(told))
        return Content.assemble(*pieces, gap, (told, look)) if told else Content.assemble(*pieces)

    def _standing_beside(self, width: int) -> str:
        """The fullest of what stands for which there is room beside the hints that matter most."""
        first = (*self.hints[: self.FIRST - 1], *self.hints[-1:])
        room = width - sum(map(_width_of, first)) - 3
        return next((one for one in map(clean_line, self.standing) if cell_len(one) <= room), "")

    def _hints_within(self, room: int) -> tuple[list[Content | tuple[str, str] | str], int]:
        """The hints that fit, the last one before all others, and the columns that they take."""
        shown: list[Command] = []
        if self.hints and _width_of(self.hints[-1]) <= room:
            left = room - _width_of(self.hints[-1])
            sizes = accumulate(map(_width_of, self.hints[:-1]))
            shown = [one for one, end in zip(self.hints, sizes, strict=False) if end <= left]
            shown.append(self.hints[-1])
        pieces: list[Content | tuple[str, str] | str] = []
        used, self._ends = 0, []
        for command in shown:
            pieces += [" ", (_key_of(command), "$hint-key"), " ", (command.label, "$text-muted"), " "]
            used += _width_of(command)
            self._ends.append((used, command))
        return pieces, used

    def on_click(self, event: events.Click) -> None:
        """Run the hint under the mouse."""
        command = next((command for end, command in self._ends if event.x < end), None)
        if command is not None:
            self.post_message(self.Hinted(command))


def _key_of(command: Command) -> str:
    return shown_key(command.keys[0]) if command.keys else ""


def _width_of(command: Command) -> int:
    """The columns that a hint takes."""
    return cell_len(_key_of(command)) + cell_len(command.label) + 3


class Splitter(Still, Even):
    """The border on the left of a pane: lit while that pane has the focus, and it can be dragged."""

    sign = "│"

    @dataclass(eq=False, repr=False)
    class Dragged(Message):
        """The border was pulled by some columns to the right."""

        splitter: "Splitter"
        columns: int

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._from: int | None = None

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
