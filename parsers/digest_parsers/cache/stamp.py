"""The version of what is in the cache: another one whenever what goes into a record may be another."""

import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from zlib import crc32

from digest_parsers import own_profiles

#: The layout of records and indexes; to be raised by hand only when the code itself is not part of the stamp.
_LAYOUT = 1


def version() -> str:
    """The version stamp of this installation, eight hexadecimal digits.

    It is made of names, sizes and times of this package's own files, code and data alike, so that nobody has
    to remember to change it; looking at them takes a third of a millisecond. The user's own profiles are
    part of it: a digest may be read otherwise when one of them has changed.
    """
    own = (f"{path.name} {size} {changed}" for path, changed, size in own_profiles.own())
    return f"{crc32(chr(10).join((_package(), *own)).encode('utf-8', 'surrogatepass')):08x}"


@cache
def _package() -> str:
    parts = [str(_LAYOUT), sys.byteorder, unicodedata.unidata_version, *_files(Path(__file__).parents[1])]
    return "\n".join(parts)


def _files(folder: Path) -> Iterator[str]:
    with suppress(OSError), os.scandir(folder) as listing:
        for entry in sorted(listing, key=lambda one: one.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(Path(entry.path))
            else:
                status = entry.stat()
                yield f"{entry.name} {status.st_size} {status.st_mtime_ns}"
