"""The rolling lists of cv-arxiv-daily and its forks: topics, each with the papers of many days.

::

    ## Updated on 2026.06.29
    ## SLAM
    |Publish Date|Title|Authors|PDF|Code|
    |---|---|---|---|---|
    |**2026-05-13**|**Title**|A. Name et.al.|[2605.13741](http://arxiv.org/abs/2605.13741)|null|

A paper that is found for several topics stands there several times.
"""

import re
from collections.abc import Sequence
from datetime import date

from digest_parsers.dates import day_from_heading
from digest_parsers.formats import base
from digest_parsers.formats.rolling import USUAL, columns_of, entry_of, is_row, read_row
from digest_parsers.model import DayClaim, DaySource, Entry

_UPDATED = re.compile(r"(?:#{1,3}|>) (?P<title>Updated on [0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2})")


class CvArxivDaily:
    """Reads tables and lists of papers that have days of their own."""

    name = "cv-arxiv-daily"
    escapes = False

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Certain of the line that says when it was updated over such rows, or of the table's own head.

        Other tables have days in their first column too, so rows alone must link to arXiv.
        """
        rows = [line for line in head if is_row(line)]
        if not rows:
            return base.NO
        if any(columns_of(line) == USUAL for line in head) or any(map(_UPDATED.match, head)):
            return base.CERTAIN
        return base.LIKELY if any("arxiv.org/" in line for line in rows) else base.NO

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads the rows of all tables and lists."""
        title = topic = ""
        columns: Sequence[str] = USUAL
        entries: list[Entry] = []
        days: list[date | None] = []
        for number, line in enumerate(lines, 1):
            if line.startswith("|"):
                if head := columns_of(line):
                    columns = head
                    continue
            elif match := _UPDATED.match(line):
                title = title or match["title"]
                continue
            elif line.startswith("#"):
                topic = line.lstrip("#").strip()
                continue
            elif not line.startswith(("- ", "* ")):
                continue
            row = read_row(line, columns)
            if row is not None:
                entries.append(entry_of(row, number, topic))
                days.append(row.day)
        day = day_from_heading(title)
        claims = (DayClaim(day, DaySource.HEADING),) if day else ()
        return base.ParsedText(tuple(entries), title, claims, days=tuple(days))


FORMAT = CvArxivDaily()
