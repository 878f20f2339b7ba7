"""What the user did, as far as it is saved, and what bookmarks are gathered by."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest_parsers.model import Appearance
from digest_parsers.outline import key_of
from digest_tui.state import BadFile, KeptKind, KeptPart, Place

if TYPE_CHECKING:
    from digest_tui.store.document import Bookmark
    from digest_tui.store.shelf import Trouble


@dataclass(slots=True)
class Marks:
    """What the user did, as far as it is saved.

    Attributes:
        read: Keys (:func:`digest_parsers.outline.key_of`) of papers that were read or skipped.
        bookmarks: The snapshot of every bookmarked paper by id, newest bookmark first.
        skipped: Keys of papers that were skipped.
        kept: Every bookmark by id, with what the user wrote on it.
        troubles: Files among the bookmarks that are none, by name.
        new: Paths of the digests that have come since the last visit.
        complete: Whether it is known of all papers what was done with them, and not of those alone that are
            shown at first.
    """

    read: set[int] = field(default_factory=set)
    bookmarks: dict[str, Appearance] = field(default_factory=dict)
    skipped: set[int] = field(default_factory=set)
    kept: "Mapping[str, Bookmark]" = field(default_factory=dict)
    troubles: "Mapping[str, Trouble]" = field(default_factory=dict)
    new: Collection[str] = frozenset()
    complete: bool = True

    @classmethod
    def of(cls, kept: "Mapping[str, Bookmark]", troubles: "Mapping[str, Trouble]") -> "Marks":
        """The marks with the bookmarks as the store has them, newest first."""
        return cls(bookmarks={key: one.appearance for key, one in kept.items()}, kept=kept, troubles=troubles)

    def note(self, states: Mapping[str, str]) -> None:
        """Take in what was done with papers, by id: ``read``, ``skipped`` or ``unread``."""
        by_state: dict[str, list[int]] = {"read": [], "skipped": [], "unread": []}
        for paper, state in states.items():
            by_state[state].append(key_of(paper))
        self.read.update(by_state["read"], by_state["skipped"])
        self.read.difference_update(by_state["unread"])
        self.skipped.update(by_state["skipped"])
        self.skipped.difference_update(by_state["read"], by_state["unread"])

    def tags(self) -> tuple[str, ...]:
        """The tags in use, those of most papers first."""
        tags = Counter(tag for one in self.kept.values() for tag in one.tags)
        return tuple(tag for tag, _ in tags.most_common())

    def folders(self) -> tuple[str, ...]:
        """The folders in use, in alphabetical order."""
        return tuple(sorted({one.folder for one in self.kept.values() if one.folder}))

    def kept_in(self, place: Place) -> Iterator[str]:
        """The ids of the bookmarks of a place, newest first."""
        if isinstance(place, BadFile):
            return iter(())
        if not isinstance(place, KeptPart):
            return iter(self.bookmarks)
        return (key for key, one in self.kept.items() if place.holds(one.folder, one.tags))

    def parts(self) -> list[tuple[KeptPart, int]]:
        """The folders, each before those in it, then the tags, with how many bookmarks each has."""
        marks = self.kept.values()
        tags = Counter(tag for one in marks for tag in set(one.tags))
        paths = [one.folder.split("/") for one in marks if one.folder]
        folders = Counter("/".join(names[: depth + 1]) for names in paths for depth in range(len(names)))
        in_order = sorted(folders, key=lambda name: name.casefold().split("/"))
        parts = [(KeptPart(KeptKind.FOLDER, name), folders[name]) for name in in_order]
        return parts + [(KeptPart(KeptKind.TAG, name), tags[name]) for name in sorted(tags, key=str.casefold)]
