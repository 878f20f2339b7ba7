"""Every change that the user makes, made so that it can be undone: files, reading state and journal together.

Whatever is asked for is made from what is on the disk at that moment, saved, and noted in the journal with
what was there before; :mod:`digest_tui.store.undoing` goes by that.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest_parsers.model import Appearance
from digest_tui.store import edits
from digest_tui.store.bookmarks import Bookmark, BookmarkStore
from digest_tui.store.conflicts import Conflict
from digest_tui.store.errors import StoreError
from digest_tui.store.journal import KEPT, MERGED, READING, Item, Journal, Status, add, settle, stored
from digest_tui.store.reading import Reading, ReadingState

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has become of a change.

    Attributes:
        items: What has changed; empty when everything was so already.
        refused: Why the rest has not, an error a paper.
        trouble: Why it cannot be undone, or an empty string when it can.
    """

    items: tuple[Item, ...] = ()
    refused: tuple[StoreError, ...] = ()
    trouble: str = ""


class Ledger:
    """The way to every change of bookmarks and reading state. Used by one thread at a time."""

    def __init__(self, bookmarks: BookmarkStore, reading: ReadingState) -> None:
        """Touches nothing.

        Args:
            bookmarks: The bookmarks.
            reading: The reading state, in whose database the journal is.
        """
        self._bookmarks = bookmarks
        self._reading = reading
        self._journal = Journal(reading.database())

    def keep(
        self, appearances: Iterable[Appearance], now: datetime, *, marking: Reading | None = None
    ) -> Outcome:
        """Keeps papers; those that are kept already stay as they are.

        Args:
            appearances: The papers, each as it stands in a digest.
            now: The time, with a time zone.
            marking: What the papers are marked as in the same step, if anything.

        Raises:
            StoreError: None of them is kept.
        """
        self._bookmarks.refresh()
        by_id = {one.entry.arxiv_id: one for one in appearances}
        noted = [Item(paper, KEPT, False, True) for paper in by_id if paper not in self._bookmarks]

        def act(paper: str) -> Iterator[Item]:
            return self._added(by_id[paper], now)

        return self._change(list(by_id), act, noted, now, marking=marking)

    def drop(self, papers: Iterable[str], now: datetime) -> Outcome:
        """Takes bookmarks off; their files move aside and come back as they were.

        Raises:
            StoreError: None of them is off.
        """
        self._bookmarks.refresh()
        noted = [Item(paper, KEPT, True, False) for paper in papers if paper in self._bookmarks]

        def act(paper: str) -> Iterator[Item]:
            if self._bookmarks.remove(paper) is not None:
                yield Item(paper, KEPT, True, False)

        return self._change([item.paper for item in noted], act, noted, now)

    def edit(
        self,
        papers: Iterable[str],
        change: Callable[[Bookmark], edits.Changes],
        now: datetime,
        *,
        keeping: Iterable[Appearance] = (),
    ) -> Outcome:
        """Changes fields of bookmarks.

        Args:
            papers: Papers that are kept.
            change: Gives the new values (see :data:`edits.FIELDS`) of a bookmark as it is on the disk.
            now: The time, with a time zone.
            keeping: Papers to be kept first, in the same step, if they are not yet.

        Raises:
            StoreError: None of them has changed.
        """
        self._bookmarks.refresh()
        new = {one.entry.arxiv_id: one for one in keeping}
        asked = list(dict.fromkeys([*papers, *new]))
        noted: list[Item] = []
        if asked and not new and not any(paper in self._bookmarks for paper in asked):
            raise StoreError(f"{asked[0]} is no bookmark (any more)")
        for paper in asked:
            mark = self._bookmarks.get(paper)
            if mark is None and paper in new:
                noted.append(Item(paper, KEPT, False, True))
                mark = Bookmark(new[paper].entry, now, self._bookmarks.folder)
            if mark is not None:
                noted += _differences(mark, edits.tidy(change(mark)))

        def act(paper: str) -> Iterator[Item]:
            if paper in new:
                yield from self._added(new[paper], now)
            before, after = self._bookmarks.edit(paper, change)
            yield from _differences(before, {name: getattr(after, name) for name in edits.FIELDS})

        return self._change(asked, act, noted, now)

    def merge(self, conflict: Conflict, now: datetime) -> Outcome:
        """Makes one bookmark of two versions.

        Raises:
            StoreError: There are two still.
        """
        planned = self._bookmarks.plan(conflict)

        def act(paper: str) -> Iterator[Item]:
            yield Item(paper, MERGED, "", self._bookmarks.merge(conflict).as_json())

        noted = [Item(conflict.arxiv_id, MERGED, "", planned.as_json())]
        return self._change([conflict.arxiv_id], act, noted, now)

    def mark(self, papers: Iterable[str], state: Reading, now: datetime) -> Outcome:
        """Notes what the user did with papers.

        Raises:
            StoreError: It is not on the disk; it holds for this run all the same.
        """
        return Outcome(tuple(self._marked_with(self._to_mark(papers, state), state, None, [], now)))

    def _added(self, appearance: Appearance, now: datetime) -> Iterator[Item]:
        """Keeps a paper, unless it is kept."""
        paper = appearance.entry.arxiv_id
        if paper not in self._bookmarks:
            self._bookmarks.add(appearance, now=now)
            yield Item(paper, KEPT, False, True)

    def _change(
        self,
        papers: Sequence[str],
        act: Callable[[str], Iterator[Item]],
        noted: Sequence[Item],
        now: datetime,
        *,
        marking: Reading | None = None,
    ) -> Outcome:
        """Makes changes of files: notes them, makes them paper by paper, notes what has become of them.

        ``act`` gives each thing as soon as it has changed, so that what comes before an error counts.
        """
        marked = [] if marking is None else self._to_mark(papers, marking)
        if not papers or not (noted or marked):
            return Outcome()
        with self._journal.alone():
            number, trouble = self._begun([*noted, *marked], now)
            done: list[Item] = []
            refused: list[StoreError] = []
            try:
                with self._bookmarks.together():
                    for paper in papers:
                        try:
                            done.extend(act(paper))
                        except StoreError as error:
                            refused.append(error)
            finally:
                if number is not None:
                    self._journal.finish(number, done)
            if marking is not None and not refused:
                try:
                    done += self._marked_with(marked, marking, number, done, now)
                except StoreError as error:
                    refused.append(error)
        if refused and not done:
            raise refused[0]
        return Outcome(tuple(done), tuple(refused), trouble)

    def _begun(self, items: Sequence[Item], now: datetime) -> tuple[int | None, str]:
        """Notes a change; its number, or None and the reason why it cannot be undone later."""
        try:
            return self._journal.begin(items, now), ""
        except StoreError as error:
            return None, error.one_line().removeprefix("not saved: ")

    def _to_mark(self, papers: Iterable[str], state: Reading) -> list[Item]:
        states = ((paper, self._reading.state(paper)) for paper in dict.fromkeys(papers))
        return [Item(paper, READING, one.value, state.value) for paper, one in states if one is not state]

    def _marked_with(
        self, marked: list[Item], state: Reading, number: int | None, done: list[Item], now: datetime
    ) -> list[Item]:
        """Marks papers in the step of another change, or in one of its own when nothing else has changed."""

        def along(connection: "Connection") -> None:
            if number is not None and done:
                settle(connection, number, Status.DONE, [*done, *marked])
            else:
                add(connection, marked, Status.DONE, now)

        if marked:
            self._reading.set((item.paper for item in marked), state, now, along)
        return marked


def _differences(mark: Bookmark, wanted: edits.Changes) -> list[Item]:
    """What is to change of a bookmark, where a wanted value is another one than it has."""
    pairs = ((name, stored(getattr(mark, name)), stored(value)) for name, value in wanted.items())
    return [Item(mark.arxiv_id, name, before, after) for name, before, after in pairs if before != after]
