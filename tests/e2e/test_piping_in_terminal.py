"""A command that needs the terminal gets it, papers and all, and gives it back."""

from pathlib import Path

import pytest

from e2e.terminal import Terminal
from invented_files import write_library

pytestmark = pytest.mark.slow


def test_a_command_in_the_terminal_asks_there_is_interrupted_there_and_the_reader_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELL", "/bin/sh")
    terminal = Terminal(str(write_library(tmp_path / "digests")), home=tmp_path)
    terminal.wait_for("Alpha")
    got, answer = tmp_path / "got", tmp_path / "answer"
    terminal.send("|")
    terminal.wait_for("Run a command on papers")
    terminal.send(f"\x12cat >{got}; printf 'your name: '; read x </dev/tty; echo $x >{answer}\r")
    terminal.wait_for("your name: ")
    terminal.send("Ann\r")
    terminal.wait_for("the command ended with 0")
    assert answer.read_text() == "Ann\n"
    assert got.read_text("utf-8").startswith("@misc{")

    terminal.send("|")
    terminal.wait_for("▸in the terminal")
    terminal.send("\x15cat >/dev/null; echo asleep; sleep 1000\r")
    terminal.wait_for(lambda _: b"asleep\r\n" in terminal.raw)
    terminal.send("\x03")
    terminal.wait_for("Enter goes back to the reader")
    terminal.send("\r")
    terminal.wait_for("the command was ended by signal 2")
    terminal.send("jb")
    terminal.wait_for("★")
    terminal.send("Q")
    assert terminal.wait_exit() == 0
    assert terminal.not_given_back() == set()
