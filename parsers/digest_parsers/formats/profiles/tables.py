"""Papers that are rows of tables: the head of the table names the parts."""

import re
from collections.abc import Iterable, Sequence
from html import unescape

from digest_parsers.formats import base
from digest_parsers.formats.profiles.counts import Counts
from digest_parsers.formats.profiles.draft import Draft, entry_of
from digest_parsers.formats.profiles.hyperlinks import are_links, is_link, links_in, named_links
from digest_parsers.formats.profiles.labels import FIELDS, bare, folded, unwrapped
from digest_parsers.formats.profiles.passes import Pass
from digest_parsers.formats.profiles.schema import Profile
from digest_parsers.formats.profiles.text_lines import Numbered, heading_level, heading_words, match_line

_SEPARATOR = re.compile(r"[\s|:-]*-[\s|:-]*")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BREAK = re.compile(r"<(?:br|/p)\b[^<>]*>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()\s]*\)")
_LINKED = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
#: What a column is called that only numbers the rows.
_NUMBER = "#"
#: What a fold of a cell is called; it is no text.
_SUMMARY = re.compile(r"<summary>[^<]*</summary>", re.IGNORECASE)


class RowReader(Pass):
    """One pass over the lines of one text with tables.

    A row whose cells are not all there goes on in the next line; bars inside ``<details>``, formulas and code
    set no cells apart.
    """

    def __init__(self, profile: Profile, path: str, counts: Counts) -> None:
        super().__init__(profile, path, counts)
        self._columns: list[tuple[str, str]] = []  # key and label of each, while a table of papers is open
        self._row: list[str] = []
        self._row_line = 0
        self._bars = 0  # in the row so far

    def run(self, lines: Sequence[Numbered]) -> None:
        """Reads all lines."""
        for (number, line), (_, following) in zip(lines, [*lines[1:], (0, "")], strict=False):
            text = line.strip()
            if self._row and not text.startswith("|") and text:
                self._more(text)
            elif text.startswith("|"):
                self._flush()
                self._bar(number, text, following.strip())
            else:
                self._flush()
                if text:
                    self._columns = []
                    self._between(text)
        self._flush()

    def _bar(self, number: int, text: str, following: str) -> None:
        if following.startswith("|") and _SEPARATOR.fullmatch(following):
            self._columns = self._head(text)
        elif self._columns and not _SEPARATOR.fullmatch(text):
            self._row_line = number
            self._more(text)

    def _head(self, text: str) -> list[tuple[str, str]]:
        """The columns of a table, or none when no column is the title: then it is no table of papers."""
        columns = _columns(text, self._profile)
        return columns if any(key == "title" for key, _ in columns) else []

    def _more(self, text: str) -> None:
        """Takes a line of a row, which ends with the line that has its last bar."""
        self._row.append(text)
        self._bars += text.count("|") - text.count("\\|")
        if self._bars > len(self._columns):
            self._flush()

    def _flush(self) -> None:
        if not self._row:
            return
        cells = _joined(split_cells(" ".join(self._row)), len(self._columns))
        self._row, self._bars = [], 0
        draft = Draft(self._row_line, category=self._category)
        for (key, label), cell in zip(self._columns, cells, strict=False):
            _put_cell(draft, self._profile, key, label, cell)
        if draft.title or draft.urls:
            entry, diagnostics = entry_of(draft, self._profile, self._path)
            self.entries.append(entry)
            self.diagnostics += diagnostics

    def _between(self, text: str) -> None:
        self._counts.look_at(text)
        if not heading_level(text):
            return
        blanks = match_line(self._profile.categories.headings, text)
        if blanks is not None and "category" in blanks:
            self._category = blanks["category"]
            self._counts.alias(blanks.get("name", ""), self._category)
        if self.title is None:
            self.title = "" if blanks else heading_words(text)


def put_row(draft: Draft, profile: Profile, head: str, row: str) -> None:
    """Puts the cells of a row into a paper, each as what the head of its table calls it."""
    columns = _columns(head, profile)
    cells = _joined(split_cells(row), len(columns))
    for (key, label), cell in zip(columns, cells, strict=False):
        _put_cell(draft, profile, key, label, cell)


def _columns(head: str, profile: Profile) -> list[tuple[str, str]]:
    """The key and the label of each column of a table."""
    labels = [bare(" ".join(unescape(cell).split())) for cell in split_cells(head)]
    return [
        ("", "") if label == _NUMBER else (profile.labels.key(label) or folded(label), label)
        for label in labels
    ]


def _put_cell(draft: Draft, profile: Profile, key: str, label: str, cell: str) -> None:
    if key in profile.drop or not cell:
        return
    if not key:  # a column of signs: only its links say something
        draft.urls += [link.url for link in links_in(cell)]
    elif key == "title":
        draft.urls += [link.url for link in links_in(cell) if link.url not in draft.urls]
        draft.title = draft.title or _title(unwrapped(cell), profile)
    elif key in ("link", "pdf", "code"):
        draft.put(key, cell, label)
    elif key not in FIELDS and (are_links(links := _untagged(cell)) or is_link(links)):
        draft.links += (link for link in named_links(links, profile.labels) if "://" in link.url)
    else:
        draft.put(key, plain_cell(cell), label)
        if not plain_cell(cell):
            draft.urls += [link.url for link in links_in(cell)]


def _title(cell: str, profile: Profile) -> str:
    blanks = match_line(profile.titles, cell)
    title = unwrapped(blanks.get("title", cell) if blanks else cell)
    linked = base.linked_heading(title) if title.startswith("[") and title.endswith(")") else None
    return (linked[0] if linked else plain_cell(title)).replace("\n", " ")


def split_cells(row: str) -> list[str]:
    """The cells of a row, split at the bars that no backslash escapes."""
    cells, begun = [], 0
    position = row.find("|")
    while position >= 0:
        if position == 0 or row[position - 1] != "\\":
            cells.append(row[begun:position].strip())
            begun = position + 1
        position = row.find("|", position + 1)
    rest = row[begun:].strip()
    if rest:
        cells.append(rest)
    return [cell.replace("\\|", "|") for cell in (cells[1:] if row.startswith("|") else cells)]


def plain_cell(cell: str) -> str:
    """The text of a cell without tags, links and emphasis around it."""
    return unwrapped(_LINKED.sub(r"\1", unwrapped(_untagged(cell)))).strip()


def _untagged(cell: str) -> str:
    """A cell without tags, its images as what they are called."""
    if "<" in cell:
        cell = _TAG.sub("", _BREAK.sub("\n", _SUMMARY.sub("", cell)))
    return (_IMAGE.sub(r"\1", cell) if "![" in cell else cell).strip()


def _joined(cells: Iterable[str], wanted: int) -> list[str]:
    """The cells with those put together again that a bar in a fold has cut; too many are the last one's."""
    pieces: list[list[str]] = []
    depth = 0
    for cell in cells:
        if depth:
            pieces[-1].append(cell)
        else:
            pieces.append([cell])
        depth = max(0, depth + cell.count("<details") - cell.count("</details"))
    result = ["|".join(one) for one in pieces]
    if len(result) > wanted > 0:
        result[wanted - 1 :] = [" | ".join(result[wanted - 1 :])]
    return result
