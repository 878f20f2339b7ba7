"""The lines around the panes: what gives way where there is little room, and what never does."""

from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from digest_tui.command_table import COMMANDS
from digest_tui.commands import Pane
from digest_tui.screens import shown
from digest_tui.widgets.bars import HintBar
from invented_files import NEWEST, daily_report, mojibake
from ui.reader import Open

_HINTS = shown.hints(COMMANDS, Pane.PAPERS, searching=False)


class _Bar(App[None]):
    CSS = "HintBar { height: 1; }"

    def compose(self) -> ComposeResult:
        yield HintBar()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"hint-key": "#ffffff", "status": "#ffffff"}


def _drawn(bar: HintBar) -> list[str]:
    return [bar.render_line(y).text.rstrip() for y in range(bar.size.height)]


@pytest.mark.parametrize(
    ("width", "standing", "ends"),
    [
        (140, ("restored 30 characters, 4 in doubt", "4 in doubt"), "restored 30 characters, 4 in doubt"),
        (108, ("restored 30 characters, 4 in doubt", "4 in doubt"), "restored 30 characters, 4 in doubt"),
        (80, ("restored 30 characters, 4 in doubt", "4 in doubt"), "x skip  ? help     4 in doubt"),
        (60, ("restored 30 characters, 4 in doubt", "4 in doubt"), "? help"),
        (30, ("4 in doubt",), "? help"),
    ],
)
async def test_the_first_hints_come_before_what_is_merely_worth_knowing_and_help_before_all(
    width: int, standing: tuple[str, ...], ends: str
) -> None:
    app = _Bar()
    async with app.run_test(size=(width, 24)) as pilot:
        bar = app.query_one(HintBar)
        bar.hints, bar.standing = _HINTS, standing
        await pilot.pause()
        (line,) = _drawn(bar)
        assert line.endswith(ends)
        assert "? help" in line
        assert line.startswith(" Enter open")


async def test_a_message_is_shown_whole_and_the_line_is_a_line_again_behind_it() -> None:
    message = "Saved in /home/somebody/with/a/long/name/and/deep/folders/of/papers/that/were/copied.bib"
    app = _Bar()
    async with app.run_test(size=(60, 24)) as pilot:
        bar = app.query_one(HintBar)
        bar.hints = _HINTS
        for text in (message, "not understood: a name that is longer than any line of sixty columns can be"):
            bar.status = text
            await pilot.pause()
            assert "".join("".join(_drawn(bar)).split()) == "".join(text.split())
            bar.status = "short"
            await pilot.pause()
            (line,) = _drawn(bar)
            assert "? help" in line
            assert line.endswith("short")
        bar.mistake = message
        await pilot.pause()
        assert len(_drawn(bar)) > 1


async def test_the_bars_say_what_there_is_room_for_and_a_mistake_in_full(
    reader: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "damaged"
    folder.mkdir()
    (folder / "report.md").write_text(mojibake(daily_report("2026-01-05", NEWEST)), "utf-8")
    async with reader(folder, size=(80, 24)) as r:
        heading = r.main.panes.heading.render_line(0).text
        assert heading.split() == ["Mon", "5", "Jan", "·", "4", "unread", "1/4"]
        assert "? help" in _drawn(r.main.hint_bar)[0], "not hidden by what was repaired"
        await r.press("/")
        await r.type("day:soon")
        told = " ".join(" ".join(_drawn(r.main.hint_bar)).split())
        assert told.startswith("'soon' is not a day")
        assert told.endswith("2026-02-01..2026-02-13)")
        await r.press("escape")
        assert "? help" in _drawn(r.main.hint_bar)[0]
