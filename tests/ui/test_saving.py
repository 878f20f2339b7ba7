"""Saved searches from inside the reader: asked for, saved, at work, changed, taken out and brought back."""

from pathlib import Path

from textual.widgets import Input

from digest_tui.screens.ask import AskScreen
from ui.reader import Open, Reader


def _signs(reader: Reader) -> list[str]:
    """The titles in the list, with the sign of those that are watched; what is folded away is not there."""
    return [
        f"{'◆ ' * ('◆' in line)}{name}"
        for line in reader.list_lines()
        for name in ("Alpha", "Beta", "Gamma", "Delta", "Eta")
        if f" {name}" in line
    ]


def _asked(reader: Reader) -> tuple[str, str]:
    """What is asked, and what stands there."""
    screen = reader.app.screen
    assert isinstance(screen, AskScreen)
    return str(screen.query_one("#ask-question").render()), screen.query_one(Input).value


async def _answer(reader: Reader, text: str | None = None) -> None:
    if text is not None:
        reader.app.screen.query_one(Input).value = text
    await reader.press("enter")


async def test_what_is_searched_for_becomes_a_watch_and_can_be_undone(reader: Open, home: Path) -> None:
    file = home / "searches.yaml"
    async with reader() as r:
        assert _signs(r) == ["Alpha", "Beta", "Gamma", "Delta", "Eta"]
        await r.press("/", *"kitchen", "enter", "w", "w")
        assert _asked(r) == ("Watch · its name", "kitchen")
        await _answer(r, "Kitchens")
        assert _asked(r) == ("Watch · its colour: yellow, green, cyan, blue, magenta, red", "yellow")
        await _answer(r, "mauve")
        assert isinstance(r.app.screen, AskScreen), "there is no such colour"
        await _answer(r, "Cyan")
        assert r.status() == "Search Kitchens saved · u undoes"
        assert file.read_text("utf-8").split("\n")[1:] == [
            '- name: "Kitchens"',
            '  query: "kitchen"',
            "  kind: watch",
            "  colour: cyan",
            "",
        ]
        await r.press("escape", "g", "g")
        assert _signs(r) == ["◆ Gamma", "Alpha", "Beta", "Delta", "Eta"]
        assert "◆ Kitchens" in r.page()
        await r.press("u")
        assert r.status() == "Undone: search Kitchens saved"
        assert _signs(r) == ["Alpha", "Beta", "Gamma", "Delta", "Eta"]
        await r.press("ctrl+r")
        assert sorted(_signs(r)) == ["Alpha", "Beta", "Delta", "Eta", "◆ Gamma"]


async def test_saved_searches_are_muted_renamed_and_removed(reader: Open, home: Path) -> None:
    file = home / "searches.yaml"
    async with reader() as r:
        await r.press("w", "d")
        assert r.status().startswith("There are no saved searches")
        await r.press("w", "m")
        assert _asked(r) == ("Mute · what to look for, as in a search", "")
        await _answer(r, "(")
        assert isinstance(r.app.screen, AskScreen), "a query that is not understood is no answer"
        await _answer(r, "title:delta OR title:beta")
        await _answer(r, "Greek")
        assert _signs(r) == ["Alpha", "Gamma", "Eta"]
        assert r.heading() == "Mon 5 Jan · 5 papers · 3 unread · 2 muted"
        await r.press("w", "e")
        assert _asked(r) == ("Change which", "")
        await _answer(r, "greek")
        await _answer(r, "Letters")
        await _answer(r, "title:delta")
        assert r.status() == "Search Greek changed · u undoes"
        assert _signs(r) == ["Alpha", "Beta", "Gamma", "Eta"]
        await r.press("w", "s")
        await _answer(r, "has:code")
        await _answer(r, "letters")
        assert isinstance(r.app.screen, AskScreen), "the name is taken"
        await r.press("escape", "w", "d")
        await _answer(r, "Letters")
        assert r.status() == "Search Letters removed · u undoes"
        assert len(_signs(r)) == 5
        assert "Letters" not in file.read_text("utf-8")
        await r.press("u")
        assert _signs(r) == ["Alpha", "Beta", "Gamma", "Eta"]
        file.write_text(file.read_text("utf-8") + "- name: Odd\n  query: titel:x\n", "utf-8")
        await r.press("R")
        assert "saved search Odd, line 5" in r.status()
        assert "titel" in r.status()
        file.write_text("- [\n", "utf-8")
        await r.press("R", "w", "d")
        await _answer(r, "Letters")
        assert r.status().startswith("not saved:")
        assert file.read_text("utf-8") == "- [\n"
