"""Papers that several files of one day and generator hold: each is shown once, as the richest text has it.

A generator leaves several files of a day behind: Markdown and the JSON Lines that it was made from, with and
without the summaries, and those of runs that were repeated. They lie in one folder. What lies in different
folders is of different places and is not compared.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from digest_parsers.model import Digest
from digest_parsers.outline import outline_of

#: What names of formats end in that are other shapes of one generator's digests.
_SHAPES = ("-jsonl", "-json", "-list", "-index", "-page", "-values", "-readme")


def generator_of(name: str) -> str:
    """The generator whose digests a format is of: the format's name without the shape of its files."""
    return next((name.removesuffix(shape) for shape in _SHAPES if name.endswith(shape)), name)


def without_doubles(digests: Iterable[Digest]) -> tuple[Digest, ...]:
    """The digests of a day, each with those papers only that no other file of its generator has better.

    Of entries that say equally much the one in the first digest stays. A digest of which nothing stays is
    left out; one that was empty from the start is not.
    """
    everything = tuple(digests)
    if len(everything) < 2:
        return everything
    groups: dict[tuple[str, str], list[int]] = {}
    for number, digest in enumerate(everything):
        source = str(PurePath(digest.path).parent), generator_of(digest.format)
        groups.setdefault(source, []).append(number)
    hidden = {number: doubles for group in groups.values() for number, doubles in _doubles(everything, group)}
    kept = (
        replace(digest, doubles=hidden[number]) if hidden.get(number) else digest
        for number, digest in enumerate(everything)
    )
    return tuple(digest for digest in kept if len(digest.doubles) < len(digest.entries) or not digest.doubles)


def _doubles(digests: tuple[Digest, ...], group: list[int]) -> Iterable[tuple[int, frozenset[int]]]:
    """For each digest of a group, the offsets of its entries that stand better in another."""
    if len(group) < 2:
        return
    best: dict[int, tuple[int, int]] = {}
    for number in group:
        outline = outline_of(digests[number].entries)
        for key, weight in zip(outline.keys, outline.weights, strict=True):
            if key not in best or weight > best[key][0]:
                best[key] = weight, number
    for number in group:
        keys = outline_of(digests[number].entries).keys
        yield number, frozenset(at for at, key in enumerate(keys) if best[key][1] != number)
