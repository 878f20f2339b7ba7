"""The saved searches at work: which of them find the papers of a view, and what comes of that.

What a watch finds stands first, what a mute finds and no watch does stands last, to be folded. A search shows
all that it finds, and bookmarks are kept for a reason: there, papers are marked and stay where they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from digest_parsers.errors import QueryError
from digest_parsers.highlights import Highlight
from digest_parsers.matching import Facts
from digest_parsers.model import Digest, Entry
from digest_parsers.outline import outline_of
from digest_parsers.query import Query, parse_query
from digest_parsers.rows import Rows
from digest_parsers.search import SearchIndex
from digest_parsers.standing import StandingQueries
from digest_tui.saved_search import Kind, SavedSearch

#: The parts into which the rows are dealt.
_FIRST, _BETWEEN, _LAST = "watched", "others", "muted"


class Dealt(NamedTuple):
    """The rows of a view as the watches and mutes have it.

    Attributes:
        rows: All rows, those that are muted last.
        muted: How many of them are muted.
        muted_by: The mutes that found them, in the order of their file.
        watched: The watches that found a paper, by its key.
    """

    rows: Rows
    muted: int = 0
    muted_by: tuple[SavedSearch, ...] = ()
    watched: "Mapping[int, tuple[SavedSearch, ...]]" = MappingProxyType({})


class Watchlist:
    """The watches and mutes of the user, for a library that has certain sections.

    Attributes:
        sections: The keys of sections that queries can name.
        bad: What is wrong with the queries that cannot be understood, by the name of their search.
    """

    def __init__(
        self,
        searches: Iterable[SavedSearch],
        index: SearchIndex,
        facts: Facts,
        *,
        sections: list[str],
        variants: bool,
    ) -> None:
        """Asks nothing yet.

        Args:
            searches: All saved searches.
            index: Where texts are looked for.
            facts: What the user did.
            sections: Keys of sections that queries can name.
            variants: Whether queries take simplified, traditional and full-width forms for the same.
        """
        self.sections = sections
        self.bad: dict[str, QueryError] = {}
        understood: list[tuple[SavedSearch, Query]] = []
        for one in searches:
            try:
                query = parse_query(one.query, sections=sections, variants=variants)
            except QueryError as error:
                self.bad[one.name] = error
            else:
                if one.kind is not Kind.SEARCH:
                    understood.append((one, query))
        self._searches = tuple(one for one, _ in understood)
        self._by_search = dict(understood)
        self._mutes = frozenset(n for n, one in enumerate(self._searches) if one.kind is Kind.MUTE)
        self._standing = StandingQueries([query for _, query in understood], index, facts)

    def __bool__(self) -> bool:
        """Whether there is anything to watch or mute."""
        return bool(self._searches)

    @property
    def given_up(self) -> tuple[SavedSearch, ...]:
        """Those whose expressions take too long."""
        return tuple(self._searches[number] for number in sorted(self._standing.given_up))

    def sought(self, searches: Iterable[SavedSearch]) -> tuple[Highlight, ...]:
        """What some watches look for, each text once; nothing of those that are not there any more."""
        queries = (query for search in searches if (query := self._by_search.get(search)) is not None)
        return tuple(dict.fromkeys(one for query in queries for one in query.highlights))

    def knows(self, rows: Rows) -> bool:
        """Whether nothing has to be looked for in the digests of some rows."""
        return all(self._standing.knows(digest) for digest in rows.digests())

    def ask_again(self) -> None:
        """Forget what may be different since the user marked papers or digests came."""
        self._standing.ask_again()

    def forget(self, path: str) -> None:
        """Drop what was found in a file that was changed or left out."""
        self._standing.forget(path)

    def deal(self, rows: Rows, *, first: bool, fold: bool) -> Iterator[Dealt | None]:
        """Put rows as the watches and mutes have it.

        Args:
            rows: The rows.
            first: Whether what is watched comes first.
            fold: Whether what is muted comes last.

        Yields:
            None after each part of the work; at the end the rows.
        """
        for digest in rows.digests():
            for _ in self._standing.look(digest):
                yield None
        watched: dict[int, tuple[SavedSearch, ...]] = {}
        muted_by: set[int] = set()

        def parts_of(digest: Digest, entries: Sequence[Entry], offsets: Sequence[int]) -> Sequence[str]:
            finding = self._standing.finding(digest, entries, offsets)
            if not finding:
                return [_BETWEEN] * len(offsets)
            keys, parts = outline_of(entries).keys, dict.fromkeys(finding, _BETWEEN)
            for at, numbers in finding.items():
                watches = tuple(self._searches[n] for n in numbers if n not in self._mutes)
                if watches:
                    watched[keys[at]] = watches
                    parts[at] = _FIRST if first else _BETWEEN
                elif fold:
                    muted_by.update(numbers)
                    parts[at] = _LAST
            return [parts.get(at, _BETWEEN) for at in offsets]

        for dealt in rows.parted(parts_of):
            if dealt is None:
                yield None
                continue
            put = Rows()
            for part in (_FIRST, _BETWEEN, _LAST):
                put.extend(dealt.get(part, Rows()))
            named = tuple(self._searches[n] for n in sorted(muted_by))
            yield Dealt(put, len(dealt.get(_LAST, ())), named, watched)
