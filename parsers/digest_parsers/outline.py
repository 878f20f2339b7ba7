"""What of its entries a digest is remembered by: numbers, so that half a million fit in a few megabytes.

A library answers most of what it is asked (how many, which categories, on which days, what is unread) from
these and looks at an entry itself only when a person does.
"""

import math
from abc import abstractmethod
from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

from digest_parsers.model import Entry
from digest_parsers.placeholders import is_placeholder

#: How many characters a score is worth, when it is to be told which of two entries says more.
_SCORE_WEIGHT = 100

#: Keys from here on are those of identifiers that are not new-style arXiv ids.
ODD = 1 << 62


def key_of(arxiv_id: str) -> int:
    """A number that stands for an id in this process: exact for new-style arXiv ids, below 2**31 for them.

    Any other id gets its hash, which has 61 bits: with a million such ids the chance that two of them are
    taken for one is one in five million.
    """
    if arxiv_id[4:5] == "." and arxiv_id.isascii():
        digits = arxiv_id[:4] + arxiv_id[5:]
        if len(digits) in (8, 9) and digits.isdigit():
            return int(digits) * 2 + (len(digits) == 9)
    return ODD | (hash(arxiv_id) & (ODD - 1))


def id_of(key: int) -> str | None:
    """The new-style arXiv id that a key stands for; None for the hash of any other id."""
    if key >= ODD:
        return None
    digits = f"{key >> 1:0{8 + (key & 1)}}"
    return f"{digits[:4]}.{digits[4:]}"


class Outline(NamedTuple):
    """The entries of a digest in numbers, in their order.

    Attributes:
        keys: The key (:func:`key_of`) of each entry's paper.
        numbers: Which of ``combinations`` each entry's categories are.
        combinations: Tuples of categories, shared by as many digests as come from one place.
        papers: How many distinct papers there are.
        sections: The keys of the sections that occur, in the order in which they are met.
        scored: Whether any entry has a score.
        weights: How much each entry says.
    """

    keys: "array[int]"
    numbers: "array[int]"
    combinations: Sequence[tuple[str, ...]]
    papers: int
    sections: tuple[str, ...] = ()
    scored: bool = False
    weights: Sequence[int] = ()


class OutlinedEntries(Sequence[Entry]):
    """Entries that are somewhere else and are read one by one as they are asked for."""

    @property
    @abstractmethod
    def outline(self) -> Outline:
        """What is known of them without reading any."""

    @property
    def scores(self) -> Sequence[float]:
        """The score of each; minus infinity for those without one."""
        return [-math.inf if entry.score is None else entry.score for entry in self]


class KeptEntries(OutlinedEntries):
    """Entries in memory with their outline, so that it is worked out once."""

    __slots__ = ("_entries", "_outline")

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = tuple(entries)
        self._outline = outline_of(self._entries)

    @property
    def outline(self) -> Outline:
        """What is known of them without reading any."""
        return self._outline

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, number: int) -> Entry: ...

    @overload
    def __getitem__(self, number: slice) -> tuple[Entry, ...]: ...

    def __getitem__(self, number: int | slice) -> Entry | tuple[Entry, ...]:
        return self._entries[number]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._entries == tuple(other)

    def __hash__(self) -> int:
        return hash(self._entries)

    def __repr__(self) -> str:
        return repr(self._entries)


def outline_of(entries: Sequence[Entry]) -> Outline:
    """The outline of some entries; worked out only when they do not bring it along."""
    if isinstance(entries, OutlinedEntries):
        return entries.outline
    keys = [key_of(entry.arxiv_id) for entry in entries]
    combinations: dict[tuple[str, ...], int] = {}
    numbers = array("I", [combinations.setdefault(one.categories, len(combinations)) for one in entries])
    sections = dict.fromkeys(section.key for entry in entries for section in entry.sections)
    return Outline(
        packed(keys),
        numbers,
        tuple(combinations),
        len(set(keys)),
        tuple(sections),
        any(entry.score is not None for entry in entries),
        array("I", map(_weight, entries)),
    )


def _weight(entry: Entry) -> int:
    """How much an entry says; what its generator failed to write counts for nothing."""
    texts = [len(one.text) for one in entry.sections if not is_placeholder(one.text)]
    score = 0 if entry.score is None else _SCORE_WEIGHT
    return sum(texts) + len(entry.comment) + len(entry.authors) + len(entry.links) + score


def packed(keys: Sequence[int]) -> "array[int]":
    """Keys in as few bytes as they need: four each, unless there are odd ones."""
    return array("Q" if any(key >= ODD for key in keys) else "I", keys)
