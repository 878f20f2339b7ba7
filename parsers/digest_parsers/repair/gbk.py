"""UTF-8 that was read as GBK: named, restored where it is exact, left as it is elsewhere.

GBK takes two bytes for a character where UTF-8 takes three, so that each odd run of Chinese loses
its last byte, or swallows the ASCII character behind it. Nothing tells which byte was lost, and
therefore only what can be turned back exactly is turned back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest_parsers.model import LOST
from digest_parsers.others import Others

#: What 的, ，, 。 and 、 begin with when read as GBK; hardly a clean text holds one of these.
_SIGNS = ("鐨", "锛", "銆")
_LINES_NEEDED = 3
#: Shorter lines may turn into something by accident.
_CHARACTERS_NEEDED = 4
_LOST_BYTES = re.compile(f"([?{LOST}]+)")
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of a text.

    Attributes:
        lines: All lines of the text.
        lost: How many marks of lost bytes are left.
    """

    lines: list[str]
    lost: int


def suspicious(text: str, others: Others | None = None) -> bool:
    """Whether ``text`` may hold UTF-8 that was read as GBK (three searches in C).

    Args:
        text: The text.
        others: Those of its characters that are not plain, if somebody gathered them.
    """
    looked_at = text if others is None else others.text
    return any(sign in looked_at for sign in _SIGNS)


def undo(lines: Sequence[str]) -> Undone | None:
    """Turn back what is exact, or return None if there is no such damage."""
    done, lost, turned = list(lines), 0, 0
    for index, line in enumerate(lines):
        exact = _exactly(line)
        if exact is not None:
            done[index] = exact
            turned += 1
        elif suspicious(line):
            pieces = _LOST_BYTES.split(line)
            turned += any(_exactly(piece) is not None for piece in pieces)
            done[index] = "".join(map(_piece, pieces))
            lost += line.count(LOST)
    return Undone(done, lost) if turned >= _LINES_NEEDED else None


def _exactly(text: str) -> str | None:
    """The text that was read as GBK, or None if it is not UTF-8 or too short to tell."""
    if text.isascii() or sum(char > "\x7f" for char in text) < _CHARACTERS_NEEDED:
        return None
    return _turned_back(text)


def _turned_back(text: str) -> str | None:
    try:
        undone = text.encode("gbk").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    return undone if _CHINESE.search(undone) else None


def _piece(text: str) -> str:
    """A part of a damaged line between lost bytes, turned back without its end characters if need be."""
    for start, end in ((0, 0), (0, 1), (1, 0), (1, 1)):
        last = len(text) - end
        undone = _turned_back(text[start:last])
        if undone is not None:
            return text[:start] + undone + text[last:]
    return text
