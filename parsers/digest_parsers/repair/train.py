"""Train the model: ``python -m digest_parsers.repair.train CLEAN_DIR`` (needs the extra ``train``).

The same input gives the same file, byte for byte. See ``docs/repair.md`` for the input of the
shipped model.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from digest_parsers.repair.corpus import Block, gather, ids_in, words_in
from digest_parsers.repair.damage import CP1254_LOSSY
from digest_parsers.repair.looks import first_look, second_look
from digest_parsers.repair.lossy import restore
from digest_parsers.repair.model import Model
from digest_parsers.repair.sources import Source, sources_of
from digest_parsers.repair.table import pack

#: Rows of the first look and of the second.
ROWS, WIDE_ROWS = 330_000, 100_000


def train(sources: Sequence[Source], rows: int = ROWS, wide_rows: int = WIDE_ROWS) -> bytes:
    """Train a model and write it as a model file.

    Args:
        sources: The training text.
        rows: How many rows the first look has, all groups together.
        wide_rows: How many the second has; with 0 there is none.
    """
    first = first_look(sources, rows)
    second = second_look(sources, first, wide_rows) if wide_rows else {}
    return pack(list(first.values()), list(second.values()))


@dataclass(frozen=True, slots=True)
class Score:
    """How well held-out text was restored."""

    damaged: int
    wrong: int
    lines: int
    lines_wrong: int

    def __str__(self) -> str:
        right = 100 * (1 - self.wrong / max(1, self.damaged))
        exact = 100 * (1 - self.lines_wrong / max(1, self.lines))
        return f"{self.damaged:,} damaged characters, {right:.2f} % right; " + (
            f"{exact:.1f} % of {self.lines:,} lines exact"
        )


def measure(model: Model, blocks: Sequence[Block]) -> Score:
    """Damage the lines of one file, restore them and count what is not as it was."""
    lines = [line for block in blocks for line in block.lines]
    entries = [block.entry for block in blocks for _ in block.lines]
    restored = restore([CP1254_LOSSY.apply(line) for line in lines], CP1254_LOSSY, model, entries)
    wrong = lines_wrong = 0
    for line, got in zip(lines, restored.lines, strict=True):
        before = line.translate({0xAD: None, 0x7F: None})
        lines_wrong += before != got.plain
        wrong += sum(one != other for one, other in zip(before, got.plain, strict=False))
        wrong += abs(len(before) - len(got.plain))
    return Score(restored.damaged, wrong, len(lines), lines_wrong)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m digest_parsers.repair.train", description=__doc__)
    parser.add_argument("clean", type=Path, metavar="CLEAN_DIR", help="folder of clean digests")
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).with_name("model.bin"))
    parser.add_argument("--words", type=Path, help="word list, a line 'word count'")
    parser.add_argument("--leave-out", type=Path, nargs="*", default=[], help="left out: papers in these")
    parser.add_argument("--hold-out", type=int, default=0, metavar="N", help="hold every Nth file out")
    parser.add_argument("--weight", nargs="*", default=[], metavar="PATTERN=FACTOR", help="what files count")
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of the first look")
    parser.add_argument("--wide-rows", type=int, default=WIDE_ROWS, help="rows of the second look")
    given = parser.parse_args(arguments)
    weights = {
        pattern: float(factor) for pattern, _, factor in (item.rpartition("=") for item in given.weight)
    }
    corpus = gather(given.clean, leave_out=ids_in(given.leave_out), hold_out=given.hold_out, weights=weights)
    words = words_in(given.words) if given.words else []
    data = train(sources_of(corpus, words), given.rows, given.wide_rows)
    given.output.write_bytes(data)
    print(f"{given.output}: {len(data):,} bytes; {corpus.left_out:,} papers left out", file=sys.stdout)  # noqa: T201
    scores = [measure(Model(data), blocks) for blocks in corpus.held_out.values()]
    if scores:
        print("held out:", _total(scores))  # noqa: T201
    return 0


def _total(scores: Sequence[Score]) -> Score:
    return Score(
        sum(score.damaged for score in scores),
        sum(score.wrong for score in scores),
        sum(score.lines for score in scores),
        sum(score.lines_wrong for score in scores),
    )


if __name__ == "__main__":
    sys.exit(main())
