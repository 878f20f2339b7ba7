"""The bookmarks: one Markdown file each in a folder that is the user's, never overwritten, never deleted.

Other instances, editors and synchronisers work in the same folder. So every change takes the folder's lock,
reads what is new on the disk, makes its one change and is durable when it returns; what cannot be understood
is kept and told in :attr:`BookmarkStore.problems`. A removed bookmark is moved to a hidden folder beside the
others and comes back from there, with its note and tags, when the paper is kept again.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

from digest_parsers.errors import DigestError
from digest_parsers.model import Appearance
from digest_tui.store import conflicts, durable, edits
from digest_tui.store.conflicts import Conflict, Merged
from digest_tui.store.document import Bookmark, compose, file_name, parse
from digest_tui.store.errors import ChangedSinceError, StoreError, StoreProblem
from digest_tui.store.shelf import MAX_FILE, Shelf, Trouble

__all__ = ["Bookmark", "BookmarkStore"]

_REMOVED = ".removed"

#: How often a change is made anew when another program writes the same file at the same time.
_TRIES = 5


class BookmarkStore:
    """The bookmarks of one folder.

    Looking things up (``in``, ``len``, :meth:`get`, :meth:`all`) reads memory, on any thread. What touches
    the disk (:meth:`load`, :meth:`refresh`, and all that changes something) waits for one another.

    Attributes:
        folder: The folder of the files; it is made with the first bookmark.
        problems: What could not be understood or read; it is left as it is.
    """

    def __init__(self, folder: Path) -> None:
        """Touches nothing; call :meth:`load` to read what is there.

        Args:
            folder: The folder of the files; it need not exist.
        """
        self.folder = folder.absolute()
        self.problems: list[StoreProblem] = []
        self._shelf = Shelf(self.folder)
        self._removed = Shelf(self.folder / _REMOVED)
        self._working = threading.RLock()
        self._together = False

    def __contains__(self, arxiv_id: object) -> bool:
        return arxiv_id in self._shelf.by_id

    def __len__(self) -> int:
        return len(self._shelf.by_id)

    def get(self, arxiv_id: str) -> Bookmark | None:
        """The bookmark of a paper, or None."""
        return self._shelf.by_id.get(arxiv_id)

    def all(self) -> list[Bookmark]:
        """All bookmarks, the newest first."""
        return sorted(self._shelf.by_id.values(), key=lambda mark: (mark.added, mark.arxiv_id), reverse=True)

    @property
    def conflicts(self) -> list[Conflict]:
        """The bookmarks of which there are two versions."""
        return self._shelf.conflicts

    def troubles(self) -> dict[str, Trouble]:
        """What could not be understood, by the name of the file (or of the folder, if that is it)."""
        conflicts_at = {(one.copy or one.kept): one for one in self.conflicts}
        return {one.path.name: Trouble(one, conflicts_at.get(one.path)) for one in self.problems}

    def load(self) -> None:
        """Reads the folder; what goes wrong is in :attr:`problems` afterwards."""
        with self._working:
            durable.remove_stale(self.folder, time.time())
            self.refresh()

    def refresh(self) -> bool:
        """Reads what others have changed; one listing of the folder when nothing has.

        Returns:
            Whether the bookmarks or the problems are others than before.
        """
        with self._working:
            before = self.problems
            try:
                changed = self._shelf.refresh()
                self.problems = self._shelf.problems
            except OSError as error:
                changed = False
                cause = f"the bookmarks cannot be read: {error.strerror}"
                self.problems = [StoreProblem(self.folder, None, cause, "check the permissions")]
            return changed or self.problems != before

    @contextmanager
    def together(self) -> Iterator[None]:
        """Lets the changes inside be made under one lock, with one look at the whole folder before the first.

        Each of them is durable when it returns, as ever.

        Raises:
            StoreError: The folder cannot be made, locked or listed.
        """
        with self._changing(self.folder):
            durable.make_folder(self.folder)
            with durable.locked(self.folder):
                self._shelf.refresh()
                self._together = True
                try:
                    yield
                finally:
                    self._together = False

    def add(self, appearance: Appearance, *, now: datetime) -> Bookmark:
        """Keeps a paper; durable on return.

        A bookmark that is there already, made by another instance or by hand, stays as it is and is
        returned. One that was removed comes back with its note and tags.

        Args:
            appearance: The entry to keep, with its digest.
            now: The time that the bookmark gets, with a time zone.

        Raises:
            StoreError: It is not saved: the disk refuses, or a file that is not understood has its name.
        """
        arxiv_id = appearance.entry.arxiv_id
        path = self._path(arxiv_id)
        with self._changing(path):
            durable.make_folder(self.folder)
            with self._held():
                if arxiv_id in self:
                    durable.fsync_folder(self.folder)  # whoever made it may not have come to that yet
                elif (restored := self._restored(arxiv_id)) is not None:
                    path = restored
                else:
                    self._write(path, appearance, now)
                self._shelf.look_again(path)
        kept = self.get(arxiv_id)
        if kept is None:
            raise StoreError("it was gone again right after it was written", path=path, cure="try again")
        return kept

    def remove(self, arxiv_id: str) -> Path | None:
        """Takes a bookmark off; its file moves to a hidden folder beside the others. Durable on return.

        Args:
            arxiv_id: The paper.

        Returns:
            Where the file is now, or None when there was no such bookmark (any more).

        Raises:
            StoreError: It is still a bookmark: the disk refuses.
        """
        with self._changing(self._path(arxiv_id)):
            if not self.folder.is_dir():
                return None
            with self._held():
                mark = self.get(arxiv_id)
                if mark is None:
                    return None
                durable.make_folder(self._removed.folder)
                target = self._removed.folder / mark.path.name
                if os.path.lexists(target):
                    durable.move_new(target, durable.free_name(target))
                durable.move_new(mark.path, target)
                self._shelf.look_again(mark.path)
                return target

    def restore(self, arxiv_id: str) -> Bookmark:
        """Brings a removed bookmark back as it was; durable on return.

        Raises:
            StoreError: There is none (any more; a :class:`ChangedSinceError`), or the disk refuses.
        """
        path = self._path(arxiv_id)
        with self._changing(path):
            durable.make_folder(self.folder)
            with self._held():
                restored = self.get(arxiv_id) is None and self._restored(arxiv_id)
                if restored:
                    self._shelf.look_again(restored)
        mark = self.get(arxiv_id)
        if mark is None:
            raise ChangedSinceError("the removed file is gone", path=self._removed.folder / path.name)
        return mark

    def edit(self, arxiv_id: str, change: Callable[[Bookmark], edits.Changes]) -> tuple[Bookmark, Bookmark]:
        """Changes fields of a bookmark, and not a byte of anything else in its file; durable on return.

        Args:
            arxiv_id: The paper.
            change: Gives the new values (see :data:`edits.FIELDS`), worked out from the bookmark as it is on
                the disk at that moment.

        Returns:
            The bookmark before and after.

        Raises:
            StoreError: Nothing has changed: there is no such bookmark, its file cannot be changed, or the
                disk refuses. Whatever ``change`` raises goes through.
        """
        path = self._path(arxiv_id)
        with self._changing(path), self._held() if self.folder.is_dir() else nullcontext():
            mark = self.get(arxiv_id)
            if mark is None:
                raise StoreError(f"{arxiv_id} is no bookmark (any more)", path=path)
            try:
                before = self._rewritten(mark.path, change)
            except (DigestError, UnicodeError) as error:
                raise _refusal(error, mark.path) from error
            self._shelf.look_again(mark.path)
            after = self.get(arxiv_id)
            if after is None:
                raise StoreError(
                    "it was gone again right after it was written", path=mark.path, cure="try again"
                )
            return before, after

    def merge(self, conflict: Conflict) -> Merged:
        """Makes one bookmark of two versions; both files as they were go into a hidden folder.

        Raises:
            StoreError: Nothing is lost: a version cannot be read or changed, or the disk refuses.
        """
        with self._versions(conflict):
            return conflicts.merge(conflict)

    def take_apart(self, merged: Merged) -> None:
        """Takes a merge back, so that there are two versions again.

        Raises:
            ChangedSinceError: The bookmark, or what was kept aside, is not what it was then.
            StoreError: The disk refuses.
        """
        with self._versions(merged.conflict):
            conflicts.take_apart(merged)

    def plan(self, conflict: Conflict) -> Merged:
        """What merging two versions would come to.

        Raises:
            StoreError: A version cannot be read or changed.
        """
        with self._versions(conflict, locked=False):
            return conflicts.plan(conflict)

    @contextmanager
    def _versions(self, conflict: Conflict, *, locked: bool = True) -> Iterator[None]:
        """Work on the files of a conflict; what goes wrong is told as what is not saved."""
        with self._changing(conflict.kept), self._held() if locked else nullcontext():
            try:
                yield
            except (DigestError, UnicodeError) as error:
                raise _refusal(error, conflict.kept) from error
            finally:
                self._shelf.refresh()

    def _rewritten(self, path: Path, change: Callable[[Bookmark], edits.Changes]) -> Bookmark:
        """Makes a change to a file, again when somebody else wrote it meanwhile; the bookmark before it."""
        for _ in range(_TRIES):
            data = path.read_bytes()
            before = parse(data.decode("utf-8-sig"), path, path.stat().st_mtime)
            new = edits.apply(data, edits.tidy(change(before)), path)
            if new == data or durable.replace(path, new, data):
                return before
        raise StoreError("another program keeps writing it", path=path, cure="try again")

    def _path(self, arxiv_id: str) -> Path:
        try:
            return self.folder / file_name(arxiv_id)
        except DigestError as error:
            raise StoreError(error.cause) from error

    @contextmanager
    def _changing(self, path: Path) -> Iterator[None]:
        """One change at a time; what the operating system refuses is told as not saved."""
        with self._working:
            try:
                yield
            except OSError as error:
                raise StoreError.from_os(error, path) from error
            finally:
                self.problems = self._shelf.problems

    @contextmanager
    def _held(self) -> Iterator[None]:
        """The folder locked and looked through, unless that has been done for several changes together."""
        if self._together:
            yield
            return
        with durable.locked(self.folder):
            self._shelf.refresh()
            yield

    def _restored(self, arxiv_id: str) -> Path | None:
        """Brings a removed bookmark of the paper back in its place; where it is now, None without one."""
        self._removed.refresh()
        mark = self._removed.by_id.get(arxiv_id)
        if mark is None:
            return None
        target = self.folder / mark.path.name
        self._refuse_taken(target)
        durable.move_new(mark.path, target)
        return target

    def _write(self, path: Path, appearance: Appearance, now: datetime) -> None:
        self._refuse_taken(path)
        text = compose(appearance, now)
        try:
            parse(text, path, now.timestamp())  # what could not be read again is better not written
            data = text.encode("utf-8")
        except (DigestError, UnicodeEncodeError) as error:
            raise StoreError(f"the entry does not fit into a bookmark file, {error}", path=path) from error
        if len(data) > MAX_FILE:
            raise StoreError("the entry is too big for a bookmark file", path=path)
        durable.write_new(path, data)

    def _refuse_taken(self, path: Path) -> None:
        """Keeps what cannot be understood: the user decides what becomes of it."""
        problem = self._shelf.problem_at(path)
        if problem is not None:
            cause = f"a file that is no readable bookmark has its name, {problem.cause}"
            raise StoreError(cause, path=path, line=problem.line, cure=problem.cure)


def _refusal(error: Exception, path: Path) -> StoreError:
    """The error that refuses a change, for whatever is wrong with the file."""
    if isinstance(error, StoreError):
        return error
    if isinstance(error, DigestError):
        return StoreError(error.cause, path=error.path or path, line=error.line, cure=error.cure)
    return StoreError("is not UTF-8 text", path=path, cure="save it as UTF-8")
