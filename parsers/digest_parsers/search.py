"""Search: which entries of which digests a query finds.

The texts of a query are looked for in the text index of each digest (:mod:`digest_parsers.text_index`);
what else it asks is told from digests, papers and entries (:mod:`digest_parsers.matching`). What is cheap to
tell comes first, so that a query for one day never looks into, or even makes, the index of another.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digest_parsers import matching, patterns
from digest_parsers.doubles import beside, entry_of
from digest_parsers.folded import SearchedEntries
from digest_parsers.folding import fold_entries
from digest_parsers.matching import Facts, NoFacts, match_entry
from digest_parsers.model import Appearance, Digest, Entry
from digest_parsers.outline import id_of, outline_of
from digest_parsers.query import Query
from digest_parsers.query_tree import (
    And,
    Category,
    Days,
    Has,
    Leaf,
    Mark,
    Node,
    Not,
    Or,
    Pattern,
    Score,
    Source,
    State,
    Text,
)
from digest_parsers.text_index import TextIndex
from digest_parsers.words import Needle

__all__ = ["Facts", "Hits", "NoFacts", "SearchIndex", "TextIndex", "match_entry"]


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found in one digest.

    Attributes:
        digest: The digest.
        entries: Offsets into ``digest.entries``, rising; empty when nothing was found.
        stopped: Whether nothing is known of it because an expression took too long.
    """

    digest: Digest
    entries: Sequence[int]
    stopped: bool = False


class SearchIndex:
    """The text indexes of many digests, each made when it is first needed.

    It belongs to one thread, like the library whose digests it searches.
    """

    def __init__(self) -> None:
        self._by_path: dict[str, list[TextIndex]] = {}

    def index(self, digest: Digest) -> TextIndex:
        """The text index of a digest; another one only when its entries are other ones."""
        return self.index_of(digest.path, digest.entries)

    def index_of(self, path: str, entries: Sequence[Entry]) -> TextIndex:
        """The text index of some entries, which is dropped with those of a path."""
        indexes = self._by_path.setdefault(path, [])
        for index in indexes:
            if index.entries is entries:
                return index
        folded = entries.folded if isinstance(entries, SearchedEntries) else fold_entries(entries)
        indexes.append(TextIndex(entries, folded))
        return indexes[-1]

    def find(self, digest: Digest, text: Text, entries: Sequence[int]) -> Sequence[int]:
        """Those of some entries (rising) of a digest that hold a text."""
        return self.index(digest).find_among(text, Needle(text.needle), entries)

    def forget(self, path: str) -> None:
        """Drop what is kept for the digests of a file that was changed or left out."""
        self._by_path.pop(path, None)

    def search(
        self,
        query: Query,
        digests: Iterable[Digest],
        facts: Facts,
        *,
        time_limit: float = patterns.TIME_LIMIT,
    ) -> Iterator[Hits]:
        """Everything that a query finds, digest by digest, without any limit but that of expressions.

        Args:
            query: What to look for; an empty one finds every entry.
            digests: Where to look, in the order of the answer.
            facts: What the states of the query are about.
            time_limit: Seconds that the query's expressions may take in one digest. After
                :data:`digest_parsers.patterns.MOST_STOPS` digests in which they took longer no other is
                looked at.

        Yields:
            The hits of each digest, also of those without any, so that the caller can do other things
            between two of them.
        """
        needles: dict[str, Needle] = {}
        stops = 0
        for digest in digests:
            entries: Sequence[int] = digest.shown
            stopped = stops == patterns.MOST_STOPS
            if query.tree is not None and not stopped:
                selection = _Selection(self, digest, facts, needles, time_limit)
                try:
                    entries = selection.of(query.tree, entries)
                except patterns.SlowPatternError:
                    stops, stopped = stops + 1, True
            yield Hits(digest, () if stopped else entries, stopped)


class _Selection:
    """The answering of trees for one digest."""

    def __init__(
        self,
        indexes: SearchIndex,
        digest: Digest,
        facts: Facts,
        needles: dict[str, Needle],
        time_limit: float,
    ) -> None:
        self._indexes = indexes
        self._digest = digest
        self._facts = facts
        self._needles = needles
        self._time_limit = time_limit
        self._clock: patterns.Clock | None = None

    def of(self, node: Node, among: Sequence[int]) -> Sequence[int]:
        """Those of the entries (rising) that a tree accepts.

        Raises:
            SlowPatternError: An expression takes too long.
        """
        match node:
            case Text() | Pattern():
                found = self._looked_for(node, self._indexes.index(self._digest), among)
                return self._with_beside(node, among, found) if self._digest.beside else found
            case Not(inner):
                return _without(among, self.of(inner, among))
            case And(nodes):
                for inner in sorted(nodes, key=_effort):
                    if not among:
                        break
                    among = self.of(inner, among)
                return among
            case Or(nodes):
                left = among
                for inner in nodes:
                    left = _without(left, self.of(inner, left))
                return _without(among, left)
            case _:
                of_all = matching.of_digest(node, self._digest, self._facts)
                if of_all is not None:
                    return among if of_all else []
                return self._accepted(node, among)

    def _looked_for(self, leaf: Text | Pattern, index: TextIndex, among: Sequence[int]) -> Sequence[int]:
        """Those of the entries of an index that have a text."""
        if isinstance(leaf, Text):
            return index.find_among(leaf, self._needle(leaf), among)
        found = set(index.find_matching(leaf, self._time()))
        return [entry for entry in among if entry in found]

    def _with_beside(self, leaf: Text | Pattern, among: Sequence[int], found: Sequence[int]) -> Sequence[int]:
        """What was found, and what has the text in what only other files of the day say of the paper.

        Not all that these files say is shown; what has it there is looked at as it is shown.
        """
        may = set[int]()
        for entries, pairs in beside(self._digest, _without(among, found)):
            index = self._indexes.index_of(self._digest.path, entries)
            may.update(pairs[at] for at in self._looked_for(leaf, index, sorted(pairs)))
        more = [at for at in may if self._shows(leaf, at)]
        return sorted((*found, *more)) if more else found

    def _shows(self, leaf: Text | Pattern, at: int) -> bool:
        """Whether an entry has a text as it is shown, with what only other files say."""
        shown = Appearance(self._digest, entry_of(self._digest, at))
        return matching.matches(leaf, shown, self._facts, self._time())

    def _time(self) -> patterns.Clock:
        """The time that is left for expressions."""
        self._clock = self._clock or patterns.Clock(self._time_limit)
        return self._clock

    def _needle(self, text: Text) -> Needle:
        """A text's needle taken apart, once for all digests."""
        needle = self._needles.get(text.needle)
        if needle is None:
            needle = self._needles[text.needle] = Needle(text.needle)
        return needle

    def _accepted(self, leaf: Leaf, among: Sequence[int]) -> Sequence[int]:
        """Those of the entries that a leaf accepts which is about papers; few of them have to be read."""
        entries, outline = self._digest.entries, outline_of(self._digest.entries)
        if isinstance(leaf, Category):
            wanted = {n for n in set(outline.numbers) if leaf.accepts(outline.combinations[n])}
            found = [at for at in among if outline.numbers[at] in wanted] if wanted else []
            return (
                sorted((*found, *self._also_in(leaf, _without(among, found))))
                if self._digest.beside
                else found
            )
        if isinstance(leaf, Score) and not outline.scored and not self._digest.beside:
            return []
        accepted = []
        for at in among:
            arxiv_id = id_of(outline.keys[at]) or entries[at].arxiv_id
            of_paper = matching.of_paper(leaf, arxiv_id, self._facts)
            if matching.of_entry(leaf, entry_of(self._digest, at)) if of_paper is None else of_paper:
                accepted.append(at)
        return accepted

    def _also_in(self, leaf: Category, among: Sequence[int]) -> Iterator[int]:
        """Those of the entries of which other files of the day tell further categories that are accepted."""
        outline = outline_of(self._digest.entries)
        for entries, pairs in beside(self._digest, among):
            other = outline_of(entries)
            for there, at in pairs.items():
                own = outline.combinations[outline.numbers[at]]
                if leaf.accepts((*own, *other.combinations[other.numbers[there]])):
                    yield at


def _without(entries: Sequence[int], others: Sequence[int]) -> list[int]:
    """The entries that are not among the others, in their order."""
    gone = set(others)
    return [entry for entry in entries if entry not in gone]


def _effort(node: Node) -> tuple[int, int]:
    """A sorting key: what is told at once before what must be looked for, rare texts before common ones."""
    match node:
        case Days() | Source():
            return 0, 0
        case Category() | Score() | State() | Mark():
            return 1, 0
        case Has():
            return 2, 0
        case Text(_, needle, loose):
            return 3 + loose, -len(needle)
        case Pattern():
            return 6, 0
        case _:
            return 5, 0
