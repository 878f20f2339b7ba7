"""The syntax tree of a search query: frozen dataclasses, and what each of its leaves accepts.

A tree says what is asked and nothing of how the answer is found; :mod:`digest_parsers.query` makes
it from text and :mod:`digest_parsers.search` answers it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

#: What ``is:`` can ask for.
STATES = ("unread", "read", "skipped", "bookmarked", "new", "repeated", "repaired", "doubtful")

#: What ``has:`` can ask for besides sections.
PARTS = (
    "author", "cat", "code", "comment", "day", "keyword", "link", "note", "published", "score", "tag",
    "version",
)  # fmt: skip


class MarkKind(StrEnum):
    """What a user writes on a bookmark."""

    TAG = "tag"
    FOLDER = "folder"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Text:
    """A word or phrase that must occur.

    Attributes:
        field: ``title``, ``author``, ``id``, ``keyword``, ``comment`` or the key of a section; None
            for any of these and the categories.
        needle: The folded text to look for; never empty.
        loose: Whether traditional and simplified characters and those of full and half width are the same;
            the needle is unified then (:func:`digest_parsers.variants.unify`).
    """

    field: str | None
    needle: str
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression that must match a text.

    Attributes:
        field: As with :class:`Text`.
        source: The expression; see :mod:`digest_parsers.patterns`.
    """

    field: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What the user must have written on the paper's bookmark.

    Attributes:
        kind: Where.
        needle: The folded text: of a tag or folder its beginning, of a note any part.
    """

    kind: MarkKind
    needle: str

    def accepts(self, texts: Iterable[str]) -> bool:
        """Whether one of the folded texts fits."""
        if self.kind is MarkKind.NOTE:
            return any(self.needle in text for text in texts)
        return any(text.startswith(self.needle) for text in texts)


@dataclass(frozen=True, slots=True)
class Source:
    """The file that the entry must be from.

    Attributes:
        needle: A part of the folded path, or of the name of the format.
    """

    needle: str


@dataclass(frozen=True, slots=True)
class Category:
    """A category that the paper must have.

    Attributes:
        pattern: In lower case: a whole category, the beginning of one that reaches beyond its dot
            (``cs.c``), an archive that stands for all its categories (``cs``), or any beginning
            followed by ``*``.
        primary: Whether only the primary category counts.
    """

    pattern: str
    primary: bool = False

    def accepts(self, categories: Sequence[str]) -> bool:
        """Whether one of the categories (the first one only, if ``primary``) fits the pattern."""
        return any(map(self._fits, categories[:1] if self.primary else categories))

    def _fits(self, category: str) -> bool:
        category = category.lower()
        if self.pattern.endswith("*"):
            return category.startswith(self.pattern.rstrip("*"))
        if "." in self.pattern:
            return category.startswith(self.pattern)
        return category == self.pattern or category.startswith(f"{self.pattern}.")


@dataclass(frozen=True, slots=True)
class Days:
    """The days of which the digest may be.

    Attributes:
        first: The first day, or None when there is no beginning.
        last: The last day, or None when there is no end.
        open_ends: Whether ``first`` and ``last`` themselves are left out.
    """

    first: date | None
    last: date | None
    open_ends: bool = False

    def accepts(self, day: date | None) -> bool:
        """Whether the day is within; a digest of no known day never is."""
        if day is None or (self.open_ends and day in (self.first, self.last)):
            return False
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Score:
    """The scores that are asked for.

    Attributes:
        low: The least score.
        high: The greatest score.
        open_ends: Whether ``low`` and ``high`` themselves are left out.
    """

    low: float = float("-inf")
    high: float = float("inf")
    open_ends: bool = False

    def accepts(self, score: float | None) -> bool:
        """Whether the score is within; an entry without a score never is."""
        if score is None or (self.open_ends and score in (self.low, self.high)):
            return False
        return self.low <= score <= self.high


@dataclass(frozen=True, slots=True)
class State:
    """What the user must have done with the paper, or the library know of it: one of :data:`STATES`."""

    name: str


@dataclass(frozen=True, slots=True)
class Has:
    """A part that the entry must have.

    Attributes:
        part: One of :data:`PARTS`, or the key of a section that must not be empty.
    """

    part: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """What must hold together; two nodes or more."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Of which one at least must hold; two nodes or more."""

    nodes: tuple["Node", ...]


Leaf: TypeAlias = Text | Pattern | Category | Days | Score | State | Has | Mark | Source
Node: TypeAlias = Leaf | Not | And | Or


def wanted_texts(node: Node, *, negated: bool = False) -> Iterator[Text | Pattern]:
    """What the tree looks for in texts, from left to right, without what it wants to be absent."""
    match node:
        case Text() | Pattern():
            if not negated:
                yield node
        case Not(inner):
            yield from wanted_texts(inner, negated=not negated)
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from wanted_texts(inner, negated=negated)
        case _:
            return
