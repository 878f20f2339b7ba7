"""What needs the terminal gets it, a command with its papers or an editor, and gives it back."""

import os
from pathlib import Path

import pytest

from e2e.terminal import Terminal
from invented_files import write_library

pytestmark = pytest.mark.slow


def _printed(terminal: Terminal, text: bytes, *, times: int = 1) -> None:
    """Wait until a program that has the terminal has printed something, wherever that is on the screen."""
    terminal.wait_for(lambda _: terminal.raw.count(text) >= times)


def test_a_command_in_the_terminal_asks_there_is_interrupted_there_and_the_reader_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELL", "/bin/sh")
    terminal = Terminal(str(write_library(tmp_path / "digests")), home=tmp_path)
    terminal.wait_for("Alpha")
    got, answer = tmp_path / "got", tmp_path / "answer"
    terminal.send("|", until="Run a command on papers")
    terminal.send(f"\x12cat >{got}; printf 'your %s: ' name; read x </dev/tty; echo $x >{answer}\r")
    _printed(terminal, b"your name: ")
    terminal.send("Ann\r", until="the command ended with 0")
    assert answer.read_text() == "Ann\n"
    assert got.read_text("utf-8").startswith("@misc{")

    terminal.send("|", until="▸in the terminal")
    terminal.send("\x15cat >/dev/null; trap 'exit 130' INT; echo at work; while :; do sleep 0.01; done\r")
    _printed(terminal, b"at work\r\n")
    terminal.send("\x03")
    _printed(terminal, b"Enter goes back to the reader")
    terminal.send("\r", until="the command ended with 130")
    terminal.send("jb", until="★")
    terminal.leave()


def test_a_note_is_written_in_the_own_editor_which_can_be_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf \'what to say: \'\nread words </dev/tty\necho "$words" >>"$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("EDITOR", editor.name)  # briefly, so that what is said of it has room in a line
    monkeypatch.delenv("VISUAL", raising=False)
    terminal = Terminal(str(write_library(tmp_path / "digests")), home=tmp_path)
    terminal.wait_for("Alpha")
    for answer in ("\x03", "Look again.\r"):
        terminal.send("mn", until="in your editor")
        asked = terminal.raw.count(b"what to say: ")
        terminal.send("\x05")
        _printed(terminal, b"what to say: ", times=asked + 1)
        terminal.send(answer)
        if answer == "\x03":
            terminal.wait_for("editor ended with -2 (nothing was changed)")
        else:
            terminal.wait_for("Look again.")
        terminal.send("\x1b", until=lambda text: "in your editor" not in text)
    terminal.wait_for("★")
    (kept,) = (tmp_path / ".local" / "share").rglob("*.md")
    assert "Look again." in kept.read_text("utf-8")
    terminal.leave()
