"""Measure the repair of damaged text: accuracy on held-out text, speed, load time, clean files.

``PYTHONPATH=parsers python tests/bench/bench_repair.py CLEAN_DIR`` takes every twelfth digest of the folder,
which the shipped model was not trained on, damages it and restores it. ``docs/repair.md`` tells more.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from digest_parsers.repair import repair
from digest_parsers.repair.corpus import Block, gather, ids_in
from digest_parsers.repair.damage import CP1254_LOSSY
from digest_parsers.repair.lossy import DOUBTFUL, Line, restore
from digest_parsers.repair.model import Model

#: Every so-many-th file is held out of the shipped model.
HOLD_OUT = 12


@dataclass(slots=True)
class Accuracy:
    """How held-out text was restored, added up over files.

    Attributes:
        damaged: Characters that lost bytes.
        wrong: Those of them that were restored wrongly.
        beyond_ascii: All characters that are not ASCII.
        lines: Lines with such characters.
        lines_wrong: Those of them that differ from the original.
        marked: Characters marked as doubtful.
        wrong_and_marked: Those of them that are wrong.
        undamaged_wrong: Characters that had all their bytes and are wrong nevertheless.
        other_wrong: Wrong characters that are not Chinese.
    """

    damaged: int = 0
    wrong: int = 0
    beyond_ascii: int = 0
    lines: int = 0
    lines_wrong: int = 0
    marked: int = 0
    wrong_and_marked: int = 0
    undamaged_wrong: int = 0
    other_wrong: int = 0

    def add(self, blocks: Sequence[Block]) -> None:
        """Damage the lines of one file, restore them and compare."""
        lines = [line for block in blocks for line in block.lines]
        entries = [block.entry for block in blocks for _ in block.lines]
        restored = restore([CP1254_LOSSY.apply(line) for line in lines], CP1254_LOSSY, entries=entries)
        self.damaged += restored.damaged
        self.marked += restored.doubtful
        for line, got in zip(lines, restored.lines, strict=True):
            # What editors strip leaves no trace that could be restored.
            self._compare(line.translate({0xAD: None, 0x7F: None}), got)

    def _compare(self, clean: str, got: Line) -> None:
        self.lines += 1
        self.lines_wrong += clean != got.plain
        self.beyond_ascii += sum(char > "\x7f" for char in clean)
        marked = _marked(got)
        for place, (before, after) in enumerate(zip(clean, got.plain, strict=False)):
            if before != after:
                self.wrong += 1
                self.wrong_and_marked += place in marked
                self.undamaged_wrong += len(CP1254_LOSSY.apply(before)) == len(before.encode())
                self.other_wrong += not "\u4e00" <= before <= "\u9fff"


def _marked(line: Line) -> set[int]:
    """The offsets into the plain text behind which the marked text has a mark."""
    found, place = set(), 0
    for char in line.marked:
        if place < len(line.plain) and char == line.plain[place]:
            place += 1
        else:
            found.add(place - 1)
    return found


def accuracy_on(clean: Path, leave_out: Iterable[Path]) -> Accuracy:
    """Restore the held-out digests of a folder."""
    accuracy = Accuracy()
    corpus = gather(clean, leave_out=ids_in(leave_out), hold_out=HOLD_OUT, weights={})
    for blocks in corpus.held_out.values():
        accuracy.add(blocks)
    return accuracy


def seconds(work: Callable[[], object], repeats: int) -> float:
    """The best time of several."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def figures(clean: Path, leave_out: Sequence[Path], damaged: Sequence[Path]) -> list[tuple[str, str]]:
    """All figures as pairs of what and how much.

    Args:
        clean: A folder of clean digests.
        leave_out: Files whose papers do not count.
        damaged: Damaged files to measure the speed with; a held-out digest is damaged if there are none.
    """
    data = files("digest_parsers.repair").joinpath("model.bin").read_bytes()
    right = accuracy_on(clean, leave_out)
    paths = sorted(path for path in clean.rglob("*.md"))
    texts = [path.read_bytes().decode("utf-8") for path in damaged]
    texts = texts or [CP1254_LOSSY.apply(paths[0].read_bytes().decode("utf-8"))]
    characters = sum(map(len, texts))
    speed = characters / seconds(lambda: [repair(text) for text in texts], 5)
    changed, size, spent = 0, 0, 0.0
    for path in paths:
        text = path.read_bytes().decode("utf-8")
        start = time.perf_counter()
        changed += repair(text).text is not text
        spent += time.perf_counter() - start
        size += path.stat().st_size
    return [
        ("damaged characters right", _percent(right.wrong, right.damaged)),
        ("characters beyond ASCII right", _percent(right.wrong, right.beyond_ascii)),
        ("lines restored exactly", _percent(right.lines_wrong, right.lines)),
        ("wrong outside Chinese; undamaged changed", f"{right.other_wrong}; {right.undamaged_wrong}"),
        (f"marked (less likely than {DOUBTFUL})", f"{100 * right.marked / max(1, right.damaged):.1f} %"),
        ("errors that are marked", f"{100 * right.wrong_and_marked / max(1, right.wrong):.1f} %"),
        ("model file", f"{len(data):,} bytes"),
        ("load time", f"{1000 * seconds(lambda: Model(data), 9):.0f} ms"),
        ("speed", f"{speed:,.0f} characters/s"),
        ("clean files changed", f"{changed} of {len(paths)}"),
        ("clean files, time", f"{1e9 * spent / max(1, size):.1f} ms/MB"),
    ]


def _percent(wrong: int, of: int) -> str:
    return f"{100 * (1 - wrong / max(1, of)):.2f} % of {of:,}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clean", type=Path, metavar="CLEAN_DIR")
    parser.add_argument("--leave-out", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--damaged", type=Path, nargs="*", default=[], metavar="FILE")
    given = parser.parse_args(arguments)
    for what, much in figures(given.clean, given.leave_out, given.damaged):
        print(f"{what:42} {much}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
