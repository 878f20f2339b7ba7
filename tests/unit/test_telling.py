"""Messages of the status line: one at a time, and none gone before it could be read."""

from collections.abc import Callable
from typing import Any

import pytest

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


def test_a_message_goes_after_a_while_and_makes_room_for_the_next_answer_at_once() -> None:
    line = _Line()
    line.telling.tell("one")
    line.telling.tell("two")
    assert line.shown == ["one", "two"]
    line.pass_time()
    assert line.telling.busy
    line.pass_time()
    assert line.shown == ["one", "two", ""]
    assert not line.telling.busy


def test_errors_of_one_moment_are_all_shown_one_after_another_and_each_once() -> None:
    line = _Line()
    for message in ("disk full", "read-only", "read-only", "gone"):
        line.telling.tell(message, wrong=True)
    assert line.shown == ["disk full"]
    for _ in range(3):
        line.pass_time()
    assert line.shown == ["disk full", "read-only", "gone"]
    line.pass_time()
    assert line.shown[-1] == ""


def test_an_error_stays_longer_than_what_is_as_it_should_be() -> None:
    line = _Line()
    seconds = []
    for wrong in (False, True):
        line.telling.tell("told", wrong=wrong)
        line.pass_time()
        seconds.append(line.seconds)
        line.pass_time()
    assert seconds[0] < seconds[1]


def test_what_the_user_does_next_is_answered_at_once_and_what_was_not_shown_yet_comes_after_it() -> None:
    line = _Line()
    line.telling.tell("disk full", wrong=True)
    line.telling.tell("read-only", wrong=True)
    line.telling.tell("Copied")
    assert line.shown == ["disk full", "Copied"]
    line.pass_time()
    assert line.shown == ["disk full", "Copied", "read-only"]


@pytest.mark.parametrize("wrong", [False, True])
def test_what_nobody_asked_for_waits_until_an_answer_could_be_read(wrong: bool) -> None:
    line = _Line()
    line.telling.tell("Copied")
    line.telling.tell("3 new papers", wrong=wrong, unasked=True)
    assert line.shown == ["Copied"]
    line.pass_time()
    assert line.shown == ["Copied", "3 new papers"]
    line.pass_time()
    line.telling.tell("4 new papers", wrong=wrong, unasked=True)  # the one before has been read by now
    assert line.shown == ["Copied", "3 new papers", "4 new papers"]


def test_of_news_only_the_latest_waits_and_every_error_does() -> None:
    line = _Line()
    line.telling.tell("Copied")
    for message, wrong in (("+1 paper", False), ("not read: x.md", True), ("+2 papers", False)):
        line.telling.tell(message, wrong=wrong, unasked=True)
    for _ in range(2):
        line.pass_time()
    assert line.shown == ["Copied", "not read: x.md", "+2 papers"]


def test_what_nobody_asked_for_comes_again_when_an_answer_has_displaced_it() -> None:
    line = _Line()
    line.telling.tell("not read: x.md", wrong=True, unasked=True)
    line.telling.tell("Copied")
    assert line.shown == ["not read: x.md", "Copied"]
    line.pass_time()
    assert line.shown == ["not read: x.md", "Copied", "not read: x.md"]
    line.pass_time()
    line.telling.tell("Copied")
    line.pass_time()
    line.pass_time()
    assert line.shown[3:] == ["Copied", ""]


def test_who_clears_the_line_sees_what_waits() -> None:
    line = _Line()
    line.telling.tell("Copied")
    line.telling.tell("3 new papers", unasked=True)
    line.telling.tell("")
    assert line.shown == ["Copied", "3 new papers"]
    line.telling.tell("not read: x.md", wrong=True, unasked=True)
    line.telling.tell("")
    assert line.shown[2:] == ["not read: x.md"]
    line.pass_time()
    assert line.shown[3:] == ["3 new papers"]
    line.pass_time()
    line.telling.tell("")
    assert line.shown[4:] == [""]
    assert not line.telling.busy
