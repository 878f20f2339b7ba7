"""How rows and pages are drawn, together."""

from typing import NamedTuple

from digest_tui.render.options import PageOptions
from digest_tui.render.rows import DEFAULT_CELLS


class Drawing(NamedTuple):
    """How rows and pages are drawn.

    Attributes:
        page: How pages are, with the most columns that their text may have.
        cells: What the rows of the list show, from left to right.
    """

    page: PageOptions
    cells: tuple[str, ...]


#: What is drawn unless the settings say otherwise: lines of 44 Chinese characters or 88 letters at most.
PLAIN = Drawing(PageOptions(88), DEFAULT_CELLS)
