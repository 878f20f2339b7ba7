"""Bookmark files that are none: shown with what is wrong, left alone, and merged if there are two of one."""

from pathlib import Path

import pytest
from textual.widgets import Static

from digest_tui.screens.merge import MergeScreen
from digest_tui.screens.source import SourceScreen
from digest_tui.settings import Settings
from digest_tui.widgets.text_lines import TextLines
from ui.reader import Open, Reader

BROKEN = '---\nid: "2601.00099"\ntags: [a\n---\n'


@pytest.fixture
def folder(home: Path) -> Path:
    made = home / "bookmarks"
    made.mkdir(parents=True)
    return made


def _said(reader: Reader) -> str:
    """What the list says in place of papers, in one line."""
    return " ".join(" ".join(reader.list_lines()).split())


async def test_a_broken_file_is_a_place_that_tells_and_leads_into_it(reader: Open, folder: Path) -> None:
    (folder / "2601.00099.md").write_text(BROKEN)
    async with reader() as r:
        await r.press("g", "b")
        assert r.heading() == "Bookmarks · 1 file not understood · 0 papers"
        assert any(line.split() == ["!", "2601.00099.md"] for line in r.days())
        await r.press("h", "j")
        assert r.heading() == "Bookmarks · 2601.00099.md"
        said = _said(r)
        assert "line 4" in said and "expected ',' or ']'" in said
        assert "Mend it in an editor" in said and "Enter shows the file at this line" in said
        await r.press("enter")
        screen = r.app.screen
        assert isinstance(screen, SourceScreen)
        shown = str(screen.query_one("#source-text Static", Static).content)
        assert "     4 ▌---" in shown
        await r.press("escape", "l", "enter")
        assert isinstance(r.app.screen, SourceScreen)
        await r.press("escape")

        (folder / "2601.00099.md").write_text(BROKEN.replace("[a", "[a]"))
        await r.press("R")
        assert r.heading().startswith("Bookmarks · 1 paper")
        assert not any("!" in line for line in r.days())


async def test_two_versions_are_previewed_merged_and_taken_apart_again(reader: Open, folder: Path) -> None:
    async with reader() as r:
        await r.press("t")
        await r.type("mine")
        await r.press("enter")
        (file,) = folder.glob("*.md")
        copy = file.with_name(f"{file.stem}.sync-conflict-20260228-093000-ABC.md")
        copy.write_text(file.read_text("utf-8").replace("mine", "theirs"), "utf-8")
        before = {path.name: path.read_bytes() for path in folder.glob("*.md")}
        await r.press("R", "g", "b", "h", "j")
        assert "is a conflict copy (Syncthing) of 2601.00011" in _said(r)
        await r.press("enter")
        assert isinstance(r.app.screen, MergeScreen)
        lines = r.app.screen.query_one(TextLines).plain_lines()
        assert [line for line in lines if line[0] in "+-"] == [
            '- tags: ["mine"]',
            '+ tags: ["mine", "theirs"]',
        ]
        await r.press("escape")
        assert {path.name: path.read_bytes() for path in folder.glob("*.md")} == before

        await r.press("enter", "enter")
        assert r.status() == "Two versions of 2601.00011 merged · u undoes"
        assert r.main.session.marks.kept["2601.00011"].tags == ("mine", "theirs")
        assert [path.name for path in folder.glob("*.md")] == [file.name]
        assert r.heading().startswith("Bookmarks · 1 paper")
        await r.press("u")
        assert r.status() == "Undone: two versions of 2601.00011 merged"
        assert {path.name: path.read_bytes() for path in folder.glob("*.md")} == before
        assert r.heading().startswith("Bookmarks · 1 file not understood")


async def test_a_merge_of_what_is_gone_is_told(reader: Open, folder: Path) -> None:
    async with reader() as r:
        await r.press("b")
        (file,) = folder.glob("*.md")
        copy = file.with_name(f"{file.stem} 2.md")
        copy.write_bytes(file.read_bytes())
        await r.press("R", "g", "b", "h", "j")
        copy.unlink()
        await r.press("enter")
        assert r.status().startswith("cannot be merged:")


async def test_files_that_others_write_show_while_the_reader_runs(reader: Open, folder: Path) -> None:
    async with reader(settings=Settings(mark_read_after=0)) as r:
        await r.press("b", "g", "b")
        (file,) = folder.glob("*.md")
        file.write_text(file.read_text("utf-8").replace("tags: []", "tags: [theirs]"), "utf-8")
        (folder / "2601.00099.md").write_text(BROKEN)
        while not {"#theirs", "2601.00099.md"} <= {word for line in r.days() for word in line.split()}:
            await r.pilot.pause(0.01)
        file.unlink()
        while r.titles():
            await r.pilot.pause(0.01)
