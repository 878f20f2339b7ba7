"""What one bookmark of two versions would be, before it is made."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from digest_parsers.sanitize import clean_line
from digest_tui.line_difference import difference
from digest_tui.screens.leaving import Asking
from digest_tui.screens.paging import Paging
from digest_tui.store.conflicts import MERGED, Conflict
from digest_tui.widgets.text_lines import TextLine, TextLines

_ROLES = {"+": "added", "-": "removed", " ": "text"}
_KEYS = Content.assemble(
    ("Enter", "$hint-key"), " make it so   ", ("Esc", "$hint-key"), " leave both as they are"
)


class MergeScreen(Paging[bool], Asking[bool]):
    """The file as it would be, with what it gains and loses; anything but Enter changes nothing."""

    AUTO_FOCUS = "TextLines"
    CSS = """
    MergeScreen { align: center middle; background: $background 60%; }
    #merge {
        width: 100; max-width: 100%; height: 90%; max-height: 100%;
        background: $surface; border: round $line; padding: 0 1;
    }
    #merge-heading { margin-bottom: 1; text-style: bold; }
    #merge-keys { margin-top: 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "merge"),
        Binding("escape,q", "answer(False)", "leave it"),
    ]

    def __init__(self, conflict: Conflict, before: str, after: str) -> None:
        """Show a merge.

        Args:
            conflict: The two versions.
            before: The file that stays, as it is.
            after: As it would be.
        """
        super().__init__()
        self._conflict = conflict
        self._texts = before, after

    def compose(self) -> ComposeResult:
        """What is merged, the lines, the keys."""
        before, after = (text.split("\n") for text in self._texts)
        lines = [TextLine(f"{sign} {text}", _ROLES[sign]) for sign, text in difference(before, after)]
        conflict = self._conflict
        other = f" and {conflict.copy.name}" if conflict.copy is not None else ", which holds both versions"
        heading = f"{conflict.kept.name}{other} as one; what was there is kept in {MERGED}"
        with Vertical(id="merge"):
            yield Static(Content(clean_line(heading)), id="merge-heading")
            yield TextLines(lines, id="merge-lines")
            yield Static(_KEYS, id="merge-keys")

    def action_answer(self, yes: bool) -> None:
        """Answer and close."""
        self.dismiss(yes)
