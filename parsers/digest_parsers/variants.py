"""Characters that a search can take for the same: traditional and simplified ones, full and half width.

:func:`unify` turns each character into the one that stands for all its forms, so that two texts that differ
only in these become equal. Each character becomes exactly one, so that offsets stay what they are.
"""

import unicodedata
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data") / "simplified.txt"

#: Full-width ASCII, each 0xFEE0 behind its ASCII character.
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_FROM_ASCII = 0xFEE0
#: Half-width forms of Chinese and Japanese punctuation and of katakana.
_HALF_WIDTH = range(0xFF61, 0xFF9E)


def unify(text: str) -> str:
    """The text with each character in one of its forms: simplified; ASCII in half, katakana in full width."""
    return text if text.isascii() else text.translate(_table())


def spellings(unified: str) -> tuple[str, ...]:
    """Every character that :func:`unify` turns into this one, itself among them."""
    return (unified, *_others().get(unified, ()))


@cache
def _others() -> dict[str, list[str]]:
    others: dict[str, list[str]] = {}
    for code, unified in _table().items():
        others.setdefault(chr(unified), []).append(chr(code))
    return others


@cache
def _table() -> dict[int, int]:
    table = {code: code - _FROM_ASCII for code in _FULL_WIDTH}
    table |= {code: ord(unicodedata.normalize("NFKC", chr(code))) for code in _HALF_WIDTH}
    lines = _DATA.read_text("utf-8").split("\n")
    flat = "".join(line for line in lines if not line.startswith("#"))
    table |= dict(zip(map(ord, flat[::2]), map(ord, flat[1::2]), strict=True))
    return table
