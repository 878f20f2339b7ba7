"""How text is damaged, as a function: the rest of the package inverts it or learns from it.

The damage that this package is made for reads UTF-8 as a Windows code page and drops the bytes
that the code page leaves undefined. A character of three bytes then stands as three, two or one
characters, each of which names its byte without ambiguity:

>>> CP1254_LOSSY.apply("中文")
'ä¸æ–‡'
"""

import re
from dataclasses import dataclass

#: Bytes that Windows-1254 leaves undefined, and U+00AD (SOFT HYPHEN), which editors strip.
DROPPED_CP1254 = bytes.fromhex("81 8d 8e 8f 90 9d 9e ad")

#: What stands for a byte that is known to be lost; it never occurs in UTF-8.
MARK_BYTE = 0xFF

_INVISIBLE = {0xAD: None, 0x7F: None}
_NOT_UTF8 = (0xC0, 0xC1, *range(0xF5, 0x100))
_FOREIGN = 0x4E00


@dataclass(frozen=True, slots=True)
class Damage:
    """One way in which text is damaged.

    Attributes:
        name: Its name in reports.
        codec: The code page that the UTF-8 bytes were read as.
        marked: Whether each undefined byte left a U+FFFD; otherwise it left nothing.
        soft_hyphens: Whether U+00AD, which is the byte AD, was kept.
        nbsp_as_space: Whether U+00A0, which is the byte A0, was turned into a space.
    """

    name: str
    codec: str
    marked: bool = False
    soft_hyphens: bool = False
    nbsp_as_space: bool = False

    def apply(self, text: str) -> str:
        """Damage ``text`` (any string; lone surrogates are taken as their three bytes)."""
        errors = "replace" if self.marked else "ignore"
        damaged = text.encode("utf-8", "surrogatepass").decode(self.codec, errors)
        if not self.soft_hyphens:
            damaged = damaged.translate(_INVISIBLE)
        return damaged.replace("\xa0", " ") if self.nbsp_as_space else damaged


CP1254_LOSSY = Damage("cp1254-lossy", "cp1254")
CP1252_LOSSY = Damage("cp1252-lossy", "cp1252")


def _byte_table() -> dict[int, int]:
    """Map every character that a damaged byte can stand as to that byte.

    The code pages 1252 and 1254 and Latin-1 never disagree on a character, so that one table
    serves all three. Characters of bytes that UTF-8 does not use are sent out of Latin-1's range.
    """
    table: dict[int, int] = {}
    for byte in range(0x80, 0x100):
        for codec in ("latin-1", "cp1252", "cp1254"):
            char = bytes([byte]).decode(codec, "ignore")
            if char:
                table[ord(char)] = _FOREIGN if byte in _NOT_UTF8 else byte
    table[0xFFFD] = MARK_BYTE
    return table


_BYTES = _byte_table()


def to_bytes(text: str) -> bytes | None:
    """The bytes that ``text`` stands for if it is damaged, or None if a character excludes that.

    U+FFFD becomes :data:`MARK_BYTE`. The result has as many bytes as ``text`` has characters.
    """
    try:
        return text.translate(_BYTES).encode("latin-1")
    except UnicodeEncodeError:
        return None


_CP1254_SIGNS = re.compile("[ĞİŞğış]")
_CP1252_SIGNS = re.compile("[ÐÝÞðŽž]")


def code_page(text: str) -> str:
    """Name the code page whose characters ``text``, a damaged text, holds: ``cp1254`` if either fits."""
    if _CP1252_SIGNS.search(text) and not _CP1254_SIGNS.search(text):
        return "cp1252"
    return "cp1254"
