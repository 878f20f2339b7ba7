"""Which characters a hole can stand for, whatever the training text held.

Most holes get their candidates from the trained model. Two things need more: damage of another kind
than the model was trained on rules some of its candidates out, and a hole that training never
met gets every character that could have become it, the more usual ones first.
"""

import unicodedata
from functools import lru_cache
from itertools import combinations_with_replacement, permutations

from digest_parsers.repair.damage import DROPPED_CP1254, MARK_BYTE, Damage, to_bytes
from digest_parsers.repair.segment import length

#: Emoji that digests use as bullets and headings, likeliest first: the rest of a block never beats them.
USUAL_EMOJI = "📝📄📑📊📈📌🔍🔗🤖🚀💡🎯🧠🔥📚🏆🔑📅🌟📢📖🎓🔬📐📉🛠🏷🐍🎉🍀🌐🎨🏠😀😍🏻📧📱📍🔎🔔🔖🔐🔝🔹🔸🔺🔻"
_IMPLAUSIBLE = frozenset({"Cn", "Co", "Cs", "Cc"})


@lru_cache(maxsize=4096)
def residue(char: str, damage: Damage) -> bytes | None:
    """The bytes that are left of ``char`` after ``damage``, lost bytes marked if the damage marks them."""
    return to_bytes(damage.apply(char))


@lru_cache(maxsize=1024)
def completions(observed: bytes, damage: Damage) -> tuple[tuple[str, float], ...]:
    """Every character that ``damage`` turns into ``observed``, with a weight, the likeliest first."""
    surviving = bytes(byte for byte in observed if byte != MARK_BYTE)
    missing = length(observed[0]) - len(surviving)
    found: set[str] = set()
    for lost in combinations_with_replacement(DROPPED_CP1254, missing):
        for filling in set(permutations(lost)):
            for places in _places(len(surviving), missing):
                char = _decode(_fill(surviving, filling, places))
                if char and residue(char, damage) == observed:
                    found.add(char)
    weighted = [(char, _weight(char)) for char in found]
    return tuple(sorted(weighted, key=lambda pair: (-pair[1], pair[0])))


def _places(surviving: int, missing: int) -> list[tuple[int, ...]]:
    """The ways to insert ``missing`` bytes: for each byte, behind how many others it stands."""
    return list(combinations_with_replacement(range(1, surviving + 1), missing))


def _fill(surviving: bytes, filling: tuple[int, ...], places: tuple[int, ...]) -> bytes:
    filled = bytearray()
    for index, byte in enumerate(surviving, start=1):
        filled.append(byte)
        filled.extend(lost for lost, place in zip(filling, places, strict=True) if place == index)
    return bytes(filled)


def _decode(data: bytes) -> str:
    try:
        char = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if len(char) != 1 or unicodedata.category(char) in _IMPLAUSIBLE else char


def _weight(char: str) -> float:
    """How usual a character is, by the standards and blocks it belongs to."""
    if char in USUAL_EMOJI:
        return 100.0 - USUAL_EMOJI.index(char)
    try:
        row = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 0.1 if char < "\u0250" or _is_in_gbk(char) else 0.02
    # GB 2312 orders its characters: first level (3,755 usual ones) in rows B0 to D7, second level behind.
    return 10.0 if row <= 0xD7 else 1.0


def _is_in_gbk(char: str) -> bool:
    """Whether China's later standard has it: rarer Chinese characters, and signs such as ▁."""
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True
