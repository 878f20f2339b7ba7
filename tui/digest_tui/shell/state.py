"""``digest-tui state``: the daily copies of the reading state and the undo journal."""

from argparse import Namespace
from datetime import date, datetime
from pathlib import Path

from digest_tui import paths
from digest_tui.shell.output import put, say
from digest_tui.store import backups
from digest_tui.store.errors import StoreError
from digest_tui.store.reading import ReadingState
from digest_tui.wording import counted


def run(asked: Namespace) -> int:
    """Tells of the copies, or puts one back; the exit code."""
    database = paths.state_db()
    try:
        copies = backups.available(database)
    except OSError as error:
        say(f"{error.filename}: {error.strerror}")
        return 1
    return _restore(database, copies, asked.copy) if asked.action == "restore" else _info(database, copies)


def _info(database: Path, copies: list[backups.Backup]) -> int:
    state = ReadingState(database)
    there = database.exists()
    if there:
        state.load()
    counts = ", ".join(f"{number:,} {name}" for name, number in state.counts().items())
    put(f"{database}: {counts if there else 'not there yet'}")
    for copy in copies:
        put(f"{copy.day.isoformat()}  {counted(copy.size, 'byte')}  {copy.path}")
    if state.problem:
        say(state.problem)
        return 1
    return 0


def _restore(database: Path, copies: list[backups.Backup], wanted: str | None) -> int:
    try:
        chosen = _chosen(copies, wanted)
        aside = backups.restore(database, chosen, datetime.now().astimezone())
    except StoreError as error:
        say(error.one_line())
        return 1
    put(str(chosen))
    say("restored" if aside is None else f"restored; what was there before is {aside}")
    return 0


def _chosen(copies: list[backups.Backup], wanted: str | None) -> Path:
    """The copy of a day, a file, or the newest copy.

    Raises:
        StoreError: There is none such.
    """
    if wanted is None:
        if not copies:
            raise StoreError("there is no copy yet", cure="one is made with the first change of a day")
        return copies[0].path
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        return Path(wanted)
    for copy in copies:
        if copy.day == day:
            return copy.path
    known = ", ".join(copy.day.isoformat() for copy in copies)
    raise StoreError(f"there is no copy of {wanted}", cure=f"there are {known}" if known else "")
