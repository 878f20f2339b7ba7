"""The Markdown of gpt_paper_assistant and its forks: papers picked by a language model, with its reasons.

::

    # Personalized Daily ArXiv Papers 03/01/2025
    Total relevant papers: 10
    ## [Topic](#topic-x) (1)
    0. [Title](#link0)
    ---
    ## Topic (1) <a id="topic-x"></a>
    ## 0. [Title](https://arxiv.org/abs/2502.19902) <a id="link0"></a>
    **ArXiv ID:** 2502.19902
    **Authors:** A. Name, B. Name
    **Abstract:** …
    **Comment:** …
    **Relevance:** 9
    **Novelty:** 7
    ---
    ## Paper selection prompt

The score is the sum of relevance and novelty, as the program itself sorts its papers by.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from digest_parsers.dates import day_from_heading
from digest_parsers.formats import base
from digest_parsers.model import DayClaim, DaySource, Diagnostic, Entry, Section
from digest_parsers.paper_id import identify

#: Labels whose parts are fields of the entry and not sections.
_ID, _AUTHORS = "arxiv id", "authors"

#: The parts whose sum is the score; what is there of them stays a section as well.
_SCORES = ("relevance", "novelty")

_TITLE = re.compile(r"# Personali[sz]ed Daily ar[xX]iv Papers\s?(?P<rest>.{0,40})", re.IGNORECASE)
_AMERICAN = re.compile(r"(?<![0-9])(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/(?P<year>[0-9]{4})(?![0-9])")
_TOTAL = re.compile(r"Total relevant papers: ([0-9]{1,6})")
_PAPER = re.compile(r"#{2,3} [0-9]{1,5}\. (?P<heading>\[.*\]\(.*)")
_ANCHOR = re.compile(r" ?<a id=\"[^\"<>]*\"></a>$")
_STATED = re.compile(r"## \[(?P<topic>.+)\]\(#[^()]*\) \((?P<count>[0-9]{1,5})\)$")
_TOPIC = re.compile(r"## (?P<topic>[^\[].*?)(?: \([0-9]{1,5}\))?$")
_LABEL = re.compile(r"\*\*([A-Za-z][A-Za-z ]{1,30}):\*\*")
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?")


@dataclass(slots=True)
class _Draft:
    """A paper as it is collected: its parts by what their labels say, each with its lines."""

    line: int
    heading: str
    topic: str
    parts: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    current: list[str] | None = None

    def add(self, line: str) -> None:
        """Takes a line of the paper; a label opens a part the first time."""
        match = _LABEL.match(line)
        key = match[1].casefold() if match else ""
        if match and key not in self.parts:
            self.current = [line[match.end() :].strip()]
            self.parts[key] = (match[1], self.current)
        elif self.current is not None:
            self.current.append(line)
        elif line.strip():
            self.current = [line]
            self.parts[base.UNLABELLED] = ("", self.current)

    def text(self, key: str) -> str:
        """The text of a part, or an empty string."""
        return base.join_lines(self.parts[key][1]) if key in self.parts else ""


class PaperAssistant:
    """Reads the Markdown of gpt_paper_assistant."""

    name = "paper-assistant"
    escapes = False

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Certain of its heading, fairly sure of its papers."""
        if any(map(_TITLE.match, head)):
            return base.CERTAIN
        labels = {match[1].casefold() for line in head if (match := _LABEL.match(line))}
        papers = any(map(_PAPER.match, head))
        return base.LIKELY if papers and _ID in labels and not labels.isdisjoint(_SCORES) else base.NO

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads the papers between the table of contents and the prompt."""
        title = topic = ""
        total: int | None = None
        stated: dict[str, int] = {}
        drafts: list[_Draft] = []
        draft: _Draft | None = None
        for number, line in enumerate(lines, 1):
            if line.startswith("#"):
                if match := _PAPER.match(line):
                    draft = _Draft(number, _ANCHOR.sub("", match["heading"]), topic)
                    drafts.append(draft)
                    continue
                if match := _TITLE.match(line):
                    title = title or line[2:].strip()
                elif match := _STATED.match(line):
                    stated[match["topic"]] = int(match["count"])
                elif draft is None or _ANCHOR.search(line):
                    match = _TOPIC.match(_ANCHOR.sub("", line))
                    topic, draft = (match["topic"].strip() if match else topic), None
                    continue
            if draft is None:
                if total is None and (match := _TOTAL.match(line)):
                    total = int(match[1])
            elif line == "---" and _ends_paper(lines, number):
                draft = None
            else:
                draft.add(line)
        entries = tuple(map(_entry, drafts))
        if not any(one.topic in stated for one in drafts):
            stated = {}
        return base.ParsedText(
            entries,
            title,
            tuple(_claims(title)),
            stated=stated,
            stated_total=total,
            diagnostics=tuple(_end(path, drafts, entries, complete=draft is None)),
        )


def _ends_paper(lines: Sequence[str], number: int) -> bool:
    """Whether behind a rule comes what can follow a paper (an abstract may hold a rule as well)."""
    following = (line for line in map(lines.__getitem__, range(number, len(lines))) if line.strip())
    return next(following, "#").startswith(("#", "---"))


def _claims(title: str) -> Sequence[DayClaim]:
    """The day in the heading, which may be written as in America."""
    match = _AMERICAN.search(title)
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        day = None
    day = day or day_from_heading(title)
    return [DayClaim(day, DaySource.HEADING)] if day else []


def _end(
    path: str, drafts: Sequence[_Draft], entries: Sequence[Entry], *, complete: bool
) -> Sequence[Diagnostic]:
    """Says so when the file ends inside its last paper: without a rule, and without what the first has."""
    if complete or not drafts or (drafts[0].parts.keys() <= drafts[-1].parts.keys() and len(drafts) > 1):
        return ()
    return (base.cut_off(path, drafts[-1].line, entries[-1].title),)


def _entry(draft: _Draft) -> Entry:
    title, url = base.linked_heading(draft.heading) or (draft.heading, "")
    found, version = identify((url, draft.text(_ID)), title)
    said = draft.text(_AUTHORS)
    authors = base.split_authors(said)
    sections = [
        Section(key, label, text)
        for key, (label, lines) in draft.parts.items()
        if key not in (_ID, _AUTHORS) and (text := base.join_lines(lines))
    ]
    if "(" in said:
        sections.append(Section(base.AFFILIATIONS, "Affiliations", said))
    return Entry(
        found,
        title,
        draft.line,
        version,
        authors,
        len(authors),
        (draft.topic,) if draft.topic else (),
        sections=tuple(sections),
        score=_score(draft),
        links=base.with_heading_link(url, ()),
    )


def _score(draft: _Draft) -> float | None:
    """The sum of what the model gave, or None when it gave nothing."""
    given = [float(text) for key in _SCORES if _NUMBER.fullmatch(text := draft.text(key))]
    return sum(given) if given else None


FORMAT = PaperAssistant()
