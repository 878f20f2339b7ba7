"""Headings and folds in the list of papers: the cursor, marks, counts and searches know what a paper is."""

from pathlib import Path

import pytest
from textual.widgets import Static

from digest_tui.screens import slices
from digest_tui.settings import Settings
from ui.reader import Open, Reader
from ui.watched import write_day, write_searches


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_day(tmp_path / "digests")


@pytest.fixture
def searches(home: Path) -> Path:
    return write_searches(home)


def _drawn(reader: Reader) -> list[str]:
    """The lines of the list: the number of a paper with its signs, or what else stands there."""
    lines = [line.strip("▌▏ █") for line in reader.list_lines()]
    return [
        f"{'◆' if '◆' in line else ''}{line.split(' no ')[1].split()[0]}" if " no " in line else line
        for line in lines
        if line
    ]


def _at(reader: Reader) -> str:
    return reader.current().rpartition(" ")[2]


async def test_papers_stand_under_headings_that_the_cursor_passes_over(reader: Open) -> None:
    async with reader(size=(120, 12)) as r:
        await r.press("s", "g")
        assert "Under headings" in r.status()
        assert _drawn(r)[0].startswith("cs.AI Artificial Intelligence · 4 ──")
        assert [one[:5] for one in _drawn(r)[1:6]] == ["0", "1", "2", "3", "cs.CV"]
        assert (r.current().endswith("no 0"), r.main.panes.heading.right.strip()) == (True, "1/12")
        await r.press("j", "j", "j", "j")
        assert (_at(r), r.main.panes.heading.right.strip()) == ("4", "5/12")
        await r.press("k")
        assert _at(r) == "3"
        await r.press("J", "J")
        assert _at(r) == "5"
        # The heading stays on top while its papers are scrolled through.
        await r.press("G")
        top, *rest = _drawn(r)
        assert top.startswith("cs.CV Computer Vision")
        assert rest[0] == "6", "the first ones are behind the heading"
        await r.press("{", "k", "k")
        assert (_at(r), _drawn(r)[0][:5]) == ("6", "cs.CV")
        await r.press("}")
        assert _at(r) == "8"
        await r.press("}")
        assert r.status() == "The last group here"
        await r.press("j", "{")
        assert _at(r) == "8"
        await r.press("{", "{")
        assert _at(r) == "0"
        await r.press("s", "g")
        assert "·" not in "".join(_drawn(r))
        await r.press("s", "c")
        assert _drawn(r)[0].startswith("cs.AI"), "by category there are headings too"


async def test_picks_ranges_clicks_and_letters_mean_papers_only(reader: Open) -> None:
    async with reader(size=(120, 24), settings=Settings(grouped=True, mark_read_after=0, live=False)) as r:
        papers = r.main.panes.papers
        await r.press("j", "j", "v", "j", "j", "j", "v")
        assert r.main.picks.ids() == ("2601.00002", "2601.00003", "2601.00004", "2601.00005")
        await r.press("escape", "V")
        assert len(r.main.picks) == 12
        await r.press("escape", "g", "g")
        await r.pilot.click(papers, offset=(10, 5))
        await r.settle()
        assert _at(r) == "0", "the heading of the second group was clicked"
        await r.pilot.click(papers, offset=(10, 6))
        await r.settle()
        assert _at(r) == "4"
        await r.press("ctrl+o")
        labels = [one.styles.offset for one in r.app.screen.query(".jump").results(Static)]
        rows = {y.value - papers.region.y for x, y in labels if x.value == papers.region.x}
        assert rows == set(range(15)) - {0, 5, 10}, "no letter on a heading"
        await r.press("escape", "i", "G")
        assert (papers.row_height, _at(r)) == (2, "11")
        drawn = r.list_lines()
        assert "cs.CV" in drawn[0], "of two lines the one that says something is on top"
        assert [
            line.strip(" █") for line in drawn[1:] if "cs.CV Computer" in line or not line.strip(" █")
        ] == [
            "",
            "",
        ], "and not a second time where it stood; the other blank line is above the next heading"


async def test_what_is_muted_folds_and_is_never_lost(reader: Open, searches: Path) -> None:
    async with reader(size=(120, 24)) as r:
        assert r.heading() == "Mon 5 Jan · 12 papers · 10 unread · 2 muted"
        assert _drawn(r) == ["◆0", "◆3", "◆6", "◆9", "2", "4", "7", "8", "10", "11", "▸ 2 muted (Quantum)"]
        assert r.main.panes.heading.right.strip() == "1/10"
        await r.press("G")
        assert (r.current(), r.main.panes.heading.right.strip()) == ("", "–/10")
        assert "2 papers folded away here, muted by Quantum." in r.page()
        await r.press("b", "r", "x", "space", "t", "o")
        assert not r.main.session.marks.bookmarks, "there is no paper under the cursor"
        await r.press("J")
        assert r.status() == "The last paper here"
        await r.press("enter")
        assert _drawn(r)[-3:] == ["▾ 2 muted (Quantum)", "1", "5"]
        assert r.main.panes.heading.right.strip() == "–/12"
        await r.press("j", "j")
        assert (_at(r), r.main.panes.heading.right.strip()) == ("5", "12/12")
        await r.press("k", "k", "enter")
        assert _drawn(r)[-1] == "▸ 2 muted (Quantum)"
        await r.pilot.click(r.main.panes.papers, offset=(10, 10))
        await r.settle()
        assert _drawn(r)[-1] == "5", "a click unfolds too"
        # A search finds what is muted where it stands, and a link leads to it.
        await r.press("g", "g", "/", *"quantum", "enter")
        assert _drawn(r) == ["1", "5", "◆9"]
        await r.press("escape")
        assert (_at(r), _drawn(r)[-1]) == ("1", "5"), "the cursor stays on its paper"
        await r.press("k", "enter", "/", *"quantum no 5", "enter")
        found = r.main.panes.papers.current
        assert found is not None
        await r.press("escape", "k", "k", "enter", "g", "g")
        assert _drawn(r)[-1] == "▸ 2 muted (Quantum)"
        r.main.go_to_paper(found)
        await r.settle()
        assert _at(r) == "5", "what leads to it unfolds it"


@pytest.mark.parametrize("seconds", [60.0, 0.0], ids=["at once", "step by step"])
async def test_the_cursor_stays_on_its_paper_when_searches_change(
    reader: Open, searches: Path, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    monkeypatch.setattr(slices, "SLICE", seconds)  # what a view comes to at last, it comes to at any pace
    async with reader() as r:
        await r.press("s", "w")
        assert _drawn(r)[:5] == ["◆0", "2", "◆3", "4", "◆6"]
        await r.press("s", "w", "j", "j", "j", "j", "j")
        assert _at(r) == "4"
        searches.write_text("- name: Even\n  query: 'title:/[02468]$/'\n  kind: watch\n", "utf-8")
        await r.press("R")
        assert (_at(r), _drawn(r)[:7]) == ("4", ["◆0", "◆2", "◆4", "◆6", "◆8", "◆10", "1"])
        searches.write_text("- name: Four\n  query: 'title:/4$/'\n  kind: mute\n", "utf-8")
        await r.press("R")
        assert (_at(r), _drawn(r)[-2:]) == ("4", ["▾ 1 muted (Four)", "4"])
        await r.press("k", "enter")
        searches.write_text("- name: Odd\n  query: 'title:/[13579]$/'\n  kind: mute\n", "utf-8")
        await r.press("R")
        assert (r.main.panes.papers.on_fold, _drawn(r)[-1]) == (True, "▸ 6 muted (Odd)")


async def test_all_that_is_marked_read_is_said_and_can_be_undone(reader: Open, searches: Path) -> None:
    async with reader() as r:
        await r.press("n", "n", "n", "n", "n", "n", "n", "n", "n")
        assert _at(r) == "11"
        await r.press("n")
        assert r.status() == "No unread paper further on"
        await r.press("T", "escape", "A")
        assert r.status() == "12 papers marked read · 2 muted among them · u undoes"
        assert r.heading() == "Mon 5 Jan · 12 papers · all read · 2 muted"
        await r.press("u")
        assert r.heading() == "Mon 5 Jan · 12 papers · 10 unread · 2 muted"


async def test_a_watch_wins_over_a_mute_and_says_why(reader: Open, searches: Path) -> None:
    async with reader() as r:
        await r.press("j", "j", "j")
        assert r.current() == "Agent quantum no 9"
        assert "◆ Agents" in r.page()
        page = r.main.panes.page
        strips = [page.render_line(y) for y in range(3)]
        marked = [one.text for strip in strips for one in strip if one.style and one.style.bgcolor]
        assert "Agent" in marked
