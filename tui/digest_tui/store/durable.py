"""Files that survive a crash: locked folders, new files that are whole or absent, moves that replace nothing.

The order that makes a file durable is always the same: write a temporary file beside the real path, fsync it,
rename it, fsync the folder. Until the last step has returned, the change must not be called saved.

A file that is replaced is exchanged with the new one in one step where the kernel can do that, and looked at
afterwards: what somebody else wrote into it a moment before is seen, and put back, instead of being lost.
"""

import errno
import fcntl
import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from digest_tui.store.errors import StoreError

_LOCK_NAME = ".digest-tui.lock"
_LOCK_PATIENCE = 5.0
_STALE_AFTER = 24 * 60 * 60
_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{16}\.tmp", re.DOTALL)

#: What a file system without locks answers (NFS without a lock daemon, some FUSE mounts).
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})
#: What a kernel, or a file system, that does not know RENAME_NOREPLACE answers.
_NO_NOREPLACE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})

_AT_FDCWD = -100  # linux/fcntl.h
_RENAME_NOREPLACE = 1  # linux/fs.h
_RENAME_EXCHANGE = 2  # linux/fs.h


def make_folder(folder: Path) -> None:
    """Makes a private folder (0700) with its parents, each of them durable; an existing one stays as it is.

    Raises:
        OSError: It cannot be made.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if not folder.is_dir():  # a file, or a link that leads nowhere
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    fsync_folder(folder.parent)


def fsync_folder(folder: Path) -> None:
    """Makes the names in a folder durable.

    Raises:
        OSError: It cannot be done.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network file systems know no fsync of a folder
            raise
    finally:
        os.close(handle)


@contextmanager
def locked(folder: Path, *, name: str = _LOCK_NAME, patience: float | None = None) -> Iterator[None]:
    """Keeps other instances out of a folder that exists, as far as its file system knows locks.

    Args:
        folder: The folder.
        name: The lock's file; another one keeps out only those who ask for it too.
        patience: Seconds to wait for another instance, or None for a few.

    Raises:
        OSError: The lock file cannot be made.
        StoreError: Another instance has held the lock for too long.
    """
    path = folder / name
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        _wait_for_lock(handle, path, _LOCK_PATIENCE if patience is None else patience)
        yield
    finally:
        os.close(handle)  # which gives the lock back


def _wait_for_lock(handle: int, path: Path, patience: float) -> None:
    give_up = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up:
                cure = "close it, or continue it if it is suspended"
                raise StoreError("another digest-tui holds the lock", path=path, cure=cure) from None
            time.sleep(0.01)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            return
        else:
            return


def write_new(path: Path, data: bytes) -> None:
    """Writes a private file (0600) that is durable on return and replaces nothing.

    When this raises, there is neither the file nor a temporary one, as far as the disk lets it be removed.

    Raises:
        FileExistsError: Something has that name.
        OSError: It cannot be written.
    """
    temporary = _write_aside(path, data, 0o600)
    try:
        rename_new(temporary, path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    try:
        fsync_folder(path.parent)
    except OSError:
        with suppress(OSError):
            path.unlink()  # made a moment ago by us: what is told as not saved shall not appear later
        raise


def replace(path: Path, data: bytes, expected: bytes) -> bool:
    """Gives a file other bytes, durably, unless it holds others than those that the change was made from.

    The mode of the file stays; a link stays a link, and what it leads to is replaced.

    Args:
        path: The file.
        data: What it is to hold.
        expected: What it held when it was read.

    Returns:
        False when it held something else by now; it is then as it was.

    Raises:
        OSError: It cannot be done; the file is as it was, as far as the disk lets it be put back.
    """
    real = Path(os.path.realpath(path))
    temporary = _write_aside(real, data, stat.S_IMODE(real.stat().st_mode))
    try:
        if not exchange(temporary, real):
            return _replaced_after_a_look(real, temporary, expected)
        try:
            fsync_folder(real.parent)
            # Only now, so that what an editor was still writing when the files changed places is seen too.
            unchanged = temporary.read_bytes() == expected
        except OSError:
            with suppress(OSError):
                exchange(temporary, real)
            raise
        if not unchanged:
            exchange(temporary, real)
            if temporary.read_bytes() != data:  # it was saved once more in between, and that is what counts
                exchange(temporary, real)
            fsync_folder(real.parent)
        return unchanged
    finally:
        with suppress(OSError):
            temporary.unlink()


def _replaced_after_a_look(real: Path, temporary: Path, expected: bytes) -> bool:
    """The same where files cannot be exchanged: what is written between look and rename goes unseen."""
    if real.read_bytes() != expected:
        return False
    temporary.replace(real)
    try:
        fsync_folder(real.parent)
    except OSError:
        with suppress(OSError):
            _write_aside(real, expected, stat.S_IMODE(real.stat().st_mode)).replace(real)
        raise
    return True


def _write_aside(path: Path, data: bytes, mode: int) -> Path:
    """A temporary file beside a path, with its bytes on the disk; when this raises there is none."""
    import secrets  # noqa: PLC0415 - only to write; a launch reads

    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if mode != 0o600:
                os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def move_new(old: Path, new: Path) -> None:
    """Moves a file to a name that nothing has, in a folder on the same file system, durable on return.

    Raises:
        FileExistsError: Something has that name.
        OSError: It cannot be moved; it is then where it was, as far as the disk lets it be put back.
    """
    rename_new(old, new)
    try:
        fsync_folder(new.parent)
        fsync_folder(old.parent)
    except OSError:
        with suppress(OSError):
            rename_new(new, old)
        raise


def free_name(path: Path) -> Path:
    """The path, or one with a number behind the name where something has that name already."""
    free, number = path, 0
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
    return free


def rename_new(old: Path, new: Path) -> None:
    """Renames without replacing: at once where the kernel can, else after a look.

    Raises:
        FileExistsError: Something has the new name.
        OSError: The kernel refuses.
    """
    if _renamed_by_kernel(old, new, _RENAME_NOREPLACE):
        return
    if os.path.lexists(new):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new))
    old.rename(new)


def exchange(one: Path, other: Path) -> bool:
    """Lets two files change places in one step.

    Returns:
        False where the kernel or the file system cannot do that; nothing has happened then.

    Raises:
        OSError: The kernel refuses.
    """
    return _renamed_by_kernel(one, other, _RENAME_EXCHANGE)


def _renamed_by_kernel(old: Path, new: Path, how: int) -> bool:
    """Whether ``renameat2`` did it; Python has no function for it, and plain rename replaces silently."""
    if sys.platform != "linux":
        return False
    try:
        import ctypes  # noqa: PLC0415 - only when something is saved; missing in some builds of Python

        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (ImportError, OSError, AttributeError):
        return False
    if renameat2(_AT_FDCWD, os.fsencode(old), _AT_FDCWD, os.fsencode(new), how) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_NOREPLACE:
        return False
    raise OSError(code, os.strerror(code), str(new))


def remove_stale(folder: Path, now: float) -> None:
    """Deletes the temporary files of this module that a crash left behind more than a day ago.

    Args:
        folder: Where to look; it need not exist.
        now: The time, in seconds since the epoch.
    """
    with suppress(OSError), os.scandir(folder) as found:
        for item in found:
            ours = _TEMPORARY.fullmatch(item.name) and item.is_file(follow_symlinks=False)
            if ours and now - item.stat(follow_symlinks=False).st_mtime > _STALE_AFTER:
                Path(item.path).unlink()
