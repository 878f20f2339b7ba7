"""The "arXiv AI 论文日报": one heading a paper, its particulars and summary under bold Chinese labels.

::

    # arXiv AI 论文日报 | 2026-01-05
    > 共 12 篇论文，由AI自动总结
    ## 📑 目录
    - [cs.CL](#csCL) (5 篇)
    ## cs.CL
    ## [1. Title](https://arxiv.org/abs/2601.01234v1)
    **作者**：A. Name, B. Name 等 4 位作者
    ### 📄 论文摘要
    ### 🤖 AI 总结
    **一句话总结**：…
    **论文链接**：[查看原文](…) | [下载PDF](…)
    ---

Reading rests on the shape of the lines and only then on the words of the labels, because these files come
damaged: a label that is not understood still opens a section, under the name that it has.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from digest_parsers.formats import base
from digest_parsers.model import DOUBT_MARK as MARK
from digest_parsers.model import LOST, Diagnostic, Entry, Link, Section
from digest_parsers.paper_id import identify

#: What each label stands for. Names that are no section are fields of the entry.
_LABELS = {
    "作者": "authors",
    "分类": "categories",
    "发布时间": "published",
    "关键词": "keywords",
    "评分": "score",
    "论文链接": "links",
    "论文摘要": "abstract",
    "一句话总结": "tldr",
    "研究动机": "motivation",
    "核心方法": "method",
    "主要结论": "conclusion",
    "主要结果": "result",
}

_LONGEST_LABEL = max(map(len, _LABELS))

#: The keys that become fields of the entry and not sections.
_FIELDS = frozenset({"authors", "categories", "published", "keywords", "score", "links"})

#: With what the heading of the summary begins, behind its emoji.
_SUMMARY_HEADING = "AI"

#: What stands in the heading of every report.
_TITLE = "论文日报"

_PAPER = re.compile(r"## \[[0-9]+[.．、]?")
_LABEL = re.compile(r"\*\*([^*：:]{1,40})(?:\*\*\s*[：:]|[：:]\s*\*\*)")
_STATED = re.compile(r"[-*] \[([^\[\]]+)\]\([^()]*\)\s*[(（]\s*([0-9]{1,6})")
_STATED_TOTAL = re.compile(r">\s*[^0-9]{0,8}([0-9]{1,6})")

#: How the number of all authors follows the names; the text has single spaces only.
_DECLARED_AUTHORS = re.compile(rf" ?等{MARK}? ?([0-9]{{1,6}}) ?位{MARK}?作{MARK}?者{MARK}?$")
#: The same where characters of the words were lost.
_DAMAGED_AUTHORS = re.compile(rf" [等{LOST}{MARK}]{{0,4}} ?([0-9]{{1,6}}) ?[位作者{LOST}{MARK}]{{1,8}}$")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
_NUMBER = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)\s*(?:/\s*[0-9]{1,4}|分)?")
_NOT_WORD = re.compile(rf"[^\w{LOST}]+")


@dataclass(slots=True)
class _Part:
    """A labelled part of a paper as it is collected."""

    key: str
    label: str
    lines: list[str]


@dataclass(slots=True)
class _Draft:
    """A paper as it is collected."""

    line: int
    heading: str
    category: str
    parts: list[_Part] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    current: _Part | None = None
    closed: bool = False

    def open(self, key: str, label: str, first: str) -> None:
        """Begins a part, to which the lines that follow belong."""
        self.keys.add(key)
        self.current = _Part(key, label, [first])
        self.parts.append(self.current)

    def add(self, line: str) -> None:
        """Adds a line to the part that is open; text before any label makes a part of its own."""
        if self.current is not None:
            self.current.lines.append(line)
        elif line.strip():
            self.open(base.UNLABELLED, "", line)


class DailyReport:
    """Reads the Chinese daily report."""

    name = "daily-report"
    escapes = False

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Certain of the report's own heading over papers, or of its headings together with its labels."""
        papers = [line for line in head if _PAPER.match(line)]
        titles = [line for line in head if line.startswith("# ") and "arxiv" in line.casefold()]
        if titles and (papers or any(_TITLE in title for title in titles)):
            return base.CERTAIN
        labels = {_key(match[1]) for line in head if (match := _LABEL.match(line))}
        if papers and ({"authors", "categories", "links"} & labels or any("arxiv.org/" in p for p in papers)):
            return base.LIKELY
        return base.NO

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads the papers of a report, whatever is missing from it."""
        return _Reading(lines, path).run()


class _Reading:
    """One pass over one text."""

    def __init__(self, lines: Sequence[str], path: str) -> None:
        self.lines = lines
        self.path = path
        self.title = ""
        self.stated: dict[str, int] = {}
        self.stated_total: int | None = None
        self.category = ""
        self.drafts: list[_Draft] = []
        self.diagnostics: list[Diagnostic] = []

    def run(self) -> base.ParsedText:
        for index, line in enumerate(self.lines):
            draft = self.drafts[-1] if self.drafts and not self.drafts[-1].closed else None
            if line.startswith("## ") and self._heading(index, line):
                continue
            if draft is not None:
                self._body(draft, index, line)
            elif not self.drafts:
                self._preamble(line)
        self._check_end()
        entries = tuple(self._entry(draft) for draft in self.drafts)
        return base.ParsedText(
            entries,
            self.title,
            stated=self.stated,
            stated_total=self.stated_total,
            diagnostics=tuple(self.diagnostics),
        )

    def _preamble(self, line: str) -> None:
        if line.startswith("# ") and not self.title:
            self.title = line[2:].strip()
        elif match := _STATED.match(line):
            self.stated[match[1]] = int(match[2])
        elif self.stated_total is None and (match := _STATED_TOTAL.match(line)):
            self.stated_total = int(match[1])

    def _heading(self, index: int, line: str) -> bool:
        """Takes a second-level heading; False for one that is a paper's own text."""
        if match := _PAPER.match(line):
            self.drafts.append(_Draft(index + 1, line[match.end() :], self.category))
            return True
        if base.is_category(line[3:].strip()):
            self.category = line[3:].strip()
            if self.drafts:
                self.drafts[-1].closed = True
            return True
        return False

    def _body(self, draft: _Draft, index: int, line: str) -> None:
        if line.startswith("---") and not line.strip("- ") and self._at_end_of_paper(index):
            draft.closed = True
        elif line.startswith("### "):
            label = _words(line[4:])
            if _key(label) == "abstract" and "abstract" not in draft.keys:
                draft.open("abstract", label, "")
            elif label.startswith(_SUMMARY_HEADING):
                draft.current = None
            else:
                draft.add(line)
        elif (match := _LABEL.match(line)) and self._opens(draft, _key(match[1])):
            draft.open(_key(match[1]), match[1].strip(), line[match.end() :].strip())
        else:
            draft.add(line)

    @staticmethod
    def _opens(draft: _Draft, key: str) -> bool:
        """Whether a label begins a part: each once, and inside the abstract only those that are known."""
        in_abstract = draft.current is not None and draft.current.key == "abstract"
        return key not in draft.keys and (not in_abstract or key in _LABELS.values())

    def _at_end_of_paper(self, index: int) -> bool:
        """Whether after a rule nothing follows but the next heading (an abstract may hold a rule as well)."""
        following = map(self.lines.__getitem__, range(index + 1, len(self.lines)))
        return next((line for line in following if line.strip()), "## ").startswith("## ")

    def _check_end(self) -> None:
        """Says so when the file ends inside its last paper.

        A whole paper is followed by a rule. A file that somebody stripped of its last rule is whole too: its
        last paper has all that the first one has, to the end of its links.
        """
        if not self.drafts or self.drafts[-1].closed:
            return
        last = self.drafts[-1]
        expected = self.drafts[0].keys if len(self.drafts) > 1 else {"links"}
        open_part = last.current
        cut_in_links = open_part and open_part.key == "links" and not open_part.lines[0].endswith(")")
        if not expected <= last.keys or cut_in_links:
            self.diagnostics.append(base.cut_off(self.path, last.line, _title(last.heading)[0]))

    def _entry(self, draft: _Draft) -> Entry:
        title, url = _title(draft.heading)
        fields = {
            part.key: " ".join(" ".join(part.lines).split()) for part in draft.parts if part.key in _FIELDS
        }
        links = tuple(Link(match[1], match[2]) for match in _LINK.finditer(fields.get("links", "")))
        found, version = identify((url, *(link.url for link in links)), title)
        authors, total = _authors(fields.get("authors", ""))
        categories, rest = base.split_categories(fields.get("categories", ""), draft.category)
        published = self._published(fields.get("published", ""), draft.line)
        score = _score(fields.get("score", ""))
        unread = {key for key, value in (("published", published), ("score", score)) if value is None}
        return Entry(
            found,
            title,
            draft.line,
            version,
            authors,
            total,
            categories,
            published,
            (*_sections(draft.parts, unread), *base.classes_section(rest)),
            base.split_names(fields.get("keywords", "")),
            score,
            base.with_heading_link(url, links),
        )

    def _published(self, text: str, line: int) -> date | None:
        if not text:
            return None
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            message = f"the date of publication {base.quote(text)} is not a date"
            self.diagnostics.append(base.warn("bad-date", self.path, line, message))
            return None


def _sections(parts: Sequence[_Part], unread: set[str]) -> tuple[Section, ...]:
    """The parts that are sections, and fields whose text was not understood: nothing is to be lost."""
    return tuple(
        Section(part.key, part.label, text)
        for part in parts
        if (part.key not in _FIELDS or part.key in unread) and (text := base.join_lines(part.lines))
    )


def _title(heading: str) -> tuple[str, str]:
    """Title and URL of what follows the number in a paper's heading; the URL may be missing."""
    linked = base.linked_heading(heading)
    if linked is not None:
        return linked
    text = heading.strip()
    return (text if "[" in text else text.removesuffix("]")).strip(), ""


def _authors(text: str) -> tuple[tuple[str, ...], int]:
    """The authors that are named, and how many there are: those named, or the number that is declared."""
    match = _DECLARED_AUTHORS.search(text) or _DAMAGED_AUTHORS.search(text)
    if match is None:
        names = base.split_names(text)
        return names, len(names)
    names = base.split_names(text[: match.start()])
    return names, max(len(names), int(match[1]))


def _score(text: str) -> float | None:
    match = _NUMBER.fullmatch(text)
    return float(match[1]) if match else None


def _words(label: str) -> str:
    """A label without emoji and punctuation around it."""
    return _NOT_WORD.sub(" ", label.replace(MARK, "")).strip()


def _key(label: str) -> str:
    """What a label stands for: a known name, also where characters of it are lost, or the label itself."""
    words = _words(label)
    if words in _LABELS:
        return _LABELS[words]
    if 0 < words.count(LOST) < len(words) <= _LONGEST_LABEL:
        pattern = "".join(".{0,2}" if character == LOST else re.escape(character) for character in words)
        found = [key for known, key in _LABELS.items() if re.fullmatch(pattern, known)]
        if len(found) == 1:
            return found[0]
    return words.casefold() or base.UNLABELLED


FORMAT = DailyReport()
