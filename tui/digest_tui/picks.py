"""The papers that the user picked out of lists, one by one or in ranges, to do something with all of them."""

from collections.abc import Iterator

from digest_parsers.model import Appearance
from digest_parsers.rows import Rows


class Picks:
    """Papers in the order in which they were picked; they stay picked when the list shows others.

    While a range is open, everything between its first row and the cursor is picked besides what was before.
    """

    def __init__(self) -> None:
        self._picked: dict[int, tuple[Rows, int]] = {}
        self._before: dict[int, tuple[Rows, int]] = {}
        self._range: tuple[Rows, int] | None = None

    def __len__(self) -> int:
        return len(self._picked)

    def __contains__(self, key: int) -> bool:
        """Whether the paper with this key (of :func:`digest_parsers.outline.key_of`) is picked."""
        return key in self._picked

    @property
    def in_range(self) -> bool:
        """Whether a range is open."""
        return self._range is not None

    def toggle(self, rows: Rows, number: int) -> None:
        """Pick the paper of a row, or put it back; an open range ends with what it has."""
        self.end_range()
        key = rows.key(number)
        if self._picked.pop(key, None) is None:
            self._picked[key] = (rows, number)

    def begin_range(self, rows: Rows, number: int) -> None:
        """Open a range at a row, which is picked."""
        self._before = dict(self._picked)
        self._range = (rows, number)
        self.reach(rows, number)

    def reach(self, rows: Rows, number: int) -> None:
        """Let the open range end at this row; in another list than it began in, it ends before."""
        if self._range is None:
            return
        own, first = self._range
        if rows is not own:
            self.end_range()
            return
        step = 1 if number >= first else -1
        self._picked = dict(self._before)
        for each in range(first, number + step, step):
            self._picked.setdefault(rows.key(each), (rows, each))

    def end_range(self) -> None:
        """Close the range; what it holds stays picked."""
        self._range = None
        self._before = {}

    def clear(self) -> None:
        """Put everything back."""
        self._picked = {}
        self.end_range()

    def ids(self) -> tuple[str, ...]:
        """The ids of the papers."""
        return tuple(rows.id(number) for rows, number in self._picked.values())

    def appearances(self) -> Iterator[Appearance]:
        """The papers, each as the list showed it that it was picked from; read as they are asked for."""
        return (rows[number] for rows, number in self._picked.values())
