"""Waits until an app has nothing left to do, and not a moment longer.

Textual's own pilot sleeps 20 ms at least twice for each key and takes a process that uses little of the
processor for one that is done, which on a busy machine it may not be. The loop knows what it is about to run.
"""

import asyncio
from math import inf

#: Seconds within which a timer belongs to what goes on: a frame is due after 17 ms. What comes later (a
#: message that goes, a hint for who hesitates) is waited for by name.
_SOON = 0.03
#: Seconds after which a timer that never ends is waited for no longer.
_ENOUGH = 1.0


async def wait_for_rest(min_sleep: float = 0.0, max_sleep: float = _ENOUGH) -> None:
    """Wait until the running loop has nothing to run, now or soon.

    Args:
        min_sleep: Seconds to wait in any case.
        max_sleep: Seconds to wait at most.
    """
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await asyncio.sleep(min_sleep)
    while (due := _due(loop)) < _SOON and loop.time() - begun < max_sleep:
        await asyncio.sleep(due)


def _due(loop: asyncio.AbstractEventLoop) -> float:
    """Seconds until the loop has something to run."""
    assert isinstance(loop, asyncio.BaseEventLoop)
    if loop._ready:  # type: ignore[attr-defined]
        return 0.0
    timers = loop._scheduled  # type: ignore[attr-defined]
    return max(0.0, timers[0].when() - loop.time()) if timers else inf
