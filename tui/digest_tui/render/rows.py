"""One paper on one line of a list, or on two."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from digest_parsers.model import Appearance
from digest_parsers.placeholders import is_placeholder
from digest_parsers.sanitize import clean_line
from digest_tui.render.parts import Line, Part, Span, match_spans, part, runs, without_tex
from digest_tui.saved_search import SavedSearch
from digest_tui.wording import day_text
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
    watches: tuple[SavedSearch, ...] = ()


#: What a row can show, with the columns that it takes and those before it. A title takes what is left.
CELLS: Mapping[str, tuple[int, int]] = {
    "state": (1, 0), "repeat": (1, 0), "watch": (1, 0), "score": (4, 0), "bar": (1, 1), "title": (0, 1),
    "category": (0, 1), "id": (10, 1), "day": (6, 1), "authors": (18, 1),
}  # fmt: skip
_GAP = part(" ", "text")
#: Columns of a title that are not given to the name of a watch, and those of the name at most.
_TITLE_LEAST, _NAME_MOST = 40, 16
#: What a row shows unless the settings say otherwise.
DEFAULT_CELLS = ("state", "repeat", "watch", "score", "bar", "title", "category")


class RowColumns(NamedTuple):
    """Which cells a list has room and use for.

    Attributes:
        cells: Names of :data:`CELLS` from left to right.
        category: Columns for the category.
    """

    cells: tuple[str, ...] = DEFAULT_CELLS
    category: int = 0


def columns_for(
    width: int,
    *,
    scored: bool,
    widest_category: int,
    watched: bool = False,
    wanted: Sequence[str] = DEFAULT_CELLS,
) -> RowColumns:
    """The cells for a list of this width; what does not fit is left out, the title never.

    Args:
        width: Columns of the list.
        scored: Whether any of its papers may have a score.
        widest_category: Characters of the longest of its primary categories.
        watched: Whether a watch has found any of its papers.
        wanted: The cells to show, from left to right.
    """
    category = min(widest_category, 14 if width >= 70 else 8 if width >= 40 else 0)
    of_scores = scored and width >= 30
    room = {"score": of_scores, "bar": of_scores, "category": category > 0}
    room |= {"watch": watched, "id": width >= 60, "day": width >= 50, "authors": width >= 90}
    return RowColumns(tuple(one for one in wanted if room.get(one, True)), category)


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
    parts: list[Part] = []
    for name, size, gap in _laid_out(columns, width):
        if gap:
            parts.append(_GAP)
        if name == "title":
            parts += _title_cell(appearance, size, flags, highlights, tex=tex)
        else:
            text, role = _cell(name, appearance, flags)
            parts.append(part(text if size == 1 else fit(text, size), role))
    return tuple(parts)


@lru_cache(maxsize=64)
def _laid_out(columns: RowColumns, width: int) -> tuple[tuple[str, int, int], ...]:
    """The cells of a row with their sizes and the gaps before them."""
    sizes = {name: columns.category if name == "category" else CELLS[name][0] for name in columns.cells}
    gaps = [0, *(CELLS[name][1] for name in columns.cells[1:])]
    sizes["title"] = max(1, width - sum(sizes.values()) - sum(gaps))
    return tuple((name, sizes[name], gap) for name, gap in zip(columns.cells, gaps, strict=True))


def second_line(
    appearance: Appearance,
    width: int,
    columns: RowColumns,
    highlights: "Sequence[Highlight]" = (),
    *,
    tex: bool = False,
) -> Line:
    """The TL;DR of a paper on one line of exactly ``width`` columns, below its title."""
    section = appearance.entry.section("tldr")
    text = "" if section is None or is_placeholder(section.text) else clean_line(section.text)
    spans: Sequence[Span] = match_spans(text, "tldr", highlights)
    if not tex:
        text, spans = without_tex(text, spans)
    indent = 0
    for number, name in enumerate(columns.cells[: columns.cells.index("title") + 1]):
        indent += CELLS[name][1] if number else 0
        indent += columns.category if name == "category" else CELLS[name][0]
    return (part(" " * indent, "text"), *_fitted(text, max(1, width - indent), "second", spans))


def _title_cell(
    appearance: Appearance, width: int, flags: RowFlags, highlights: "Sequence[Highlight]", *, tex: bool
) -> list[Part]:
    """The title, and the name of the watch that has found the paper where there is room for it."""
    name = _watch_name(flags.watches, min(_NAME_MOST, width - _TITLE_LEAST))
    if not name:
        return _title(appearance, width, flags, highlights, tex=tex)
    title = _title(appearance, width - cell_len(name) - 1, flags, highlights, tex=tex)
    return [*title, _GAP, part(name, f"watch-{flags.watches[0].colour}")]


def _watch_name(watches: Sequence[SavedSearch], width: int) -> str:
    """The name of the first of some watches and how many others there are; nothing without room."""
    if not watches or width < 4:
        return ""
    others = f" +{len(watches) - 1}" if len(watches) > 1 else ""
    return fit(watches[0].name, width - len(others)).rstrip() + others


def _title(
    appearance: Appearance, width: int, flags: RowFlags, highlights: "Sequence[Highlight]", *, tex: bool
) -> list[Part]:
    title = clean_line(appearance.entry.title or appearance.entry.arxiv_id)
    spans: Sequence[Span] = match_spans(title, "title", highlights)
    if not tex:
        title, spans = without_tex(title, spans)
    return _fitted(title, width, "unread" if flags.unread else "read", spans)


def _fitted(text: str, width: int, role: str, spans: Sequence[Span]) -> list[Part]:
    """A text in exactly ``width`` columns; where it is cut, the ellipsis has what is behind it."""
    shown = fit(text, width)
    if spans and not shown.startswith(text):
        ellipsis = len(shown.rstrip(" ")) - 1
        spans = [(min(start, ellipsis), min(end, ellipsis + 1), one) for start, end, one in spans]
    return runs(shown, 0, len(shown), (role,), spans)


def _cell(name: str, appearance: Appearance, flags: RowFlags) -> tuple[str, str]:
    """The text of a cell and its role."""
    entry = appearance.entry
    if name == "state":
        state = "★" if flags.bookmarked else "●" if flags.unread else "×" if flags.skipped else " "
        return state, "star" if flags.bookmarked else "badge" if flags.skipped else "dot"
    if name == "repeat":
        return ("✓", "picked") if flags.picked else ("↺" if flags.repeated else " ", "badge")
    if name == "watch":
        return ("◆", f"watch-{flags.watches[0].colour}") if flags.watches else (" ", "badge")
    if name == "score":
        return _short_score(entry.score).rjust(4), "score"
    if name == "bar":
        return score_bar(entry.score), "bar"
    if name == "category":
        return entry.primary_category, "row-category"
    if name == "day":
        return day_text(
            appearance.digest.day, inferred=appearance.digest.inferred, year=False
        ), "row-category"
    return {"id": entry.arxiv_id, "authors": clean_line(", ".join(entry.authors))}[name], "row-category"


def _short_score(score: float | None) -> str:
    return "" if score is None else f"{score:.3g}"


def score_bar(score: float | None) -> str:
    """A score of 0 to 100 as one block character."""
    if score is None:
        return " "
    return _BARS[max(0, min(7, int(score * 8 / 100)))]
