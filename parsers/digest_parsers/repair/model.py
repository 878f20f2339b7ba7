"""The candidates of a hole and how likely each is, by the shipped model."""

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from digest_parsers.repair.context import (
    CLAUSE_KEY,
    MASK,
    clause_contexts,
    contexts,
    crossed_contexts,
    wide_contexts,
)
from digest_parsers.repair.entries import NO_ENTRY, Entry
from digest_parsers.repair.table import FINE_SCALE, SCALE, SURE, Group, unpack

_FILE = "model.bin"


class Model:
    """A trained model.

    Attributes:
        groups: The candidates by their surviving bytes, with the rows of the first look.
        wide: The rows of the second look.
    """

    def __init__(self, data: bytes) -> None:
        """Read the bytes of a model file.

        Raises:
            ValueError: It is no model file of this version.
        """
        self.groups: dict[int, Group]
        self.wide: dict[int, Group]
        self.groups, self.wide = unpack(data)

    def posterior(self, key: int, tokens: Sequence[int], at: int, entry: Entry = NO_ENTRY) -> list[float]:
        """How likely each candidate of the group ``key`` is.

        Args:
            key: The surviving bytes of the hole.
            tokens: The padded tokens of its line.
            at: Its index there.
            entry: The entry that the line belongs to, for the second look.
        """
        group = self.groups[key]
        if len(group.chars) == 1:
            return [1.0]
        around = contexts(tokens, at)
        if key == CLAUSE_KEY:
            around += clause_contexts(tokens, at)
        scores = _scores(group, around)
        posterior = softmax(scores)
        wide = self.wide.get(key)
        if wide is None or max(posterior) >= SURE:
            return posterior
        around = [*wide_contexts(tokens, at), *entry.words()]
        if key == CLAUSE_KEY:
            around += crossed_contexts(tokens, at)
        added = _scores(wide, around)
        finer = FINE_SCALE // SCALE
        return softmax([score * finer + more for score, more in zip(scores, added, strict=True)], FINE_SCALE)


def _scores(group: Group, around: Sequence[int]) -> list[int]:
    """The sums of each candidate's weights over the contexts that have a row."""
    rows, shift = group.rows(), 64 - group.bits
    get = rows.numbers.get
    return rows.sums([row for context in around if (row := get((context & MASK) >> shift)) is not None])


def softmax(scores: Sequence[int], scale: int = SCALE) -> list[float]:
    """Probabilities of scores in steps of 1 / ``scale``."""
    top = max(scores)
    raised = [math.exp((score - top) / scale) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


@cache
def shipped() -> Model:
    """The model that comes with the package, read at the first call."""
    return Model(files("digest_parsers.repair").joinpath(_FILE).read_bytes())
