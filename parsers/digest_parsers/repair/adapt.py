"""Adapt the model's priors to one file, by expectation maximisation.

Authors differ in how often they use a character: where the training text writes 和, a file may
write 与. The share of each candidate in a file is estimated from the posteriors of its own holes,
which are then corrected by the ratio of the two shares (Saerens, Latinne and Decaestecker, 2002).
"""

from collections.abc import Sequence

#: Groups with fewer holes in a file are left as they are.
HOLES_NEEDED = 20
#: The ratio of shares stays between 1 / CLIP and CLIP; without bounds, the estimate runs away.
CLIP = 2.0
_ROUNDS = 6
_SURE = 0.999


def adapt(posteriors: Sequence[list[float]], prior: Sequence[float]) -> list[list[float]]:
    """The posteriors of one group's holes in a file, adapted to the file.

    Args:
        posteriors: For each hole the probability of each candidate.
        prior: The share of each candidate in the training text.
    """
    if len(posteriors) < HOLES_NEEDED or len(prior) < 2:
        return list(posteriors)
    unsure = [probabilities for probabilities in posteriors if max(probabilities) < _SURE]
    settled = [0.0] * len(prior)
    for probabilities in posteriors:
        if max(probabilities) >= _SURE:
            settled[probabilities.index(max(probabilities))] += 1.0
    ratios = [1.0] * len(prior)
    for _ in range(_ROUNDS):
        shares = list(settled)
        for probabilities in unsure:
            for index, probability in enumerate(_corrected(probabilities, ratios)):
                shares[index] += probability
        ratios = [
            min(CLIP, max(1 / CLIP, share / len(posteriors) / before))
            for share, before in zip(shares, prior, strict=True)
        ]
    return [
        _corrected(probabilities, ratios) if max(probabilities) < _SURE else probabilities
        for probabilities in posteriors
    ]


def _corrected(probabilities: Sequence[float], ratios: Sequence[float]) -> list[float]:
    raised = [probability * ratio for probability, ratio in zip(probabilities, ratios, strict=True)]
    total = sum(raised)
    return [value / total for value in raised]
