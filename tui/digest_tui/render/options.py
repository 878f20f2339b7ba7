"""How rows and pages are drawn: values that settings and keys change."""

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from digest_tui.render.rows import DEFAULT_CELLS

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


class Drawing(NamedTuple):
    """How rows and pages are drawn, together.

    Attributes:
        page: How pages are, with the most columns that their text may have.
        cells: What the rows of the list show, from left to right.
    """

    page: PageOptions
    cells: tuple[str, ...]


#: What is drawn unless the settings say otherwise: lines of 44 Chinese characters or 88 letters at most.
PLAIN = Drawing(PageOptions(88), DEFAULT_CELLS)
