"""The question before a link to an unknown host is opened: all of it, as it is, and nothing of it hidden."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from digest_tui.screens.leaving import Asking


class LinkScreen(Asking[bool]):
    """Shows a link and asks; anything but yes is no."""

    CSS = """
    LinkScreen { align: center middle; background: $background 60%; }
    #link {
        width: 80; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; border: round $star; padding: 1 2;
    }
    """
    BINDINGS = [("y", "answer(True)", "open it"), ("n,escape,q,enter", "answer(False)", "leave it")]  # noqa: RUF012 (Textual declares it so)

    def __init__(self, shown: str) -> None:
        """Ask about a link.

        Args:
            shown: The link as it is to be shown, with its host in ASCII.
        """
        super().__init__()
        self._shown = shown

    def compose(self) -> ComposeResult:
        """The link and the two answers."""
        yield Static(
            Content.assemble(
                "A digest links to a host that is not known here:\n\n",
                (self._shown, "bold"),
                "\n\n",
                ("y", "$hint-key"),
                " open it   ",
                ("n", "$hint-key"),
                " leave it",
            ),
            id="link",
        )

    def action_answer(self, yes: bool) -> None:
        """Answer and close."""
        self.dismiss(yes)
