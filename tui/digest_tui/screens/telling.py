"""The messages of the status line: one at a time, for a while, and no error before it could be read."""

from collections.abc import Callable

from textual.timer import Timer

from digest_tui.screens.dwelling import SetTimer

#: Seconds for which a message stays; an error stays twice as long.
_SECONDS = 6.0
#: Seconds for which an error stays when another one is waiting behind it.
_AT_LEAST = 3.0


class Telling:
    """Shows messages and takes them away again.

    A new message takes the place of the one before, except that errors wait for each other: two that come in
    one moment (a disk that refuses a bookmark and what was read) would else be painted as one.
    """

    def __init__(self, show: Callable[[str, bool], None], set_timer: SetTimer) -> None:
        """Shows nothing yet.

        Args:
            show: Puts a message on the line, told whether something is wrong; an empty one clears it.
            set_timer: Sets a timer.
        """
        self._show = show
        self._set_timer = set_timer
        self._timer: Timer | None = None
        self._wrong = False
        self._waiting: list[str] = []

    @property
    def busy(self) -> bool:
        """Whether a message is on the line."""
        return self._timer is not None

    def tell(self, message: str, *, wrong: bool = False) -> None:
        """Show a message; an empty one clears the line."""
        if wrong and self._wrong and self.busy:
            if message not in self._waiting:
                self._waiting.append(message)
                if len(self._waiting) == 1:
                    self._stop()
                    self._timer = self._set_timer(_AT_LEAST, self._over)
            return
        self._waiting.clear()
        self._put(message, wrong)

    def _put(self, message: str, wrong: bool) -> None:
        self._stop()
        self._wrong = wrong and bool(message)
        self._show(message, wrong)
        if message:
            seconds = _AT_LEAST if self._waiting else _SECONDS * (2 if wrong else 1)
            self._timer = self._set_timer(seconds, self._over)

    def _over(self) -> None:
        if self._waiting:
            self._put(self._waiting.pop(0), True)
        else:
            self._put("", False)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
