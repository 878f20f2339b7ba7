"""The JSON beside the notes of one day, as daily-paper-reader writes it.

::

    {"label": "2026-04-30", "date": "2026-04-30", "count": 20,
     "papers": [{"paper_id": "202604/30/2604.22348v1-title", "section": "deep", "title_en": "…",
                 "authors": "A. Name, B. Name", "date": "2026-04-24", "pdf": "https://arxiv.org/pdf/…",
                 "score": "9.0", "evidence": "…", "tldr": "…", "tags": "query:topic", "abstract_en": "…"}]}
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date

from digest_parsers.formats import base
from digest_parsers.model import DayClaim, DaySource, Diagnostic, Entry, Level, Link, Section
from digest_parsers.paper_id import identify

#: Fields of a paper that are fields of the entry, and the keys of sections that have other names here.
_FIELDS = frozenset(
    {
        "paper_id",
        "section",
        "title_en",
        "title",
        "authors",
        "date",
        "pdf",
        "score",
        "tags",
        "selection_source",
    }
)
_KEYS = {
    "abstract_en": "abstract",
    "abstract_zh": base.ABSTRACT_TRANSLATED,
    "title_zh": base.TITLE_TRANSLATED,
}

_MARKS = ('"papers"', '"paper_id"', '"count"')
_PAPERS = re.compile(r'"papers"\s*:\s*\[')
_HEAD_DATE = re.compile(r'"date"\s*:\s*"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"')
_HEAD_COUNT = re.compile(r'"count"\s*:\s*(?P<count>[0-9]{1,6})')
_SPACE = re.compile(r"[\s,]*")
_NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?")

#: As much of a line is looked at to recognise it.
_ENOUGH = 2000


class PaperReaderJson:
    """Reads the JSON of daily-paper-reader."""

    name = "daily-paper-reader-json"
    escapes = True

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Certain of its own fields."""
        text = "\n".join(line[:_ENOUGH] for line in head[:20])
        return base.CERTAIN if text.lstrip().startswith("{") and all(m in text for m in _MARKS) else base.NO

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads paper by paper, up to where the text is no JSON any more."""
        text = "\n".join(lines)
        start = _PAPERS.search(text)
        if start is None:
            return base.ParsedText()
        told: list[Diagnostic] = []
        papers = _papers(text, start.end(), path, told)
        entries = tuple(_entry(line, one) for line, one in papers if isinstance(one, dict))
        head = text[: start.start()]
        stated = _HEAD_COUNT.search(head)
        return base.ParsedText(
            entries,
            claims=tuple(_claims(head)),
            stated_total=int(stated["count"]) if stated else None,
            diagnostics=tuple(told),
        )


def _claims(head: str) -> Iterator[DayClaim]:
    """The day that stands above the papers."""
    match = _HEAD_DATE.search(head)
    day = _date(match["day"]) if match else None
    if day:
        yield DayClaim(day, DaySource.CONTENT)


def _papers(text: str, at: int, path: str, told: list[Diagnostic]) -> Iterator[tuple[int, object]]:
    """The objects of the array with the lines that they begin on, as far as the text is JSON."""
    decoder = json.JSONDecoder(parse_int=str, parse_float=str)
    line, counted = 1, 0
    while True:
        match = _SPACE.match(text, at)
        at = match.end() if match else at
        if text.startswith("]", at):
            return
        line += text.count("\n", counted, at)
        counted = at
        try:
            value, at = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            message = "from here on the file is not JSON"
            told.append(Diagnostic(Level.ERROR, "bad-json", path, line, message, "fetch the file again"))
            return
        yield line, value


def _entry(line: int, paper: dict[str, object]) -> Entry:
    def text(key: str) -> str:
        value = paper.get(key)
        return value.strip() if isinstance(value, str) else ""

    title = " ".join((text("title_en") or text("title")).split())
    pdf, score, area = text("pdf"), text("score"), text("section")
    found, version = identify(filter(None, (pdf, text("paper_id").rpartition("/")[2])), title)
    authors = base.split_authors(text("authors"))
    return Entry(
        found,
        title,
        line,
        version,
        authors,
        len(authors),
        (area,) if area else (),
        _date(text("date")),
        tuple(
            Section(_KEYS.get(key, key.casefold()), key, said)
            for key in paper
            if key not in _FIELDS and (said := text(key))
        ),
        base.split_names(text("tags")),
        float(score) if _NUMBER.fullmatch(score) else None,
        (Link("", pdf),) if pdf else (),
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


FORMAT = PaperReaderJson()
