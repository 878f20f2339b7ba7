"""The source of a paper from a damaged file, and what is in doubt in it, one character after the other."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from digest_parsers.model import LOST
from digest_parsers.repair import Doubtful
from digest_parsers.repair.damage import MARK_BYTE
from digest_parsers.sanitize import clean_line
from digest_tui.render import Glimpse
from digest_tui.screens.source import SourceScreen
from digest_tui.source_text import SourceText, doubtful_of, nearest
from digest_tui.widgets.window import keys_line

#: Characters of the restored line that are shown on either side, where there is room.
_AROUND = 16
#: What is less likely than this is not worth a look, unless it is all that speaks against the likeliest.
_UNLIKELY = 0.005


class OriginalScreen(SourceScreen):
    """Lines of a damaged file; below them one doubtful character, its bytes and what it may have been."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "step(1)", "next"),
        Binding("p,N", "step(-1)", "before"),
    ]

    def __init__(self, source: SourceText, glimpse: Glimpse | None) -> None:
        """Show a paper's lines.

        Args:
            source: The lines.
            glimpse: The doubtful character at which to begin, as it was seen; without one, the first.
        """
        super().__init__(source)
        self._glimpse = glimpse
        self._doubts: tuple[Doubtful, ...] = ()
        self._at = 0

    def compose_below(self) -> ComposeResult:
        """What is in doubt."""
        yield Static(Content("Looking for what is in doubt…"), id="source-doubt")

    @work(exclusive=True)
    async def on_mount(self) -> None:
        """Restore the file once more, which takes a second for a megabyte, and show what is in doubt."""
        self._doubts = await asyncio.to_thread(doubtful_of, self._source)
        if self._doubts:
            self._at = nearest(self._doubts, self._glimpse)
            self.show_lines()
            self._show_doubt()
        else:
            self.query_one("#source-doubt", Static).display = False

    def action_step(self, step: int) -> None:
        """The next or previous doubtful character, round and round."""
        if self._doubts:
            self._at = (self._at + step) % len(self._doubts)
            self.show_lines()
            self._show_doubt()

    def styled(self, number: int, line: str) -> Content:
        """The line with what is doubtful underlined, the one that is looked at in reverse."""
        text = super().styled(number, line)
        for at, one in enumerate(self._doubts):
            if one.line == number:
                start, end = self._places(line, one)
                text = text.stylize("reverse" if at == self._at else "underline", start, end)
        return text

    def _places(self, line: str, one: Doubtful) -> tuple[int, int]:
        """Where a doubtful character begins and ends in a line without its control characters."""
        end = one.start + len(one.left)
        return len(clean_line(line[: one.start])), len(clean_line(line[:end]))

    def _show_doubt(self) -> None:
        one = self._doubts[self._at]
        where = f"{self._at + 1} of {len(self._doubts)} in doubt · line {one.line}"
        keys = keys_line(("n", "next"), ("p", "before"))
        # Wide characters on either side, between two ellipses.
        around = max(1, min(_AROUND, (self.columns - 4) // 4))
        told = (Content(where) + "   " + keys, _restored(one, around), _choice(one))
        self.query_one("#source-doubt", Static).update(Content("\n").join(told))
        line = self._source.lines[one.line - self._source.first]
        self.scroll_to_place(one.line, self._places(line, one)[0])


def _restored(one: Doubtful, around: int) -> Content:
    """The character among those around it."""
    before, after = one.text[max(0, one.at - around) : one.at], one.text[one.at + 1 : one.at + 1 + around]
    ends = "…" if one.at > around else "", "…" if len(one.text) > one.at + 1 + around else ""
    return Content.assemble(
        ends[0] + clean_line(before),
        (clean_line(one.char), "bold reverse $text"),
        clean_line(after) + ends[1],
    )


def _choice(one: Doubtful) -> Content:
    """The bytes that are left, then what may have been there with how likely that is."""
    shown = [f"{byte:02X}" for byte in one.left if byte != MARK_BYTE] + ["··"] * one.missing
    return Content.assemble((" ".join(shown), "$text"), "   ", *_candidates(one.candidates, one.char))


def _candidates(candidates: Sequence[tuple[str, float]], char: str) -> list[Content | str]:
    if char == LOST:
        return ["no character is known of which this would be left"]
    worth = [one for number, one in enumerate(candidates) if number < 2 or one[1] >= _UNLIKELY]
    told: list[Content | str] = []
    for candidate, likely in worth:
        percent = f" {likely:.0%}   " if likely >= _UNLIKELY else " <1%   "
        told += [
            Content.styled(clean_line(candidate), "bold $text" if candidate == char else "$text"),
            percent,
        ]
    return told
