"""The source of a paper from a damaged file: from one doubtful character to the next."""

from pathlib import Path

import pytest
from textual.widgets import Static

from digest_tui.screens.source import SourceScreen
from invented_files import Invented, daily_report, mojibake
from ui.reader import Open, Reader

_FILLING = "这篇虚构的论文什么也没有证明。" * 40
PAPERS = [
    Invented("2601.00021", "Odd words", tldr=f"名不再像中与连运。{_FILLING}占星做法，拐点与再名。"),
    Invented("2601.00022", "Odd words again", tldr="这里与那里中的不名做法再像。"),
]


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    folder = tmp_path / "damaged"
    folder.mkdir()
    (folder / "report.md").write_text(mojibake(daily_report("2026-01-05", PAPERS)), "utf-8")
    return folder


def _told(reader: Reader) -> list[str]:
    return str(reader.app.screen.query_one("#source-doubt", Static).content).split("\n")


async def test_each_is_shown_with_its_bytes_and_what_it_may_have_been(reader: Open, damaged: Path) -> None:
    async with reader(damaged, size=(80, 24)) as r:
        await r.press("g", "f")
        where, around, choice = _told(r)
        number, _, many = where.split()[:3]
        assert (number, where.split(" · ")[1].split()[:2]) == ("1", ["line", "25"])
        assert around.endswith("…")
        assert choice.startswith(("E5 ·· ··", "E4 B8 ··")) and "%" in choice
        screen = r.app.screen
        top = screen.query_one("#source-text").scroll_y
        await r.press("p")
        assert _told(r)[0].startswith(f"{many} of {many} in doubt"), "round and round"
        assert "拐点" in _told(r)[1]
        assert screen.query_one("#source-text").scroll_y > top, "its line is brought on the screen"
        await r.press("n")
        assert _told(r) == [where, around, choice]
        await r.press("q", "j", "g", "f")
        assert "line 53" in _told(r)[0]
        assert "那里" in _told(r)[1], "none of the paper before"


async def test_it_begins_with_what_is_on_the_screen(reader: Open, damaged: Path) -> None:
    async with reader(damaged, size=(80, 24)) as r:
        await r.press("l")
        while "拐点" not in "".join(r.main.panes.page.render_line(0).text.split()):
            await r.press("j")
        await r.press("g", "f")
        assert not _told(r)[0].startswith("1 of")
        assert "占星" in _told(r)[1]


async def test_nothing_is_told_of_what_was_never_damaged(reader: Open) -> None:
    async with reader() as r:
        await r.press("g", "f", "n", "p")
        assert isinstance(r.app.screen, SourceScreen)
        assert not r.app.screen.query("#source-doubt")
