"""Wide characters in exported pictures, for which Rich makes room of one cell each.

Browsers then draw them over each other: https://github.com/Textualize/rich/issues/2742
"""

import html
import re
from itertools import groupby

from rich.cells import split_graphemes

#: A text of a picture by Rich: attributes, left edge, top, length, attributes, text.
_TEXT = re.compile(r'<text ([^>]*)x="([^"]*)" y="([^"]*)" textLength="([^"]*)"([^>]*)>([^<]*)</text>')


def on_the_grid(svg: str) -> str:
    """A picture in which each text takes as many cells as in the terminal.

    Texts are cut where the width of their characters changes: a browser spreads what a text lacks in length
    evenly over its characters, and programs that know no `textLength` at least begin each in its column.

    Args:
        svg: What `App.export_screenshot` returns.
    """
    return _TEXT.sub(_pieces, svg)


def _pieces(text: re.Match[str]) -> str:
    before, left, top, length, after, escaped = text.groups()
    characters = html.unescape(escaped)
    graphemes, cells = split_graphemes(characters)
    if cells == len(characters):
        return text[0]
    cell = float(length) / len(characters)
    x = float(left)
    pieces = []
    for width, run in groupby(graphemes, lambda grapheme: grapheme[2]):
        spans = list(run)
        piece = html.escape(characters[spans[0][0] : spans[-1][1]])
        room = len(spans) * width * cell
        pieces.append(f'<text {before}x="{x:g}" y="{top}" textLength="{room:g}"{after}>{piece}</text>')
        x += room
    return "".join(pieces)
