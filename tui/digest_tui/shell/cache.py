"""``digest-tui cache``: what the cache takes, and emptying it."""

from argparse import Namespace

from digest_parsers.cache import LIMIT, room
from digest_parsers.sanitize import clean_line
from digest_tui import paths
from digest_tui.shell import OK, WRONG_INPUT
from digest_tui.shell.output import put
from digest_tui.wording import counted


def run(asked: Namespace) -> int:
    """Tells of the cache, or empties it; the exit code."""
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
