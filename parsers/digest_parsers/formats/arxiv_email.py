r"""arXiv's own listings as they come by e-mail: new papers, cross-lists and replacements.

::

    Archives at http://arxiv.org/
     received from  Wed 21 Jan 26 19:00:00 GMT  to  Thu 22 Jan 26 19:00:00 GMT
    ------------------------------------------------------------------------------
    \\
    arXiv:2601.15305 (*cross-listing*)
    Date: Mon, 12 Jan 2026 20:33:39 GMT   (215kb)

    Title: A long title that goes on
      in the next line
    Authors: A. Name, B. Name
    Categories: cs.AI cs.LG
    Comments: 15 pages
    \\
      Abstract …
    \\ ( https://arxiv.org/abs/2601.15305 ,  215kb)
    ------------------------------------------------------------------------------

A replacement has ``replaced with revised version …`` below its id, and no abstract. The dates of receipt are
not the day of the listing, which is in the name of the file, or in the mail's own head.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import pairwise

from digest_parsers.arxiv_id import is_stand_in
from digest_parsers.formats import base
from digest_parsers.model import DayClaim, DaySource, Diagnostic, Entry, Level, Link, Section
from digest_parsers.paper_id import identify

#: Between the parts of an entry.
_MARK = "\\\\"

_RULE = re.compile(r"(?:-{20,}|(?:%-){10,}%?|(?:%%?--?){10,}%{0,2})\s*$")
_ID = re.compile(r"(?:arXiv:|Paper: )\s?(?P<id>\S{4,40})(?: \((?P<kind>\*?cross-listing\*?)[^()]*\))?\s*$")
_HEADER = re.compile(r"(?P<name>[A-Z][A-Za-z-]{2,20}): ?(?P<text>.*)")
_REPLACED = "replaced with revised version"
_END = re.compile(r"\\\\ \( (?P<url>\S+) ?,")
_SIZE = re.compile(r" {0,5}\([0-9.]{1,10}[kKmM]b\)$")

#: Headers that become fields of the entry; all others become sections.
_FIELDS = frozenset({"date", "title", "authors", "author", "categories", "comments", "subj-class"})


@dataclass(slots=True)
class _Draft:
    """An entry as it is collected.

    Attributes:
        line: The 1-based line of its id.
        headers: What stands under each header, by its name in lower case.
        abstract: The lines of its abstract.
        marks: How many of the marks between its parts were met.
    """

    line: int = 0
    paper: str = ""
    kind: str = ""
    url: str = ""
    headers: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    abstract: list[str] = field(default_factory=list)
    marks: int = 1
    current: list[str] | None = None

    def text(self, name: str) -> str:
        """What stands under a header, on one line."""
        return " ".join(" ".join(self.headers[name][1]).split()) if name in self.headers else ""


class ArxivEmail:
    """Reads arXiv's e-mails."""

    name = "arxiv-email"
    escapes = False

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Certain of an id, or a date above a title, between the marks of an entry."""
        for line, following in pairwise(head):
            if line.rstrip() == _MARK and following.startswith(("arXiv:", "Date: ", "Paper: ")):
                return base.CERTAIN
        return base.NO

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads entry by entry, each of which lies between two rules."""
        reading = _Reading(path)
        for number, line in enumerate(lines, 1):
            reading.take(number, line)
        reading.close()
        return base.ParsedText(
            tuple(reading.entries),
            reading.title,
            tuple(reading.claims),
            diagnostics=tuple(reading.diagnostics),
        )


class _Reading:
    """One pass over one listing."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.title = ""
        self.entries: list[Entry] = []
        self.claims: list[DayClaim] = []
        self.diagnostics: list[Diagnostic] = []
        self.draft: _Draft | None = None
        self.begun = False

    def take(self, number: int, line: str) -> None:
        """Takes one line, by the part of the entry that it stands in."""
        line = line.rstrip()
        draft = self.draft
        if _RULE.match(line):
            self.close()
            self.begun = True
        elif draft is None:
            if line == _MARK:
                self.draft = _Draft(number + 1)
            elif not self.begun:
                self._head_of_mail(line)
        elif line == _MARK:
            draft.marks += 1
        elif line.startswith(_MARK) and (match := _END.match(line)):
            draft.marks += 2
            draft.url = match["url"]
        elif draft.marks == 1:
            _header(draft, line)
        elif draft.marks == 2:
            draft.abstract.append(line)

    def close(self) -> None:
        """Ends the entry that is open, if there is one."""
        draft, self.draft = self.draft, None
        if draft is None or not (draft.headers or draft.paper):
            return
        title = draft.text("title")
        found, version = identify(filter(None, (draft.paper, draft.url)), title)
        if is_stand_in(found):
            message = f"{base.quote(title)} has no arXiv id and was passed over"
            cure = "look for it at arXiv by its title"
            self.diagnostics.append(Diagnostic(Level.ERROR, "no-id", self.path, draft.line, message, cure))
            return
        if draft.marks < 3 and not draft.url:
            self.diagnostics.append(
                base.warn(
                    "cut-entry", self.path, draft.line, f"{base.quote(title)} ends before its last line"
                )
            )
        self.entries.append(_entry(draft, found, version, title))

    def _head_of_mail(self, line: str) -> None:
        """The mail's own head tells its day and its title."""
        match = _HEADER.match(line)
        if match is None:
            return
        if match["name"] == "Subject" and not self.title:
            self.title = match["text"].strip()
        elif match["name"] == "Date" and (sent := _moment(match["text"])):
            self.claims.append(DayClaim(sent, DaySource.CONTENT))


def _header(draft: _Draft, line: str) -> None:
    """Takes a line above the abstract: the id, a header, or what one goes on with."""
    if not draft.paper and not draft.headers and (match := _ID.match(line)):
        draft.paper, draft.kind = match["id"], "cross-list" if match["kind"] else ""
    elif line.startswith(_REPLACED):
        draft.kind = "replacement"
        draft.current = [line[len(_REPLACED) :]]
        draft.headers.setdefault("date", ("Date", draft.current))
    elif line.startswith(" ") and draft.current is not None:
        draft.current.append(line)
    elif match := _HEADER.match(line):
        name = match["name"].casefold()
        draft.current = [match["text"]]
        # The date in brackets of a revised paper stands under "Date (revised v2)"; the first one counts.
        draft.headers.setdefault(name, (match["name"], draft.current))
    elif line.strip() and draft.current is not None:
        draft.current.append(line)


def _entry(draft: _Draft, paper: str, version: str | None, title: str) -> Entry:
    said = draft.text("authors") or draft.text("author")
    authors = base.split_authors(said)
    categories, rest = base.split_categories(draft.text("categories").replace(" ", ","))
    return Entry(
        paper,
        title,
        draft.line,
        version,
        authors,
        len(authors),
        categories,
        _moment(_SIZE.sub("", draft.text("date"))),
        (*_sections(draft, said), *base.classes_section(rest)),
        links=(Link("", draft.url),) if draft.url else (Link("", f"arXiv:{paper}"),),
        comment=draft.text("comments"),
    )


def _sections(draft: _Draft, authors: str) -> Iterator[Section]:
    if draft.kind:
        yield Section("announced", "Announced", draft.kind)
    abstract = "\n".join(line.removeprefix("  ") for line in draft.abstract).strip()
    if abstract:
        yield Section("abstract", "Abstract", abstract)
    for name, (label, _) in draft.headers.items():
        if name not in _FIELDS and (text := draft.text(name)):
            yield Section(name, label, text)
    if "(" in authors:
        yield Section(base.AFFILIATIONS, "Affiliations", authors)


def _moment(text: str) -> date | None:
    """The day of a date as mails write it, or None when there is none."""
    try:
        moment: datetime = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.date()


FORMAT = ArxivEmail()
