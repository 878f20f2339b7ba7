"""What holds an asyncio event loop: noted from outside, by wrapping the running of its callbacks."""

import atexit
import json
from asyncio import events
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any

#: Callbacks that held the loop for less are not noted, in seconds.
_NOTED = 0.001


def install(log: Path) -> None:
    """Note every callback of any loop that takes longer than a millisecond.

    Lines of JSON: when it began, seconds on the clock, seconds of CPU time in the loop's thread, and what it
    was. The difference of the two is time in which another thread, or another program, had the processor.
    """
    run = events.Handle._run
    file = log.open("w", buffering=1)
    atexit.register(file.close)

    def watched(self: Any) -> None:
        began, cpu = perf_counter(), thread_time()
        run(self)
        held = perf_counter() - began
        if held >= _NOTED:
            file.write(json.dumps([began, held, thread_time() - cpu, repr(self)[:200]]) + "\n")

    events.Handle._run = watched  # type: ignore[method-assign]
