"""From an entry to styled lines: the only place where the text of papers is given style.

A line is a tuple of parts, a part is a piece of text with the names of its roles. What a role looks like is
decided by the widget that draws it.
"""

from digest_tui.render.bands import band_line
from digest_tui.render.options import PLAIN, Content, Drawing, PageOptions
from digest_tui.render.pages import page
from digest_tui.render.parts import Line, Part, Target, match_beside, part, plain, said
from digest_tui.render.rows import (
    CELLS,
    DEFAULT_CELLS,
    RowColumns,
    RowFlags,
    columns_for,
    row,
    score_bar,
    second_line,
)
from digest_tui.render.sections import GUTTER, shown_sections
from digest_tui.render.spots import Glimpse, Spot, first_doubt, section_near, spot_beside, spots, target_at

__all__ = [
    "CELLS",
    "DEFAULT_CELLS",
    "GUTTER",
    "PLAIN",
    "Content",
    "Drawing",
    "Glimpse",
    "Line",
    "PageOptions",
    "Part",
    "RowColumns",
    "RowFlags",
    "Spot",
    "Target",
    "band_line",
    "columns_for",
    "first_doubt",
    "match_beside",
    "page",
    "part",
    "plain",
    "row",
    "said",
    "score_bar",
    "second_line",
    "section_near",
    "shown_sections",
    "spot_beside",
    "spots",
    "target_at",
]
