"""From one visit to the next: one goes on where one stopped, and what has come meanwhile is told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from digest_parsers.cache import index
from digest_tui import keeper
from digest_tui.store.visits import SAME_VISIT
from invented_files import Invented, daily_report
from ui.reader import Reader, make_app


@asynccontextmanager
async def _visit(library: Path, home: Path) -> AsyncIterator[Reader]:
    """A run of the reader that ends as a real one does."""
    app = make_app(library, home)
    async with app.run_test(size=(120, 30)) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        yield reader
        await reader.pilot.press("Q")
    app.end_visit()
    app.keeper.close()


async def test_one_goes_on_at_the_day_paper_and_line_where_one_stopped(
    library: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "LEAF", 1)  # so that the day is not among what is known at once
    text = "A long sentence. " * 400
    long = [Invented(f"2601.{n:05}", f"Long paper {n}", abstract=text) for n in range(1, 4)]
    (library / "long.md").write_text(daily_report("2025-12-24", long), "utf-8")
    async with _visit(library, home) as r:
        while "24 Dec" not in r.heading():
            await r.press("[")
        await r.press("j", "l", "ctrl+d")
        scrolled = r.main.panes.page.scroll_offset.y
        assert scrolled > 0
    async with _visit(library, home) as r:
        assert "24 Dec" in r.heading()
        assert r.current() == "Long paper 2"
        assert r.main.panes.page.scroll_offset.y == scrolled
        await r.press("g", "b")
    (library / "long.md").unlink()
    async with _visit(library, home) as r:
        assert r.heading().startswith("Bookmarks")


async def test_the_list_is_laid_out_as_it_was(library: Path, home: Path) -> None:
    async with _visit(library, home) as r:
        await r.press("s", "t", "s", "g")
        titles, lines = r.titles(), r.list_lines()
    async with _visit(library, home) as r:
        assert "by title" in r.heading()
        assert (r.titles(), r.list_lines()) == (titles, lines)
        await r.press("s", "f", "s", "g", "/", "tab", "escape")
    async with _visit(library, home) as r:
        assert "by title" not in r.heading()
        assert not any("Artificial Intelligence" in line for line in r.list_lines())
        await r.press("/")
        await r.type("epsilon")
        assert r.titles() == ["Epsilon is small"], "searches go through all days still"


async def test_a_day_that_is_gone_is_no_place_to_begin(library: Path, home: Path) -> None:
    (library / "gone.md").write_text(daily_report("2025-12-24", [Invented("2601.00099", "Gone")]), "utf-8")
    async with _visit(library, home) as r:
        while "24 Dec" not in r.heading():
            await r.press("[")
    (library / "gone.md").unlink()
    async with _visit(library, home) as r:
        assert r.heading().startswith("Mon 5 Jan")


async def test_what_has_come_since_the_last_visit_is_told_marked_and_found(
    library: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _visit(library, home) as r:
        assert "since" not in r.status()
    new = [Invented(f"2603.{n:05}", f"Fresh {n}") for n in (1, 2)]
    (library / "new.md").write_text(daily_report("2026-03-01", new), "utf-8")
    later = datetime.now().astimezone() + 2 * SAME_VISIT
    monkeypatch.setattr(keeper, "_now", lambda: later)
    async with _visit(library, home) as r:
        assert r.status().startswith("+2 papers · 1 new digest since ")
        assert any("+ 1 Sun" in line for line in r.main.panes.days.plain_lines())
        assert "5 Jan" in r.heading()
        await r.press("/")
        await r.type("is:new")
        await r.press("tab", "enter")
        assert r.titles() == ["Fresh 1", "Fresh 2"]
        await r.press("escape", "g", "n")
        assert r.heading().startswith("Sun 1 Mar")
    monkeypatch.setattr(keeper, "_now", lambda: later + timedelta(days=1))
    async with _visit(library, home) as r:
        assert not any("+ 1 Sun" in line for line in r.main.panes.days.plain_lines())
