"""What is in doubt in a damaged text: where it stands, what is left of it, and what it may have been."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from digest_parsers.model import DOUBT_MARK, LOST
from digest_parsers.repair.completions import residue
from digest_parsers.repair.damage import MARK_BYTE, Damage, to_bytes
from digest_parsers.repair.segment import HOLE, length, rejoin

#: What a damaged character may have been, each with how likely that is, the likeliest first.
Candidates = tuple[tuple[str, float], ...]


class Doubtful(NamedTuple):
    """A character that was restored with doubt, or is lost.

    Attributes:
        line: The 1-based line of the file.
        start: The offset of what is left of it in that line, as it stands in the file.
        left: The bytes that are left of it, :data:`~digest_parsers.repair.damage.MARK_BYTE` for one that is
            known to be lost.
        missing: How many bytes are not.
        text: The restored line.
        at: Its offset there.
        candidates: What it may have been; none when it is lost.
    """

    line: int
    start: int
    left: bytes
    missing: int
    text: str
    at: int
    candidates: Candidates

    @property
    def char(self) -> str:
        """The character that was chosen."""
        return self.text[self.at]


def located(
    number: int, damaged: str, marked: str, damage: Damage, candidates: Sequence[Candidates]
) -> Iterator[Doubtful]:
    """The doubtful and lost characters of a line.

    What each character of the restored line has left in the damaged one is known, so they are gone
    through side by side; where they part, what follows cannot be told and is left out.

    Args:
        number: The 1-based line of the file.
        damaged: The line as it stands there.
        marked: The restored line with a mark behind each doubtful character.
        damage: The way in which it was damaged.
        candidates: What each of those characters may have been.
    """
    data, plain = to_bytes(damaged), marked.replace(DOUBT_MARK, "")
    if data is None:
        return
    if damage.nbsp_as_space:
        data, damage = rejoin(data, lossless=False), replace(damage, nbsp_as_space=False)
    of_mark = iter(candidates)
    start = place = 0
    for at, char in enumerate(plain):
        place += 1
        doubted = marked.startswith(DOUBT_MARK, place)
        place += doubted
        hole = HOLE.match(data, start) if doubted or char == LOST else None
        left = hole[0] if hole is not None else residue(char, damage)
        if left is None or not data.startswith(left, start):
            return
        if hole is not None:
            may_be = next(of_mark, ()) if doubted else ()
            missing = length(left[0]) - len(left) + left.count(MARK_BYTE)
            yield Doubtful(number, start, left, missing, plain, at, may_be)
        start += len(left)
