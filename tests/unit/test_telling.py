"""Messages of the status line: one at a time, and errors that wait for each other."""

from collections.abc import Callable
from typing import Any

from digest_tui.screens.telling import Telling


class _Line:
    """A status line whose time passes when it is told to."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self._timers: list[_Timer] = []
        self.telling = Telling(lambda message, _: self.shown.append(message), self._set)

    def _set(self, seconds: float, done: Callable[[], None]) -> Any:
        self._timers.append(_Timer(seconds, done))
        return self._timers[-1]

    def pass_time(self) -> None:
        """Let the timer that runs come to its end."""
        running = [one for one in self._timers if one.runs]
        assert len(running) <= 1
        for one in running:
            one.runs = False
            one.done()

    @property
    def seconds(self) -> float:
        return next(one.seconds for one in reversed(self._timers) if one.runs)


class _Timer:
    def __init__(self, seconds: float, done: Callable[[], None]) -> None:
        self.seconds, self.done, self.runs = seconds, done, True

    def stop(self) -> None:
        self.runs = False


def test_a_message_goes_after_a_while_and_makes_room_for_the_next_at_once() -> None:
    line = _Line()
    line.telling.tell("one")
    line.telling.tell("two")
    assert line.shown == ["one", "two"]
    line.pass_time()
    assert line.shown == ["one", "two", ""]
    assert not line.telling.busy


def test_errors_of_one_moment_are_all_shown_one_after_another_and_each_once() -> None:
    line = _Line()
    for message in ("disk full", "read-only", "read-only", "gone"):
        line.telling.tell(message, wrong=True)
    assert line.shown == ["disk full"]
    short = line.seconds
    for _ in range(4):
        line.pass_time()
    assert line.shown == ["disk full", "read-only", "gone", ""]
    line.telling.tell("alone", wrong=True)
    assert line.seconds > short


def test_what_the_user_does_next_is_answered_at_once_and_nothing_waits_behind_it() -> None:
    line = _Line()
    line.telling.tell("disk full", wrong=True)
    line.telling.tell("read-only", wrong=True)
    line.telling.tell("Copied")
    assert line.shown == ["disk full", "Copied"]
    line.pass_time()
    assert line.shown == ["disk full", "Copied", ""]
