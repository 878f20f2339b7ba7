"""The rows of rolling lists such as cv-arxiv-daily's: one paper each, with a day of its own.

In a table, by the names of its columns, and in a list::

    |Publish Date|Title|Authors|PDF|Code|
    |**2026-05-13**|**Title**|A. Name et.al.|[2605.13741](http://arxiv.org/abs/2605.13741)|null|

    - 2022-11-30, **Title**, A. Name et.al., Paper: [http://…](http://…), Code: **[http://…](http://…)**
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from digest_parsers.formats import base
from digest_parsers.model import Entry, Link, Section
from digest_parsers.paper_id import identify

#: What the names of columns, and the labels in a list, stand for.
_COLUMNS = {
    "publish date": "date", "published": "date", "date": "date", "update": "date", "日期": "date",
    "title": "title", "paper title": "title", "标题": "title",
    "authors": "authors", "author": "authors", "作者": "authors",
    "pdf": "pdf", "paper": "pdf", "link": "pdf", "url": "pdf", "链接": "pdf",
    "code": "code", "repo": "code", "代码": "code",
}  # fmt: skip

#: The columns of a table whose head is missing.
USUAL = ("date", "title", "authors", "pdf", "code")

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ROW = re.compile(r"\|\s*\**[0-9]{4}-[0-9]{2}-[0-9]{2}\**\s*\|")
_ITEM = re.compile(r"[-*] \**(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})\**, \*\*(?P<rest>.*)")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
_ET_AL = re.compile(r",? {0,3}et\.? {0,3}al\.?$")
#: A fold in a cell, and what it is called.
_FOLD = re.compile(r"</?details\b[^<>]*>|<summary\b[^<>]*>[^<>]*</summary>", re.IGNORECASE)
_NOTHING = frozenset({"", "null", "none", "-", "n/a"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row as its cells, by what they are: ``date``, ``title``, ``authors``, ``pdf``, ``code`` or a name."""

    cells: dict[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()

    @property
    def day(self) -> date | None:
        """The day of the row, if it has one that is of the calendar."""
        return _day(self.cells.get("date", ""))


def columns_of(line: str) -> tuple[str, ...] | None:
    """What the columns of a table are, told from its first row; None for any other line."""
    if not line.startswith("|"):
        return None
    names = [_bare(cell).casefold() for cell in line.strip().strip("|").split("|")]
    columns = tuple(_COLUMNS.get(name, name) for name in names)
    return columns if "date" in columns and "title" in columns else None


def is_row(line: str) -> bool:
    """Whether a line begins like a row of a table or an item of a list."""
    return _ROW.match(line) is not None or _ITEM.match(line) is not None


def read_row(line: str, columns: Sequence[str] = USUAL) -> Row | None:
    """Takes a row of a table or an item of a list apart; None for any other line.

    Args:
        line: The line.
        columns: What the columns of the table are.
    """
    if match := _ITEM.match(line):
        return _item(match["date"], match["rest"])
    if not line.startswith("|"):
        return None
    line = line.strip()
    values = line[1 : -1 if len(line) > 1 and line.endswith("|") else None].split("|")
    more = len(values) - len(columns)
    if more > 0 and "title" in columns:  # the title holds a line of its own, as in ``p(x|y)``
        at = columns.index("title")
        values[at : at + more + 1] = ["|".join(values[at : at + more + 1])]
    cells = dict(zip(columns, map(_bare, values), strict=False))
    if _day(cells.get("date", "")) is None and not _LINK.search(line):
        return None
    return Row(cells, tuple(_links(cells)))


def entry_of(row: Row, line: int, topic: str) -> Entry:
    """The paper of a row.

    Args:
        row: The row.
        line: The 1-based line that it stands on.
        topic: The heading that it stands under.
    """
    title = row.cells.get("title", "")
    linked = base.linked_heading(title)
    links = row.links
    if linked is not None:
        title, url = linked
        links = base.with_heading_link(url, links)
    found, version = identify((link.url for link in links), title)
    names, more = _ET_AL.subn("", row.cells.get("authors", ""))
    authors = base.split_names(names)
    return Entry(
        found,
        title,
        line,
        version,
        authors,
        len(authors),
        (topic,) if topic else (),
        row.day,
        tuple(
            Section(name.casefold(), name, _FOLD.sub("", text).strip())
            for name, text in row.cells.items()
            if name not in USUAL and name and text.casefold() not in _NOTHING
        ),
        links=links,
        more_authors=bool(authors and more),
    )


def _item(day: str, rest: str) -> Row | None:
    """An item of a list: what follows its date and the opening of its title."""
    title, closing, rest = rest.partition("**, ")
    if not closing:
        title, _, rest = rest.partition("**")
    authors, _, rest = rest.partition(", Paper: ")
    paper, _, code = rest.partition(", Code: ")
    cells = {"date": day, "title": _bare(title), "authors": authors.strip(), "pdf": paper, "code": code}
    return Row(cells, tuple(_links(cells)))


def _links(cells: dict[str, str]) -> list[Link]:
    """The links of the cells for paper and code."""
    links = []
    for name in ("pdf", "code"):
        text = cells.get(name, "")
        label = "code" if name == "code" else ""
        found = [Link(label or match[1], match[2]) for match in _LINK.finditer(text)]
        if not found and text.startswith(("https://", "http://")):
            found = [Link(label, text)]
        links += found
    return links


def _bare(text: str) -> str:
    """A cell without space and asterisks around it."""
    return text.strip().strip("*").strip()


def _day(text: str) -> date | None:
    if not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
