"""The command line: what was asked for, and which part of the program answers it.

Data goes to standard output, everything else to standard error. The app is imported only to be opened.
"""

import gc
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from digest_parsers import own_profiles
from digest_parsers.errors import DigestError, QueryError
from digest_parsers.sanitize import clean_line
from digest_tui import paths
from digest_tui.shell import PROGRAM, WRONG_USAGE
from digest_tui.shell.output import put, put_bytes, say, terminal_width

if TYPE_CHECKING:
    from argparse import Namespace

#: Exit codes, besides that for wrong usage. 130 and 141 are what a shell makes of a program that Ctrl+C
#: (SIGINT) or a closed pipe (SIGPIPE) ended.
OK, WRONG_INPUT, INTERRUPTED, PIPE_CLOSED = 0, 1, 130, 141


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
    commands: dict[str, Callable[[Namespace], int]] = {
        "check": _check,
        "list": _list,
        "search": _search,
        "repair": _repair,
        "formats": _formats,
        "cache": _cache,
        "paths": _paths,
        "export": _export,
        "bookmarks": _bookmarks,
        "searches": _searches,
        "state": _state,
    }
    if not any(word.startswith("-") for word in words) and (not words or words[0] not in commands):
        return _open_reader(list(map(Path, words)), demo=False)
    from digest_tui.arguments import understand  # noqa: PLC0415 - 4 ms, which only to open folders can do without

    try:
        command, asked = understand(words)
    except SystemExit as end:  # help or version was asked for and printed, or what is wrong has been told
        return end.code if isinstance(end.code, int) else WRONG_USAGE
    return commands[command](asked) if command else _open_reader(asked.paths, demo=asked.demo)


def _open_reader(library: list[Path], *, demo: bool) -> int:
    refusal = _no_terminal(os.environ)
    if refusal:
        say(f"{refusal}; `{PROGRAM} list` and `{PROGRAM} check` do without")
        return WRONG_USAGE
    gc.disable()  # until the first frame: nothing that is made by then is thrown away (6 ms)
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


def _check(asked: "Namespace") -> int:
    from digest_parsers.export.jsonl import to_json  # noqa: PLC0415 - imports the parsers
    from digest_tui import headless, plaintext  # noqa: PLC0415
    from digest_tui.shell import given  # noqa: PLC0415

    library = given.library(asked.paths)
    report = headless.report(library)
    if asked.json:
        put(to_json(report, indent=2))
    else:
        for line in plaintext.report_lines(report):
            put(line)
    return WRONG_INPUT if headless.has_errors(library) else OK


def _list(asked: "Namespace") -> int:
    from digest_parsers.export.jsonl import row, to_json  # noqa: PLC0415
    from digest_tui import headless, plaintext  # noqa: PLC0415
    from digest_tui.kept import Kept  # noqa: PLC0415
    from digest_tui.shell import given  # noqa: PLC0415

    library = given.library(asked.paths)
    try:
        rows = [row(found) for found in headless.find(library, asked.query, Kept(library))]
    except QueryError as error:
        say(f"query: {error.one_line()}, at character {error.position + 1}")
        return WRONG_USAGE
    found = len(rows)
    rows = rows[: asked.limit]
    if asked.format == "json":
        put(to_json(rows, indent=2))
    elif asked.format == "jsonl":
        for one in rows:
            put(to_json(one))
    else:
        for line in plaintext.table_lines(rows, terminal_width()):
            put(line)
    if len(rows) < found:
        say(f"{len(rows):,} of {found:,} shown (--limit)")
    if headless.has_errors(library):
        say(f"some files could not be read; `{PROGRAM} check` tells which")
    return OK


def _search(asked: "Namespace") -> int:
    from digest_tui.shell import search  # noqa: PLC0415

    return search.run(asked)


def _repair(asked: "Namespace") -> int:
    from digest_tui import mending  # noqa: PLC0415
    from digest_tui.shell import given  # noqa: PLC0415

    code, limit = OK, given.settings(needed=False).max_file_bytes
    for path in asked.files:
        try:
            mended = mending.mend(path, marks=asked.marks, limit=limit)
            if asked.in_place:
                kept = mending.replace(path, mended)
                done = f"repaired, kept as {kept}" if kept else "not damaged"
            elif asked.output:
                done = f"written to {mending.write_into(asked.output, path, mended)}"
            else:
                put_bytes(mended.data)
                done = ""
        except DigestError as error:
            say(error.one_line())
            code = WRONG_INPUT
            continue
        repair = mended.repair
        counts = (
            f"{repair.restored:,} of {repair.damaged:,} characters restored, {repair.doubtful:,} in doubt"
        )
        said = (done, counts if repair.damaged else "", *mended.notes)
        if any(said):
            say(f"{path}: {'; '.join(filter(None, said))}")
    return code


def _formats(asked: "Namespace") -> int:
    from digest_tui import profile_tools  # noqa: PLC0415 - reads all profiles

    words: list[str] = asked.words
    wanted = {"list": (0, 0), "show": (1, 1), "check": (1, 2), "new": (1, 1)}[asked.action]
    if not wanted[0] <= len(words) <= wanted[1]:
        much = "too many" if len(words) > wanted[1] else "too few"
        say(f"formats {asked.action}: {much} words (see {PROGRAM} formats --help)")
        return WRONG_USAGE
    code = OK
    for error in profile_tools.wrong():
        say(error.one_line())
        code = WRONG_INPUT
    if asked.action == "list":
        for line in profile_tools.listed():
            put(clean_line(line))
    elif asked.action == "show":
        put(profile_tools.shown(words[0]).rstrip())
    elif asked.action == "check":
        for line in profile_tools.checked(Path(words[0]), Path(words[1]) if len(words) > 1 else None):
            put(clean_line(line))
    else:
        text, told = profile_tools.drafted(Path(words[0]))
        put(text.rstrip())
        say(f"{told}; look through it and save it in {paths.profiles_dir()}")
    return code


def _cache(asked: "Namespace") -> int:
    from digest_parsers.cache import LIMIT, room  # noqa: PLC0415
    from digest_tui.wording import counted  # noqa: PLC0415

    folder = paths.cache_dir()
    clearing = asked.action == "clear"
    taken = room.clear(folder) if clearing else room.usage(folder)
    libraries = "1 library" if taken.libraries == 1 else f"{taken.libraries:,} libraries"
    size = f"{taken.size / 1e6:,.1f} MB"
    if clearing:
        left = room.usage(folder).size
        put(
            f"removed {size} of {libraries}"
            + (f", {counted(left, 'byte')} cannot be removed" if left else "")
        )
        return WRONG_INPUT if left else OK
    put(f"{clean_line(str(folder))}: {size} of {libraries}; at most {LIMIT / 1e6:,.0f} MB are kept")
    return OK


def _paths(asked: "Namespace") -> int:
    del asked
    from digest_tui.settings import Settings, SettingsError, load_settings  # noqa: PLC0415

    code, settings = OK, Settings()
    try:
        settings = load_settings()
    except SettingsError as error:
        say(error.one_line())
        code = WRONG_INPUT
    places = {
        "settings": paths.settings_file(),
        "formats": paths.profiles_dir(),
        "bookmarks": paths.bookmarks_dir(settings.bookmarks),
        "searches": paths.searches_file(settings.searches),
        "reading state": paths.state_db(),
        "cache": paths.cache_dir(),
    }
    for name, place in places.items():
        put(f"{name:<14} {clean_line(str(place))}{'' if place.exists() else '  (not there yet)'}")
    return code


def _export(asked: "Namespace") -> int:
    from digest_tui.shell import export  # noqa: PLC0415

    return export.run(asked)


def _bookmarks(asked: "Namespace") -> int:
    from digest_tui.shell import bookmarking  # noqa: PLC0415

    return bookmarking.run(asked)


def _searches(asked: "Namespace") -> int:
    from digest_tui.shell import searching  # noqa: PLC0415

    return searching.run(asked)


def _state(asked: "Namespace") -> int:
    from digest_tui.shell import state  # noqa: PLC0415

    return state.run(asked)


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
