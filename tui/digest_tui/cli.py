"""The command line: what was asked for, and which part of the program answers it.

Data goes to standard output, everything else to standard error. The app is imported only to be opened.
"""

import gc
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from digest_parsers import own_profiles
from digest_parsers.errors import DigestError
from digest_tui import paths
from digest_tui.shell import COMMANDS, PROGRAM, WRONG_INPUT, WRONG_USAGE
from digest_tui.shell.output import say

if TYPE_CHECKING:
    from argparse import Namespace

#: What a shell makes of a program that Ctrl+C (SIGINT) or a closed pipe (SIGPIPE) ended.
INTERRUPTED, PIPE_CLOSED = 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; leaves no traceback, neither on bad input nor on an error of its own.

    Args:
        arguments: The arguments without the program's name, or None for those of this process.

    Returns:
        The exit code.
    """
    _prepare_streams()
    if arguments is None:
        sys.excepthook = _tell_of
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(words)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except DigestError as error:
        say(error.one_line())
        return WRONG_USAGE
    except OSError as error:  # standard output is on a full disk, or the current folder is gone
        say(f"{error.filename or 'output'}: {error.strerror}")
        _discard_output()
        return WRONG_INPUT
    return code


def _run(words: list[str]) -> int:
    own_profiles.use_folder(paths.profiles_dir)
    if not any(word.startswith("-") for word in words) and (not words or words[0] not in COMMANDS):
        return _open_reader(list(map(Path, words)), demo=False)
    gc.enable()
    from digest_tui.arguments import understand  # noqa: PLC0415 - 4 ms, which only to open folders can do without

    try:
        command, asked = understand(words)
    except SystemExit as end:  # help or version was asked for and printed, or what is wrong has been told
        return end.code if isinstance(end.code, int) else WRONG_USAGE
    if not command:
        return _open_reader(asked.paths, demo=asked.demo)
    run: Callable[[Namespace], int] = import_module(f"digest_tui.shell.{command}").run
    return run(asked)


def _open_reader(library: list[Path], *, demo: bool) -> int:
    refusal = _no_terminal(os.environ)
    if refusal:
        say(f"{refusal}; `{PROGRAM} list` and `{PROGRAM} check` do without")
        return WRONG_USAGE
    gc.disable()  # until the first frame: nothing that is made by then is thrown away (6 ms)
    from digest_tui.local_asyncio import import_asyncio  # noqa: PLC0415 - only the reader needs it

    import_asyncio()
    from digest_tui.launch import run  # noqa: PLC0415 - the only place that needs the toolkit

    return run(library or None, demo=demo)


def _no_terminal(environ: Mapping[str, str]) -> str:
    """Why the reader cannot be shown, or an empty string."""
    # The toolkit reads keys from the first and paints on the third; the second is where people redirect.
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return "the reader needs a terminal"
    if environ.get("TERM", "") in ("", "dumb"):
        return "the reader needs a terminal that can place text (TERM is not set or dumb)"
    return ""


def _tell_of(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
    """Says that the program itself was at fault; the interpreter then ends with exit code 1."""
    from digest_tui import crash  # noqa: PLC0415 - seldom needed

    crash.tell(error)


def _prepare_streams() -> None:
    """Makes what is written UTF-8 whatever the locale says, and never fail on a character.

    The one kind that UTF-8 does not have, half of a surrogate pair (from a file name that is no UTF-8), comes
    out as its escape, which is just what it is in JSON.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _discard_output() -> None:
    """Lets the interpreter's last flush go nowhere instead of failing with a message of its own."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, AttributeError, io.UnsupportedOperation):
        return
