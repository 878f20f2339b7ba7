"""Standing queries: asked of every digest that is looked at, with what they have found there remembered."""

from collections.abc import Iterator, Mapping, Sequence

from digest_parsers import patterns
from digest_parsers.matching import Facts, match_entry
from digest_parsers.model import Appearance, Digest, Entry
from digest_parsers.query import Query
from digest_parsers.query_tree import And, Has, Mark, Node, Not, Or, State
from digest_parsers.search import SearchIndex

#: Seconds that an expression may take in one digest; nobody waits for it, as for a search.
_TIME_LIMIT = 0.02

#: What of a digest each query has found, by its number; None where it has not been asked.
_Found = list[frozenset[int] | None]


class StandingQueries:
    """Some queries, and which entries of which digests they find.

    It belongs to one thread, like the index that it searches.

    Attributes:
        given_up: Numbers of the queries whose expressions took too long in too many digests, so that they are
            not asked any more.
    """

    def __init__(self, queries: Sequence[Query], index: SearchIndex, facts: Facts) -> None:
        """Asks nothing yet.

        Args:
            queries: The queries; from here on they are known by their number.
            index: Where texts are looked for.
            facts: What the states of the queries are about.
        """
        self._queries = tuple(queries)
        self._index = index
        self._facts = facts
        self._passing = [at for at, query in enumerate(queries) if query.tree and _passes(query.tree)]
        # By the path of their file, then by the identity of the entries, which are kept so that it is theirs.
        self._found: dict[str, dict[int, tuple[Sequence[Entry], _Found]]] = {}
        self._stops = [0] * len(queries)
        self.given_up: set[int] = set()

    @property
    def passes(self) -> bool:
        """Whether what any of them finds can change while the digests stay as they are."""
        return bool(self._passing)

    def hits(self, digest: Digest) -> "Iterator[frozenset[int]]":
        """Which entries of a digest each query has found, as offsets; nothing where it was not asked."""
        return (found or frozenset() for found in self._of(digest))

    def knows(self, digest: Digest) -> bool:
        """Whether every query has been asked of a digest."""
        return None not in self._of(digest)

    def look(self, digest: Digest) -> Iterator[None]:
        """Ask of a digest what has not been asked; after each query the caller can do other work."""
        found = self._of(digest)
        for number, query in enumerate(self._queries):
            if found[number] is None:
                found[number] = self._ask(number, query, digest)
                yield

    def _ask(self, number: int, query: Query, digest: Digest) -> frozenset[int]:
        if number in self.given_up:
            return frozenset()
        (hits,) = self._index.search(query, [digest], self._facts, time_limit=_TIME_LIMIT)
        self._stops[number] += hits.stopped
        if self._stops[number] >= patterns.MOST_STOPS:
            self.given_up.add(number)
        return frozenset(hits.entries)

    def finding(
        self, digest: Digest, entries: Sequence[Entry], offsets: Sequence[int]
    ) -> Mapping[int, tuple[int, ...]]:
        """Which queries find which of some entries.

        Args:
            digest: A digest that was looked at.
            entries: Its entries, or others that are told one by one.
            offsets: Offsets into these.

        Returns:
            The numbers of the queries, rising, by the offset of each entry that any of them finds.
        """
        found: dict[int, tuple[int, ...]] = {}
        if entries is not digest.entries:
            for at in offsets:
                one = Appearance(digest, entries[at])
                numbers = (n for n, query in enumerate(self._queries) if match_entry(query, one, self._facts))
                if by := tuple(n for n in numbers if n not in self.given_up):
                    found[at] = by
            return found
        for number, hits in enumerate(self._of(digest)):
            for at in hits.intersection(offsets) if hits else ():
                found[at] = (*found.get(at, ()), number)
        return found

    def ask_again(self) -> None:
        """Forget what depends on the user's marks and on other digests, which may be different now."""
        if self._passing:
            for of_file in self._found.values():
                for _, found in of_file.values():
                    for number in self._passing:
                        found[number] = None

    def forget(self, path: str) -> None:
        """Drop what was found in a file that was changed or left out."""
        self._found.pop(path, None)

    def _of(self, digest: Digest) -> _Found:
        of_file = self._found.setdefault(digest.path, {})
        known = of_file.get(id(digest.entries))
        if known is None:
            known = of_file[id(digest.entries)] = (digest.entries, [None] * len(self._queries))
        return known[1]


def _passes(node: Node) -> bool:
    """Whether what a tree accepts can change while the digest stays as it is."""
    match node:
        case Not(inner):
            return _passes(inner)
        case And(nodes) | Or(nodes):
            return any(map(_passes, nodes))
        case Has(part):
            return part in ("note", "tag")
        case _:
            return isinstance(node, State | Mark)
