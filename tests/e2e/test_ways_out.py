"""Every way out gives the terminal back, with the exit code that a shell expects."""

import itertools
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from e2e import faulty
from e2e.terminal import PATIENCE, SOURCES, Terminal
from invented_files import write_library

pytestmark = pytest.mark.slow


def _started(tmp_path: Path) -> Terminal:
    terminal = Terminal(str(write_library(tmp_path / "digests")), home=tmp_path)
    terminal.wait_for("5 papers")
    return terminal


CODES = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130}
#: What is typed to come into a state, and what the screen shows then.
STATES = {
    "list": ("", "5 papers"),
    "page": ("\r", "Links"),
    "search": ("/kit", "1 found"),
    "prefix": ("z", "Fold all sections"),
    "help": ("?", "find a command"),
    "problems": ("!", "no-day"),
    "palette": ("\x10", "Search for commands"),
    "welcome": ("O", "Type the path"),
}


@pytest.mark.parametrize(
    ("state", "number"),
    [
        *(("list", number) for number in CODES),
        *zip(list(STATES)[1:], itertools.cycle(CODES)),
    ],
    ids=str,
)
def test_signals(tmp_path: Path, state: str, number: signal.Signals) -> None:
    keys, shown = STATES[state]
    terminal = _started(tmp_path)
    terminal.send(keys, until=shown)
    terminal.child.kill(number)
    assert terminal.wait_exit() == CODES[number]
    assert terminal.not_given_back() == set()


def test_the_terminal_is_given_back_while_the_reader_is_stopped(tmp_path: Path) -> None:
    terminal = _started(tmp_path)
    terminal.send("\x1a")
    terminal.wait_stopped()
    assert terminal.not_given_back() == set()
    terminal.screen.reset()
    terminal.child.kill(signal.SIGCONT)
    terminal.wait_for("5 papers")
    terminal.send("j", until="2/5")
    terminal.leave()


@pytest.mark.parametrize("number", CODES)
def test_a_stopped_reader_can_be_ended(tmp_path: Path, number: signal.Signals) -> None:
    terminal = _started(tmp_path)
    terminal.child.kill(signal.SIGTSTP)
    terminal.wait_stopped()
    terminal.child.kill(number)
    terminal.child.kill(signal.SIGCONT)
    assert terminal.wait_exit() == CODES[number]
    assert terminal.not_given_back() == set()


@pytest.mark.parametrize("keys", ["Q", "\x11", "q"])
def test_quitting(tmp_path: Path, keys: str) -> None:
    terminal = _started(tmp_path)
    terminal.send(keys)
    assert terminal.wait_exit() == 0
    assert terminal.not_given_back() == set()


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
    terminal.send("j", until="Beta of [brackets]")
    terminal.leave()


def _faulty(fault: str, home: Path) -> Terminal:
    program = [sys.executable, str(Path(faulty.__file__)), fault]
    return Terminal(str(write_library(home / "digests")), home=home, program=program)


def _reports(home: Path) -> list[Path]:
    return sorted((home / ".local" / "state").rglob("crash-*.txt"))


#: What is typed to meet each fault, and where the report must say that it is.
MET = {
    "settings": ("", "digest_tui/launch.py"),
    "style": ("", "textual/app.py"),
    "opening": ("", "in fail"),
    "screen": ("", "in fail"),
    "drawing": ("", "paper_page.py"),
    "input": ("j", "in run_input_thread"),
    "key": ("x", "in take_key"),
    "reading": ("", "in read_rest"),
    "keeping": ("b", "keeper.py"),
    "searching": ("/a", "gathering.py"),
}


@pytest.mark.parametrize("fault", MET)
def test_an_error_of_its_own_is_told_without_values_and_with_exit_code_1(tmp_path: Path, fault: str) -> None:
    keys, place = MET[fault]
    terminal = _faulty(fault, tmp_path)
    if keys:
        terminal.wait_for("5 papers")
        terminal.send(keys)
    terminal.wait_until_told("Save a report of it?")
    terminal.send("y")
    assert terminal.wait_exit() == 1
    assert terminal.not_given_back() == set()
    (saved,) = _reports(tmp_path)
    assert "an error of its own" in terminal.told
    assert saved.name in terminal.told
    report = saved.read_text("utf-8")
    assert place in report
    assert faulty.SECRET not in report
    assert faulty.SECRET.encode() not in terminal.raw
    assert b"Traceback" not in terminal.raw


def test_a_report_can_be_refused_and_what_was_saved_is_saved(tmp_path: Path) -> None:
    terminal = _faulty("key", tmp_path)
    terminal.wait_for("5 papers")
    terminal.send("b", until="★")
    terminal.send("xnnnn")  # typed ahead: no answer
    terminal.wait_until_told("Save a report of it?")
    terminal.send("n")
    terminal.wait_until_told("No report was saved.")
    assert terminal.wait_exit() == 1
    assert _reports(tmp_path) == []
    assert list((tmp_path / ".local" / "share").rglob("2601.00011.md"))


def test_nobody_has_to_answer(tmp_path: Path) -> None:
    terminal = _faulty("unanswered", tmp_path)
    terminal.wait_until_told("Save a report of it?")
    assert terminal.wait_exit() == 1
    assert len(_reports(tmp_path)) == 1


@pytest.mark.parametrize("fault", [name for name in faulty.FAULTS if name.startswith("ended-")])
def test_a_signal_while_it_starts_is_no_error(tmp_path: Path, fault: str) -> None:
    terminal = _faulty(fault, tmp_path)
    assert terminal.wait_exit() == 143
    assert terminal.not_given_back() == set()
    assert "error" not in terminal.told


def test_what_hangs_is_ended_and_the_terminal_given_back(tmp_path: Path) -> None:
    terminal = _faulty("busy", tmp_path)
    terminal.wait_for("5 papers")
    terminal.send("x")
    terminal.child.kill(signal.SIGTERM)
    assert terminal.wait_exit() == 143
    assert terminal.not_given_back() == set()


def test_quitting_does_not_wait_for_a_file_that_never_ends(tmp_path: Path) -> None:
    terminal = _faulty("stuck", tmp_path)
    terminal.wait_for("4 papers")
    terminal.send("b", until="★")
    terminal.leave()
    assert list((tmp_path / ".local" / "share").rglob("2601.00011.md"))
