"""Notes of one paper each, their particulars in front matter, such as daily-paper-reader's.

::

    ---
    title: "…"
    title_zh: …
    authors: "A. Name, B. Name"
    date: 2026-04-24
    pdf: "https://arxiv.org/pdf/2604.22348v1"
    tags: ["query:topic"]
    score: 9.0
    tldr: …
    ---
    ## 摘要
    ## Abstract
    ## 论文详细总结（自动生成）

The folder is the day (``202604/30/…``). The date in the front matter is that of the paper, and the name of
the file begins with the paper's id, which may look like a date.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from digest_parsers.dates import day_from_folders, day_from_name
from digest_parsers.formats import base
from digest_parsers.model import DayClaim, DaySource, Diagnostic, Entry, Level, Link, Section
from digest_parsers.paper_id import identify, parse
from digest_parsers.safeyaml import Mapping, Value, YamlError, read_yaml

#: What keys of the front matter stand for; keys that are not here are sections under their own names.
_KEYS = {
    "title_zh": base.TITLE_TRANSLATED,
    "title_cn": base.TITLE_TRANSLATED,
    "abstract_zh": base.ABSTRACT_TRANSLATED,
    "abstract_en": "abstract",
    "results": "result",
}
#: Keys that may hold a link to the paper, the surest first.
_LINKS = ("arxiv", "arxiv_id", "arxivid", "abs", "pdf", "url", "link", "paper", "doi", "openreview")

#: Keys that become fields of the entry, and those that tell of the making and not of the paper.
_FIELDS = frozenset({"title", "authors", "author", "date", "published", "score", "tags", "keywords", *_LINKS})
_OF_THE_MAKING = frozenset({"layout", "selection_source", "figures_json", "permalink", "draft"})

#: Keys that hardly anything but a note of a paper has.
_TELLING = frozenset({"title_zh", "evidence", "tldr", "selection_source", "abstract_en"})

#: What headings of the body stand for.
_HEADINGS = {"摘要": base.ABSTRACT_TRANSLATED, "abstract": "abstract", "tl;dr": "tldr", "tldr": "tldr"}

_LINE = re.compile(r"(?P<key>[A-Za-z_][A-Za-z0-9_-]{0,40}):(?:\s(?P<value>.*))?$")
_NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?")


class PaperReader:
    """Reads notes of one paper each."""

    name = "daily-paper-reader"
    escapes = True

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Certain of front matter with title and link that has what only such notes have."""
        end = _end_of_front(head)
        if end is None:
            return base.NO
        front = _line_by_line(head[1:end])
        linked = any(parse(front.get(key, "")) for key in _LINKS)
        if not linked or not front.get("title"):
            return base.NO
        return base.LIKELY if _TELLING.isdisjoint(front) else base.CERTAIN

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads front matter and body."""
        end = _end_of_front(lines)
        if end is None:
            return base.ParsedText()
        front, told = _front(lines[1:end], path)
        entry = _entry(front, lines, end)
        days = _days(path, entry.published)
        final = bool(days) and days[0].source is DaySource.PATH
        return base.ParsedText((entry,), claims=days, final=final, diagnostics=told)


def _end_of_front(lines: Sequence[str]) -> int | None:
    """The index of the line that ends the front matter, or None when there is none."""
    if not lines or lines[0].rstrip() != "---":
        return None
    return next((at for at, line in enumerate(lines) if at and line.rstrip() in ("---", "...")), None)


def _front(lines: Sequence[str], path: str) -> tuple[dict[str, Value], tuple[Diagnostic, ...]]:
    """The front matter; one that is no YAML is read line by line, and that is said."""
    try:
        value = read_yaml("\n".join(lines), path=path, first_line=2)
    except YamlError as error:
        message = f"the front matter is no YAML ({error.cause}) and was read line by line"
        told = Diagnostic(Level.WARNING, "bad-front-matter", path, error.line, message)
        return dict(_line_by_line(lines)), (told,)
    return (dict(value) if isinstance(value, Mapping) else {}), ()


def _line_by_line(lines: Sequence[str]) -> dict[str, str]:
    """Keys and values of lines that are ``key: value``; the first of each key counts."""
    front: dict[str, str] = {}
    for line in lines:
        if match := _LINE.match(line):
            value = (match["value"] or "").strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            front.setdefault(match["key"], value)
    return front


def _days(path: str, published: date | None) -> tuple[DayClaim, ...]:
    """The day of a note: that of its folder, else that of its name, else that of the paper."""
    if day := day_from_folders(path):
        return (DayClaim(day, DaySource.PATH),)
    if published is None or day_from_name(path) is not None:
        return ()
    return (DayClaim(published, DaySource.FRONT_MATTER),)


def _entry(front: dict[str, Value], lines: Sequence[str], end: int) -> Entry:
    title = " ".join(_text(front, "title").split())
    links = [_text(front, key) for key in _LINKS]
    found, version = identify(filter(None, links), title)
    said = front.get("authors", front.get("author", ""))
    authors = tuple(_each(said)) if isinstance(said, list) else base.split_authors(_text(front, "authors"))
    score = _text(front, "score")
    sections: dict[str, Section] = {}
    for section in (*_sections(front), *_body(lines[end + 1 :])):
        sections.setdefault(section.key, section)
    return Entry(
        found,
        title,
        1,
        version,
        authors,
        len(authors),
        (),
        _date(_text(front, "date") or _text(front, "published")),
        tuple(sections.values()),
        tuple(_each(front.get("tags", "")) or _each(front.get("keywords", ""))),
        float(score) if _NUMBER.fullmatch(score) else None,
        tuple(Link("", link) for link in dict.fromkeys(links) if "/" in link),
    )


def _sections(front: dict[str, Value]) -> Iterator[Section]:
    """The parts of the front matter that are texts."""
    for name in front:
        text = _text(front, name).strip()
        if name not in _FIELDS and name not in _OF_THE_MAKING and text:
            yield Section(_KEYS.get(name, name.casefold()), name, text)


def _body(lines: Sequence[str]) -> Iterator[Section]:
    """The parts of the body: one a heading of the second level, and what stands above the first."""
    label, text = "", list[str]()
    for line in (*lines, "## "):
        if not line.startswith("## "):
            text.append(line)
            continue
        while text and text[-1].strip() in ("", "---"):
            text.pop()
        if content := base.join_lines(text).strip():
            key = _HEADINGS.get(label.casefold(), label.casefold()) if label else base.UNLABELLED
            yield Section(key, label, content)
        label, text = line[3:].strip(), []


def _text(front: dict[str, Value], key: str) -> str:
    """A value that is a text, or the texts of a list in a row."""
    value = front.get(key, "")
    return value.strip() if isinstance(value, str) else ", ".join(_each(value))


def _each(value: Value) -> list[str]:
    """The texts of a list, or of a text with commas."""
    if isinstance(value, list):
        return [one.strip() for one in value if isinstance(one, str) and one.strip()]
    return list(base.split_names(value.strip("[]"))) if isinstance(value, str) else []


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


FORMAT = PaperReader()
