"""Search: which entries of which digests a query finds.

The texts of a query are looked for in the text index of each digest (:mod:`digest_parsers.text_index`);
what else it asks is told from the entries. What is cheap to tell comes first, so that a query for one
day never looks into, or even makes, the index of another.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from digest_parsers.fold import fold
from digest_parsers.model import Appearance, Digest, Entry
from digest_parsers.outline import outline_of
from digest_parsers.query import Query
from digest_parsers.query_tree import And, Category, Days, Has, Node, Not, Or, Score, State, Text
from digest_parsers.text_index import SearchedEntries, TextIndex, fold_entries, texts_of
from digest_parsers.words import Needle

__all__ = ["Facts", "Hits", "SearchIndex", "TextIndex", "match_entry"]


class Facts(Protocol):
    """What is known of papers beyond their digests; ids are without version."""

    def is_unread(self, arxiv_id: str) -> bool:
        """Whether the user has neither read nor skipped the paper."""

    def is_bookmarked(self, arxiv_id: str) -> bool:
        """Whether the user keeps the paper."""

    def is_repeated(self, arxiv_id: str) -> bool:
        """Whether the paper stands in the digests of more than one day."""


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found in one digest.

    Attributes:
        digest: The digest.
        entries: Offsets into ``digest.entries``, rising; empty when nothing was found.
    """

    digest: Digest
    entries: Sequence[int]


class SearchIndex:
    """The text indexes of many digests, each made when it is first needed.

    It belongs to one thread, like the library whose digests it searches.
    """

    def __init__(self) -> None:
        self._by_path: dict[str, list[TextIndex]] = {}

    def index(self, digest: Digest) -> TextIndex:
        """The text index of a digest; another one only when its entries are other ones."""
        indexes = self._by_path.setdefault(digest.path, [])
        for index in indexes:
            if index.entries is digest.entries:
                return index
        entries = digest.entries
        folded = entries.folded if isinstance(entries, SearchedEntries) else fold_entries(entries)
        indexes.append(TextIndex(entries, folded))
        return indexes[-1]

    def forget(self, path: str) -> None:
        """Drop what is kept for the digests of a file that was changed or left out."""
        self._by_path.pop(path, None)

    def search(self, query: Query, digests: Iterable[Digest], facts: Facts) -> Iterator[Hits]:
        """Everything that a query finds, digest by digest, without any limit.

        Args:
            query: What to look for; an empty one finds every entry.
            digests: Where to look, in the order of the answer.
            facts: What the states of the query are about.

        Yields:
            The hits of each digest, also of those without any, so that the caller can do other things
            between two of them.
        """
        needles: dict[str, Needle] = {}
        for digest in digests:
            entries: Sequence[int] = range(len(digest.entries))
            if query.tree is not None:
                entries = _Selection(self, digest, facts, needles).of(query.tree, entries)
            yield Hits(digest, entries)


@dataclass(frozen=True, slots=True)
class _Selection:
    """The answering of trees for one digest."""

    indexes: SearchIndex
    digest: Digest
    facts: Facts
    needles: dict[str, Needle]

    def of(self, node: Node, among: Sequence[int]) -> Sequence[int]:
        """Those of the entries (rising) that a tree accepts."""
        match node:
            case Text():
                return self.indexes.index(self.digest).find_among(node, self.needle(node), among)
            case Days():
                return among if node.accepts(self.digest.day) else []
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
            case Category():
                return self.in_category(node, among)
            case Score() if not outline_of(self.digest.entries).scored:
                return []
            case _:
                entries = self.digest.entries
                return [at for at in among if _holds(node, self.digest, entries[at], self.facts)]

    def needle(self, text: Text) -> Needle:
        """A text's needle taken apart, once for all digests."""
        needle = self.needles.get(text.needle)
        if needle is None:
            needle = self.needles[text.needle] = Needle(text.needle)
        return needle

    def in_category(self, node: Category, among: Sequence[int]) -> Sequence[int]:
        """Those of the entries that have a category, told from the outline."""
        outline = outline_of(self.digest.entries)
        wanted = {number for number in set(outline.numbers) if node.accepts(outline.combinations[number])}
        return [at for at in among if outline.numbers[at] in wanted] if wanted else []


def match_entry(query: Query, appearance: Appearance, facts: Facts) -> bool:
    """Whether a query finds one entry, worked out from the entry itself.

    For papers that are kept outside any digest; the answer is the one that an index gives.
    """
    return query.tree is None or _matches(query.tree, appearance, facts)


def _matches(node: Node, appearance: Appearance, facts: Facts) -> bool:
    match node:
        case Text(field, needle):
            return any(
                needle in fold(text)
                for name, texts in texts_of(appearance.entry)
                if field in (None, name)
                for text in texts
            )
        case Not(inner):
            return not _matches(inner, appearance, facts)
        case And(nodes):
            return all(_matches(inner, appearance, facts) for inner in nodes)
        case Or(nodes):
            return any(_matches(inner, appearance, facts) for inner in nodes)
        case _:
            return _holds(node, appearance.digest, appearance.entry, facts)


def _holds(node: Days | Category | Score | State | Has, digest: Digest, entry: Entry, facts: Facts) -> bool:
    """Whether an entry is what a leaf asks for that is not text."""
    match node:
        case Days():
            return node.accepts(digest.day)
        case Category():
            return node.accepts(entry.categories)
        case Score():
            return node.accepts(entry.score)
        case State(name):
            return _STATES[name](facts, entry.arxiv_id)
        case Has(part):
            given = _PARTS.get(part)
            return (given is not None and given(digest, entry)) or any(
                section.key == part and section.text.strip() for section in entry.sections
            )


#: How each of :data:`digest_parsers.query_tree.STATES` is told.
_STATES: dict[str, Callable[[Facts, str], bool]] = {
    "unread": lambda facts, arxiv_id: facts.is_unread(arxiv_id),
    "read": lambda facts, arxiv_id: not facts.is_unread(arxiv_id),
    "bookmarked": lambda facts, arxiv_id: facts.is_bookmarked(arxiv_id),
    "repeated": lambda facts, arxiv_id: facts.is_repeated(arxiv_id),
}

#: How each of :data:`digest_parsers.query_tree.PARTS` is told.
_PARTS: dict[str, Callable[[Digest, Entry], bool]] = {
    "author": lambda _, entry: bool(entry.authors),
    "cat": lambda _, entry: bool(entry.categories),
    "comment": lambda _, entry: bool(entry.comment),
    "day": lambda digest, _: digest.day is not None,
    "keyword": lambda _, entry: bool(entry.keywords),
    "link": lambda _, entry: bool(entry.links),
    "published": lambda _, entry: entry.published is not None,
    "score": lambda _, entry: entry.score is not None,
    "version": lambda _, entry: entry.version is not None,
}


def _without(entries: Sequence[int], others: Sequence[int]) -> list[int]:
    """The entries that are not among the others, in their order."""
    gone = set(others)
    return [entry for entry in entries if entry not in gone]


def _effort(node: Node) -> tuple[int, int]:
    """A sorting key: what is told at once before what must be looked for, rare texts before common ones."""
    match node:
        case Days():
            return 0, 0
        case Text(_, needle):
            return 2, -len(needle)
        case Not() | And() | Or():
            return 3, 0
        case _:
            return 1, 0
