"""Where one is in a text whose lines are broken anew, told by what stands before it."""

from collections.abc import Sequence

from digest_tui.render import Line


class ReadingPlace:
    """The first line on the screen, found again at any width.

    It stays the same until one scrolls: worked out anew for each width it would creep towards the beginning.
    """

    def __init__(self) -> None:
        """At the beginning."""
        self._line = 0
        self._before: int | None = 0

    def note(self, line: int) -> None:
        """One has scrolled to a line."""
        self._line, self._before = line, None

    def keep(self, lines: Sequence[Line]) -> None:
        """Remember what stands before it, while these lines still stand."""
        if self._before is None and lines:
            self._before = sum(map(_size, lines[: self._line]))

    def line_in(self, lines: Sequence[Line]) -> int:
        """The number of the line that it is in now."""
        if self._before is None:
            return self._line
        passed = 0
        for number, line in enumerate(lines):
            passed += _size(line)
            if passed > self._before:
                return number
        return 0


def _size(line: Line) -> int:
    """The characters of a line that are not spaces: those may be left out where it is broken."""
    return sum(len(part.text) - part.text.count(" ") for part in line)
