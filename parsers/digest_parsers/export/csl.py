"""CSL JSON, the input of citation processors such as pandoc's: an array of items of type ``article``.

The fields are those of the `schema of CSL 1.0.2`_, where ``article`` stands for preprints and the like.

.. _schema of CSL 1.0.2: https://github.com/citation-style-language/schema
"""

from collections.abc import Iterable, Iterator

from digest_parsers import arxiv_id
from digest_parsers.export.bibtex import citation_key
from digest_parsers.export.item import Item, date_of, doi_of, one_line, url_of
from digest_parsers.export.jsonl import to_json
from digest_parsers.export.names import parts_of


def write(items: Iterable[Item]) -> Iterator[str]:
    """The array, an item at a time."""
    before = "[\n"
    for item in items:
        yield before + to_json(record(item), indent=1)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def record(item: Item) -> dict[str, object]:
    """One item of the array; what is not known is left out."""
    entry = item.entry
    known = arxiv_id.parse(entry.arxiv_id)
    abstract = entry.section("abstract")
    date = date_of(entry)
    fields: dict[str, object] = {
        "id": citation_key(entry),
        "type": "article",
        "title": one_line(entry.title),
        "author": [_name(name) for name in entry.authors if one_line(name)],
        "issued": {"date-parts": [list(date)]} if date else {},
        "abstract": abstract.text if abstract else "",
        "keyword": ", ".join(one_line(word) for word in (*item.tags, *entry.keywords)),
        "note": item.note,
        "publisher": "arXiv" if known else "",
        "number": f"arXiv:{known.id}" if known else "",
        "version": (entry.version or "").removeprefix("v"),
        "DOI": doi_of(entry),
        "URL": url_of(entry),
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: str) -> dict[str, str]:
    parts = parts_of(name)
    if parts.whole:
        return {"literal": parts.family}
    found = {"family": parts.family, "given": parts.given, "suffix": parts.suffix}
    return {key: value for key, value in found.items() if value}
