"""What a file says elsewhere: holes between the same neighbours are likely the same character.

A paper's words come again, in its title, its summary, its keywords. Where one of the places is clear, the
others become clearer.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from math import exp, log
from operator import add

#: How much the opinion of other places counts, for each kind of neighbours that they share.
OTHERS_COUNT = 0.4
#: The logarithm by which the others can speak against a candidate, at most, and what keeps it finite.
_MOST, _SMOOTH = -3.0, 0.1
#: What is likelier than this stays as it is.
_SURE = 0.999
#: What is less likely than this is not asked about: most candidates of most holes are.
_OUT_OF_THE_QUESTION = 1e-4


def reconcile(
    posteriors: Sequence[list[float]], neighbours: Sequence[Sequence[Hashable]]
) -> list[list[float]]:
    """The posteriors of one group's holes in a file, each with regard to those of its likes.

    Args:
        posteriors: For each hole the probability of each candidate.
        neighbours: For each hole what stands around it, in several ways that do not equal each other.
    """
    unsure = [max(posterior) < _SURE for posterior in posteriors]
    asked = {kind for kinds, needed in zip(neighbours, unsure, strict=True) if needed for kind in kinds}
    totals: dict[Hashable, list[float]] = {}
    counts: Counter[Hashable] = Counter()
    for posterior, kinds in zip(posteriors, neighbours, strict=True):
        for kind in asked.intersection(kinds):
            counts[kind] += 1
            total = totals.get(kind)
            totals[kind] = list(map(add, total, posterior)) if total else posterior
    found: list[list[float]] = []
    for posterior, kinds, needed in zip(posteriors, neighbours, unsure, strict=True):
        shared = [kind for kind in kinds if counts[kind] > 1] if needed else []
        if shared:
            found.append(_heeding(posterior, [(totals[kind], counts[kind] - 1) for kind in shared]))
        else:
            found.append(posterior)
    return found


def _heeding(posterior: Sequence[float], others: Sequence[tuple[Sequence[float], int]]) -> list[float]:
    """A posterior with regard to others: for each kind their sum, its own included, and how many they are."""
    raised = list(posterior)
    for index, own in enumerate(posterior):
        if own < _OUT_OF_THE_QUESTION:
            continue
        said = sum(
            min(0.0, max(_MOST, log((max(0.0, total[index] - own) + _SMOOTH) / (count + _SMOOTH))))
            for total, count in others
        )
        raised[index] = own * exp(OTHERS_COUNT * said)
    whole = sum(raised)
    return [value / whole for value in raised]
