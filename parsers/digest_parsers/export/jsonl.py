"""JSON Lines for programs: everything that a digest says of a paper, and what the user has put to it.

The shapes of :class:`Row` and :class:`Kept` are what other programs rely on: keys may be added to them, never
renamed or taken away. ``digest-tui list`` prints rows of the same shape.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NotRequired, TypedDict

from digest_parsers.export.item import Item
from digest_parsers.model import Appearance
from digest_parsers.sanitize import clean


class LinkRow(TypedDict):
    """A link of an entry, not judged."""

    label: str
    url: str


class Source(TypedDict):
    """Where an entry stands."""

    path: str
    line: int
    format: str


class Kept(TypedDict):
    """What the user has put to a paper that is kept."""

    added: str | None
    tags: list[str]
    folder: str
    rating: str
    note: str
    read_by: str | None


class Row(TypedDict):
    """One entry; what the file does not state is null or empty.

    ``doubts`` names the fields and sections in which characters were restored with doubt; ``bookmark`` is
    there for papers that the user keeps, in exports.
    """

    arxiv_id: str
    version: str | None
    title: str
    authors: list[str]
    authors_total: int
    more_authors: bool
    categories: list[str]
    primary_category: str
    day: str | None
    day_source: str | None
    published: str | None
    score: float | None
    keywords: list[str]
    comment: str
    sections: dict[str, str]
    links: list[LinkRow]
    doubts: list[str]
    source: Source
    bookmark: NotRequired[Kept]


def write(items: Iterable[Item]) -> Iterator[str]:
    """A line for each paper."""
    for item in items:
        yield to_json(kept_row(item)) + "\n"


def kept_row(item: Item) -> Row:
    """A paper as other programs read it, with what the user has put to it."""
    found = row(item.appearance)
    if item.kept:
        found["bookmark"] = _kept(item)
    return found


def to_json(value: object, *, indent: int | None = None) -> str:
    """JSON that can be shown as it is: what a terminal could obey (in file names) is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if clean(text) == text else json.dumps(value, ensure_ascii=True, indent=indent)


def row(appearance: Appearance) -> Row:
    """An entry as other programs read it."""
    entry, digest = appearance.entry, appearance.digest
    return {
        "arxiv_id": entry.arxiv_id,
        "version": entry.version,
        "title": entry.title,
        "authors": list(entry.authors),
        "authors_total": entry.authors_total,
        "more_authors": entry.more_authors,
        "categories": list(entry.categories),
        "primary_category": entry.primary_category,
        "day": _iso(digest.day),
        "day_source": digest.day_source,
        "published": _iso(entry.published),
        "score": entry.score,
        "keywords": list(entry.keywords),
        "comment": entry.comment,
        "sections": _sections(appearance),
        "links": [{"label": link.label, "url": link.url} for link in entry.links],
        "doubts": [*entry.doubts, *(section.key for section in entry.sections if section.doubts)],
        "source": {"path": digest.path, "line": entry.line, "format": digest.format},
    }


def _kept(item: Item) -> Kept:
    return {
        "added": item.added.isoformat(timespec="milliseconds") if item.added else None,
        "tags": list(item.tags),
        "folder": item.folder,
        "rating": item.rating,
        "note": item.note,
        "read_by": _iso(item.read_by),
    }


def _sections(appearance: Appearance) -> dict[str, str]:
    """The sections by key; the texts of a key that stands there twice are put one below the other."""
    found: dict[str, str] = {}
    for section in appearance.entry.sections:
        earlier = found.get(section.key)
        found[section.key] = section.text if earlier is None else f"{earlier}\n\n{section.text}"
    return found


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
