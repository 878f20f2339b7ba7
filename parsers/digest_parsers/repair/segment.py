"""Cut the bytes of a damaged line into characters: lead byte, continuation bytes, holes.

Lead bytes (C2 to F4) survive the damage that is repaired here, therefore the cutting is exact: a
character is a lead byte with the continuation bytes behind it, and when these are too few it is
a *hole*. A byte that is known to be lost stands as :data:`~digest_parsers.repair.damage.MARK_BYTE`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_C = rb"[\x80-\xbf]"
_M = rb"[\x80-\xbf\xff]"

#: A character, whole or not: never matches ASCII, stray continuation bytes or stray marks.
SEQUENCE = re.compile(
    rb"[\xe0-\xef]%b{0,2}+|[\xc2-\xdf]%b?+|[\xf0-\xf4]%b{0,3}+" % (_M, _M, _M),
)

#: A hole: a character with too few bytes or with marks among them.
HOLE = re.compile(
    rb"[\xe0-\xef](?:%b?(?!%b)|\xff%b?+|%b\xff)" % (_C, _M, _M, _C)
    + rb"|[\xc2-\xdf](?:\xff|(?!%b))" % _M
    + rb"|[\xf0-\xf4](?:%b{0,2}(?!%b)|(?=%b{0,2}\xff)%b{1,3}+)" % (_C, _M, _C, _M)
)

_CLEANLY_CUT = re.compile(rb"(?:[\x00-\x7f]++|%b)*+" % SEQUENCE.pattern)
_WHOLE_LONG = re.compile(rb"[\xe0-\xef]%b{2}|[\xf0-\xf4]%b{3}" % (_C, _C))
_WHOLE_SHORT = re.compile(rb"[\xc2-\xdf]%b" % _C)
_BARE_LEAD = re.compile(rb"[\xe0-\xf4](?!%b)" % _M)


# The byte A0 is U+00A0 in every code page, which some editors turn into a space.
_SPLIT_BY_SPACE = re.compile(rb"(?:[\xe0-\xef]|[\xf0-\xf4]%b?)\x20(?=%b)" % (_C, _C))
_BARE_LEAD_AND_SPACE = re.compile(rb"[\xe4-\xe9]\x20")
_ENDED_BY_SPACE = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef]%b|[\xf0-\xf4]%b{2})\x20" % (_C, _C))
# Chinese is set off by spaces from letters, digits and opening brackets only.
_SET_OFF = re.compile(rb"[0-9A-Za-z(\[$`*_\x20]")


def split_by_space(data: bytes) -> int:
    """How many characters have a space where the byte A0 must have been."""
    return len(_SPLIT_BY_SPACE.findall(data))


def rejoin(data: bytes, *, lossless: bool) -> bytes:
    """Turn spaces that were the byte A0 back.

    Inside a character that is certain. At its end, a space may be a real one behind a hole; where
    bytes were dropped, it is taken for A0 only if that gives a usual Chinese character that is
    not followed by what Chinese is set off from.
    """
    data = _SPLIT_BY_SPACE.sub(lambda match: match[0][:-1] + b"\xa0", data)

    def ended(match: re.Match[bytes]) -> bytes:
        joined = match[0][:-1] + b"\xa0"
        certain = lossless or (_is_usual(joined) and not _SET_OFF.match(data, match.end()))
        return joined if certain else match[0]

    data = _ENDED_BY_SPACE.sub(ended, data)
    # A lead byte alone has lost two bytes, or one and an A0, which is likelier: 码 is usual.
    return data if lossless else _BARE_LEAD_AND_SPACE.sub(lambda match: match[0][:-1] + b"\xa0", data)


def _is_usual(sequence: bytes) -> bool:
    try:
        return len(sequence.decode("utf-8").encode("gb2312")) == 2
    except UnicodeError:
        return False


def length(lead: int) -> int:
    """How many bytes the character has that begins with the byte ``lead`` (C2 to F4)."""
    return 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


def holes(data: bytes) -> Iterator[re.Match[bytes]]:
    """The holes of a line, from left to right."""
    return HOLE.finditer(data)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a line looks like, taken as damaged.

    Attributes:
        clean_cut: Whether it is all ASCII and characters: no stray continuation byte.
        long: Whole characters of three or four bytes.
        short: Whole characters of two bytes.
        implausible: Characters that hardly occur: bare leads and bytes that are no UTF-8.
        total: All characters that are not ASCII, holes among them.
    """

    clean_cut: bool
    long: int
    short: int
    implausible: int
    total: int


def shape(data: bytes) -> Shape:
    """Measure the bytes of one line."""
    try:
        data.decode("utf-8")
        invalid = 0
    except UnicodeDecodeError:
        invalid = sum(not _decodes(match[0]) for match in _WHOLE_LONG.finditer(data))
    return Shape(
        clean_cut=_CLEANLY_CUT.fullmatch(data) is not None,
        long=len(_WHOLE_LONG.findall(data)),
        short=len(_WHOLE_SHORT.findall(data)),
        implausible=len(_BARE_LEAD.findall(data)) + invalid,
        total=len(SEQUENCE.findall(data)),
    )


def _decodes(sequence: bytes) -> bool:
    try:
        sequence.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
