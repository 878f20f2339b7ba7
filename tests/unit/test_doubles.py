"""Several files of one day and generator: every paper once, as the richest text has it."""

import json
from datetime import date
from pathlib import Path

import pytest

from digest_kinds import paper_assistant, paper_list, paper_note
from digest_parsers.cache import DigestCache
from digest_parsers.doubles import generator_of
from digest_parsers.library import Library
from digest_parsers.load import load_file, load_text
from digest_parsers.query import parse_query
from digest_parsers.search import NoFacts, SearchIndex, match_entry
from digest_text import InventedPaper, as_object, daily_enhanced, daily_jsonl
from shared import shared

DAY = date(2026, 1, 5)
FULL = InventedPaper(comment="4 boats")
BARE = InventedPaper(sections={"abstract": "An abstract of one line."}, comment="4 boats")
OTHER = InventedPaper("2601.00002", "On Kites")
_NOTHING = dict.fromkeys(FULL.sections, "Summary generation failed")
FAILED = InventedPaper("2601.00002", "On Kites", sections=_NOTHING)


def shown(made: Library) -> list[tuple[str, str, int]]:
    rows = made.appearances_of(DAY)
    return [(Path(one.digest.path).name, one.entry.arxiv_id, len(one.entry.sections)) for one in rows]


def test_raw_and_enhanced_lines_and_markdown_of_a_day_are_one_digest() -> None:
    made = Library()
    for name, text in {
        "2026-01-05.md": daily_enhanced([FULL, OTHER]),
        "2026-01-05.jsonl": daily_jsonl([BARE]),
        "2026-01-05_AI_enhanced_Chinese.jsonl": daily_jsonl([FULL, OTHER]),
    }.items():
        made.add(load_text(text, f"data/{name}"))
    (day,) = made.days()
    (digest,) = day.digests
    assert (digest.path, day.papers) == ("data/2026-01-05_AI_enhanced_Chinese.jsonl", 2)
    (first, _) = made.appearances_of(DAY)
    assert (first.entry.comment, first.entry.section("tldr") is not None) == ("4 boats", True)
    paper = made.paper("2601.00001")
    assert paper is not None
    assert len(paper.appearances) == 1
    hits = list(SearchIndex().search(parse_query("paper"), made.digests(), NoFacts()))
    assert [(one.digest.path, list(one.entries)) for one in hits] == [(digest.path, [0])]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("boats", [0]),
        ("comment:boats", [0]),
        ("comment:/b.ats/", [0]),
        ("-comment:boats", [1]),
        ("comment:boats OR kites", [0, 1]),
        ("comment:boats abstract:line", [0]),
        ("cat:cs.AI", [0]),
        ("-cat:cs.AI", [1]),
        ("primary:cs.AI", []),
        ("has:code", [0]),
        ("abstract:cut", []),
        ("-has:code kites", [1]),
    ],
)
def test_what_the_poorer_file_says_is_searched_as_far_as_it_is_shown(query: str, found: list[int]) -> None:
    made = Library()
    made.add(load_text(daily_enhanced([InventedPaper(), OTHER]), "data/2026-01-05.md"))
    raw = as_object(InventedPaper(comment="4 boats", sections={"abstract": "An abstract cut o"}))
    raw["code_url"] = "https://github.com/boats/paper"
    made.add(load_text(json.dumps(raw), "data/2026-01-05.jsonl"))
    (hits,) = SearchIndex().search(parse_query(query), made.digests(), NoFacts())
    rows = made.appearances_of(DAY)
    assert hits.digest.path == "data/2026-01-05.md"
    assert [list(hits.digest.shown).index(at) for at in hits.entries] == found
    assert [at for at, one in enumerate(rows) if match_entry(parse_query(query), one, NoFacts())] == found


def test_what_only_the_poorer_file_says_is_added() -> None:
    made = Library()
    made.add(load_text(daily_enhanced([InventedPaper()]), "data/2026-01-05.md"))
    raw = as_object(InventedPaper(comment="4 boats", sections={"abstract": "An abstract of one line."}))
    raw |= {"code_url": "https://github.com/boats/paper", "read": "15"}
    made.add(load_text(json.dumps(raw), "data/2026-01-05.jsonl"))
    (digest,) = made.days()[0].digests
    assert digest.path == "data/2026-01-05.md"
    (row,) = made.appearances_of(DAY)
    paper = made.paper("2601.00001")
    assert paper is not None
    assert row.entry == paper.appearances[0].entry
    assert (row.entry.comment, [link.url for link in row.entry.links if link.label == "code"]) == (
        "4 boats",
        ["https://github.com/boats/paper"],
    )
    keys = [section.key for section in row.entry.sections]
    assert len(keys) == len(set(keys))
    assert len({link.url for link in row.entry.links}) == len(row.entry.links) == 2


def test_lines_are_of_the_fork_that_made_markdown_of_their_name() -> None:
    made = Library()
    paper = "### [1] [Paper Boats](https://arxiv.org/abs/2601.00001)\n*A. B*\n\n**Novelty:** x\n"
    fork = f"## cs.RO [[Back]](#toc)\n{paper}"
    made.add(load_text(fork, "data/2026-01-05.md"))
    made.add(load_text(daily_jsonl([FULL]), "data/2026-01-05_AI_enhanced_Chinese.jsonl"))
    made.add(load_text(daily_jsonl([OTHER]), "data/2026-01-05-elsewhere.jsonl"))
    assert [Path(one.path).name for one in made.digests()] == [
        "2026-01-05-elsewhere.jsonl",
        "2026-01-05_AI_enhanced_Chinese.jsonl",
    ]


@pytest.mark.parametrize(
    ("names", "papers", "comments"),
    [
        (
            [
                "02-dw-enhanced-md/dw-dengwei/2026-06-25.md",
                "03-dw-enhanced-jsonl/2026-06-25.jsonl",
                "03-dw-enhanced-jsonl/2026-06-25_AI_enhanced_Chinese.jsonl",
            ],
            26,
            16,
        ),
        (["04-zlasica-en/2025-09-01.md", "04-zlasica-en/2025-09-01_AI_enhanced.jsonl"], 54, 30),
    ],
)
def test_real_files_of_a_day_are_one(names: list[str], papers: int, comments: int) -> None:
    made = Library()
    for name in names:
        text = shared("formats", name).read_text(encoding="utf-8")
        made.add(load_text(text, f"data/{Path(name).name}"))
    (day,) = made.days()
    rows = list(made.appearances_of(day.day))
    assert (day.papers, len(rows), len({one.entry.arxiv_id for one in rows})) == (papers, papers, papers)
    assert sum(bool(one.entry.comment) for one in rows) == comments
    assert all(one.entry.section("tldr") and one.entry.section("abstract") for one in rows)


def test_of_a_run_that_was_repeated_each_paper_is_the_better_one() -> None:
    made = Library()
    made.add(load_text(daily_enhanced([FULL, FAILED]), "data/2026-01-05.md"))
    made.add(load_text(daily_enhanced([OTHER]), "data/2026-01-05-latest.md"))
    assert shown(made) == [("2026-01-05-latest.md", "2601.00002", 6), ("2026-01-05.md", "2601.00001", 6)]
    hits = SearchIndex().search(parse_query(""), made.digests(), NoFacts())
    assert [list(one.entries) for one in hits] == [[0], [0]]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("elsewhere/2026-01-05.md", daily_enhanced([FULL])),
        ("data/2026-01-05-output.md", paper_assistant([FULL])),
        ("data/2026-01-06.md", daily_enhanced([FULL])),
    ],
)
def test_other_folders_generators_and_days_are_left_alone(path: str, text: str) -> None:
    made = Library()
    made.add(load_text(daily_enhanced([FULL]), "data/2026-01-05.md"))
    made.add(load_text(text, path))
    assert len(made.digests()) == 2


def test_notes_count_before_the_page_over_them() -> None:
    made = Library()
    made.add(load_text(paper_list([FULL, OTHER]), "202601/05/README.md"))
    for paper in (FULL, OTHER):
        made.add(load_text(paper_note(paper), f"202601/05/{paper.arxiv_id}v1-x.md"))
    assert [one.entry.arxiv_id for one in made.appearances_of(DAY)] == ["2601.00001", "2601.00002"]
    assert [one.format for one in made.digests()] == ["daily-paper-reader", "daily-paper-reader"]


def test_what_comes_from_the_cache_is_merged_alike(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "2026-01-05.md").write_text(daily_enhanced([FULL, FAILED]), "utf-8")
    (data / "2026-01-05_fetched.md").write_text(daily_enhanced([OTHER]), "utf-8")
    paths = sorted(data.iterdir())
    made, again = Library(), Library()
    kept = DigestCache(tmp_path / "cache", [data])
    for path in paths:
        made.add(kept.keep(load_file(path)))
    kept.finish({str(path) for path in paths})
    for loaded in next(DigestCache(tmp_path / "cache", [data]).known()).values():
        again.add(loaded)
    assert shown(made) == shown(again) != []
    assert [len(one.doubles) for one in again.digests()] == [1, 0]


def test_an_empty_digest_stays() -> None:
    made = Library()
    made.add(load_text(paper_list([]), "202601/05/README.md"))
    assert [one.day for one in made.days()] == [DAY]


@pytest.mark.parametrize(
    ("name", "generator"),
    [
        ("daily-enhanced-jsonl", "daily-enhanced"),
        ("daily-enhanced", "daily-enhanced"),
        ("daily-paper-reader-list", "daily-paper-reader"),
        ("daily-report", "daily-report"),
    ],
)
def test_shapes_of_one_generator(name: str, generator: str) -> None:
    assert generator_of(name) == generator
