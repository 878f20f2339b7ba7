"""The candidates of a hole and how likely each is, by the shipped model."""

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from digest_parsers.repair.context import CLAUSE_KEY, MASK, clause_contexts, contexts
from digest_parsers.repair.table import SCALE, Group, unpack

_FILE = "model.bin"
_EXP = [math.exp(-step / SCALE) for step in range(40 * SCALE)]


class Model:
    """A trained model.

    Attributes:
        groups: The candidates by their surviving bytes.
    """

    def __init__(self, data: bytes) -> None:
        """Read the bytes of a model file.

        Raises:
            ValueError: It is no model file of this version.
        """
        self.groups: dict[int, Group] = unpack(data)

    def posterior(self, key: int, tokens: Sequence[int], at: int) -> list[float]:
        """How likely each candidate of the group ``key`` is at the index ``at`` of padded tokens."""
        group = self.groups[key]
        if len(group.chars) == 1:
            return [1.0]
        rows, planes = group.rows()
        around = contexts(tokens, at)
        if key == CLAUSE_KEY:
            around += clause_contexts(tokens, at)
        get, shift = rows.get, 64 - group.bits
        hits = [row for context in around if (row := get((context & MASK) >> shift)) is not None]
        return softmax([sum(map(plane.__getitem__, hits)) for plane in planes])


def softmax(scores: Sequence[int]) -> list[float]:
    """Probabilities of scores in steps of 1 / :data:`~digest_parsers.repair.table.SCALE`."""
    top, reach = max(scores), len(_EXP)
    raised = [_EXP[top - score] if top - score < reach else 0.0 for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


@cache
def shipped() -> Model:
    """The model that comes with the package, read at the first call."""
    return Model(files("digest_parsers.repair").joinpath(_FILE).read_bytes())
