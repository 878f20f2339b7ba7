"""Any other text with links to arXiv: what holds one (a heading, row, list item, paragraph) is a paper.

Where a paper begins is told by its links (:mod:`~digest_parsers.formats.owners`). Its title is the text of
the link, else what the line where it begins says; its category is the next higher heading. What stands under
the labels that all generators share is taken for what they say, all else is text as it stands. A paper that
is linked again is the same paper, and gets the text of that place too.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from digest_parsers import arxiv_id
from digest_parsers.dates import day_from_heading, day_from_name
from digest_parsers.formats import base
from digest_parsers.formats.failures import failures
from digest_parsers.formats.linked_lines import Line, is_labelled, lines_of
from digest_parsers.formats.owners import starts_of
from digest_parsers.formats.profiles.blocks import read_paper
from digest_parsers.formats.profiles.draft import Draft, Part
from digest_parsers.formats.profiles.labels import FIELDS, Labels, bare
from digest_parsers.formats.profiles.schema import Files, Markup, Profile, Unit
from digest_parsers.formats.profiles.tables import put_row
from digest_parsers.formats.profiles.text_lines import Numbered
from digest_parsers.formats.prose import prose_of
from digest_parsers.formats.starts import Start
from digest_parsers.formats.titles import behind, is_title, plain, says_more, title_of_link
from digest_parsers.formats.unlabelled import take_authors, take_marks, take_unlabelled
from digest_parsers.model import DayClaim, DaySource, Entry, Link, Section
from digest_parsers.spelled_days import find_day

#: What is known of papers that nobody has described: the labels that all generators share.
COMMON = Profile("generic", Path(), "", Files(), Markup.MARKDOWN, Unit.FILE, Labels({}))
#: A text without any of these names no paper.
_HINTS = ("arxiv", "arXiv", "Arxiv", "ArXiv", "ARXIV", "huggingface.co/papers/", "hf.co/papers/")
#: What stands beside the day in a line that says when a digest was made.
_MADE = re.compile(r"updated?\b|generated|\bdate\b|日期|更新|生成|時間|时间|날짜|日付", re.IGNORECASE)
_QUOTES = ('""', "“”", "「」", "''")
_LONGEST_ID = 20
#: So far down a text says when it was made.
_HEAD = 30


class Generic:
    """Reads the papers that a text links to."""

    name = "generic"
    escapes = True

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Little sure of any text with a link to a paper on arXiv; data is no text."""
        if base.begins_like_data(head) or not any(hint in line for line in head for hint in _HINTS):
            return base.NO
        return base.GENERIC if starts_of(_seen(head)) else base.NO

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads the papers that are linked."""
        seen = _seen(lines)
        places: dict[str, list[Start]] = {}
        for start in starts_of(seen):
            places.setdefault(start.identity.id, []).append(start)
        heading = next((plain(one.text) for one in seen if one.level == 1 and not one.papers), "")
        days = tuple(starts[0].day for starts in places.values())
        if day_from_name(path) is not None or day_from_heading(heading) is not None:
            days = ()  # the headings with days tell when the papers were written
        claims = () if any(days) else tuple(_made(seen, path, heading))
        entries = tuple(_entry(starts, path) for starts in places.values())
        return base.ParsedText(
            entries,
            heading,
            claims,
            days=days if any(days) else (),
            diagnostics=tuple(one for entry in entries for one in failures(entry, path)),
        )


def _seen(lines: Sequence[str]) -> list[Line]:
    """The lines with what is seen in them; ids alone name papers only where nothing links to any."""
    prose = list(prose_of(lines))
    seen = lines_of(prose)
    return seen if any(line.papers for line in seen) else lines_of(prose, bare_ids=True)


def _made(seen: Sequence[Line], path: str, heading: str) -> Iterator[DayClaim]:
    """The day on which a text says it was made, when neither its name nor its heading tells one."""
    if day_from_name(path) is not None or day_from_heading(heading) is not None:
        return
    for line in seen[:_HEAD]:
        if line.papers:
            return
        day = find_day(line.text) if _MADE.search(line.text) else None
        if day is not None:
            yield DayClaim(day, DaySource.CONTENT)
            return


def _entry(starts: Sequence[Start], path: str) -> Entry:
    """The paper that begins at some places; what the first of them says counts, the others add to it."""
    places = [_read(start, path, again=bool(number)) for number, start in enumerate(_in_order(starts))]
    return _merged(places) if len(places) > 1 else places[0]


def _in_order(starts: Sequence[Start]) -> Sequence[Start]:
    """The places with that in front whose title is sure.

    That is a row rather than an item that says something of the paper, and a link rather than a heading over
    prose with one.
    """
    first = starts[0]
    said = first.line.item and not title_of_link(first.line.text, first.line.called)
    for start in starts if said else ():
        if start.header and start.title:
            return (start, *(one for one in starts if one is not start))
    for start in starts if first.doubtful else ():
        title = title_of_link(start.line.text, start.line.called)
        if start.line.item and title and title.casefold() not in first.title.casefold():
            return (start, *(one for one in starts if one is not start))
    return starts


def _read(start: Start, path: str, *, again: bool) -> Entry:
    """The paper as it stands at one place.

    Args:
        start: The place.
        path: The file.
        again: Whether the paper stands in the text already, so that this place tells its title no more.
    """
    line, title = start.line, start.title
    draft = Draft(line.number, "" if start.header else title, start.urls, bare(start.category))
    if start.header:
        put_row(draft, COMMON, start.header, line.text)
        title = draft.title = draft.title or title
        for key in [key for key in draft.parts if key not in FIELDS and plain(draft.text(key)) == title]:
            del draft.parts[key]  # a column of titles that is called otherwise
    elif not line.level and (again or (not is_labelled(line.text) and says_more(line.text, title))):
        draft.open(Part(base.UNLABELLED, "", [line.text], listed=True))
        take_authors(draft, behind(line.text, title))
    lines = list(_dedented(start.lines))
    if title:
        lines = take_unlabelled(draft, lines)
        title = draft.title = take_marks(draft, title, line.text)
    entry = read_paper(draft, COMMON, path, lines)
    if not title and not entry.title:
        said = (plain(text) for _, text in lines)
        title = next(filter(is_title, said), start.identity.id)
    sections = entry.sections
    if title and (labelled := draft.text("title")) and labelled != title:
        if title_of_link(line.text, line.called) or (title.isascii() and not labelled.isascii()):
            sections = (Section(base.TITLE_TRANSLATED, draft.parts["title"].label, labelled), *sections)
        else:
            title = labelled
    return entry._replace(
        arxiv_id=start.identity.id,
        version=start.identity.version,
        title=_unquoted(title or entry.title),
        sections=tuple(one for one in sections if not _is_id(one.text, start.identity.id)),
    )


def _unquoted(title: str) -> str:
    """A title without the quotation marks around all of it."""
    inner = title[1:-1]
    return (
        inner if title[:1] + title[-1:] in _QUOTES and inner and not set(_QUOTES[0]) & set(inner) else title
    )


def _is_id(text: str, paper: str) -> bool:
    """Whether a text is nothing but the id of a paper."""
    found = arxiv_id.parse(text) if len(text) <= _LONGEST_ID else None
    return found is not None and found.id == paper


def _merged(places: Sequence[Entry]) -> Entry:
    """A paper as several places have it: each part of the first that has it, and every text once."""
    labels: dict[str, str] = {}
    texts: dict[str, dict[str, None]] = {}
    links: dict[str, Link] = {}
    for place in places:
        for section in place.sections:
            labels.setdefault(section.key, section.label)
            texts.setdefault(section.key, {})[section.text] = None
        for link in place.links:
            links.setdefault(link.url, link)
    first, named = places[0], next((one for one in places if one.authors), places[0])
    return first._replace(
        version=next((one.version for one in places if one.version), None),
        authors=named.authors,
        authors_total=named.authors_total,
        more_authors=named.more_authors,
        categories=tuple(dict.fromkeys(name for one in places for name in one.categories)),
        published=next((one.published for one in places if one.published), None),
        keywords=next((one.keywords for one in places if one.keywords), ()),
        score=next((one.score for one in places if one.score is not None), None),
        comment=next((one.comment for one in places if one.comment), ""),
        links=tuple(links.values()),
        sections=tuple(Section(key, labels[key], "\n\n".join(texts[key])) for key in texts),
    )


def _dedented(lines: Sequence[Line]) -> Iterator[Numbered]:
    """The lines without the spaces that all of them begin with."""
    margin = min((line.indent for line in lines if line.text), default=0)
    for line in lines:
        yield line.number, line.raw[margin:] if line.raw[:margin].isspace() else line.raw


FORMAT = Generic()
