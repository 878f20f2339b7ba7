"""What the user keeps and has read, for queries without a screen: looked up only when a query asks for it."""

from collections.abc import Sequence
from functools import cached_property

from digest_parsers.library import Library
from digest_tui import paths
from digest_tui.settings import load_settings
from digest_tui.store.bookmarks import Bookmark, BookmarkStore
from digest_tui.store.document import words_of
from digest_tui.store.reading import Reading, ReadingState


class Kept:
    """The facts that ``is:``, ``tag:``, ``folder:`` and ``note:`` are about."""

    def __init__(self, library: Library) -> None:
        """Reads nothing yet.

        Args:
            library: The papers that are asked about.
        """
        self._library = library

    def is_unread(self, arxiv_id: str) -> bool:
        """Whether the user has neither read nor skipped the paper."""
        return self._reading.is_unread(arxiv_id)

    def is_skipped(self, arxiv_id: str) -> bool:
        """Whether the user has put the paper aside without reading it."""
        return self._reading.state(arxiv_id) is Reading.SKIPPED

    def is_bookmarked(self, arxiv_id: str) -> bool:
        """Whether the user keeps the paper."""
        return arxiv_id in self._bookmarks

    def bookmark(self, arxiv_id: str) -> Bookmark | None:
        """The bookmark of a paper, or None."""
        return self._bookmarks.get(arxiv_id)

    def is_repeated(self, arxiv_id: str) -> bool:
        """Whether the paper stands in the digests of more than one day."""
        paper = self._library.paper(arxiv_id)
        return paper is not None and len({one.digest.day for one in paper}) > 1

    def written(self, arxiv_id: str, kind: str) -> Sequence[str]:
        """What the user wrote on the paper's bookmark: its tags, or its folder or note if there is one."""
        mark = self._bookmarks.get(arxiv_id)
        return () if mark is None else words_of(mark)[kind]

    def is_new(self, path: str) -> bool:
        """Never: without a screen there are no visits."""
        del path
        return False

    def is_repaired(self, path: str) -> bool:
        """Whether characters of a digest's file had been damaged."""
        loaded = self._library.file(path)
        return loaded is not None and loaded.repair.damaged > 0

    @cached_property
    def _bookmarks(self) -> BookmarkStore:
        store = BookmarkStore(paths.bookmarks_dir(load_settings().bookmarks))
        store.load()
        return store

    @cached_property
    def _reading(self) -> ReadingState:
        state = ReadingState(paths.state_db())
        state.load()
        return state
