"""The note of a bookmark, to be written here or in the user's own editor."""

import os
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static, TextArea

from digest_parsers.errors import DigestError
from digest_parsers.sanitize import clean, clean_line
from digest_tui.screens.leaving import Asking
from digest_tui.widgets.window import Window, keys_line

_KEYS = ("Esc", "save"), ("^e", "in your editor"), ("^q", "leave it as it was")


class NoteScreen(Asking[str | None]):
    """A text to be changed; None when it is to stay as it was.

    Leaving with Esc keeps what was typed: a line about a paper is easily lost by a habit of the fingers, and
    a note that is not wanted can be undone.
    """

    AUTO_FOCUS = "#note-text"
    CSS = """
    #note { width: 92; height: 70%; border: round $accent; }
    #note-title { color: $text-muted; }
    #note-text, #note-text:focus { height: 1fr; border: none; padding: 0; background: $panel; }
    #note-message { min-height: 1; }
    #note-keys { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "save", "save", priority=True),
        Binding("ctrl+q", "leave", "leave it", priority=True),
        Binding("ctrl+e", "editor", "own editor", priority=True),
    ]

    def __init__(self, title: str, text: str, *, name: str) -> None:
        """Show a note.

        Args:
            title: The title of the paper.
            text: The note so far.
            name: What the file is called in the user's own editor.
        """
        super().__init__()
        self._title = title
        self._before = text
        self._file_name = name

    def compose(self) -> ComposeResult:
        """Whose note it is, the text, the keys."""
        with Window(id="note"):
            yield Static(Content(clean_line(self._title)), id="note-title", classes="heading")
            yield TextArea(clean(self._before), soft_wrap=True, compact=True, id="note-text")
            yield Static(id="note-message")
            yield Static(keys_line(*_KEYS), id="note-keys", classes="keys")

    def on_mount(self) -> None:
        """Begin where the note ends."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def action_save(self) -> None:
        """Keep what has been typed."""
        self.dismiss(self.query_one(TextArea).text)

    def action_leave(self) -> None:
        """Leave the note as it was."""
        self.dismiss(None)

    def action_editor(self) -> None:
        """Go on in the user's own editor, and come back with what it leaves."""
        from digest_tui.editor import edit  # noqa: PLC0415 - seldom needed
        from digest_tui.lending import lend  # noqa: PLC0415

        area = self.query_one(TextArea)
        try:
            area.text = clean(lend(self.app, lambda: edit(area.text, os.environ, name=self._file_name)))
        except DigestError as error:
            self._tell(error.one_line())
        else:
            area.move_cursor(area.document.end)

    def _tell(self, message: str) -> None:
        self.query_one("#note-message", Static).update(Content.styled(clean_line(message), "$error"))
