"""How much room the caches take, and what is removed when it is too much."""

import os
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from digest_parsers.cache.packs import INDEX, ROOT

#: What nobody refers to any more is removed when it is older than this, in seconds: another instance may be
#: about to refer to it.
_STALE = 3600.0


class Usage(NamedTuple):
    """What the caches take.

    Attributes:
        libraries: How many libraries have one.
        size: Bytes of all of them.
    """

    libraries: int
    size: int


def usage(folder: Path) -> Usage:
    """What the caches below a folder take."""
    sizes = [size for _, _, size in _caches(folder / ROOT)]
    return Usage(len(sizes), sum(sizes))


def clear(folder: Path) -> Usage:
    """Remove all caches below a folder; tells what they took. Nothing else in the folder is touched."""
    before = usage(folder)
    for cache, _, _ in list(_caches(folder / ROOT)):
        _remove_cache(cache)
    return before


def make_room(root: Path, used: Path, names: Collection[str], limit: int) -> None:
    """Remove what nobody refers to, then the caches that were not used for longest, until all fit.

    Args:
        root: Where all caches are.
        used: The cache that is used now, which stays.
        names: Its files that are referred to.
        limit: Bytes that all may take together.
    """
    for path, status in _files(used):
        if path.name not in names and path.name != INDEX and time.time() - status.st_mtime > _STALE:
            _remove(path)
    caches = sorted(_caches(root), key=lambda one: one[1])
    total = sum(size for _, _, size in caches)
    for folder, _, size in caches:
        if total <= limit:
            break
        if folder != used:
            _remove_cache(folder)
            total -= size


def _caches(root: Path) -> Iterator[tuple[Path, float, int]]:
    """The cache of each library, when it was last used, and its size."""
    for stamped in _folders(root):
        for folder in _folders(stamped):
            files = list(_files(folder))
            used = max((status.st_mtime for path, status in files if path.name == INDEX), default=0.0)
            yield folder, used, sum(status.st_size for _, status in files)


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as listing:
            return [Path(one.path) for one in listing if one.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    with suppress(OSError), os.scandir(folder) as listing:
        for one in listing:
            with suppress(OSError):
                yield Path(one.path), one.stat(follow_symlinks=False)


def _remove_cache(folder: Path) -> None:
    for path, _ in list(_files(folder)):
        _remove(path)
    for emptied in (folder, folder.parent):
        with suppress(OSError):
            emptied.rmdir()


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
