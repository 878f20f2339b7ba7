"""The welcome: open a folder, take up a recent library, or read the sample."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from digest_parsers.sanitize import clean_line
from digest_tui.paths import sample_folder
from digest_tui.screens.leaving import Leaving

_GREETING = """A reader for folders of daily arXiv digests.

Type the path of a folder (Tab completes, Enter opens), or choose below.
Inside: j k move, / searches, b bookmarks, ? shows every key, q leaves."""


class FolderSuggester(Suggester):
    """Completes the path of a folder as a shell does."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The first folder, in alphabetical order, whose path begins with the value."""
        if not value:
            return None
        head, typed = os.path.split(value)
        try:
            with os.scandir(Path(head or ".").expanduser()) as listing:
                names = sorted(
                    one.name
                    for one in listing
                    if one.name.startswith(typed) and (typed or not one.name.startswith(".")) and one.is_dir()
                )
        except OSError:
            return None
        usable = [name for name in names if name.isprintable()]
        return os.path.join(head, usable[0]) + "/" if usable else None  # noqa: PTH118 (keeps "~" and "." as typed)


class PathInput(Input):
    """The line for the path."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "screen.complete", "complete")]

    def complete(self) -> bool:
        """Take what is suggested; whether anything is."""
        before = self.value
        if self.cursor_at_end:
            self.action_cursor_right()
        return self.value != before


class WelcomeScreen(Leaving[tuple[Path, ...]]):
    """What to read? None when what was open is to stay."""

    AUTO_FOCUS = "#welcome-path"
    CSS = """
    WelcomeScreen { align: center middle; }
    #welcome { width: 78; max-width: 100%; height: auto; max-height: 100%; padding: 1 2; }
    #welcome-greeting { margin: 1 0; color: $text-muted; }
    #welcome-message { color: $error; min-height: 1; }
    #welcome-choices { height: auto; max-height: 12; border: none; background: $background; }
    #welcome-path { border: round $line; background: $surface; }
    #welcome-path:focus { border: round $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back"),
        Binding("down", "choices", "choose"),
        Binding("ctrl+q", "app.quit", "quit"),
    ]

    def __init__(
        self, recent: Sequence[tuple[Path, ...]], *, message: str = "", closable: bool = False
    ) -> None:
        super().__init__()
        self._recent = list(recent)
        self._message = message
        self._closable = closable

    def compose(self) -> ComposeResult:
        """A greeting, the path, the choices."""
        with Vertical(id="welcome"):
            yield Static(Content.styled("digest-tui", "bold $accent"), id="welcome-name")
            yield Static(Content(_GREETING), id="welcome-greeting")
            yield PathInput(placeholder="~/digests", suggester=FolderSuggester(), id="welcome-path")
            yield Static(Content(self._message), id="welcome-message")
            yield OptionList(*self._choices(), id="welcome-choices", compact=True)

    def _choices(self) -> list[Option]:
        recent = [
            Option(
                Content.assemble(
                    ("recent  ", "$text-muted"), clean_line("  ".join(str(one) for one in paths))
                )
            )
            for paths in self._recent
        ]
        return [
            *recent,
            Option(
                Content.assemble(("sample  ", "$text-muted"), "Read the sample library (invented papers)"),
                id="sample",
            ),
            Option(
                Content.assemble(("leave   ", "$text-muted"), "Back" if self._closable else "Quit"),
                id="leave",
            ),
        ]

    def tell(self, message: str) -> None:
        """Say what is wrong with the path."""
        self.query_one("#welcome-message", Static).update(Content(clean_line(message)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the folder that was typed."""
        if not event.value.strip():
            self.query_one("#welcome-choices").focus()
            return
        path = Path(event.value.strip()).expanduser()
        if path.exists():
            self.dismiss((path,))
        else:
            self.tell(f"There is no {path}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was chosen."""
        if event.option_id == "leave":
            self.action_leave()
        elif event.option_id == "sample":
            self.dismiss((sample_folder(),))
        else:
            self.dismiss(self._recent[event.option_index])

    def action_complete(self) -> None:
        """Complete the path as a shell does; where there is nothing to complete, go to the choices."""
        path = self.query_one(PathInput)
        if not path.complete():
            self.action_choices()

    def action_choices(self) -> None:
        """Go from the path to the choices."""
        self.query_one("#welcome-choices").focus()

    def action_leave(self) -> None:
        """Go back to what was open, or quit."""
        if self._closable:
            self.dismiss(None)
        else:
            self.app.exit()
