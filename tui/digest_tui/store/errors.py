"""What goes wrong in a store: the error that refuses a save, and the problem that is set aside on reading."""

import errno
from pathlib import Path
from typing import NamedTuple

from digest_parsers.errors import DigestError

_CURES = {
    errno.ENOSPC: "free some space and try again",
    errno.EDQUOT: "free some space and try again",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "check the permissions",
    errno.EPERM: "check the permissions",
    errno.EIO: "check the disk",
    errno.EEXIST: "something else has its name, move it away",
    errno.ENOTDIR: "a file stands where a folder is needed",
}


class StoreError(DigestError):
    """A change that is not on the disk, so that nothing may be shown as saved."""

    def one_line(self) -> str:
        """The error as a person is told it, beginning with ``not saved:``."""
        where = "" if self.path is None else f": {self.path}"
        if self.path is not None and self.line is not None:
            where = f"{where}:{self.line}"
        cure = f" ({self.cure})" if self.cure else ""
        return f"not saved: {self.cause}{where}{cure}"

    @classmethod
    def from_os(cls, error: OSError, path: Path) -> "StoreError":
        """The error for what the operating system refused.

        Args:
            error: What it said.
            path: The file or folder that was to be written.
        """
        cause = (error.strerror or type(error).__name__).casefold()
        return cls(cause, path=path, cure=_CURES.get(error.errno or 0, ""))


class ChangedSinceError(StoreError):
    """Something that is not undone or done again, because it has been changed since."""

    def one_line(self) -> str:
        """The error as a person is told it, beginning with ``left as it is:``."""
        return f"left as it is: {self.cause}"


class StoreProblem(NamedTuple):
    """Something in a store that could not be understood and was left as it is.

    Attributes:
        path: The file or folder.
        line: The 1-based line, or None when the whole file is meant.
        cause: What is wrong, as half a sentence.
        cure: What the user can do about it, or an empty string.
    """

    path: Path
    line: int | None
    cause: str
    cure: str = ""

    def one_line(self) -> str:
        """The problem as ``path:line: cause (cure)``."""
        return DigestError(self.cause, path=self.path, line=self.line, cure=self.cure).one_line()
