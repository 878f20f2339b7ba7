"""The five real digests that the reader is made for, and whether every field of every paper is filled."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from digest_parsers.inference import infer_days
from digest_parsers.load import LoadedFile, load_file
from digest_parsers.model import DOUBT_MARK, DaySource, Digest, Entry, Level
from shared import shared

# Name's beginning, day, papers by category.
REPORTS = [
    ("000_", date(2026, 2, 28), {"cs.AI": 7, "cs.CL": 2, "cs.CV": 10, "cs.LG": 11}),
    ("002_", date(2026, 2, 24), {"cs.CV": 7, "cs.LG": 8}),
    ("003_", date(2026, 2, 4), {"cs.AI": 3, "cs.CL": 3, "cs.CV": 7, "cs.LG": 17}),
    ("004_", date(2026, 2, 13), {"cs.AI": 6, "cs.CL": 3, "cs.CV": 7, "cs.LG": 14}),
]


@cache
def load(path: Path) -> LoadedFile:
    return load_file(path)


def seed(beginning: str) -> LoadedFile:
    return load(next(shared("seeds").glob(f"{beginning}*")))


def digest_of(loaded: LoadedFile) -> Digest:
    assert len(loaded.digests) == 1
    return loaded.digests[0]


def texts(entry: Entry) -> Iterable[str]:
    yield from (entry.title, *entry.authors, *entry.keywords, *(section.text for section in entry.sections))


@pytest.mark.parametrize(("beginning", "day", "categories"), REPORTS, ids=[row[0] for row in REPORTS])
def test_a_damaged_report_is_read_whole(beginning: str, day: date, categories: dict[str, int]) -> None:
    loaded = seed(beginning)
    digest = digest_of(loaded)
    assert (digest.format, digest.day, digest.day_source) == ("daily-report", day, DaySource.HEADING)
    assert digest.category_counts() == categories == digest.stated
    assert digest.title == f"arXiv AI 论文日报 | {day}"
    assert loaded.repair.kind == "cp1254-lossy"
    assert loaded.repair.damaged > 0
    assert not [diagnostic for diagnostic in loaded.diagnostics if diagnostic.level is Level.ERROR]
    assert {diagnostic.code for diagnostic in loaded.diagnostics} <= {"repaired", "lost-characters"}
    for entry in digest.entries:
        assert entry.title
        assert entry.arxiv_id.startswith("26")
        assert entry.version == "v1"
        assert entry.authors
        assert entry.authors_total >= len(entry.authors)
        assert entry.categories
        assert entry.published is not None
        keys = [section.key for section in entry.sections]
        assert keys == ["abstract", "tldr", "motivation", "method", "conclusion"]
        assert all(section.text for section in entry.sections)
        assert entry.keywords
        assert entry.score is not None
        assert [link.url.split("/")[3] for link in entry.links] == ["abs", "pdf"]
        assert not any(DOUBT_MARK in text for text in texts(entry))
    assert any(entry.authors_unlisted for entry in digest.entries)


def test_the_undated_listing_is_read_whole() -> None:
    loaded = seed("001_")
    digest = digest_of(loaded)
    assert (digest.format, digest.day, loaded.repair.kind) == ("daily-enhanced", None, "none")
    assert digest.category_counts() == {"cs.CV": 59, "cs.CY": 4, "cs.LG": 106, "cs.AI": 63, "cs.IR": 16}
    assert digest.stated == digest.category_counts()
    assert [diagnostic.code for diagnostic in loaded.diagnostics] == ["no-day"]
    for entry in digest.entries:
        assert entry.title
        assert entry.authors
        assert (entry.version, entry.authors_unlisted) == (None, 0)
        keys = {section.key for section in entry.sections if section.text}
        assert keys == {"tldr", "motivation", "method", "result", "conclusion", "abstract"}
        assert [link.url for link in entry.links] == [f"https://arxiv.org/abs/{entry.arxiv_id}"]
    assert any("[" in entry.title for entry in digest.entries)
    assert any("$" in entry.title for entry in digest.entries)


def test_the_undated_listing_gets_its_day_from_the_papers_it_shares() -> None:
    digests = [digest_of(load(path)) for path in sorted(shared("seeds").iterdir())]
    undated = digest_of(seed("001_"))
    assert infer_days(digests) == {undated.path: (date(2026, 2, 13), DaySource.INFERRED_IDS)}
    assert infer_days([undated]) == {undated.path: (date(2026, 2, 1), DaySource.INFERRED_MONTH)}


def test_the_library_holds_all_entries() -> None:
    digests = [digest_of(load(path)) for path in sorted(shared("seeds").iterdir())]
    assert sum(len(digest.entries) for digest in digests) == 353
