"""What stands in a file: lines of an entry, or around one line, decoded and otherwise as they are."""

from dataclasses import dataclass
from pathlib import Path

from digest_parsers.encoding import decode
from digest_parsers.errors import EncodingError, SourceError
from digest_parsers.model import Appearance
from digest_parsers.source import read_bytes


@dataclass(frozen=True, slots=True)
class SourceText:
    """Some lines of a file.

    Attributes:
        path: The file.
        first: The 1-based number of the first line.
        lines: The lines; empty when there is a problem.
        problem: Why the file cannot be shown, or an empty string.
    """

    path: str
    first: int
    lines: tuple[str, ...]
    problem: str = ""


def source_of(appearance: Appearance) -> SourceText:
    """The lines of a paper's entry, up to where the next entry of its digest begins."""
    path, first = appearance.digest.path, appearance.entry.line
    following = [one.line for one in appearance.digest.entries if one.line > first]
    try:
        lines = decode(read_bytes(Path(path))).text.split("\n")
    except (SourceError, EncodingError) as error:
        return SourceText(path, first, (), error.one_line())
    last = min(following, default=len(lines) + 1)
    return SourceText(path, first, tuple(lines[first - 1 : last - 1]))


#: Lines before the one that is shown, and behind it: a few screens of what may be thousands.
_BEFORE, _BEHIND = 12, 300


def source_at(path: str, line: int) -> SourceText:
    """The lines of a file around one of them.

    Args:
        path: The file.
        line: The 1-based line; the nearest that there is when the file has become shorter.
    """
    try:
        lines = decode(read_bytes(Path(path))).text.split("\n")
    except (SourceError, EncodingError) as error:
        return SourceText(path, line, (), error.one_line())
    at = min(max(line, 1), len(lines))
    first = max(1, at - _BEFORE)
    return SourceText(path, first, tuple(lines[first - 1 : at + _BEHIND]))
