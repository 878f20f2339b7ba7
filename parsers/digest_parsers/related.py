"""Papers like another one in the library: by rare words, keywords and authors that both have.

Nothing is learned and nothing leaves the machine. Each term that two papers share counts by how rare it is
(the inverse document frequency of Spärck Jones, 1972); what many papers have says nothing and is not looked
at. The terms come from the folded text that the search has as well, so no entry is read for it.

Measured on 25,352 papers: the terms of all are gathered in 1.1 s, a digest at a time; the relations of one
are then found in 0.4 ms (95th percentile 1.2).
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from digest_parsers.doubles import entry_of
from digest_parsers.folded import Folded
from digest_parsers.model import Appearance, Digest
from digest_parsers.outline import key_of, outline_of

#: Fields whose words count, in the order in which reasons are told, and what a shared term of each weighs.
WEIGHTS = {"keyword": 1.2, "author": 1.0, "title": 1.0, "tldr": 0.6}
#: Fields of which a whole text is one term: a name, a phrase.
_WHOLE = frozenset(["keyword", "author"])
#: Words of at least three letters or digits; names of methods have both.
_WORD = re.compile(rb"[a-z0-9][a-z0-9-]+[a-z0-9]")
#: A term that more papers have than one in so many is no sign of kinship.
_COMMON = 100

_Term = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Related:
    """A paper that is related to another one.

    Attributes:
        appearance: The paper, as the newest digest has it.
        reasons: What both have, the most telling first: the field and the term, folded.
    """

    appearance: Appearance
    reasons: tuple[tuple[str, str], ...]


class _Place(NamedTuple):
    digest: Digest
    offset: int


class RelatedPapers:
    """The terms of all papers of a library. Belongs to the event loop's thread."""

    def __init__(self, folded: Callable[[Digest], Folded]) -> None:
        """Know nothing yet.

        Args:
            folded: Gives the folded text of a digest.
        """
        self._folded = folded
        self._places: list[_Place] = []
        self._numbers: dict[int, int] = {}
        self._having: dict[_Term, array[int]] = {}
        self._terms: dict[int, list[_Term]] = defaultdict(list)

    def gather(self, digests: Iterable[Digest]) -> Iterator[None]:
        """Take in the papers of digests, newest first; a paper counts where it is met first.

        Yields:
            After each digest, so that the caller can do other things.
        """
        for digest in digests:
            new: dict[int, int] = {}
            for offset, key in enumerate(outline_of(digest.entries).keys):
                if key not in self._numbers:
                    self._numbers[key] = new[offset] = len(self._places)
                    self._places.append(_Place(digest, offset))
            for number, term in _terms(self._folded(digest), new):
                self._having.setdefault(term, array("I")).append(number)
                self._terms[number].append(term)
            yield

    def of(self, arxiv_id: str, most: int = 8) -> Sequence[Related]:
        """The papers that have most in common with one, the closest first.

        Args:
            arxiv_id: The paper.
            most: How many at most.
        """
        own = self._numbers.get(key_of(arxiv_id))
        if own is None:
            return []
        limit = max(2, len(self._places) // _COMMON)
        shared: dict[int, list[tuple[float, _Term]]] = defaultdict(list)
        for term in self._terms[own]:
            having = self._having[term]
            if 1 < len(having) <= limit:
                weight = WEIGHTS[term[0]] * log(len(self._places) / len(having))
                for number in having:
                    if number != own:
                        shared[number].append((weight, term))
        scores = {
            number: sum(weight for weight, _ in terms)
            for number, terms in shared.items()
            if _is_enough(terms)
        }
        closest = sorted(scores, key=lambda number: (-scores[number], number))[:most]
        return [self._related(number, shared[number]) for number in closest]

    def _related(self, number: int, shared: list[tuple[float, _Term]]) -> Related:
        place = self._places[number]
        ordered = [term for _, term in sorted(shared, key=lambda one: -one[0])]
        reasons = tuple((field, term.decode("utf-8", "replace")) for field, term in ordered)
        return Related(Appearance(place.digest, entry_of(place.digest, place.offset)), reasons)


def _is_enough(shared: Sequence[tuple[float, _Term]]) -> bool:
    """Whether this makes two papers related: a single word in common does not."""
    return len(shared) > 1 or shared[0][1][0] in _WHOLE


def _terms(folded: Folded, wanted: dict[int, int]) -> Iterator[tuple[int, _Term]]:
    """The terms of some entries, each once for an entry, with the numbers that the entries have."""
    seen: set[tuple[int, bytes]] = set()
    for field in WEIGHTS:
        places = folded.places(field)
        if places is None:
            continue
        for offset, start, end in places.of(wanted):
            text = folded.part(start, end)
            for term in [text.strip()] if field in _WHOLE else _WORD.findall(text):
                if term and (offset, term) not in seen:
                    seen.add((offset, term))
                    yield wanted[offset], (field, term)
