"""The folding of entries: from what they say to the blob that is searched."""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from digest_parsers.fold import CODING, fold_lines
from digest_parsers.folded import FoldedText, Places, texts_of
from digest_parsers.model import Entry


def fold_entries(entries: Sequence[Entry]) -> FoldedText:
    """The folded text of some entries.

    Each half of the blob is folded in one piece: text by text takes twice as long.
    """
    wide, narrow = _Half(), _Half()
    said: list[tuple[int, str, _Half, int]] = []
    for number, entry in enumerate(entries):
        for field, texts in texts_of(entry):
            if len(texts) == 1:
                text, count = texts[0].replace("\n", " "), 1
            elif texts:
                several = [one.replace("\n", " ") for one in texts if one]
                text, count = "\n".join(several), len(several)
            else:
                continue
            if text:
                half = narrow if text.isascii() else wide
                said.append((number, field, half, len(half.texts)))
                half.texts.append(text)
                half.lines.append(count)
        wide.bounds.append(len(wide.texts))
        narrow.bounds.append(len(narrow.texts))
    blob = wide.fold(0)
    blob += narrow.fold(len(blob))
    columns = defaultdict[str, tuple[list[int], list[int], list[int]]](lambda: ([], [], []))
    for number, field, half, at in said:
        of, starts, ends = columns[field]
        of.append(number)
        starts.append(half.starts[at])
        ends.append(half.starts[at + 1] - 1)
    fields = {field: Places(*(array("I", column) for column in three)) for field, three in columns.items()}
    return FoldedText(wide.placed(), narrow.placed(), fields, blob)


class _Half:
    """The texts that are plain ASCII, or those that are not.

    Attributes:
        texts: Each as it is, its lines being the texts that an entry has of one field.
        lines: How many lines each has.
        bounds: How many of them there are before each entry, and in all.
        starts: Where each begins in the blob once it is folded, and where the last of them ends.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.lines: list[int] = []
        self.bounds = [0]
        self.starts: list[int] = []

    def fold(self, first: int) -> bytes:
        """The half's part of the blob, which begins there."""
        folded = fold_lines("\n".join((*self.texts, ""))).encode(*CODING)
        lines = list(accumulate((len(line) + 1 for line in folded.split(b"\n")), initial=first))
        self.starts = [lines[end] for end in accumulate(self.lines, initial=0)]
        return folded

    def placed(self) -> "array[int]":
        """Where the texts of each entry begin in the blob, and where the last of them end."""
        return array("I", map(self.starts.__getitem__, self.bounds))
