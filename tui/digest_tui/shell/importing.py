"""What is imported as bookmarks: BibTeX, lists of ids and URLs, and JSON (rows of an export, or CSL).

A list tells which papers, and some of what is known of them. Where a paper stands in a digest, the digest's
entry is kept; where not, an entry is made of what the list says, and nothing is made up.
"""

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from digest_parsers import paper_id
from digest_parsers.errors import DigestError
from digest_parsers.model import Appearance, DaySource, Digest, Entry, Link, Section
from digest_parsers.sanitize import clean, clean_line
from digest_tui.store import edits

#: Characters that are read at most: five thousand papers with their abstracts take a fifth of it.
LONGEST = 64 * 1024 * 1024
#: Braces inside each other that are still decoded; pylatexenc goes down one call for each.
_DEEPEST = 30

_LATEX = re.compile(r"\\|[{}]")


class ListError(DigestError):
    """A list that cannot be read as what it is said to be."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A paper of a list.

    Attributes:
        appearance: What the list says of it.
        changes: What the user has put to it: tags, folder, note, rating, read-by day.
    """

    appearance: Appearance
    changes: edits.Changes


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in a list that is no paper.

    Attributes:
        where: The line, or the number of the record.
        cause: What is wrong with it.
    """

    where: str
    cause: str


def kind_of(text: str) -> str:
    """What a list is, by how it begins: ``bibtex``, ``json`` or ``ids``."""
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[")):
        return "json"
    return "bibtex" if re.search(r"^\s*@\w+\s*[{(]", text, re.MULTILINE) else "ids"


def read(text: str, kind: str) -> Iterator[Incoming | Unread]:
    """The papers of a list, and what in it is none.

    Args:
        text: The list.
        kind: ``bibtex``, ``json``, ``ids``, or ``auto`` to tell by how it begins.

    Raises:
        DigestError: The list as a whole cannot be read.
    """
    readers: dict[str, Callable[[str], Iterator[Incoming | Unread]]] = {
        "bibtex": _bibtex,
        "json": _json,
        "ids": _ids,
    }
    return readers[kind_of(text) if kind == "auto" else kind](text)


def _ids(text: str) -> Iterator[Incoming | Unread]:
    for number, line in enumerate(text.split("\n"), 1):
        word = line.partition("#")[0].strip()
        if not word:
            continue
        found = paper_id.parse(word)
        if found is None:
            yield Unread(f"line {number}", f"{clean_line(word)[:80]!r} is no id or URL of a paper")
        else:
            yield Incoming(_appearance(Entry(found.id, "", number, version=found.version)), {})


def _bibtex(text: str) -> Iterator[Incoming | Unread]:
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - only for this format

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what failed is told here, a line each
    library = parse_string(text)
    for failed in library.failed_blocks:
        line = (failed.start_line or 0) + 1
        yield Unread(f"line {line}", "this BibTeX record cannot be read")
    for entry in library.entries:
        fields = {name.casefold(): str(field.value) for name, field in entry.fields_dict.items()}
        yield _record(fields, (entry.start_line or 0) + 1)


def _record(fields: dict[str, str], line: int) -> Incoming:
    """A paper of the fields of a BibTeX record."""
    said = {name: _decoded(value) for name, value in fields.items()}
    title = said.get("title", "")
    urls = [fields.get(name, "").strip() for name in ("eprint", "url", "doi", "howpublished", "journal")]
    urls[-1] = urls[-1].rpartition(" ")[2]  # as in "arXiv preprint arXiv:2602.10000"
    paper, version = paper_id.identify(filter(None, urls), title)
    names = [one_name(name) for name in re.split(r"\s+and\s+", said.get("author", "")) if name.strip()]
    listed = tuple(name for name in names if name.casefold() != "others")
    abstract = said.get("abstract", "")
    entry = Entry(
        paper,
        title,
        line,
        version=version,
        authors=listed,
        authors_total=len(names),
        categories=tuple(filter(None, [said.get("primaryclass", "")])),
        sections=(Section("abstract", "Abstract", abstract),) if abstract else (),
        links=tuple(Link("", url) for url in urls if url.startswith(("https://", "http://"))),
    )
    tags = re.split(r"[,;]", said.get("keywords", ""))
    return Incoming(_appearance(entry), {"tags": tuple(tags), "note": said.get("annote", "")})


def one_name(name: str) -> str:
    """A name in the order in which it is said: ``Zhang, Zhen`` is Zhen Zhang."""
    family, comma, given = name.partition(",")
    whole = f"{given.strip()} {family.strip()}" if comma and "," not in given else name
    return " ".join(whole.split())


def _decoded(value: str) -> str:
    """The text that a BibTeX value shows; as it is when it is too nested to be decoded."""
    if _LATEX.search(value) and _depth(value) <= _DEEPEST:
        from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - comes with bibtexparser

        value = LatexNodes2Text(math_mode="verbatim").latex_to_text(value)
    return "\n\n".join(clean_line(" ".join(part.split())) for part in value.split("\n\n"))


def _depth(value: str) -> int:
    deepest = depth = 0
    for brace in re.findall(r"[{}]", value):
        depth += 1 if brace == "{" else -1
        deepest = max(deepest, depth)
    return deepest


def _json(text: str) -> Iterator[Incoming | Unread]:
    for number, row in enumerate(_rows(text), 1):
        where = f"record {number}"
        if not isinstance(row, dict):
            yield Unread(where, "is no object")
            continue
        try:
            yield _row(row, number) if "arxiv_id" in row else _csl(row, number)
        except (TypeError, ValueError, KeyError, AttributeError, OverflowError):
            yield Unread(where, "does not have the fields of an export or of CSL JSON")


def _rows(text: str) -> Iterable[Any]:
    """The objects of an array, of one object a line, or one alone."""
    try:
        value = json.loads(text)
    except RecursionError:
        raise ListError("the JSON is nested too deeply") from None
    except ValueError as whole:
        try:
            return [json.loads(line) for line in text.split("\n") if line.strip()]
        except (ValueError, RecursionError):
            raise ListError(f"this is no JSON: {whole}") from None
    return value if isinstance(value, list) else [value]


def _row(row: dict[str, Any], number: int) -> Incoming:
    """A row of ``export --format jsonl`` or ``list --format json``."""
    paper = str(row["arxiv_id"])
    if not paper_id.is_id(paper):
        raise ValueError(paper)
    sections = row.get("sections") or {}
    source = row.get("source") or {}
    day = row.get("day")
    entry = Entry(
        paper,
        clean_line(str(row.get("title") or "")),
        int(source.get("line") or number),
        version=str(row["version"]) if row.get("version") else None,
        authors=_texts(row.get("authors")),
        authors_total=int(row.get("authors_total") or 0),
        more_authors=row.get("more_authors") is True,
        categories=_texts(row.get("categories")),
        published=date.fromisoformat(row["published"]) if row.get("published") else None,
        sections=tuple(
            Section(clean_line(key), clean_line(key), clean(str(sections[key]))) for key in sections
        ),
        keywords=_texts(row.get("keywords")),
        score=float(row["score"]) if row.get("score") is not None else None,
        links=tuple(Link(clean_line(str(one["label"])), str(one["url"])) for one in row.get("links") or ()),
        comment=clean_line(str(row.get("comment") or "")),
    )
    digest = Digest(
        str(source.get("path") or ""),
        str(source.get("format") or ""),
        (entry,),
        day=date.fromisoformat(day) if day else None,
        day_source=DaySource(row["day_source"]) if day and row.get("day_source") else None,
    )
    mark = row.get("bookmark") or {}
    changes: dict[str, edits.Value] = {
        "tags": _texts(mark.get("tags")),
        "read_by": date.fromisoformat(mark["read_by"]) if mark.get("read_by") else None,
    }
    changes |= {name: str(mark.get(name) or "") for name in ("folder", "note", "rating")}
    return Incoming(Appearance(digest, entry), changes)


def _csl(row: dict[str, Any], number: int) -> Incoming:
    """An item of CSL JSON."""
    title = clean_line(str(row.get("title") or ""))
    where = [str(row.get(name) or "") for name in ("number", "DOI", "URL", "id")]
    paper, version = paper_id.identify(filter(None, where), title)
    if not title and paper_id.parse(paper) is None:
        raise ValueError("nothing tells which paper it is")
    names = [
        clean_line(str(one.get("literal") or " ".join(filter(None, (one.get("given"), one.get("family"))))))
        for one in row.get("author") or ()
    ]
    abstract = clean(str(row.get("abstract") or ""))
    day = ((row.get("issued") or {}).get("date-parts") or [[]])[0]
    url = str(row.get("URL") or "")
    entry = Entry(
        paper,
        title,
        number,
        version=version,
        authors=tuple(names),
        authors_total=len(names),
        published=date(*map(int, day)) if len(day) == 3 else None,
        sections=(Section("abstract", "Abstract", abstract),) if abstract else (),
        links=(Link("", url),) if url else (),
    )
    tags = tuple(str(row.get("keyword") or "").split(","))
    return Incoming(_appearance(entry), {"tags": tags, "note": str(row.get("note") or "")})


def _texts(values: Iterable[Any] | None) -> tuple[str, ...]:
    if isinstance(values, str):
        raise TypeError("a list is expected")
    return tuple(clean_line(str(value)) for value in values or ())


def _appearance(entry: Entry) -> Appearance:
    """The entry in a digest that is none."""
    return Appearance(Digest("", "", (entry,)), entry)
