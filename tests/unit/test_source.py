"""Finding files in folders that hold anything, and reading only what is a regular file."""

import os
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from digest_parsers.errors import SourceError
from digest_parsers.model import Level
from digest_parsers.source import (
    Found,
    Skipped,
    Stamp,
    TooLargeError,
    find_files,
    find_folders,
    read_bytes,
    read_head,
)


def found(paths: Iterable[Path]) -> list[Path]:
    return [item.path for item in find_files(paths) if isinstance(item, Found)]


def skipped(paths: Iterable[Path]) -> dict[str, str]:
    return {item.path.name: item.diagnostic.code for item in find_files(paths) if isinstance(item, Skipped)}


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_files_are_found_at_any_depth_in_a_fixed_order(tmp_path: Path) -> None:
    wanted = [tmp_path / name for name in ("b.md", "c.TXT", "a/z.jsonl", "a/b/d.json", "k/e.markdown")]
    for path in reversed(wanted):
        write(path)
    for name in ("x.py", "md", ".hidden.md", ".git/HEAD.md", "CVS/Root.md", ".obsidian/a.md", "x.md.bak"):
        write(tmp_path / name)
    assert found([tmp_path]) == wanted
    assert skipped([tmp_path]) == {}


def test_the_folders_to_watch_are_those_that_are_searched(tmp_path: Path) -> None:
    for name in ("2026/01/a.md", ".git/HEAD.md", "CVS/Root.md"):
        write(tmp_path / "days" / name)
    (tmp_path / "days" / "2027").mkdir()
    (tmp_path / "days" / "2026" / "round").symlink_to(tmp_path / "days")
    single = write(tmp_path / "one" / "a.md")
    days = tmp_path / "days"
    assert find_folders([days, single]) == [
        days,
        days / "2026",
        days / "2026" / "01",
        days / "2027",
        single.parent,
    ]


def test_a_file_comes_with_its_stamp(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "four")
    os.utime(path, ns=(5, 1_700_000_000_123_456_789))
    (one,) = find_files([path])
    assert isinstance(one, Found)
    assert (one.name, one.path, one.stamp) == (str(path), path, Stamp(1_700_000_000_123_456_789, 4))


def test_a_stamp_is_taken_when_it_is_asked_for_and_stays(tmp_path: Path) -> None:
    path, gone = write(tmp_path / "a.md", "four"), write(tmp_path / "b.md")
    first, second = (one for one in find_files([tmp_path]) if isinstance(one, Found))
    write(path, "changed")
    gone.unlink()
    assert first.stamp is not None
    assert first.stamp.size == len("changed")
    write(path, "again")
    assert first.stamp.size == len("changed")
    assert second.stamp is None


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    path = write(tmp_path / ".odd.log")
    assert found([path]) == [path]


def test_each_file_comes_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a" / "a.md")
    os.link(path, tmp_path / "a" / "hard.md")
    (tmp_path / "a" / "soft.md").symlink_to(path)
    assert found([tmp_path, path, tmp_path / "a"]) == [path]
    assert skipped([tmp_path]) == {"hard.md": "same-file", "soft.md": "same-file"}


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    library = tmp_path / "library"
    path = write(library / "a" / "b" / "x.md")
    write(tmp_path / "outside.md")
    (library / "a" / "b" / "up").symlink_to("..")
    (library / "self").symlink_to(".")
    (library / "out").symlink_to(tmp_path)
    (library / "one.md").symlink_to("two.md")
    (library / "two.md").symlink_to("one.md")
    assert found([library]) == [path]
    assert skipped([library]) == {"one.md": "broken-link", "two.md": "broken-link"}


def test_a_linked_folder_beside_the_library_is_searched(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "x.md")
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "link").symlink_to(tmp_path / "elsewhere")
    assert found([tmp_path / "library"]) == [tmp_path / "library" / "link" / "x.md"]


@pytest.mark.skipif(not Path("/proc/self/root").exists(), reason="needs a mounted /proc")
def test_another_file_system_is_told_and_left_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md")
    (tmp_path / "proc").symlink_to("/proc")
    assert found([tmp_path]) == [path]
    assert skipped([tmp_path]) == {"proc": "other-file-system"}


def make_socket(path: Path) -> None:
    # A socket's path must be short: it is made where it is and named from there.
    with socket.socket(socket.AF_UNIX) as listener:
        before = Path.cwd()
        os.chdir(path.parent)
        try:
            listener.bind(path.name)
        finally:
            os.chdir(before)


ODD: dict[str, Callable[[Path], object]] = {
    "pipe.md": os.mkfifo,
    "socket.md": make_socket,
    "zero.md": lambda path: path.symlink_to("/dev/zero"),
    "folder.md": lambda path: path.symlink_to(path.parent.parent / "nothing"),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_file_is_never_opened(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    ODD[name](path)
    good = write(tmp_path / "good.md")
    assert found([tmp_path]) == [good]
    assert list(skipped([tmp_path])) == [name]
    with pytest.raises(SourceError) as caught:
        find_files([good, path])
    assert caught.value.path == path


def test_reading_a_pipe_or_device_fails_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(SourceError, match="not a file"):
            read_bytes(path)


def test_a_path_that_does_not_exist_fails_before_anything_is_searched(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        find_files([tmp_path, tmp_path / "none"])
    with pytest.raises(SourceError, match="cannot be opened"):
        find_files([tmp_path / ("n" * 300)])
    with pytest.raises(SourceError):
        find_files([Path("nul\0byte")])


def test_a_folder_deeper_than_recursion_and_than_paths_can_be(tmp_path: Path) -> None:
    top = write(tmp_path / "a.md")
    deep = 0
    descriptor = os.open(tmp_path, os.O_RDONLY)
    while deep < 2500:
        os.mkdir("d", dir_fd=descriptor)
        below = os.open("d", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = below
        deep += 1
        if deep == 1500:
            os.close(os.open("deep.md", os.O_CREAT | os.O_WRONLY, dir_fd=descriptor))
    os.close(descriptor)
    try:
        everything = list(find_files([tmp_path]))
    finally:
        remove_deep(tmp_path)
    assert [item.path.name for item in everything if isinstance(item, Found)] == [top.name, "deep.md"]
    unreadable = [item for item in everything if isinstance(item, Skipped)]
    assert [item.diagnostic.level for item in unreadable] == [Level.ERROR]


def remove_deep(top: Path) -> None:
    """Removes a chain of folders "d" that no path can reach, by moving its end to the top again and again."""
    (top / "a.md").unlink()
    while (top / "d").exists():
        below = top / "d" / "d"
        if below.exists():
            below.rename(top / "next")
        for file in (top / "d").iterdir():
            file.unlink()
        (top / "d").rmdir()
        if (top / "next").exists():
            (top / "next").rename(top / "d")


def test_an_unreadable_folder_and_file_are_told(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    path = write(tmp_path / "a.md")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    try:
        assert skipped([tmp_path]) == {"locked": "unreadable"}
        with pytest.raises(SourceError, match="permission"):
            read_bytes(path)
    finally:
        locked.chmod(0o700)


def test_a_folder_that_vanishes_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a" / "x.md")
    write(tmp_path / "b" / "y.md")
    search = find_files([tmp_path])
    assert isinstance(next(search), Found)
    (tmp_path / "b" / "y.md").unlink()
    (tmp_path / "b").rmdir()
    (rest,) = search
    assert isinstance(rest, Skipped)
    assert (rest.diagnostic.code, rest.path) == ("unreadable", tmp_path / "b")


def test_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\x00\xff" * 700_000)
    assert read_bytes(path) == b"\x00\xff" * 700_000
    assert read_bytes(path, limit=1_400_000) == b"\x00\xff" * 700_000
    with pytest.raises(TooLargeError, match="limit"):
        read_bytes(path, limit=1_399_999)
    with pytest.raises(SourceError, match="no such file"):
        read_bytes(tmp_path / "none.md")


def test_a_sparse_giant_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "giant.md"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(TooLargeError, match="64 MiB"):
        read_bytes(path)


@pytest.mark.parametrize(
    "name", [b"\xff\xfe.md", b"\x1b[2J.md", b"a\nb.md", b" .md", b"-rf.md", b"[bold]x[/].md"]
)
def test_any_name_is_found(tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    write(path, "text")
    assert found([tmp_path]) == [path]
    assert read_bytes(path) == b"text"


def test_the_head_of_a_file_is_read_and_nothing_but_a_file(tmp_path: Path) -> None:
    long = tmp_path / "long.md"
    long.write_bytes(b"0123456789")
    assert read_head(long, 4) == b"0123"
    assert read_head(long, 400) == b"0123456789"
    os.mkfifo(tmp_path / "pipe.md")
    for odd in ("pipe.md", "gone.md"):
        with pytest.raises(SourceError):
            read_head(tmp_path / odd, 4)
