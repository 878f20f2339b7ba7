"""Where the user's own profiles of formats lie, as the program has said, and which there are.

Apart from what reads them: the cache must know when one has changed, and most starts need no more.
"""

from collections.abc import Callable
from pathlib import Path

_SUFFIXES = (".yaml", ".yml")

#: A profile with the time of its last change (in nanoseconds) and its size.
Stamped = tuple[Path, int, int]


class _Place:
    """The one place; asked for when it is needed, as finding out takes some time."""

    find: Callable[[], Path | None] = staticmethod(lambda: None)


def use_folder(find: Callable[[], Path | None]) -> None:
    """Names the folder of the user's own profiles.

    Args:
        find: Gives the folder; it need not exist. None for no such folder.
    """
    _Place.find = staticmethod(find)


def folder() -> Path | None:
    """The folder of the user's own profiles, whether or not it exists."""
    return _Place.find()


def profiles_in(place: Path) -> tuple[Stamped, ...]:
    """The files in a folder that are named like profiles, by name; none when there is no such folder."""
    try:
        found = sorted(path for path in place.iterdir() if path.suffix in _SUFFIXES)
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


def own() -> tuple[Stamped, ...]:
    """The user's own profiles."""
    place = folder()
    return () if place is None else profiles_in(place)
