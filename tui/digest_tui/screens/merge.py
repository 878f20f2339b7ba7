"""What one bookmark of two versions would be, before it is made."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from digest_parsers.sanitize import clean_line
from digest_tui.line_difference import difference
from digest_tui.screens.leaving import Asking
from digest_tui.screens.paging import Paging
from digest_tui.store.conflicts import MERGED, Conflict
from digest_tui.widgets.text_lines import TextLine, TextLines
from digest_tui.widgets.window import Window, keys_line

_KEYS = ("Enter", "make it so"), ("Esc", "leave both as they are")
_ROLES = {"+": "added", "-": "removed", " ": "text"}


class MergeScreen(Asking[bool], Paging[bool]):
    """The file as it would be, with what it gains and loses; anything but Enter changes nothing."""

    AUTO_FOCUS = "TextLines"
    CSS = "#merge { width: 100; height: 90%; }"
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
        with Window(id="merge"):
            yield Static(Content(clean_line(heading)), classes="heading")
            yield TextLines(lines, id="merge-lines")
            yield Static(
                keys_line(("Enter", "make it so"), ("Esc", "leave both as they are")), classes="keys"
            )

    def action_answer(self, yes: bool) -> None:
        """Answer and close."""
        self.dismiss(yes)
