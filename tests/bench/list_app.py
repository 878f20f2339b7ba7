"""The list of papers in an app of its own: rows as the first argument says, headings as the second."""

import sys
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType

from digest_parsers.outline import KeptEntries
from digest_parsers.rows import Rows
from digest_tui.bands import Band
from digest_tui.render import RowFlags
from digest_tui.themes import shared_variables
from digest_tui.widgets.paper_list import PaperList
from invented import digest, entry

#: What is on the screen when the list is there.
SHOWN = "Invented paper number 0"


def list_rows(count: int) -> Rows:
    """Rows for the list of papers: a thousand different ones, over and over."""
    titles = (f"Invented paper number {number} on a list that is long" for number in range(1000))
    some = [entry(f"2601.{n:05}", title, score=n % 100) for n, title in enumerate(titles)]
    one = digest(date(2026, 1, 5), some)
    one = replace(one, entries=KeptEntries(one.entries))
    rows = Rows()
    for begin in range(0, count, len(some)):
        rows.add(one, range(min(len(some), count - begin)))
    return rows


def list_bands(count: int, headings: int) -> list[Band]:
    """Headings at equal distances, the last of them a fold."""
    starts = range(0, count, max(1, count // max(1, headings)))[:headings]
    return [Band(start, f"Group {at}", folds=at == headings - 1) for at, start in enumerate(starts)]


class ListApp(App[None]):
    """A list and nothing else."""

    def __init__(self, rows: int, headings: int = 0) -> None:
        super().__init__()
        self._rows, self._headings = rows, headings

    BINDINGS: ClassVar[list[BindingType]] = [("j", "down", "down")]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return shared_variables(self.current_theme)

    def compose(self) -> ComposeResult:
        yield PaperList(lambda _: RowFlags(unread=True, bookmarked=False, repeated=False))

    def on_mount(self) -> None:
        rows = list_rows(self._rows)
        self.query_one(PaperList).show(rows, bands=list_bands(self._rows, self._headings))

    def action_down(self) -> None:
        self.query_one(PaperList).move(1)


if __name__ == "__main__":
    ListApp(*map(int, sys.argv[1:])).run()
