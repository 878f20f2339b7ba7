"""The training text: clean digests, cut into papers, some left out.

A paper that is left out is left out everywhere: its id names it in every file it stands in.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from digest_parsers.repair.entries import Entry, starts_entry

SUFFIXES = (".md", ".jsonl")
#: With ``hold_out`` of n, every nth file from this one on is held out.
_FIRST_HELD_OUT = 5

_ID = re.compile(r"(?<![\d.])\d{4}\.\d{4,5}(?!\d)")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together.

    Attributes:
        ids: The ids of all papers that they mention.
        lines: Those that are not ASCII.
        entry: All of them.
    """

    ids: frozenset[str]
    lines: tuple[str, ...]
    entry: Entry


@dataclass(slots=True)
class Corpus:
    """Text to train on and text to measure with.

    Attributes:
        train: The blocks of each file with the weight that they have.
        held_out: Blocks by file, in the order of the files.
        left_out: How many blocks were left out because of their ids.
    """

    train: list[tuple[float, list[Block]]] = field(default_factory=list)
    held_out: dict[str, list[Block]] = field(default_factory=dict)
    left_out: int = 0


def ids_in(paths: Iterable[Path]) -> frozenset[str]:
    """Every arXiv id that occurs in files, damaged ones too: ids are ASCII."""
    found: set[str] = set()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                found.update(_ID.findall(file.read_text("utf-8", errors="replace")))
    return frozenset(found)


def gather(
    folder: Path, *, leave_out: frozenset[str] = frozenset(), hold_out: int = 0, weights: dict[str, float]
) -> Corpus:
    """Read the clean digests under ``folder`` in the order of their paths.

    Args:
        folder: Where they are.
        leave_out: Ids of papers to leave out altogether.
        hold_out: Hold every nth file out, and its papers wherever they stand; 0 holds none out.
        weights: What lines count, by a pattern of the path below ``folder``; 1 if none fits.
    """
    names = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in SUFFIXES
    )
    held = names[_FIRST_HELD_OUT::hold_out] if hold_out else []
    corpus = Corpus()
    seen: set[str] = set()
    for name in held:
        blocks = [block for block in blocks_of(folder / name) if not block.ids & leave_out]
        corpus.held_out[name] = blocks
        seen.update(*(block.ids for block in blocks))
    unwanted = leave_out | seen
    for name in names:
        if name in corpus.held_out:
            continue
        blocks = list(blocks_of(folder / name))
        wanted = [block for block in blocks if not block.ids & unwanted]
        corpus.left_out += len(blocks) - len(wanted)
        weight = next((weight for pattern, weight in weights.items() if fnmatch(name, pattern)), 1.0)
        corpus.train.append((weight, wanted))
    return corpus


def blocks_of(path: Path) -> Iterator[Block]:
    """Cut a file into papers, keeping the lines that are not ASCII.

    A paper begins at a heading with a link to arXiv; each line of JSON is one. A block is about every id
    it mentions. A file without such headings is one block.
    """
    text = path.read_text("utf-8")
    if path.suffix == ".jsonl":
        for record in filter(None, text.split("\n")):
            told = tuple(_telling(_strings(json.loads(record))))
            yield Block(frozenset(_ID.findall(record)), told, Entry([record]))
        return
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if starts_entry(line):
            blocks.append([])
        blocks[-1].append(line)
    for lines in blocks:
        yield Block(frozenset(_ID.findall("\n".join(lines))), tuple(_telling(lines)), Entry(lines))


def _telling(lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if not line.isascii())


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split("\n")
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def words_in(path: Path) -> list[tuple[str, float]]:
    """Read a word list, ``word count …`` a line: words of two to six characters and how much each counts."""
    found = []
    for line in path.read_text("utf-8").split("\n"):
        word, _, rest = line.partition(" ")
        count = int(rest.split(" ")[0] or 0) if rest else 0
        if 2 <= len(word) <= 6 and count >= 2 and not word.isascii():
            found.append((word, float(count)))
    return found
