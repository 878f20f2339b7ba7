"""Reading makes read: a paper that stays on the page for a while, or that is left."""

from collections.abc import Callable
from functools import partial

from textual.timer import Timer

from digest_tui.settings import ON_LEAVING

#: Sets a timer for some seconds, after which it calls a function.
SetTimer = Callable[[float, Callable[[], None]], Timer]


class Dwelling:
    """Counts how long a paper has been looked at, and notes when it is left."""

    def __init__(self, seconds: float, set_timer: SetTimer, was_read: Callable[[str], None]) -> None:
        """Counts nothing yet.

        Args:
            seconds: How long a paper must be looked at; 0 for never, :data:`~digest_tui.settings.ON_LEAVING`
                for until another one is.
            set_timer: Sets a timer.
            was_read: Told the id of a paper that has been looked at for so long.
        """
        self._seconds = seconds
        self._set_timer = set_timer
        self._was_read = was_read
        self._timer: Timer | None = None
        self._paper: str | None = None

    @property
    def opening_reads(self) -> bool:
        """Whether a paper that is opened, or gone through to its end, is read before the time is over."""
        return 0 < self._seconds < ON_LEAVING

    def begin(self, paper: str | None) -> None:
        """Count from now on for a paper; None when nobody looks at any."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        left, self._paper = self._paper, paper
        if self._seconds == ON_LEAVING:
            if left is not None and left != paper:
                self._was_read(left)
        elif paper is not None and self._seconds > 0:
            self._timer = self._set_timer(self._seconds, partial(self._was_read, paper))
