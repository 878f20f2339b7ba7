"""The listing as JSON Lines and JSON: broken lines and wrong types cost only themselves."""

import json
from collections import Counter
from datetime import date

import pytest

from digest_parsers.arxiv_id import is_stand_in
from digest_parsers.formats.base import ParsedText
from digest_parsers.formats.daily_jsonl import FORMAT
from digest_parsers.load import load_text
from digest_parsers.model import Entry, Level, Link
from digest_text import InventedPaper, as_object, daily_jsonl

PAPER = InventedPaper(comment="7 pages,\n  2 boats")
OTHER = InventedPaper(arxiv_id="2601.00002", title="On Kites")


def parse(text: str, path: str = "a.jsonl") -> ParsedText:
    return FORMAT.parse(text.split("\n"), path)


def one(**changes: object) -> tuple[Entry, list[str]]:
    """The entry of the paper with some fields changed, and the codes of the diagnostics."""
    parsed = parse(json.dumps(as_object(PAPER) | changes))
    (entry,) = parsed.entries
    return entry, [each.code for each in parsed.diagnostics]


def test_a_paper_may_be_known_by_its_link_alone() -> None:
    value = {"title": "Paper Boats", "abstract": "They float.", "link": "https://arxiv.org/pdf/2601.00001v1"}
    (entry,) = parse(json.dumps([value], indent=2), "a.json").entries
    assert (entry.arxiv_id, entry.version) == ("2601.00001", "v1")


def test_a_whole_listing() -> None:
    parsed = parse(daily_jsonl([PAPER, OTHER]))
    assert parsed.diagnostics == ()
    entry, other = parsed.entries
    assert (entry.arxiv_id, entry.version, entry.title, entry.line) == (PAPER.arxiv_id, None, PAPER.title, 1)
    assert (entry.authors, entry.authors_total) == (PAPER.authors, 2)
    assert (entry.categories, entry.comment) == (PAPER.categories, "7 pages, 2 boats")
    assert [section.key for section in entry.sections] == [
        "abstract",
        "tldr",
        "motivation",
        "method",
        "result",
        "conclusion",
    ]
    assert entry.links == (
        Link("abs", "https://arxiv.org/abs/2601.00001"),
        Link("pdf", "https://arxiv.org/pdf/2601.00001"),
    )
    assert (other.arxiv_id, other.line, other.comment) == ("2601.00002", 2, "")


def test_escapes_bring_nothing_past_the_wall() -> None:
    text = json.dumps(as_object(InventedPaper(title="a\x1b]0;b\x07\u202ec \ud83d\ufdd0", authors=("A\nB",))))
    (digest,) = load_text(text, "2026-01-05.jsonl").digests
    assert digest.entries[0].title == "a]0;bc \ufffd"
    assert digest.entries[0].authors == ("A B",)
    assert digest.entries[0].doubts == ()


def test_one_broken_line_costs_one_paper() -> None:
    lines = [
        json.dumps(as_object(PAPER)),
        "[" * 100_000,
        '{"id": "2601.00009", "title": tru}',
        "",
        "null",
        "[]",
        '"text"',
        "12",
        '{"a": NaN}',
        json.dumps(as_object(OTHER)),
        '{"id": "2601.00003", "title": "cut o',
    ]
    parsed = parse("\n".join(lines))
    assert [entry.arxiv_id for entry in parsed.entries] == ["2601.00001", "2601.00002"]
    told = [(each.line, each.code, each.level) for each in parsed.diagnostics]
    assert told == [
        (2, "bad-json", Level.ERROR),
        (3, "bad-json", Level.ERROR),
        (5, "not-a-paper", Level.WARNING),
        (6, "not-a-paper", Level.WARNING),
        (7, "not-a-paper", Level.WARNING),
        (8, "not-a-paper", Level.WARNING),
        (9, "wrong-type", Level.WARNING),
        (9, "not-a-paper", Level.WARNING),
        (11, "cut-off", Level.ERROR),
    ]


@pytest.mark.parametrize(
    ("field", "value", "codes"),
    [
        ("title", ["x"], ["wrong-type"]),
        ("title", True, ["wrong-type"]),
        ("authors", {"a": 1}, ["wrong-type"]),
        ("authors", 7, ["wrong-type"]),
        ("authors", ["Ada", 7.5, None, ["x"]], ["wrong-type"] * 3),
        ("categories", {"cs": "CL"}, ["wrong-type"]),
        ("abs", [1], ["wrong-type"]),
        ("score", "high", ["wrong-type"]),
        ("score", [1], ["wrong-type"]),
        ("published", "yesterday", ["bad-date"]),
        ("summary", {"a": 1}, ["unknown-field"]),
        ("AI", {"tldr": {"x": 1}}, ["unknown-field"]),
        ("extra", {"deep": []}, ["unknown-field"]),
        ("comment", None, []),
        ("AI", None, []),
        ("AI", "一句话。", []),
        ("authors", None, []),
    ],
)
def test_a_wrong_type_costs_one_field(field: str, value: object, codes: list[str]) -> None:
    entry, told = one(**{field: value})
    assert told == codes
    assert entry.arxiv_id == "2601.00001"
    assert entry.title == ("" if field == "title" else PAPER.title)


@pytest.mark.parametrize(
    ("changes", "arxiv_id", "version"),
    [
        ({}, "2601.00001", None),
        ({"id": "2601.00001v3"}, "2601.00001", "v3"),
        ({"id": None}, "2601.00001", None),
        ({"id": None, "abs": None}, "2601.00001", None),
        ({"id": "oai:7", "arxiv_id": "hep-th/9901001"}, "hep-th/9901001", None),
        ({"id": "", "abs": "javascript:alert(1)"}, "2601.00001", None),
    ],
)
def test_the_id_is_taken_from_where_it_stands(
    changes: dict[str, object], arxiv_id: str, version: str | None
) -> None:
    entry, _ = one(**changes)
    assert (entry.arxiv_id, entry.version) == (arxiv_id, version)


def test_an_id_that_is_a_number_keeps_its_zeros() -> None:
    text = json.dumps({"title": "A number for an id"}).replace("}", ', "id": 2602.10000, "score": 9}')
    (entry,) = parse(text).entries
    assert (entry.arxiv_id, entry.score) == ("2602.10000", 9.0)


def test_numbers_of_any_size() -> None:
    text = '{"id": 1e999, "title": ' + "9" * 5000 + ', "score": ' + "9" * 5000 + "}"
    parsed = parse(text)
    (entry,) = parsed.entries
    assert is_stand_in(entry.arxiv_id)
    assert (len(entry.title), entry.score) == (5000, None)
    assert Counter(each.code for each in parsed.diagnostics) == {"wrong-type": 1}


def test_a_paper_without_id_or_title_is_kept_if_it_has_the_other() -> None:
    parsed = parse('{"title": "Only a title"}\n{"id": "2601.00001"}\n{"summary": "neither"}')
    assert [is_stand_in(entry.arxiv_id) for entry in parsed.entries] == [True, False]
    assert [(each.line, each.code) for each in parsed.diagnostics] == [(3, "not-a-paper")]


def test_a_key_that_comes_twice() -> None:
    parsed = parse('{"title": "first", "id": "2601.00001", "title": "last"}')
    assert parsed.entries[0].title == "last"
    assert [each.code for each in parsed.diagnostics] == ["duplicate-key"]


def test_fields_of_forks() -> None:
    entry, codes = one(
        AI={"task": "任务", "keywords": ["a", "b"], "points": ["first", "second"], "Novelty": "新"},
        code_url="https://example.org/code",
        published="2026-01-04T10:00:00Z",
        score=8.5,
        categories=["cs.IR", "I.7.5; I.2.1", "cs.CL"],
        authors=[{"name": "Ada Example"}, "Ben  Sample"],
        venue="A Workshop",
        stars=5,
        abstract="Another abstract.",
    )
    assert codes == []
    assert {section.key: section.text for section in entry.sections} == {
        "summary": "An abstract of one line.",
        "task": "任务",
        "points": "first\nsecond",
        "novelty": "新",
        "venue": "A Workshop",
        "stars": "5",
        "abstract": "Another abstract.",
        "classes": "I.7.5, I.2.1",
    }
    assert entry.keywords == ("a", "b")
    assert Link("code", "https://example.org/code") in entry.links
    assert (entry.published, entry.score) == (date(2026, 1, 4), 8.5)
    assert (entry.categories, entry.authors) == (("cs.IR", "cs.CL"), ("Ada Example", "Ben Sample"))


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_file_may_hold_an_array(indent: int | None) -> None:
    text = json.dumps([as_object(PAPER), as_object(OTHER)], indent=indent, ensure_ascii=False)
    loaded = load_text(text, "2026-01-05.json")
    (digest,) = loaded.digests
    assert loaded.diagnostics == ()
    assert [entry.arxiv_id for entry in digest.entries] == ["2601.00001", "2601.00002"]
    lines = text.split("\n")
    assert all("{" in lines[entry.line - 1] for entry in digest.entries)


def test_a_json_file_may_hold_one_object() -> None:
    text = json.dumps(as_object(PAPER), indent=1)
    assert [entry.arxiv_id for entry in load_text(text, "a.json").digests[0].entries] == ["2601.00001"]


def test_an_array_that_breaks_keeps_what_came_before() -> None:
    text = json.dumps([as_object(PAPER), as_object(OTHER)], indent=1)
    for cut, kept, code in ((text.index("On Kites"), 1, "bad-json"), (len(text) - 2, 2, "cut-off")):
        parsed = parse(text[:cut], "a.json")
        assert len(parsed.entries) == kept
        assert [(each.level, each.code) for each in parsed.diagnostics] == [(Level.ERROR, code)]
