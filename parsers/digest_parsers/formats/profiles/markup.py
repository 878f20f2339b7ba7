"""HTML as the lines of Markdown that say the same: what the rest of a profile's reading understands.

Not a browser: tags that tell what a text is become marks, all others go. A tag ends at the next ``>`` and
holds no ``<``, so that each character is looked at a bounded number of times.
"""

import re
from collections.abc import Sequence
from html import unescape

from digest_parsers.formats.profiles.text_lines import Numbered

_TOKEN = re.compile(r"<!--|<(/?)([A-Za-z][A-Za-z0-9]*)((?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*)>")
_ATTRIBUTE = re.compile(r"([A-Za-z-]{1,40})\s?=\s?(?:\"([^\"]*)\"|'([^']*)')")
#: Elements whose text nobody reads.
_SILENT = frozenset({"script", "style", "head", "svg", "template"})
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
#: Elements that stand apart from what is before and behind them.
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "ul", "ol", "table", "thead", "tbody", "body", "html", "details"}
)
_MARKS = {"b": "**", "strong": "**", "summary": "**", "em": "*", "i": "*", "code": "`"}
#: Elements that are what their class is called, and what classes of headings are called.
_CLASSED = frozenset({"div", "p"})
_TITLED = re.compile(r"(?:(category|group|topic)[_-])?(?:(?:paper|card|item|entry|article)[_-])?title")
#: Where some pages keep the id of a paper that their links do not tell.
_ID = "data-arxiv-id"


def is_page(lines: Sequence[str]) -> bool:
    """Whether lines begin a page of HTML."""
    head = " ".join(line.strip() for line in lines[:5]).lower()
    return head.startswith(("<!doctype html", "<html"))


def markdown_of(text: str) -> list[Numbered]:
    """The lines of Markdown for a text of HTML, or of Markdown with HTML in it, with their numbers."""
    return _Writer().run(text)


class _Writer:
    """One pass over one text."""

    def __init__(self) -> None:
        self._made: list[Numbered] = []
        self._number = 1
        self._text: list[str] = []  # of the line that is being made
        self._begun = 1
        self._silent = ""  # the element whose text is passed over
        self._links: list[str] = []  # that are open
        self._cells = 0  # of the row that is open
        self._in_row = False
        self._in_head = False
        self._bold = 0  # marks of bold words that are open

    def run(self, text: str) -> list[Numbered]:
        """Writes everything."""
        position = 0
        while (match := _TOKEN.search(text, position)) is not None:
            self._words(text[position : match.start()])
            end = match.end()
            if match[2] is None:
                close = text.find("-->", end)
                end = len(text) if close < 0 else close + 3
            else:
                self._tag(match[2].lower(), match[3], closing=bool(match[1]))
            self._number += text.count("\n", match.start(), end)
            position = end
        self._words(text[position:])
        self._end()
        return self._made

    def _words(self, text: str) -> None:
        """Writes text between tags; its own line breaks stay, except in a row, which is one line."""
        pieces = text.split("\n")
        for number, piece in enumerate(pieces):
            if number:
                self._break(empty=not piece.strip() and number < len(pieces) - 1)
                self._number += 1
            if piece and not self._silent:
                plain = unescape(piece) if "&" in piece else piece
                self._write(plain.replace("|", "\\|") if self._in_row else plain)

    def _break(self, *, empty: bool) -> None:
        if self._in_row:
            self._write("<br>" if empty else " ")
        elif empty:
            self._gap()
        else:
            self._end()

    def _tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if self._silent or name in _SILENT:
            if closing and name == self._silent:
                self._silent = ""
            elif not closing and not self._silent:
                self._silent = name
        elif name in _HEADINGS:
            self._gap()
            self._write("" if closing else _HEADINGS[name])
        elif name == "a":
            self._link(attributes, closing=closing)
        elif name in _MARKS or (name == "span" and self._in_row):
            self._mark(name, closing=closing)
        elif self._in_row or name == "tr":
            self._in_table(name, attributes, closing=closing)
        elif name in _BLOCKS:
            self._gap()
            if name in _CLASSED and not closing and "class" in attributes:
                self._begin(_attribute(attributes, "class"))
        else:
            self._small(name, closing=closing)

    def _small(self, name: str, *, closing: bool) -> None:
        if name == "li":
            self._end()
            self._write("" if closing else "- ")
        elif name == "hr" or (name == "footer" and not closing):
            self._gap()
            self._write("---")
            self._gap()
        elif name == "br":
            self._end()

    def _begin(self, classes: str) -> None:
        """Begins an element that is a heading or stands below everything, as its classes are called."""
        for name in classes.lower().split():
            if (match := _TITLED.fullmatch(name)) is not None:
                self._write(_HEADINGS["h5" if match[1] else "h6"])
                return
            if name == "footer":
                self._small("footer", closing=False)
                return

    def _mark(self, name: str, *, closing: bool) -> None:
        """Writes a mark of emphasis; of bold words in bold words only the outer one."""
        mark = _MARKS.get(name, "`")
        outside = self._bold == 0 or (closing and self._bold == 1)
        if mark != "**" or outside:
            self._write(mark)
        if mark == "**":
            self._bold = max(0, self._bold + (-1 if closing else 1))
        if name == "summary" and closing and self._in_row:
            self._write("<br>")

    def _link(self, attributes: str, *, closing: bool) -> None:
        if not closing:
            self._links.append(_attribute(attributes, "href"))
            self._write("[" if self._links[-1] else "")
        elif self._links:
            url = self._links.pop()
            self._write(f"]({url})" if url else "")

    def _in_table(self, name: str, attributes: str, *, closing: bool) -> None:
        if name == "tr" and not closing:
            self._end()
            self._in_row, self._in_head, self._cells = True, False, 0
        elif name == "tr":
            self._write(" |")
            self._end()
            if self._in_head:
                self._write("|" + "---|" * self._cells)
                self._end()
            self._in_row = False
        elif name in ("td", "th") and not closing:
            self._cells += 1
            self._in_head = self._in_head or name == "th"
            self._write("| " if self._cells == 1 else " | ")
        elif name == "br":
            self._write("<br>")
        elif not closing and (paper := _attribute(attributes, _ID)):
            self._write(f"[](https://arxiv.org/abs/{paper})")

    def _write(self, text: str) -> None:
        if text:
            if not self._text:
                self._begun = self._number
            self._text.append(text)

    def _end(self) -> None:
        line = "".join(self._text)
        self._text.clear()
        if line.strip():
            self._made.append((self._begun, line))

    def _gap(self) -> None:
        self._end()
        if self._made and self._made[-1][1]:
            self._made.append((self._number, ""))


def _attribute(attributes: str, name: str) -> str:
    for match in _ATTRIBUTE.finditer(attributes):
        if match[1].lower() == name:
            return unescape(match[2] or match[3] or "").strip()
    return ""
