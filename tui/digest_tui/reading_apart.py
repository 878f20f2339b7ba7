"""Reading in a process of its own, by way of the cache.

Python runs one thread at a time. While a first reading went on in a thread of the reader, a key waited up to
45 ms for its turn; and what the reading had needed, 25 MiB, was never given back. Here another process reads
into the cache, and what is there is looked up as at any launch. Whatever does not come that way (the cache
cannot be written, the process does not start or ends) is left to the caller.
"""

import gc
import os
import subprocess  # nosec B404
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from digest_parsers import own_profiles
from digest_parsers.loaded import LoadedFile
from digest_parsers.source import Found
from digest_tui import loading, paths

#: From so many bytes on it is worth a process, which takes a tenth of a second to start: 12 digests or so.
_WORTH = 8 * 2**20
#: Seconds after which what has been read is made known for the first time, and by how much each time takes
#: longer than the one before: to make it known, and to look it up, takes as long as there is much.
_FIRST, _LONGER = 0.15, 1.6
#: What the process says when more is known.
_KNOWN = b"known\n"


class Step(NamedTuple):
    """What has come of a reading.

    Attributes:
        opened: The library, with the files that are still to be read.
        ready: Files that have been read, to be shown.
        sizes: The bytes of each file that is done with, whether it is shown yet or not.
    """

    opened: loading.Opened
    ready: tuple[LoadedFile, ...] = ()
    sizes: tuple[int, ...] = ()


def is_worth_it(files: Iterable[Found]) -> bool:
    """Whether files take so long to read that another process is worth it."""
    return sum(map(loading.size_of, files)) >= _WORTH


def read(opened: loading.Opened, library: Sequence[Path], cache: Path, *, limit: int) -> Iterator[Step]:
    """Have another process read what is left; it is ended when nobody goes on asking.

    Args:
        opened: The library, when everything has been looked up, and what was read of it has been kept.
        library: The paths that were opened.
        cache: The folder of the caches.
        limit: The largest file to read, in bytes.

    Yields:
        A step for each file that has been read, and for those that can be shown. What the last one has left
        over is to be read in another way.
    """
    words = [sys.executable, "-P", "-m", __spec__.name, str(cache), str(limit), *map(str, library)]
    try:
        process = subprocess.Popen(  # nosec B603
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    except OSError:
        return
    try:
        for line in process.stdout or ():
            if line == _KNOWN:
                yield (step := _looked_up(opened))
                opened = step.opened
            else:
                yield Step(opened, sizes=(int(line),))
    finally:
        process.kill()
        process.communicate()
    yield _looked_up(opened)


def _looked_up(opened: loading.Opened) -> Step:
    """What of the rest the cache has by now."""
    opened.cache.look_again(one.name for one in opened.rest)
    ready: list[LoadedFile] = []
    for more in loading.look_up(opened):
        ready += more.ready
        opened = more
    return Step(opened, tuple(ready))


def main(words: Sequence[str]) -> int:
    """Read a library into its cache, as the process that :func:`read` starts.

    Args:
        words: The folder of the caches, the largest file in bytes, the paths of the library.

    Returns:
        The exit code: 1 when the cache cannot be written.
    """
    cache, limit, *library = words
    own_profiles.use_folder(paths.profiles_dir)
    opened = loading.open_library([Path(one) for one in library], Path(cache), limit=int(limit))
    for more in loading.look_up(opened):
        opened = more
    began, pause = monotonic(), _FIRST
    for loaded in loading.read_rest(opened, limit=int(limit)):
        _say(b"%d\n" % (loaded.stamp.size if loaded.stamp else 0))
        if opened.cache.problem:
            return 1
        if monotonic() - began > pause:
            loading.finish(opened)
            _say(_KNOWN)
            began, pause = monotonic(), pause * _LONGER
    return 1 if loading.finish(opened) else 0


def _say(line: bytes) -> None:
    """Tell the reader something, in one write, since it waits for whole lines."""
    os.write(1, line)


if __name__ == "__main__":
    gc.disable()  # to read makes no garbage that goes round in rings
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:  # nobody wants to know any more
        sys.exit(1)
