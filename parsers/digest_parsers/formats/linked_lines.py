"""What a line of a text that nobody knows is: a heading, item or row, and which papers it names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from digest_parsers import arxiv_id, paper_id
from digest_parsers.formats.profiles.labels import Labels, bare, find_label
from digest_parsers.formats.profiles.text_lines import heading_end, heading_level
from digest_parsers.formats.prose import Prose
from digest_parsers.formats.titles import (
    BREAK,
    ITEM,
    PAPER_URL,
    Names,
    heading_text,
    is_title,
    links_of,
    plain,
    title_of_line,
    title_of_link,
)
from digest_parsers.model import KNOWN_SECTIONS

#: The ids of papers that a line names, each with its URL.
Papers = list[tuple[arxiv_id.ArxivId, str]]

_NEW_ID = re.compile(arxiv_id.NEW, re.ASCII)
#: An id of its own: in parentheses or behind a dash.
_BARE_ID = re.compile(
    rf"(?:[(（\[](?:arxiv:[ \t]?)?|[—–-][ \t])({arxiv_id.NEW}(?:v[1-9][0-9]?)?)(?:[)）\]]|$)", re.I | re.A
)
#: What stands between the head of a table and its rows.
SEPARATOR = re.compile(r"[\s|:-]*-[\s|:-]*")
#: As many cells have rows of labels and values.
_PAIR = 2
#: Headings of lists that tell where a text has its knowledge from.
_REFERENCES = frozenset(
    {"references", "reference", "bibliography", "citations", "参考文献", "参考资料", "引用", "引用索引",
     "引用文献", "参考文献一覧", "참고문헌"}
)  # fmt: skip
_LABELS = Labels({})
_TAB = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text and what is seen in it.

    Attributes:
        at: How many lines stand before it; several lines of a page may have the same number.
        number: Its number, from 1.
        raw: The line as it is, without spaces at its end.
        text: The line without spaces around it.
        level: The level of the heading that it is, 0 for any other line.
        indent: How far it stands in.
        item: Whether an item of a list begins with it.
        row: Whether it is a row of a table.
        papers: The papers that it names.
        below: Whether it stands in a row of one cell below another row, which it is about.
        silent: Whether it is no text: of front matter, or code.
        called: What links to several papers are called in the text, which is no title.
    """

    at: int
    number: int
    raw: str
    text: str
    level: int
    indent: int
    item: bool
    row: bool
    papers: Papers
    below: bool = False
    silent: bool = False
    called: Names = frozenset()

    @property
    def title(self) -> str:
        """The title beside a link: the words of the link, else its own; or nothing."""
        return "" if is_particular(self.text) else title_of_link(self.text, self.called) or self.said

    @property
    def said(self) -> str:
        """What it says that may be a title; nothing when it begins with the label of something else.

        Of a name and what is said of it behind a colon, the name; but only when the line links to the paper.
        """
        label = None if self.row else find_label(self.text)
        if label is None:
            return title_of_line(self.text, self.called)
        key = _LABELS.key(label.text)
        if key is not None:
            return label.rest if key == "title" and is_title(label.rest) else ""
        if label.named:
            return label.text if self.papers and is_title(plain(label.rest)) else ""
        return title_of_line(self.text, self.called)


def lines_of(numbered: Iterable[Prose], *, bare_ids: bool = False) -> list[Line]:
    """The lines of a text, looked at one by one.

    Args:
        numbered: The lines, with their numbers and whether they are text.
        bare_ids: Whether ids of headings and items name papers without a link.
    """
    seen = list(_lines(numbered, bare_ids=bare_ids))
    called = _names_of_links(seen)
    return [replace(line, called=called) for line in seen] if called else seen


def _lines(numbered: Iterable[Prose], *, bare_ids: bool) -> Iterator[Line]:
    at, in_table = 0, False
    rows = [(number, line.rstrip(), is_text, _cells(line.strip())) for number, line, is_text in numbered]
    pairs = _pairs([cells for _, _, _, cells in rows])
    for place, (number, raw, is_text, cells) in enumerate(rows):
        in_table = len(cells) > 1 or (in_table and len(cells) == 1)
        pieces = [raw]
        if place in pairs:
            label = bare(cells[0])
            pieces = [f"**{label}**: {bare(cells[1])}"] if label and pairs[place] else []
        elif len(cells) == 1:  # mails are laid out in tables of one column
            pieces = [piece.strip() for piece in BREAK.split(cells[0])]
        for piece in pieces:
            if is_text:
                yield _line(at, number, piece, below=in_table and len(cells) == 1, bare_ids=bare_ids)
            else:
                yield Line(at, number, piece, piece.strip(), 0, 0, False, False, [], silent=True)
            at += 1


def _pairs(rows: Sequence[list[str]]) -> dict[int, bool]:
    """The places of rows that are a label and its value, and (False) those of the heads of such tables.

    A table of two columns is one of labels if one of them is known; in the head of a table of papers it is
    the first cell, and then it is none.
    """
    found: dict[int, bool] = {}
    begun = 0
    for place, cells in enumerate([*rows, []]):
        if len(cells) == _PAIR:
            continue
        table = rows[begun:place]
        body = next((at + 1 for at, row in enumerate(table[:_PAIR]) if _is_separator(row)), 0)
        of_papers = body > 0 and _LABELS.key(table[0][0].strip()) is not None
        if not of_papers and any(_is_pair(*row) for row in table[body:]):
            found |= {begun + at: at >= body for at in range(len(table))}
        begun = place + 1
    return found


def _is_separator(row: Sequence[str]) -> bool:
    return SEPARATOR.fullmatch("|".join(row)) is not None


def _cells(text: str) -> list[str]:
    """What stands between the bars of a row; nothing for any other line."""
    return text[1:-1].split("|") if len(text) > 1 and text[0] == text[-1] == "|" else []


def _is_pair(label: str, value: str) -> bool:
    """Whether a row of two cells is a label that is known and its value."""
    return _LABELS.key(label.strip()) is not None and _LABELS.key(value.strip()) is None


def _line(at: int, number: int, raw: str, *, below: bool, bare_ids: bool) -> Line:
    text = raw.strip()
    level = heading_level(text)
    row = text.startswith("|")
    item = not level and not row and ITEM.match(text) is not None
    expanded = raw.expandtabs(_TAB) if "\t" in raw else raw
    indent = len(expanded) - len(expanded.lstrip())
    papers = papers_in(text) or (_bare_id(text) if bare_ids and (level or item) else [])
    return Line(at, number, raw, text, level, indent, item, row, papers, below)


def _names_of_links(lines: Iterable[Line]) -> Names:
    """What links to more than one paper are called: that is no paper's title, in whatever language."""
    papers: dict[str, str] = {}
    called = set()
    for line in lines:
        if line.papers and "](" in line.text:
            for _, _, words, url in links_of(line.text):
                found = paper_id.parse(url) if PAPER_URL.fullmatch(url) else None
                name = bare(words).casefold()
                if found is not None and name and papers.setdefault(name, found.id) != found.id:
                    called.add(name)
    return frozenset(called)


def _bare_id(text: str) -> Papers:
    """The paper whose id stands alone behind what a line says: in parentheses or behind a dash."""
    found = _BARE_ID.search(text)
    one = arxiv_id.parse(found[1]) if found is not None else None
    return [(one, arxiv_id.abs_url(one.id, one.version))] if one is not None else []


def papers_in(text: str) -> Papers:
    """The papers that a line links to, or whose id stands behind a label that says what it is."""
    if "://" in text:
        urls = (match[0].rstrip(".") for match in PAPER_URL.finditer(text))
        found = [(one, url) for url in urls if (one := paper_id.parse(url)) is not None]
        if found:
            return found
    if _NEW_ID.search(text) is None:
        return []
    label = find_label(text[heading_end(text) :] if text.startswith("#") else text)
    if label is None or _LABELS.key(label.text) not in ("id", "link") or not label.rest:
        return []
    one = arxiv_id.parse(label.rest.split(maxsplit=1)[0].strip("`[]*"))
    return [(one, arxiv_id.abs_url(one.id, one.version))] if one is not None else []


def is_labelled(text: str) -> bool:
    """Whether a line begins with a label that is known."""
    return key_of(text) is not None


def is_particular(text: str) -> bool:
    """Whether a line begins with the label of a part, or a heading is one, as ``## Abstract`` is."""
    return key_of(text) not in (None, "title")


def is_section(text: str) -> bool:
    """Whether a line begins with the label of a section of a summary."""
    return key_of(text) in KNOWN_SECTIONS


def key_of(text: str) -> str | None:
    """What the label that a line begins with stands for, or the words of a heading."""
    if heading_level(text):
        return _LABELS.key(text[heading_end(text) :].strip())
    label = find_label(text)
    return _LABELS.key(label.text) if label is not None else None


def is_of_references(text: str) -> bool:
    """Whether a heading says that references follow, which are no papers of the digest."""
    return heading_text(text).casefold() in _REFERENCES
