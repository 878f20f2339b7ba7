"""Durable files: whole or absent, nothing replaced, and told when the disk refuses."""

import errno
import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from digest_tui.store import durable
from digest_tui.store.errors import StoreError


@pytest.fixture(params=["kernel", "look first"])
def rename(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of renaming: that of Linux, and that of systems without it."""
    if request.param == "look first":
        monkeypatch.setattr(durable, "_renamed_by_kernel", lambda old, new, how: False)


def fail(code: int) -> Callable[..., None]:
    def failing(*arguments: object) -> None:
        raise OSError(code, os.strerror(code))

    return failing


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))  # noqa: PTH208


@pytest.mark.usefixtures("rename")
def test_a_new_file_is_private_and_alone(tmp_path: Path) -> None:
    durable.write_new(tmp_path / "a.md", b"text")
    assert (tmp_path / "a.md").read_bytes() == b"text"
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == ["a.md"]


@pytest.mark.usefixtures("rename")
@pytest.mark.parametrize("kind", ["file", "folder", "dangling link"])
def test_nothing_is_replaced(kind: str, tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    if kind == "file":
        target.write_bytes(b"foreign")
    elif kind == "folder":
        target.mkdir()
    else:
        target.symlink_to("nowhere")
    before = os.lstat(target)
    with pytest.raises(FileExistsError):
        durable.write_new(target, b"text")
    (tmp_path / "old").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        durable.move_new(tmp_path / "old", target)
    assert os.lstat(target) == before
    assert names(tmp_path) == ["a.md", "old"]


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("call", ["fsync", "rename"])
def test_a_failed_write_leaves_nothing(
    call: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if call == "fsync":
        monkeypatch.setattr(os, "fsync", fail(code))
    else:
        monkeypatch.setattr(durable, "rename_new", fail(code))
    with pytest.raises(OSError, match=os.strerror(code)):
        durable.write_new(tmp_path / "a.md", b"text")
    assert names(tmp_path) == []


@pytest.mark.usefixtures("rename")
@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_a_file_is_replaced_whole_and_keeps_its_mode(mode: int, tmp_path: Path) -> None:
    path, link = tmp_path / "a.md", tmp_path / "link.md"
    path.write_bytes(b"old")
    path.chmod(mode)
    link.symlink_to("a.md")
    assert durable.replace(link, b"new", b"old")
    assert (path.read_bytes(), path.stat().st_mode & 0o777, link.is_symlink()) == (b"new", mode, True)
    assert names(tmp_path) == ["a.md", "link.md"]


@pytest.mark.usefixtures("rename")
def test_what_somebody_else_wrote_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"theirs")
    assert not durable.replace(tmp_path / "a.md", b"new", b"old")
    assert (tmp_path / "a.md").read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.md"]


def test_what_is_written_at_the_last_moment_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, real = tmp_path / "a.md", durable.exchange
    path.write_bytes(b"old")

    def late(one: Path, other: Path) -> bool:
        if path.read_bytes() == b"old":
            path.write_bytes(b"theirs")
        return real(one, other)

    monkeypatch.setattr(durable, "exchange", late)
    replaced = durable.replace(path, b"new", b"old")
    if not replaced:
        assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.md"]
    assert not replaced, "the file system of the tests cannot exchange files"


@pytest.mark.usefixtures("rename")
@pytest.mark.parametrize("call", ["fsync", "fsync_folder"])
def test_a_failed_replacement_leaves_the_old_file(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    monkeypatch.setattr(os if call == "fsync" else durable, call, fail(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        durable.replace(tmp_path / "a.md", b"new", b"old")
    if call == "fsync_folder":
        assert (tmp_path / "a.md").read_bytes() == b"old"
    assert names(tmp_path) == ["a.md"]


def test_a_folder_that_cannot_be_synced_takes_the_change_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old").write_bytes(b"old")
    monkeypatch.setattr(durable, "fsync_folder", fail(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        durable.write_new(tmp_path / "a.md", b"text")
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        durable.move_new(tmp_path / "old", tmp_path / "new")
    assert names(tmp_path) == ["old"]


def test_file_then_name_then_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    real_fsync, real_rename = os.fsync, durable.rename_new

    def fsync(handle: int) -> None:
        done.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")  # noqa: PTH112
        real_fsync(handle)

    def rename(old: Path, new: Path) -> None:
        done.append("rename")
        real_rename(old, new)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(durable, "rename_new", rename)
    durable.write_new(tmp_path / "a.md", b"text")
    assert done == ["file", "rename", "folder"]


def test_folders_are_private_and_existing_ones_left_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    durable.make_folder(tmp_path / "a" / "b")
    durable.make_folder(tmp_path)
    modes = [path.stat().st_mode & 0o777 for path in (tmp_path, tmp_path / "a", tmp_path / "a" / "b")]
    assert modes == [0o755, 0o700, 0o700]


@pytest.mark.parametrize("kind", ["file", "dangling link"])
def test_what_is_no_folder_is_told(kind: str, tmp_path: Path) -> None:
    if kind == "file":
        (tmp_path / "a").write_bytes(b"")
    else:
        (tmp_path / "a").symlink_to("nowhere")
    with pytest.raises(NotADirectoryError):
        durable.make_folder(tmp_path / "a")


def test_the_lock_keeps_others_out_and_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "_LOCK_PATIENCE", 0.0)
    busy = pytest.raises(StoreError, match="another digest-tui holds the lock")
    with durable.locked(tmp_path), busy, durable.locked(tmp_path):
        pytest.fail("two hold the lock")
    with durable.locked(tmp_path):
        pass


def test_the_lock_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, tries = fcntl.flock, iter([True, True, False])

    def busy_twice(handle: int, how: int) -> None:
        if next(tries):
            raise BlockingIOError
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", busy_twice)
    with durable.locked(tmp_path):
        assert next(tries, None) is None


def test_a_file_system_without_locks_is_used_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fcntl, "flock", fail(errno.ENOLCK))
    with durable.locked(tmp_path):
        durable.write_new(tmp_path / "a.md", b"text")
    monkeypatch.setattr(fcntl, "flock", fail(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)), durable.locked(tmp_path):
        pytest.fail("locked on a broken disk")


def test_only_old_temporary_files_of_ours_are_swept(tmp_path: Path) -> None:
    old, new = ".2602.1.md.0123456789abcdef.tmp", ".2602.2.md.0123456789abcdef.tmp"
    others = [".vim.tmp", "notes.tmp", "a.md", ".hidden.md", "x.0123456789abcdef.tmp"]
    for name in (old, new, *others):
        (tmp_path / name).write_bytes(b"")
    day = 24 * 60 * 60
    now = (tmp_path / old).stat().st_mtime + day + 60
    os.utime(tmp_path / new, (now - day + 60, now - day + 60))
    durable.remove_stale(tmp_path, now)
    assert names(tmp_path) == sorted([new, *others])
    durable.remove_stale(tmp_path / "no such folder", now)
