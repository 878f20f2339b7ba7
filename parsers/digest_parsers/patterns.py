"""Regular expressions of a search, which may take long: how they are read, and how they are stopped.

Python's own expressions cannot be interrupted: one such as ``(a|aa)+$`` would hold the reader for hours. So
the package `regex <https://pypi.org/project/regex/>`_ is used, which gives up after a time that it is told.
(RE2, which never takes long, was weighed: it has no wheels for musl and, at the time of writing, none for
macOS from Python 3.13 on.) It is imported when the first expression is typed.

Expressions are looked for in folded text, one text at a time: case does not matter, ``^`` and ``$`` are the
ends of a text, and no match reaches from one text into another.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from math import prod
from time import thread_time
from typing import TYPE_CHECKING

from digest_parsers.errors import QueryError

if TYPE_CHECKING:
    import regex

#: Seconds of CPU time that an expression may take in one digest, so that a busy machine stops none. Usual
#: ones take 0.005 in a digest of 200 entries.
TIME_LIMIT = 0.1

#: After so many digests in which it took longer, it is looked for in no other.
MOST_STOPS = 5

#: Characters of an expression, and how often it may repeat what it repeats: ``(a{2000}){2000}`` takes a
#: gigabyte only to be read.
_LONGEST, _MOST_REPEATS = 500, 20_000

_REPEAT = re.compile(r"\{(\d*),?(\d*)\}", re.ASCII)

#: What looks at more than the characters that it matches: such an expression is tried text by text.
_LOOKS_AROUND = re.compile(r"\\[AZzGK]|\(\?[=!<]")


class SlowPatternError(Exception):
    """An expression took longer than it may."""


class Clock:
    """The CPU time that expressions have left in one digest."""

    def __init__(self, seconds: float = TIME_LIMIT) -> None:
        self._end = thread_time() + seconds

    def left(self) -> float:
        """The seconds that are left.

        Raises:
            SlowPatternError: There are none.
        """
        left = self._end - thread_time()
        if left <= 0:
            raise SlowPatternError
        return left


def check(source: str, position: int) -> None:
    """Looks whether an expression can be understood.

    Args:
        source: The expression.
        position: Where it stands in the query, for the error.

    Raises:
        QueryError: It cannot, or would take too much.
    """
    import regex  # noqa: PLC0415 - needed only for queries that have an expression

    if len(source) > _LONGEST:
        raise QueryError(f"an expression has at most {_LONGEST} characters", position=position)
    repeats = (max(int(least or 1), int(most or 1), 1) for least, most in _REPEAT.findall(source))
    if prod(repeats) > _MOST_REPEATS:
        raise QueryError("this expression repeats too often", position=position, expected="smaller numbers")
    try:
        _compiled(source)
    except regex.error as error:
        at = position + min(getattr(error, "pos", 0) or 0, len(source))
        cause = f"the expression is not understood: {getattr(error, 'msg', error)}"
        raise QueryError(cause, position=at, expected='another one, or the text in quotes: "/…/"') from None
    except RecursionError:
        raise QueryError("groups are nested too deep in the expression", position=position) from None


def occurs(source: str, text: str, clock: Clock) -> bool:
    """Whether an expression matches any line of a folded text.

    Raises:
        SlowPatternError: That cannot be told in time.
    """
    pattern = _compiled(source)
    try:
        if not _LOOKS_AROUND.search(source):
            match = pattern.search(text, timeout=clock.left())
            if match is None or "\n" not in match[0]:
                return match is not None
        return any(pattern.search(line, timeout=clock.left()) for line in text.split("\n"))
    except TimeoutError:
        raise SlowPatternError from None


def spans(source: str, text: str, clock: Clock) -> Iterator[tuple[int, int]]:
    """Where an expression matches a text; what takes too long is left out."""
    try:
        for match in _compiled(source).finditer(text, timeout=clock.left()):
            if match.start() < match.end():
                yield match.span()
    except (TimeoutError, SlowPatternError):
        return


@lru_cache(maxsize=16)
def _compiled(source: str) -> "regex.Pattern[str]":
    import regex  # noqa: PLC0415

    return regex.compile(source, regex.IGNORECASE | regex.MULTILINE | regex.VERSION0)
