"""The places on a page that lead somewhere: links, chips, labels that fold, what is in doubt."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from digest_tui.render.parts import Line, Target


class Glimpse(NamedTuple):
    """A doubtful or lost character as it is seen on a page, with what stands beside it in its line."""

    before: str
    char: str
    after: str


class Spot(NamedTuple):
    """A place that leads somewhere.

    Attributes:
        line: The number of the line where it begins.
        column: Its first column there.
        target: Where it leads.
    """

    line: int
    column: int
    target: Target


def spots(lines: Sequence[Line]) -> list[Spot]:
    """All places that lead somewhere, in reading order; what goes on over several lines is one."""
    found: list[Spot] = []
    before: Target | None = None
    for number, line in enumerate(lines):
        column = 0
        for part in line:
            if part.target is not None and part.target is not before:
                found.append(Spot(number, column, part.target))
            if part.text.strip():
                before = part.target
            column += cell_len(part.text)
    return found


def spot_beside(lines: Sequence[Line], chosen: Spot | None, step: int, top: int) -> Spot | None:
    """The place after (1) or before (-1) the one that is chosen; None where there is none.

    Args:
        lines: The page.
        chosen: The place; without one, the page is entered at the top of the screen.
        step: 1 or -1.
        top: The first line on the screen.
    """
    every = spots(lines)
    if chosen in every:
        wanted = every.index(chosen) + step
    else:
        below = next((number for number, one in enumerate(every) if one.line >= top), None)
        if below is None:
            return None
        wanted = below if step > 0 else below - 1
    return every[wanted] if 0 <= wanted < len(every) else None


def target_at(line: Line, column: int) -> Target | None:
    """Where a column of a line leads."""
    at = 0
    for part in line:
        at += cell_len(part.text)
        if column < at:
            return part.target
    return None


def section_near(lines: Sequence[Line], top: int, height: int) -> str | None:
    """The section to fold when lines from ``top`` on are on the screen.

    The first whose label can be seen; where none can, the one that is being read.
    """
    labels = [(one.line, one.target.value) for one in spots(lines) if one.target.kind == "fold"]
    seen = [key for line, key in labels if top <= line < top + height]
    return seen[0] if seen else next((key for line, key in reversed(labels) if line < top), None)


def first_doubt(lines: Sequence[Line]) -> Glimpse | None:
    """The first doubtful or lost character of some lines."""
    for line in lines:
        at = 0
        for part in line:
            if "doubt" in part.roles or "lost" in part.roles:
                text = "".join(one.text for one in line)
                return Glimpse(text[:at], text[at], text[at + 1 :])
            at += len(part.text)
    return None
