"""The health of the files: what each of them is, what is wrong with it, and from there into the file."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from digest_parsers.loaded import LoadedFile
from digest_parsers.model import Level
from digest_parsers.sanitize import clean_line
from digest_tui.health_lines import HealthLine, health_lines, summary
from digest_tui.screens.leaving import Asking
from digest_tui.screens.source import SourceScreen
from digest_tui.source_text import source_at
from digest_tui.widgets.hanging import hanging
from digest_tui.widgets.window import Window, keys_line

#: Columns of the window, at most; and of its border, padding and scrollbar.
_WIDEST, _AROUND = 110, 6
_STYLES = {Level.ERROR: "bold $error", Level.WARNING: "bold $warning", Level.INFO: "$text-muted"}


class HealthScreen(Asking[None]):
    """Files and findings, the worst first; Enter shows the line in the file."""

    AUTO_FOCUS = "#health-list"
    CSS = """
    #health { width: 110; height: 90%; }
    #health-list, #health-list:focus {
        height: 1fr; border: none; background: $surface; background-tint: transparent;
        padding: 0; scrollbar-size-vertical: 1;
    }
    #health-list > .option-list--option-highlighted {
        background: $cursor; color: $cursor-text; text-style: none;
    }
    #health-list > .option-list--option-disabled { color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,exclamation_mark", "dismiss", "close"),
        Binding("j", "step(1)", "down"),
        Binding("k", "step(-1)", "up"),
    ]

    def __init__(self, files: Sequence[LoadedFile]) -> None:
        """Show files.

        Args:
            files: All files of the library, read or not.
        """
        super().__init__()
        self._lines = health_lines(files)
        self._summary = summary(files)

    def compose(self) -> ComposeResult:
        """A heading, the list, the keys."""
        with Window(id="health"):
            yield Static(Content(self._summary), classes="heading")
            width = min(_WIDEST, self.app.size.width) - _AROUND
            yield OptionList(*(_option(one, width) for one in self._lines), id="health-list")
            yield Static(keys_line(("Enter", "show it in the file"), ("Esc", "close")), classes="keys")

    def action_step(self, step: int) -> None:
        """To the next or previous line."""
        shown = self.query_one(OptionList)
        if step > 0:
            shown.action_cursor_down()
        else:
            shown.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Show the file at the line."""
        one = self._lines[event.option_index]
        self.app.push_screen(SourceScreen(source_at(one.path, one.line or 1), mark=one.line))


def _option(one: HealthLine, width: int) -> Option:
    text = clean_line(one.text)
    if one.level is None:
        about = Content.assemble((clean_line(Path(one.path).name), "bold"), "  ", (text, "$text-muted"))
        return Option(hanging(Content(""), about, width))
    where = f"line {one.line:,}: " if one.line else ""
    sign = Content.assemble("  ", (f"{one.level.value} ", _STYLES[one.level]))
    told = hanging(sign, Content.assemble(where, text, ("  " + one.code, "$text-faint")), width)
    if one.cure:
        cure = hanging(
            Content.styled("    → ", "$text-muted"),
            Content.styled(clean_line(one.cure), "$text-muted"),
            width,
        )
        told = Content("\n").join([told, cure])
    return Option(told, disabled=one.code in ("missing-days", "duplicate-days"))
