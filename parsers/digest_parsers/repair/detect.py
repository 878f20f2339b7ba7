"""Find out whether a text is damaged, where, and how.

Almost every file is clean, so the first question is asked by a search that runs in C. Only when it
finds what looks like the bytes of one character side by side are the lines looked at.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from digest_parsers.model import LOST
from digest_parsers.others import Others
from digest_parsers.repair.damage import CP1252_LOSSY, CP1254_LOSSY, Damage, code_page, to_bytes
from digest_parsers.repair.segment import HOLE, SEQUENCE, Shape, rejoin, shape, split_by_space

#: Share of the non-ASCII lines that must look damaged before any of them is touched.
QUALIFYING_SHARE = 0.9
#: Share of the characters in a line that may be hardly possible ones.
IMPLAUSIBLE_SHARE = 0.25
#: Whole characters of three or four bytes that a damaged text must hold.
LONG_NEEDED = 3
#: What a damaged part of an otherwise clean file must hold: a quoted sample of damaged text is no damage.
LINES_NEEDED_IN_PART, LONG_NEEDED_IN_PART = 3, 9
#: So many characters must have a space inside before spaces are taken for damage.
_SPLIT_NEEDED = 3

# In UTF-8, the characters à…ð and Â…ß begin with C3; what the bytes 80…BF are read as begins with
# C2, C5, C6, CB, E2 80, E2 82 or E2 84, and U+FFFD is EF BF BD. Emoji begin with ğŸ in Windows-1254.
_CONTINUATION = rb"(?:\xc2[\x80-\xbf]|[\xc5\xc6\xcb][\x80-\xbf]|\xe2[\x80\x82\x84][\x80-\xbf]|\xef\xbf\xbd)"
_SIGNATURE = re.compile(rb"\xc3(?:[\x82-\x9f]|[\xa0-\xb0]%b)%b" % (_CONTINUATION, _CONTINUATION))
_SIGNATURE_BEGIN = b"\xc3"
#: Fewer than these are looked for one by one: where plain characters are left out, a clean text has a few.
_MANY_SIGNATURES = 32
_EMOJI_SIGNATURE = "ğŸ".encode()
#: Looking for one character is several times faster than looking for two, and hardly a name has it.
_EMOJI_BEGIN = "Ÿ"


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of a text that are damaged in one way.

    Attributes:
        lines: The indices of the lines to repair, rising; all of them hold non-ASCII characters.
        damage: The damage.
        lossless: Whether every byte is still there.
    """

    lines: tuple[int, ...]
    damage: Damage
    lossless: bool

    @property
    def kind(self) -> str:
        """The name of the damage for reports."""
        return self.damage.name


@dataclass(frozen=True, slots=True)
class _Line:
    index: int
    data: bytes | None
    shape: Shape | None

    @property
    def foreign(self) -> bool:
        """Whether a character in it could not stand in a damaged text."""
        return self.data is None

    @property
    def plausible(self) -> bool:
        """Whether it could be a damaged line."""
        form = self.shape
        return form is not None and form.clean_cut and form.implausible <= IMPLAUSIBLE_SHARE * form.total

    @property
    def qualifies(self) -> bool:
        """Whether it can hardly be anything but a damaged line."""
        return self.plausible and self.shape is not None and (self.shape.long >= 1 or self.shape.short >= 2)


def suspicious(text: str, others: Others | None = None) -> bool:
    """Whether ``text`` holds anything that looks like the bytes of one character (about 1 ms a megabyte).

    Args:
        text: The text.
        others: Those of its characters that are not plain, if somebody gathered them.
    """
    if text.isascii():
        return False
    if others is not None and _EMOJI_BEGIN not in others.text:
        found = list(islice(_signatures(others.data), _MANY_SIGNATURES))
        if len(found) < _MANY_SIGNATURES:
            return _holds(text, tuple({one.decode() for one in found}))
    data = text.encode("utf-8", "surrogatepass")
    return _EMOJI_SIGNATURE in data or _SIGNATURE.search(data) is not None


def _signatures(data: bytes) -> Iterator[bytes]:
    """What looks like the bytes of one character, from one byte that may begin it to the next."""
    at = data.find(_SIGNATURE_BEGIN)
    while at >= 0:
        if match := _SIGNATURE.match(data, at):
            yield match[0]
        at = data.find(_SIGNATURE_BEGIN, at + 1)


def _holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether any of some words stands in a text; fast where it has their first characters seldom.

    To find the next place of one character takes a thirtieth of the time of looking for two.
    """
    for first in {word[0] for word in words}:
        at = text.find(first)
        while at >= 0:
            if text.startswith(words, at):
                return True
            at = text.find(first, at + 1)
    return False


def damaged_parts(lines: Sequence[str]) -> list[Part]:
    """The damaged parts of a text, in order; none if it is clean."""
    spaces = _spaces_for_a0(lines)
    looked_at = [_look(index, line, spaces) for index, line in enumerate(lines) if not line.isascii()]
    if _is_damaged(looked_at, lines_needed=1, long_needed=LONG_NEEDED):
        return [_part(looked_at, lines, spaces)]
    return [
        _part(_between_first_and_last_plausible(run), lines, spaces)
        for run in _runs(looked_at)
        if _is_damaged(run, lines_needed=LINES_NEEDED_IN_PART, long_needed=LONG_NEEDED_IN_PART)
    ]


def _spaces_for_a0(lines: Sequence[str]) -> bool:
    """Whether no-break spaces, that is bytes A0, were turned into spaces."""
    found = 0
    for line in lines:
        if "\xa0" in line:
            return False
        if not line.isascii():
            found += split_by_space(to_bytes(line) or b"")
    return found >= _SPLIT_NEEDED


def _look(index: int, line: str, spaces: bool) -> _Line:
    data = to_bytes(line)
    if data is not None and spaces:
        data = rejoin(data, lossless=False)
    return _Line(index, data, None if data is None else shape(data))


def _is_damaged(lines: Sequence[_Line], *, lines_needed: int, long_needed: int) -> bool:
    return (
        _is_mostly_damaged(lines, lines_needed, long_needed) or _is_losslessly_damaged(lines, lines_needed)
    ) and _has_different_characters(lines)


def _is_mostly_damaged(lines: Sequence[_Line], lines_needed: int, long_needed: int) -> bool:
    qualifying = [line for line in lines if line.qualifies]
    long = sum(line.shape.long for line in qualifying if line.shape is not None)
    return len(qualifying) >= max(lines_needed, QUALIFYING_SHARE * len(lines)) and long >= long_needed


def _has_different_characters(lines: Sequence[_Line]) -> bool:
    """Whether more than one character would come out: an accident such as é’” may stand in every line."""
    found: set[bytes] = set()
    for line in lines:
        if line.data is not None:
            found.update(SEQUENCE.findall(line.data))
            if len(found) > 1:
                return True
    return False


def _is_losslessly_damaged(lines: Sequence[_Line], lines_needed: int) -> bool:
    """Whether nearly all lines are UTF-8 once more: no accident, even for Latin letters alone."""
    whole = [line for line in lines if line.data is not None and _is_utf8(line.data)]
    characters = sum(line.shape.total for line in whole if line.shape is not None)
    return len(whole) >= max(lines_needed, QUALIFYING_SHARE * len(lines)) and characters >= LONG_NEEDED


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _runs(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Cut the lines at those that are certainly clean."""
    runs: list[list[_Line]] = [[]]
    for line in lines:
        if line.foreign:
            runs.append([])
        else:
            runs[-1].append(line)
    return [run for run in runs if run]


def _between_first_and_last_plausible(run: Sequence[_Line]) -> Sequence[_Line]:
    places = [place for place, line in enumerate(run) if line.plausible]
    return run[places[0] : places[-1] + 1]


def _part(looked_at: Sequence[_Line], lines: Sequence[str], spaces: bool) -> Part:
    chosen = [line for line in looked_at if line.plausible]
    text = "\n".join(lines[line.index] for line in chosen)
    lossless = not any(_has_holes(line.data, spaces) for line in chosen if line.data is not None)
    damage = replace(_damage(text, lossless=lossless), nbsp_as_space=spaces)
    if lossless:
        # What mixes damaged and clean text can be told apart as long as no byte is missing.
        chosen = [line for line in looked_at if line.plausible or _is_mixed(line, lines)]
    return Part(tuple(line.index for line in chosen), damage, lossless)


def _is_mixed(line: _Line, lines: Sequence[str]) -> bool:
    return line.foreign and suspicious(lines[line.index])


def _has_holes(data: bytes, spaces: bool) -> bool:
    return HOLE.search(rejoin(data, lossless=True) if spaces else data) is not None


def _damage(text: str, *, lossless: bool) -> Damage:
    base = CP1252_LOSSY if code_page(text) == "cp1252" else CP1254_LOSSY
    if lossless:
        has_c1 = re.search("[\x80-\x9f]", text) is not None
        has_windows = re.search("[\u0152-\u02dc\u2013-\u2122]", text) is not None
        name = base.codec if not has_c1 else f"sloppy-{base.codec}" if has_windows else "latin-1"
        return replace(base, name=name, soft_hyphens=True)
    marked = LOST in text
    name = f"{base.codec}-marked" if marked else base.name
    return replace(base, name=name, marked=marked, soft_hyphens="\xad" in text)
