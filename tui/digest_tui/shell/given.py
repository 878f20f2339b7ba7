"""What a command works on: the library that was asked for, and the user's settings."""

import sys
from collections.abc import Sequence
from pathlib import Path

from digest_parsers.library import Library
from digest_tui import headless
from digest_tui.settings import Settings, SettingsError, load_settings
from digest_tui.shell.output import progress, say


def library(asked: Sequence[Path]) -> Library:
    """The library that was asked for: the paths, else those of the settings, else the current folder."""
    known = settings(needed=not asked)
    paths: Sequence[Path] = asked or known.paths or (Path(),)
    if sys.stderr is None or not sys.stderr.isatty():
        return headless.read_library(paths, limit=known.max_file_bytes)
    try:
        return headless.read_library(
            paths, lambda read: progress(f"{read:,} files read"), limit=known.max_file_bytes
        )
    finally:
        progress(" " * 30 + "\r")


def kept_library(asked: Sequence[Path]) -> Library:
    """The library that was asked for, as the reader has it: what is in its cache is not read again."""
    from digest_tui import loading, paths  # noqa: PLC0415 - commands that look at files read all of them

    known = settings(needed=not asked)
    wanted = [path.absolute() for path in asked or known.paths or (Path(),)]
    opened = loading.open_library(wanted, paths.cache_dir(), limit=known.max_file_bytes)
    library = Library()
    for loaded in (*opened.ready, *opened.plan.skipped):
        library.add(loaded)
    for more in loading.look_up(opened):
        opened = more
        for loaded in more.ready:
            library.add(loaded)
    telling = sys.stderr is not None and sys.stderr.isatty() and opened.rest
    for number, loaded in enumerate(loading.read_rest(opened, limit=known.max_file_bytes), 1):
        library.add(loaded)
        if telling:
            progress(f"{number:,} of {len(opened.rest):,} files read")
    loading.finish(opened)
    if telling:
        progress(" " * 40 + "\r")
    library.settle()
    return library


def settings(*, needed: bool) -> Settings:
    """The user's settings; where they are not needed, wrong ones are told and the defaults taken.

    Raises:
        SettingsError: They are needed and wrong.
    """
    try:
        return load_settings()
    except SettingsError as error:
        if needed:
            raise
        say(f"settings not used: {error.one_line()}")
        return Settings()
