"""Where the papers of a text that nobody knows begin, and which lines are theirs.

A link that is a title, in a heading, a row or an item, is a paper by itself. Any other link belongs to what
it stands in: the item that it stands under, else the heading above when no other paper is there, else the
first line of its paragraph. What stands under a heading for references is no paper of the text.

One pass finds the places, a second one deals the lines out; neither looks back further than it has to.
"""

import re
from collections.abc import Iterator, Sequence, Set
from datetime import date

from digest_parsers.arxiv_id import ArxivId
from digest_parsers.formats.base import is_category
from digest_parsers.formats.linked_lines import SEPARATOR, Line, is_of_references, is_particular
from digest_parsers.formats.own_text import (
    end_of_text,
    headings_over_papers,
    is_one_paper,
    is_rule,
    is_value,
    labelled_headings,
)
from digest_parsers.formats.starts import Heading, Item, Start
from digest_parsers.formats.titles import heading_text, is_linked_title, is_title, plain, title_of_link
from digest_parsers.spelled_days import next_day

_BOLD = re.compile(r"\*\*[^*]+\*\*")
#: Items inside each other that are told apart.
_DEEPEST = 8
#: A heading with a day and no more letters than these beside it says of which day its papers are.
_BESIDE_DAY = 12


def starts_of(lines: Sequence[Line]) -> list[Start]:
    """The places where papers begin, in order, each with the lines that are its own."""
    search = _Search(labelled_headings(lines), headings_over_papers(lines))
    starts = sorted(search.run(lines), key=lambda start: start.line.at)
    starts = [one for at, one in enumerate(starts) if not at or starts[at - 1].line is not one.line]
    whole = is_one_paper(lines, {start.identity.id for start in starts})
    inside = {line.at for line in lines if line.level} if whole else search.inside
    _deal_out(starts, lines, inside)
    if len(starts) > 1:
        texts = [start.lines for start in starts]
        del starts[-1].lines[end_of_text(texts[-1], texts[:-1]) :]
    return starts


class _Search:
    """The pass that finds the places.

    Attributes:
        inside: The headings that stand inside of a paper, though they are higher than its own.
    """

    def __init__(self, labelled: Set[int], over_papers: Sequence[int]) -> None:
        self.inside: set[int] = set()
        self._labelled = labelled
        self._over_papers = frozenset(over_papers)
        self._last = max(over_papers, default=-1)
        self._headings: list[Heading] = []
        self._items: list[Item] = []
        self._above: Line | None = None  # the first line of the paragraph that may be a title
        self._bold: Line | None = None  # a line of bold words under the last heading
        self._gap = True
        self._references = 0  # the level of the heading over them
        self._value = False  # whether the line above is of a particular
        self._named = False  # whether the heading of the whole text was met
        self._header = ""

    def run(self, lines: Sequence[Line]) -> Iterator[Start]:
        """Finds them; not in order, as headings are judged when their text is over."""
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            if line.level:
                yield from self._heading(line)
            elif not line.text or line.silent:
                self._above, self._gap = None, True
            elif line.below:
                continue
            elif not self._references:
                self._table(line, following)
                self._list(line)
                if line.papers:
                    yield from self._linked(line)
                self._remember(line)
                self._weigh(line)
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
        if self._is_inner(line):
            self.inside.add(line.at)
            return
        self._references = line.level if is_of_references(line.text) else 0
        if self._headings and line.level > self._headings[-1].line.level:
            self._headings[-1].told = True
        if self._references or (self._headings and not line.papers and is_particular(line.text)):
            return
        yield from self._closed(line.level)
        words = heading_text(line.text)
        if line.level == 1 and not line.papers and not self._named:
            self._named, words = True, ""  # the heading of the whole text is no category
        heading = Heading(line, words, _day_of(words))
        if line.papers:
            heading.taken = True
            yield self._linking(line, line)
        self._headings.append(heading)

    def _weigh(self, line: Line) -> None:
        """Notes what stands under the last heading: particulars only, more, or a rule."""
        if not self._headings:
            return
        heading = self._headings[-1]
        if is_rule(line.text):
            heading.ruled = True
        elif line.papers or is_value(line.text):
            self._value = True
        elif self._gap or not self._value:  # else it goes on with the particular above
            self._value, heading.told = False, True

    def _is_inner(self, line: Line) -> bool:
        """Whether a heading that is no deeper than that of the paper above belongs to its text.

        That is so when the paper has only particulars so far, and those like it that follow are the same; but
        behind a rule, and where other papers stand under it, it is not.
        """
        paper = next((one for one in reversed(self._headings) if one.taken or one.bare), None)
        if paper is None or paper.ruled or line.papers or line.at in self._over_papers:
            return False
        if line.level > paper.line.level or (paper.inner and line.level != paper.inner):
            return False
        alike = line.level == paper.line.level and line.at < self._last
        if not paper.inner and not paper.told and (alike or is_particular(line.text)):
            paper.inner = line.level
        return bool(paper.inner)

    def _closed(self, level: int) -> Iterator[Start]:
        """Closes the headings down from a level: one with links to a single paper under it is that paper."""
        while self._headings and self._headings[-1].line.level >= level:
            heading = self._headings.pop()
            found = heading.bare
            is_paper = len({one.identity.id for one in found}) == 1 and _may_be_title(heading.line)
            if is_paper and not any(is_linked_title(one.line.text) for one in found):
                paper = self._start(heading.line, found[0].identity, found[0].urls)
                paper.doubtful = not heading.plain
                for start in heading.listed:
                    start.category = paper.category  # a paper is no category
                yield paper
            else:
                yield from found
                yield from heading.mentioned

    def _table(self, line: Line, following: Line | None) -> None:
        if not line.row:
            self._header = ""
        elif following is not None and following.row and SEPARATOR.fullmatch(following.text):
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
        stands_alone = bool(line.title if listed else title_of_link(line.text, line.called))
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
                self._items.append(Item(line, taken=bool(line.papers)))
        elif line.row or line.papers:
            return
        elif self._above is None and self._gap and line.said:
            self._above = line
            if _BOLD.fullmatch(line.text) or is_linked_title(line.text):
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
        title = (
            heading_text(place.text)
            if place.level and not title_of_link(place.text, place.called)
            else place.title
        )
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
        return first.row and not line.below
    if first.row or not first.item:
        return first.row and not line.below
    return line.indent <= first.indent and (line.item or line.row or gap)


def _may_be_title(heading: Line) -> bool:
    """Whether a heading may be the title of the only paper under it, and is none of a day's."""
    words = plain(heading.text)
    if ("." in words and is_category(words)) or heading_text(
        heading.text
    ) != words:  # it says how many papers it has
        return False
    return is_title(words) and next_day(heading.text, 0) is None


def _day_of(words: str) -> date | None:
    """The day that a heading is, if it says hardly anything else."""
    found = next_day(words, 0)
    if found is None:
        return None
    day, begun, end = found
    beside = sum(map(str.isalpha, words[:begun] + words[end:]))
    return day if beside <= _BESIDE_DAY else None
