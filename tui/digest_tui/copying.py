"""What leaves the reader on request: a paper's address for the browser, a text for the clipboard."""

from typing import TYPE_CHECKING

from digest_parsers import arxiv_id as ids
from digest_parsers import paper_id
from digest_parsers.model import Appearance, Entry
from digest_parsers.sanitize import clean_line
from digest_tui.messages import CopyKind, LinkKind

if TYPE_CHECKING:
    from digest_tui.store.document import Bookmark


def page_url(entry: Entry, kind: LinkKind) -> str | None:
    """The paper's page or PDF, by its id and not by what a digest says; None when it has no id.

    Only arXiv tells where its PDFs are; elsewhere the page leads to them.
    """
    if kind == "pdf" and ids.parse(entry.arxiv_id) is not None:
        return ids.pdf_url(entry.arxiv_id, entry.version)
    return paper_id.page_url(entry.arxiv_id, entry.version) or None


def text_of(appearance: Appearance, kind: CopyKind, mark: "Bookmark | None") -> str:
    """What is copied of a paper, with its bookmark if it is kept; empty when it has nothing of the kind."""
    entry = appearance.entry
    if kind == "bibtex":
        from digest_parsers.export import bibtex  # noqa: PLC0415 - not needed for the other kinds
        from digest_tui.exporting import item_of  # noqa: PLC0415

        return bibtex(item_of(appearance, mark))
    return {"url": page_url(entry, "abs") or "", "id": entry.arxiv_id, "title": entry.title}[kind]


def fit_for_clipboard(text: str) -> str:
    """The text without what a terminal or a shell would obey when it is pasted."""
    return "\n".join(clean_line(line) for line in text.split("\n"))
