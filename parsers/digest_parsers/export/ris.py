"""RIS, written by rispy.

A preprint is a record of type ``UNPB`` (unpublished work), as reference managers have it. RIS is a format of
lines, so every value is put on one; a note becomes a field for each of its paragraphs.
"""

from collections.abc import Iterable, Iterator

from digest_parsers import arxiv_id
from digest_parsers.export.bibtex import citation_key
from digest_parsers.export.item import Item, date_of, doi_of, one_line, url_of
from digest_parsers.export.names import parts_of


def write(items: Iterable[Item]) -> Iterator[str]:
    """The records, each ended by a blank line."""
    import rispy  # noqa: PLC0415 - only for this format

    class Writer(rispy.RisWriter):  # type: ignore[misc]
        """Without the number that rispy puts before each record, which importers stumble over."""

        def set_header(self, count: int) -> str:
            return ""

    for item in items:
        yield rispy.dumps([_record(item)], implementation=Writer).rstrip("\n") + "\n\n"


def _record(item: Item) -> dict[str, object]:
    entry = item.entry
    date = date_of(entry)
    known = arxiv_id.parse(entry.arxiv_id)
    abstract = entry.section("abstract") or entry.section("tldr")
    fields: dict[str, object] = {
        "type_of_reference": "UNPB",
        "id": citation_key(entry),
        "title": one_line(entry.title),
        "authors": [_name(name) for name in entry.authors if one_line(name)],
        "year": f"{date[0]}" if date else "",
        "date": "/".join([f"{date[0]}", *(f"{part:02}" for part in date[1:])]) if date else "",
        "abstract": one_line(abstract.text) if abstract else "",
        "keywords": [one_line(word) for word in (*item.tags, *entry.keywords)],
        "notes": [one_line(part) for part in item.note.split("\n\n") if part.strip()],
        "publisher": "arXiv" if known else "",
        "accession_number": f"arXiv:{known.id}" if known else "",
        "doi": doi_of(entry),
        "urls": [url_of(entry)] if url_of(entry) else [],
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: str) -> str:
    parts = parts_of(name)
    return ", ".join(filter(None, (parts.family, parts.given, parts.suffix)))
