"""The errors of the parser package: one tree, each error naming path, line, cause and cure."""

from collections.abc import Iterable
from pathlib import Path


class DigestError(Exception):
    """Something that cannot be read, told so that a person can act on it.

    Attributes:
        path: The file or folder that the error is about, or None when there is none.
        line: The 1-based line in that file, or None when the whole file is meant.
        cause: What is wrong, as half a sentence without a full stop.
        cure: What the reader of the message can do about it, or an empty string.
    """

    def __init__(
        self, cause: str, *, path: Path | str | None = None, line: int | None = None, cure: str = ""
    ) -> None:
        self.cause = cause
        self.path = path
        self.line = line
        self.cure = cure
        super().__init__(self.one_line())

    def one_line(self) -> str:
        """The error as ``path:line: cause (cure)``, leaving out what is not known."""
        where = "" if self.path is None else str(self.path)
        if self.line is not None:
            where = f"{where}:{self.line}" if where else f"line {self.line}"
        text = f"{where}: {self.cause}" if where else self.cause
        return f"{text} ({self.cure})" if self.cure else text


class SourceError(DigestError):
    """A file or folder that cannot be opened, listed or read."""


class EncodingError(DigestError):
    """Bytes that are no text in any encoding that is known here."""


class ExportError(DigestError):
    """A template that cannot be understood, or papers that cannot be written."""


class QueryError(DigestError):
    """A search query that cannot be understood.

    Attributes:
        position: The 0-based offset of the character at which reading stopped.
        expected: What could have stood there.
    """

    def __init__(self, cause: str, *, position: int, expected: str = "") -> None:
        self.position = position
        self.expected = expected
        super().__init__(cause, cure=f"expected {expected}" if expected else "")


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that is written most like ``word``, or an empty string when none is close."""
    import difflib  # noqa: PLC0415 - only for a message

    return next(iter(difflib.get_close_matches(word, list(choices), n=1, cutoff=0.5)), "")
