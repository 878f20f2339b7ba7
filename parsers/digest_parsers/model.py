"""The in-memory model of what digest files say: immutable values and nothing else.

Most are named tuples. One is made in a fifth of the time of a frozen dataclass, which was two fifths of the
time of reading a digest, and its class in a sixth of the time, which is 0.3 ms of each launch. What is
compared or gone through in a way of its own is a frozen, slotted dataclass.

Text in these classes is repaired, sanitised and without markup. It may hold two signs that the
repair stage leaves: U+FFFD for a character that is lost, and, in ``doubts``, the offsets of
characters that were restored with some doubt.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

#: The sections that every generator knows, in the order in which a summary is read.
KNOWN_SECTIONS = ("tldr", "motivation", "method", "result", "conclusion", "abstract")

#: Stands for a character whose bytes did not survive (Unicode's replacement character).
LOST = "\ufffd"

#: In-band mark behind a doubtfully restored character, from repair until :mod:`digest_parsers.load`
#: turns it into ``doubts``. A Unicode noncharacter, made for internal use: never valid in a file.
DOUBT_MARK = "\ufdd0"


class Level(StrEnum):
    """How bad a diagnostic is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class DaySource(StrEnum):
    """How the day of a digest is known."""

    HEADING = "heading"
    FILENAME = "filename"
    PATH = "path"
    CONTENT = "content"
    FRONT_MATTER = "front-matter"
    FILE_TIME = "file-time"
    INFERRED_IDS = "inferred-ids"
    INFERRED_MONTH = "inferred-month"

    @property
    def inferred(self) -> bool:
        """Whether the day was worked out and does not stand in the file or its name."""
        return self in (DaySource.INFERRED_IDS, DaySource.INFERRED_MONTH)


class DayClaim(NamedTuple):
    """A day that something says a digest is of; several may contradict each other.

    Attributes:
        day: The day.
        source: What says so.
    """

    day: date
    source: DaySource


class Diagnostic(NamedTuple):
    """One thing that a file got wrong.

    Attributes:
        level: How bad it is.
        code: A stable name for the kind of thing, such as ``toc-mismatch``.
        path: The file it is about.
        line: The 1-based line, or None when the whole file is meant.
        message: The cause, in one sentence.
        cure: What to do about it, or an empty string when there is nothing to do.
    """

    level: Level
    code: str
    path: str
    line: int | None
    message: str
    cure: str = ""


class RepairReport(NamedTuple):
    """What the repair stage did to one file.

    Attributes:
        kind: ``none`` for a clean file, otherwise the name of the damage (``cp1254-lossy``, …).
        damaged: Characters that had lost at least one byte.
        restored: How many of those now stand in the text.
        doubtful: How many of the restored ones are marked as doubtful.
    """

    kind: str = "none"
    damaged: int = 0
    restored: int = 0
    doubtful: int = 0

    @property
    def lost(self) -> int:
        """Characters that could not be restored and stand as U+FFFD."""
        return self.damaged - self.restored


class Section(NamedTuple):
    r"""A named text of an entry.

    Attributes:
        key: One of :data:`KNOWN_SECTIONS`, or the case-folded label of any further section.
        label: The label as the file has it (repaired).
        text: The text; paragraphs and lines are separated by ``\n``.
        doubts: Offsets into ``text`` of characters that were restored with doubt, rising.
    """

    key: str
    label: str
    text: str
    doubts: tuple[int, ...] = ()


class Link(NamedTuple):
    """A link of an entry, as the file has it: the URL is data and has not been judged."""

    label: str
    url: str


class Entry(NamedTuple):
    """One paper as it stands in one digest: the generator's words.

    Attributes:
        arxiv_id: The arXiv id without version, new (``2602.11239``) or old (``hep-th/9901001``).
        title: The title, one line.
        line: The 1-based line of the file at which the entry begins.
        version: ``v1``, ``v2``, …, or None when the file does not state one.
        authors: The authors that are listed, in order.
        authors_total: How many authors the paper has: those listed and those only counted.
        categories: All arXiv categories, the primary one first.
        published: The day of publication, if stated.
        sections: The named texts in the file's order.
        keywords: The generator's keywords.
        score: The generator's score, in its own scale (0 to 100 in the daily report); in hundredths where the
            file or a profile tells the scale.
        links: The links that are stated.
        comment: The authors' comment on arXiv, if stated.
        doubts: Names of other fields (``title``, ``authors``, ``keywords``) that hold doubtful characters.
        more_authors: Whether the list ends in “et al.”: there are more, and nobody says how many.
    """

    arxiv_id: str
    title: str
    line: int
    version: str | None = None
    authors: tuple[str, ...] = ()
    authors_total: int = 0
    categories: tuple[str, ...] = ()
    published: date | None = None
    sections: tuple[Section, ...] = ()
    keywords: tuple[str, ...] = ()
    score: float | None = None
    links: tuple[Link, ...] = ()
    comment: str = ""
    doubts: tuple[str, ...] = ()
    more_authors: bool = False

    @property
    def primary_category(self) -> str:
        """The category that the paper is filed under, or an empty string."""
        return self.categories[0] if self.categories else ""

    @property
    def authors_unlisted(self) -> int:
        """How many authors are counted ("等 N 位作者") but not named."""
        return max(0, self.authors_total - len(self.authors))

    def section(self, key: str) -> Section | None:
        """The first section with this key, or None."""
        return next((section for section in self.sections if section.key == key), None)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one generator's file has of one day.

    Attributes:
        path: The file.
        format: The name of the format that recognised it.
        entries: The papers, in the file's order; they may be read only as they are asked for.
        day: The day it is of, or None when nothing tells.
        day_source: How ``day`` is known, or None with ``day``.
        title: The heading of the digest, or an empty string.
        stated: What the file says of itself: papers per category in its table of contents.
        doubles: Offsets of entries that stand with more text in another file of the same day and generator
            (:mod:`digest_parsers.doubles`); they are not shown.
        beside: The entries of these other files: what only they say of a paper is added to what is shown.
    """

    path: str
    format: str
    entries: Sequence[Entry]
    day: date | None = None
    day_source: DaySource | None = None
    title: str = ""
    stated: dict[str, int] = field(default_factory=dict, compare=False)
    doubles: frozenset[int] = field(default=frozenset(), compare=False)
    beside: tuple[Sequence[Entry], ...] = field(default=(), compare=False, repr=False)

    @property
    def shown(self) -> Sequence[int]:
        """The offsets of the entries that are shown, rising."""
        everything = range(len(self.entries))
        return [at for at in everything if at not in self.doubles] if self.doubles else everything

    @property
    def inferred(self) -> bool:
        """Whether the day was worked out rather than read."""
        return self.day_source is not None and self.day_source.inferred

    def category_counts(self) -> dict[str, int]:
        """Entries per primary category, in the file's order."""
        return dict(Counter([one.categories[0] if one.categories else "" for one in self.entries]))


@dataclass(frozen=True, slots=True)
class Paper:
    """An arXiv id with all its entries over days and generators.

    Attributes:
        arxiv_id: The id without version.
        appearances: Where it stands, newest day first.
    """

    arxiv_id: str
    appearances: tuple["Appearance", ...]

    def __iter__(self) -> Iterator["Appearance"]:
        return iter(self.appearances)


class Appearance(NamedTuple):
    """One entry of a paper together with the digest that it stands in."""

    digest: Digest
    entry: Entry

    def is_at(self, other: "Appearance | None") -> bool:
        """Whether the other one is the same entry of the same file; entries may be read anew each time."""
        return (
            other is not None
            and self.digest.path == other.digest.path
            and self.entry.line == other.entry.line
            and self.entry.arxiv_id == other.entry.arxiv_id
        )
