"""Entries as text and back: fields between separators that no clean text holds.

Ten times as fast as JSON, which is what makes it possible to write every entry and to read any one of them
for a single row of a list.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from digest_parsers.model import Entry, Link, Section

#: Between the fields of an entry, and behind each part of a field. The cleaning of text drops both.
FIELD, PART = "\x1e", "\x1f"

_CODING = ("utf-8", "surrogatepass")
_FIXED = 13


class UnwritableError(ValueError):
    """An entry holds one of the separators, so it did not come from a clean text."""


class UnreadableError(ValueError):
    """Bytes that are no entry."""


#: What stands behind the number of authors when there are more than anybody says.
_MORE = "+"


def encode(entry: Entry) -> bytes:
    """An entry as bytes.

    Raises:
        UnwritableError: It cannot be written so that it could be read again.
    """
    fields = [
        entry.arxiv_id,
        entry.title,
        str(entry.line),
        entry.version or "",
        _several(entry.authors),
        f"{entry.authors_total}{_MORE}" if entry.more_authors else str(entry.authors_total),
        _several(entry.categories),
        entry.published.isoformat() if entry.published else "",
        _several(entry.keywords),
        "" if entry.score is None else repr(float(entry.score)),
        _several([text for link in entry.links for text in (link.label, link.url)]),
        entry.comment,
        _several(entry.doubts),
    ]
    parts = sum(map(len, (entry.authors, entry.categories, entry.keywords, entry.doubts))) + 2 * len(
        entry.links
    )
    for one in entry.sections:
        doubts = " ".join(map(str, one.doubts)) if one.doubts else ""
        fields.append(f"{one.key}{PART}{one.label}{PART}{one.text}{PART}{doubts}")
        parts += 3
    text = FIELD.join(fields)
    if text.count(FIELD) != len(fields) - 1 or text.count(PART) != parts:
        raise UnwritableError("the entry holds a separator")
    return text.encode(*_CODING)


def decode(data: bytes) -> Entry:
    """The entry that these bytes are of.

    Raises:
        UnreadableError: They are of none.
    """
    try:
        fields = data.decode(*_CODING).split(FIELD)
        links = fields[10].split(PART)
        return Entry(
            fields[0],
            fields[1],
            int(fields[2]),
            fields[3] or None,
            _parts(fields[4]),
            int(fields[5].removesuffix(_MORE)),
            _parts(fields[6]),
            date.fromisoformat(fields[7]) if fields[7] else None,
            tuple(map(_section, fields[_FIXED:])),
            _parts(fields[8]),
            float(fields[9]) if fields[9] else None,
            tuple(map(Link, links[:-1:2], links[1::2])),
            fields[11],
            _parts(fields[12]),
            fields[5].endswith(_MORE),
        )
    except (ValueError, IndexError) as error:
        raise UnreadableError("not an entry") from error


def _several(texts: Iterable[str]) -> str:
    return PART.join((*texts, ""))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split(PART)[:-1])


def _section(text: str) -> Section:
    key, label, content, doubts = text.split(PART)
    return Section(key, label, content, tuple(map(int, doubts.split())) if doubts else ())


def encode_all(entries: Sequence[Entry]) -> list[bytes]:
    """All entries as bytes; raises :class:`UnwritableError` like :func:`encode`."""
    return list(map(encode, entries))
