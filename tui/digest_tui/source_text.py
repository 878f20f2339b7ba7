"""What stands in a file: lines of an entry, or around one line, decoded and otherwise as they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from digest_parsers.encoding import decode
from digest_parsers.errors import EncodingError, SourceError
from digest_parsers.model import Appearance
from digest_parsers.source import read_bytes

if TYPE_CHECKING:
    from digest_parsers.repair import Doubtful
    from digest_tui.render import Glimpse


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


def doubtful_of(source: SourceText) -> "tuple[Doubtful, ...]":
    """The characters of some lines that were restored with doubt or are lost; none when the file has changed.

    The whole file is restored for that, since its other lines help to.
    """
    from digest_parsers.repair import doubtful_in  # noqa: PLC0415 - only what is damaged needs it

    try:
        text = decode(read_bytes(Path(source.path))).text
    except (SourceError, EncodingError):
        return ()
    begin, end = source.first - 1, source.first - 1 + len(source.lines)
    if tuple(text.split("\n")[begin:end]) != source.lines:
        return ()
    return tuple(one for one in doubtful_in(text) if begin < one.line <= end)


def nearest(doubts: Sequence["Doubtful"], glimpse: "Glimpse | None") -> int:
    """The number of the doubtful character that was seen, by what stood beside it; else the first."""
    if glimpse is None:
        return 0

    def likeness(number: int) -> int:
        one = doubts[number]
        before = _shared(reversed(one.text[: one.at]), reversed(glimpse.before))
        return before + _shared(one.text[one.at + 1 :], glimpse.after)

    alike = [number for number, one in enumerate(doubts) if one.char == glimpse.char]
    return max(alike, key=likeness, default=0)


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters two texts begin with both."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


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
