"""What each file of a library is and what is wrong with it, line by line. Pure values."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from digest_parsers.health import Series, series
from digest_parsers.loaded import LoadedFile
from digest_parsers.model import Level
from digest_tui.wording import counted, day_text, repaired

_ORDER = {Level.ERROR: 0, Level.WARNING: 1, Level.INFO: 2}
#: Missing days of a run that are named; a run of years may lack hundreds.
_MISSING_SHOWN = 10
#: Days that several files have, of a run; that is the rule where bots keep what they made Markdown from.
_REPEATED = 2


class HealthLine(NamedTuple):
    """One thing that is told.

    Attributes:
        path: The file it is about; for what is missing in a run, the folder.
        line: The 1-based line in the file; None for the whole file.
        level: How bad it is; None for a line that says what a file is.
        text: What is told.
        cure: What can be done about it, or an empty string.
        code: The name of the finding, or an empty string.
    """

    path: str
    line: int | None
    level: Level | None
    text: str
    cure: str = ""
    code: str = ""


def health_lines(files: Sequence[LoadedFile]) -> list[HealthLine]:
    """Days that are missing or there twice, then the files, the worst first, each with its findings below."""
    runs = series(files)
    lines = [*_missing(runs), *_repeated(runs)]
    for one in sorted(files, key=lambda one: (_worst(one), one.path)):
        lines.append(HealthLine(one.path, None, None, ", ".join(_about(one))))
        lines += [
            HealthLine(one.path, found.line, found.level, found.message, found.cure, found.code)
            for found in sorted(one.diagnostics, key=lambda found: _ORDER[found.level])
        ]
    return lines


def summary(files: Iterable[LoadedFile]) -> str:
    """How many files there are, how many of them are no digests, and how much is wrong with them."""
    known = list(files)
    levels = [found.level for one in known for found in one.diagnostics]
    other = sum(one.format is None for one in known)
    told = [counted(len(known), "file")]
    told += [f"{other:,} no digest"] * bool(other)
    told += [
        counted(levels.count(level), level.value) for level in (Level.ERROR, Level.WARNING) if level in levels
    ]
    return ", ".join(told) if len(told) > 1 else f"{told[0]}, nothing wrong with them"


def _worst(one: LoadedFile) -> int:
    return min((_ORDER[found.level] for found in one.diagnostics), default=len(_ORDER))


def _about(one: LoadedFile) -> Iterator[str]:
    if one.format is None:
        yield "no digest"
        return
    yield one.format + ("" if one.sureness >= 1 else f" (sure by {one.sureness:.0%})")
    newest = one.digests[0] if one.digests else None
    if newest is not None and newest.day is not None and newest.day_source is not None:
        yield f"{day_text(newest.day, inferred=newest.inferred)} ({newest.day_source.value})"
    if len(one.digests) > 1:
        yield counted(len(one.digests), "day")
    yield counted(sum(len(digest.entries) for digest in one.digests), "paper")
    if one.encoding not in (None, "utf-8"):
        yield f"in {one.encoding}"
    if told := repaired(one.repair):
        yield told


def _missing(runs: Iterable[Series]) -> Iterator[HealthLine]:
    for run in runs:
        if run.missing:
            named = ", ".join(day_text(day) for day in run.missing[:_MISSING_SHOWN])
            more = len(run.missing) - _MISSING_SHOWN
            told = f"{run.generator}: {counted(len(run.missing), 'day')} missing: {named}"
            told += f" and {more:,} more" if more > 0 else ""
            yield HealthLine(run.folder, None, Level.WARNING, told, code="missing-days")


def _repeated(runs: Iterable[Series]) -> Iterator[HealthLine]:
    for run in runs:
        if run.repeated:
            named = ", ".join(
                f"{day_text(day)} ({', '.join(names)})" for day, names in run.repeated[:_REPEATED]
            )
            more = len(run.repeated) - _REPEATED
            days = counted(len(run.repeated), "day")
            told = f"{run.generator}: {days} in several files, each paper is shown once: {named}"
            told += f" and {more:,} more" if more > 0 else ""
            yield HealthLine(run.folder, None, Level.INFO, told, code="duplicate-days")
