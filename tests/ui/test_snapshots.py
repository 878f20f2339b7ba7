"""What the screens look like; the pictures are renewed with ``pytest --snapshot-update`` and looked at."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from digest_tui.screens import telling
from digest_tui.settings import Settings
from invented_files import NEWEST, daily_report, mojibake
from ui.reader import Reader, make_app
from ui.watched import write_day, write_searches

SnapCompare = Callable[..., bool]


def _pressing(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def run_before(pilot: Pilot[Any]) -> None:
        reader = Reader(pilot.app, pilot)  # type: ignore[arg-type]
        await reader.settle()
        for key in keys:
            await reader.press(key)
        while keys == ("y",) and not pilot.app.screen.query("WhichKey"):
            await pilot.pause()
        for one in pilot.app.screen.query(Input):
            one.cursor_blink = False

    return run_before


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    "keys",
    [(), ("j", "enter"), ("b", "r", "j", "r", "h"), ("/", *"kitchen", "tab", "enter")],
    ids=["start", "page", "days", "search"],
)
def test_main_screen(
    snap_compare: SnapCompare, library: Path, home: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    assert snap_compare(make_app(library, home), terminal_size=size, run_before=_pressing(*keys))


@pytest.mark.parametrize("size", [(60, 20), (20, 5)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("keys", [(), ("enter",), ("h",)], ids=["papers", "page", "days"])
def test_one_pane_at_a_time(
    snap_compare: SnapCompare, library: Path, home: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    assert snap_compare(make_app(library, home), terminal_size=size, run_before=_pressing(*keys))


@pytest.mark.parametrize(
    "keys",
    [("z", "z"), ("?",), ("ctrl+p",), ("y",), ("/", *"zzz")],
    ids=["zoom", "help", "palette", "prefix", "nothing"],
)
def test_on_top_of_it(snap_compare: SnapCompare, library: Path, home: Path, keys: tuple[str, ...]) -> None:
    assert snap_compare(make_app(library, home), terminal_size=(120, 36), run_before=_pressing(*keys))


@pytest.mark.parametrize(
    "keys", [("ctrl+o",), ("i", "j"), ("<", "<"), ("g", "r")], ids=["jump", "tldr", "changes", "related"]
)
def test_ways_to_look(snap_compare: SnapCompare, library: Path, home: Path, keys: tuple[str, ...]) -> None:
    assert snap_compare(make_app(library, home), terminal_size=(120, 36), run_before=_pressing(*keys))


def test_summary_and_abstract_side_by_side(snap_compare: SnapCompare, library: Path, home: Path) -> None:
    assert snap_compare(make_app(library, home), terminal_size=(200, 50), run_before=_pressing("z", "z"))


@pytest.mark.parametrize("look", ["no-colour", "sixteen-colours", "ascii"])
@pytest.mark.parametrize(
    "keys",
    [("b", "j"), ("h",), ("/", *"kitchen", "tab", "enter", "enter"), ("?",)],
    ids=["papers", "days", "search", "help"],
)
def test_few_signs_and_colours(
    snap_compare: SnapCompare,
    library: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    look: str,
    keys: tuple[str, ...],
) -> None:
    if look == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    elif look == "sixteen-colours":
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.delenv("COLORTERM", raising=False)
    glyphs = "ascii" if look == "ascii" else "unicode"
    app = make_app(library, home, Settings(glyphs=glyphs, mark_read_after=3600, live=False))
    assert snap_compare(app, terminal_size=(80, 24), run_before=_pressing(*keys))


def test_the_light_theme(snap_compare: SnapCompare, library: Path, home: Path) -> None:
    app = make_app(library, home, Settings(theme="digest-light", mark_read_after=3600))
    assert snap_compare(app, terminal_size=(120, 36), run_before=_pressing("b", "j", "r"))


def test_the_welcome(snap_compare: SnapCompare, home: Path) -> None:
    assert snap_compare(make_app(None, home), terminal_size=(80, 24), run_before=_pressing())


def test_problems(snap_compare: SnapCompare, library: Path, home: Path) -> None:
    (library / "empty.md").write_text("")
    (library / "binary.md").write_bytes(bytes(range(256)) * 4)
    assert snap_compare(make_app(library, home), terminal_size=(100, 30), run_before=_pressing("!"))


def test_damaged_text(snap_compare: SnapCompare, tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "damaged"
    folder.mkdir()
    (folder / "report.md").write_text(mojibake(daily_report("2026-01-05", NEWEST)), "utf-8")
    assert snap_compare(make_app(folder, home), terminal_size=(120, 36), run_before=_pressing("enter"))


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (20, 5)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("keys", [("e", "f"), ("|", *"cat")], ids=["file", "command"])
def test_exporting(
    snap_compare: SnapCompare,
    library: Path,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    keys: tuple[str, ...],
) -> None:
    (tmp_path / "here" / "papers").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    assert snap_compare(make_app(library, home), terminal_size=size, run_before=_pressing("space", *keys))


def test_the_output_of_a_command(
    snap_compare: SnapCompare, library: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELL", "/bin/sh")
    keys = ("|", *"cat;nope", "enter")
    assert snap_compare(make_app(library, home), terminal_size=(80, 24), run_before=_pressing(*keys))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_smart_folders(
    snap_compare: SnapCompare,
    library: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    monkeypatch.setattr(
        telling, "_AT_LEAST", 0.01
    )  # so that the keys take away what is told of the broken one
    home.mkdir()
    (home / "searches.yaml").write_text(
        "- {name: rays and the like, query: title:gamma OR title:beta}\n"
        "- {name: my field, query: cat:cs.CV, kind: watch, colour: green}\n"
        "- {name: broken, query: 'day:nonsense'}\n",
        "utf-8",
    )
    keys = ("r", "h", "g", "g", "j", "j", "j")
    assert snap_compare(make_app(library, home), terminal_size=size, run_before=_pressing(*keys))


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (20, 5)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    "keys", [("j",), ("s", "g", "i", "G"), ("G", "enter", "j")], ids=["watched", "grouped", "unfolded"]
)
def test_what_is_watched_and_muted(
    snap_compare: SnapCompare, tmp_path: Path, home: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    write_searches(home)
    app = make_app(write_day(tmp_path / "day"), home)
    assert snap_compare(app, terminal_size=size, run_before=_pressing(*keys))
