"""Which days a text is of, as its profile looks for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from digest_parsers.formats.profiles.pattern import day_of
from digest_parsers.formats.profiles.schema import DayFrom, DayRule, Profile
from digest_parsers.formats.profiles.text_lines import Numbered, match_line
from digest_parsers.model import DayClaim, DaySource
from digest_parsers.spelled_days import find_day

_SOURCES = {
    DayFrom.HEADING: DaySource.HEADING,
    DayFrom.LINE: DaySource.CONTENT,
    DayFrom.FIELD: DaySource.CONTENT,
    DayFrom.FRONT_MATTER: DaySource.FRONT_MATTER,
}


def claims(
    profile: Profile, path: str, head: Sequence[Numbered], front: Mapping[str, str], top: Mapping[str, str]
) -> tuple[DayClaim, ...]:
    """The days that are stated, in the order in which the profile believes them; each place once.

    Args:
        profile: The profile.
        path: The file.
        head: The lines before the first paper, where headings and lines are looked for.
        front: The front matter.
        top: What stands in the JSON or XML beside its papers.
    """
    found: dict[DaySource, date] = {}
    for rule in profile.days:
        source, day = _look(rule, path, head, front, top)
        # The time of a file is that of a copy or a checkout: it is asked only when nothing else tells.
        if day is not None and not (source is DaySource.FILE_TIME and found):
            found.setdefault(source, day)
    return tuple(DayClaim(day, source) for source, day in found.items())


def _look(
    rule: DayRule, path: str, head: Iterable[Numbered], front: Mapping[str, str], top: Mapping[str, str]
) -> tuple[DaySource, date | None]:
    if rule.path is not None:
        blanks = rule.path.match(path)
        return (DaySource.FILENAME if rule.path.in_name else DaySource.PATH), day_of(blanks or {})
    if rule.place is DayFrom.FILE_TIME:
        return DaySource.FILE_TIME, _file_time(path)
    source = _SOURCES[rule.place]
    if rule.pattern is not None:
        return source, next(_stated(rule, head), None)
    return source, find_day((front if rule.place is DayFrom.FRONT_MATTER else top).get(rule.key, ""))


def _stated(rule: DayRule, head: Iterable[Numbered]) -> Iterator[date]:
    assert rule.pattern is not None
    for _, line in head:
        text = line.strip()
        if (rule.place is DayFrom.HEADING) != text.startswith("#"):
            continue
        blanks = match_line((rule.pattern,), text)
        if blanks and (day := day_of(blanks)) is not None:
            yield day


def _file_time(path: str) -> date | None:
    try:
        return datetime.fromtimestamp(Path(path).stat().st_mtime).date()
    except (OSError, ValueError, OverflowError):
        return None
