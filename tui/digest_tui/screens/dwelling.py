"""Reading makes read: a paper that stays on the page for a while."""

from collections.abc import Callable

from textual.timer import Timer

#: Sets a timer for some seconds, after which it calls a function.
SetTimer = Callable[[float, Callable[[], None]], Timer]


class Dwelling:
    """Counts how long a paper has been on the page."""

    def __init__(self, seconds: float, set_timer: SetTimer, dwelt: Callable[[], None]) -> None:
        """Counts nothing yet.

        Args:
            seconds: How long a paper must be looked at; 0 for never.
            set_timer: Sets a timer.
            dwelt: Called when it has been looked at for so long.
        """
        self._seconds = seconds
        self._set_timer = set_timer
        self._dwelt = dwelt
        self._timer: Timer | None = None

    def begin(self, *, looking: bool) -> None:
        """Count from now on, if anybody is looking."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if looking and self._seconds > 0:
            self._timer = self._set_timer(self._seconds, self._dwelt)
