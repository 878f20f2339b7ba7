"""Disks that are full, read-only or broken, for real; and the order in which the kernel is asked to save."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from e2e.terminal import SOURCES, Terminal
from invented_files import write_library

pytestmark = pytest.mark.slow


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "digests")


def _bookmarks(home: Path) -> dict[str, bytes]:
    folder = home / ".local" / "share" / "digest-tui" / "bookmarks"
    return {path.name: path.read_bytes() for path in folder.glob("*.md")}


def _opened(library: Path, home: Path, *program: str) -> Terminal:
    terminal = Terminal(str(library), home=home, program=(*program, sys.executable, "-m", "digest_tui"))
    terminal.wait_for("Alpha")
    return terminal


def _kept(library: Path, home: Path) -> None:
    """One bookmark, made and acknowledged."""
    terminal = _opened(library, home)
    terminal.send("b", until="★")
    terminal.leave()


def _said(terminal: Terminal, text: str) -> None:
    """Wait until a message has been painted; the next one may have taken its place by now."""
    terminal.wait_for(lambda _: text.encode() in terminal.raw)


def _refused(terminal: Terminal, keys: str, cause: str = "", *, kept: int = 1) -> None:
    """Ask for a bookmark that cannot be saved: the cause is said and nothing shown as saved; then leave."""
    terminal.send(keys)
    _said(terminal, f"not saved: {cause}")
    assert terminal.text().count("★") == kept
    terminal.leave()


@contextmanager
def _small_disk(folder: Path, size: str) -> Iterator[None]:
    """A file system of its own that holds little."""
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk takes rights that this machine does not give")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_and_a_read_only_disk_refuse_with_the_cause_and_harm_nothing(
    tmp_path: Path, library: Path
) -> None:
    with _small_disk(tmp_path / ".local", "256k"):
        _kept(library, tmp_path)
        before = _bookmarks(tmp_path)
        assert len(before) == 1
        filler = tmp_path / ".local" / "filler"
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(512))
            except OSError:
                pass
        terminal = _opened(library, tmp_path)
        _said(terminal, "not saved: disk I/O error")  # that the library was opened
        _refused(terminal, "jb", "no space left on device")
        assert _bookmarks(tmp_path) == before
        filler.unlink()
        terminal = _opened(library, tmp_path)
        terminal.send("jb", until=lambda text: text.count("★") == 2)
        terminal.leave()
        before = _bookmarks(tmp_path)
        assert len(before) == 2
        subprocess.run(["mount", "-o", "remount,ro", str(tmp_path / ".local")], check=True)
        terminal = _opened(library, tmp_path)
        terminal.wait_for(lambda text: text.count("★") == 2)
        _refused(terminal, "jjb", "read-only file system", kept=2)
        assert _bookmarks(tmp_path) == before


def test_a_folder_without_permission_refuses_with_the_cause_and_harms_nothing(
    tmp_path: Path, library: Path
) -> None:
    _kept(library, tmp_path)
    before = _bookmarks(tmp_path)
    folder = tmp_path / ".local" / "share" / "digest-tui" / "bookmarks"
    folder.chmod(0o500)
    # root may write everywhere, unless it has lost the right to
    lessened = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    if lessened and shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and there is no setpriv")
    try:
        _refused(_opened(library, tmp_path, *lessened), "jb", "permission denied")
    finally:
        folder.chmod(0o700)
    assert _bookmarks(tmp_path) == before


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize(("call", "error"), [("fsync,fdatasync", "EIO"), ("rename,renameat2", "EDQUOT")])
def test_an_error_of_the_disk_is_said_and_nothing_shown_as_saved(
    call: str, error: str, tmp_path: Path, library: Path
) -> None:
    _kept(library, tmp_path)
    before = _bookmarks(tmp_path)
    fault = ("strace", "-f", "-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={call}:error={error}")
    _refused(_opened(library, tmp_path, *fault), "jb")
    assert _bookmarks(tmp_path) == before


_TRACED = """
import sys
from pathlib import Path
from digest_tui.store.bookmarks import BookmarkStore
from store_samples import NOW, appearance

store = BookmarkStore(Path(sys.argv[1]))
store.load()
store.add(appearance("2602.1"), now=NOW)
print("kept", flush=True)
store.edit("2602.1", lambda mark: {"note": "words"})
print("changed", flush=True)
store.remove("2602.1")
print("removed", flush=True)
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_kernel_is_asked_in_the_order_that_survives_a_crash(tmp_path: Path) -> None:
    """Write aside, sync the file, rename, sync the folder, and only then say it. Nothing is overwritten."""
    folder, trace = tmp_path / "marks", tmp_path / "trace"
    calls = "trace=fsync,rename,renameat,renameat2,unlink,openat,write,ftruncate,truncate"
    tests = str(Path(__file__).parents[1])
    subprocess.run(
        ["strace", "-f", "-y", "-o", str(trace), "-e", calls, sys.executable, "-c", _TRACED, str(folder)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([SOURCES, tests])},
    )
    done = []
    for line in trace.read_text(errors="replace").split("\n"):
        if match := re.search(r'write\(1<.*?"(kept|changed|removed)', line):
            done.append(match[1])
        elif str(folder) not in line:
            continue
        elif "fsync(" in line:
            done.append("sync file" if ".tmp>" in line else "sync folder")
        elif "rename" in line:
            done.append("exchange" if "RENAME_EXCHANGE" in line else "rename")
        else:
            assert "truncate(" not in line
            assert not ("O_TRUNC" in line or "O_WRONLY" in line) or ".tmp" in line
            if "unlink" in line:
                done.append("clear up")
    begin = done.index("sync file")
    assert done[begin:] == [
        *("sync file", "rename", "sync folder", "kept"),
        *("sync file", "exchange", "sync folder", "clear up", "changed"),
        *("sync folder", "rename", "sync folder", "sync folder", "removed"),
    ]  # fmt: skip
