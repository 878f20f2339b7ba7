"""What lies on the desk: library, search index and the user's marks, and what a selection shows of them.

No widgets and no files: screens ask it what to show, the app tells it what has been loaded and saved.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from digest_parsers.library import DaySummary, Library, without
from digest_parsers.loaded import LoadedFile
from digest_parsers.model import Appearance, Digest, RepairReport
from digest_parsers.orders import Order
from digest_parsers.outline import key_of, outline_of
from digest_parsers.rows import Rows
from digest_tui.marks import Marks
from digest_tui.smart_folders import Corpus, SmartFolders
from digest_tui.state import (
    BadFile,
    Day,
    KeptKind,
    KeptPart,
    Place,
    Saved,
    Selection,
    Shelf,
    among_bookmarks,
)
from digest_tui.views import DayKeys, Gathered, View

if TYPE_CHECKING:
    from digest_parsers.highlights import Highlight
    from digest_parsers.query import Query
    from digest_parsers.related import RelatedPapers
    from digest_parsers.search import SearchIndex
    from digest_tui.saved_search import SavedSearch
    from digest_tui.store.document import Bookmark
    from digest_tui.store.shelf import Trouble
    from digest_tui.watchlist import Watchlist

#: Hits after which a search shows what it has so far: more than any usual screen has lines.
SCREENFUL = 100


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
        self.library = library or Library()
        self.marks = marks or Marks()
        self._read = set(map(key_of, self.marks.read))
        self._unread: dict[date | None, int] = {}
        self._unread_total: int | None = None
        self._sections: list[str] | None = None
        self._related: RelatedPapers | None = None
        #: The saved searches as places; known from the start, while :attr:`searches` are not at work yet.
        self.smart_folders = SmartFolders(
            Corpus(self._all_digests, self.section_keys, lambda: self.index, self, self.variants)
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
        return arxiv_id not in self.marks.read

    def tags(self) -> tuple[str, ...]:
        """The tags in use, those of most papers first."""
        return tuple(
            tag
            for tag, _ in Counter(tag for one in self.marks.kept.values() for tag in one.tags).most_common()
        )

    def folders(self) -> tuple[str, ...]:
        """The folders in use, in alphabetical order."""
        return tuple(sorted({one.folder for one in self.marks.kept.values() if one.folder}))

    def is_bookmarked(self, arxiv_id: str) -> bool:
        """Whether the paper is kept."""
        return arxiv_id in self.marks.bookmarks

    def kept_in(self, place: Place) -> Iterator[str]:
        """The ids of the bookmarks of a place, newest first."""
        if isinstance(place, BadFile):
            return iter(())
        if not isinstance(place, KeptPart):
            return iter(self.marks.bookmarks)
        return (key for key, one in self.marks.kept.items() if place.holds(one.folder, one.tags))

    def has(self, place: Place) -> bool:
        """Whether there is such a place; the shelves are always there."""
        if isinstance(place, Day):
            return any(one.day == place.day for one in self.days())
        if isinstance(place, BadFile):
            return place.name in self.marks.troubles
        if isinstance(place, Saved):
            return self.smart_folders.at(place) is not None
        return not isinstance(place, KeptPart) or any(self.kept_in(place))

    def kept_parts(self) -> list[tuple[KeptPart, int]]:
        """The folders, each before those in it, then the tags, with how many bookmarks each has."""
        marks = self.marks.kept.values()
        tags = Counter(tag for one in marks for tag in set(one.tags))
        paths = [one.folder.split("/") for one in marks if one.folder]
        folders = Counter("/".join(names[: depth + 1]) for names in paths for depth in range(len(names)))
        in_order = sorted(folders, key=lambda name: name.casefold().split("/"))
        parts = [(KeptPart(KeptKind.FOLDER, name), folders[name]) for name in in_order]
        return parts + [(KeptPart(KeptKind.TAG, name), tags[name]) for name in sorted(tags, key=str.casefold)]

    def is_skipped(self, arxiv_id: str) -> bool:
        """Whether the paper was put aside without being read."""
        return arxiv_id in self.marks.skipped

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
        papers = tuple(arxiv_ids)
        marks, keys = self.marks, set(map(key_of, papers))
        if state == "unread":
            marks.read.difference_update(papers)
            self._read -= keys
        else:
            marks.read.update(papers)
            self._read |= keys
        marks.skipped.difference_update(papers)
        if state == "skipped":
            marks.skipped.update(papers)
        self._count_anew()

    # --- figures

    @property
    def counted(self) -> bool:
        """Whether all papers of the library have been counted, so that nothing below takes time."""
        return self.library.caught_up

    def days(self) -> list[DaySummary]:
        """The days of the library, newest first."""
        return self.library.days()

    def unread_on(self, day: date | None) -> int:
        """How many papers of a day are unread."""
        if not self._read:
            return self.library.papers_on(day)
        if day not in self._unread:
            self._unread[day] = self.unread_in(self.library.appearances_of(day))
        return self._unread[day]

    def unread_total(self) -> int:
        """How many papers of the library are unread."""
        if self._unread_total is None:
            self._unread_total = len(self.library) - self.library.has(self._read)
        return self._unread_total

    def next_unread(self, rows: Rows, numbers: Iterable[int]) -> int | None:
        """The first of some row numbers whose paper is unread, or None."""
        return rows.first_not_in(self._read, numbers)

    def repair_of(self, path: str) -> RepairReport | None:
        """What was repaired in a file; None for one that is not open."""
        loaded = self.library.file(path)
        return None if loaded is None else loaded.repair

    def unread_in(self, rows: Rows) -> int:
        """How many of some rows are unread."""
        return len(rows) - rows.count_in(self._read)

    # --- what a selection shows

    def browse(self, selection: Selection) -> View:
        """The papers of a selection that has no search, all at once."""
        return next(view for view in self.steps(selection) if view is not None and view.finished)

    def steps(self, selection: Selection, query: "Query | None" = None) -> Iterator[View | None]:
        """The papers of a selection, a digest or day at a time, newest first.

        Args:
            selection: What is looked at.
            query: What its search asks, or None when it has none.

        Yields:
            After each digest or day None, so that the caller can do other work or stop; once, as soon as
            there is a screenful, the papers so far; at the end all, with ``finished`` set.
        """
        gathered = Gathered(selection)
        if self._watchlist is not None:
            self._watchlist.ask_again()
        shown = False
        for found, rows in self._parts(selection, query, gathered):
            gathered.take(rows, found)
            if not shown and len(gathered.rows) >= SCREENFUL:
                shown = True
                yield from self._put(gathered.view(self._read, finished=False), selection, query)
            else:
                yield None
        last = gathered.view(self._read, by_day=query is not None and selection.everywhere)
        yield from self._put(last, selection, query)

    def _put(self, view: View, selection: Selection, query: "Query | None") -> Iterator[View | None]:
        """A view with its rows where they belong."""
        for ordered in self._in_order(view, selection, query):
            if ordered is None:
                yield None
            elif self._searches or selection.grouped or ordered.order is Order.CATEGORY:
                from digest_tui.arranging import arranged  # noqa: PLC0415 - most lists have no such thing

                for one in arranged(ordered, selection, self.watchlist or None):
                    # From the muted ones, which are few: sorted rows are as many stretches as rows.
                    yield one and one._replace(unread=one.unread - self.unread_in(one.aside))
            else:
                yield ordered

    def _in_order(self, view: View, selection: Selection, query: "Query | None") -> Iterator[View | None]:
        """A view with its rows in the order that the search asks for, or else the selection."""
        order = selection.order if query is None or query.order is None else query.order
        if order in (Order.FILE, Order.CATEGORY):  # the latter are put under headings anyway
            yield view._replace(order=order)
            return
        from digest_parsers.ordering import in_order  # noqa: PLC0415 - the first frame has no order but this

        for rows in in_order(view.rows, order, query, self.index, self):
            yield None if rows is None else view._replace(rows=rows, order=order)

    def _parts(
        self, selection: Selection, query: "Query | None", gathered: "Gathered"
    ) -> Iterator[tuple[DayKeys, Rows]]:
        """The papers of a selection in parts, each with the day it is of and its keys on that day."""
        place = selection.place
        if among_bookmarks(place) and not (query is not None and selection.everywhere):
            kept = [
                self._newest(arxiv_id, self.marks.bookmarks[arxiv_id]) for arxiv_id in self.kept_in(place)
            ]
            yield (None, ()), Rows.of(kept if query is None else self._matching(query, kept))
        elif query is not None:
            unread_only = place is Shelf.UNREAD and not selection.everywhere
            yield from self._hits(query, self._digests(selection), gathered, unread_only=unread_only)
        elif isinstance(place, Day):
            yield (place.day, ()), self.library.appearances_of(place.day)
        else:
            seen = set(self._read) if place is Shelf.UNREAD else set()
            for summary in self.days():
                yield (summary.day, ()), without(self.library.appearances_of(summary.day), seen)

    def _matching(self, query: "Query", kept: Iterable[Appearance]) -> Iterator[Appearance]:
        from digest_parsers.search import match_entry  # noqa: PLC0415

        return (one for one in kept if match_entry(query, one, self))

    def _hits(
        self, query: "Query", digests: Iterable[Digest], gathered: "Gathered", *, unread_only: bool
    ) -> Iterator[tuple[DayKeys, Rows]]:
        """What a query finds, a digest at a time, each paper where it is found first."""
        seen: set[int] = set()
        for hits in self.index.search(query, digests, self):
            keys = outline_of(hits.digest.entries).keys
            offsets = hits.entries
            if unread_only:
                offsets = [offset for offset in offsets if keys[offset] not in self._read]
            found = Rows()
            found.add(hits.digest, offsets)
            gathered.stopped += hits.stopped
            yield (hits.digest.day, [keys[offset] for offset in offsets]), without(found, seen)

    def found_by(self, search: "SavedSearch") -> tuple[int | None, int | None]:
        """How many papers a saved search finds and how many are unread; None before they are counted."""
        return self.smart_folders.figures(search, self._read)

    def _all_digests(self) -> list[Digest]:
        return [digest for one in self.days() for digest in one.digests]

    def _digests(self, selection: Selection) -> list[Digest]:
        place = selection.place if isinstance(selection.place, Day) and not selection.everywhere else None
        return [
            digest for one in self.days() if place is None or one.day == place.day for digest in one.digests
        ]

    def _newest(self, arxiv_id: str, snapshot: Appearance) -> Appearance:
        paper = self.library.paper(arxiv_id)
        return paper.appearances[0] if paper is not None else snapshot
