"""The real program with one fault put into it: ``python faulty.py FAULT ARGUMENT…``.

With ``key`` the key ``x`` raises, which is what programs that test ways out from outside ask for.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from threading import Event
from time import sleep
from types import ModuleType
from typing import Any, NoReturn

SECRET = "the text of a paper"
#: Seconds that no test takes to answer, however busy the machine is.
_LONG = 60.0


def fail(*_: object, **__: object) -> NoReturn:
    """Raise with a text, and with a variable, that must not be told."""
    quoted = f"cannot do anything with {SECRET}"
    raise RuntimeError(quoted)


def _replace(name: str, attribute: str) -> Callable[[], None]:
    """Make a function of a module, or a method of a class in it, fail."""

    def put_in() -> None:
        from importlib import import_module

        module, _, owner = name.partition(":")
        place: ModuleType | Any = import_module(module)
        setattr(getattr(place, owner) if owner else place, attribute, fail)

    return put_in


def _on_x(trouble: Callable[[], object]) -> Callable[[], None]:
    """Let the key ``x`` lead to trouble."""

    def put_in() -> None:
        from digest_tui.screens.main import MainScreen

        real = MainScreen.take_key

        async def take_key(self: MainScreen, event: Any) -> bool:
            if event.key == "x":
                trouble()
            return await real(self, event)

        MainScreen.take_key = take_key  # type: ignore[method-assign]

    return put_in


def _terminated(name: str, owner: str, method: str) -> Callable[[], None]:
    """Let the program be told to end in the middle of something, which then goes on."""

    def put_in() -> None:
        from importlib import import_module

        place = getattr(import_module(name), owner)
        real = getattr(place, method)

        def told_to_end(*arguments: Any, **named: Any) -> Any:
            os.kill(os.getpid(), signal.SIGTERM)
            return real(*arguments, **named)

        setattr(place, method, told_to_end)

    return put_in


def _input() -> None:
    """Fail on what is typed; what is looked for without it goes on."""
    from digest_tui import terminal

    real = terminal.pieces
    terminal.pieces = lambda text: fail() if text else real(text)


def _wait_briefly() -> None:
    """What hangs is ended after seconds: real time, in which nothing is shown."""
    from digest_tui import leaving

    leaving._GRACE = 0.2


def _unanswered() -> None:
    """Fail where nobody is there to answer."""
    from digest_tui import crash

    crash._PATIENCE = 0.1
    _replace("digest_tui.launch", "load_settings")()


def _busy() -> None:
    """Hang on a key."""
    _wait_briefly()
    _on_x(lambda: sleep(3600))()


def _stuck() -> None:
    """A file that cannot be read to the end, as on a network drive that is gone."""
    from digest_tui import loading

    _wait_briefly()
    loading.read_rest = lambda *_, **__: iter(lambda: Event().wait(), None)


def _reading() -> None:
    """Fail behind the first file that is read in the background."""
    from digest_tui import loading

    real = loading.read_rest

    def read_rest(*arguments: Any, **named: Any) -> Iterator[Any]:
        yield next(real(*arguments, **named))
        fail()

    loading.read_rest = read_rest


def _style() -> None:
    from digest_tui.app import DigestApp

    DigestApp.CSS = f"Screen {{ color: {SECRET} }} }}"


#: Where a fault can be put.
FAULTS: dict[str, Callable[[], None]] = {
    "settings": _replace("digest_tui.launch", "load_settings"),
    "style": _style,
    "opening": _replace("digest_tui.opening", "open_library"),
    "screen": _replace("digest_tui.screens.desk:Desk", "compose"),
    "drawing": _replace("digest_tui.render", "page"),
    "input": _input,
    "key": _on_x(fail),
    "reading": _reading,
    "keeping": _replace("digest_tui.store.bookmarks:BookmarkStore", "add"),
    "searching": _replace("digest_parsers.search:SearchIndex", "search"),
    "busy": _busy,
    "stuck": _stuck,
    "unanswered": _unanswered,
    "ended-before-it-runs": _terminated("digest_tui.app", "DigestApp", "run"),
    "ended-while-made": _terminated("digest_tui.screens.desk", "Desk", "compose"),
    "ended-at-first-sight": _terminated("digest_tui.screens.changing", "Changing", "library_grew"),
}

if __name__ == "__main__":
    from digest_tui import crash
    from digest_tui.cli import main

    crash._PATIENCE = _LONG
    FAULTS[sys.argv.pop(1)]()

    sys.exit(main())
