"""Latin letters that lost a byte: which of them fits between its neighbours.

The contexts of the model hold a run of letters as one token, so that they cannot tell letters apart. How
usual a letter is, its case and the turns of vowels and consonants can: "R_m" lacks an ā, "Dvořá_ek" a č.
"""

import unicodedata

from digest_parsers.repair.segment import length

#: A candidate of the wrong letter case is this much less likely.
WRONG_CASE = 0.02
#: A consonant between two consonants, or a vowel beside a vowel, is this much less likely.
OUT_OF_TURN = 0.1
#: The last character of Latin Extended-B.
_LAST_LATIN = "\u024f"
_LONGEST = 4
#: Stands for a neighbour that lost a byte too: of the letters that can, hardly another occurs.
USUALLY_LOST = "í"
_FIRST_OF_LATIN = (0xC3, 0xC4, 0xC5)


def neighbours(data: bytes, start: int, end: int) -> tuple[str, str]:
    """The characters before and behind the hole at ``start`` to ``end``; "" where none is known."""
    before = ""
    for size in range(1, min(start, _LONGEST) + 1):
        if data[start - size] < 0x80 or data[start - size] >= 0xC2:
            before = _decoded(data[start - size : start])
            break
    after = data[end : end + 1]
    if after and after[0] >= 0xC2:
        after = data[end : end + length(after[0])]
    return before, _decoded(after)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return USUALLY_LOST if data[0] in _FIRST_OF_LATIN else ""


def fitness(char: str, before: str, after: str) -> float:
    """How well ``char`` fits between its neighbours, 1 at best; what is no Latin letter always fits."""
    if not _is_letter(char):
        return 1.0
    if _is_letter(before):
        expect_upper = before.isupper() and (after.isupper() or not _is_letter(after))
    else:
        expect_upper = True
    factor = 1.0 if char.isupper() == expect_upper else WRONG_CASE
    vowels = [_is_vowel(letter) for letter in (before, after) if _is_letter(letter)]
    if _is_vowel(char):
        return factor * OUT_OF_TURN if any(vowels) else factor
    return factor * OUT_OF_TURN if len(vowels) == 2 and not any(vowels) else factor


def _is_letter(char: str) -> bool:
    return char.isalpha() and char <= _LAST_LATIN


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[0].lower() in "aeiouyæøœı"
