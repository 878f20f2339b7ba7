"""The orders in which papers can be listed."""

import math
from collections.abc import Iterator, Sequence

from digest_parsers.fold import fold
from digest_parsers.folded import SearchedEntries, texts_of
from digest_parsers.matching import Facts
from digest_parsers.model import Digest, Entry
from digest_parsers.orders import Order
from digest_parsers.outline import OutlinedEntries, id_of, outline_of
from digest_parsers.query import Query
from digest_parsers.query_tree import Pattern, Text, wanted_texts
from digest_parsers.rows import Rows
from digest_parsers.search import SearchIndex
from digest_parsers.variants import unify

#: What it is worth that a text of the query stands in a field; in any other it is worth 1.
_WEIGHTS = {"title": 8, "keyword": 4, "author": 4, "id": 4, "tldr": 3, "abstract": 2}

#: What stands for the category of papers without one: it is sorted behind all others.
NO_CATEGORY = "~"


def in_order(
    rows: Rows, order: Order, query: Query | None, index: SearchIndex, facts: Facts
) -> Iterator[Rows | None]:
    """Rows in another order; equal ones stay as they are.

    Args:
        rows: The papers.
        order: How they are to be listed.
        query: What was searched for, for the order by relevance.
        index: Where that is looked for.
        facts: What the user did.

    Yields:
        None after each part of the work; at the end the rows.
    """
    if order is Order.FILE:
        yield rows
        return
    keys = _Keys(order, query, index, facts)
    yield from rows.arranged(keys.of)


class _Keys:
    """What entries are sorted by."""

    def __init__(self, order: Order, query: Query | None, index: SearchIndex, facts: Facts) -> None:
        self._order = order
        self._texts = list(wanted_texts(query.tree)) if query is not None and query.tree is not None else []
        self._index = index
        self._facts = facts

    def of(
        self, digest: Digest, entries: Sequence[Entry], offsets: Sequence[int]
    ) -> Sequence[float | bytes | str]:
        """A key for each of the entries of one digest, the least for the first; all of one kind."""
        match self._order:
            case Order.DAY:
                return [-digest.day.toordinal() if digest.day else 0] * len(offsets)
            case Order.SCORE:
                scores = _scores(entries)
                return [-scores[at] for at in offsets]
            case Order.TITLE:
                titles = _titles(entries)
                return [titles[at] for at in offsets]
            case Order.CATEGORY:
                return categories_of(entries, offsets)
            case Order.UNREAD:
                keys = outline_of(entries).keys
                ids = (id_of(keys[at]) or entries[at].arxiv_id for at in offsets)
                return [not self._facts.is_unread(arxiv_id) for arxiv_id in ids]
            case _:
                return self._relevance(digest, entries, offsets)

    def _relevance(self, digest: Digest, entries: Sequence[Entry], offsets: Sequence[int]) -> Sequence[float]:
        """Less for what has more of the texts, and has them where they tell more."""
        if entries is not digest.entries:
            return [-sum(_worth(text, entries[at]) for text in self._texts) for at in offsets]
        worth = dict.fromkeys(offsets, 0)
        rising = sorted(offsets)
        for text in self._texts:
            if isinstance(text, Text):
                left = self._index.find(digest, text, rising)
                fields = [(weight, name) for name, weight in _WEIGHTS.items() if text.field in (None, name)]
                for weight, name in sorted(fields, reverse=True):
                    found = self._index.find(digest, Text(name, text.needle, text.loose), left)
                    for at in found:
                        worth[at] += weight
                    gone = set(found)
                    left = [at for at in left if at not in gone]
                for at in left:
                    worth[at] += 1
        return [-worth[at] for at in offsets]


def categories_of(entries: Sequence[Entry], offsets: Sequence[int]) -> Sequence[str]:
    """The primary category of some entries; :data:`NO_CATEGORY` of those without."""
    outline = outline_of(entries)
    primary = [one[0] if one else NO_CATEGORY for one in outline.combinations]
    return [primary[outline.numbers[at]] for at in offsets]


def _worth(text: Text | Pattern, entry: Entry) -> int:
    """What it is worth that a text stands where it stands in an entry: the best place counts."""
    if isinstance(text, Pattern):
        return 0
    holding = (
        _WEIGHTS.get(name, 1)
        for name, texts in texts_of(entry)
        if text.field in (None, name)
        and any(text.needle in (unify(fold(one)) if text.loose else fold(one)) for one in texts)
    )
    return max(holding, default=0)


def _scores(entries: Sequence[Entry]) -> Sequence[float]:
    """The score of each entry; less than any for those without."""
    if isinstance(entries, OutlinedEntries):
        return entries.scores
    return [-math.inf if entry.score is None else entry.score for entry in entries]


def _titles(entries: Sequence[Entry]) -> Sequence[bytes]:
    """The folded title of each entry."""
    if not isinstance(entries, SearchedEntries):
        return [fold(entry.title).encode("utf-8", "surrogatepass") for entry in entries]
    titles, folded = [b""] * len(entries), entries.folded
    places = folded.places("title")
    if places is not None:
        for entry, start, end in zip(places.entries, places.starts, places.ends, strict=True):
            titles[entry] = titles[entry] or folded.part(start, end)
    return titles
