"""Saved searches in the tree: places with figures that come behind the first frame, and move nothing."""

from pathlib import Path

import pytest

from digest_tui.palette import Palette
from digest_tui.screens import slices
from digest_tui.settings import Settings
from digest_tui.widgets.day_list import DayList
from ui.reader import Open, Reader, make_app

SEARCHES = """\
- name: rays
  query: title:gamma OR title:beta
- name: of my field
  query: cat:cs.CV
  kind: watch
  colour: green
- name: noise
  query: title:eta,
  kind: mute
- name: broken
  query: day:nonsense
"""


@pytest.fixture
def searches(home: Path) -> Path:
    home.mkdir()
    file = home / "searches.yaml"
    file.write_text(SEARCHES, "utf-8")
    return file


def _figures(reader: Reader) -> list[list[str]]:
    """What stands between the bookmarks and the first month."""
    lines = [line.split() for line in reader.days()]
    first = next(at for at, line in enumerate(lines) if line[0] == "Bookmarks")
    return lines[first + 1 : next(at for at, line in enumerate(lines) if line[0] == "─")]


async def test_they_stand_in_the_tree_with_what_they_find(reader: Open, searches: Path) -> None:
    async with reader() as r:
        assert _figures(r) == [
            ["/", "rays", "2", "●", "2"],
            ["◆", "of", "my", "field", "2", "●", "2"],
            ["!", "broken"],
        ]
        await r.press("h", "g", "g", "j", "j", "j")
        assert r.heading() == "rays · 2 papers · 2 unread"
        assert r.titles() == ["Beta of [brackets] and $x^2$", "Gamma rays in the kitchen"]
        await r.press("j")
        assert r.heading() == "of my field · 2 papers · 2 unread"
        await r.press("enter", "r")
        assert _figures(r)[1] == ["◆", "of", "my", "field", "2", "●", "1"]

        await r.press("/")
        await r.type("kitchen")
        await r.press("enter")
        assert r.titles() == ["Gamma rays in the kitchen"]
        await r.press("escape", "h", "j")
        assert r.heading() == "broken · 0 papers"
        said = " ".join(" ".join(r.list_lines()).split())
        assert "'nonsense' is not a day" in said and "line 10 of searches.yaml" in said


@pytest.mark.parametrize("in_time", [True, False])
async def test_one_begins_again_in_the_folder_where_one_stopped(
    library: Path, home: Path, searches: Path, monkeypatch: pytest.MonkeyPatch, in_time: bool
) -> None:
    if not in_time:  # so that the first frame has no papers yet
        monkeypatch.setattr(slices, "SLICE", 0.0)
    for run in range(2):
        app = make_app(library, home)
        async with app.run_test(size=(120, 36)) as pilot:
            r = Reader(app, pilot)
            await r.settle()
            if run == 0:
                await r.press("h", "g", "g", "j", "j", "j", "l", "j")
            assert r.heading().startswith("rays · 2 papers")
            assert r.current() == "Gamma rays in the kitchen"
            await r.pilot.press("Q")
        app.end_visit()
        app.keeper.close()


async def test_a_search_that_is_written_or_taken_out_by_hand_shows(reader: Open, searches: Path) -> None:
    async with reader() as r:
        await r.press("h", "g", "g", "j", "j", "j")
        searches.write_text(SEARCHES.replace("rays", "beams", 1) + "- {name: new, query: delta}\n", "utf-8")
        await r.press("R")
        assert r.heading().startswith("beams"), "where one is, whatever it is called"
        searches.write_text(SEARCHES.partition("- ")[0], "utf-8")
        await r.press("R")
        assert r.heading().startswith("All days")
        searches.write_text(SEARCHES.replace("rays", "beams", 1) + "- {name: new, query: delta}\n", "utf-8")
        await r.press("R")
        assert [line[1] for line in _figures(r)] == ["beams", "of", "broken", "new"]
        assert _figures(r)[3] == ["/", "new", "1", "●", "1"]


async def test_the_palette_and_jump_mode_lead_there(reader: Open, searches: Path) -> None:
    async with reader() as r:
        await r.press("ctrl+p")
        assert isinstance(r.app.screen, Palette)
        await r.type("mute noise")
        while not r.app.screen.query_one("CommandList").option_count:  # type: ignore[attr-defined]
            await r.pilot.pause()
        await r.press("enter")
        assert r.heading().startswith("noise · 1 paper")
        places = r.main.panes.days
        row = next(at for at, line in enumerate(r.days()) if "rays" in line)
        await r.press("ctrl+o")
        labels = list(r.app.screen.query(".jump"))
        (there,) = (one for one in labels if one.styles.offset.y.value == places.region.y + row)
        await r.press(*str(there.render()))
        assert r.heading().startswith("rays · 2 papers")


async def test_nothing_moves_when_the_figures_come(
    library: Path, home: Path, searches: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[list[str]] = []
    real = DayList.show

    def show(self: DayList, *rest: object, **named: object) -> None:
        real(self, *rest, **named)  # type: ignore[arg-type]
        shown.append([line[2:16] for line in self.plain_lines()[:7]] if self.columns else [])

    monkeypatch.setattr(DayList, "show", show)
    app = make_app(library, home, Settings(mark_read_after=0, live=False))
    async with app.run_test(size=(120, 36)) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        assert len(_figures(reader)) == 3
    app.keeper.close()
    assert len(shown) > 1
    first = next(lines for lines in shown if lines)
    assert all(lines == first for lines in shown if lines), shown
