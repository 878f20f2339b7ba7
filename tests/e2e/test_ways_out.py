"""Every way out gives the terminal back, with the exit code that a shell expects."""

import os
import re
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from e2e.terminal import PATIENCE, SOURCES, Terminal
from invented_files import write_library

pytestmark = pytest.mark.slow

#: Modes that a terminal has when nobody has touched it; the cursor and line wrapping are on, all else is off.
_ON = {25, 7}


def _modes_left(raw: bytes) -> set[int]:
    state: dict[int, bool] = {}
    for numbers, letter in re.findall(rb"\x1b\[\?([\d;]+)([hl])", raw):
        for number in numbers.split(b";"):
            state[int(number)] = letter == b"h"
    return {number for number, on in state.items() if on is not (number in _ON)}


def _started(tmp_path: Path) -> Terminal:
    terminal = Terminal(str(write_library(tmp_path / "digests")), home=tmp_path)
    terminal.wait_for("5 papers")
    return terminal


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)],
    ids=str,
)
def test_signals(tmp_path: Path, number: signal.Signals, code: int) -> None:
    terminal = _started(tmp_path)
    terminal.child.kill(number)
    assert terminal.wait_exit() == code
    assert _modes_left(terminal.raw) == set()


@pytest.mark.parametrize("keys", ["Q", "\x11", "q"])
def test_quitting(tmp_path: Path, keys: str) -> None:
    terminal = _started(tmp_path)
    before = termios.tcgetattr(terminal.child.child_fd)
    terminal.send(keys)
    assert terminal.wait_exit() == 0
    assert _modes_left(terminal.raw) == set()
    assert before[3] & termios.ECHO == 0


def test_the_program_ends_with_its_terminal(tmp_path: Path) -> None:
    reader, writer = os.openpty()
    environment = os.environ | {"HOME": str(tmp_path), "TERM": "xterm-256color", "PYTHONPATH": SOURCES}
    # Not the session's own terminal, so that no signal tells of its end.
    process = subprocess.Popen(
        [sys.executable, "-m", "digest_tui", str(write_library(tmp_path / "digests"))],
        stdin=writer, stdout=writer, stderr=writer, env=environment,
    )  # fmt: skip
    os.close(writer)
    seen = b""
    while b"papers" not in seen:
        seen += os.read(reader, 65536)
    os.close(reader)
    assert process.wait(timeout=PATIENCE) == 129


def test_garbage_on_standard_input(tmp_path: Path) -> None:
    terminal = _started(tmp_path)
    terminal.child.send(b"\xe9\xff\x1b[99999999999;5u\x1b[<999999999;9999999999;99M")
    terminal.send("j")
    terminal.wait_for("Beta of [brackets]")
    terminal.send("Q")
    assert terminal.wait_exit() == 0


def test_an_error_of_its_own_is_told_without_values_and_with_exit_code_1(tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text(
        "import sys\n"
        "from digest_tui.screens.main import MainScreen\n"
        "def fail(self):\n"
        "    secret = 'the text of a paper'\n"
        "    raise RuntimeError(secret)\n"
        "MainScreen.action_toggle_read = fail\n"
        "from digest_tui.cli import main\n"
        "sys.exit(main())\n"
    )
    folder = write_library(tmp_path / "digests")
    terminal = Terminal(str(folder), home=tmp_path, program=[sys.executable, str(broken)])
    terminal.wait_for("5 papers")
    terminal.send("b")
    terminal.wait_for("★")
    terminal.send("r")
    assert terminal.wait_exit() == 1
    assert _modes_left(terminal.raw) == set()
    told = terminal.raw.rpartition(b"\x1b[?1049l")[2]
    assert b"RuntimeError" in told
    assert b"the text of a paper" not in told
    assert b"Traceback" not in told
    reports = list((tmp_path / ".local" / "state").rglob("crash-*.txt"))
    assert len(reports) == 1
    assert "broken.py" in reports[0].read_text()
    assert "the text of a paper" not in reports[0].read_text()
    assert list((tmp_path / ".local" / "share").rglob("2601.00011.md"))
