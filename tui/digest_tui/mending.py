"""Files whose text was damaged on its way, given back whole: what ``repair`` does.

A file that is not damaged is passed on byte for byte. A damaged one becomes UTF-8, with as many lines as
before.
"""

import os
import re
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from digest_parsers.encoding import decode
from digest_parsers.errors import DigestError, SourceError
from digest_parsers.model import DOUBT_MARK, RepairReport
from digest_parsers.repair import repair
from digest_parsers.source import LIMIT, read_bytes
from digest_tui.store.durable import fsync_folder, rename_new

#: What stands around a doubtful character when marks are asked for.
VISIBLE_MARKS = "⟦", "⟧"
_DOUBTFUL = re.compile(f"(.){DOUBT_MARK}")

_BACKUP = ".bak"


@dataclass(frozen=True, slots=True)
class Mended:
    """A file after repair.

    Attributes:
        data: What it should hold.
        changed: Whether that is anything else than what it holds.
        repair: What the repair stage did.
        notes: What had to be done to read it, and how it was brought to UTF-8.
    """

    data: bytes
    changed: bool
    repair: RepairReport
    notes: tuple[str, ...]


def mend(path: Path, *, marks: bool = False, limit: int = LIMIT) -> Mended:
    """Reads a file and repairs its text.

    Args:
        path: The file; it is not changed.
        marks: Whether :data:`VISIBLE_MARKS` are put around each character that was restored with doubt.
        limit: The largest file to read, in bytes.

    Raises:
        SourceError: It cannot be read.
        EncodingError: It is no text.
    """
    data = read_bytes(path, limit)
    try:
        decoded = decode(data)
    except DigestError as error:
        raise type(error)(error.cause, path=path, line=error.line, cure=error.cure) from error
    encoding = decoded.encoding.removesuffix("-sig")  # a mark in front of UTF-8 is no damage
    done = repair(decoded.text, marks=marks)
    if done.report.kind == "none" and encoding == "utf-8" and not decoded.notes:
        return Mended(data, False, done.report, ())
    text = _DOUBTFUL.sub(r"\1".join(VISIBLE_MARKS), done.text)
    notes = [note.message for note in decoded.notes]
    if encoding != "utf-8":
        notes.append(f"brought from {encoding} to utf-8")
    return Mended(text.encode("utf-8", "replace"), True, done.report, tuple(notes))


def write_into(folder: Path, path: Path, mended: Mended) -> Path:
    """Writes a repaired file under its own name into another folder, which is made if need be.

    Raises:
        SourceError: Something has that name there, or it cannot be written.
    """
    target = folder / path.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _place(target, mended.data, path, rename_new)
    except OSError as error:
        raise _refused(error, target) from error
    return target


def replace(path: Path, mended: Mended) -> Path | None:
    """Puts a repaired file in the place of the damaged one, which is kept beside it as ``.bak``.

    Returns:
        The kept file, or None when there was nothing to change.

    Raises:
        SourceError: There is a ``.bak`` already, or the file cannot be written. The file is then as it was.
    """
    if not mended.changed:
        return None
    real = path.resolve()
    backup = real.with_name(real.name + _BACKUP)
    try:
        # Copied first and renamed over then, so that there is a whole file under the name at every moment.
        _place(backup, read_bytes(real, sys.maxsize), real, rename_new)
    except OSError as error:
        raise _refused(error, backup) from error
    try:
        _place(real, mended.data, real, os.replace)
    except OSError as error:
        with suppress(OSError):
            backup.unlink()
        raise _refused(error, real) from error
    return backup


def _place(target: Path, data: bytes, like: Path, rename: Callable[[Path, Path], None]) -> None:
    """Writes a durable file with the permissions of ``like``; nothing is left of it when that fails."""
    temporary = target.with_name(f".digest-tui.{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(like.stat().st_mode & 0o777)
        rename(temporary, target)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    fsync_folder(target.parent)


def _refused(error: OSError, path: Path) -> SourceError:
    taken = isinstance(error, FileExistsError)
    cure = "move it away first, nothing is overwritten" if taken else ""
    return SourceError(f"cannot be written: {error.strerror}", path=path, cure=cure)
