"""The question before a link to an unknown host is opened: all of it, as it is, and nothing of it hidden."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from digest_tui.screens.leaving import Asking
from digest_tui.widgets.window import Window, keys_line


class LinkScreen(Asking[bool]):
    """Shows a link and asks; anything but yes is no."""

    CSS = "#link { width: 80; border: round $star; padding: 1 2; } #link-shown { margin: 1 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "open it"),
        Binding("n,escape,q,enter", "answer(False)", "leave it"),
    ]

    def __init__(self, shown: str) -> None:
        """Ask about a link.

        Args:
            shown: The link as it is to be shown, with its host in ASCII.
        """
        super().__init__()
        self._shown = shown

    def compose(self) -> ComposeResult:
        """The link and the two answers."""
        with Window(id="link"):
            yield Static(Content("A digest links to a host that is not known here:"))
            yield Static(Content.styled(self._shown, "bold"), id="link-shown")
            yield Static(keys_line(("y", "open it"), ("n", "leave it")))

    def action_answer(self, yes: bool) -> None:
        """Answer and close."""
        self.dismiss(yes)
