"""Whether every line that the reader draws of an archive fits its pane, by the measure of another library."""

from collections.abc import Iterable, Iterator

from wcwidth import wcswidth

from bench.report import Limit, Row, Sample
from bench.workbench import Workbench
from digest_parsers.load import load_file
from digest_parsers.model import Appearance
from digest_tui import render
from digest_tui.render import PageOptions, RowColumns, RowFlags

#: The width of the text of a page at 120 columns, and the widest that it has by itself.
_WIDTHS = (48, 88)


def width(bench: Workbench) -> Iterable[Row]:
    """All pages and all rows of the list: lines that are wider than their pane, rows that are not as wide."""
    drawn = wrong = papers = 0
    for one in _appearances(bench):
        papers += 1
        for columns in _WIDTHS:
            rows, lines = (
                _rows(one, columns),
                render.plain(render.page(one, None, PageOptions(columns))).split("\n"),
            )
            drawn += len(rows) + len(lines)
            wrong += sum(wcswidth(line) != columns for line in rows)
            wrong += sum(not 0 <= wcswidth(line) <= columns for line in lines)
    note = f"{drawn:,} lines of {papers:,} entries, in {' and '.join(map(str, _WIDTHS))} columns"
    yield Row(
        "width",
        "lines that do not fit their pane",
        Sample((wrong,), ""),
        limits=(Limit("median", 0, "0"),),
        note=note,
    )


def _rows(one: Appearance, columns: int) -> list[str]:
    cells = RowColumns(category=8)
    drawn = [render.row(one, columns, cells, RowFlags()), render.second_line(one, columns, cells)]
    return render.plain(drawn).split("\n")


def _appearances(bench: Workbench) -> Iterator[Appearance]:
    for path in bench.one.files:
        for digest in load_file(path).digests:
            yield from (Appearance(digest, entry) for entry in digest.entries)
