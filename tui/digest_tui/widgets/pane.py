"""What every pane answers to, so that one set of movement commands drives them all."""

from typing import Protocol, runtime_checkable

from digest_tui.commands import Pane


@runtime_checkable
class Movable(Protocol):
    """A pane with a cursor or a scroll position."""

    pane: Pane

    def move(self, steps: int) -> None:
        """Move by rows or lines, down when positive."""

    def move_to_end(self, *, last: bool) -> None:
        """Move to the first or the last row or line."""

    def page_height(self) -> int:
        """Rows or lines that one screen of this pane holds."""
