"""Screens that answer to whoever showed them, once."""

from typing import ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

_T = TypeVar("_T")


class Leaving(Screen[_T]):
    """A screen that is left once, however many keys ask for it.

    Textual raises an error for a screen that is dismissed when it is gone already; the second of two quick
    presses of Enter is all that it takes.
    """

    def dismiss(self, result: _T | None = None) -> AwaitComplete:
        """Leave the screen, if it is the one that is looked at."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Asking(ModalScreen[_T], Leaving[_T]):
    """A question above another screen, which is answered once.

    The app's own keys stop at it, but the one that quits at once.
    """

    # What lies below cannot be dimmed in the terminal's own colours, so it is left out there.
    DEFAULT_CSS = """
    Asking { align: center middle; }
    Asking:ansi { background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "app.quit", show=False, priority=True)]
