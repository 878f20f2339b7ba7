"""Exports on their way out: papers with what the user put to them, as the bytes of a file."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from digest_parsers.errors import ExportError
from digest_parsers.export import Item, export
from digest_parsers.model import Appearance
from digest_tui import paths
from digest_tui.store import durable
from digest_tui.store.document import Bookmark

#: A template for Markdown is a page at most.
_LONGEST_TEMPLATE = 64 * 1024


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
    """Papers in a format, whole; see :func:`pieces`.

    Raises:
        ExportError: The template cannot be read or has a mistake.
    """
    return b"".join(pieces(items, name, template))


def pieces(items: Iterable[Item], name: str, template: Path | None = None) -> Iterator[bytes]:
    """Papers in a format of :data:`digest_parsers.export.FORMATS`, as UTF-8, a piece a paper or so.

    Half of a surrogate pair (from a file name that is no UTF-8) comes out as its escape.

    Args:
        items: The papers; each is asked for when its turn comes.
        name: The name of the format.
        template: A template for Markdown; None for the user's own in the settings folder, if there is one.

    Raises:
        ExportError: The template cannot be read or has a mistake; raised by the call itself.
    """
    own = paths.export_template()
    if template is None and name == "markdown" and own.exists():
        template = own
    written_so = export(items, name, template=None if template is None else _template(template))
    return (one.encode("utf-8", "backslashreplace") for one in written_so)


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
