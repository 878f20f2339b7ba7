"""Styled lines: parts of text with the names of their roles, broken, joined and cut at what a search found.

A line is a tuple of parts. Every text passes :func:`part`, which lets no control or formatting character
through whatever happened before.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from digest_parsers.sanitize import clean_line
from digest_tui.wrap import wrap

if TYPE_CHECKING:
    from digest_parsers.highlights import Highlight

#: A stretch of a text and the role it has: where it starts, where it ends, ``match``, ``doubt`` or ``lost``.
Span = tuple[int, int, str]


class Part(NamedTuple):
    """A piece of a line.

    Attributes:
        text: What is drawn; no newline, no control character.
        roles: What it is, from the general to the special: ``("text", "match")``.
        target: What a click on it means, or None.
    """

    text: str
    roles: tuple[str, ...]
    target: "Target | None" = None


class Target(NamedTuple):
    """What a click on a part asks for.

    Attributes:
        kind: ``link``, ``search``, ``paper``, ``appearance`` (another digest's summary), ``fold`` (or unfold
            a section) or ``authors`` (all of them).
        value: The URL, the query, the number of the appearance, the id, the key of the section, or nothing.
    """

    kind: str
    value: str


Line = tuple[Part, ...]


def part(text: str, *roles: str, target: Target | None = None) -> Part:
    """A part whose text is fit for a terminal."""
    return Part(text if text.isascii() and text.isprintable() else clean_line(text), roles, target)


def flow(text: str, roles: tuple[str, ...], width: int, spans: Sequence[Span] = ()) -> list[Line]:
    """A text broken into lines, its spans given their roles.

    Args:
        text: The text.
        roles: What all of it is.
        width: Columns of a line at most.
        spans: Where it is something more besides, in the order of where they start.
    """
    return [tuple(runs(text, start, end, roles, spans)) for start, end in wrap(text, width)]


def without_tex(text: str, spans: Sequence[Span]) -> tuple[str, Sequence[Span]]:
    """A text as it is read, TeX as the signs that it stands for, with the spans where they are then."""
    if "$" not in text and "\\" not in text:
        return text, spans
    from digest_tui.mathtext import readable  # noqa: PLC0415 - most papers have no TeX

    shown = readable(text)
    return shown.text, shown.moved(spans)


def match_spans(text: str, field: str, highlights: "Sequence[Highlight]") -> list[Span]:
    """Where a search matches a text of a field."""
    if not highlights:
        return []
    from digest_parsers.highlights import find_highlights  # noqa: PLC0415 - not needed for the first frame

    return [(start, end, "match") for start, end in find_highlights(text, field, highlights)]


def runs(text: str, start: int, end: int, roles: tuple[str, ...], spans: Sequence[Span]) -> list[Part]:
    """Cut ``text[start:end]`` at the borders of the spans; each piece has the roles of all spans over it."""
    inside = [span for span in spans if span[0] < end and span[1] > start]
    if not inside:
        return [part(text[start:end], *roles)] if end > start else []
    borders = sorted(
        {start, end, *(max(start, s) for s, _, _ in inside), *(min(end, e) for _, e, _ in inside)}
    )
    return [
        part(
            text[left:right],
            *roles,
            *dict.fromkeys(role for s, e, role in inside if s <= left and e >= right),
        )
        for left, right in pairwise(borders)
    ]


def joined(parts: Sequence[Part], separator: str, width: int) -> list[Line]:
    """Parts one after another with a separator, going on to the next line between two of them."""
    lines: list[list[Part]] = [[]]
    used = 0
    for one in parts:
        size = cell_len(one.text)
        gap = cell_len(separator) if lines[-1] else 0
        if lines[-1] and used + gap + size > width:
            lines.append([])
            used, gap = 0, 0
        if gap:
            lines[-1].append(part(separator, "faint"))
        pieces = wrap(one.text, width) if size > width else [(0, len(one.text))]
        for number, (start, end) in enumerate(pieces):
            if number:
                lines.append([])
                used, gap = 0, 0
            lines[-1].append(one._replace(text=one.text[start:end]))
        used += gap + cell_len(lines[-1][-1].text)
    return [tuple(line) for line in lines]


def append(lines: list[Line], last: Part, width: int) -> list[Line]:
    """Put a part behind the last line, or on a line of its own when there is no room."""
    if lines and lines[-1] and _width(lines[-1]) + 2 + cell_len(last.text) <= width:
        return [*lines[:-1], (*lines[-1], part("  ", "text"), last)]
    return [*lines, *joined([last], "", width)]


def _width(line: Line) -> int:
    return sum(cell_len(one.text) for one in line)


def rule(text: str, width: int, *, target: Target | None = None) -> Line:
    """A label with a quiet line behind it, as wide as the text."""
    label = part(text, "label", target=target)
    rest = width - cell_len(label.text) - 1
    return (label, part(" " + "─" * rest, "rule")) if rest > 1 else (label,)


def said(text: str, width: int) -> list[Line]:
    """What is said in place of a paper, a paragraph a line, broken where there is no more room."""
    return [line for one in text.split("\n") if one for line in flow(clean_line(one), ("meta",), width)]


def plain(lines: Iterable[Line]) -> str:
    """The lines as plain text, for copying and for tests."""
    return "\n".join("".join(one.text for one in line) for line in lines)


def match_beside(lines: Sequence[Line], number: int | None, step: int) -> int | None:
    """The number of the next (1) or previous (-1) line in which a search matches; None where there is none.

    Args:
        lines: The page.
        number: The line from which to go on; without one, from before the first.
        step: 1 or -1.
    """
    start = -1 if number is None else number
    beyond = range(start + 1, len(lines)) if step > 0 else range(start - 1, -1, -1)
    return next((at for at in beyond if any("match" in one.roles for one in lines[at])), None)
