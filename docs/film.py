"""An animated SVG of what a terminal showed: each line that was ever on the screen is drawn once."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple, Protocol

from rich.cells import cell_len

#: Pixels of a column and of a line, of the text in it, and around all of it.
_COLUMN, _LINE, _TEXT, _EDGE = 8.4, 18, 14, 12
#: What a terminal of dark ground has for the colours that it is left to choose.
_INK, _GROUND = "dcdfe4", "15181d"


class Cell(Protocol):
    """A character of a terminal's screen, as pyte has it."""

    data: str
    fg: str
    bg: str
    bold: bool
    underscore: bool
    reverse: bool


class Look(NamedTuple):
    """How a run of characters looks."""

    ink: str
    ground: str
    bold: bool
    underlined: bool


Row = tuple[tuple[str, Look], ...]


class Frame(NamedTuple):
    """A screen and for how many seconds it is shown."""

    rows: tuple[Row, ...]
    seconds: float


def row_of(cells: Sequence[Cell]) -> Row:
    """A line of the screen; an empty cell is the second half of a wide character."""
    return tuple((cell.data, _look(cell)) for cell in cells if cell.data)


def _look(cell: Cell) -> Look:
    ink, ground = (_colour(cell.fg, _INK), _colour(cell.bg, _GROUND))
    if cell.reverse:
        ink, ground = ground, ink
    return Look(ink, ground, cell.bold, cell.underscore)


def _colour(name: str, otherwise: str) -> str:
    return otherwise if name == "default" else name


def svg(frames: Sequence[Frame], columns: int) -> str:
    """The film, which begins again when it is over.

    The frames stand below one another and are pulled past the window: one animation for all of them.
    """
    names: dict[Row, str] = {}
    looks: dict[str, str] = {}
    for frame in frames:
        for row in frame.rows:
            names.setdefault(row, f"l{len(names)}")
    drawn = [f'<g id="{name}">{"".join(_drawn(row, looks))}</g>' for row, name in names.items()]
    height = len(frames[0].rows) * _LINE
    wide, high = columns * _COLUMN + 2 * _EDGE, height + 2 * _EDGE
    shown = [
        f'<use href="#{names[row]}" x="{_EDGE}" y="{_EDGE + number * high + line * _LINE:g}"/>'
        for number, frame in enumerate(frames)
        for line, row in enumerate(frame.rows)
    ]
    seconds = sum(frame.seconds for frame in frames)
    styles = "".join(f".{name}{{{rules}}}" for rules, name in looks.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}">'
        f"<style>text{{font:{_TEXT}px Menlo,Consolas,'DejaVu Sans Mono',monospace}}{styles}"
        f"#film{{animation:film {seconds:g}s step-end infinite}}"
        f"@keyframes film{{{_keyframes(frames, high, seconds)}}}</style>"
        f"<defs>{''.join(drawn)}</defs>"
        f'<rect width="100%" height="100%" rx="8" fill="#{_GROUND}"/>'
        f'<g id="film">{"".join(shown)}</g></svg>\n'
    )


def _keyframes(frames: Sequence[Frame], high: float, seconds: float) -> str:
    at, steps = 0.0, []
    for number, frame in enumerate(frames):
        steps.append(f"{100 * at / seconds:.3f}%{{transform:translateY({-number * high:g}px)}}")
        at += frame.seconds
    return "".join(steps)


def _drawn(row: Row, looks: dict[str, str]) -> list[str]:
    """Runs of characters that look alike and are of one width: a viewer's font may have others.

    The grounds come first, so that none of them covers a letter that a viewer drew a little too wide.
    """
    grounds, texts, column = [], [], 0
    for (look, width), run in groupby(row, key=lambda one: (one[1], cell_len(one[0]))):
        text = "".join(data for data, _ in run)
        x, size = column * _COLUMN, len(text) * width * _COLUMN
        column += len(text) * width
        if look.ground != _GROUND:
            grounds.append(f'<rect x="{x:g}" width="{size:g}" height="{_LINE}" fill="#{look.ground}"/>')
        bare = text.strip(" ")
        if bare:
            before = len(text) - len(text.lstrip(" "))
            name = looks.setdefault(_rules(look), f"s{len(looks)}")
            texts.append(
                f'<text class="{name}" x="{x + before * width * _COLUMN:g}" y="{_TEXT}"'
                f' textLength="{len(bare) * width * _COLUMN:g}">{_kept(bare)}</text>'
            )
    return grounds + texts


def _kept(text: str) -> str:
    """The text with spaces that no viewer makes one of."""
    return escape(text, quote=False).replace(" ", "\xa0")


def _rules(look: Look) -> str:
    bold = ";font-weight:700" if look.bold else ""
    return f"fill:#{look.ink}{bold}{';text-decoration:underline' if look.underlined else ''}"
