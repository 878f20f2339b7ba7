"""How a page is drawn: values that settings and keys change."""

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from digest_parsers.highlights import Highlight
    from digest_parsers.model import Entry
    from digest_parsers.related import Related
    from digest_tui.saved_search import SavedSearch


class Content(Enum):
    """Which texts of a paper are shown."""

    EVERYTHING = "everything"
    SUMMARY = "the summary only"
    ABSTRACT = "the abstract only"

    @property
    def following(self) -> "Content":
        """The next one, round and round."""
        every = list(Content)
        return every[(every.index(self) + 1) % len(every)]


class PageOptions(NamedTuple):
    """How a page is drawn.

    Attributes:
        width: Columns of the text; of each column of it where there are two.
        highlights: What the search looked for.
        all_authors: Whether a long list of authors is shown in full.
        tex: Whether TeX is shown as it was written.
        language: The language of labels, ``en`` or ``zh``.
        sections: Keys of the sections to show, in that order; empty for all in the file's order.
        content: Whether summary and abstract are shown, or one of them.
        folded: Keys of the sections of which only the beginning is shown.
        against: Another summary of the same paper; what differs from it is marked.
        related: Papers that are like this one; None as long as nobody asked.
        watches: The watches that have found the paper.
        beside: Whether the abstract stands beside the summary.
    """

    width: int
    highlights: "tuple[Highlight, ...]" = ()
    all_authors: bool = False
    tex: bool = False
    language: str = "en"
    sections: tuple[str, ...] = ()
    content: Content = Content.EVERYTHING
    folded: frozenset[str] = frozenset()
    against: "Entry | None" = None
    related: "tuple[Related, ...] | None" = None
    watches: "tuple[SavedSearch, ...]" = ()
    beside: bool = False
