"""Undo and redo, any number of them, over restarts and crashes.

Before anything is taken back it is looked whether it still is what the change has made of it. What a hand or
another program has changed since is left as it is and said; tags, which can be, are merged.
"""

from contextlib import nullcontext, suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from digest_tui.store import conflicts, edits
from digest_tui.store.bookmarks import Bookmark, BookmarkStore
from digest_tui.store.conflicts import Merged
from digest_tui.store.errors import ChangedSinceError, StoreError
from digest_tui.store.journal import (
    KEPT,
    MERGED,
    READING,
    SEARCH,
    Entry,
    Item,
    Journal,
    Status,
    settle,
    stored,
)
from digest_tui.store.ledger import Outcome
from digest_tui.store.reading import Reading, ReadingState
from digest_tui.store.search_changes import SearchChanges
from digest_tui.store.searches import SearchStore

if TYPE_CHECKING:
    from sqlite3 import Connection


class Undoing:
    """What takes changes back and makes them again. Used by one thread at a time."""

    def __init__(self, bookmarks: BookmarkStore, reading: ReadingState, searches: SearchStore) -> None:
        """Touches nothing.

        Args:
            bookmarks: The bookmarks.
            reading: The reading state, in whose database the journal is.
            searches: The saved searches.
        """
        self._bookmarks = bookmarks
        self._reading = reading
        self._journal = Journal(reading.database())
        self._searches = SearchChanges(searches, self._journal)

    def undo(self, now: datetime) -> Outcome | None:
        """Takes the latest change back that stands, of this run or an earlier one; None when there is none.

        Raises:
            StoreError: Nothing of it was taken back; when that is because all of it has been changed since
                (:class:`ChangedSinceError`), the next call goes on to the change before.
        """
        with self._journal.alone():
            self._settle_begun()
            entry = self._journal.to_undo()
            return None if entry is None else self._turn(entry, now, back=True)

    def redo(self, now: datetime) -> Outcome | None:
        """Makes the change again that was undone last; None when there is none.

        Raises:
            StoreError: As for :meth:`undo`.
        """
        with self._journal.alone():
            entry = self._journal.to_redo()
            return None if entry is None else self._turn(entry, now, back=False)

    def recover(self, now: datetime) -> None:
        """Looks into what a crash has cut off: what has happened is noted, an undo is brought to its end.

        Does nothing while another instance is in the middle of a change.

        Raises:
            StoreError: The disk refuses, or the other instance is not done; the next start tries again.
        """
        if not self._journal.interrupted():
            return
        with self._journal.alone(patience=0.0):
            self._settle_begun()
            for entry in self._journal.interrupted():
                with suppress(ChangedSinceError):
                    self._turn(entry, now, back=entry.status is Status.UNDOING)

    def _settle_begun(self) -> None:
        """Notes what has happened of the changes that were begun and not settled."""
        for entry in self._journal.interrupted():
            if entry.status is Status.BEGUN:
                self._journal.finish(entry.number, [item for item in entry.items if self._has_happened(item)])

    def _turn(self, entry: Entry, now: datetime, *, back: bool) -> Outcome:
        """Undoes an entry, or does it again."""
        undoing = (Status.DONE, Status.UNDOING, Status.UNDONE)
        was, now_being, then = undoing if back else (Status.UNDONE, Status.REDOING, Status.DONE)
        items = [_turned(item) for item in reversed(entry.items)] if back else list(entry.items)
        of_files = [item for item in items if item.field != READING]
        if of_files:
            self._journal.settle(entry.number, now_being)
        done, refused = self._turn_files(of_files)
        at_odds = [error for error in refused if not isinstance(error, ChangedSinceError)]

        def note(connection: "Connection", moved: frozenset[str]) -> None:
            """Settles the entry in the transaction of the reading state, once it is known what was moved."""
            done.extend(item for item in items if item.field == READING and item.paper in moved)
            if at_odds:
                settle(connection, entry.number, was)
            elif done:
                kept = reversed([_turned(item) for item in done]) if back else done
                settle(connection, entry.number, then, kept)
            else:
                settle(connection, entry.number, Status.GONE)

        moves = {
            item.paper: (Reading(item.before), Reading(item.after)) for item in items if item.field == READING
        }
        moved = self._reading.move(moves, now, note)
        refused += [
            ChangedSinceError(f"{paper} is not {before.value} any more")
            for paper, (before, _) in moves.items()
            if paper not in moved
        ]
        if refused and not done:
            raise (at_odds or refused)[0]
        return Outcome(tuple(done), tuple(refused))

    def _turn_files(self, items: list[Item]) -> tuple[list[Item], list[StoreError]]:
        """Makes changes of bookmarks and searches, each if what it is to change still is as it was left."""
        done: list[Item] = []
        refused: list[StoreError] = []
        of_bookmarks = any(item.field != SEARCH for item in items)
        with self._bookmarks.together() if of_bookmarks else nullcontext():
            for item in items:
                try:
                    done.append(self._turned_item(item))
                except StoreError as error:
                    refused.append(error)
        return done, refused

    def _turned_item(self, item: Item) -> Item:
        """Makes one change; the item as it has come out."""
        if item.field == KEPT:
            self._turn_kept(item)
        elif item.field == MERGED:
            return self._turn_merged(item)
        elif item.field == SEARCH:
            self._searches.turn(item)
        else:
            self._turn_field(item)
        return item

    def _turn_merged(self, item: Item) -> Item:
        merged = Merged.from_json(item.paper, item.after or item.before, self._bookmarks.folder)
        if not item.after:
            self._bookmarks.take_apart(merged)
            return item
        return Item(item.paper, MERGED, "", self._bookmarks.merge(merged.conflict).as_json())

    def _turn_kept(self, item: Item) -> None:
        if item.after:
            self._bookmarks.restore(item.paper)
        else:
            self._bookmarks.remove(item.paper)

    def _turn_field(self, item: Item) -> None:
        if item.paper not in self._bookmarks:
            raise ChangedSinceError(f"{item.paper} is no bookmark any more")

        def change(mark: Bookmark) -> edits.Changes:
            current = stored(getattr(mark, item.field))
            if current == item.after:
                return {}
            if item.field == "tags":
                return {"tags": _merged_tags(current, item)}
            if current != item.before:
                what = item.field.replace("_", "-")
                raise ChangedSinceError(f"the {what} of {item.paper} was changed since")
            return {item.field: _loaded(item.field, item.after)}

        self._bookmarks.edit(item.paper, change)

    def _has_happened(self, item: Item) -> bool:
        if item.field == KEPT:
            return (item.paper in self._bookmarks) is item.after
        if item.field == READING:
            return bool(self._reading.state(item.paper).value == item.after)
        if item.field == SEARCH:
            return self._searches.has_happened(item)
        if item.field == MERGED:
            return conflicts.has_happened(Merged.from_json(item.paper, item.after, self._bookmarks.folder))
        mark = self._bookmarks.get(item.paper)
        return mark is not None and stored(getattr(mark, item.field)) == item.after


def _loaded(field: str, value: Any) -> edits.Value:  # noqa: ANN401
    if field == "tags":
        return tuple(value)
    if field == "read_by":
        return date.fromisoformat(value) if value else None
    return str(value)


def _turned(item: Item) -> Item:
    return Item(item.paper, item.field, item.after, item.before)


def _merged_tags(current: list[str], item: Item) -> tuple[str, ...]:
    """The tags with what the change has added and taken away, whatever else has become of them since."""
    if current == item.before:
        return tuple(item.after)
    stay = [tag for tag in current if tag in item.after or tag not in item.before]
    return tuple(dict.fromkeys([*stay, *(tag for tag in item.after if tag not in item.before)]))
