"""Work in slices between two keys, so that none of them waits."""

from collections.abc import Iterator
from time import perf_counter
from typing import TypeVar

_T = TypeVar("_T")

#: Seconds after which work gives the event loop back.
SLICE = 0.004


def worked(steps: Iterator[_T | None], until: float, *, something: bool = False) -> tuple[_T | None, bool]:
    """Work for as long as there is time.

    Args:
        steps: The work; what it has come to is given now and then, and None in between.
        until: When the time is over.
        something: Whether to go on then until it has come to something.

    Returns:
        The latest that it has come to, and whether it is done.
    """
    ready = None
    for one in steps:
        ready = ready if one is None else one
        if perf_counter() > until and (ready is not None or not something):
            return ready, False
    return ready, True
