"""Counts the steps that some work takes, so that its growth can be told without a clock.

Counted are the lines of Python that run, the calls, and what the methods of texts look through. What a
regular expression does inside cannot be counted.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

#: Methods that look at the whole of their text (find may stop early); one step for so many characters.
_SCANS = frozenset({"count", "replace", "split", "strip", "translate", "encode", "join"})
_CHARACTERS = 16


class Steps:
    """The number of steps that were taken inside the block.

    Attributes:
        count: So many so far.
    """

    def __enter__(self) -> "Steps":
        self.count = 0
        self._before = sys.gettrace(), sys.getprofile()
        sys.setprofile(self._note_call)
        sys.settrace(self._note_line)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._before[0])
        sys.setprofile(self._before[1])

    def _note_line(self, *_: object) -> Callable[..., Any]:
        self.count += 1
        return self._note_line

    def _note_call(self, _: FrameType, event: str, function: Any) -> None:
        if event == "c_call":
            owner: object = getattr(function, "__self__", None)
            self.count += 1
            if isinstance(owner, str | bytes) and function.__name__ in _SCANS:
                self.count += len(owner) // _CHARACTERS


def steps_of(work: Callable[[str], object], text: str) -> int:
    """The steps that some work on a text takes."""
    with Steps() as steps:
        work(text)
    return steps.count
