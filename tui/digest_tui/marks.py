"""What the user did, as far as it is saved."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest_parsers.model import Appearance

if TYPE_CHECKING:
    from digest_tui.store.document import Bookmark
    from digest_tui.store.shelf import Trouble


@dataclass(slots=True)
class Marks:
    """What the user did, as far as it is saved.

    Attributes:
        read: Ids of papers that were read or skipped.
        bookmarks: The snapshot of every bookmarked paper by id, newest bookmark first.
        skipped: Ids of papers that were skipped.
        kept: Every bookmark by id, with what the user wrote on it.
        troubles: Files among the bookmarks that are none, by name.
        new: Paths of the digests that have come since the last visit.
    """

    read: set[str] = field(default_factory=set)
    bookmarks: dict[str, Appearance] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    kept: "Mapping[str, Bookmark]" = field(default_factory=dict)
    troubles: "Mapping[str, Trouble]" = field(default_factory=dict)
    new: Collection[str] = frozenset()

    @classmethod
    def of(
        cls,
        read: set[str],
        skipped: set[str],
        kept: "Mapping[str, Bookmark]",
        troubles: "Mapping[str, Trouble]",
    ) -> "Marks":
        """The marks with the bookmarks as the store has them, newest first."""
        return cls(read, {key: one.appearance for key, one in kept.items()}, skipped, kept, troubles)
