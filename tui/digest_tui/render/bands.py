"""The lines of a list that are no papers: headings, and what is folded."""

from rich.cells import cell_len

from digest_tui.bands import Band
from digest_tui.render.parts import Line, part, rule
from digest_tui.wrap import fit


def band_line(band: Band, width: int, *, folded: bool) -> Line:
    """The line of a band on ``width`` columns at most.

    Args:
        band: The band.
        width: Columns.
        folded: Whether the rows of one that folds are hidden.
    """
    if band.folds:
        return (part(fit(f"{'▸' if folded else '▾'} {band.text}", width), "fold"),)
    # Without the spaces that fit fills the line with: the rule is to do that.
    return rule(fit(band.text, width - cell_len(band.tail)).rstrip() + band.tail, width)
