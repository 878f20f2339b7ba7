"""What goes out to the terminal's clipboard (OSC 52): only what was asked for, and only text."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest_parsers.sanitize import clean
from digest_tui.commands import COMMANDS
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
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with reader() as r:
        clipboard = Clipboard(r, monkeypatch)
        for keys in OTHERS:
            await r.press(*keys.split())
            await r.press("escape")
        assert list(clipboard.texts()) == []
        assert r.app.screen is r.main
        await r.press(*COPIES[0].split())
        assert len(list(clipboard.texts())) == 1


async def test_a_link_that_cannot_be_opened_is_shown_and_not_copied(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BROWSER", "/nonexistent/browser")
    async with reader() as r:
        clipboard = Clipboard(r, monkeypatch)
        await r.press("o")
        assert "https://arxiv.org/abs/2601.00011v1" in r.status()
        assert list(clipboard.texts()) == []


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
