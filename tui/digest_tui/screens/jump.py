"""Jump mode: a letter or two on every place that can be gone to; typing them goes there."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Static

from digest_tui.screens.leaving import Asking

#: The letters in the order in which they are handed out: those under the fingers first.
LETTERS = "fjdkslaghrueiwoqptyvnbmcxz"


def codes(number: int) -> list[str]:
    """Different codes for so many places, all of the same length and as short as can be."""
    found = list(LETTERS)
    while len(found) < number:
        found = [code + letter for code in found for letter in LETTERS]
    return found[:number]


class JumpScreen(Asking[int]):
    """The screen below with codes on it; dismissed with the number of the place, or None."""

    CSS = """
    JumpScreen { background: transparent; layers: base; }
    .jump {
        position: absolute; width: auto; height: 1;
        background: $star; color: $background; text-style: bold;
    }
    """

    def __init__(self, places: Sequence[Offset]) -> None:
        """Put codes on places.

        Args:
            places: Where on the screen they are.
        """
        super().__init__()
        self._places = tuple(places)
        self._codes = codes(len(places))
        self._typed = ""

    def compose(self) -> ComposeResult:
        """The codes."""
        for place, code in zip(self._places, self._codes, strict=True):
            label = Static(Content(code), classes="jump")
            label.styles.offset = (place.x, place.y)
            yield label

    def on_key(self, event: events.Key) -> None:
        """Narrow the codes down to one; any key that is in none of them goes back."""
        event.stop()
        typed = self._typed + (event.character or "")
        left = [number for number, code in enumerate(self._codes) if code.startswith(typed)]
        if not event.character or not left:
            self.dismiss(None)
        elif self._codes[left[0]] == typed:
            self.dismiss(left[0])
        else:
            self._typed = typed
            for label, code in zip(self.query(".jump"), self._codes, strict=True):
                label.display = code.startswith(typed)
