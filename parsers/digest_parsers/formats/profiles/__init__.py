"""Formats that are described by a profile: a file of YAML instead of code.

The profiles of the forks that are known stand beside this file; the user's own stand in a folder that
:func:`use_folder` names. No profile is read before a text is in none of the native formats for certain, or
the user has profiles. How a profile is written is told in ``docs/profiles.md``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from digest_parsers.errors import DigestError

if TYPE_CHECKING:
    from digest_parsers.formats.profiles.format import ProfileFormat

__all__ = ["Shelf", "own_profiles", "shipped_profiles", "use_folder", "user_folder"]

_SUFFIXES = (".yaml", ".yml")
_SHIPPED = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Shelf:
    """The profiles of one folder.

    Attributes:
        formats: Those that are understood, in the order in which they are asked.
        errors: What is wrong with the others, one error each.
    """

    formats: "tuple[ProfileFormat, ...]" = ()
    errors: tuple[DigestError, ...] = ()


class _Place:
    """Where the user's profiles are; asked for when it is needed, as finding out takes some time."""

    find: Callable[[], Path | None] = staticmethod(lambda: None)


def use_folder(find: Callable[[], Path | None]) -> None:
    """Names the folder of the user's own profiles.

    Args:
        find: Gives the folder; it need not exist. None for no such folder.
    """
    _Place.find = staticmethod(find)


def user_folder() -> Path | None:
    """The folder of the user's own profiles, whether or not it exists."""
    return _Place.find()


def own_profiles() -> Shelf:
    """The user's own profiles: certain of the files that they are for, and asked before any other format.

    They are read anew when one of their files has changed.
    """
    folder = user_folder()
    files = _files(folder) if folder is not None else ()
    return _own(files) if files else Shelf()


def shipped_profiles() -> Shelf:
    """The profiles of this package."""
    return _shipped()


def _files(folder: Path) -> tuple[tuple[Path, int, int], ...]:
    """The profiles in a folder with their stamps, by name."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES)
    except OSError:  # there is no such folder, or none that can be read: then it holds no profile
        return ()
    stamped = []
    for path in found:
        try:
            status = path.stat()
        except OSError:  # taken away meanwhile, or a link to nothing
            continue
        stamped.append((path, status.st_mtime_ns, status.st_size))
    return tuple(stamped)


@cache
def _shipped() -> Shelf:
    from digest_parsers.formats.profiles.format import MATCHED  # noqa: PLC0415

    return _read([path for path, _, _ in _files(_SHIPPED)], MATCHED)


@lru_cache(maxsize=1)
def _own(files: tuple[tuple[Path, int, int], ...]) -> Shelf:
    from digest_parsers.formats.base import CERTAIN  # noqa: PLC0415

    return _read([path for path, _, _ in files], CERTAIN)


def _read(paths: list[Path], sureness: float) -> Shelf:
    from digest_parsers.formats.profiles.format import ProfileFormat  # noqa: PLC0415 - imports PyYAML
    from digest_parsers.formats.profiles.reader import read_profile  # noqa: PLC0415

    formats, errors = [], []
    for path in paths:
        try:
            formats.append(ProfileFormat(read_profile(path), sureness))
        except DigestError as error:
            errors.append(error)
    formats.sort(key=lambda one: (-one.profile.files.priority, one.name))
    return Shelf(tuple(formats), tuple(errors))
