"""CSV for spreadsheets: a line a paper, as RFC 4180 has it.

A text that a spreadsheet would take for a formula (it begins with ``=``, ``+``, ``-``, ``@`` or a tab) gets
an apostrophe before it, which spreadsheets take for "this is text": titles are strangers' words, and a
formula can send the sheet's contents away (https://owasp.org/www-community/attacks/CSV_Injection).
"""

import csv
import io
from collections.abc import Iterable, Iterator

from digest_parsers import arxiv_id
from digest_parsers.export.bibtex import citation_key
from digest_parsers.export.item import Item, doi_of, one_line, url_of

#: The columns, in their order; new ones are added at the end.
COLUMNS = (
    *("id", "version", "title", "authors", "authors_total", "categories", "published", "day", "score"),
    *("keywords", "tldr", "abstract", "comment", "url", "pdf", "doi", "key"),
    *("kept", "tags", "folder", "rating", "note", "read_by", "added", "source"),
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(items: Iterable[Item]) -> Iterator[str]:
    """The line of the columns' names and a line for each paper."""
    yield _line(COLUMNS)
    for item in items:
        row = _row(item)
        yield _line([row[column] for column in COLUMNS])


def _row(item: Item) -> dict[str, str]:
    entry, digest = item.entry, item.appearance.digest
    texts = {key: section.text for key in ("tldr", "abstract") if (section := entry.section(key))}
    known = arxiv_id.parse(entry.arxiv_id)
    return {
        "id": entry.arxiv_id,
        "version": entry.version or "",
        "title": _safe(one_line(entry.title)),
        "authors": _safe("; ".join(map(one_line, entry.authors))),
        "authors_total": f"{max(entry.authors_total, len(entry.authors))}",
        "categories": _safe(" ".join(entry.categories)),
        "published": f"{entry.published or ''}",
        "day": f"{digest.day or ''}",
        "score": "" if entry.score is None else f"{entry.score:g}",
        "keywords": _safe("; ".join(map(one_line, entry.keywords))),
        "tldr": _safe(texts.get("tldr", "")),
        "abstract": _safe(texts.get("abstract", "")),
        "comment": _safe(entry.comment),
        "url": url_of(entry),
        "pdf": arxiv_id.pdf_url(known.id, entry.version) if known else "",
        "doi": doi_of(entry),
        "key": citation_key(entry),
        "kept": "yes" if item.kept else "",
        "tags": _safe("; ".join(item.tags)),
        "folder": _safe(item.folder),
        "rating": _safe(item.rating),
        "note": _safe(item.note),
        "read_by": f"{item.read_by or ''}",
        "added": item.added.isoformat(timespec="seconds") if item.added else "",
        "source": _safe(digest.path),
    }


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
