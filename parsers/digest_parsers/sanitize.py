"""The wall between a file and a terminal: no control, escape or override character gets past it.

A terminal obeys what it is sent. So nothing that could be an order, turn text around, or pile marks upon a
letter until it covers its neighbours leaves this package, wherever in a file it stood. The text around it
stays: what was an escape sequence is left as its harmless visible characters.

Dropped: the control characters of C0 (but not tab and newline), DEL and C1; soft hyphen, zero-width space,
word joiner and the other invisible operators, byte order mark, every bidirectional mark, embedding, override
and isolate; interlinear annotation; musical and tag format characters; noncharacters. Line and paragraph
separators of all kinds become a space, a surrogate without its partner becomes U+FFFD. Of a row of combining
marks the first :data:`MAX_MARKS` stay. Joiners and variation selectors stay too, emoji and Persian need them.
"""

import re
import unicodedata
from collections.abc import Set
from functools import cache, lru_cache
from typing import NamedTuple

from digest_parsers.model import LOST

#: How many marks may follow one another. Real writing has at most four or five (Unicode's stream-safe text
#: format allows thirty); past eight it is ink over other lines.
MAX_MARKS = 8

#: Up to so many different characters are looked for one by one.
_FEW = 32

#: What separates lines elsewhere and must not run two words together when it goes.
_SEPARATORS = "\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"

_FORBIDDEN_BMP = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff"
)
_FORBIDDEN_ASTRAL = "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)

#: Every block of the first plane that holds a combining mark, with whatever else it holds, and the joiners.
_MARKS_BMP = (
    "\u0300-\u036f\u0483-\u1dff\u200c\u200d\u20d0-\u20ff\u2cef-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua66f-\uabff\ufb1e\ufe00-\ufe2f"
)
_MARKS_ASTRAL = "\U000101fd-\U0001efff\U000e0100-\U000e01ef"

_JOINERS = frozenset("\u200c\u200d")
_LINE_BREAKS = str.maketrans("\n\t", "  ")


def clean(text: str, *, keep: str = "", suspects: Set[str] | None = None) -> str:
    """The text without any character that a terminal could obey or be confused by.

    Newlines and tabs stay, so that the number of lines is what it was.

    Args:
        text: Any text, of any origin.
        keep: Characters of the first plane that are let through all the same.
        suspects: What :func:`suspects_in` says of it, if somebody has asked; then it is looked through only
            for what has to go.
    """
    if suspects is not None:
        return _clean_of(text, suspects, keep)
    if (text.isascii() and text.isprintable()) or _suspect().search(text) is None:
        return text
    exact = _exact()
    text = exact.forbidden.sub(lambda match: match[0] if match[0] in keep else _instead(match[0]), text)
    text = exact.astral.sub(lambda match: exact.astral_forbidden.sub("", match[0]), text)
    return exact.maybe_marks.sub(_cut_marks, text)


def suspects_in(text: str) -> Set[str] | None:
    """The different characters that :func:`clean` would look at more closely; None when they are many.

    Plain characters (:mod:`digest_parsers.others`) may be left out of what is asked about; then the
    answer takes half as long.
    """
    if text.isprintable() and not _may_have_rows(text):  # nothing that is forbidden is printable
        return frozenset()
    found: set[str] = set()
    left, search = text, _suspect().search
    while (match := search(left)) is not None:
        found.add(match[0])
        if len(found) > _FEW:
            return None
        left = left[match.end() :].replace(match[0], "")
    forbidden = {one for one in found if is_forbidden(one)}
    for one in forbidden:  # two rows with only such characters between them will be one
        text = text.replace(one, "")
    in_rows = _exact().maybe_marks.search(text) is not None if found else False
    return forbidden | {one for one in found if in_rows and _mark().match(one)}


def _clean_of(text: str, suspects: Set[str], keep: str) -> str:
    """The text cleaned of some characters: to look for one takes a tenth of the time of looking for many."""
    for one in suspects:
        if one not in keep and is_forbidden(one):
            text = text.replace(one, _instead(one))
    return _exact().maybe_marks.sub(_cut_marks, text) if any(map(_mark().match, suspects)) else text


def is_forbidden(character: str) -> bool:
    """Whether a character goes wherever it stands."""
    exact = _exact()
    return exact.forbidden.match(character) is not None or exact.astral_forbidden.match(character) is not None


def clean_line(text: str) -> str:
    """The text cleaned as by :func:`clean`, with newlines and tabs as spaces: for fields of one line."""
    return clean(text).translate(_LINE_BREAKS)


@cache
def _suspect() -> re.Pattern[str]:
    """One look at each character, without exactness: what this does not find in a text is clean.

    A single range for all other planes, because each further range beyond the first plane slows down every
    character. Compiled when first needed, which for the names of most folders it is not (1 ms of a launch).
    """
    return re.compile(f"[{_FORBIDDEN_BMP}{_MARKS_BMP}\U00010000-\U0010ffff]")


class _Exact(NamedTuple):
    """What is looked for in a suspect text."""

    forbidden: re.Pattern[str]
    astral: re.Pattern[str]
    astral_forbidden: re.Pattern[str]
    maybe_marks: re.Pattern[str]


@cache
def _exact() -> _Exact:
    """The expressions for suspect texts, compiled when there is one: that takes a millisecond and a half."""
    # Where a row is looked for, its first character stands as a class of its own: only then the engine skips
    # fast over what cannot begin one.
    marks = f"[{_MARKS_BMP}{_MARKS_ASTRAL}]"
    return _Exact(
        re.compile(f"[{_FORBIDDEN_BMP}]"),
        re.compile("[\U00010000-\U0010ffff][\U00010000-\U0010ffff]*"),
        re.compile(f"[{_FORBIDDEN_ASTRAL}]"),
        re.compile(f"{marks}{marks}{{{MAX_MARKS},}}"),
    )


def _may_have_rows(text: str) -> bool:
    """Whether there may be rows of marks to cut: of characters so far apart, each holds one."""
    return any(map(_is_mark, _suspect().findall(text[:: MAX_MARKS + 1])))


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(f"[{_MARKS_BMP}{_MARKS_ASTRAL}]")


def _instead(character: str) -> str:
    """What stands in the place of a forbidden character."""
    if character in _SEPARATORS:
        return " "
    return LOST if "\ud800" <= character <= "\udfff" else ""


def _cut_marks(match: re.Match[str]) -> str:
    """Leaves the first :data:`MAX_MARKS` of each row of marks in a stretch that may hold some."""
    kept: list[str] = []
    row = 0
    for character in match[0]:
        row = row + 1 if _is_mark(character) else 0
        if row <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    """Whether a character is drawn onto the one before it, or joins it and is not seen."""
    return (
        character in _JOINERS
        or unicodedata.combining(character) != 0
        or unicodedata.category(character) in ("Mn", "Me")
    )
