"""Welcome, help, problems and palette; settings; and folders full of trouble."""

import re
from pathlib import Path

import pytest
from textual.command import CommandList
from textual.widgets import Input, OptionList, Static

from digest_tui.screens.health import HealthScreen
from digest_tui.screens.help import HelpScreen
from digest_tui.screens.source import SourceScreen
from digest_tui.screens.welcome import FolderSuggester, WelcomeScreen
from digest_tui.settings import Settings
from invented_files import Invented, daily_report
from ui.reader import Open


async def test_the_welcome_opens_a_folder_that_is_typed(reader: Open, library: Path) -> None:
    async with reader(None) as r:
        assert isinstance(r.app.screen, WelcomeScreen)
        r.app.screen.query_one(Input).value = str(library)
        await r.press("enter")
        await r.settle()
        assert r.heading().startswith("Mon 5 Jan")


async def test_the_welcome_says_when_a_folder_is_not_there(reader: Open) -> None:
    async with reader(None) as r:
        r.app.screen.query_one(Input).value = "/nowhere/[/]"
        await r.press("enter")
        message = r.app.screen.query_one("#welcome-message", Static)
        assert str(message.content) == "There is no /nowhere/[/]"


async def test_the_welcome_reads_the_sample(reader: Open) -> None:
    async with reader(None) as r:
        await r.press("down", "enter")
        await r.settle()
        assert len(r.main.session.library) > 10


async def test_the_welcome_remembers_recent_libraries(reader: Open, library: Path) -> None:
    async with reader(None) as r:
        r.app.screen.query_one(Input).value = str(library)
        await r.press("enter")
        await r.settle()
    async with reader(None) as r:
        choices = r.app.screen.query_one(OptionList)
        assert str(library) in str(choices.get_option_at_index(0).prompt)
        await r.press("down", "enter")
        await r.settle()
        assert r.heading().startswith("Mon 5 Jan")


async def test_another_library_takes_the_place_of_the_one_that_is_open(
    reader: Open, library: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.md").write_text(daily_report("2026-03-02", [Invented("2603.00001", "Elsewhere")]), "utf-8")
    async with reader() as r:
        for folder, newest in ((other, "Mon 2 Mar"), (library, "Mon 5 Jan")):
            await r.press("O", "O")
            chooser = r.app.screen
            assert isinstance(chooser, WelcomeScreen)
            chooser.query_one(Input).value = str(folder)
            await r.press("enter")
            assert r.app.screen_stack == [r.main]
            assert r.heading().startswith(newest)


async def test_a_question_is_answered_once(reader: Open) -> None:
    async with reader() as r:
        await r.press("m", "r")
        asked = r.app.screen
        asked.dismiss("4")
        asked.dismiss("5")  # as by a second key that was on its way
        await r.settle()
        assert r.app.screen_stack == [r.main]
        assert [one.rating for one in r.app.keeper.bookmarks().values()] == ["4"]


@pytest.mark.parametrize("keys", ["?", "!", "g f", "m r", "O", "ctrl+o"])
async def test_quitting_at_once_is_so_from_every_window(reader: Open, keys: str) -> None:
    async with reader() as r:
        await r.press(*keys.split())
        assert len(r.app.screen_stack) == 2
        await r.pilot.press("ctrl+q")
        assert r.app._exit


async def test_the_library_can_be_changed_and_the_change_called_off(reader: Open) -> None:
    async with reader() as r:
        await r.press("O")
        assert isinstance(r.app.screen, WelcomeScreen)
        await r.press("escape")
        assert r.app.screen_stack[-1] is r.main


async def test_folders_are_completed(tmp_path: Path) -> None:
    for name in ("alpha", "alphabet", ".hidden", "beta"):
        (tmp_path / name).mkdir()
    (tmp_path / "almost").write_text("a file")
    suggest = FolderSuggester()
    assert await suggest.get_suggestion(f"{tmp_path}/al") == f"{tmp_path}/alpha/"
    assert await suggest.get_suggestion(f"{tmp_path}/") == f"{tmp_path}/alpha/"
    assert await suggest.get_suggestion(f"{tmp_path}/.h") == f"{tmp_path}/.hidden/"
    assert await suggest.get_suggestion(f"{tmp_path}/zz") is None
    assert await suggest.get_suggestion("/nowhere/x") is None


async def test_tab_completes_a_path_and_else_goes_to_the_choices(reader: Open, library: Path) -> None:
    async with reader(None) as r:
        path = r.app.screen.query_one("#welcome-path", Input)
        path.insert_text_at_cursor(str(library)[:-4])
        await r.type(str(library)[-4:-2])
        await r.press("tab")
        assert path.value == f"{library}/"
        assert r.app.focused is path
        await r.press("tab")
        assert r.app.focused is r.app.screen.query_one("#welcome-choices")
        await r.press("shift+tab", "end", "enter")
        assert r.heading().startswith("Mon 5 Jan")


async def test_help_tells_of_the_focused_pane_and_finds_commands(reader: Open) -> None:
    async with reader() as r:
        await r.press("h", "?")
        screen = r.app.screen
        assert isinstance(screen, HelpScreen)
        assert str(screen.query_one("#help-about", Static).content).startswith("Days")
        assert str(screen.query_one("#help-keys", Static).content).strip().startswith("To begin with")
        await r.type("bibtex")  # without / before it
        assert screen.query_one("#help-find", Input).value == "bibtex"
        assert str(screen.query_one("#help-keys", Static).content).count("\n") < 6
        await r.press("escape")
        assert r.app.screen is r.main


async def test_help_scrolls_whether_something_has_been_typed_or_not(reader: Open) -> None:
    async with reader(size=(80, 24)) as r:
        await r.press("?")
        text = r.app.screen.query_one("#help-text")
        for typed in ("", "the"):
            await r.type(typed)
            text.scroll_home(animate=False, immediate=True)
            places = [0.0]
            for key in ("down", "pagedown", "ctrl+d"):
                await r.press(key)
                places.append(text.scroll_y)
            assert places == sorted(set(places))
            await r.press("up", "pageup")
            assert text.scroll_y < places[-1]


async def test_space_goes_through_the_help_page_by_page(reader: Open) -> None:
    async with reader(size=(80, 24)) as r:
        await r.press("?", "space")
        assert r.app.screen.query_one("#help-text").scroll_y > 1
        assert r.app.screen.query_one("#help-find", Input).value == ""


async def test_the_palette_begins_with_what_matters_and_shows_the_keys(reader: Open) -> None:
    async with reader() as r:
        await r.press("ctrl+p")
        shown: list[str] = []
        while not any(one.startswith("Day Sat 3 Jan 2026") for one in shown):
            await r.pilot.pause()
            shown = [str(one.prompt) for one in r.app.screen.query_one(CommandList).options]
        assert shown[0].startswith("Next unread  (n)")
        assert any(one.startswith("Bookmarks  (gb)") for one in shown)


async def test_the_palette_runs_commands_and_goes_to_days(reader: Open) -> None:
    async with reader() as r:
        await r.press("ctrl+p")
        await r.type("3 Jan")
        await r.pilot.pause(0.3)
        await r.press("enter")
        await r.settle()
        assert r.heading().startswith("Sat 3 Jan")


async def test_the_health_names_files_causes_and_cures_and_leads_into_the_file(
    reader: Open, library: Path
) -> None:
    (library / "empty.md").write_text("")
    (library / "[bold]x[@click=app.quit].md").write_bytes(b"\x00\xff" * 500)
    lines = (library / "report-a.md").read_text("utf-8").split("\n")
    at = lines.index("") + 1
    (library / "merged.md").write_text("\n".join([*lines[:at], "<<<<<<< HEAD", *lines[at:]]), "utf-8")
    async with reader() as r:
        await r.press("!")
        screen = r.app.screen
        assert isinstance(screen, HealthScreen)
        shown = screen.query_one(OptionList)
        told = [str(option.prompt) for option in shown.options]
        assert any("[bold]x[@click=app.quit].md" in one for one in told)
        assert any("empty.md" in one and "no digest" in one for one in told)
        assert any("report-a.md" in one and "daily-report, 5 Jan 2026 (heading)" in one for one in told)
        conflict = next(number for number, one in enumerate(told) if "conflict" in one)
        assert f"line {at + 1}" in told[conflict]
        while shown.highlighted != conflict:
            await r.press("j")
        await r.press("enter")
        source = r.app.screen
        assert isinstance(source, SourceScreen)
        text = "\n".join(str(one.content) for one in source.query(Static))
        assert f"{at + 1:6} ▌<<<<<<< HEAD" in text
        await r.press("q", "q")
        assert r.titles()


async def test_a_folder_without_digests_says_what_to_do(reader: Open, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with reader(empty) as r:
        assert "No papers here." in r.main.panes.papers.render_line(1).text
        await r.press("j", "enter", "b", "r", "o", "y", "y", "n", "p", "[", "]", "{", "}", "space", "<")


async def test_a_folder_that_is_gone_leads_back_to_the_welcome(reader: Open, tmp_path: Path) -> None:
    async with reader(tmp_path / "gone") as r:
        assert isinstance(r.app.screen, WelcomeScreen)
        assert "does not exist" in str(r.app.screen.query_one("#welcome-message", Static).content)


async def test_keys_can_be_rebound(reader: Open) -> None:
    async with reader(settings=Settings(mark_read_after=0, keys={"bookmark": ("B",)})) as r:
        await r.press("b")
        assert not r.main.session.marks.bookmarks
        await r.press("B")
        assert r.main.session.marks.bookmarks


@pytest.mark.parametrize("theme", ["digest-dark", "digest-light", "nord", "ansi-dark"])
async def test_themes_apply(reader: Open, theme: str) -> None:
    async with reader(settings=Settings(mark_read_after=0, theme=theme)) as r:
        assert r.app.theme == theme


async def test_every_theme_can_be_taken_while_one_reads(reader: Open) -> None:
    async with reader(size=(80, 24)) as r:
        names = sorted(r.app.available_themes)
        assert {"nord", "ansi-light", "digest-terminal"} <= set(names)
        for name in names:
            r.app.theme = name
            await r.pilot.pause()
            assert "Alpha" in r.list_lines()[0]


async def test_an_unknown_theme_falls_back_and_says_so(reader: Open) -> None:
    async with reader(settings=Settings(mark_read_after=0, theme="sunshine")) as r:
        assert r.app.theme == "digest-dark"
        assert "no theme sunshine" in r.status()


async def test_a_damaged_digest_is_restored_wherever_its_text_goes_but_in_its_own_file(
    reader: Open, tmp_path: Path, home: Path
) -> None:
    from invented_files import NEWEST, daily_report, mojibake

    folder = tmp_path / "damaged"
    folder.mkdir()
    file = folder / "report.md"
    file.write_text(mojibake(daily_report("2026-01-05", NEWEST)), "utf-8")
    async with reader(folder) as r:
        assert "强化学习" in r.page()
        assert re.fullmatch(r"restored \d+ characters(, \d+ in doubt)?", r.status())
        await r.press("b")
        assert "强化学习" in (home / "bookmarks" / "2601.00011.md").read_text("utf-8")
        await r.press("/")
        await r.type("强化学习")
        await r.press("enter")
        assert r.titles() == ["Alpha: a reader for tired eyes"]
        await r.press("g", "f")
        shown = "\n".join(str(one.content) for one in r.app.screen.query(Static))
        assert "å¼ºåŒ–å" in shown
        assert "强化学习" not in shown
        assert "Alpha" in shown
        assert "Beta" not in shown
        await r.press("q")
        file.unlink()
        await r.press("g", "f")
        assert "cannot be opened" in str(r.app.screen.query(Static).last().content)


async def test_without_colours_there_are_no_themes_to_choose(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reader(settings=Settings(mark_read_after=0, theme="nord")) as r:
        await r.app.run_action("change_theme")
        assert r.app.theme == "digest-terminal"
        assert "NO_COLOR" in r.status()
