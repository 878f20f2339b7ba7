"""Train groups of candidates together: first all contexts, then the rows that matter most (numpy)."""

from dataclasses import dataclass
from math import ceil, log2

import numpy as np
from numpy.typing import NDArray

from digest_parsers.repair.learn import Descent, Examples, Fitted, Floats, fit_all, prune, threshold_for
from digest_parsers.repair.table import GroupData

#: Bits of a context beyond those that number a group's rows: an unknown one passes for known once in 2 ** 9.
SPARE_BITS = 9
_MOST_BITS = 24
#: A row's second and further weights are kept from this share of the worth that its best one needs.
_SECONDARY_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Plan:
    """How a group is trained.

    Attributes:
        first: The descent with all contexts.
        second: The descent with those that are kept.
        seen: A context must have been seen with the right candidate this often.
        scale: Weights are stored in steps of 1 / scale.
        bonus: What the worth of its rows is multiplied by when rows compete.
    """

    first: Descent
    second: Descent
    seen: float
    scale: int
    bonus: float = 1.0


@dataclass(slots=True)
class Group:
    """A group in training.

    Attributes:
        chars: The candidates as code points, rising.
        counts: How often each occurred, weighted.
        plan: How it is trained.
        examples: What it is trained on; without any, it has no rows.
        fitted: Its weights for all contexts.
    """

    chars: NDArray[np.uint32]
    counts: Floats
    plan: Plan
    examples: Examples
    fitted: Fitted | None = None


def train_groups(groups: dict[int, Group], rows: int) -> dict[int, GroupData]:
    """Train groups that compete for ``rows`` rows."""
    worths = []
    for group in groups.values():
        if len(group.chars) > 1 and len(group.examples.right):
            plan = group.plan
            group.fitted = fit_all(group.examples, len(group.chars), plan.first, seen_right=plan.seen)
            worths.append(plan.bonus * group.fitted.worth().max(axis=1, initial=0.0))
    threshold = threshold_for(worths, rows)
    return {key: _finish(group, threshold) for key, group in groups.items() if len(group.chars)}


def _finish(group: Group, threshold: float) -> GroupData:
    """Prune a group, fit what is left, and round it to what is stored."""
    chars = "".join(map(chr, group.chars.tolist()))
    if group.fitted is None or not len(group.fitted.vocabulary):
        nothing = [()] * len(chars)
        return GroupData(chars, group.counts.tolist(), blocks=[0] * len(chars), weights=nothing)
    plan, worth = group.plan, group.fitted.worth().max(axis=1)
    own = min(threshold / plan.bonus, float(worth.max()))
    bits = min(_MOST_BITS, SPARE_BITS + ceil(log2(1 + (worth >= own).sum())))
    fitted = prune(
        group.fitted, group.examples, plan.second, threshold=own, bits=bits, share=_SECONDARY_SHARE
    )
    steps = np.clip(np.rint(fitted.weights[1:] * plan.scale), -127, 127).astype(np.int64)
    speaks_for = np.argmax(np.abs(steps), axis=1)
    order = np.lexsort((fitted.vocabulary, speaks_for))
    blocks = np.bincount(speaks_for, minlength=len(chars))
    return GroupData(
        chars,
        group.counts.tolist(),
        bits,
        fitted.vocabulary[order].tolist(),
        blocks.tolist(),
        [steps[order, number].tolist() for number in range(len(chars))],
    )
