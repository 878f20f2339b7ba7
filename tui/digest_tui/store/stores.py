"""The stores of what the user makes, each made when something of it is first needed: most runs need few."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from digest_tui.store.reading import ReadingState

if TYPE_CHECKING:
    from digest_tui.store.bookmarks import BookmarkStore
    from digest_tui.store.ledger import Ledger
    from digest_tui.store.search_changes import SearchChanges
    from digest_tui.store.searches import SearchStore
    from digest_tui.store.undoing import Undoing
    from digest_tui.store.visits import Visits


class Stores:
    """Bookmarks, saved searches and reading state, and what changes them so that it can be undone."""

    def __init__(self, bookmarks: Path, searches: Path, reading: ReadingState) -> None:
        """Makes nothing yet.

        Args:
            bookmarks: The folder of the bookmark files.
            searches: The file of the saved searches.
            reading: The reading state.
        """
        self._folder = bookmarks
        self._file = searches
        self._reading = reading

    @property
    def has_bookmarks(self) -> bool:
        """Whether there is anything to know of bookmarks."""
        return "bookmarks" in self.__dict__

    @property
    def has_searches(self) -> bool:
        """Whether there is anything to know of saved searches."""
        return "searches" in self.__dict__

    @cached_property
    def bookmarks(self) -> "BookmarkStore":
        """The bookmark files."""
        from digest_tui.store.bookmarks import BookmarkStore  # noqa: PLC0415 - 10 ms, for those who have any

        return BookmarkStore(self._folder)

    @cached_property
    def searches(self) -> "SearchStore":
        """The file of the saved searches."""
        from digest_tui.store.searches import SearchStore  # noqa: PLC0415 - read after the first frame

        return SearchStore(self._file)

    @cached_property
    def ledger(self) -> "Ledger":
        """Changes of bookmarks and reading state."""
        from digest_tui.store.ledger import Ledger  # noqa: PLC0415 - imports sqlite3

        return Ledger(self.bookmarks, self._reading)

    @cached_property
    def search_changes(self) -> "SearchChanges":
        """Changes of saved searches."""
        from digest_tui.store.journal import Journal  # noqa: PLC0415 - imports sqlite3
        from digest_tui.store.search_changes import SearchChanges  # noqa: PLC0415

        return SearchChanges(self.searches, Journal(self._reading.database()))

    @cached_property
    def undoing(self) -> "Undoing":
        """What takes changes back, and makes them again."""
        from digest_tui.store.undoing import Undoing  # noqa: PLC0415 - imports sqlite3

        return Undoing(self.bookmarks, self._reading, self.searches)

    @cached_property
    def visits(self) -> "Visits":
        """When libraries were visited."""
        from digest_tui.store.visits import Visits  # noqa: PLC0415 - imports sqlite3

        return Visits(self._reading.database())
