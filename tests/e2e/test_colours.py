"""What is sent to terminals that have few colours, or whose user wants none."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from e2e.terminal import Terminal
from invented_files import write_library

pytestmark = pytest.mark.slow

_SGR = re.compile(rb"\x1b\[([\d;:]*)m")
_SIXTEEN = {*range(30, 38), 39, *range(40, 48), 49, *range(90, 98), *range(100, 108)}
#: Those and the beginnings of the longer ones: 256 and 16 million colours.
_COLOURS = _SIXTEEN | {38, 48, 58}


def _codes(terminal: Terminal) -> set[int]:
    """The numbers of all codes for colours and attributes that have been sent."""
    return {int(one or 0) for codes in _SGR.findall(terminal.raw) for one in re.split(rb"[;:]", codes)}


def _walk_through(tmp_path: Path, environ: Mapping[str, str]) -> Terminal:
    """Every kind of screen, with a look at what tells where the cursor is."""
    library = write_library(tmp_path / "digests")
    one = Terminal(str(library), home=tmp_path, size=(80, 24), environ=environ)
    one.wait_for("unread")
    one.send("j", until=lambda _: _reversed(one, "▌"))
    one.send("/kitchen\t\r", until="all days")
    one.send("?", until="find a command")
    one.send("\x1b", until=lambda text: "find a command" not in text)
    one.send("\x10", until="Search for commands")
    one.send("theme", until="Choose another theme")
    one.send("\x1b", until=lambda text: "Choose another theme" not in text)
    one.leave()
    return one


def _reversed(terminal: Terminal, sign: str) -> bool:
    """Whether a line with a sign is in reverse from end to end of the list."""
    for number, line in enumerate(terminal.lines()):
        if line.startswith(sign):
            return all(terminal.screen.buffer[number][x].reverse for x in range(30))
    return False


def _set(tmp_path: Path, settings: str) -> None:
    folder = tmp_path / ".config" / "digest-tui"
    folder.mkdir(parents=True)
    (folder / "settings.yaml").write_text(settings, "utf-8")


def test_without_colours_no_code_for_a_colour_is_sent_whatever_the_theme(tmp_path: Path) -> None:
    _set(tmp_path, "theme: digest-light")
    one = _walk_through(tmp_path, {"NO_COLOR": "1"})
    assert not _codes(one) & _COLOURS
    assert {1, 4, 7} <= _codes(one)  # bold, underlined, in reverse


def test_a_terminal_of_sixteen_colours_gets_no_others(tmp_path: Path) -> None:
    one = _walk_through(tmp_path, {"TERM": "xterm", "COLORTERM": ""})
    assert not _codes(one) & (_COLOURS - _SIXTEEN)
    assert _codes(one) & _SIXTEEN


def test_a_theme_of_the_terminals_own_colours_sends_no_others_to_one_that_has_all(tmp_path: Path) -> None:
    _set(tmp_path, "theme: ansi-dark")
    one = _walk_through(tmp_path, {})
    assert not _codes(one) & (_COLOURS - _SIXTEEN)
    assert _codes(one) & _SIXTEEN
