"""Lending the terminal to another program, while the reader is out of the way and only waits."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from textual.app import App, SuspendNotSupported

from digest_parsers.errors import DigestError

_T = TypeVar("_T")


class LendingError(DigestError):
    """The terminal cannot be lent."""


def lend(app: App[Any], use: Callable[[], _T]) -> _T:
    """Let something use the terminal, and take it back however that ends.

    Args:
        app: The reader.
        use: What uses the terminal; returns when it is done.

    Raises:
        LendingError: The reader is not in a terminal that can be lent.
        DigestError: Whatever ``use`` has raised.
    """
    # Textual takes the terminal back only when nothing is raised (tried with 8.2.8: the screen stays empty
    # and no key is answered), so an error waits until it has.
    trouble: DigestError | None = None
    result: list[_T] = []
    try:
        with app.suspend(), _interrupts_left_to_others():
            try:
                result.append(use())
            except DigestError as error:
                trouble = error
    except SuspendNotSupported:
        raise LendingError("this terminal cannot be lent to another program") from None
    if trouble is not None:
        raise trouble
    return result[0]


@contextmanager
def _interrupts_left_to_others() -> Iterator[None]:
    """Ctrl+C ends the program that has the terminal, and not the reader.

    By a handler of its own: what is ignored would be ignored by that program, too.
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
