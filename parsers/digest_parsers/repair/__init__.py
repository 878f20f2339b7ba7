"""Give damaged text back: find mojibake in a text and undo it, lost bytes included.

>>> repair("clean text").report.kind
'none'
"""

from collections.abc import Sequence
from dataclasses import dataclass

from digest_parsers.model import DOUBT_MARK, RepairReport
from digest_parsers.others import Others
from digest_parsers.repair import gbk
from digest_parsers.repair.damage import Damage
from digest_parsers.repair.detect import Part, damaged_parts, suspicious
from digest_parsers.repair.doubtful import Candidates, Doubtful, located
from digest_parsers.repair.entries import entry_of_each
from digest_parsers.repair.lossless import undo
from digest_parsers.repair.lossy import Line, restore

__all__ = ["Doubtful", "Repaired", "doubtful_in", "repair"]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after repair.

    Attributes:
        text: The text, with as many lines as before; the same object if nothing was damaged.
        report: What was done.
    """

    text: str
    report: RepairReport


def doubtful_in(text: str) -> list[Doubtful]:
    """The characters of a text that :func:`repair` restores with doubt or not at all, in their order.

    Those of lines that were damaged several times over are not told: nothing of them stands in the text.

    Args:
        text: The text of a whole file, as repair gets it.
    """
    work = _Work(text.split("\n"))
    while work.undo_once():
        pass
    return [one for number in sorted(work.mended) for one in located(number + 1, *work.mended[number])]


def repair(text: str, *, marks: bool = True, others: Others | None = None) -> Repaired:
    """Undo the damage in ``text``, if there is any.

    A character that could not be restored stands as U+FFFD. What was damaged several times over is
    undone as often. Never raises.

    Args:
        text: The text of a whole file.
        marks: Whether :data:`~digest_parsers.model.DOUBT_MARK` is put behind each doubtful character.
        others: Those of its characters that are not plain, if somebody gathered them; if nothing of damage is
            among them, the text is not looked at.
    """
    if not (suspicious(text, others) or gbk.suspicious(text, others)):
        return Repaired(text, RepairReport())
    work = _Work(text.replace(DOUBT_MARK, "").split("\n"))
    while work.undo_once():
        pass
    if work.report.kind == "none":
        return Repaired(text, work.report)
    return Repaired("\n".join(work.marked if marks else work.plain), work.report)


class _Work:
    """A text under repair.

    Attributes:
        plain: Its lines.
        marked: Its lines with doubtful characters marked.
        report: What was done so far.
        mended: Of lines that lost bytes, by number: how they stand in the text, how they were marked, the
            damage, and what each doubtful character may have been.
    """

    def __init__(self, lines: list[str]) -> None:
        self.plain = lines
        self.marked = list(lines)
        self.report = RepairReport()
        self.mended: dict[int, tuple[str, str, Damage, tuple[Candidates, ...]]] = {}
        self._touched: set[int] = set()

    def undo_once(self) -> bool:
        """Undo the outermost damage; tells whether anything changed, and with it the text became shorter."""
        text = "\n".join(self.plain)
        parts = damaged_parts(self.plain) if suspicious(text) else []
        before = self.report.kind
        changed = [part for part in parts if self._mend(part)]
        if changed and before != "none" and self.report.damaged == 0:
            self.report = self.report._replace(kind="twice")
        if not changed and gbk.suspicious(text):
            return self._mend_gbk()
        return bool(changed)

    def _mend(self, part: Part) -> bool:
        """Undo the damage of one part; tells whether that changed anything."""
        old = [self.plain[index] for index in part.lines]
        if part.lossless:
            new = marked = [undo(line, part.damage) for line in old]
            counts = (0, 0, 0)
        else:
            entries = entry_of_each(self.plain)
            restored = restore(old, part.damage, entries=[entries[index] for index in part.lines])
            new, marked = [line.plain for line in restored.lines], [line.marked for line in restored.lines]
            counts = (restored.damaged, restored.restored, restored.doubtful)
            self._remember(part, restored.lines)
        if new == old:
            return False
        self._touched.update(part.lines)
        for index, plain_line, marked_line in zip(part.lines, new, marked, strict=True):
            self.plain[index], self.marked[index] = plain_line, marked_line
        self._count(part.kind, *counts)
        return True

    def _remember(self, part: Part, lines: Sequence[Line]) -> None:
        """Note what is in doubt of lines that stand in the text as they are now."""
        for index, line in zip(part.lines, lines, strict=True):
            if index not in self._touched and line.plain != self.plain[index]:
                self.mended[index] = (self.plain[index], line.marked, part.damage, line.candidates)

    def _mend_gbk(self) -> bool:
        """Undo UTF-8 that was read as GBK, where that is exact."""
        undone = gbk.undo(self.plain)
        if undone is None or undone.lines == self.plain:
            return False
        self.plain, self.marked = undone.lines, list(undone.lines)
        self._count("utf-8-as-gbk", undone.lost, 0, 0)
        return True

    def _count(self, kind: str, damaged: int, restored: int, doubtful: int) -> None:
        """Add to the report; damage that lost characters names the whole."""
        report = self.report
        if report.kind == "none" or (damaged and not report.damaged):
            report = report._replace(kind=kind)
        self.report = report._replace(
            damaged=report.damaged + damaged,
            restored=report.restored + restored,
            doubtful=report.doubtful + doubtful,
        )
