"""From an entry to styled lines: the only place where the text of papers is given style.

A line is a tuple of parts, a part is a piece of text with the names of its roles. What a role looks like is
decided by the widget that draws it.
"""

from digest_tui.render.pages import PageOptions, page
from digest_tui.render.parts import Line, Part, Target, match_lines, part, plain
from digest_tui.render.rows import RowColumns, RowFlags, columns_for, row, score_bar

__all__ = [
    "Line",
    "PageOptions",
    "Part",
    "RowColumns",
    "RowFlags",
    "Target",
    "columns_for",
    "match_lines",
    "page",
    "part",
    "plain",
    "row",
    "score_bar",
]
