"""Turns the marks that the repair stage leaves in a text into offsets, and cleans what parsing brought up.

Until a text is parsed, :data:`~digest_parsers.model.DOUBT_MARK` follows each doubtfully restored character.
An entry holds no marks: its sections hold the offsets of the doubtful characters, and its other fields are
named in ``Entry.doubts`` when they have any.
"""

from digest_parsers.model import DOUBT_MARK, Entry, Link, Section
from digest_parsers.sanitize import clean, clean_line

#: Fields of one line, or of several short texts, whose doubts are told by the field's name.
_NAMED = ("title", "authors", "keywords", "comment")


def settle(entry: Entry, *, marked: bool) -> Entry:
    """The entry without marks, with its doubts told and all of its text clean.

    Args:
        entry: An entry as its format read it.
        marked: Whether the text was repaired; otherwise a mark in it is not ours and only goes.
    """
    doubts = tuple(name for name in _NAMED if marked and _is_marked(getattr(entry, name)))
    return entry._replace(
        arxiv_id=_line(entry.arxiv_id),
        title=_line(entry.title),
        version=entry.version and _line(entry.version),
        authors=_lines(entry.authors),
        categories=_lines(entry.categories),
        sections=tuple(_section(section, marked) for section in entry.sections),
        keywords=_lines(entry.keywords),
        links=tuple(Link(_line(link.label), _line(link.url)) for link in entry.links),
        comment=_line(entry.comment),
        doubts=doubts,
    )


def has_tab(entry: Entry) -> bool:
    """Whether a field of one line holds a tab, which only sections may."""
    lines = (entry.title, entry.comment, *entry.authors, *entry.categories, *entry.keywords)
    return any("\t" in line for line in lines) or any("\t" in link.label + link.url for link in entry.links)


def unmarked(text: str) -> str:
    """The text without marks."""
    return text.replace(DOUBT_MARK, "")


def _section(section: Section, marked: bool) -> Section:
    text, doubts = _take_marks(clean(section.text, keep=DOUBT_MARK)) if marked else (section.text, ())
    cleaned = clean(text)
    # Only where marks of ours stood between the marks upon a letter can there be anything left to cut, and
    # then the offsets no longer hold.
    kept = doubts if len(cleaned) == len(text) else ()
    return Section(_line(section.key), _line(section.label), cleaned, kept)


def _take_marks(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without marks, and the offsets in it of the characters that had one."""
    if DOUBT_MARK not in text:
        return text, ()
    pieces = text.split(DOUBT_MARK)
    offsets: list[int] = []
    length = 0
    for piece in pieces[:-1]:
        length += len(piece)
        # A mark behind nothing, or behind another mark, marks nothing.
        if length and (not offsets or offsets[-1] != length - 1):
            offsets.append(length - 1)
    return "".join(pieces), tuple(offsets)


def _is_marked(value: str | tuple[str, ...]) -> bool:
    return DOUBT_MARK in value if isinstance(value, str) else any(DOUBT_MARK in text for text in value)


def _line(text: str) -> str:
    return clean_line(unmarked(text))


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in map(_line, texts) if line)
