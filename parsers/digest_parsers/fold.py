"""Folding of text for search, and the way back from a folded hit to the text that a person sees.

Search compares folded text with folded words, character by character. Folding is, in this order:

1. Unicode normalisation form C, so that ``é`` typed as one character finds ``é`` stored as two;
2. full case folding (:meth:`str.casefold`), so that ``STRASSE`` finds ``Straße``;
3. one plain space for every line feed, tab, no-break space and ideographic space, so that a phrase
   is found across the line breaks of an abstract.

Accents are kept and full-width letters stay apart from narrow ones: what is not the same character
to Unicode's canonical equivalence is not the same here. Folded text never holds a line feed, so a
line feed can separate folded texts that no needle may cross.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

#: How folded text is told in bytes. Lone surrogates cannot be written to a screen, but must not keep a digest
#: from being searched.
CODING = ("utf-8", "surrogatepass")

#: White space other than the space itself that occurs within a line; each becomes one space.
_BLANKS = ("\t", "\u00a0", "\u3000")

#: All characters that normalisation may change, join to others or put elsewhere, and some that it leaves
#: alone; everything beyond the first plane is one range, as further ones slow the search down.
_UNSETTLED = (
    "\u0300-\u036f\u0374\u037e\u0387\u0483-\u2001\u20d0-\u20ff\u2126\u212a\u212b\u2329\u232a\u2adc\u2cef-\u2dff"
    "\u302a-\u302f\u3099\u309a\ua66f-\uabff\uf900-\ufe2f\U00010000-\U0010ffff"
)

#: Characters that are no marks and yet join the character before them in normalisation form C:
#: Hangul vowels and finals, and (from Unicode 16 on) two Kirat Rai vowel signs.
_JOINING_LETTERS = frozenset(
    [*map(chr, range(0x1161, 0x1176)), *map(chr, range(0x11A8, 0x11C3)), "\U00016d63", "\U00016d67"]
)


def fold(text: str) -> str:
    """The text as search compares it; see the module's description for what changes."""
    return fold_lines(text).replace("\n", " ")


def fold_lines(text: str) -> str:
    """A text of many lines folded line by line: as :func:`fold` does it, but line feeds stay."""
    if text.isascii():
        return text.lower().replace("\t", " ")
    folded = (_normal(text) if _unsettled().search(text) else text).casefold()
    for blank in _BLANKS:
        folded = folded.replace(blank, " ")
    return folded


def _normal(text: str) -> str:
    """The text in normalisation form C, which takes twenty times as long as to see which lines need it."""
    search = _unsettled().search
    lines = text.split("\n")
    return "\n".join([unicodedata.normalize("NFC", line) if search(line) else line for line in lines])


@cache
def _unsettled() -> re.Pattern[str]:
    return re.compile(f"[{_UNSETTLED}]")


def find_spans(text: str, needles: Iterable[str]) -> list[tuple[int, int]]:
    """Where any of the needles occurs in a text, as offsets into the text itself.

    A span covers whole characters of the text even where only a part of what they fold to is meant
    (``s`` in ``ß``). Overlapping spans become one; spans that only touch stay apart, so that their
    number is the number of separate matches.

    Args:
        text: The text as it is shown, not folded.
        needles: Folded words or phrases; empty ones are left out.

    Returns:
        Half-open ``(start, end)`` pairs, rising and free of overlaps.
    """
    folded = fold(text)
    hits = sorted({hit for needle in needles if needle for hit in _occurrences(folded, needle)})
    if not hits:
        return []
    if not _keeps_offsets(text, folded):
        starts, ends = _origins(text)
        hits = sorted((starts[start], ends[end - 1]) for start, end in hits)
    return merge_spans(hits)


def _occurrences(folded: str, needle: str) -> Iterator[tuple[int, int]]:
    """Every place of a needle, overlapping ones included."""
    at = folded.find(needle)
    while at >= 0:
        yield at, at + len(needle)
        at = folded.find(needle, at + 1)


def _keeps_offsets(text: str, folded: str) -> bool:
    """Whether each character of the text folds to exactly one.

    Case folding alone never shortens, so equal lengths are proof once normalisation changes nothing.
    """
    return len(text) == len(folded) and unicodedata.is_normalized("NFC", text)


def _origins(text: str) -> tuple[list[int], list[int]]:
    """For every character of the folded text, start and end of what it comes from in the text."""
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for unit in _units(text):
        length = len(fold(unit))
        starts += [at] * length
        at += len(unit)
        ends += [at] * length
    return starts, ends


def _units(text: str) -> Iterator[str]:
    """The text in pieces that fold independently of each other, in order."""
    if unicodedata.is_normalized("NFC", text):
        yield from text
        return
    begin = 0
    for at in range(1, len(text)):
        if not _joins(text[at]):
            yield text[begin:at]
            begin = at
    yield text[begin:]


def _joins(character: str) -> bool:
    """Whether normalisation may merge or reorder the character with those before it."""
    return unicodedata.category(character).startswith("M") or character in _JOINING_LETTERS


def merge_spans(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans with overlapping ones made one."""
    merged = hits[:1]
    for start, end in hits[1:]:
        last_start, last_end = merged[-1]
        if start < last_end:
            merged[-1] = (last_start, max(last_end, end))
        else:
            merged.append((start, end))
    return merged
