"""Drafts a profile from a sample: what begins its papers, where its day stands, which labels it has.

A draft is meant to be looked through by a person; what it could not tell stands in it as a comment.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from digest_parsers import arxiv_id
from digest_parsers.formats import base
from digest_parsers.formats.profiles.drafted_patterns import (
    common_headings,
    common_patterns,
    escaped,
    heading_of,
)
from digest_parsers.formats.profiles.labels import Labels, bare, find_label, folded, without_quote
from digest_parsers.formats.profiles.pattern import Pattern
from digest_parsers.formats.profiles.text_lines import heading_end, heading_level
from digest_parsers.spelled_days import next_day

_URL = re.compile(r"https?://[^\s()<>\[\]|]{1,200}")
_NUMBER = re.compile(r"[0-9]{1,4}")
_SEPARATOR = re.compile(r"[\s|:-]*-[\s|:-]*")
_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,4}[.)])[ \t]+")
_AUTHORS = re.compile(r"\*[^*]+\*")
#: As many lines of a sample are looked at; a draft needs no more.
_LONGEST = 5000
#: Labels that papers have at least this share of are told; others are of one paper only.
_COMMON = 0.5
#: How counts are written, as far as it is known.
_COUNTS = (
    "- [{category}](#{any}) [Total: {count}]",
    "- [{category}](#{any}) ({count} 篇)",
    "- [{category} ({count})](#{any})",
    "> 共 **{total}** 篇",
    "> 共 {total} 篇{any}",
    "Total: {total}",
)


@dataclass(slots=True)
class _Draft:
    """The lines of a draft as they are found."""

    starts: tuple[str, ...] = ()
    items: str = ""
    kind: str = "starts"
    first_lines: list[str] = field(default_factory=list)
    day: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)


def sketch(lines: Sequence[str], path: str, begun: Sequence[int] = (), over: Sequence[str] = ()) -> str:
    """A profile, as YAML, for texts like a sample.

    Args:
        lines: The lines of the sample.
        path: Where it lies.
        begun: The lines (from 0) that begin papers, if somebody knows them; found by their looks otherwise.
        over: The headings over papers that are categories, if somebody knows them.
    """
    lines = lines[:_LONGEST]
    draft = _Draft()
    first = next((line.strip() for line in lines if line.strip()), "")
    if first.startswith(("{", "[")):
        return _of_json(first, "\n".join(lines), path)
    starts = [index for index in begun if index < len(lines)] or _starts(lines)
    header = None if begun else _table(lines, sum(_links(lines[index]) for index in starts))
    if header is not None:
        starts = []
        draft.kind, draft.first_lines = "row", [escaped(header)]
        _labels(draft, (bare(cell) for cell in header.strip("| ").split("|")), 1)
    elif starts:
        draft.starts = common_patterns([lines[index] for index in starts])
        draft.first_lines = [*heading_of(lines, set(starts)), draft.starts[0]]
        _inside(draft, lines, starts)
    else:
        draft.kind = "file"
        draft.first_lines = ["{any}arxiv.org/{any}"]
        _labels(draft, _labels_of(lines), 1)
    end = starts[0] if starts else len(lines)
    _days(draft, lines[: end if header is None else len(lines)], path)
    _categories(draft, lines)
    draft.categories = draft.categories or common_headings(over)
    draft.counts = [one for one in _COUNTS if any(Pattern(one).match(line.strip()) for line in lines[:end])]
    is_page = any("<a href=" in line for line in lines)
    return _written(draft, markup="html" if is_page else "")


def _table(lines: Sequence[str], others: int) -> str | None:
    """The head of the first table with a column for titles; None when other lines link to more papers."""
    if sum(line.lstrip().startswith("|") and _links(line) for line in lines) <= others:
        return None
    labels = Labels({})
    for line, following in pairwise(lines):
        if line.strip().startswith("|") and "|" in following and _SEPARATOR.fullmatch(following.strip()):
            cells = [bare(cell) for cell in line.strip().strip("|").split("|")]
            if any(labels.key(cell) == "title" for cell in cells):
                return line.strip()
    return None


def _starts(lines: Sequence[str]) -> list[int]:
    """The lines that begin papers: of all that look alike, those that most papers stand under."""
    shapes: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        text = line.strip()
        if heading_level(text) or (_ITEM.match(line) and _links(text) and find_label(text) is None):
            shapes.setdefault(_shape(text), []).append(index)
    ids = [bool(_links(line)) for line in lines]
    best: list[int] = []
    score = 0.0
    for places in shapes.values():
        ends = [*places[1:], len(lines)]
        holding = sum(any(ids[begun:end]) for begun, end in zip(places, ends, strict=True))
        linked = sum(ids[place] for place in places)
        # Headings that say the link themselves are surer than those that a link stands under.
        found = holding / len(places) * (holding + 2 * linked)
        if holding and found > score and (len(places) > 1 or linked):
            best, score = places, found
    return best


def _shape(text: str) -> str:
    """What lines that begin papers have in common: the level, and whether there is a number or a link."""
    level = "#" * heading_level(text) or text[:1]
    rest = text[heading_end(text) :]
    return f"{level}{'0' if _NUMBER.search(rest[:16]) else ''}{'](' if '](' in rest else ''}"


def _inside(draft: _Draft, lines: Sequence[str], starts: Sequence[int]) -> None:
    """What the papers have: their labels, and the line of their authors."""
    ends = [*starts[1:], len(lines)]
    bodies = [lines[begun + 1 : end] for begun, end in zip(starts, ends, strict=True)]
    _labels(draft, (label for body in bodies for label in dict.fromkeys(_labels_of(body))), len(bodies))
    said = (next((line.strip() for line in body if line.strip()), "") for body in bodies)
    if any(map(_AUTHORS.fullmatch, said)):
        draft.lines.append("*{authors}*")


def _labels_of(lines: Iterable[str]) -> Iterator[str]:
    labels = Labels({})
    for line in lines:
        text = line.strip()
        if heading_level(text):
            yield bare(text[heading_end(text) :])
        elif (label := find_label(text)) is not None and (
            label.bold or label.listed or labels.key(label.text)
        ):
            yield label.text


def _labels(draft: _Draft, found: Iterable[str], papers: int) -> None:
    labels = Labels({})
    for text, count in Counter(found).items():
        if count < max(1, _COMMON * papers) or not text:
            continue
        key = labels.key(text)
        name = re.sub(r"\W+", "_", folded(text)).strip("_")
        if key is not None:
            draft.known.setdefault(key, text)
        elif name:
            draft.labels.setdefault(name, text)


def _days(draft: _Draft, head: Sequence[str], path: str) -> None:
    for line in head:
        text = line.strip()
        spelled = next_day(text, 0)
        if spelled is None or len(draft.day) > 1:
            continue
        _, begun, end = spelled
        rest = "{any}" if text[end:].strip() else ""
        before = text[:begun] if len(text[:begun]) < 40 else "{any}"
        place = "heading" if heading_level(text) else "line"
        if place == "heading" or find_label(text) is not None or ":" in before:
            draft.day.append(f"{place}: {_quoted(escaped(before) + '{date}' + rest)}")
    parts = path.replace("\\", "/").split("/")
    for depth, part in enumerate(reversed(parts[-3:])):
        spelled = next_day(part, 0)
        if spelled is not None:
            before = "*" if spelled[1] else ""
            after = "*" if part[spelled[2] :] else ""
            draft.day.append(f"path: {_quoted(before + '{date}' + after + '/*' * depth)}")
            break


def _categories(draft: _Draft, lines: Sequence[str]) -> None:
    found = Counter[str]()
    for line in lines:
        text = line.strip()
        words = text[heading_end(text) :].split(" ", 1)
        if heading_level(text) and words and base.is_category(words[0]) and "." in words[0]:
            rest = f" {words[1]}" if len(words) > 1 else ""
            found["#" * heading_level(text) + " {category}" + escaped(rest)] += 1
    draft.categories = [pattern for pattern, _ in found.most_common(2)]


def _links(text: str) -> bool:
    return "arxiv.org/" in text and any(
        arxiv_id.parse(match[0].rstrip(".,;*`")) is not None for match in _URL.finditer(without_quote(text))
    )


def _of_json(first: str, text: str, path: str) -> str:
    """A profile for JSON: where the papers are, and their keys."""
    try:
        value = json.loads(first if first.endswith("}") else text)
    except (json.JSONDecodeError, RecursionError):
        value = None
    items = ""
    if isinstance(value, dict):
        lists = (
            key for key, one in value.items() if isinstance(one, list) and one and isinstance(one[0], dict)
        )
        items = next(lists, "")
        value = value[items][0] if items else value
    elif isinstance(value, list) and value:
        value = value[0]
    keys = [str(key) for key in value] if isinstance(value, dict) else []
    draft = _Draft(items=items, kind="items", first_lines=[f'{{any}}"{key}"{{any}}' for key in keys[:2]])
    _labels(draft, keys, 1)
    _days(draft, (), path)
    return _written(draft, markup="json")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _written(draft: _Draft, markup: str = "") -> str:
    """The draft as YAML."""
    out = ["about: Say here whose digests these are.", "files:", "  first_lines:"]
    out += [f"    - {_quoted(pattern)}" for pattern in draft.first_lines or ["{any}"]]
    out += [f"markup: {markup}"] if markup else []
    if draft.kind == "starts":
        out += ["paper:", "  starts:", *(f"    - {_quoted(pattern)}" for pattern in draft.starts)]
    else:
        out += ["paper:", f"  {draft.kind}: {_quoted(draft.items) if draft.kind == 'items' else 'yes'}"]
    if draft.day:
        out += ["day:", *(f"  - {rule}" for rule in draft.day)]
    else:
        out.append("# day: no day was found, neither in the text nor in the path")
    if draft.categories:
        out += ["category:", "  heading:", *(f"    - {_quoted(pattern)}" for pattern in draft.categories)]
    for name, patterns in (("counts", draft.counts), ("lines", draft.lines)):
        if patterns:
            out += [f"{name}:", *(f"  - {_quoted(pattern)}" for pattern in patterns)]
    if draft.known:
        out += ["# Labels that are understood as they are:"]
        out += [f"#   {key}: {label}" for key, label in draft.known.items()]
    if draft.labels:
        out += [
            "# Labels that are kept under their own names; where tldr, method and the like fit, put these:"
        ]
        out += ["labels:", *(f"  {_quoted(key)}: [{_quoted(label)}]" for key, label in draft.labels.items())]
    return "\n".join(out) + "\n"
