"""Copies of the state database: one a day, the last fourteen kept, any of them put back with one command.

They are made with SQLite's backup interface, which copies a database that others are writing into, and
become files of their own as everything here does: written aside, synced, renamed. A copy is made only of a
database that is sound, so that damage never pushes out the last good one.
"""

import os
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from digest_tui.store import durable, schema
from digest_tui.store.durable import free_name
from digest_tui.store.errors import StoreError

#: The days of which copies are kept.
KEPT = 14

_FOLDER = "backups"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the state database.

    Attributes:
        path: The copy.
        day: The day on which it was made.
        size: Its size in bytes.
    """

    path: Path
    day: date
    size: int


def available(database: Path) -> list[Backup]:
    """The copies of a database, the newest first.

    Raises:
        OSError: Their folder exists and cannot be listed.
    """
    name = re.compile(rf"{re.escape(database.stem)}-(\d{{4}}-\d{{2}}-\d{{2}})\.db")
    found = []
    with suppress(FileNotFoundError), os.scandir(database.parent / _FOLDER) as items:
        for item in items:
            match = name.fullmatch(item.name)
            with suppress(ValueError):
                if match:
                    day = date.fromisoformat(match[1])
                    found.append(Backup(Path(item.path), day, item.stat().st_size))
    return sorted(found, key=lambda one: one.day, reverse=True)


def make_daily(connection: sqlite3.Connection, database: Path, now: datetime) -> Backup | None:
    """Makes the copy of a day, unless there is one, and deletes all but the :data:`KEPT` newest.

    Returns:
        The copy that was made, or None when there is one of the day already.

    Raises:
        StoreError: The database is damaged; no copy was made or deleted.
        OSError: The copy cannot be written.
        sqlite3.Error: The database cannot be read, or the copy not be written.
    """
    before = available(database)
    day = now.date()
    if before and before[0].day >= day:
        return None
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise StoreError(f"no backup is made, the database is damaged: {verdict}", path=database)
    path = database.parent / _FOLDER / f"{database.stem}-{day.isoformat()}.db"
    durable.make_folder(path.parent)
    copy(connection, path)
    made = Backup(path, day, path.stat().st_size)
    for old in [made, *before][KEPT:]:
        old.path.unlink(missing_ok=True)
    return made


def copy(connection: sqlite3.Connection, path: Path) -> None:
    """Writes a database into a private file that is whole or absent, durable on return.

    Raises:
        FileExistsError: Something has that name.
        OSError: It cannot be written.
        sqlite3.Error: The database cannot be read, or the copy not be written.
    """
    import secrets  # noqa: PLC0415 - only to write; a launch reads

    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    try:
        os.close(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        with closing(sqlite3.connect(temporary)) as target:
            connection.backup(target)
        handle = os.open(temporary, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        durable.move_new(temporary, path)
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                Path(f"{temporary}{end}").unlink()


def restore(database: Path, backup: Path, now: datetime) -> Path | None:
    """Puts a copy in the place of the database, whose contents are kept under another name.

    Readers that are open meanwhile see the restored state the next time they ask the database.

    Args:
        database: The state database; it may be missing or damaged.
        backup: The copy, as from :func:`available`, or any state database of this program.
        now: The time, for the name of what was there before.

    Returns:
        Where the contents from before are now, or None when there were none.

    Raises:
        StoreError: The copy is none, is damaged or of a newer version, or the disk refuses.
    """
    stamp = now.strftime("%Y%m%d-%H%M%S")
    try:
        with closing(
            sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as source:
            _check(source, backup)
            durable.make_folder(database.parent)
            with durable.locked(database.parent):
                if not database.exists():
                    copy(source, database)
                    return None
                return _over(source, database, stamp)
    except sqlite3.Error as error:
        raise StoreError(str(error), path=backup) from error
    except OSError as error:
        raise StoreError.from_os(error, Path(error.filename or database)) from error


def set_aside(database: Path, aside: Path) -> None:
    """Renames a database, with what belongs to it, so that another one can take its place.

    Args:
        database: The database.
        aside: Where it goes; nothing may have that name.

    Raises:
        OSError: It cannot be moved.
    """
    for part in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            durable.move_new(Path(f"{database}{part}"), Path(f"{aside}{part}"))


def _check(source: sqlite3.Connection, backup: Path) -> None:
    """Sees to it that a file is a state database that this program understands, without damage."""
    found = schema.version(source)
    if found == 0 or schema.is_foreign(source):
        raise StoreError("is no state database of this program", path=backup)
    if found > schema.SCHEMA:
        raise StoreError(f"is of version {found}, this program knows up to {schema.SCHEMA}", path=backup)
    (verdict,) = source.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise StoreError(f"is damaged: {verdict}", path=backup, cure="choose another one")


def _over(source: sqlite3.Connection, database: Path, stamp: str) -> Path:
    """Writes a database over another one: through SQLite when that is sound, else in its place."""
    aside = free_name(database.with_name(f"{database.name}.before-{stamp}"))
    try:
        with closing(sqlite3.connect(database)) as target:
            if schema.is_foreign(target) or schema.version(target) > schema.SCHEMA:
                raise sqlite3.DatabaseError("not to be written into")
            copy(target, aside)
            source.backup(target)
            return aside
    except sqlite3.DatabaseError:
        if not aside.exists():
            set_aside(database, aside)
        else:
            raise
    copy(source, database)
    return aside
