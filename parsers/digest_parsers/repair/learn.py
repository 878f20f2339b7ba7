"""Fit the model: multinomial logistic regression for each group, on sparse contexts (numpy)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_BATCH = 256
_SEED = 20_240
#: An epoch in so many goes over all examples, the others over those that were not sure when last seen.
_ALL_AGAIN = 3


@dataclass(frozen=True, slots=True)
class Descent:
    """How weights are found.

    Attributes:
        rate: The learning rate.
        epochs: How many times to go over the examples.
        l2: Regularisation, at each step for the weights it touches.
        start: What the sum of squared gradients of a weight starts from: the more, the smaller are the steps
            of contexts that are seldom met.
        sure: An example whose right candidate lacks no more than this of certainty is passed over in most
            epochs; it would hardly change anything.
    """

    rate: float
    epochs: int = 6
    l2: float = 1e-5
    start: float = 0.3
    sure: float = 0.02


@dataclass(slots=True)
class Examples:
    """The holes of one group in the training text.

    Attributes:
        contexts: For each hole its contexts; 0 stands for none.
        right: For each hole the index of the true candidate.
        weight: How much each hole counts.
        seen: How often each hole counts as seen, for deciding which contexts to keep.
        scores: For each hole what is known of each candidate without these contexts, if anything is.
    """

    contexts: Hashes
    right: Ints
    weight: Floats
    seen: Floats
    scores: Floats | None = None


@dataclass(slots=True)
class Fitted:
    """A group whose weights are known.

    Attributes:
        vocabulary: The contexts that have a row, rising; row 0 is for all others and holds nothing.
        rows: For each example the rows of its contexts.
        allowed: Which candidate of which row may have a weight: 1 or 0.
        weights: The weights.
        count: How often each candidate was right in each row but row 0.
    """

    vocabulary: Hashes
    rows: Ints
    allowed: Floats
    weights: Floats
    count: Floats

    def worth(self) -> Floats:
        """How much each weight matters: its size times the root of how often it was right."""
        result: Floats = np.abs(self.weights[1:]) * np.sqrt(self.count) * self.allowed[1:]
        return result


def fit_all(examples: Examples, candidates: int, descent: Descent, *, seen_right: float) -> Fitted:
    """Fit a weight for each context and candidate that was right in it at least ``seen_right`` times."""
    vocabulary, inverse = np.unique(examples.contexts, return_inverse=True)
    rows: Ints = inverse.reshape(examples.contexts.shape).astype(np.int64)
    cells = (rows * candidates + examples.right[:, None]).ravel()
    seen = np.repeat(examples.seen, examples.contexts.shape[1])
    flat: Floats = np.bincount(cells, seen, len(vocabulary) * candidates).astype(np.float64)
    count = flat.reshape(-1, candidates)
    keep = count >= seen_right
    keep[vocabulary == 0] = False
    fitted = _compact(vocabulary, rows, keep, count)
    _descend(fitted, examples, descent)
    return fitted


def _compact(vocabulary: Hashes, rows: Ints, keep: NDArray[np.bool_], count: Floats) -> Fitted:
    """Leave only the rows in which any candidate is kept."""
    kept = keep.any(axis=1)
    number = np.where(kept, np.cumsum(kept), 0)
    allowed = np.zeros((int(kept.sum()) + 1, keep.shape[1]))
    allowed[1:] = keep[kept]
    return Fitted(vocabulary[kept], number[rows], allowed, np.zeros_like(allowed), count[kept])


def prune(
    fitted: Fitted, examples: Examples, descent: Descent, *, threshold: float, bits: int, share: float
) -> Fitted:
    """Keep the rows that are worth ``threshold``, cut their contexts to ``bits`` bits and fit anew.

    Other contexts that happen to share the bits of a kept one are trained with it, as they will be
    taken for it when the model is used.

    Args:
        fitted: The group, fitted.
        examples: What it was fitted on.
        descent: How it is fitted anew.
        threshold: The worth that the best weight of a row must have.
        bits: How many bits of a context are kept.
        share: A row's other weights are kept from this share of the threshold on.
    """
    worth = fitted.worth()
    kept = worth.max(axis=1) >= threshold
    vocabulary, place = np.unique(fitted.vocabulary[kept] >> np.uint64(64 - bits), return_inverse=True)
    allowed = np.zeros((len(vocabulary) + 1, worth.shape[1]))
    np.maximum.at(allowed[1:], place, (worth[kept] >= share * threshold).astype(np.float64))
    weights = np.zeros_like(allowed)
    np.add.at(weights[1:], place, fitted.weights[1:][kept])
    count = np.zeros((len(vocabulary), worth.shape[1]))
    np.add.at(count, place, fitted.count[kept])
    rows = find(vocabulary, examples.contexts, bits)
    finished = Fitted(vocabulary, rows, allowed, weights * allowed, count)
    _descend(finished, examples, descent)
    return finished


def find(vocabulary: Hashes, contexts: Hashes, bits: int) -> Ints:
    """The row of each context, 0 for those that have none."""
    cut = contexts >> np.uint64(64 - bits)
    place = np.minimum(np.searchsorted(vocabulary, cut), len(vocabulary) - 1)
    found = (vocabulary[place] == cut) & (contexts != 0)
    return np.where(found, place + 1, 0).astype(np.int64)


def _descend(fitted: Fitted, examples: Examples, descent: Descent) -> None:
    """Stochastic gradient descent with AdaGrad (Duchi, Hazan and Singer, 2011), in a fixed random order.

    All sums are of 64 bits, so that the last bits, in which processors differ, do not reach the result.
    """
    weights, allowed = fitted.weights.reshape(-1), fitted.allowed.reshape(-1)
    squares = np.full(weights.size, descent.start)
    candidates = fitted.weights.shape[1]
    number = np.arange(candidates)
    generator = np.random.Generator(np.random.PCG64(_SEED))
    unsure = np.ones(len(examples.right), np.bool_)
    for epoch in range(descent.epochs):
        order = generator.permutation(np.flatnonzero(unsure) if epoch % _ALL_AGAIN else len(unsure))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            right = np.arange(len(batch)), examples.right[batch]
            rows = fitted.rows[batch]
            scores = fitted.weights[rows].sum(axis=1)
            error = probabilities(scores if examples.scores is None else scores + examples.scores[batch])
            error[right] -= 1
            unsure[batch] = error[right] < -descent.sure
            error *= examples.weight[batch][:, None]
            hole, column = np.nonzero(rows)
            cells = (rows[hole, column][:, None] * candidates + number).reshape(-1)
            gradient = error[hole].reshape(-1) + descent.l2 * weights[cells]
            gradient *= allowed[cells]
            np.add.at(squares, cells, gradient * gradient)
            np.subtract.at(weights, cells, descent.rate * gradient / np.sqrt(squares[cells]))


def probabilities(scores: Floats) -> Floats:
    """How likely each candidate is, from its score."""
    raised: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    raised /= raised.sum(axis=1, keepdims=True)
    return raised


def threshold_for(worths: Sequence[Floats], rows: int) -> float:
    """The worth above which ``rows`` rows of all groups lie."""
    if not worths:
        return 0.0
    best = np.sort(np.concatenate(worths))[::-1]
    return float(best[min(rows, len(best) - 1)])
