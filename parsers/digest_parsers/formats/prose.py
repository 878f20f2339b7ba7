"""Which lines of a text are text: neither its front matter nor code, and HTML in it as what it says."""

import re
from collections.abc import Iterator, Sequence

from digest_parsers.formats.badges import without_badges
from digest_parsers.formats.profiles.markup import is_page, markdown_of
from digest_parsers.formats.profiles.text_lines import Numbered

#: A line with its number, and whether it is text.
Prose = tuple[int, str, bool]

_FENCE = re.compile(r"[ \t]{0,3}(```|~~~)")
#: Tags that begin a stretch of HTML in Markdown, up to the next empty line, and those of tables.
_BLOCK = re.compile(r"<(?:div|ul|ol|li|h[1-6]|section|article)\b", re.IGNORECASE)
_TABLE = re.compile(r"<(/?)table\b", re.IGNORECASE)
#: The longest front matter, in lines.
_FRONT = 100


def prose_of(lines: Sequence[str]) -> Iterator[Prose]:
    """The lines of a text; those of front matter and code stand among them, and are no text."""
    if is_page(lines):
        yield from ((number, line, True) for number, line in markdown_of("\n".join(lines)))
        return
    front = _front(lines)
    hidden, fences = _code(lines, front)
    blank = fences | _comments(lines, front)
    yield from ((number, line, False) for number, line in enumerate(lines[:front], 1))
    for number, line in _without_html(lines, front):
        yield number, "" if number in blank else without_badges(line), number not in hidden


def _front(lines: Sequence[str]) -> int:
    """How many lines front matter takes up."""
    first = next((at for at, line in enumerate(lines[:_FRONT]) if line.strip()), 0)
    if first < len(lines) and lines[first].rstrip() == "---":
        for at in range(first + 1, min(len(lines), first + _FRONT)):
            if lines[at].rstrip() == "---":
                return at + 1
    return 0


def _comments(lines: Sequence[str], front: int) -> set[int]:
    """The numbers of lines that are nothing but comments of HTML; one that is left open is none."""
    found: set[int] = set()
    begun = 0
    for number, line in enumerate(lines[front:], front + 1):
        text = line.strip()
        if not begun and text.startswith("<!--"):
            begun = number
        if begun and "-->" in text:
            found.update(range(begun, number + 1) if text.endswith("-->") else range(begun, number))
            begun = 0
    return found


def _code(lines: Sequence[str], front: int) -> tuple[set[int], set[int]]:
    """The numbers of lines of code, and those of a fence around the whole text, in which nothing is code.

    A fence that is left open begins no code.
    """
    said = [number for number, line in enumerate(lines[front:], front + 1) if line.strip()]
    around = {number for number in (said[0], said[-1]) if _FENCE.match(lines[number - 1])} if said else set()
    around = around if said and said[0] in around else set()
    hidden: set[int] = set()
    begun, mark = 0, ""
    for number in said:
        fence = _FENCE.match(lines[number - 1]) if number not in around else None
        if fence is not None and not begun:
            begun, mark = number, fence[1]
        elif fence is not None and fence[1] == mark:
            hidden.update(range(begun, number + 1))
            begun = 0
    return hidden, around


def _without_html(lines: Sequence[str], front: int) -> Iterator[Numbered]:
    """The lines behind front matter, with stretches of HTML as Markdown."""
    stretch: list[str] = []
    begun, open_tables = 0, 0
    for number, line in enumerate(lines[front:], front + 1):
        text = line.lstrip()
        tables = [-1 if tag[1] else 1 for tag in _TABLE.finditer(line)] if "<" in line else []
        if not stretch and not tables and not _BLOCK.match(text):
            yield number, line
            continue
        begun = begun if stretch else number
        stretch.append(line)
        open_tables = max(0, open_tables + sum(tables))
        if not open_tables and (not text or tables):
            yield from _converted(stretch, begun)
            stretch = []
    yield from _converted(stretch, begun)


def _converted(stretch: Sequence[str], begun: int) -> Iterator[Numbered]:
    for number, line in markdown_of("\n".join(stretch)):
        yield number + begun - 1, line
    if stretch and not stretch[-1].strip():
        yield begun + len(stretch) - 1, ""
