"""Give damaged text back: find mojibake in a text and undo it, lost bytes included.

>>> repair("clean text").report.kind
'none'
"""

from collections.abc import Sequence
from dataclasses import dataclass

from digest_parsers.model import DOUBT_MARK, RepairReport
from digest_parsers.repair.detect import Part, damaged_parts, suspicious
from digest_parsers.repair.lossless import undo
from digest_parsers.repair.lossy import restore

__all__ = ["Repaired", "repair"]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after repair.

    Attributes:
        text: The text, with as many lines as before; the same object if nothing was damaged.
        report: What was done.
    """

    text: str
    report: RepairReport


def repair(text: str, *, marks: bool = True) -> Repaired:
    """Undo the damage in ``text``, if there is any.

    A character that could not be restored stands as U+FFFD. Never raises.

    Args:
        text: The text of a whole file.
        marks: Whether :data:`~digest_parsers.model.DOUBT_MARK` is put behind each doubtful character.
    """
    report = RepairReport()
    plain = marked = text
    while suspicious(plain):
        lines = plain.replace(DOUBT_MARK, "").split("\n")
        parts = damaged_parts(lines)
        if not parts:
            break
        shown = list(lines)
        for part in parts:
            report = _add(report, part, _mend(part, lines, shown))
        plain, marked = "\n".join(lines), "\n".join(shown)
    return Repaired(marked if marks else plain, report)


def _mend(part: Part, lines: list[str], shown: list[str]) -> tuple[int, int, int]:
    """Put restored lines into ``lines``, and with marks into ``shown``; count damaged, restored, doubtful."""
    if part.lossless:
        for index in part.lines:
            lines[index] = shown[index] = undo(lines[index])
        return 0, 0, 0
    restored = restore([lines[index] for index in part.lines], part.damage)
    for index, line in zip(part.lines, restored.lines, strict=True):
        lines[index], shown[index] = line.plain, line.marked
    return restored.damaged, restored.restored, restored.doubtful


def _add(report: RepairReport, part: Part, counts: Sequence[int]) -> RepairReport:
    damaged, restored, doubtful = counts
    if report.kind == "none" or (not part.lossless and report.damaged == 0):
        kind = part.kind
    else:
        kind = report.kind if damaged or report.damaged else "twice"
    return RepairReport(
        kind, report.damaged + damaged, report.restored + restored, report.doubtful + doubtful
    )
