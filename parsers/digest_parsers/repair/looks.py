"""The two looks of the model in training: what each learns from (numpy).

The first look is trained on all holes. The second is for holes that the first leaves in doubt; it learns what
to add to the scores of the first. What it learns from must be in doubt as the holes of a new file are:
therefore the first look that it starts from was trained on other digests each time.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from digest_parsers.repair.arrays import (
    clause_contexts_at,
    contexts_at,
    crossed_contexts_at,
    wide_contexts_at,
    word_contexts_at,
)
from digest_parsers.repair.context import CLAUSE_KEY
from digest_parsers.repair.groups import Group, Plan, train_groups
from digest_parsers.repair.learn import Descent, Examples, Floats, Hashes, find, probabilities
from digest_parsers.repair.sources import FOLDS, Source
from digest_parsers.repair.table import FINE_SCALE, FIRST_OF_THREE, SCALE, SURE, GroupData

#: A candidate must occur this often.
SEEN = 2
#: A hole in a word of the list counts as seen this often, for its contexts to outlive the pruning.
WORD_SEEN = 10.0
#: The score of a candidate that a part of the training text does not hold.
_UNKNOWN = -15.0

_USUAL = Plan(Descent(0.2), Descent(0.4), seen=SEEN, scale=SCALE)
# Contexts regardless of place are many to a hole: small steps, and more rows than their worth earns them.
_CLAUSE = Plan(Descent(0.05), Descent(0.05), seen=SEEN, scale=SCALE, bonus=2.5)
# Here what is sure counts too: it keeps the weights small.
_WIDE = Plan(
    Descent(0.04, epochs=5, l2=0.2, start=0.7, sure=0.0),
    Descent(0.04, epochs=3, l2=0.2, start=0.7, sure=0.0),
    seen=3,
    scale=FINE_SCALE,
)


def first_look(sources: Sequence[Source], rows: int) -> dict[int, GroupData]:
    """Train the first look; it has ``rows`` rows, all groups together."""
    keys = np.unique(np.concatenate([source.keys for source in sources])).tolist()
    return train_groups({key: _group_of(key, sources) for key in keys}, rows)


def _group_of(key: int, sources: Sequence[Source]) -> Group:
    """Collect the candidates of a key and the holes that have it."""
    parts = [source.where(source.keys == key) for source in sources]
    met = _tally([part for part in parts if not part.listed])
    listed = _tally([part for part in parts if part.listed])
    known = {char for counts in (met, listed) for char, count in counts.items() if count >= SEEN}
    chars = np.array(sorted(known), np.uint32)
    # A word list says that a character exists, not how often it is met.
    numbers = np.array([met.get(char, 0.0) for char in chars.tolist()])
    plan = _CLAUSE if key == CLAUSE_KEY else _USUAL
    return Group(chars, numbers, plan, _together([_near(key, chars, part) for part in parts]))


def _tally(parts: Sequence[Source]) -> dict[int, float]:
    """How much each character counts."""
    counts: dict[int, float] = {}
    for part in parts:
        weights = np.ones(len(part.truth)) if part.listed else part.weight
        chars, place = np.unique(part.truth, return_inverse=True)
        for char, weight in zip(chars.tolist(), np.bincount(place, weights).tolist(), strict=True):
            counts[char] = counts.get(char, 0.0) + weight
    return counts


def _contexts(key: int, part: Source) -> Hashes:
    """What the first look sees of each hole."""
    found = (word_contexts_at if part.listed else contexts_at)(part.text, part.places)
    if key != CLAUSE_KEY:
        return found
    clause = clause_contexts_at(part.text, part.places)
    return np.concatenate([found, np.zeros_like(clause) if part.listed else clause], axis=1)


def _near(key: int, chars: NDArray[np.uint32], part: Source) -> Examples:
    """The holes of a part as the first look sees them."""
    part = part.where(np.isin(part.truth, chars))
    seen = np.full(len(part.truth), WORD_SEEN if part.listed else 1.0)
    return Examples(_contexts(key, part), np.searchsorted(chars, part.truth), part.weight, seen)


def second_look(sources: Sequence[Source], first: dict[int, GroupData], rows: int) -> dict[int, GroupData]:
    """Train the second look on the holes of digests that a first look leaves in doubt."""
    texts = [source for source in sources if (source.fold >= 0).any()]
    groups = {
        key: Group(
            np.array(list(map(ord, data.chars)), np.uint32), np.zeros(len(data.chars)), _WIDE, _NOTHING
        )
        for key, data in first.items()
        if key >= FIRST_OF_THREE and len(data.chars) > 1
    }
    parts: dict[int, list[Examples]] = {key: [] for key in groups}
    for fold in range(FOLDS):
        other = first_look([source.where(source.fold != fold) for source in sources], sum_of_rows(first))
        for source in texts:
            held = source.where(source.fold == fold)
            for key, group in groups.items():
                if key in other:
                    parts[key].append(_wide(key, group.chars, held.where(held.keys == key), other[key]))
    for key, group in groups.items():
        group.examples = _together(parts[key]) if parts[key] else _NOTHING
    trained = train_groups(groups, rows)
    return {key: data for key, data in trained.items() if len(data.contexts)}


def sum_of_rows(groups: dict[int, GroupData]) -> int:
    """How many rows groups have."""
    return sum(len(data.contexts) for data in groups.values())


def _wide(key: int, chars: NDArray[np.uint32], part: Source, other: GroupData) -> Examples:
    """The holes of a part that ``other`` leaves in doubt, as the second look sees them."""
    part = part.where(np.isin(part.truth, chars))
    scores = _scores(other, _contexts(key, part), chars)
    doubtful = probabilities(scores).max(axis=1, initial=0.0) < SURE
    part, scores = part.where(doubtful), scores[doubtful]
    looks = [wide_contexts_at(part.text, part.places), part.words()]
    if key == CLAUSE_KEY:
        looks.append(crossed_contexts_at(part.text, part.places))
    contexts = np.concatenate(looks, axis=1)
    right = np.searchsorted(chars, part.truth)
    return Examples(contexts, right, part.weight, np.ones(len(right)), scores)


def _scores(data: GroupData, contexts: Hashes, chars: NDArray[np.uint32]) -> Floats:
    """What a trained group says of each hole, for the candidates ``chars``."""
    found = np.full((len(contexts), len(chars)), _UNKNOWN)
    order = np.argsort(np.array(data.contexts, np.uint64), kind="stable")
    vocabulary = np.array(data.contexts, np.uint64)[order]
    rows = find(vocabulary, contexts, data.bits) if len(vocabulary) else np.zeros_like(contexts, np.int64)
    for number, char in enumerate(data.chars):
        place = np.searchsorted(chars, ord(char))
        if place < len(chars) and chars[place] == ord(char):
            weights = np.zeros(len(vocabulary) + 1)
            if len(vocabulary):
                weights[1:] = np.array(data.weights[number])[order] / SCALE
            found[:, place] = np.maximum(weights[rows].sum(axis=1), _UNKNOWN)
    return found


def _together(parts: Sequence[Examples]) -> Examples:
    """All examples in one; what has fewer contexts is filled up with 0."""
    width = max(part.contexts.shape[1] for part in parts)
    contexts = [np.pad(part.contexts, ((0, 0), (0, width - part.contexts.shape[1]))) for part in parts]
    scores = [part.scores for part in parts if part.scores is not None]
    return Examples(
        np.concatenate(contexts),
        np.concatenate([part.right for part in parts]),
        np.concatenate([part.weight for part in parts]),
        np.concatenate([part.seen for part in parts]),
        np.concatenate(scores) if scores else None,
    )


_NOTHING = Examples(
    np.zeros((0, 1), np.uint64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0), np.zeros((0, 1))
)
