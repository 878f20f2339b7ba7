"""Leaving: by signal or not, with the right exit code, and without waiting for what may never come.

A read from a network drive that is gone does not return. Python waits for such a thread, both at the end of
an event loop and at its own; here nothing is waited for but what saves the user's things.
"""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import FrameType

#: The signals that end the program and leave it time to put things right. For SIGINT asyncio would cancel
#: whatever the app waits for, which may swallow that and go on.
ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
#: Seconds after which a program that was told to end is ended, whatever it is waiting for.
_GRACE = 3.0


def end_on_signals(leave: Callable[[int], None], at_last: Callable[[], None]) -> None:
    """Have :data:`ENDING` end the program the ordinary way, with the exit code that a shell expects.

    Args:
        leave: Called once with the exit code, in the main thread. When it does not end the program within
            some seconds (a terminal that is gone can hold up a write for ever), the process is ended.
        at_last: Called before that, in another thread.
    """
    told = threading.Event()

    def answer(number: int, _: FrameType | None) -> None:
        if told.is_set():
            return
        told.set()
        end_soon(128 + number, at_last)
        leave(128 + number)

    for one in ENDING:
        signal.signal(one, answer)


def end_soon(code: int, at_last: Callable[[], None] = lambda: None) -> None:
    """End the process with this exit code after some seconds, should it still be there."""

    def end() -> None:
        at_last()
        os._exit(code)

    last_resort = threading.Timer(_GRACE, end)
    last_resort.daemon = True
    last_resort.start()


def runner() -> asyncio.Runner:
    """What runs an event loop that does not wait, when it is closed, for threads that are still at work."""
    made = asyncio.Runner()
    made.get_loop().set_default_executor(_Unwaited(thread_name_prefix="work"))
    return made


class _Unwaited(ThreadPoolExecutor):
    """Threads whose end nobody waits for."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        del wait, cancel_futures
        super().shutdown(wait=False, cancel_futures=True)
