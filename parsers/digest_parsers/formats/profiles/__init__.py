"""Formats that are described by a profile: a file of YAML instead of code.

The profiles of the forks that are known stand beside this file; where the user's own stand is known to
:mod:`digest_parsers.own_profiles`. No profile is read before a text is in none of the native formats for
certain, or the user has profiles. How a profile is written is told in ``docs/profiles.md``.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from digest_parsers import own_profiles
from digest_parsers.errors import DigestError

if TYPE_CHECKING:
    from digest_parsers.formats.profiles.format import ProfileFormat

__all__ = ["Shelf", "own", "shipped"]

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


def own() -> Shelf:
    """The user's own profiles: certain of the files that they are for, and asked before any other format.

    They are read anew when one of their files has changed.
    """
    files = own_profiles.own()
    return _own(files) if files else Shelf()


@cache
def shipped() -> Shelf:
    """The profiles of this package."""
    from digest_parsers.formats.profiles.format import MATCHED  # noqa: PLC0415

    return _read([path for path, _, _ in own_profiles.profiles_in(_SHIPPED)], MATCHED)


@lru_cache(maxsize=1)
def _own(files: tuple[own_profiles.Stamped, ...]) -> Shelf:
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
