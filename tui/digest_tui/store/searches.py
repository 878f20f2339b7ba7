"""The saved searches: one YAML file of the user's, read again when it has changed, changed one at a time.

Other instances, editors and synchronisers write the same file. So every change locks its folder, reads it
anew, makes this one change and is durable when it returns; a file that is not understood is
told and left alone.
"""

import errno
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

from digest_parsers.errors import DigestError
from digest_tui.saved_search import SavedSearch
from digest_tui.store import durable, search_edits, search_file
from digest_tui.store.errors import ChangedSinceError, StoreError, StoreProblem
from digest_tui.store.search_edits import Placed
from digest_tui.store.search_file import Contents

#: More is no list of searches; safeyaml reads no more either.
_MAX_FILE = 1024 * 1024
#: How often a change is made anew when another program writes the file at the same time.
_TRIES = 5
_BOM = b"\xef\xbb\xbf"

#: The lines of a search before and after a change; None where there are none.
Change = tuple[Placed | None, Placed | None]
#: Told of a change before it is written.
Noting = Callable[[Change], None]


class SearchStore:
    """The saved searches of one file.

    Looking at :attr:`contents` reads memory, on any thread; what touches the disk waits for one another.

    Attributes:
        path: The file; it is made with the first search.
        contents: What it says. As long as it cannot be read, the searches are those of before.
    """

    def __init__(self, path: Path) -> None:
        """Touches nothing; call :meth:`refresh` to read what is there.

        Args:
            path: The file; it need not exist.
        """
        self.path = path.absolute()
        self.contents = Contents()
        self._data: bytes | None = None
        self._understood = True
        self._working = threading.RLock()

    def refresh(self) -> bool:
        """Reads the file, if it is another than before.

        Returns:
            Whether the searches or the problems are others now.
        """
        with self._working:
            before = self.contents
            try:
                data = _read(self.path)
                if data != self._data or not self._understood:
                    self.contents = search_file.read(_text(data, self.path), self.path)
                    self._data, self._understood = data, True
            except OSError as error:
                self._keep(f"cannot be read: {error.strerror}", None, "check the permissions")
            except DigestError as error:
                self._keep(error.cause, error.line, error.cure)
            return self.contents != before

    def _keep(self, cause: str, line: int | None, cure: str) -> None:
        """Go on with the searches of before, and tell why."""
        self._understood = False
        problem = StoreProblem(self.path, line, cause, cure)
        self.contents = Contents(self.contents.searches, (problem,))

    def add(self, search: SavedSearch, noting: Noting | None = None) -> Change:
        """Adds a search at the end; durable on return.

        Args:
            search: The search.
            noting: Told what is about to be written.

        Raises:
            StoreError: There is one of that name, the file is not understood, or the disk refuses.
        """

        def change(text: str) -> Change:
            if search_edits.placed(text, search.name, self.path) is not None:
                cause = f"there is a search {search.name} already"
                raise StoreError(cause, path=self.path, cure="choose another name")
            return None, Placed(_MAX_FILE, -1, search_edits.composed(search))

        return self._change(change, noting)

    def change(self, name: str, wanted: SavedSearch, noting: Noting | None = None) -> Change:
        """Changes a search, and not a byte of anything else; durable on return.

        Args:
            name: The search.
            wanted: What it is to be; the name may be another one.
            noting: Told what is about to be written.

        Raises:
            StoreError: There is none, the new name is taken, the file is not understood, or the disk refuses.
        """

        def change(text: str) -> Change:
            old = self._placed(text, name)
            taken = name.casefold() != wanted.name.casefold()
            if taken and search_edits.placed(text, wanted.name, self.path) is not None:
                cause = f"there is a search {wanted.name} already"
                raise StoreError(cause, path=self.path, cure="choose another name")
            return old, Placed(old.at, old.gap, search_edits.changed(old.text, wanted, self.path))

        return self._change(change, noting)

    def remove(self, name: str, noting: Noting | None = None) -> Change:
        """Takes a search out; durable on return.

        Args:
            name: The search.
            noting: Told what is about to be written.

        Raises:
            StoreError: There is none, the file is not understood, or the disk refuses.
        """
        return self._change(lambda text: (self._placed(text, name), None), noting)

    def turn(self, name: str, old: Placed | None, new: Placed | None) -> Change:
        """Makes a change of before again, or takes it back by giving it the other way round.

        Args:
            name: What messages call the search.
            old: What is to stand there now.
            new: What is to stand there then.

        Raises:
            ChangedSinceError: Something else stands there.
            StoreError: The file is not understood, or the disk refuses.
        """

        def change(text: str) -> Change:
            here = search_edits.placed(text, self._name_of(old or new), self.path)
            if _words(here) != _words(old):
                raise ChangedSinceError(f"the search {name} was changed since")
            return here, new

        return self._change(change)

    def holds(self, name: str, lines: Placed | None) -> bool:
        """Whether a search stands in the file in just these lines.

        Args:
            name: What it is called where there are no lines.
            lines: The lines; None to ask whether there is none of that name.
        """
        try:
            text = _text(_read(self.path), self.path)
            here = search_edits.placed(text, self._name_of(lines) if lines else name, self.path)
        except (OSError, DigestError):
            return False
        return _words(here) == _words(lines)

    def _name_of(self, lines: Placed | None) -> str:
        return search_file.read(lines.text, self.path).searches[0].name if lines is not None else ""

    def _placed(self, text: str, name: str) -> Placed:
        found = search_edits.placed(text, name, self.path)
        if found is None:
            raise StoreError(f"there is no search {name} (any more)", path=self.path)
        return found

    def _change(self, change: Callable[[str], Change], noting: Noting | None = None) -> Change:
        """Makes a change, again when somebody else wrote the file meanwhile."""
        with self._working:
            try:
                durable.make_folder(self.path.parent)
                with durable.locked(self.path.parent):
                    made = self._rewritten(change, noting)
            except StoreError:
                raise
            except DigestError as error:
                raise StoreError(error.cause, path=self.path, line=error.line, cure=error.cure) from error
            except OSError as error:
                raise StoreError.from_os(error, self.path) from error
            self.refresh()
            return made

    def _rewritten(self, change: Callable[[str], Change], noting: Noting | None) -> Change:
        for _ in range(_TRIES):
            data = _read(self.path)
            text = _text(data, self.path)
            old, new = change(text)
            result = search_edits.replaced(text, old, new, self.path)
            if noting is not None:
                noting((old, new))
            wanted = (_BOM if data and data.startswith(_BOM) else b"") + result.encode("utf-8")
            if data is None:
                try:
                    durable.write_new(self.path, wanted)
                except FileExistsError:
                    continue
            elif wanted != data and not durable.replace(self.path, wanted, data):
                continue
            return old, new
        raise StoreError("another program keeps writing it", path=self.path, cure="try again")


def _words(lines: Placed | None) -> list[str]:
    """What stands in the lines of a search, however far they are indented."""
    return [] if lines is None else [line.strip() for line in lines.text.split("\n")]


def _read(path: Path) -> bytes | None:
    """The bytes of the file; None when there is none.

    Raises:
        OSError: It cannot be read, or is no file of that kind.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for
            raise OSError(errno.EINVAL, "is no regular file", str(path))
        with path.open("rb") as file:
            data = file.read(_MAX_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if len(data) > _MAX_FILE:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data


def _text(data: bytes | None, path: Path) -> str:
    """The text of the file; empty when there is none.

    Raises:
        StoreError: It is not UTF-8.
    """
    try:
        return "" if data is None else data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise StoreError("is not UTF-8 text", path=path, line=line, cure="save it as UTF-8") from error
