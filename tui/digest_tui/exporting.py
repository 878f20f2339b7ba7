"""Exports on their way out: papers with what the user put to them, into a file or a command of the user's."""

import os
import subprocess  # nosec B404
from collections.abc import Iterable, Sequence
from pathlib import Path

from digest_parsers.errors import ExportError
from digest_parsers.export import Item, export
from digest_parsers.model import Appearance
from digest_tui import paths
from digest_tui.store import durable
from digest_tui.store.document import Bookmark

#: A template for Markdown is a page at most.
_LONGEST_TEMPLATE = 64 * 1024

#: Seconds for a command to take what is piped to it; a pager or an editor belongs into a terminal of its own.
_PATIENCE = 60


def item_of(appearance: Appearance, mark: Bookmark | None) -> Item:
    """A paper to be exported, with what the user has put to it if it is kept."""
    if mark is None:
        return Item(appearance)
    return Item(
        appearance,
        kept=True,
        tags=mark.tags,
        folder=mark.folder,
        rating=mark.rating,
        note=mark.note,
        read_by=mark.read_by,
        added=mark.added,
    )


def written(items: Iterable[Item], name: str, template: Path | None = None) -> bytes:
    """Papers in a format of :data:`digest_parsers.export.FORMATS`, as UTF-8.

    Half of a surrogate pair (from a file name that is no UTF-8) comes out as its escape.

    Args:
        items: The papers.
        name: The name of the format.
        template: A template for Markdown; None for the user's own in the settings folder, if there is one.

    Raises:
        ExportError: The template cannot be read or has a mistake.
    """
    own = paths.export_template()
    if template is None and name == "markdown" and own.exists():
        template = own
    pieces = export(items, name, template=None if template is None else _template(template))
    return "".join(pieces).encode("utf-8", "backslashreplace")


def to_file(data: bytes, path: Path, *, replace: bool = False) -> None:
    """Writes an export into a file, whole or not at all; folders on the way are made.

    Raises:
        ExportError: Something has that name and is not to be replaced, or the disk refuses.
    """
    try:
        durable.make_folder(path.absolute().parent)
        if replace and path.exists():
            if not durable.replace(path, data, path.read_bytes()):
                raise ExportError("was changed meanwhile", path=path, cure="try again")
        else:
            durable.write_new(path, data)
    except FileExistsError:
        raise ExportError("exists already", path=path, cure="choose another name, or replace it") from None
    except OSError as error:
        raise ExportError(f"cannot be written: {(error.strerror or '').casefold()}", path=path) from error


def to_command(data: bytes, command: Sequence[str]) -> str:
    """Gives an export to a command of the user's on its standard input, without a shell.

    Args:
        data: The export.
        command: The program and its arguments.

    Returns:
        The last line that the command has said, for the message, or an empty string.

    Raises:
        ExportError: The command cannot be run, fails, or takes too long.
    """
    name = command[0]
    try:
        done = subprocess.run(  # nosec B603
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_PATIENCE,
            check=False,
            start_new_session=True,  # so that it cannot take the terminal from the reader
        )
    except subprocess.TimeoutExpired:
        raise ExportError(f"{name} has not ended within {_PATIENCE} seconds and was stopped") from None
    except (OSError, ValueError) as error:
        said = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise ExportError(f"{name} cannot be run: {said.casefold()}") from error
    lines = done.stdout.decode("utf-8", "replace").strip().split("\n")
    if done.returncode:
        raise ExportError(f"{name} ended with {done.returncode}: {lines[-1] or 'it said nothing'}")
    return lines[-1]


def _template(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST_TEMPLATE + 1)
        if len(data) > _LONGEST_TEMPLATE:
            raise ExportError("is far too big for a template", path=path)
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ExportError("is not UTF-8 text", path=path, cure="save it as UTF-8") from None
    except OSError as error:
        raise ExportError(f"cannot be read: {error.strerror}", path=path) from error
