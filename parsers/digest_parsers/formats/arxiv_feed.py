"""arXiv's feeds: the RSS of a category's new papers, and the Atom that a query of its API answers with.

::

    <rss xmlns:arxiv="http://arxiv.org/schemas/atom"><channel><title>cs.AI updates on arXiv.org</title>
      <pubDate>Fri, 13 Feb 2026 00:00:00 -0500</pubDate>
      <item><title>…</title><link>https://arxiv.org/abs/2602.12345</link><category>cs.AI</category>
        <description>arXiv:2602.12345v1 Announce Type: new Abstract: …</description>
        <arxiv:announce_type>new</arxiv:announce_type><dc:creator>A. Name, B. Name</dc:creator></item>
    <feed xmlns="http://www.w3.org/2005/Atom"><updated>2026-02-13T00:00:00Z</updated>
      <entry><id>http://arxiv.org/abs/2602.12345v1</id><title>…</title><summary>…</summary>
        <author><name>A. Name</name></author><category term="cs.AI"/></entry>

A feed is XML of strangers. It is read by expat, which keeps no tree, and so is nothing here; a document type,
with which entities could be declared, is refused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime
from html import unescape
from xml.parsers import expat

from digest_parsers.formats import base
from digest_parsers.formats.announced import ANNOUNCED
from digest_parsers.model import DayClaim, DaySource, Diagnostic, Entry, Level, Link, Section
from digest_parsers.paper_id import identify

#: What marks a feed as arXiv's own.
_MARKS = (
    "http://arxiv.org/schemas/atom",
    "updates on arXiv.org",
    "http://rss.arxiv.org",
    "export.arxiv.org/rss",
    "arxiv.org/api/",
)
_FEED = ("<rss", "<feed", "<rdf:RDF")
_PAPERS = frozenset({"item", "entry"})

#: As much of a line is looked at to recognise a feed; some have but one line.
_ENOUGH = 4000

#: Parts whose texts are gathered, by the local names of their elements.
_TEXTS = frozenset(
    [
        "id",
        "title",
        "link",
        "summary",
        "description",
        "comment",
        "creator",
        "name",
        "category",
        "guid",
        "pubDate",
        "published",
        "updated",
        "date",
        "announce_type",
        "journal_reference",
        "journal_ref",
        "DOI",
        "doi",
        "primary_category",
    ]
)
_TAG = re.compile(r"</?(?:p|a|br|i|b|em|strong|sub|sup|div|span)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
#: What feeds before 2024 put behind a title.
_BEHIND_TITLE = re.compile(
    r"\s?\(arXiv:(?P<id>\S{4,40}?)(?P<version>v[1-9][0-9]{0,2})? \[(?P<category>[^\[\]]{2,30})\]"
    r"(?P<kind>[^()]{0,40})\)$"
)
_GUID = "oai:arXiv.org:"


@dataclass(slots=True)
class _Draft:
    """A paper, or the feed itself, as it is collected."""

    line: int
    texts: dict[str, list[str]] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def first(self, *names: str) -> str:
        """The first text of an element of any of these names, on one line."""
        return next((" ".join(self.texts[name][0].split()) for name in names if self.texts.get(name)), "")


class ArxivFeed:
    """Reads arXiv's RSS and Atom."""

    name = "arxiv-feed"
    escapes = True

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Certain of a feed that says it is arXiv's; others with its links are read, too."""
        text = "\n".join(line[:_ENOUGH] for line in head[:60])
        if not any(mark in text for mark in _FEED):
            return base.NO
        if any(mark in text for mark in _MARKS):
            return base.CERTAIN
        return base.LIKELY if "arxiv.org/abs/" in text else base.NO

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads the papers up to the first fault of the XML."""
        reading = _Reading()
        told: tuple[Diagnostic, ...] = ()
        try:
            reading.run("\n".join(lines))
        except expat.ExpatError as error:
            message = f"from here on the file is not XML: {expat.ErrorString(error.code)}"
            told = (Diagnostic(Level.ERROR, "bad-xml", path, error.lineno, message, "fetch the file again"),)
        except _RefusedError:
            message = "the file declares a document type, with which it could make itself endless"
            told = (
                Diagnostic(Level.ERROR, "bad-xml", path, reading.line, message, "take the declaration out"),
            )
        days = [
            day
            for name in ("pubDate", "updated", "date", "lastBuildDate")
            if (day := _day(reading.feed.first(name))) is not None
        ]
        claims = tuple(DayClaim(day, DaySource.CONTENT) for day in days[:1])
        entries = tuple(map(_entry, reading.papers))
        return base.ParsedText(entries, reading.feed.first("title"), claims, diagnostics=told)


class _RefusedError(Exception):
    """The XML holds what is not read here."""


class _Reading:
    """One pass over one feed."""

    def __init__(self) -> None:
        self.feed = _Draft(1)
        self.papers: list[_Draft] = []
        self._inside: _Draft | None = None
        self._text: list[str] | None = None
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    @property
    def line(self) -> int:
        """The 1-based line that was read last."""
        return self._parser.CurrentLineNumber

    def run(self, text: str) -> None:
        """Reads it all; raises ExpatError at the first fault."""
        start = max(text.find("<"), 0)
        self.feed.line += text.count("\n", 0, start)
        self._parser.Parse(text.encode("utf-8", "surrogatepass"), True)

    def _refuse(self, *_: object) -> None:
        raise _RefusedError

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name in _PAPERS:
            self._inside = _Draft(self._parser.CurrentLineNumber)
            self.papers.append(self._inside)
        draft = self._inside or self.feed
        if name in ("category", "primary_category") and "term" in attributes:
            if name == "primary_category":
                draft.categories.insert(0, attributes["term"])
            else:
                draft.categories.append(attributes["term"])
        elif name == "link" and "href" in attributes:
            draft.links.append(Link(attributes.get("title", ""), attributes["href"]))
        self._text = [] if name in _TEXTS else None

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if self._text is not None:
            text = "".join(self._text).strip()
            draft = self._inside or self.feed
            if name == "category" and text:
                draft.categories.append(text)
            elif text:
                draft.texts.setdefault(name, []).append(text)
        self._text = None
        if name in _PAPERS:
            self._inside = None

    def _characters(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)


def _entry(draft: _Draft) -> Entry:
    title = draft.first("title")
    behind = _BEHIND_TITLE.search(title[-120:])
    if behind is not None:
        title = title[: len(title) - len(behind[0])]
    abstract = _plain((draft.texts.get("summary") or draft.texts.get("description") or [""])[0])
    announced = ANNOUNCED.match(abstract)
    if announced is not None:
        abstract = abstract[announced.end() :]
    links = [*draft.links, *(Link("", url) for url in draft.texts.get("link", ()))]
    said = [draft.first("id"), draft.first("guid").removeprefix(_GUID), *(link.url for link in links)]
    found, version = identify(filter(None, said), title)
    for told in (announced, behind):
        version = version or (told["version"] if told and told["id"] == found else None)
    categories = [*draft.categories, *([behind["category"]] if behind else [])]
    primary, rest = base.split_categories(",".join(categories))
    authors = _authors(draft)
    return Entry(
        found,
        title,
        draft.line,
        version,
        authors,
        len(authors),
        primary,
        _day(draft.first("published", "pubDate", "date", "updated")),
        (*_sections(draft, abstract, announced or behind), *base.classes_section(rest)),
        links=tuple({link.url: link for link in links if link.url}.values()),
        comment=draft.first("comment"),
    )


def _authors(draft: _Draft) -> tuple[str, ...]:
    """The authors: an element each, or all in one, perhaps with links around their names."""
    if names := draft.texts.get("name"):
        return tuple(" ".join(name.split()) for name in names)
    return base.split_authors(" ".join(_plain(" , ".join(draft.texts.get("creator", ()))).split()))


def _sections(draft: _Draft, abstract: str, told: re.Match[str] | None) -> Iterator[Section]:
    kind = draft.first("announce_type") or (told["kind"].strip().lower() if told else "")
    if kind and kind != "new":
        yield Section("announced", "Announced", kind)
    if abstract:
        yield Section("abstract", "Abstract", abstract)
    for name in ("journal_reference", "journal_ref", "DOI", "doi"):
        if text := draft.first(name):
            yield Section(name.casefold().replace("_", "-"), name.replace("_", " "), text)


def _plain(text: str) -> str:
    """A text without HTML: where there is a tag, entities are characters; elsewhere they are as written."""
    plain, tags = _TAG.subn("", text)
    return (unescape(plain) if tags else text).strip()


def _day(text: str) -> date | None:
    """The day of a date as feeds write it: of ISO or of mails."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


FORMAT = ArxivFeed()
