"""What goes out to the terminal's clipboard (OSC 52): only what was asked for, and only text."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.selection import Selection

from digest_parsers.sanitize import clean
from digest_tui.command_table import COMMANDS
from invented import HOSTILE
from invented_files import Invented, json_lines
from ui.reader import Open, Reader

#: Half of a surrogate pair, as JSON can state it.
HALF = "\ud83d"
#: The copying keys.
COPIES = [key for command in COMMANDS if command.id.startswith("copy.") for key in command.keys]
#: Every other key, but those that leave, stop or replace what is looked at; a question is answered with no.
OTHERS = [
    key
    for command in COMMANDS
    if not command.id.startswith("copy.") and command.id not in ("quit", "back", "suspend", "open_library")
    for key in command.keys
]


class Clipboard:
    """What the app has sent to the terminal's clipboard."""

    def __init__(self, reader: Reader, patch: pytest.MonkeyPatch) -> None:
        self._written: list[str] = []
        patch.setattr(reader.app._driver, "write", self._written.append)

    def texts(self) -> Iterator[str]:
        for found in re.findall(r"\x1b\]52;[^;]*;([^\x07\x1b]*)", "".join(self._written)):
            yield base64.b64decode(found).decode("utf-8")


def _folder(tmp_path: Path, *papers: Invented) -> Path:
    folder = tmp_path / "hostile"
    folder.mkdir()
    text = json_lines(papers).replace(HALF, "\\ud83d")
    (folder / "2026-01-09.jsonl").write_text(text, "utf-8")
    return folder


async def test_a_copy_holds_no_controls(
    reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = HOSTILE + "\u202e\u200b\x9b31m"
    folder = _folder(tmp_path, Invented("2601.00666", hostile, authors=hostile, tldr=hostile))
    async with reader(folder) as r:
        clipboard = Clipboard(r, monkeypatch)
        for keys in COPIES:
            await r.press(*keys.split())
        texts = list(clipboard.texts())
        assert len(texts) == len(COPIES)
        assert any("O(n[/]log n)" in text for text in texts)
        for text in texts:
            assert clean(text) == text
            assert "\t" not in text
            assert "\x1b" not in text


async def test_nothing_is_copied_by_any_other_key(
    reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "true")  # which is started, and does nothing
    async with reader() as r:
        clipboard = Clipboard(r, monkeypatch)
        for keys in OTHERS:
            await r.pilot.press(*keys.split())
            await r.app.workers.wait_for_complete()
            await r.pilot.press("escape")
        await r.settle()
        assert list(clipboard.texts()) == []
        assert r.app.screen is r.main
        await r.press(*COPIES[0].split())
        assert len(list(clipboard.texts())) == 1


async def test_a_link_that_cannot_be_opened_is_shown_and_copied_instead(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BROWSER", "/nonexistent/browser")
    async with reader() as r:
        clipboard = Clipboard(r, monkeypatch)
        await r.press("o")
        assert "https://arxiv.org/abs/2601.00011v1" in r.status()
        assert r.status().endswith("(copied through the terminal)")
        assert list(clipboard.texts()) == ["https://arxiv.org/abs/2601.00011v1"]


async def test_where_nothing_copies_the_text_is_in_a_file_that_is_named(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "linux")
    async with reader() as r:
        await r.press("y", "i")
        found = re.search(r"into (\S+), there is no clipboard", r.status())
        assert found is not None
        file = Path(found[1])
        assert file.read_text("utf-8") == "2601.00011"
        file.unlink()


async def test_what_the_mouse_drags_over_is_copied_with_a_key(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader() as r:
        clipboard = Clipboard(r, monkeypatch)
        page = r.main.panes.page
        wanted = next(n for n, line in enumerate(r.page().split("\n")) if "Ann Author" in line)
        left = page._frame.margin
        await r.pilot.mouse_down(page, offset=(left, wanted))
        await r.pilot.hover(page, offset=(left + 9, wanted))
        await r.pilot.mouse_up(page, offset=(left + 9, wanted))
        await r.press("ctrl+c")
        assert list(clipboard.texts()) == ["Ann Author"]
        assert "copied through the terminal" in r.status().lower()


async def test_what_the_mouse_selects_on_the_page_is_copied_as_it_is_seen(reader: Open) -> None:
    async with reader(size=(200, 40)) as r:
        page = r.main.panes.page
        wanted = next(n for n, line in enumerate(r.page().split("\n")) if "Ann Author" in line)
        r.main.selections = {page: Selection.from_offsets(Offset(0, wanted - 2), Offset(90, wanted))}
        await r.settle()
        assert (
            r.main.get_selected_text()
            == "Alpha: a reader for tired eyes\n\nAnn Author, Ben Byline  +2 not named in the digest"
        )


async def test_half_a_surrogate_pair_harms_nothing(
    reader: Open, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _folder(tmp_path, Invented("2601.00667", f"Half {HALF} a pair", tldr=f"一{HALF}二"))
    async with reader(folder) as r:
        assert r.current() == "Half \ufffd a pair"
        assert "一\ufffd二" in r.page()
        await r.press("b")
        assert "★" in r.main.panes.papers.render_line(0).text
        assert "Half \ufffd a pair" in (home / "bookmarks" / "2601.00667.md").read_text("utf-8")
        await r.press("slash")
        await r.type("half")
        await r.press("enter")
        assert r.titles() == ["Half \ufffd a pair"]
        clipboard = Clipboard(r, monkeypatch)
        await r.press("y", "t")
        assert list(clipboard.texts()) == ["Half \ufffd a pair"]


async def test_half_a_pair_that_was_typed_and_selected_is_copied_as_lost(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader() as r:
        clipboard = Clipboard(r, monkeypatch)
        r.app.copy_to_clipboard(f"a{HALF}\x1b[31mb\tc")
        assert list(clipboard.texts()) == ["a\ufffd[31mb c"]


async def test_a_record_that_is_copied_is_the_one_that_is_exported(reader: Open) -> None:
    async with reader() as r:
        await r.press("t")
        await r.type("rl")
        await r.press("enter")
        await r.press("y", "b")
        copied = r.app.clipboard
        assert "keywords" in copied
        await r.press("e", "c", "enter")
        assert r.app.clipboard == copied
