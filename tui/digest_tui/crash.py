"""What happens when the program itself is at fault: it says so, and offers a report without paper text.

Textual would print a traceback with the values of local variables, and with them the text of papers, past
everything that keeps control characters from the terminal. Here nothing is told but which error it was and
where; the message of the error is left out as well, since it may quote a digest.
"""

import os
import platform
import select
import sys
import termios
import traceback
import tty
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

from digest_parsers.sanitize import clean_line
from digest_tui import __version__, paths

_PACKAGES = ("textual", "rich", "ftfy", "PyYAML", "platformdirs")
_OURS = ("digest_tui", "digest_parsers")
#: Seconds for an answer. Nobody may be there to give one, and a script should not have to wait long.
_PATIENCE = 3.0
_QUESTION = "Save a report of it? It holds no text of papers and no values of variables. [Y/n] "


def tell(error: BaseException) -> None:
    """Say on standard error what happened, and save a report unless that is refused.

    Where standard input is a terminal, its user is asked first; no answer is as good as a yes.
    """
    now = datetime.now().astimezone()
    _say(told(error))
    if agreed(sys.stdin, _PATIENCE):
        saved = save(report(error, now), paths.state_dir(), now)
        _say(f"Saved: {clean_line(str(saved))}" if saved else "No report could be written.")
    else:
        _say("No report was saved.")


def told(error: BaseException) -> str:
    """The lines for the person whose program it was."""
    return (
        f"digest-tui has stopped because of an error of its own: {type(error).__qualname__}{_place(error)}.\n"
        "Everything that was shown as saved is saved: bookmarks, and what you have read."
    )


def report(error: BaseException, now: datetime) -> str:
    """What happened and where, for whoever mends it."""
    lines = [
        f"digest-tui {__version__} stopped on {type(error).__qualname__}",
        now.isoformat(timespec="seconds"),
    ]
    for number, one in enumerate(_chain(error)):
        lines += ["", f"behind it: {type(one).__qualname__}"] if number else [""]
        frames = traceback.extract_tb(one.__traceback__)
        lines += [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
    lines += ["", f"Python {platform.python_version()} on {platform.system()} {platform.release()}"]
    lines += [f"{package} {version(package)}" for package in _PACKAGES]
    return "\n".join(lines) + "\n"


def save(text: str, folder: Path, now: datetime) -> Path | None:
    """Write a report; None where that is not possible, which is no reason for another error."""
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError:
        return None
    return path


def agreed(keyboard: TextIO, patience: float) -> bool:
    """Ask whether to save a report; False for ``n`` only.

    What was typed before is thrown away: it was meant for the reader.

    Args:
        keyboard: Where the answer comes from; nobody is asked when it is no terminal.
        patience: Seconds to wait.
    """
    answer = b""
    try:
        before = termios.tcgetattr(keyboard)
        try:
            tty.setcbreak(keyboard, termios.TCSAFLUSH)
            _say(_QUESTION, end="")
            if select.select([keyboard], [], [], patience)[0]:
                answer = os.read(keyboard.fileno(), 1)
        finally:
            termios.tcsetattr(keyboard, termios.TCSAFLUSH, before)
            _say("")
    except (termios.error, OSError, ValueError):  # no terminal, or one that is gone
        return True
    return answer.lower() != b"n"


def _say(text: str, *, end: str = "\n") -> None:
    with suppress(OSError):  # the terminal may be gone, or standard error on a full disk
        print(text, end=end, file=sys.stderr, flush=True)  # noqa: T201


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and those that led to it."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or one.__context__


def _place(error: BaseException) -> str:
    """The last place in our own code that the error came through."""
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if any(package in Path(frame.filename).parts for package in _OURS)
    ]
    return f", {_short(ours[-1].filename)} line {ours[-1].lineno}" if ours else ""


def _short(filename: str) -> str:
    """A file's last three parts: which module it is, not whose computer."""
    return "/".join(Path(filename).parts[-3:])
