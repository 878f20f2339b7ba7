"""Invented papers and digests for tests; nobody wrote or summarised any of them."""

from collections.abc import Iterable, Sequence
from datetime import date

from digest_parsers.load import LoadedFile
from digest_parsers.model import Appearance, DaySource, Digest, Entry, RepairReport, Section

#: A title that attacks markup, actions and the terminal at once.
HOSTILE = "O(n[/]log n) [@click=app.quit]x[/] \x1b]0;pwned\x07"


def entry(
    arxiv_id: str = "2601.00001",
    title: str = "An invented paper",
    *,
    categories: Sequence[str] = ("cs.AI",),
    score: float | None = None,
    tldr: str = "一句话：这是虚构的论文。",
    authors: Sequence[str] = ("Ann Author", "Ben Byline"),
    **fields: object,
) -> Entry:
    """An entry with a TL;DR, a method and an abstract."""
    sections = (
        Section("tldr", "TL;DR", tldr),
        Section("method", "Method", "A method that nobody tried."),
        Section("abstract", "Abstract", "We invent a result.\n\nIt has two paragraphs."),
    )
    values: dict[str, object] = {
        "line": 1,
        "version": "v1",
        "authors": tuple(authors),
        "authors_total": len(authors),
        "categories": tuple(categories),
        "score": score,
        "sections": sections,
        "keywords": ("invention", "虚构"),
    }
    return Entry(arxiv_id, title, **(values | fields))  # type: ignore[arg-type]


def digest(day: date | None, entries: Iterable[Entry], *, path: str = "", inferred: bool = False) -> Digest:
    """A digest of a day."""
    source = None if day is None else DaySource.INFERRED_IDS if inferred else DaySource.HEADING
    return Digest(path or f"/invented/{day}.md", "daily-report", tuple(entries), day, source)


def loaded(*digests: Digest, repair: RepairReport | None = None) -> list[LoadedFile]:
    """Files, one a digest, as the loader gives them."""
    return [
        LoadedFile(one.path, None, one.format, "utf-8", repair or RepairReport(), (one,), ())
        for one in digests
    ]


def appearance(one: Entry | None = None, day: date = date(2026, 1, 5)) -> Appearance:
    """An entry in a digest of its own."""
    chosen = one or entry()
    return Appearance(digest(day, [chosen]), chosen)
