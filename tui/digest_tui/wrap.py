"""Line breaking by display width, for Chinese and Latin text in one paragraph.

Lines are given as offsets into the text, so that whoever draws them can still say which characters
match a search or are in doubt.
"""

import re
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache

from rich.cells import cell_len

#: May not begin a line (Chinese line breaking rules, GB/T 15834; a subset of UAX #14 classes CL, EX, NS).
NO_START = "。，、；：！？）」』》〉】〕］｝…—～·’”%,.;:!?)]}"
#: May not end a line (UAX #14 class OP).
NO_END = "（「『《〈【〔［｛‘“([{"
#: Scripts that break between any two characters (UAX #14 class ID): CJK, kana, hangul, wide forms, emoji.
_ANYWHERE = (
    "\u2e80\u2fdf", "\u3006\u30ff", "\u3100\u31bf", "\u31c0\u4dbf", "\u4e00\u9fff", "\uac00\ud7a3",
    "\uf900\ufaff", "\uff00\uffef", "\U0001f000\U0001faff", "\U00020000\U0003ffff",
)  # fmt: skip
#: What stays with the character before it: combining marks and variation selectors.
_MARKS = (
    "\u0300\u036f", "\u0483\u0489", "\u1ab0\u1aff", "\u1dc0\u1dff", "\u20d0\u20ff", "\ufe00\ufe0f",
)  # fmt: skip
#: Skin tones do so too, and are signs of their own where nothing stands before them.
_TONES = ("\U0001f3fb\U0001f3ff",)

#: Joins two characters into one.
_JOINER = "\u200d"
#: What does not stay before an ellipsis.
_LOOSE = f" \xa0\u2007\u202f\u3000{_JOINER}"


#: Spaces at which no line is broken.
_TIES = "\xa0\u2007\u202f"
#: Units that stay on the line of the number before them.
_UNIT_WORDS = """
    % ‰ × Hz kHz MHz GHz THz B kB KB MB GB TB PB KiB MiB GiB TiB b kb Mb Gb bit bits byte bytes W mW kW MW V
    mV A mA g mg kg m mm cm km µm μm nm s ms µs μs ns min h hr hrs J kJ L N eV keV MeV GeV K M T dB px pp
    fps FPS °C °F FLOPs FLOPS GFLOPs TFLOPs GPU GPUs epochs layers tokens seconds minutes hours days years
"""
_UNITS = frozenset(_UNIT_WORDS.split())
#: Where a number may end and its unit begin, and the word of a unit.
_TIE = re.compile(rf"(?<=\d)[ {_TIES}]?(?=[^\s\d.,;:)\]])")
_WORD_OF_A_UNIT = re.compile(r"[^\s.,;:)\]!?。，、；：！？）]+")
_LONGEST_NUMBER = 24
#: What may stand before a number.
_SIGNS = "+-−–±~≈<>≤≥"
#: Chinese measure words and units, which do so too.
_MEASURES = frozenset(
    "个倍篇年月日号万亿千百秒分时天周岁种类项次层维位元点名张条步轮帧字人台组对行列页小毫微纳兆厘公英米克度折"
)


class _Classes(dict[int, str]):
    """The class of every character as one letter, worked out when the character is first met.

    Lines are broken by these letters and not by the characters: an expression with the scripts above in it
    takes 5 ms to compile, which is a tenth of what a launch may take.
    """

    def __missing__(self, code: int) -> str:
        self[code] = found = self._of(chr(code))
        return found

    def _of(self, character: str) -> str:
        anywhere = _is_in(_ANYWHERE, character)
        if character in NO_START:
            return "S" if anywhere else "s"
        if character in NO_END:
            return "E" if anywhere else "e"
        if character == _JOINER:
            return "j"
        if character in _TIES:
            return "w"
        if character.isspace():
            return " " if character != "\n" else character
        if _is_in(_TONES, character):
            return "t"
        return "m" if _is_in(_MARKS, character) else "a" if anywhere else "w"


def _is_in(ranges: tuple[str, ...], character: str) -> bool:
    return any(one[0] <= character <= one[1] for one in ranges)


_CLASSES = _Classes()
#: How many texts are remembered as they were broken: those of a page, which is made anew for each letter of
#: a search though only what is marked has changed (half a millisecond), and of the next one.
_REMEMBERED = 32
#: A word; a sign that takes a skin tone or is joined (⛹🏻‍♂️) stays one though it is of no script above.
_WORD = r"(?:[wsm]++|j.|t)++"
_UNIT = re.compile(rf"[eE]*(?:[aSEt](?:[mt]|j.)*(?<![sSeE])|{_WORD})[sS]*|[eE]*[sS]+|[eE]+|\S")
_CLUSTER = re.compile(r".(?:[mt]|j.)*", re.DOTALL)


@lru_cache(maxsize=_REMEMBERED)
def wrap(text: str, width: int) -> tuple[tuple[int, int], ...]:
    """Break a text into lines that fit.

    Args:
        text: Any text; a newline ends a line, several leave empty ones.
        width: Columns per line, at least 1.

    Returns:
        Half-open offsets of each line in ``text``, without the spaces at which it was broken. No line is
        wider than ``width``, except one that holds a single character too wide for it.
    """
    lines: list[tuple[int, int]] = []
    classes = text.translate(_CLASSES)
    start = 0
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(text, classes, start, start + len(paragraph), max(1, width)))
        start += len(paragraph) + 1
    return tuple(lines)


def broken(text: str, width: int) -> list[str]:
    """The lines of a text that is broken for ``width`` columns."""
    return [text[start:end] for start, end in wrap(text, width)]


def _wrap_paragraph(text: str, classes: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    line_start, line_end, used = -1, start, 0
    for unit_start, unit_end in _units(text, classes, start, end):
        gap = unit_start - line_end
        size = cell_len(text[unit_start:unit_end])
        if line_start >= 0 and used + gap + size <= width:
            line_end, used = unit_end, used + gap + size
            continue
        if line_start >= 0:
            lines.append((line_start, line_end))
        line_start, line_end, used = unit_start, unit_end, size
        if size > width:
            pieces = _split_wide(text, classes, unit_start, unit_end, width)
            lines.extend(pieces[:-1])
            line_start, line_end = pieces[-1]
            used = cell_len(text[line_start:line_end])
    lines.append((line_start, line_end) if line_start >= 0 else (start, start))
    return lines


def _units(text: str, classes: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is not broken: words, characters of other scripts with their marks, numbers with their units."""
    ties = {
        at.end() for at in _TIE.finditer(text, start, end) if _is_quantity(text, at.start(), at.end(), end)
    }
    spans = map(re.Match.span, _UNIT.finditer(classes, start, end))
    return _tied(spans, ties) if ties else spans


def _tied(spans: Iterable[tuple[int, int]], ties: Container[int]) -> Iterator[tuple[int, int]]:
    """The spans, those that begin at a tie as one with that before them."""
    before: tuple[int, int] | None = None
    for span in spans:
        if before is not None and span[0] in ties:
            before = (before[0], span[1])
            continue
        if before is not None:
            yield before
        before = span
    if before is not None:
        yield before


def _is_quantity(text: str, end: int, unit_start: int, stop: int) -> bool:
    """Whether a number ends at an offset, and a unit of it begins at another."""
    if text[unit_start] not in _MEASURES:
        word = _WORD_OF_A_UNIT.match(text, unit_start, stop)
        if word is None or word[0] not in _UNITS:
            return False
    number = text[max(0, end - _LONGEST_NUMBER) : end].rsplit(maxsplit=1)[-1].lstrip(NO_END + _SIGNS)
    return number.replace(".", "").replace(",", "").isdigit() or text[unit_start] in _MEASURES


def _split_wide(text: str, classes: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Break a unit that is wider than a line between two of its characters."""
    pieces: list[tuple[int, int]] = []
    piece_start, used = start, 0
    for match in _CLUSTER.finditer(classes, start, end):
        size = cell_len(text[match.start() : match.end()])
        if used + size > width and match.start() > piece_start:
            pieces.append((piece_start, match.start()))
            piece_start, used = match.start(), 0
        used += size
    pieces.append((piece_start, end))
    return pieces


@lru_cache(maxsize=4096)
def fit(text: str, width: int) -> str:
    """The text in exactly ``width`` columns: cut with an ellipsis, or filled with spaces."""
    if width <= 0:
        return ""
    if text.endswith(_JOINER):  # it would swallow what is put behind it
        text = text.rstrip(_JOINER)
    size = cell_len(text)
    if size <= width:
        return text + " " * (width - size)
    used, kept = 0, 0
    for match in _CLUSTER.finditer(text.translate(_CLASSES)):
        size = cell_len(text[match.start() : match.end()])
        if used + size > width - 1:
            break
        used, kept = used + size, match.end()
    cut = text[:kept].rstrip(_LOOSE)
    return cut + "…" + " " * (width - 1 - cell_len(cut))
