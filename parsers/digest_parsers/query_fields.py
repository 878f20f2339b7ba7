"""The fields of the query language: their names, and what one value asks in each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from digest_parsers.errors import QueryError
from digest_parsers.fold import fold
from digest_parsers.model import KNOWN_SECTIONS
from digest_parsers.query_tree import STATES, Category, Has, Leaf, Mark, MarkKind, Source, State, Text
from digest_parsers.query_values import nearest, parse_days, parse_score

#: Fields whose value is text: these and the keys of sections.
TEXT_FIELDS = ("title", "author", "id", "keyword", "comment", *KNOWN_SECTIONS)

#: Fields whose value is something else.
OTHER_FIELDS = ("cat", "primary", "day", "score", "is", "has", "tag", "folder", "note", "source")

#: What is written like a field and is about the whole search.
SWITCHES = ("sort", "variants")

#: Other names of fields and of what ``has:`` asks for.
ALIASES = {
    "authors": "author",
    "keywords": "keyword",
    "category": "cat",
    "date": "day",
    "arxiv": "id",
    "arXiv": "id",
    "links": "link",
    "tags": "tag",
    "notes": "note",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it stands in a query.

    Attributes:
        text: The value.
        position: Where it begins.
        last: Whether the query ends with it, so that it may still be being typed.
    """

    text: str
    position: int
    last: bool


def asked(field: str | None, value: Value, today: date) -> Leaf | None:
    """What a value asks in a field, or anywhere; None when it asks nothing yet.

    Raises:
        QueryError: It is none that the field takes.
    """
    text = value.text
    match field:
        case "day":
            return parse_days(text, today=today, position=value.position)
        case "score":
            return parse_score(text, position=value.position)
        case "cat" | "primary":
            return Category(text.lower(), primary=field == "primary") if text else None
        case "is":
            state = choice(value, STATES, "state")
            return State(state) if state else None
        case "has":
            return Has(ALIASES.get(text, fold(text))) if text else None
        case "tag" | "folder" | "note":
            return Mark(MarkKind(field), fold(text)) if text else None
        case "source":
            return Source(fold(text)) if text else None
    needle = fold(text)
    return Text(field, needle) if needle else None


def choice(value: Value, choices: Iterable[str], what: str) -> str | None:
    """Which of some words a value is; None for the beginning of one that is still being typed.

    Raises:
        QueryError: It is none of them.
    """
    words = tuple(choices)
    if value.text in words:
        return value.text
    if not value.text or (value.last and any(word.startswith(value.text) for word in words)):
        return None
    raise QueryError(f"{value.text!r} is not a {what}", position=value.position, expected=", ".join(words))


def meant(name: str, known: Iterable[str]) -> str | None:
    """The field that a name which is none is probably a slip of the finger for."""
    return nearest(name, [*known, *OTHER_FIELDS, *SWITCHES, *ALIASES])
