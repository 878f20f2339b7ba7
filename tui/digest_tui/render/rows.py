"""One paper on one line of a list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from digest_parsers.model import Appearance
from digest_parsers.sanitize import clean_line
from digest_tui.render.parts import Line, Span, match_spans, part, runs, without_tex
from digest_tui.wrap import fit

if TYPE_CHECKING:
    from digest_parsers.highlights import Highlight

_BARS = "▁▂▃▄▅▆▇█"


class RowFlags(NamedTuple):
    """What the user and the library know of a paper in a list."""

    unread: bool = False
    bookmarked: bool = False
    repeated: bool = False
    skipped: bool = False
    picked: bool = False


class RowColumns(NamedTuple):
    """Which columns a list has room and use for.

    Attributes:
        score: Whether any paper has a score.
        category: Columns for the category, 0 for none.
    """

    score: bool
    category: int


def columns_for(width: int, *, scored: bool, widest_category: int) -> RowColumns:
    """The columns for a list of this width; what does not fit is left out, the title never.

    Args:
        width: Columns of the list.
        scored: Whether any of its papers may have a score.
        widest_category: Characters of the longest of its primary categories.
    """
    most = 14 if width >= 70 else 8 if width >= 40 else 0
    return RowColumns(score=scored and width >= 30, category=min(widest_category, most))


def row(
    appearance: Appearance,
    width: int,
    columns: RowColumns,
    flags: RowFlags,
    highlights: "Sequence[Highlight]" = (),
    *,
    tex: bool = False,
) -> Line:
    """One paper on one line of exactly ``width`` columns.

    Args:
        appearance: The paper.
        width: Columns.
        columns: Which of its facts there is room for.
        flags: What is known of it.
        highlights: What a search looked for.
        tex: Whether TeX is shown as it was written.
    """
    entry = appearance.entry
    state = "★" if flags.bookmarked else "●" if flags.unread else "×" if flags.skipped else " "
    role = "star" if flags.bookmarked else "badge" if flags.skipped else "dot"
    badge = ("✓", "picked") if flags.picked else ("↺" if flags.repeated else " ", "badge")
    parts = [part(state, role), part(*badge)]
    used = 2
    if columns.score:
        parts.append(part(fit(_short_score(entry.score).rjust(4), 4) + " ", "score"))
        parts.append(part(score_bar(entry.score), "bar"))
        used += 6
    parts.append(part(" ", "text"))
    tail = columns.category + 1 if columns.category else 0
    room = max(1, width - used - 1 - tail)
    role = "unread" if flags.unread else "read"
    title = clean_line(entry.title or entry.arxiv_id)
    spans: Sequence[Span] = match_spans(title, "title", highlights)
    if not tex:
        title, spans = without_tex(title, spans)
    title = fit(title, room)
    parts.extend(runs(title, 0, len(title), (role,), spans))
    if columns.category:
        parts.append(part(" " + fit(entry.primary_category, columns.category), "row-category"))
    return tuple(parts)


def _short_score(score: float | None) -> str:
    return "" if score is None else f"{score:.3g}"


def score_bar(score: float | None) -> str:
    """A score of 0 to 100 as one block character."""
    if score is None:
        return " "
    return _BARS[max(0, min(7, int(score * 8 / 100)))]
