"""The "daily arXiv AI enhanced" Markdown: papers by category, the details of each folded away.

::

    # Table of Contents
    - [cs.CV](#cs.CV) [Total: 59]
    # cs.CV [[Back]](#toc)
    ### [1] [Title](https://arxiv.org/abs/2601.01234)
    *A. Name,B. Name*

    Main category: cs.CV

    TL;DR: …

    <details>
      <summary>Details</summary>
    Motivation: …

    Abstract: … (often of several lines)

    </details>

The generator has many forks: without table of contents, without numbers, with ``TLDR:`` or ``Task:``, with
bold labels, with the labels inside or outside ``<details>``. A label counts after a blank line and the first
time only, for the abstracts hold lines such as ``Conclusion: …`` of their own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from digest_parsers.formats import base
from digest_parsers.formats.usual_papers import BEGIN, usual_papers
from digest_parsers.model import Diagnostic, Entry, Section
from digest_parsers.paper_id import identify

#: Plain labels and the keys they stand for. A plain word with a colon that is not here is text.
_LABELS = {
    spelling: key
    for label, key in (
        ("TL;DR", "tldr"),
        ("TLDR", "tldr"),
        ("Task", "task"),
        ("Background", "background"),
        ("Data", "data"),
        ("Motivation", "motivation"),
        ("Method", "method"),
        ("Methods", "method"),
        ("Result", "result"),
        ("Results", "result"),
        ("Conclusion", "conclusion"),
        ("Conclusions", "conclusion"),
        ("Abstract", "abstract"),
        ("Main category", "category"),
        ("Keywords", "keywords"),
    )
    for spelling in (label, label.lower(), label.upper())
}
_LONGEST_LABEL = max(map(len, _LABELS))

#: The parts of a summary, which every paper has. Structured abstracts have parts of their own.
_SUMMARY = frozenset({"tldr", "task", "motivation", "method", "result", "conclusion"})

#: Parts that are fields of the entry and not sections.
_FIELDS = frozenset({"category", "keywords"})

#: The heading over the table of contents, which says nothing of the digest.
_CONTENTS = "Table of Contents"

#: The tags around the folded part, and by how much each changes the number of those that are open; a line of
#: spaces counts as a tag that changes nothing. So do the anchors of the categories (:func:`_tag`).
_TAGS = {"<details>": 1, "</details>": -1, "<summary>Details</summary>": 0, "": 0}

#: With what the lines begin that only forks write.
_FOREIGN_BEGIN = frozenset("#* >")

_PAPER = re.compile(r"### (?:\[[0-9]+\]\s*(?P<numbered>.*)|(?P<plain>\[.*\]\(.*))$")
_CATEGORY = re.compile(r"##? (\S+) \[\[Back\]\]")
_STATED = re.compile(r"- \[([^\[\]]+)\]\([^()]*\) \[Total: ([0-9]{1,6})\]")
_BOLD_LABEL = re.compile(r"(?:> )?\*\*([^*:：]{1,40})(?:\*\*\s*[:：]|[:：]\s*\*\*)")


@dataclass(slots=True)
class _Draft:
    """A paper as it is collected: its labelled parts, each with its lines."""

    line: int
    heading: str
    category: str
    authors: str = ""
    parts: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    details: int = 0

    def open(self, key: str, label: str, first: str) -> list[str]:
        """Begins a part and gives the list for its further lines."""
        lines = [first]
        self.parts[key] = (label, lines)
        return lines

    def awaits(self, key: str, text: list[str] | None) -> bool:
        """Whether a label opens a part: each once, and inside the abstract only those of the summary."""
        if key in self.parts:
            return False
        return key in _SUMMARY or "abstract" not in self.parts or self.parts["abstract"][1] is not text

    def field(self, key: str) -> str:
        """The text of a part on one line, or an empty string."""
        return " ".join(self.parts[key][1]).strip() if key in self.parts else ""


class DailyEnhanced:
    """Reads the enhanced daily listing in Markdown."""

    name = "daily-enhanced"
    escapes = False

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Sure of its table of contents or back links, otherwise fairly sure of headings with details.

        Forks kept these marks and added others, so it is certain only where there are none of those.
        """
        if any(_STATED.match(line) or _CATEGORY.match(line) for line in head):
            return base.PROBABLE if _has_foreign(head) else base.CERTAIN
        papers = any("arxiv.org/" in line and _is_paper(line, below) for line, below in pairwise((*head, "")))
        details = any(
            line == "<details>" or line.partition(":")[0] in _LABELS or _bold_label(line) for line in head
        )
        return base.LIKELY if papers and details else base.NO

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads the papers of a listing, whatever is missing from it."""
        return _Reading(path).run(base.text_of(lines))


class _Reading:
    """One pass over one text: nearly all papers are taken at once, the others line by line."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.title = ""
        self.stated: dict[str, int] = {}
        self.category = ""
        self.papers: list[_Draft | Entry] = []

    def run(self, text: str) -> base.ParsedText:
        """Sorts each line by how it begins; whatever has no mark is text of the part that is open."""
        draft: _Draft | None = None
        part: list[str] | None = None
        fresh = True  # Whether a label may stand here: after a blank line, a heading or a tag.
        position, number = 0, 0
        while position <= len(text):
            number += 1
            if text.startswith(BEGIN, position) and (
                usual := usual_papers(text, position, number, self.category)
            ):
                self.papers += usual.entries
                draft, position, number = None, usual.position, usual.line
                continue
            end = text.find("\n", position)
            line = text[position:] if end < 0 else text[position:end]
            position = len(text) + 1 if end < 0 else end + 1
            if not line:
                fresh = True
                continue
            first = line[0]
            if first == "#" and (heading := self._heading(number, line)):
                draft, part, fresh = heading if isinstance(heading, _Draft) else None, None, True
            elif draft is None:
                self._preamble(line)
            elif first in "< " and (opens := _tag(line.strip())) is not None:
                draft.details += opens
                fresh = True
            elif fresh:
                opened = _begin(draft, part, line)
                fresh = opened is None and part is None
                if opened is not None:
                    part = opened
                elif part is not None:
                    part += ("", line)
            elif part is not None:
                part.append(line)
            else:
                part = draft.open(base.UNLABELLED, "", line)
        return self._result()

    def _preamble(self, line: str) -> None:
        """Takes a line that stands before the first paper, or between a category and its first paper."""
        if match := _STATED.match(line):
            self.stated[match[1]] = int(match[2])
        elif line.startswith("# ") and not self.title and not self.papers:
            self.title = line[2:].strip()

    def _heading(self, number: int, line: str) -> _Draft | bool:
        """Takes the heading of a paper, which is given back, or of a category; False for any other line."""
        if match := _PAPER.match(line):
            draft = _Draft(number, match["numbered"] or match["plain"] or "", self.category)
            self.papers.append(draft)
            return draft
        if match := _CATEGORY.match(line):
            self.category = match[1]
            return True
        return False

    def _result(self) -> base.ParsedText:
        title = "" if self.title == _CONTENTS else self.title
        entries = tuple([one if isinstance(one, Entry) else _entry(one) for one in self.papers])
        return base.ParsedText(entries, title, stated=self.stated, diagnostics=self._end(entries))

    def _end(self, entries: Sequence[Entry]) -> tuple[Diagnostic, ...]:
        """Says so when the file ends inside its last paper: its details are open, or others have more."""
        last = self.papers[-1] if self.papers else None
        if not isinstance(last, _Draft):
            return ()
        first = self.papers[0]
        others_have = first.section("abstract") if isinstance(first, Entry) else "abstract" in first.parts
        if last.details <= 0 and not (others_have and "abstract" not in last.parts):
            return ()
        return (base.cut_off(self.path, last.line, entries[-1].title),)


def _begin(draft: _Draft, text: list[str] | None, line: str) -> list[str] | None:
    """Opens what a line after a gap begins: the authors, a labelled part, or text without a label.

    Returns:
        The list for further lines, or None when the line was the authors, or goes on with the open part.
    """
    cut = line.find(":", 0, _LONGEST_LABEL + 1)
    key = _LABELS.get(line[:cut])
    if key is not None and draft.awaits(key, text):
        rest = line[cut + 2 :] if line.startswith(" ", cut + 1) else line[cut + 1 :]
        return draft.open(key, line[:cut], rest.strip())
    if not draft.parts and not draft.authors and line[0] == "*" and not line.startswith("**"):
        draft.authors, _, line = line[1:].partition("* | ")
        if not line:
            return None
    found = _bold_label(line)
    if found is not None:
        key, label, rest = found
        if draft.awaits(key, text):
            return draft.open(key, label, rest)
    return None if text is not None else draft.open(base.UNLABELLED, "", line)


def _is_paper(line: str, below: str) -> bool:
    """Whether a line begins a paper as no others do: with a number, or with authors in italics below."""
    match = _PAPER.match(line)
    return match is not None and (match["plain"] is None or (below[:1] == "*" != below[1:2]))


def _has_foreign(head: Sequence[str]) -> bool:
    """Whether any line shows what only forks write."""
    return any(line[:1] in _FOREIGN_BEGIN and _is_foreign(line) for line in head)


def _is_foreign(line: str) -> bool:
    """Whether a line shows what only forks write: deeper headings, other labels and other folds."""
    if line.startswith(("####", "## ", "  <summary>")):
        return line != "  <summary>Details</summary>"
    bold = _bold_label(line)
    return bold is not None and bold[1] not in _LABELS


def _tag(line: str) -> int | None:
    """By how much a line of a tag changes the number of open details; None for any other line."""
    change = _TAGS.get(line)
    if change is None and line.startswith("<div id=") and line.endswith("></div>"):
        return 0
    return change


def _bold_label(line: str) -> tuple[str, str, str] | None:
    """Key, label and the rest of a line that begins with a bold label, whatever it says."""
    if "**" not in line[:4] or not (match := _BOLD_LABEL.match(line)):
        return None
    label = match[1].strip()
    return _LABELS.get(label, label.casefold()), label, line[match.end() :].strip()


def _entry(draft: _Draft) -> Entry:
    title, url = base.linked_heading(draft.heading) or (_unlinked(draft.heading.strip()), "")
    arxiv_id, version = identify((url,), title)
    authors = base.split_names(draft.authors.strip().removesuffix("*"))
    categories, rest = base.split_categories(draft.field("category"), draft.category)
    sections = tuple(
        [
            Section(key, label, text)
            for key, (label, lines) in draft.parts.items()
            if key not in _FIELDS and (text := lines[0] if len(lines) == 1 else base.join_lines(lines))
        ]
    )
    return Entry(
        arxiv_id,
        title,
        draft.line,
        version,
        authors,
        len(authors),
        categories,
        sections=sections + base.classes_section(rest) if rest else sections,
        keywords=base.split_names(draft.field("keywords")),
        links=base.with_heading_link(url, ()),
    )


def _unlinked(heading: str) -> str:
    """The title in a heading without a link, which may have kept its brackets."""
    return heading[1:-1] if heading[:1] == "[" and heading[-1:] == "]" else heading


FORMAT = DailyEnhanced()
