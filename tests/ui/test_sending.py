"""Papers that leave the reader: into a file, onto the clipboard, to a command of the user's."""

import json
from pathlib import Path

import pytest
from textual.widgets import Static

from digest_tui.screens import export, slices
from digest_tui.screens.export import ExportScreen
from digest_tui.screens.output import OutputScreen
from digest_tui.widgets.answer import Answer
from digest_tui.widgets.text_lines import TextLines
from ui.reader import Open, Reader


@pytest.fixture(autouse=True)
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where relative paths count from."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHELL", "/bin/sh")
    return tmp_path


def _shown(reader: Reader, name: str) -> str:
    return str(reader.app.screen.query_one(name, Static).content)


def _chosen(reader: Reader) -> list[str]:
    """The label of what is chosen in each row."""
    rows = _shown(reader, "#export-choices").split("\n")
    return [row.partition("▸")[2].partition("  ")[0].strip() for row in rows]


def _answer(reader: Reader) -> Answer:
    return reader.app.screen.query_one(Answer)


async def _run(reader: Reader, command: str) -> list[str]:
    """Run a command to its end and give the lines that are shown of it."""
    await reader.press("|")
    _answer(reader).put(command)
    await reader.press("enter")
    while not (reader.status().endswith("said nothing") or "ended with" in _told(reader)):
        await reader.settle()
    return _lines(reader)


def _told(reader: Reader) -> str:
    """What the screen of a command says of it; nothing when it is not there."""
    return _shown(reader, "#output-told") if isinstance(reader.app.screen, OutputScreen) else ""


def _lines(reader: Reader) -> list[str]:
    """The lines that are shown of a command; none when its screen is not there."""
    screen = reader.app.screen
    return screen.query_one(TextLines).plain_lines() if isinstance(screen, OutputScreen) else []


async def test_a_file_is_proposed_written_and_never_replaced_unasked(reader: Open, where: Path) -> None:
    async with reader() as r:
        await r.press("e", "f")
        assert (_answer(r).text, _chosen(r)) == ("2601.00011.bib", ["this paper", "BibTeX"])
        await r.press("ctrl+f")
        assert (_answer(r).text, _chosen(r)[1]) == ("2601.00011.ris", "RIS")
        await r.press("ctrl+t")
        assert (_answer(r).text, _chosen(r)[0]) == ("2026-01-05.ris", "all 5 of the list")
        _answer(r).put("new/mine.bib")
        await r.settle()
        assert _chosen(r) == ["all 5 of the list", "BibTeX"]
        await r.press("enter")
        assert r.status() == "Exported 5 papers as BibTeX into new/mine.bib"
        first = (where / "new" / "mine.bib").read_text("utf-8")
        assert first.count("@misc{") == 5

        await r.press("e", "f")
        assert _answer(r).text == "new/2601.00011.bib"
        await r.press("ctrl+u")
        await r.type("new/m")
        await r.press("tab", "enter")
        assert "exists already: Enter replaces it" in _shown(r, "#export-told")
        assert (where / "new" / "mine.bib").read_text("utf-8") == first
        await r.press("backspace", "b", "enter")
        assert "exists already" in _shown(r, "#export-told")
        await r.press("enter")
        assert (where / "new" / "mine.bib").read_text("utf-8").count("@misc{") == 1

        await r.press("e", "f")
        _answer(r).put("new/mine.bib/below.bib")
        await r.press("enter")
        assert "cannot be written: not a directory" in _shown(r, "#export-told")
        await r.press("escape")
        assert r.app.screen is r.main


async def test_what_is_picked_and_what_a_search_found_is_offered_first(reader: Open) -> None:
    async with reader() as r:
        await r.press("space", "space", "e", "c")
        assert _chosen(r) == ["the 2 picked", "BibTeX"]
        await r.press("enter")
        assert r.status() == "Copied 2 papers as BibTeX through the terminal"
        assert r.app.clipboard.count("@misc{") == 2
        await r.press("escape", "/")
        await r.type("a")
        await r.press("enter", "e", "f", "ctrl+t")
        assert (_answer(r).text, _chosen(r)[0]) == ("search.bib", f"all {len(r.titles())} of the list")


async def test_among_days_and_categories_the_list_is_offered_first(reader: Open) -> None:
    async with reader() as r:
        await r.press("h", "e", "f")
        assert (_answer(r).text, _chosen(r)[0]) == ("2026-01-05.bib", "all 5 of the list")
        await r.press("ctrl+t")
        assert _chosen(r)[0] == "this paper"
        await r.press("escape", "}", "}", "e", "f")
        assert (_answer(r).text, _chosen(r)[0]) == ("2026-01-05-cs.CV.bib", "all 2 of the list")


async def test_bookmarks_are_exported_with_what_is_written_on_them(reader: Open) -> None:
    async with reader() as r:
        await r.press("t")
        await r.type("rl")
        await r.press("enter", "j", "b", "g", "b")
        await r.press("|", *["ctrl+f"] * 5, "ctrl+t")
        assert _chosen(r) == ["all 2 of the list", "JSON Lines", "beside the reader"]
        await r.type("cat")
        await r.press("enter")
        rows = [json.loads(line) for line in r.app.screen.query_one(TextLines).plain_lines()]
        assert sorted(row["bookmark"]["tags"] for row in rows) == [[], ["rl"]]


async def test_what_a_command_says_is_shown_as_text_with_its_exit_code(reader: Open) -> None:
    async with reader() as r:
        said = await _run(r, r"grep -c @misc; printf '[red]\033[31m\033]52;c;aGk=\007[/]\n' >&2; exit 3")
        assert sorted(said) == ["1", "[red][/]"]
        assert "ended with 3 · 2 lines" in _shown(r, "#output-told")
        await r.press("G", "g", "j", "q")
        assert r.app.screen is r.main
        assert r.status().endswith("ended with 3")

        await r.press("|")
        assert _answer(r).text.startswith("grep -c @misc")
        await r.press("escape")
        assert await _run(r, "cat >got") == []
        assert r.app.screen is r.main
        assert r.status() == "1 paper as BibTeX: the command has taken them and said nothing"
        assert Path("got").read_text("utf-8").startswith("@misc{")


async def test_a_command_that_goes_on_holds_nothing_up_and_can_be_stopped(reader: Open) -> None:
    async with reader() as r:
        await r.press("|")
        _answer(r).put("echo begun; exec sleep 1000")
        await r.pilot.press("enter")
        while not _lines(r):
            await r.pilot.pause()
        assert "at work" in _shown(r, "#output-told")
        await r.press("ctrl+c")
        assert "was ended by signal 15" in _shown(r, "#output-told")
        await r.press("escape")
        await r.pilot.press("|", "enter")
        while not isinstance(r.app.screen, OutputScreen):
            await r.pilot.pause()
        await r.press("q")
        assert r.status() == "the command was stopped"


async def test_a_long_export_tells_how_far_it_is_and_can_be_left(
    reader: Open, monkeypatch: pytest.MonkeyPatch, where: Path
) -> None:
    monkeypatch.setattr(slices, "SLICE", 0.0)
    monkeypatch.setattr(export, "_TELL_EACH", 0.0)
    told: list[str] = []
    real = ExportScreen._tell

    def tell(self: ExportScreen, message: str, *, wrong: bool = False) -> None:
        told.append(message)
        real(self, message, wrong=wrong)
        if message.startswith("3 of 5"):
            self.action_leave()

    monkeypatch.setattr(ExportScreen, "_tell", tell)
    async with reader() as r:
        await r.press("e", "f", "ctrl+t", "enter")
        assert [one for one in told if one][:3] == [
            f"{number} of 5 papers written · Esc stops" for number in (1, 2, 3)
        ]
        assert r.app.screen is r.main
        assert not list(where.glob("*.bib"))
