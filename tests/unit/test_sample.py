"""The sample library: invented papers that show every state a digest can be in."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import digest_tui
from digest_parsers.arxiv_id import month
from digest_parsers.categories import name
from digest_parsers.load import LoadedFile, load_file
from digest_parsers.model import DaySource, Entry, Level
from digest_parsers.source import Found, find_files
from make_sample_mojibake import CLEAN, DAMAGED, damage

SAMPLE = Path(digest_tui.__file__).with_name("sample")


@cache
def sample() -> tuple[LoadedFile, ...]:
    return tuple(load_file(item.path) for item in find_files([SAMPLE]) if isinstance(item, Found))


def entries() -> list[Entry]:
    return [entry for loaded in sample() for digest in loaded.digests for entry in digest.entries]


def test_the_damaged_file_is_what_the_script_makes() -> None:
    assert DAMAGED.read_text(encoding="utf-8") == damage(CLEAN.read_text(encoding="utf-8"))


def test_every_day_is_read_in_its_format() -> None:
    digests = [digest for loaded in sample() for digest in loaded.digests]
    assert [(digest.format, digest.day, len(digest.entries)) for digest in digests] == [
        ("daily-report", date(2026, 1, 5), 8),
        ("daily-enhanced", date(2026, 1, 6), 9),
        ("daily-report", date(2026, 1, 7), 7),
        ("daily-enhanced-jsonl", date(2026, 1, 8), 6),
        ("daily-enhanced", date(2026, 1, 9), 8),
    ]
    assert {digest.day_source for digest in digests} == {DaySource.HEADING, DaySource.FILENAME}


def test_only_what_is_meant_to_be_wrong_is_wrong() -> None:
    told = {Path(each.path).name: each.code for loaded in sample() for each in loaded.diagnostics}
    codes = Counter(each.code for loaded in sample() for each in loaded.diagnostics)
    assert codes["placeholder-summary"] == codes["repaired"] == 1
    assert codes.keys() <= {"placeholder-summary", "repaired", "lost-characters"}
    assert told.keys() == {"2026-01-06.md", "2026-01-07.md"}
    assert not [each for loaded in sample() for each in loaded.diagnostics if each.level is Level.ERROR]


def test_the_damaged_file_reads_as_its_clean_text() -> None:
    clean = load_file(CLEAN).digests[0].entries
    damaged = next(loaded for loaded in sample() if loaded.repair.damaged).digests[0].entries
    for one, other in zip(clean, damaged, strict=True):
        assert (one.arxiv_id, one.title, one.authors, one.authors_total, one.categories, one.score) == (
            other.arxiv_id,
            other.title,
            other.authors,
            other.authors_total,
            other.categories,
            other.score,
        )
        assert [section.key for section in one.sections] == [section.key for section in other.sections]
        assert one.section("abstract") == other.section("abstract")


def test_every_file_says_that_it_is_invented() -> None:
    for path in SAMPLE.iterdir():
        text = path.read_text(encoding="utf-8")
        lines = text.rstrip().split("\n") if path.suffix == ".jsonl" else [text[:400]]
        assert all("Invented sample" in line for line in lines), path
    # arXiv has never had so many submissions in a month: these ids belong to no paper.
    assert all(entry.arxiv_id >= "2601.99000" and month(entry.arxiv_id) for entry in entries())


def test_every_paper_is_whole() -> None:
    for entry in entries():
        assert entry.title
        assert entry.authors
        assert all(map(name, entry.categories))
        assert entry.links
        assert {"tldr", "motivation", "method", "conclusion", "abstract"} <= {s.key for s in entry.sections}


def test_it_shows_what_there_is_to_show() -> None:
    everything = entries()
    assert any("[" in entry.title for entry in everything)
    assert any("$" in entry.title for entry in everything)
    assert any("\n\n" in section.text for entry in everything for section in entry.sections)
    assert any(entry.authors_unlisted for entry in everything)
    assert any(entry.score for entry in everything)
    repeated = {arxiv_id for arxiv_id, count in Counter(e.arxiv_id for e in everything).items() if count > 1}
    assert len(repeated) == 2
    for arxiv_id in repeated:
        summaries = {
            section.text for e in everything if e.arxiv_id == arxiv_id and (section := e.section("tldr"))
        }
        assert len(summaries) == 2
