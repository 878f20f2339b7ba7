"""The saved searches as places: what each looks for, and how many papers it finds.

Counting goes through the digests one by one and remembers what it has found there, so that after a reading
only what is new is asked.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from digest_parsers.errors import QueryError
from digest_parsers.outline import outline_of
from digest_tui.saved_search import Kind, SavedSearch
from digest_tui.state import Place, Saved

if TYPE_CHECKING:
    from digest_parsers.matching import Facts
    from digest_parsers.model import Digest
    from digest_parsers.query import Query
    from digest_parsers.search import SearchIndex
    from digest_parsers.standing import StandingQueries


class Corpus(NamedTuple):
    """What the searches are asked of.

    Attributes:
        digests: Gives the digests as they are now.
        sections: Gives the keys of sections that queries can name.
        text: Gives the index of their text.
        facts: What the user did.
        variants: Whether queries take simplified, traditional and full-width forms for the same.
    """

    digests: "Callable[[], Sequence[Digest]]"
    sections: Callable[[], list[str]]
    text: "Callable[[], SearchIndex]"
    facts: "Facts"
    variants: bool


class SmartFolders:
    """The saved searches that are known, and what is known of them."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._searches: tuple[SavedSearch, ...] = ()
        self._standing: StandingQueries | None = None
        self._sections: list[str] = []
        self._found: dict[str, set[int]] = {}
        #: Names of those that cannot be understood, as far as that has been tried.
        self.broken: frozenset[str] = frozenset()

    @property
    def searches(self) -> tuple[SavedSearch, ...]:
        """All saved searches, in the order of their file."""
        return self._searches

    @property
    def places(self) -> tuple[SavedSearch, ...]:
        """Those that stand in the tree; what is muted is out of the way there too."""
        return tuple(one for one in self._searches if one.kind is not Kind.MUTE)

    def know(self, searches: tuple[SavedSearch, ...]) -> None:
        """Take in the searches as they are now; what was counted of those that stay as they are is kept."""
        before = {one.name: one.query for one in self._searches}
        kept = {one.name for one in searches if before.get(one.name) == one.query}
        self._found = {name: keys for name, keys in self._found.items() if name in kept}
        self._searches, self._standing = searches, None

    def at(self, place: Place) -> SavedSearch | None:
        """The search that is a place; None when the place is none, or the search is gone."""
        if not isinstance(place, Saved):
            return None
        return next((one for one in self._searches if one.name == place.name), None)

    def query_of(self, search: SavedSearch) -> "Query":
        """What a search looks for.

        Raises:
            QueryError: It cannot be understood.
        """
        from digest_parsers.query import parse_query  # noqa: PLC0415 - not needed for the first frame

        corpus = self._corpus
        return parse_query(search.query, sections=corpus.sections(), variants=corpus.variants)

    def wrong_with(self, search: SavedSearch) -> str:
        """Why a search cannot be understood, or an empty string."""
        try:
            self.query_of(search)
        except QueryError as error:
            return error.one_line()
        return ""

    # --- counting

    def figures(self, search: SavedSearch, read: Collection[int]) -> tuple[int | None, int | None]:
        """How many papers a search finds and how many of them are unread; None as long as it is not counted.

        Args:
            search: The search.
            read: The keys of papers that are not unread.
        """
        found = self._found.get(search.name)
        return (None, None) if found is None else (len(found), len(found) - len(found.intersection(read)))

    def changes_with_marks(self) -> bool:
        """Whether what is found depends on what the user does with papers."""
        return self._standing is not None and self._standing.passes

    def forget(self, path: str) -> None:
        """Drop what was found in a file that was changed or left out."""
        if self._standing is not None:
            self._standing.forget(path)

    def count(self) -> Iterator[None]:
        """Count what every search finds; the caller can do other work after each step."""
        self.broken = frozenset(one.name for one in self.places if self.wrong_with(one))
        known = [one for one in self.places if one.name not in self.broken]
        standing = self._asked(known)
        found: list[set[int]] = [set() for _ in known]
        for digest in self._corpus.digests():
            for _ in standing.look(digest):
                yield
            keys = outline_of(digest.entries).keys
            for into, offsets in zip(found, standing.hits(digest), strict=True):
                into.update(keys[at] for at in offsets)
            yield
        self._found = {one.name: keys for one, keys in zip(known, found, strict=True)}

    def _asked(self, searches: Sequence[SavedSearch]) -> "StandingQueries":
        """The queries of some searches with what they have found, as far as that holds still."""
        from digest_parsers.standing import StandingQueries  # noqa: PLC0415 - not needed for the first frame

        corpus = self._corpus
        sections = corpus.sections()
        if self._standing is None or sections != self._sections:
            self._sections = sections
            queries = [self.query_of(one) for one in searches]
            self._standing = StandingQueries(queries, corpus.text(), corpus.facts)
        self._standing.ask_again()
        return self._standing
