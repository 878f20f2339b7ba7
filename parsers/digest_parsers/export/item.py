"""What is exported of a paper: its entry in a digest, and what the user has put to it."""

from dataclasses import dataclass
from datetime import date, datetime

from digest_parsers import arxiv_id, paper_id
from digest_parsers.model import Appearance, Entry


@dataclass(frozen=True, slots=True)
class Item:
    """A paper to be exported.

    Attributes:
        appearance: Its entry, with the digest that it stands in.
        kept: Whether the user keeps it; if not, what follows is empty.
        tags: The user's tags.
        folder: The user's folder.
        rating: The user's rating.
        note: The user's note.
        read_by: The day by which the user wants to have read it.
        added: When it was kept.
    """

    appearance: Appearance
    kept: bool = False
    tags: tuple[str, ...] = ()
    folder: str = ""
    rating: str = ""
    note: str = ""
    read_by: date | None = None
    added: datetime | None = None

    @property
    def entry(self) -> Entry:
        """The entry."""
        return self.appearance.entry


def url_of(entry: Entry) -> str:
    """The address of a paper's page: that of its id, else the first link with one; else an empty string."""
    links = (link.url for link in entry.links if link.url.startswith(("https://", "http://")))
    return paper_id.page_url(entry.arxiv_id) or next(links, "")


def doi_of(entry: Entry) -> str:
    """The DOI of a paper; that of a paper on arXiv is the one that arXiv registers for all of its papers.

    See https://info.arxiv.org/help/doi.html.
    """
    known = arxiv_id.parse(entry.arxiv_id)
    return f"10.48550/arXiv.{known.id}" if known else paper_id.doi(entry.arxiv_id)


def date_of(entry: Entry) -> tuple[int, ...]:
    """Year, month and day of a paper, as far as they are known: of its publication, else of its id."""
    if entry.published is not None:
        return entry.published.year, entry.published.month, entry.published.day
    month = arxiv_id.month(entry.arxiv_id)
    return (month.year, month.month) if month else ()


def one_line(text: str) -> str:
    """The text with one space for each run of white space."""
    return " ".join(text.split())
