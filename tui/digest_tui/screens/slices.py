"""Work in slices between two keys, so that none of them waits."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from time import perf_counter
from typing import TypeVar

_T = TypeVar("_T")

#: Seconds after which work gives the event loop back.
SLICE = 0.004


def worked(steps: Iterator[_T | None], *, something: bool = False) -> tuple[_T | None, bool]:
    """Work for a slice.

    Args:
        steps: The work; what it has come to is given now and then, and None in between.
        something: Whether to go on until it has come to something.

    Returns:
        The latest that it has come to, and whether it is done.
    """
    began = perf_counter()
    ready = None
    for one in steps:
        ready = ready if one is None else one
        # With something to show a quarter of a slice will do, as somebody waits for it; not less, since what
        # does not take long is done by then and shown in one frame.
        enough = SLICE if ready is None else SLICE / 4
        if perf_counter() - began > enough and (ready is not None or not something):
            return ready, False
    return ready, True


async def in_slices(steps: Iterator[_T | None]) -> AsyncIterator[_T | None]:
    """Work slice by slice to the end, and let others work before each.

    Args:
        steps: The work, as :func:`worked` does it.

    Yields:
        After each slice the latest that it has come to meanwhile, or None.
    """
    done = False
    while not done:
        await asyncio.sleep(0)
        ready, done = worked(steps)
        yield ready
