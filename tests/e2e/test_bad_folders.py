"""Folders full of what is no digest: the good papers come up, the rest is named, and memory stays bounded."""

import os
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from e2e.terminal import Terminal
from invented_files import write_library

pytestmark = pytest.mark.slow

#: What junk may add to the memory of the reader, in MB.
ALLOWANCE = 100


def _pipes(folder: Path) -> None:
    os.mkfifo(folder / "2026-02-01.md")


def _sockets(folder: Path) -> None:
    # The path of a socket may be no longer than about 100 bytes, so it is given from inside.
    here = Path.cwd()
    os.chdir(folder)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind("2026-02-02.md")
    finally:
        os.chdir(here)


def _devices(folder: Path) -> None:
    for number, device in enumerate(("/dev/zero", "/dev/random", "/dev/tty", "/dev/full"), start=3):
        (folder / f"2026-02-0{number}.md").symlink_to(device)


def _circles(folder: Path) -> None:
    (folder / "down").mkdir()
    (folder / "down" / "up").symlink_to("..")
    (folder / "self").symlink_to(".")
    (folder / "one.md").symlink_to("two.md")
    (folder / "two.md").symlink_to("one.md")


@pytest.mark.parametrize("trouble", [_pipes, _sockets, _devices, _circles], ids=lambda f: f.__name__[1:])
def test_what_is_no_file_is_named_and_holds_nothing_up(
    trouble: Callable[[Path], None], tmp_path: Path
) -> None:
    folder = write_library(tmp_path / "digests")
    trouble(folder)
    terminal = Terminal(str(folder), home=tmp_path)
    terminal.wait_for("5 papers")
    terminal.wait_for("Alpha: a reader for tired eyes")
    terminal.send("!")
    named = {"_pipes": "named pipe", "_sockets": "socket", "_devices": "device", "_circles": "link"}
    terminal.wait_for(named[trouble.__name__])
    terminal.leave("\x11")


def _most_memory_mb(terminal: Terminal) -> float:
    """The most that the reader has had in memory at any moment."""
    text = Path(f"/proc/{terminal.child.pid}/status").read_text("ascii")
    found = re.search(r"^VmHWM:\s+(\d+) kB$", text, re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


def _after_reading(folder: Path, home: Path) -> float:
    """The most memory of a reader that has read a folder."""
    home.mkdir()
    terminal = Terminal(str(folder), home=home)
    terminal.wait_for("5 papers")
    terminal.wait_for(
        lambda screen: not re.search(r"reading [\d,]+ of", screen) and "Alpha: a reader" in screen
    )
    terminal.send("j", until="Beta of [brackets]")
    used = _most_memory_mb(terminal)
    terminal.leave()
    return used


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the memory so")
def test_a_gigabyte_of_junk_takes_little_memory(tmp_path: Path) -> None:
    folder = write_library(tmp_path / "digests")
    without = _after_reading(folder, tmp_path / "home-1")
    # 640 MB in holes: ten files just below the size limit, and one far above it.
    for number in range(10):
        with (folder / f"holes-{number}.md").open("wb") as file:
            file.truncate(64 * 2**20 - 1)
    with (folder / "hole.md").open("wb") as file:
        file.truncate(2**30)
    # 180 MB of text in large files: without line breaks, with them, and with one character that widens all.
    for name, text in (("long", "words "), ("lines", "words\n"), ("wide", "words ")):
        begins = "\U0001f600" if name == "wide" else ""
        (folder / f"{name}.md").write_text(begins + text * 10_000_000)
    # 200 MB of text that is no digest, and 200 MB that is no text, in files of every size.
    junk = tmp_path / "digests" / "junk"
    junk.mkdir()
    noise = os.urandom(2**20)
    for number in range(200):
        (junk / f"words-{number}.md").write_text("words that say nothing " * (2**20 // 23))
        (junk / f"noise-{number}.jsonl").write_bytes(noise)
    for number in range(2000):
        (junk / f"small-{number}.txt").write_text(f"{number} ")
    junk_too = _after_reading(folder, tmp_path / "home-2")
    assert junk_too - without <= ALLOWANCE
