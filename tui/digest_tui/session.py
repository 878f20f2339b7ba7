"""What lies on the desk: library, search index, saved searches and the user's marks, with facts and figures.

No widgets and no files: screens ask it, the app tells it what has been loaded and saved.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from digest_parsers.library import DaySummary, Library
from digest_parsers.loaded import LoadedFile
from digest_parsers.model import RepairReport
from digest_parsers.outline import key_of
from digest_parsers.rows import Rows
from digest_tui.marks import Marks
from digest_tui.smart_folders import Corpus, SmartFolders
from digest_tui.state import BadFile, Day, KeptPart, Place, Saved

if TYPE_CHECKING:
    from digest_parsers.highlights import Highlight
    from digest_parsers.related import RelatedPapers
    from digest_parsers.search import SearchIndex
    from digest_tui.saved_search import SavedSearch
    from digest_tui.store.document import Bookmark
    from digest_tui.store.shelf import Trouble
    from digest_tui.watchlist import Watchlist

#: Papers from which on it takes no longer to count all that are unread than those of their days.
_MANY = 500


class Session:
    """The library with the user's marks on it. Belongs to the event loop's thread."""

    def __init__(
        self, library: Library | None = None, marks: Marks | None = None, *, variants: bool = False
    ) -> None:
        """Lay out a library.

        Args:
            library: What has been read so far.
            marks: What the user did.
            variants: Whether a search takes simplified, traditional and full-width forms for the same.
        """
        self.variants = variants
        self.library = Library() if library is None else library
        self.marks = marks or Marks()
        #: How often papers were marked: who counts the unread in slices sees by it that others are now.
        self.times_marked = 0
        self._unread: dict[date | None, int] = {}
        self._unread_total: int | None = None
        self._sections: list[str] | None = None
        self._related: RelatedPapers | None = None
        #: The saved searches as places; known from the start, while :attr:`searches` are not at work yet.
        self.smart_folders = SmartFolders(
            Corpus(self.library.digests, self.section_keys, lambda: self.index, self, self.variants)
        )
        self._searches: tuple[SavedSearch, ...] = ()
        self._watchlist: Watchlist | None = None

    @cached_property
    def index(self) -> "SearchIndex":
        """The text of the digests that were searched."""
        from digest_parsers.search import SearchIndex  # noqa: PLC0415 - not needed for the first frame

        return SearchIndex()

    @property
    def related_papers(self) -> "RelatedPapers":
        """What papers have in common, of the library as it is now; to be gathered first."""
        if self._related is None:
            from digest_parsers.related import RelatedPapers  # noqa: PLC0415 - only on a key

            self._related = RelatedPapers(lambda digest: self.index.index(digest).folded)
        return self._related

    @property
    def searches(self) -> "tuple[SavedSearch, ...]":
        """The user's saved searches, in the order of their file; known after the first frame."""
        return self._searches

    @searches.setter
    def searches(self, searches: "tuple[SavedSearch, ...]") -> None:
        self._searches, self._watchlist = searches, None
        self.smart_folders.know(searches)

    @property
    def watchlist(self) -> "Watchlist | None":
        """The watches and mutes at work; None without saved searches."""
        sections = self.section_keys() if self._searches else []
        if self._searches and (self._watchlist is None or self._watchlist.sections != sections):
            from digest_tui.watchlist import Watchlist  # noqa: PLC0415 - not needed for the first frame

            self._watchlist = Watchlist(
                self._searches, self.index, self, sections=sections, variants=self.variants
            )
        return self._watchlist

    def sought_by(self, watches: "Iterable[SavedSearch]") -> "tuple[Highlight, ...]":
        """What some watches look for, to be marked on the page of a paper that they find."""
        watchlist = self.watchlist
        return () if watchlist is None else watchlist.sought(watches)

    # --- facts about a paper (also what a search asks)

    def is_unread(self, arxiv_id: str) -> bool:
        """Whether the paper has neither been read nor skipped."""
        return key_of(arxiv_id) not in self.marks.read

    def is_bookmarked(self, arxiv_id: str) -> bool:
        """Whether the paper is kept."""
        return arxiv_id in self.marks.bookmarks

    def has(self, place: Place) -> bool:
        """Whether there is such a place; the shelves are always there."""
        if isinstance(place, Day):
            return any(one.day == place.day for one in self.days())
        if isinstance(place, BadFile):
            return place.name in self.marks.troubles
        if isinstance(place, Saved):
            return self.smart_folders.at(place) is not None
        return not isinstance(place, KeptPart) or any(self.marks.kept_in(place))

    def is_skipped(self, arxiv_id: str) -> bool:
        """Whether the paper was put aside without being read."""
        return key_of(arxiv_id) in self.marks.skipped

    def written(self, arxiv_id: str, kind: str) -> Sequence[str]:
        """What is written on the paper's bookmark: its tags, or its folder or note if there is one."""
        from digest_tui.store.document import words_of  # noqa: PLC0415 - only a search for it asks

        mark = self.marks.kept.get(arxiv_id)
        return () if mark is None else words_of(mark)[kind]

    def is_repeated(self, arxiv_id: str) -> bool:
        """Whether the paper stands in digests of more than one day."""
        return self.library.is_repeated(arxiv_id)

    def is_new(self, path: str) -> bool:
        """Whether a digest has come since the last visit."""
        return path in self.marks.new

    def is_repaired(self, path: str) -> bool:
        """Whether characters of a digest's file had been damaged."""
        repair = self.repair_of(path)
        return repair is not None and repair.damaged > 0

    # --- what changes

    def add(self, files: Iterable[LoadedFile]) -> None:
        """Take in files that have been read."""
        for loaded in files:
            self.library.add(loaded)
            self._forget(loaded.path)
        self._sections = None
        self._count_anew()

    def remove(self, paths: Iterable[str]) -> None:
        """Leave out files that are gone."""
        for path in paths:
            self.library.remove(path)
            self._forget(path)
        self._sections = None
        self._count_anew()

    def settle(self) -> bool:
        """Work out the days that no file states, once all are there."""
        self._count_anew()
        return self.library.settle()

    def section_keys(self) -> list[str]:
        """The keys of all sections in the library; each is a field that a search can name."""
        if self._sections is None:
            self._sections = self.library.section_keys()
        return self._sections

    def _forget(self, path: str) -> None:
        """Drop what was searched of a file."""
        self._related = None
        if self._watchlist is not None:
            self._watchlist.forget(path)
        self.smart_folders.forget(path)
        if "index" in self.__dict__:
            self.index.forget(path)

    def _count_anew(self) -> None:
        self._unread.clear()
        self._unread_total = None

    def note_kept(self, kept: "Mapping[str, Bookmark]", troubles: "Mapping[str, Trouble]") -> None:
        """Take in the bookmarks as they are now, and the files that are none."""
        self.marks.kept = kept
        self.marks.troubles = troubles
        self.marks.bookmarks = {key: one.appearance for key, one in kept.items()}

    def mark(self, arxiv_ids: Iterable[str], state: str) -> None:
        """Note that papers are ``read``, ``skipped`` or ``unread``, after that has been saved."""
        self.know(dict.fromkeys(arxiv_ids, state))

    def know(self, states: Mapping[str, str]) -> None:
        """Take in what was done with papers, by id."""
        papers = set(map(key_of, states))
        before = papers & self.read_keys
        self.marks.note(states)
        self.times_marked += 1
        self._recount(papers & self.read_keys - before, before - self.read_keys)

    def know_all(self, marks: Marks, since: Mapping[str, str]) -> None:
        """Take in what was done with all papers, where only some were known.

        Args:
            marks: What was done with them, as it was on the disk; it is taken over.
            since: What was done in this run, by id.
        """
        self.marks.read, self.marks.skipped, self.marks.complete = marks.read, marks.skipped, True
        self._count_anew()
        self.know(since)

    def _recount(self, read: set[int], unread: set[int]) -> None:
        """Have counted again what some papers change that are now read, and some that are now unread.

        Of ten years all days would be counted for each paper that is read, which takes 50 ms.
        """
        if len(read) + len(unread) > _MANY or not self.counted:
            self._count_anew()
            return
        for day in {day for key in read | unread for day in self.library.days_of(key)}:
            self._unread.pop(day, None)
        if self._unread_total is not None:
            self._unread_total += self.library.has(unread) - self.library.has(read)

    # --- figures

    @property
    def read_keys(self) -> set[int]:
        """The keys of the papers that are not unread."""
        return self.marks.read

    @property
    def unread_counted(self) -> bool:
        """Whether it is known how many papers are unread, and telling it takes no time."""
        return self.counted and self.marks.complete

    @property
    def counted(self) -> bool:
        """Whether all papers of the library have been counted, so that nothing below takes time."""
        return self.library.caught_up

    def days(self) -> list[DaySummary]:
        """The days of the library, newest first."""
        return self.library.days()

    def unread_on(self, day: date | None) -> int:
        """How many papers of a day are unread."""
        if not self.read_keys:
            return self.library.papers_on(day)
        if day not in self._unread:
            self._unread[day] = self.unread_in(self.library.appearances_of(day))
        return self._unread[day]

    def unread_by_day(self) -> Mapping[date | None, int]:
        """How many papers of each day are unread; where nothing has been read, no day is told."""
        days = self.days()
        if self.read_keys and len(self._unread) < len(days):
            for one in days:
                self.unread_on(one.day)
        return self._unread

    def unread_total(self) -> int:
        """How many papers of the library are unread."""
        if self._unread_total is None:
            self._unread_total = len(self.library) - self.library.has(self.read_keys)
        return self._unread_total

    def next_unread(self, rows: Rows, numbers: Iterable[int]) -> int | None:
        """The first of some row numbers whose paper is unread, or None."""
        return rows.first_not_in(self.read_keys, numbers)

    def repair_of(self, path: str) -> RepairReport | None:
        """What was repaired in a file; None for one that is not open."""
        loaded = self.library.file(path)
        return None if loaded is None else loaded.repair

    def unread_in(self, rows: Rows) -> int:
        """How many of some rows are unread."""
        return len(rows) - rows.count_in(self.read_keys)

    def found_by(self, search: "SavedSearch") -> tuple[int | None, int | None]:
        """How many papers a saved search finds and how many are unread; None before they are counted."""
        found, unread = self.smart_folders.figures(search, self.read_keys)
        return found, unread if self.marks.complete else None
