"""What can follow a prefix that has been pressed, in a box above the hints."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from digest_tui.commands import Command
from digest_tui.keys import shown_key
from digest_tui.wrap import broken

#: Columns between a key and what it does.
_GAP = 3
#: Columns that border, padding and margin take.
_AROUND = 6


class WhichKey(Static):
    """A box with the keys that can follow and what they do, for as long as a sequence is unfinished."""

    DEFAULT_CSS = """
    WhichKey {
        layer: over; dock: bottom; margin: 0 1 1 1; width: auto; max-width: 100%; height: auto;
        padding: 0 1; background: $surface; border: round $line; border-title-color: $accent;
    }
    """

    def __init__(self, typed: Sequence[str], choices: Sequence[tuple[str, Command]], room: int) -> None:
        """Lay out the choices.

        Args:
            typed: The keys so far.
            choices: The next key and its command, each.
            room: Columns of the screen.
        """
        self._choices = tuple(choices)
        super().__init__(self._table(room - _AROUND))
        self.border_title = Content(" ".join(map(shown_key, typed)) + " …")

    def _table(self, width: int) -> Content:
        widest = max(cell_len(shown_key(key)) for key, _ in self._choices)
        indent = "\n" + " " * (widest + _GAP)
        lines = [
            Content.assemble(
                (shown_key(key).rjust(widest), "bold $hint-key"),
                " " * _GAP,
                (indent.join(broken(command.help, max(1, width - widest - _GAP))), "$foreground"),
            )
            for key, command in self._choices
        ]
        return Content("\n").join(lines)
