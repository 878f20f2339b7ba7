"""Where papers may begin in a text: at headings, at items, at any line."""

from dataclasses import dataclass, field
from datetime import date

from digest_parsers.arxiv_id import ArxivId
from digest_parsers.formats.linked_lines import Line


@dataclass(slots=True)
class Start:
    """A place where a paper begins.

    Attributes:
        line: The line.
        identity: The paper.
        urls: The links to it.
        title: Its title, or an empty string when only its text may tell.
        category: The heading that it stands under.
        day: The day that a heading above says it is of, or None.
        header: The head of the table that it is a row of, or an empty string.
        doubtful: Whether the title is that of a heading over prose that links to the paper in passing.
        lines: The lines behind the first one that are its own.
    """

    line: Line
    identity: ArxivId
    urls: list[str]
    title: str
    category: str
    day: date | None
    header: str = ""
    doubtful: bool = False
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Heading:
    """A heading that is open."""

    line: Line
    words: str
    day: date | None
    taken: bool = False  # it is a paper
    listed: list[Start] = field(default_factory=list)  # papers under it that are others
    plain: bool = False  # a line that is nothing but a link stands under it
    bare: list[Start] = field(default_factory=list)  # papers under it that may be itself
    mentioned: list[Start] = field(default_factory=list)  # behind these, in what would be its text
    told: bool = False  # more than particulars stands under it
    ruled: bool = False  # a rule stands under it
    inner: int = 0  # the level of headings of its own text that are no deeper than it

    def has_text(self, line: Line, *, stands_alone: bool) -> bool:
        """Whether a line with a link is text if the heading is a paper: one with its link stands above."""
        return bool(self.bare) and (stands_alone or (self.plain and bool(line.said)))


@dataclass(slots=True)
class Item:
    """An item of a list that may be a paper."""

    line: Line
    taken: bool = False
