"""A scrollbar as one column of a widget's own lines.

Textual's scrollbars are widgets. Each of the four of the main screen is styled, laid out and composed for
itself, and is drawn anew for every paper, since the next page is of another length: a quarter of a move.
"""

#: Parts of a cell, from the bottom.
_EIGHTHS = " ▁▂▃▄▅▆▇"

#: A character and its role; an empty role for what is no thumb.
Cell = tuple[str, str]

_TRACK: Cell = (" ", "")
_FULL: Cell = (" ", "thumb-end")


def cells(height: int, lines: int, top: int) -> list[Cell]:
    """The cells of a scrollbar, top to bottom.

    Args:
        height: How many lines are shown.
        lines: How many there are.
        top: The first that is shown.
    """
    if lines <= height:
        return [_TRACK] * height
    size = max(8, 8 * height * height // lines)
    start = (8 * height - size) * top // (lines - height)
    first, above = divmod(start, 8)
    last, below = divmod(start + size, 8)
    shown = [_TRACK] * first + [_FULL] * (last - first) + [_TRACK] * (height - last)
    if above:
        shown[first] = (_EIGHTHS[8 - above], "thumb")
    if below:
        # There are no characters that fill a cell from the top: what is left of it is drawn over the thumb.
        shown[last] = (_EIGHTHS[8 - below], "thumb-end")
    return shown


def line_at(y: int, height: int, lines: int) -> int:
    """The first line to show when the bar is grabbed at a height."""
    return round(max(0, lines - height) * min(1.0, max(0.0, y / max(1, height - 1))))
