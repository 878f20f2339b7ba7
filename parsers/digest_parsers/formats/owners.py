"""Where the papers of a text that nobody knows begin, and which lines are theirs.

A link that is a title, in a heading, a row or an item, is a paper by itself. Any other link belongs to what
it stands in: the item that it stands under, else the heading above when no other paper is there, else the
first line of its paragraph. What stands under a heading for references is no paper of the text.

One pass finds the places, a second one deals the lines out; neither looks back further than it has to.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from digest_parsers.arxiv_id import ArxivId
from digest_parsers.formats.linked_lines import (
    Line,
    heading_text,
    is_of_references,
    is_particular,
    is_section,
    is_title,
    plain,
    title_of_link,
)
from digest_parsers.spelled_days import next_day

_BOLD = re.compile(r"\*\*[^*]+\*\*")
_SEPARATOR = re.compile(r"[\s|:-]*-[\s|:-]*")
#: Items inside each other that are told apart.
_DEEPEST = 8
#: A heading with a day and no more letters than these beside it says of which day its papers are.
_BESIDE_DAY = 12


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
        lines: The lines behind the first one that are its own.
    """

    line: Line
    identity: ArxivId
    urls: list[str]
    title: str
    category: str
    day: date | None
    header: str = ""
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Heading:
    """A heading that is open."""

    line: Line
    words: str
    day: date | None
    taken: bool = False  # it is a paper
    listed: list[Start] = field(default_factory=list)  # papers under it that are others
    plain: bool = False  # a line that is nothing but a link stands under it
    bare: list[Start] = field(default_factory=list)  # papers under it that may be itself
    mentioned: list[Start] = field(default_factory=list)  # behind these, in what would be its text

    def has_text(self, line: Line, *, stands_alone: bool) -> bool:
        """Whether a line with a link is text if the heading is a paper: one with its link stands above."""
        return bool(self.bare) and (stands_alone or (self.plain and bool(line.said)))


@dataclass(slots=True)
class _Item:
    """An item of a list that may be a paper."""

    line: Line
    taken: bool = False


def starts_of(lines: Sequence[Line]) -> list[Start]:
    """The places where papers begin, in order, each with the lines that are its own."""
    search = _Search(_labelled_headings(lines))
    starts = sorted(search.run(lines), key=lambda start: start.line.at)
    starts = [one for at, one in enumerate(starts) if not at or starts[at - 1].line is not one.line]
    _deal_out(starts, lines, search.inside)
    return starts


def _labelled_headings(lines: Sequence[Line]) -> set[int]:
    """The headings over text with labels of sections and without links: they are of a paper's text."""
    found: set[int] = set()
    heading: int | None = None
    for line in lines:
        if line.level:
            heading = None if line.papers else line.at
        elif heading is not None and line.papers:
            found.discard(heading)
            heading = None
        elif heading is not None and is_section(line.text):
            found.add(heading)
    return found


class _Search:
    """The pass that finds the places.

    Attributes:
        inside: The headings that stand inside of a paper, though they are higher than its own.
    """

    def __init__(self, labelled: Set[int]) -> None:
        self.inside: set[int] = set()
        self._labelled = labelled
        self._headings: list[_Heading] = []
        self._items: list[_Item] = []
        self._above: Line | None = None  # the first line of the paragraph that may be a title
        self._bold: Line | None = None  # a line of bold words under the last heading
        self._gap = True
        self._references = 0  # the level of the heading over them
        self._named = False  # whether the heading of the whole text was met
        self._header = ""

    def run(self, lines: Sequence[Line]) -> Iterator[Start]:
        """Finds them; not in order, as headings are judged when their text is over."""
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            if line.level:
                yield from self._heading(line)
            elif not line.text:
                self._above, self._gap = None, True
            elif not self._references:
                self._table(line, following)
                self._list(line)
                if line.papers:
                    yield from self._linked(line)
                self._remember(line)
                self._gap = False
        yield from self._closed(1)

    def _heading(self, line: Line) -> Iterator[Start]:
        self._items.clear()
        self._above, self._bold, self._gap = None, None, True
        if self._references and line.level > self._references:
            return
        if line.at in self._labelled and any(
            one.line.level > line.level and (one.taken or one.bare) for one in self._headings
        ):
            self.inside.add(line.at)
            return
        self._references = line.level if is_of_references(line.text) else 0
        if self._references or (self._headings and not line.papers and is_particular(line.text)):
            return
        yield from self._closed(line.level)
        words = heading_text(line.text)
        if line.level == 1 and not line.papers and not self._named:
            self._named, words = True, ""  # the heading of the whole text is no category
        heading = _Heading(line, words, _day_of(words))
        if line.papers:
            heading.taken = True
            yield self._linking(line, line)
        self._headings.append(heading)

    def _closed(self, level: int) -> Iterator[Start]:
        """Closes the headings down from a level: one with links to a single paper under it is that paper."""
        while self._headings and self._headings[-1].line.level >= level:
            heading = self._headings.pop()
            found = heading.bare
            if len({one.identity.id for one in found}) == 1 and _may_be_title(heading.line):
                paper = self._start(heading.line, found[0].identity, found[0].urls)
                for start in heading.listed:
                    start.category = paper.category  # a paper is no category
                yield paper
            else:
                yield from found
                yield from heading.mentioned

    def _table(self, line: Line, following: Line | None) -> None:
        if not line.row:
            self._header = ""
        elif following is not None and following.row and _SEPARATOR.fullmatch(following.text):
            self._header = line.text

    def _list(self, line: Line) -> None:
        """Closes the items that a line does not stand in."""
        if line.item or line.row or self._gap:
            while self._items and self._items[-1].line.indent >= line.indent:
                self._items.pop()

    def _linked(self, line: Line) -> Iterator[Start]:
        enclosing = self._items[-1] if self._items else None
        heading = self._headings[-1] if self._headings else None
        if enclosing is not None and enclosing.taken:
            return  # it is text of that paper
        listed = line.item or line.row
        stands_alone = bool(line.title if listed else title_of_link(line.text))
        if heading is not None and not listed and heading.has_text(line, stands_alone=stands_alone):
            heading.mentioned.append(self._linking(line, line))
        elif stands_alone and (listed or heading is None or not heading.taken):
            yield self._linking(line, line)
        elif enclosing is not None:
            enclosing.taken = True
            yield self._linking(enclosing.line, line)
        elif heading is None:
            yield self._linking(self._place(line), line)
        elif not heading.taken:
            heading.plain = heading.plain or not line.said
            heading.bare.append(self._linking(self._place(line), line))

    def _place(self, line: Line) -> Line:
        """Where a link belongs that is under no item: its paragraph, or the bold words above."""
        place = self._above or self._bold or line
        self._above = self._bold = None
        return place

    def _remember(self, line: Line) -> None:
        """Remembers a line that may turn out to be the title of what follows."""
        if line.item:
            if line.said and len(self._items) < _DEEPEST:
                self._items.append(_Item(line, taken=bool(line.papers)))
        elif line.row or line.papers:
            return
        elif self._above is None and self._gap and line.said:
            self._above = line
            if _BOLD.fullmatch(line.text):
                self._bold = line

    def _linking(self, place: Line, linked: Line) -> Start:
        """A paper that begins at a place because a line links to it."""
        identity = linked.papers[0][0]
        urls = dict.fromkeys(url for one, url in linked.papers if one.id == identity.id)
        return self._start(place, identity, list(urls))

    def _start(self, place: Line, identity: ArxivId, urls: list[str]) -> Start:
        above = self._headings
        over = next((one for one in reversed(above) if not one.taken), None)
        category = over.words if over is not None and over.day is None else ""
        day = next((one.day for one in reversed(above) if one.day is not None), None)
        title = heading_text(place.text) if place.level and not title_of_link(place.text) else place.title
        header = self._header if place.row else ""
        start = Start(place, identity, urls, title, category, day, header)
        if over is not None:
            over.listed.append(start)
        return start


def _deal_out(starts: Sequence[Start], lines: Sequence[Line], inside: Set[int]) -> None:
    """Gives every paper the lines up to its end: what stands in an item, or under a heading."""
    begun = {start.line.at: start for start in starts}
    outer: Start | None = None  # a heading that is a paper
    inner: Start | None = None
    gap = False
    for line in lines:
        start = begun.get(line.at)
        if line.level and line.at not in inside:
            inner = None
            if outer is not None and line.level <= outer.line.level:
                outer = None
        elif inner is not None and _ends(inner.line, line, gap=gap):
            inner = None
        if start is not None:
            outer, inner = (start, None) if line.level else (outer, start)
        elif owner := inner or outer:
            owner.lines.append(line)
        gap = not line.text


def _ends(first: Line, line: Line, *, gap: bool) -> bool:
    """Whether a line stands outside of the item, row or paragraph that a paper begins with."""
    if not line.text:
        return first.row
    if first.row or not first.item:
        return first.row
    return line.indent <= first.indent and (line.item or line.row or gap)


def _may_be_title(heading: Line) -> bool:
    """Whether a heading may be the title of the only paper under it, and is none of a day's."""
    return is_title(plain(heading.text)) and next_day(heading.text, 0) is None


def _day_of(words: str) -> date | None:
    """The day that a heading is, if it says hardly anything else."""
    found = next_day(words, 0)
    if found is None:
        return None
    day, begun, end = found
    beside = sum(map(str.isalpha, words[:begun] + words[end:]))
    return day if beside <= _BESIDE_DAY else None
