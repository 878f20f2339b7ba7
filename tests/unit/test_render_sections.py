"""The texts of a page: their order, labels, folds and columns; and the places that lead somewhere."""

import pytest
from rich.cells import cell_len

from digest_parsers.model import Section
from digest_tui import render
from digest_tui.drawing import language
from digest_tui.render import Content, PageOptions
from digest_tui.render.sections import sections
from invented import appearance, entry

FULL = entry(
    sections=(
        Section("abstract", "Abstract", "The abstract, in English."),
        Section("method", "方法与创新", "A method."),
        Section("extra", "Something else", "Extra words."),
        Section("tldr", "TL;DR", "In short."),
    )
)


def _lines(**options: object) -> list[str]:
    made = sections(FULL, PageOptions(**({"width": 40} | options)))  # type: ignore[arg-type]
    return [line for line in render.plain(made).split("\n") if line]


def test_the_summary_stands_before_the_abstract_with_quiet_lines_between() -> None:
    assert _lines() == [
        "▎ In short.",
        "Method " + "─" * 33,
        "A method.",
        "Something else " + "─" * 25,
        "Extra words.",
        "Abstract " + "─" * 31,
        "The abstract, in English.",
    ]


def test_labels_are_in_the_readers_language_where_all_generators_know_them() -> None:
    text = "\n".join(_lines(language="zh"))
    assert "方法 ──" in text
    assert "摘要 ──" in text
    assert "Something else ──" in text


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ({"content": Content.SUMMARY}, ["▎ In short.", "A method.", "Extra words."]),
        ({"content": Content.ABSTRACT}, ["The abstract, in English."]),
        ({"sections": ("abstract", "tldr")}, ["The abstract, in English.", "▎ In short."]),
        ({"sections": ("method",)}, ["A method."]),
        (
            {"sections": ("abstract",)},
            ["The digest has no summary of the paper.", "The abstract, in English."],
        ),
        (
            {"sections": ("method",), "content": Content.ABSTRACT},
            ["The digest has no abstract of the paper", "(a shows the summary)."],
        ),
    ],
)
def test_what_is_shown_and_in_which_order_can_be_chosen(options: dict[str, object], shown: list[str]) -> None:
    assert [line for line in _lines(**options) if "─" not in line] == shown


def test_a_folded_section_is_one_line_that_tells_how_it_begins() -> None:
    lines = _lines(folded=frozenset({"method"}))
    assert "▸ Method  A method." in lines
    assert "A method." not in lines


def test_the_abstract_stands_beside_the_summary_where_there_is_room() -> None:
    lines = _lines(beside=True, width=30)
    assert lines[0] == "▎ In short." + " " * (30 - 11 + render.GUTTER) + "Abstract " + "─" * 21
    assert lines[1].endswith("The abstract, in English.")
    assert all(cell_len(line) <= 2 * 30 + render.GUTTER for line in lines)


def test_every_place_that_leads_somewhere_is_one_spot_however_many_lines_it_takes() -> None:
    one = entry(authors=("Ann Author", "Ben Byline"), categories=("cs.AI", "cs.CL"))
    lines = render.page(appearance(one), None, PageOptions(20))
    found = [(spot.target.kind, spot.target.value) for spot in render.spots(lines)]
    assert found[:5] == [
        ("search", 'author:"Ann Author"'),
        ("search", 'author:"Ben Byline"'),
        ("search", "cat:cs.AI"),
        ("search", "cat:cs.CL"),
        ("fold", "method"),
    ]
    assert found.count(("link", "https://arxiv.org/abs/2601.00001v1")) == 1
    for spot in render.spots(lines):
        assert render.target_at(lines[spot.line], spot.column) == spot.target


def test_many_authors_are_folded_until_they_are_asked_for() -> None:
    crowd = entry(authors=[f"Author {number}" for number in range(574)])
    folded = render.plain(render.page(appearance(crowd), None, PageOptions(80)))
    assert "and 562 more" in folded
    assert "Author 500" not in folded
    assert "Author 573" in render.plain(
        render.page(appearance(crowd), None, PageOptions(80, all_authors=True))
    )


@pytest.mark.parametrize(
    ("locale", "environ", "found"),
    [
        ("zh", {"LANG": "de_DE.UTF-8"}, "zh"),
        ("en", {"LANG": "zh_CN.UTF-8"}, "en"),
        ("auto", {"LANG": "zh_CN.UTF-8"}, "zh"),
        ("auto", {"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ("auto", {"LC_ALL": "", "LC_MESSAGES": "zh_TW"}, "zh"),
        ("auto", {}, "en"),
    ],
)
def test_the_language_is_that_of_the_settings_or_the_environment(
    locale: str, environ: dict[str, str], found: str
) -> None:
    assert language(locale, environ) == found
