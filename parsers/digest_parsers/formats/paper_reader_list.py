"""The page over the notes of one day, as daily-paper-reader writes it.

::

    # 日报 · 2026-04-30
    - 当次推荐总数：20
    ## 今日简报（AI）
    ## 精读区
    1. [Title](/202604/30/2604.22348v1-title) （9.0/10）
    ## 速读区

A link leads to the paper's note, whose name tells the id.
"""

import re
from collections.abc import Sequence

from digest_parsers.formats import base
from digest_parsers.model import Entry
from digest_parsers.paper_id import identify

_TITLE = re.compile(r"# 日报 · (?P<day>\S.*)")
_TOTAL = re.compile(r"- 当次推荐总数[：:]\s?(?P<count>[0-9]{1,6})")
_ITEM = re.compile(r"(?:[0-9]{1,5}\.|[-*]) (?P<link>\[.*\]\(.*)$")
_SCORE = re.compile(r"\s?[（(](?P<score>[0-9]{1,4}(?:\.[0-9]{1,4})?)(?:/[0-9]{1,4})?[)）]\s*$")
_ARXIV = re.compile(r"(?P<id>[0-9]{4}\.[0-9]{4,5})(?:v[0-9]{1,3})?(?:-|\.md$|$)")
#: bioRxiv's DOIs since 2019 end in a date and a number; the name of a note has dashes instead of points.
_BIORXIV = re.compile(
    r"(?:bio|med)rxiv-10-(?P<prefix>[0-9]{4,9})-(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})-(?P<number>[0-9]{4,9})-v[0-9]"
)


class PaperReaderList:
    """Reads the pages of daily-paper-reader."""

    name = "daily-paper-reader-list"
    escapes = False

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Certain of its heading over its counts."""
        return base.CERTAIN if any(map(_TITLE.match, head)) and any(map(_TOTAL.match, head)) else base.NO

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads the papers of all areas."""
        title = area = ""
        total: int | None = None
        entries: list[Entry] = []
        for number, line in enumerate(lines, 1):
            if match := _TITLE.match(line):
                title = title or line[2:].strip()
            elif line.startswith("## "):
                area = line[3:].strip()
            elif match := _TOTAL.match(line):
                total = int(match["count"])
            elif match := _ITEM.match(line):
                entries.append(_entry(match["link"], number, area))
        return base.ParsedText(tuple(entries), title, stated_total=total)


def _entry(item: str, line: int, area: str) -> Entry:
    score = _SCORE.search(item[-24:])
    title, target = base.linked_heading(item[: len(item) - len(score[0])] if score else item) or (item, "")
    found, version = identify(_ids(target.rpartition("/")[2]), title)
    return Entry(
        found,
        title,
        line,
        version,
        categories=(area,) if area else (),
        score=float(score["score"]) if score else None,
        links=base.with_heading_link(target, ()),
    )


def _ids(name: str) -> Sequence[str]:
    """The id that the name of a note begins with."""
    if match := _ARXIV.match(name):
        return (match["id"],)
    if match := _BIORXIV.match(name):
        return (f"doi:10.{match['prefix']}/{match['date'].replace('-', '.')}.{match['number']}",)
    return ()


FORMAT = PaperReaderList()
