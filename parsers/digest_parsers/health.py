"""What a library as a whole lacks, or has twice: days in the run of a generator's digests.

Nobody knows which days a generator should have worked on. But its other weeks tell: a weekday on which it has
digests more often than not is one on which it works (arXiv announces nothing at weekends, and many neither).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import PurePath

from digest_parsers.doubles import generator_of
from digest_parsers.loaded import LoadedFile
from digest_parsers.model import DaySource, Digest
from digest_parsers.outline import outline_of

#: So many days must there be before any day is said to be missing between them.
MIN_DAYS = 5

#: A gap longer than this is a pause, or the end of one run and the beginning of another.
LONGEST_GAP = timedelta(days=31)

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Series:
    """The digests of one generator in one folder.

    Attributes:
        folder: The folder.
        generator: The generator, as formats name it.
        days: The days that it has, rising.
        missing: The days between them that it should have, rising.
        repeated: The days of which several files have the same papers, rising, with the names of the files.
    """

    folder: str
    generator: str
    days: tuple[date, ...]
    missing: tuple[date, ...]
    repeated: tuple[tuple[date, tuple[str, ...]], ...] = ()


def series(files: Iterable[LoadedFile]) -> list[Series]:
    """The runs of digests in a library, by folder and generator.

    Days that were worked out and not read do not count, nor do those of the rows of rolling lists, which are
    the days of papers.
    """
    runs: dict[tuple[str, str], dict[date, list[Digest]]] = {}
    for digest in (one for loaded in files if len(loaded.digests) == 1 for one in loaded.digests):
        if digest.day is not None and not digest.inferred:
            run = runs.setdefault((_folder(digest), generator_of(digest.format)), {})
            run.setdefault(digest.day, []).append(digest)
    return [
        Series(*key, tuple(sorted(run)), tuple(_missing(sorted(run))), tuple(_repeated(run)))
        for key, run in runs.items()
    ]


def _repeated(run: dict[date, list[Digest]]) -> Iterable[tuple[date, tuple[str, ...]]]:
    """The days of which several files hold the same papers; files of one paper each are no whole digests."""
    for day, digests in sorted(run.items()):
        whole = [digest for digest in digests if len(digest.entries) > 1]
        seen: set[int] = set()
        same = False
        for digest in whole:
            keys = outline_of(digest.entries).keys
            same = same or not seen.isdisjoint(keys)
            seen.update(keys)
        if same:
            yield day, tuple(sorted(PurePath(digest.path).name for digest in whole))


def _folder(digest: Digest) -> str:
    """The folder whose files are a run: where folders are days, the one that holds them."""
    folder = PurePath(digest.path).parent
    if digest.day_source is DaySource.PATH:
        while folder.name and not any(letter.isalpha() for letter in folder.name):
            folder = folder.parent
    return str(folder)


def _missing(days: Sequence[date]) -> Iterable[date]:
    """The days that are not among others though their weekdays usually are."""
    if len(days) < MIN_DAYS:
        return
    gaps = [(one, other) for one, other in pairwise(days) if other - one <= LONGEST_GAP]
    absent = [one + _DAY * step for one, other in gaps for step in range(1, (other - one).days)]
    present, lacking = Counter(day.weekday() for day in days), Counter(day.weekday() for day in absent)
    yield from (day for day in absent if present[day.weekday()] > lacking[day.weekday()])
