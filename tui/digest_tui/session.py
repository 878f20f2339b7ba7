"""What lies on the desk: library, search index and the user's marks, and what a selection shows of them.

No widgets and no files: screens ask it what to show, the app tells it what has been loaded and saved.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from digest_parsers import categories
from digest_parsers.library import DaySummary, Library
from digest_parsers.load import LoadedFile
from digest_parsers.model import Appearance, Digest, RepairReport
from digest_parsers.query import Query
from digest_parsers.search import SearchIndex, match_entry
from digest_tui.state import Day, Place, Selection, Shelf

#: Hits after which a search shows what it has so far: more than any usual screen has lines.
SCREENFUL = 100


@dataclass(slots=True)
class Marks:
    """What the user did, as far as it is saved.

    Attributes:
        read: Ids of papers that were read or skipped.
        bookmarks: The snapshot of every bookmarked paper by id, newest bookmark first.
    """

    read: set[str] = field(default_factory=set)
    bookmarks: dict[str, Appearance] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """The papers of a selection and the figures that go with them.

    Attributes:
        rows: One appearance a paper, in reading order.
        categories: Papers per category in the place and search, before the category narrows them.
        days: Hits per day of a finished search through all days, otherwise None.
        unread: How many of the rows are unread.
        finished: False while a search is still going on.
    """

    rows: list[Appearance]
    categories: Mapping[str, int]
    days: Mapping[date | None, int] | None
    unread: int
    finished: bool = True


class Session:
    """The library with the user's marks on it. Belongs to the event loop's thread."""

    def __init__(self, library: Library | None = None, marks: Marks | None = None) -> None:
        self.library = library or Library()
        self.index = SearchIndex()
        self.marks = marks or Marks()
        self._unread: dict[date | None, int] = {}
        self._unread_total: int | None = None
        self._repairs: dict[str, RepairReport] = {}
        self._sections: list[str] | None = None

    # --- facts about a paper (also what a search asks)

    def is_unread(self, arxiv_id: str) -> bool:
        """Whether the paper has neither been read nor skipped."""
        return arxiv_id not in self.marks.read

    def is_bookmarked(self, arxiv_id: str) -> bool:
        """Whether the paper is kept."""
        return arxiv_id in self.marks.bookmarks

    def is_repeated(self, arxiv_id: str) -> bool:
        """Whether the paper stands in digests of more than one day."""
        paper = self.library.paper(arxiv_id)
        return paper is not None and len({one.digest.day for one in paper.appearances}) > 1

    # --- what changes

    def add(self, files: Iterable[LoadedFile]) -> None:
        """Take in files that have been read."""
        for loaded in files:
            self.library.add(loaded)
            self.index.forget(loaded.path)
            self._repairs[loaded.path] = loaded.repair
        self._sections = None
        self._count_anew()

    def remove(self, paths: Iterable[str]) -> None:
        """Leave out files that are gone."""
        for path in paths:
            self.library.remove(path)
            self.index.forget(path)
            self._repairs.pop(path, None)
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

    def _count_anew(self) -> None:
        self._unread.clear()
        self._unread_total = None

    def mark_read(self, arxiv_ids: Iterable[str], read: bool) -> None:
        """Note that papers are read or unread, after that has been saved."""
        if read:
            self.marks.read.update(arxiv_ids)
        else:
            self.marks.read.difference_update(arxiv_ids)
        self._count_anew()

    # --- figures

    def days(self) -> list[DaySummary]:
        """The days of the library, newest first."""
        return self.library.days()

    def unread_on(self, day: date | None) -> int:
        """How many papers of a day are unread."""
        if day not in self._unread:
            self._unread[day] = sum(
                self.is_unread(one.entry.arxiv_id) for one in self.library.appearances_of(day)
            )
        return self._unread[day]

    def unread_total(self) -> int:
        """How many papers of the library are unread."""
        if self._unread_total is None:
            self._unread_total = sum(self.is_unread(one.entry.arxiv_id) for one in self.library.all_papers())
        return self._unread_total

    def repair_of(self, path: str) -> RepairReport | None:
        """What was repaired in a file; None for one that is not open."""
        return self._repairs.get(path)

    # --- what a selection shows

    def papers_at(self, place: Place) -> list[Appearance]:
        """Every paper at a place, before search and category."""
        if isinstance(place, Day):
            return self.library.appearances_of(place.day)
        if place is Shelf.BOOKMARKS:
            return [self._newest(arxiv_id, snapshot) for arxiv_id, snapshot in self.marks.bookmarks.items()]
        papers = self.library.all_papers()
        return (
            [one for one in papers if self.is_unread(one.entry.arxiv_id)] if place is Shelf.UNREAD else papers
        )

    def browse(self, selection: Selection) -> View:
        """The papers of a selection that has no search."""
        return self._view(self.papers_at(selection.place), selection)

    def search(self, selection: Selection, query: Query) -> Iterator[View | None]:
        """The papers of a selection with a search, a digest at a time, newest first.

        Yields:
            After each digest None, so that the caller can do other work or stop; once, as soon as there is a
            screenful, the hits so far; at the end all hits, with ``finished`` set.
        """
        everywhere = selection.everywhere
        if selection.place is Shelf.BOOKMARKS and not everywhere:
            kept = [one for one in self.papers_at(Shelf.BOOKMARKS) if match_entry(query, one, self)]
            yield self._view(kept, selection)
            return
        digests = self._digests(
            None if everywhere or not isinstance(selection.place, Day) else selection.place
        )
        allowed = self._allowed(selection.place) if not everywhere else None
        found: dict[str, Appearance] = {}
        by_day: dict[date | None, set[str]] = {}
        shown = False
        for hits in self.index.search(query, digests, self):
            for entry_number in hits.entries:
                entry = hits.digest.entries[entry_number]
                if allowed is None or allowed(entry.arxiv_id):
                    found.setdefault(entry.arxiv_id, Appearance(hits.digest, entry))
                    by_day.setdefault(hits.digest.day, set()).add(entry.arxiv_id)
            if not shown and len(found) >= SCREENFUL:
                shown = True
                yield self._view(list(found.values()), selection, finished=False)
            else:
                yield None
        days = {day: len(arxiv_ids) for day, arxiv_ids in by_day.items()} if everywhere else None
        yield self._view(list(found.values()), selection, days)

    def in_category(self, appearance: Appearance, category: str | None, *, cross_lists: bool) -> bool:
        """Whether a paper belongs to a category or archive group."""
        if category is None:
            return True
        of_entry = appearance.entry.categories if cross_lists else appearance.entry.categories[:1]
        return any(category in (one, categories.group(one)) for one in of_entry)

    def _view(
        self,
        papers: list[Appearance],
        selection: Selection,
        days: Mapping[date | None, int] | None = None,
        *,
        finished: bool = True,
    ) -> View:
        counts = self.library.categories(papers, cross_lists=selection.cross_lists)
        rows = [
            one
            for one in papers
            if self.in_category(one, selection.category, cross_lists=selection.cross_lists)
        ]
        unread = sum(self.is_unread(one.entry.arxiv_id) for one in rows)
        return View(rows, counts, days, unread, finished)

    def _digests(self, place: Day | None) -> list[Digest]:
        return [
            digest for one in self.days() if place is None or one.day == place.day for digest in one.digests
        ]

    def _allowed(self, place: Place) -> Callable[[str], bool] | None:
        return self.is_unread if place is Shelf.UNREAD else None

    def _newest(self, arxiv_id: str, snapshot: Appearance) -> Appearance:
        paper = self.library.paper(arxiv_id)
        return paper.appearances[0] if paper is not None else snapshot
