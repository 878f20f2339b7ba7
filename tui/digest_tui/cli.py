"""The command line: what was asked for, and which part of the program answers it.

Data goes to standard output, everything else to standard error. The app is imported only to be opened.
"""

import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from digest_parsers import own_profiles
from digest_parsers.errors import DigestError, QueryError
from digest_parsers.sanitize import clean, clean_line
from digest_tui import paths
from digest_tui.arguments import PROGRAM, WRONG_USAGE, understand

if TYPE_CHECKING:
    from digest_parsers.library import Library
    from digest_tui.settings import Settings

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
        _say(error.one_line())
        return WRONG_USAGE
    except OSError as error:  # standard output is on a full disk, or the current folder is gone
        _say(f"{error.filename or 'output'}: {error.strerror}")
        _discard_output()
        return WRONG_INPUT
    return code


def _run(words: list[str]) -> int:
    own_profiles.use_folder(paths.profiles_dir)
    answers: dict[str, Callable[[Namespace], int]] = {
        "": _open_reader,
        "check": _check,
        "list": _list,
        "repair": _repair,
        "formats": _formats,
        "cache": _cache,
        "paths": _paths,
    }
    try:
        command, asked = understand(words)
    except SystemExit as end:  # help or version was asked for and printed, or what is wrong has been told
        return end.code if isinstance(end.code, int) else WRONG_USAGE
    return answers[command](asked)


def _open_reader(asked: Namespace) -> int:
    refusal = _no_terminal(os.environ)
    if refusal:
        _say(f"{refusal}; `{PROGRAM} list` and `{PROGRAM} check` do without")
        return WRONG_USAGE
    from digest_tui.launch import run  # noqa: PLC0415 - the only place that needs the toolkit

    return run(asked.paths or None, demo=asked.demo)


def _no_terminal(environ: Mapping[str, str]) -> str:
    """Why the reader cannot be shown, or an empty string."""
    # The toolkit reads keys from the first and paints on the third; the second is where people redirect.
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return "the reader needs a terminal"
    if environ.get("TERM", "") in ("", "dumb"):
        return "the reader needs a terminal that can place text (TERM is not set or dumb)"
    return ""


def _check(asked: Namespace) -> int:
    from digest_parsers.export.jsonl import to_json  # noqa: PLC0415 - imports the parsers
    from digest_tui import headless, plaintext  # noqa: PLC0415

    library = _read(asked.paths)
    report = headless.report(library)
    if asked.json:
        _print(to_json(report, indent=2))
    else:
        for line in plaintext.report_lines(report):
            _print(line)
    return WRONG_INPUT if headless.has_errors(library) else OK


def _list(asked: Namespace) -> int:
    from digest_parsers.export.jsonl import row, to_json  # noqa: PLC0415
    from digest_tui import headless, plaintext  # noqa: PLC0415
    from digest_tui.kept import Kept  # noqa: PLC0415

    library = _read(asked.paths)
    try:
        rows = [row(found) for found in headless.find(library, asked.query, Kept(library))]
    except QueryError as error:
        _say(f"query: {error.one_line()}, at character {error.position + 1}")
        return WRONG_USAGE
    found = len(rows)
    rows = rows[: asked.limit]
    if asked.format == "json":
        _print(to_json(rows, indent=2))
    elif asked.format == "jsonl":
        for one in rows:
            _print(to_json(one))
    else:
        for line in plaintext.table_lines(rows, _terminal_width()):
            _print(line)
    if len(rows) < found:
        _say(f"{len(rows):,} of {found:,} shown (--limit)")
    if headless.has_errors(library):
        _say(f"some files could not be read; `{PROGRAM} check` tells which")
    return OK


def _repair(asked: Namespace) -> int:
    from digest_tui import mending  # noqa: PLC0415

    code, limit = OK, _settings(needed=False).max_file_bytes
    for path in asked.files:
        try:
            mended = mending.mend(path, marks=asked.marks, limit=limit)
            if asked.in_place:
                kept = mending.replace(path, mended)
                done = f"repaired, kept as {kept}" if kept else "not damaged"
            elif asked.output:
                done = f"written to {mending.write_into(asked.output, path, mended)}"
            else:
                _print_bytes(mended.data)
                done = ""
        except DigestError as error:
            _say(error.one_line())
            code = WRONG_INPUT
            continue
        repair = mended.repair
        counts = (
            f"{repair.restored:,} of {repair.damaged:,} characters restored, {repair.doubtful:,} in doubt"
        )
        said = (done, counts if repair.damaged else "", *mended.notes)
        if any(said):
            _say(f"{path}: {'; '.join(filter(None, said))}")
    return code


def _formats(asked: Namespace) -> int:
    from digest_tui import profile_tools  # noqa: PLC0415 - reads all profiles

    words: list[str] = asked.words
    wanted = {"list": (0, 0), "show": (1, 1), "check": (1, 2), "new": (1, 1)}[asked.action]
    if not wanted[0] <= len(words) <= wanted[1]:
        much = "too many" if len(words) > wanted[1] else "too few"
        _say(f"formats {asked.action}: {much} words (see {PROGRAM} formats --help)")
        return WRONG_USAGE
    code = OK
    for error in profile_tools.wrong():
        _say(error.one_line())
        code = WRONG_INPUT
    if asked.action == "list":
        for line in profile_tools.listed():
            _print(clean_line(line))
    elif asked.action == "show":
        _print(profile_tools.shown(words[0]).rstrip())
    elif asked.action == "check":
        for line in profile_tools.checked(Path(words[0]), Path(words[1]) if len(words) > 1 else None):
            _print(clean_line(line))
    else:
        text, told = profile_tools.drafted(Path(words[0]))
        _print(text.rstrip())
        _say(f"{told}; look through it and save it in {paths.profiles_dir()}")
    return code


def _cache(asked: Namespace) -> int:
    from digest_parsers import cache  # noqa: PLC0415
    from digest_tui.wording import counted  # noqa: PLC0415

    folder = paths.cache_dir()
    clearing = asked.action == "clear"
    taken = cache.clear(folder) if clearing else cache.usage(folder)
    libraries = "1 library" if taken.libraries == 1 else f"{taken.libraries:,} libraries"
    size = f"{taken.size / 1e6:,.1f} MB"
    if clearing:
        left = cache.usage(folder).size
        _print(
            f"removed {size} of {libraries}"
            + (f", {counted(left, 'byte')} cannot be removed" if left else "")
        )
        return WRONG_INPUT if left else OK
    _print(f"{clean_line(str(folder))}: {size} of {libraries}; at most {cache.LIMIT / 1e6:,.0f} MB are kept")
    return OK


def _paths(asked: Namespace) -> int:
    del asked
    from digest_tui.settings import SettingsError, load_settings  # noqa: PLC0415

    code, settings = OK, None
    try:
        settings = load_settings()
    except SettingsError as error:
        _say(error.one_line())
        code = WRONG_INPUT
    places = {
        "settings": paths.settings_file(),
        "formats": paths.profiles_dir(),
        "bookmarks": paths.bookmarks_dir(settings),
        "reading state": paths.state_db(),
        "cache": paths.cache_dir(),
    }
    for name, place in places.items():
        _print(f"{name:<14} {clean_line(str(place))}{'' if place.exists() else '  (not there yet)'}")
    return code


def _read(asked: list[Path]) -> "Library":
    """The library that was asked for: the paths, else those of the settings, else the current folder."""
    from digest_tui.headless import read_library  # noqa: PLC0415

    settings = _settings(needed=not asked)
    paths: Sequence[Path] = asked or settings.paths or (Path(),)
    if sys.stderr is None or not sys.stderr.isatty():
        return read_library(paths, limit=settings.max_file_bytes)
    try:
        return read_library(
            paths, lambda read: _progress(f"{read:,} files read"), limit=settings.max_file_bytes
        )
    finally:
        _progress(" " * 30 + "\r")


def _settings(*, needed: bool) -> "Settings":
    """The user's settings; where they are not needed, wrong ones are told and the defaults taken.

    Raises:
        SettingsError: They are needed and wrong.
    """
    from digest_tui.settings import Settings, SettingsError, load_settings  # noqa: PLC0415

    try:
        return load_settings()
    except SettingsError as error:
        if needed:
            raise
        _say(f"settings not used: {error.one_line()}")
        return Settings()


def _progress(text: str) -> None:
    print(f"\r{text}", end="", file=sys.stderr, flush=True)  # noqa: T201


def _terminal_width() -> int | None:
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    import shutil  # noqa: PLC0415

    return shutil.get_terminal_size().columns


def _print(text: str) -> None:
    """Writes a line of data."""
    print(text)  # noqa: T201


def _print_bytes(data: bytes) -> None:
    """Writes data as it is; a terminal gets it without what a terminal obeys."""
    if sys.stdout is None:
        return
    if sys.stdout.isatty():
        sys.stdout.write(clean(data.decode("utf-8", "replace")))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def _say(text: str) -> None:
    """Writes a line of talk."""
    if sys.stderr is None:  # closed; print would take standard output instead
        return
    print(f"{PROGRAM}: {clean_line(text)}", file=sys.stderr)  # noqa: T201


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
