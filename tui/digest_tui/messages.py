"""What widgets ask for and what the app tells: dataclass messages, none of which carries a widget.

Two messages are never the same one, and none is printed: without the methods for that, which ``dataclass``
compiles for each class, the 29 of a launch are made in 2 ms in place of 4.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from textual.message import Message

from digest_parsers.loaded import LoadedFile
from digest_parsers.model import Appearance
from digest_tui.saved_search import SavedSearch

if TYPE_CHECKING:
    from digest_tui.store.conflicts import Conflict
    from digest_tui.store.document import Bookmark

LinkKind = Literal["abs", "pdf"]
CopyKind = Literal["url", "id", "title", "bibtex"]
Outlet = Literal["file", "clipboard", "command"]
ReadingState = Literal["unread", "read", "skipped"]
BookmarkField = Literal["folder", "note", "rating", "read_by"]


# --- requests: a screen asks the app


class Change(Message):
    """A change of what the user keeps; each is saved before it is shown, and can be undone."""


@dataclass(eq=False, repr=False)
class ToggleBookmarks(Change):
    """Keep these papers; stop keeping them when all of them are kept."""

    appearances: tuple[Appearance, ...]


@dataclass(eq=False, repr=False)
class Keep(Change):
    """Keep these papers and mark them read; those that are kept stay kept."""

    appearances: tuple[Appearance, ...]


@dataclass(eq=False, repr=False)
class SetState(Change):
    """Mark papers as read, skipped or unread.

    Attributes:
        arxiv_ids: The papers.
        state: What they are to be.
        by_hand: Whether the user pressed a key for it, so that undo takes it back; else it was read.
        besides: What to say of it besides, or nothing.
    """

    arxiv_ids: tuple[str, ...]
    state: ReadingState
    by_hand: bool = True
    besides: str = ""


@dataclass(eq=False, repr=False)
class Tag(Change):
    """Put tags on papers and take others off; papers that are not kept yet are kept."""

    appearances: tuple[Appearance, ...]
    add: tuple[str, ...]
    remove: tuple[str, ...] = ()


@dataclass(eq=False, repr=False)
class SetField(Change):
    """Set the folder, note, rating or read-by day of papers; those that are not kept yet are kept."""

    appearances: tuple[Appearance, ...]
    field: BookmarkField
    value: str | date | None


@dataclass(eq=False, repr=False)
class Merge(Change):
    """Make one bookmark of two versions."""

    conflict: "Conflict"


@dataclass(eq=False, repr=False)
class SaveSearch(Change):
    """Add a saved search, change one or take one out.

    Attributes:
        name: The search that is there; None to add one.
        wanted: What it is to be; None to take it out.
    """

    name: str | None
    wanted: SavedSearch | None


class Undo(Change):
    """Take the latest change back."""


class Redo(Change):
    """Make the change again that was undone last."""


@dataclass(eq=False, repr=False)
class OpenPaper(Message):
    """Open a paper's page or PDF in the browser."""

    appearance: Appearance
    kind: LinkKind


@dataclass(eq=False, repr=False)
class OpenLink(Message):
    """Open a link that stands in a digest."""

    url: str


@dataclass(eq=False, repr=False)
class Copy(Message):
    """Put something of a paper on the clipboard.

    Attributes:
        appearance: The paper, as the page shows it.
        kind: What of it.
        mark: Its bookmark, if it is kept.
    """

    appearance: Appearance
    kind: CopyKind
    mark: "Bookmark | None"


@dataclass(eq=False, repr=False)
class CopyText(Message):
    """Put a text on the clipboard.

    Attributes:
        what: What it is, for the message.
        text: The text.
    """

    what: str
    text: str


@dataclass(eq=False, repr=False)
class ChooseLibrary(Message):
    """Let the user choose what to read."""


@dataclass(eq=False, repr=False)
class Reload(Message):
    """Look for new, changed and removed digests."""


# --- facts: the app tells, after it has happened


@dataclass(eq=False, repr=False)
class FilesFound(Message):
    """The folders have been listed.

    Attributes:
        run: Which reading this belongs to; an older one's messages are to be ignored.
        ready: What can be shown at once: files known from last time, and what will not be read.
        left: How many files are still to be read.
        gone: Paths that were there before and are no more.
    """

    run: int
    ready: tuple[LoadedFile, ...]
    left: int
    gone: tuple[str, ...]


@dataclass(eq=False, repr=False)
class FilesLoaded(Message):
    """Some files have been read.

    Attributes:
        run: Which reading this belongs to.
        loaded: The files, in the order in which they were read.
        done: How many have been read in all.
        found: How many there are.
        finished: Whether these were the last.
        problem: Why nothing can be kept in the cache, when they were the last; an empty string when it can.
        left: Seconds that the rest will take, as far as that can be told.
    """

    run: int
    loaded: tuple[LoadedFile, ...]
    done: int
    found: int
    finished: bool
    problem: str = ""
    left: float | None = None


@dataclass(eq=False, repr=False)
class CacheFailed(Message):
    """What was read cannot be kept for the next time, as has come out after all was read.

    Attributes:
        run: Which reading this belongs to.
        cause: Why, in one sentence.
    """

    run: int
    cause: str


@dataclass(eq=False, repr=False)
class ReadingFailed(Message):
    """The folders cannot be read at all."""

    run: int
    cause: str


@dataclass(eq=False, repr=False)
class FilesChanged(Message):
    """Something in the library, the bookmarks or the saved searches has changed, or may have."""


@dataclass(eq=False, repr=False)
class WatchingFailed(Message):
    """Changes will not be noticed by themselves."""

    cause: str
