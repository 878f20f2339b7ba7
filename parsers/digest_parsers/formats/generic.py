"""Any other text with links to arXiv: what holds one (a heading, row, list item, paragraph) is a paper.

Nothing is known of such a text, so nothing is taken apart: the title is the text of the link, else what its
line says beside it, else the heading above; the category is the next higher heading; all else is the paper's
text as it stands. A paper that is linked again is the same paper, and gets the text of that place too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from digest_parsers import arxiv_id
from digest_parsers.formats import base
from digest_parsers.model import Entry, Link, Section

_URL = re.compile(
    r"https?://(?:[a-z]{1,20}\.)?arxiv\.org/(?:abs|pdf|html)/[^\s()<>\[\]{}\"'|,;*`]{1,60}", re.IGNORECASE
)
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_ITEM = re.compile(r"(?:[-*+•]|[0-9]{1,4}[.)、])[ \t]+")
_TARGET = re.compile(r"\]\(([^()\s]*)\)")
_EMPTY = re.compile(r"[(（\[]\s*[)）\]]")
_TAGS = re.compile(r"</?[A-Za-z][^<>]*>")
#: What stands between the names of several links.
_BETWEEN = re.compile(r"[\s*|/·,，:：\[\]()（）]+")
_WORDS = re.compile(r"\w[^\W\d_]")
_AROUND = " \t*_`#>|:：-–—·,，.。;；()（）"
#: A label of its own in square brackets, in front of what a line says.
_TAG = re.compile(r"\[[^\[\]]{1,40}\][ \t]*")
#: What a link is called that is not called by its title.
_NO_TITLES = frozenset(
    {"arxiv", "abs", "pdf", "html", "link", "links", "paper", "url", "here", "abstract", "read more",
     "source", "paper link", "arxiv link", "download", "论文", "论文链接", "链接", "原文", "查看原文",
     "下载pdf", "arxiv链接"}
)  # fmt: skip
#: The line of a heading that is a paper already.
_TAKEN = 0


@dataclass(slots=True)
class _Found:
    """A paper as it is collected."""

    line: int
    title: str
    category: str
    ids: arxiv_id.ArxivId
    links: list[Link]
    lines: list[str] = field(default_factory=list)


class Generic:
    """Reads the papers that a text links to."""

    name = "generic"
    escapes = False

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Little sure of any text with a link to a paper on arXiv; data is no text."""
        if base.begins_like_data(head):
            return base.NO
        return base.GENERIC if any("arxiv.org/" in line and _papers(line) for line in head) else base.NO

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads the papers that are linked."""
        reading = _Reading()
        for number, line in enumerate(lines, 1):
            reading.take(number, line.rstrip())
        return base.ParsedText(tuple(map(_entry, reading.found.values())), reading.title)


class _Reading:
    """One pass over one text."""

    def __init__(self) -> None:
        self.title = ""
        self.found: dict[str, _Found] = {}
        self._headings: list[tuple[int, str, int]] = []  # level, words and line of those that are open
        self._open: _Found | None = None  # whose text goes on
        self._level = 0  # of the heading that is the open paper, 0 when it is none
        self._indent: int | None = None  # of the list item that is the open paper
        self._above: list[str] = []  # text under a heading that may turn out to be a paper

    def take(self, number: int, line: str) -> None:
        """Takes the next line."""
        text = line.strip()
        heading = _HEADING.match(text)
        papers = _papers(text) if "arxiv.org/" in text.lower() else []
        if heading is not None:
            self._heading(number, text, len(heading[1]), papers)
        elif not text or not papers:
            self._text(line, text)
        elif self._stands_alone(text):
            indent = None if text.startswith("|") else len(line) - len(line.lstrip())
            self._begin(number, text, papers, self._category(), indent=indent)
        elif (self._level or self._indent is not None) and self._open is not None:
            self._text(line, text)
        else:
            self._paragraph(number, text, papers)

    def _heading(self, number: int, text: str, level: int, papers: "_Papers") -> None:
        self._close()
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        words = _plain(text)
        if not self.title and level == 1 and not papers:
            self.title = words
        if papers:
            self._begin(number, text, papers, self._category(), level=level)
        self._headings.append((level, words, _TAKEN if papers else number))

    def _paragraph(self, number: int, text: str, papers: "_Papers") -> None:
        """Takes text under no paper: it is of the heading above, unless its link has a title."""
        if _title_of_link(text) or not self._above_is_free():
            self._begin(number, text, papers, self._category())
            return
        level, words, line = self._headings.pop()
        above = self._above
        self._begin(line, "", papers, self._category(), level=level, title=words)
        self._headings.append((level, words, _TAKEN))
        if self._open is not None:
            self._open.lines += [*above, text]

    def _above_is_free(self) -> bool:
        """Whether the heading above is no paper yet."""
        return bool(self._headings) and self._headings[-1][2] > 0

    def _stands_alone(self, text: str) -> bool:
        """Whether a line is a row or list item that is a paper, and not one of the heading above."""
        if not text.startswith("|") and not _ITEM.match(text):
            return False
        return bool(_title_of_link(text) or _title_of_line(text)) or not self._above_is_free()

    def _begin(
        self,
        number: int,
        text: str,
        papers: "_Papers",
        category: str,
        *,
        level: int = 0,
        indent: int | None = None,
        title: str = "",
    ) -> None:
        self._close()
        identity, _ = papers[0]
        paper = self.found.get(identity.id)
        if paper is None:
            title = title or _title_of_link(text) or _title_of_line(text)
            links = [Link("", url) for found, url in papers if found.id == identity.id]
            paper = _Found(number, title, category, identity, list(dict.fromkeys(links)))
            self.found[identity.id] = paper
        elif paper.lines:
            paper.lines.append("")
        if not level and text and _plain(text) != paper.title:
            paper.lines.append(text)
        self._open, self._level, self._indent = paper, level, indent

    def _text(self, line: str, text: str) -> None:
        """Takes a line without a paper of its own."""
        if self._open is None:
            self._above.append(text)
            return
        if self._indent is not None and text and len(line) - len(line.lstrip()) <= self._indent:
            self._close()
            self._above.append(text)
        else:
            self._open.lines.append(line if self._level else text)

    def _close(self) -> None:
        self._open, self._level, self._indent = None, 0, None
        self._above = []

    def _category(self) -> str:
        """The words of the nearest heading; that of the whole text is none."""
        return self._headings[-1][1] if self._headings and self._headings[-1][1] != self.title else ""


_Papers = list[tuple[arxiv_id.ArxivId, str]]


def _papers(text: str) -> _Papers:
    """The arXiv ids that a line links to, each with its URL."""
    urls = (match[0].rstrip(".") for match in _URL.finditer(text))
    return [(found, url) for url in urls if (found := arxiv_id.parse(url)) is not None]


def _links(text: str) -> Iterator[tuple[int, int, str, str]]:
    """The links of Markdown in a line: where each begins and ends, its words and its URL.

    The words may hold brackets, and begin at the one that is closed by the last; no link begins in another.
    """
    before = 0
    for match in _TARGET.finditer(text):
        begun, depth = match.start(), 1
        while begun > before and depth:
            begun -= 1
            depth += {"]": 1, "[": -1}.get(text[begun], 0)
        if not depth:
            yield begun, match.end(), text[begun + 1 : match.start()].strip(_AROUND).strip("[]"), match[1]
        before = match.end()


def _title_of_link(text: str) -> str:
    """The title that the link to a paper has as its text, or an empty string."""
    for _, _, words, url in _links(text):
        if "arxiv.org/" in url.lower() and _is_title(words):
            return words
    return ""


def _title_of_line(text: str) -> str:
    """What a line says beside its links, or an empty string; of a row, the first cell that says something."""
    for cell in text.strip("|").split("|") if text.startswith("|") else (text,):
        words = _plain(cell)
        if _is_title(words):
            return words
    return ""


def _plain(text: str) -> str:
    """The words of a line without marks, number, links and a tag in front."""
    for marks in (_HEADING, _ITEM):
        if mark := marks.match(text):
            text = text[mark.end() :]
    pieces, position = [], 0
    for begun, end, words, _ in _links(text):
        pieces += [text[position:begun], words if _is_title(words) else ""]
        position = end
    text = "".join(pieces) + text[position:]
    text = _TAGS.sub(" ", text) if "<" in text else text
    text = _EMPTY.sub("", _URL.sub("", text)).strip(_AROUND)
    if tag := _TAG.match(text):
        text = text[tag.end() :]
    return " ".join(text.strip(_AROUND).split())


def _is_title(words: str) -> bool:
    """Whether words may be a title: not what links are called, alone or several of them, and no address."""
    if words.casefold() in _NO_TITLES or not _WORDS.search(words) or "://" in words:
        return False
    pieces = filter(None, _BETWEEN.split(words.casefold()))
    return arxiv_id.parse(words) is None and not all(piece in _NO_TITLES for piece in pieces)


def _entry(found: _Found) -> Entry:
    text = base.join_lines(found.lines) if found.lines else ""
    said = (_plain(line) for line in found.lines)
    return Entry(
        found.ids.id,
        found.title or next(filter(None, said), "") or found.ids.id,
        found.line,
        found.ids.version,
        categories=(found.category,) if found.category else (),
        sections=(Section(base.UNLABELLED, "", text),) if text else (),
        links=tuple(found.links),
    )


FORMAT = Generic()
