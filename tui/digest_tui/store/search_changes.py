"""Changes of saved searches, made so that they can be undone: noted, saved, noted as what they came to."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from digest_tui.saved_search import SavedSearch
from digest_tui.store.errors import StoreError
from digest_tui.store.journal import SEARCH, Item, Journal
from digest_tui.store.ledger import Outcome
from digest_tui.store.search_edits import Placed
from digest_tui.store.searches import Change, SearchStore

if TYPE_CHECKING:
    from digest_tui.store.searches import Noting


class SearchChanges:
    """The way to every change of saved searches. Used by one thread at a time."""

    def __init__(self, searches: SearchStore, journal: Journal) -> None:
        """Touches nothing.

        Args:
            searches: The saved searches.
            journal: What undo and redo go by.
        """
        self._searches = searches
        self._journal = journal

    def save(self, name: str | None, wanted: SavedSearch | None, now: datetime) -> Outcome:
        """Adds a search, changes one, or takes one out.

        Args:
            name: The search that is there; None to add one.
            wanted: What it is to be, under any name; None to take it out.
            now: The time, with a time zone.

        Raises:
            StoreError: Nothing has changed.
        """
        searches = self._searches
        if name is None:
            assert wanted is not None, "there is something to add"
            return self._noted(wanted.name, lambda noting: searches.add(wanted, noting), now)
        if wanted is None:
            return self._noted(name, lambda noting: searches.remove(name, noting), now)
        return self._noted(name, lambda noting: searches.change(name, wanted, noting), now)

    def turn(self, item: Item) -> None:
        """Makes a change of before again, or one that was turned round, if its search is as it was left.

        Raises:
            StoreError: It is not (a :class:`ChangedSinceError`), or the disk refuses.
        """
        self._searches.turn(item.paper, _placed(item.before), _placed(item.after))

    def has_happened(self, item: Item) -> bool:
        """Whether the file is as a change was to leave it."""
        return self._searches.holds(item.paper, _placed(item.after))

    def _noted(self, name: str, act: "Callable[[Noting], Change]", now: datetime) -> Outcome:
        number: int | None = None
        trouble = ""
        done: list[Item] = []

        def noting(change: Change) -> None:
            """Notes what is about to be written; once more when somebody else wrote the file first."""
            nonlocal number, trouble
            try:
                if number is not None:
                    self._journal.finish(number, [])
                number = self._journal.begin([_item(name, change)], now)
            except StoreError as error:
                trouble = error.one_line().removeprefix("not saved: ")

        with self._journal.alone():
            try:
                done.append(_item(name, act(noting)))
            finally:
                if number is not None:
                    self._journal.finish(number, done)
        return Outcome(tuple(done), (), trouble)


def _item(name: str, change: Change) -> Item:
    return Item(name, SEARCH, *(one and [one.at, one.gap, one.text] for one in change))


def _placed(value: Any) -> Placed | None:  # noqa: ANN401 - as JSON knows it
    return Placed(*value) if value else None
