"""Restore the characters of damaged lines whose bytes were dropped."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest_parsers.model import LOST
from digest_parsers.repair import labels
from digest_parsers.repair.damage import Damage, to_bytes
from digest_parsers.repair.segment import HOLE


@dataclass(frozen=True, slots=True)
class Line:
    """A restored line.

    Attributes:
        plain: The text.
        marked: The text with a mark behind each doubtful character.
    """

    plain: str
    marked: str


@dataclass(frozen=True, slots=True)
class Restored:
    """Restored lines and what it took: see :class:`~digest_parsers.model.RepairReport`."""

    lines: tuple[Line, ...]
    damaged: int
    restored: int
    doubtful: int


def restore(lines: Sequence[str], damage: Damage) -> Restored:
    """Restore lines that were damaged in one way."""
    done: list[Line] = []
    damaged = lost = 0
    for line in lines:
        data = to_bytes(line)
        if data is None:
            done.append(Line(line, line))
            continue
        damaged += len(HOLE.findall(data))
        data = labels.restore(data, damage)
        data, count = HOLE.subn(LOST.encode(), data)
        lost += count
        text = _decode(data, line)
        done.append(Line(text, text))
    return Restored(tuple(done), damaged, damaged - lost, 0)


def _decode(data: bytes, line: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return line
