"""The clipboard: which way a text goes, and that it arrives whole."""

import base64
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_tui.clipboard import LONGEST, Copied, copy, osc52

PLAIN = {"TERM": "xterm-256color"}


def taken_by_terminal(sequence: str) -> str:
    """What a terminal understands of a plain sequence."""
    match = re.fullmatch(r"\x1b]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert match is not None
    return base64.b64decode(match[1]).decode()


@given(st.text())
def test_a_terminal_gets_the_text(text: str) -> None:
    sequence = osc52(text, PLAIN)
    assert sequence is not None
    assert taken_by_terminal(sequence) == text


def test_tmux_passes_the_sequence_on() -> None:
    sequence = osc52("text", {**PLAIN, "TMUX": "/tmp/tmux,1,0"})
    assert sequence is not None
    match = re.fullmatch(r"\x1bPtmux;(.*)\x1b\\", sequence, re.DOTALL)
    assert match is not None
    assert taken_by_terminal(match[1].replace("\x1b\x1b", "\x1b")) == "text"


@pytest.mark.parametrize("environ", [{"STY": "1.pts"}, {"TERM": "screen.xterm-256color"}])
def test_screen_gets_it_in_pieces(environ: dict[str, str]) -> None:
    sequence = osc52("text" * 500, {**PLAIN, **environ})
    assert sequence is not None
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", sequence, re.DOTALL)
    assert len(pieces) > 5
    assert all(len(piece) <= 240 for piece in pieces)
    assert taken_by_terminal("".join(pieces)) == "text" * 500


@pytest.mark.parametrize(
    ("environ", "size", "can"),
    [
        (PLAIN, LONGEST, True),
        (PLAIN, LONGEST + 1, False),
        ({"TERM": "linux"}, 1, False),
        ({**PLAIN, "TERM_PROGRAM": "Apple_Terminal"}, 1, False),
        ({**PLAIN, "VTE_VERSION": "7603"}, 1, False),
        ({**PLAIN, "VTE_VERSION": "8200"}, 1, True),
        ({**PLAIN, "VTE_VERSION": "new"}, 1, True),
    ],
)
def test_what_cannot_work_is_not_tried(environ: dict[str, str], size: int, can: bool) -> None:
    sequence = osc52("x" * size, environ)
    assert (sequence is not None) is can
    assert sequence is None or len(sequence) < 100_000 + 20


def program(folder: Path, name: str, *, code: int = 0) -> Path:
    """A program that keeps what it gets on its standard input."""
    target = folder / f"{name}.got"
    path = folder / name
    path.write_text(f'#!/bin/sh\nprintf "%s " "$@" > "{target}"\ncat >> "{target}"\nexit {code}\n')
    path.chmod(0o755)
    return target


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_the_ways_in_their_order(folder: Path) -> None:
    written: list[str] = []
    everywhere = {**PLAIN, "TMUX": "x", "DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}
    tmux, wayland = program(folder, "tmux"), program(folder, "wl-copy")
    assert copy("text", everywhere, written.append) == Copied("tmux")
    assert (tmux.read_text(), written) == ("load-buffer -w - text", [])
    program(folder, "tmux", code=1)
    assert copy("text", everywhere, written.append) == Copied("the terminal")
    assert len(written) == 1
    long = "x" * (LONGEST + 1)
    assert copy(long, everywhere, written.append) == Copied("wl-copy")
    assert wayland.read_text().strip() == long
    program(folder, "wl-copy", code=1)
    x11 = program(folder, "xclip")
    assert copy("方法", {**everywhere, "TERM": "linux", "TMUX": ""}, written.append) == Copied("xclip")
    assert x11.read_text() == "-selection clipboard 方法"
    assert len(written) == 1


def test_at_last_a_file_whose_path_is_told(folder: Path) -> None:
    copied = copy("text", {"TERM": "linux"}, lambda _: pytest.fail("the console takes nothing"))
    assert copied.is_file
    assert Path(copied.where).read_text() == "text"
    assert Path(copied.where).stat().st_mode & 0o777 == 0o600
    assert copied.message == f"into {copied.where}, there is no clipboard"
    assert Path(copied.where).parent == folder
