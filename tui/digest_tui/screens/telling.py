"""The messages of the status line: one at a time, for a while, and none gone before it could be read."""

from collections.abc import Callable

from textual.timer import Timer

from digest_tui.screens.dwelling import SetTimer

#: Seconds for which a message stays; an error stays twice as long.
_SECONDS = 6.0
#: Seconds within which a message can be read; those that wait behind it come then.
_AT_LEAST = 3.0

#: A message, whether something is wrong, and whether nobody has asked for it.
_Message = tuple[str, bool, bool]


class Telling:
    """Shows messages and takes them away again.

    An answer to the user takes the place of the message before, at once. What else there is to tell waits
    until that could be read: what nobody has asked for (what a reading has found may come in the moment in
    which something was copied), and an error behind another (a disk that refuses a bookmark and what was
    read). What nobody has asked for comes again when an answer has displaced it too early.
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
        self._shown: _Message = ("", False, False)
        self._fresh = False
        self._waiting: list[_Message] = []

    @property
    def busy(self) -> bool:
        """Whether a message is on the line."""
        return self._timer is not None

    def tell(self, message: str, *, wrong: bool = False, unasked: bool = False) -> None:
        """Show a message; an empty one takes away what is there.

        Args:
            message: What to tell.
            wrong: Whether something is wrong.
            unasked: Whether it answers nothing that the user has done.
        """
        told = (message, wrong, unasked)
        _, shown_wrong, shown_unasked = self._shown
        if message and self._fresh and (unasked or (wrong and shown_wrong and not shown_unasked)):
            self._queue(told)
            return
        if self._fresh and shown_unasked:
            self._waiting.append(self._shown)
        if message:
            self._put(told)
        else:
            self._go_on()

    def _queue(self, told: _Message) -> None:
        """Let a message wait; of news only the latest, since digests may come faster than can be read."""
        _, wrong, _ = told
        if not wrong:
            self._waiting = [one for one in self._waiting if one[1]]
        if told != self._shown and told not in self._waiting:
            self._waiting.append(told)

    def _put(self, told: _Message) -> None:
        message, wrong, _ = told
        self._stop()
        self._shown = told
        self._show(message, wrong)
        if message:
            self._fresh = True
            self._timer = self._set_timer(_AT_LEAST, self._was_readable)

    def _was_readable(self) -> None:
        """Make room for what waits, or leave the message for the rest of its time."""
        self._fresh = False
        if self._waiting:
            self._go_on()
        else:
            _, wrong, _ = self._shown
            self._timer = self._set_timer(_SECONDS * (2 if wrong else 1) - _AT_LEAST, self._go_on)

    def _go_on(self) -> None:
        """Show what has waited longest, or nothing."""
        self._put(self._waiting.pop(0) if self._waiting else ("", False, False))

    def _stop(self) -> None:
        self._fresh = False
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
