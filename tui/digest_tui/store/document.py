"""A bookmark as a Markdown file: what is written, and what is understood of it when it is read again.

The file begins with front matter (:mod:`digest_tui.store.frontmatter`) and goes on with the user's own words
under ``## Note``. Below a comment line stands the entry as it was in the digest, one ``##`` heading a
section, so that the bookmark outlives the digest. Nothing but this module knows that layout.

A person may change anything in it. Only the id must be there and the schema, if it is stated, must be known;
the rest has a default, and keys that are not known here are left alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

from digest_parsers.model import Appearance, DaySource, Digest, Entry, Link, Section
from digest_parsers.paper_id import is_id
from digest_parsers.sanitize import clean, clean_line
from digest_tui.store.fields import DocumentError, Fields
from digest_tui.store.frontmatter import dump, split

#: The version of the layout; a file of a higher one is left alone.
SCHEMA = 1

#: The heading of the user's own words.
NOTE = "## Note"
#: How the comment line begins below which the entry stands.
SNAPSHOT = "<!-- digest-tui:"
_SNAPSHOT_LINE = f"{SNAPSHOT} below is the entry as the digest had it; your own words belong above -->"
_HEADING = "## "
#: A line of a section that would be read as a heading, with what earlier rounds have put before it.
_HEADING_LIKE = re.compile(r"\\*## ")

#: The slash of an old arXiv id or a DOI, and the colon behind the scheme of an id that is not arXiv's, become
#: ``_`` in a file name; whatever else not every file system likes is percent-encoded.
_IN_NAMES = str.maketrans({"/": "_", ":": "_", **{one: f"%{ord(one):02X}" for one in "_;()%"}})


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A paper that the user keeps.

    Attributes:
        entry: The entry as it stood in the digest when it was kept.
        added: When it was kept, with a time zone.
        path: The bookmark's file.
        tags: The user's tags, in the file's order.
        folder: The user's folder, or an empty string.
        rating: The user's rating, as it is written, or an empty string.
        note: The user's own words, without blank lines around them.
        read_by: The day by which the user wants to have read it, if any.
        day: The day of the digest that the entry is from, if known.
        day_source: How ``day`` was known.
        source: The path of that digest, or an empty string.
        format: The name of its format, or an empty string.
    """

    entry: Entry
    added: datetime
    path: Path
    tags: tuple[str, ...] = ()
    folder: str = ""
    rating: str = ""
    note: str = ""
    read_by: date | None = None
    day: date | None = None
    day_source: DaySource | None = None
    source: str = ""
    format: str = ""

    @property
    def arxiv_id(self) -> str:
        """The paper's id without version."""
        return self.entry.arxiv_id

    @property
    def title(self) -> str:
        """The paper's title."""
        return self.entry.title

    @property
    def appearance(self) -> Appearance:
        """The entry in a digest of its own, for a library that does not have the digest (any more)."""
        digest = Digest(self.source, self.format, (self.entry,), day=self.day, day_source=self.day_source)
        return Appearance(digest, self.entry)


def words_of(mark: Bookmark) -> dict[str, tuple[str, ...]]:
    """What the user wrote on a bookmark, as a search asks for it: ``tag``, ``folder`` and ``note``."""
    return {
        "tag": mark.tags,
        "folder": (mark.folder,) if mark.folder else (),
        "note": (mark.note,) if mark.note else (),
    }


def file_name(arxiv_id: str) -> str:
    """The name of a bookmark's file, another one for each id.

    Raises:
        DocumentError: This is no id of a paper.
    """
    if not is_id(arxiv_id):
        raise DocumentError(f"{arxiv_id!r} is no id of a paper")
    return arxiv_id.translate(_IN_NAMES) + ".md"


def compose(appearance: Appearance, added: datetime) -> str:
    """The file of a new bookmark.

    Args:
        appearance: The entry to keep, with its digest.
        added: Now, with a time zone.
    """
    entry, digest = appearance.entry, appearance.digest
    front = dump(
        {
            "schema": SCHEMA,
            "id": entry.arxiv_id,
            "title": entry.title,
            "authors": list(entry.authors),
            "authors_total": entry.authors_total,
            **({"more_authors": "true"} if entry.more_authors else {}),
            "version": entry.version or "",
            "categories": list(entry.categories),
            "published": _iso(entry.published),
            "day": _iso(digest.day),
            "day_source": digest.day_source or "",
            "added": added.isoformat(timespec="milliseconds"),
            "tags": [],
            "folder": "",
            "rating": "",
            "read_by": "",
            "keywords": list(entry.keywords),
            "score": "" if entry.score is None else str(entry.score),
            "comment": entry.comment,
            "links": [{"label": link.label, "url": link.url} for link in entry.links],
            "source": {"path": digest.path, "line": entry.line, "format": digest.format},
            "doubts": list(entry.doubts),
            "sections": [_about(section) for section in entry.sections],
        }
    )
    parts = [front, f"\n{NOTE}\n", f"\n{_SNAPSHOT_LINE}\n"]
    parts += (f"\n{_HEADING}{_heading(section)}\n\n{_escaped(section.text)}\n" for section in entry.sections)
    return "".join(parts)


def parse(text: str, path: Path, modified: float) -> Bookmark:
    """Reads a bookmark's file.

    Args:
        text: The file.
        path: Where it is.
        modified: When it was last changed, in seconds since the epoch; stands in for a missing ``added``.

    Raises:
        DigestError: It is no bookmark, or of a newer schema; the error names path and line.
    """
    front, body, _ = split(text.replace("\r\n", "\n"), path)
    fields = Fields(front, path)
    _check_schema(fields)
    note, sections = _take_body(body, fields.mappings("sections"))
    origin = fields.mapping("source")
    entry = Entry(
        arxiv_id=_identity(fields),
        title=fields.text("title"),
        line=origin.number("line") or 1,
        version=fields.text("version") or None,
        authors=fields.texts("authors"),
        authors_total=fields.number("authors_total"),
        categories=fields.texts("categories"),
        published=fields.day("published"),
        sections=sections,
        keywords=fields.texts("keywords"),
        score=fields.decimal("score"),
        links=tuple(Link(link.text("label"), link.raw("url")) for link in fields.mappings("links")),
        comment=fields.text("comment"),
        doubts=fields.texts("doubts"),
        more_authors=fields.text("more_authors") == "true",
    )
    return Bookmark(
        entry=entry,
        added=fields.time("added") or datetime.fromtimestamp(modified, UTC),
        path=path,
        tags=fields.texts("tags"),
        folder=fields.text("folder"),
        rating=fields.text("rating"),
        note=note,
        read_by=fields.day("read_by"),
        day=fields.day("day"),
        day_source=_day_source(fields),
        source=origin.raw("path"),
        format=origin.text("format"),
    )


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _heading(section: Section) -> str:
    return section.label or section.key


def _escaped(text: str) -> str:
    return "\n".join("\\" + line if _HEADING_LIKE.match(line) else line for line in text.split("\n"))


def _about(section: Section) -> dict[str, object]:
    """What the body cannot say of a section: its key, and which characters are in doubt.

    The length tells whether the text still is the one that the doubts belong to.
    """
    about: dict[str, object] = {"key": section.key, "label": section.label}
    if section.doubts:
        about |= {"length": len(section.text), "doubts": list(section.doubts)}
    return about


def _check_schema(fields: Fields) -> None:
    stated = fields.number("schema") or SCHEMA
    if stated > SCHEMA:
        cause = f"is {stated}, this program knows up to {SCHEMA}"
        raise fields.error("schema", cause, "use the newer digest-tui that wrote it")


def _identity(fields: Fields) -> str:
    arxiv_id = fields.raw("id")
    if not is_id(arxiv_id):
        cause = "is no id of a paper" if arxiv_id else "is missing"
        raise fields.error("id", cause, "a bookmark has a line such as id: '2602.10000'")
    return arxiv_id


def _day_source(fields: Fields) -> DaySource | None:
    text = fields.raw("day_source")
    try:
        return DaySource(text) if text else None
    except ValueError:
        raise fields.error("day_source", f"is none of {', '.join(DaySource)}") from None


def _take_body(body: str, about: list[Fields]) -> tuple[str, tuple[Section, ...]]:
    """The note and the sections of the snapshot."""
    lines = body.split("\n")
    at = next((at for at, line in enumerate(lines) if line.startswith(SNAPSHOT)), len(lines))
    note = "\n".join(lines[:at]).strip()
    if note == NOTE or note.startswith(f"{NOTE}\n"):
        note = note.removeprefix(NOTE).strip()
    return clean(note), tuple(_sections(lines[at + 1 :], about))


def _sections(lines: list[str], about: list[Fields]) -> Iterator[Section]:
    starts = [at for at, line in enumerate(lines) if line.startswith(_HEADING)]
    for start, end in pairwise([*starts, len(lines)]):
        heading = lines[start].removeprefix(_HEADING)
        # Not of the text: the blank line below a heading, and below a text the next one or the file's end.
        first = start + 2 if lines[start + 1 : start + 2] == [""] else start + 1
        last = end - 1 if end - 1 >= first and lines[end - 1] == "" else end
        yield _section(heading, "\n".join(_unescaped(lines[first:last])), about)


def _unescaped(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line[1:] if line.startswith("\\") and _HEADING_LIKE.match(line) else line


def _section(heading: str, text: str, about: list[Fields]) -> Section:
    """The section below a heading, with what the front matter says of it; each saying is used once."""
    text = clean(text)
    for at, one in enumerate(about):
        if (one.text("label") or one.text("key")) == heading:
            del about[at]
            doubts = one.offsets("doubts", len(text)) if one.number("length") == len(text) else ()
            return Section(one.text("key"), one.text("label"), text, doubts)
    return Section(clean_line(heading).casefold(), clean_line(heading), text)
