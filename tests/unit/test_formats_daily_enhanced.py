"""The enhanced Markdown listing and the ways in which its forks write it."""

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.arxiv_id import is_stand_in
from digest_parsers.formats import daily_enhanced
from digest_parsers.formats.base import CERTAIN, LIKELY, NO, ParsedText
from digest_parsers.formats.daily_enhanced import FORMAT
from digest_parsers.model import Entry, Level, Link

HEAD = """<div id=toc></div>

# Table of Contents

- [cs.CV](#cs.CV) [Total: 1]


<div id='cs.CV'></div>

# cs.CV [[Back]](#toc)

"""
PAPER = """### [1] [On Paper Boats](https://arxiv.org/abs/2601.00001)
*Ada Example,Ben Sample*

Main category: cs.CV

TL;DR: 纸船会浮。


<details>
  <summary>Details</summary>
Motivation: 无人研究过。

Method: 1. 折纸。
2. 放水。

Result: 浮了。

Conclusion: 会浮。

Abstract: Paper boats float
on water.

</details>


"""
SECTIONS = [
    ("tldr", "纸船会浮。"),
    ("motivation", "无人研究过。"),
    ("method", "1. 折纸。\n2. 放水。"),
    ("result", "浮了。"),
    ("conclusion", "会浮。"),
    ("abstract", "Paper boats float\non water."),
]


def parse(text: str) -> ParsedText:
    return FORMAT.parse(text.split("\n"), "a.md")


def one(text: str) -> Entry:
    (entry,) = parse(text).entries
    return entry


def sections(entry: Entry) -> list[tuple[str, str]]:
    return [(section.key, section.text) for section in entry.sections]


def test_a_whole_listing() -> None:
    parsed = parse(HEAD + PAPER)
    assert (parsed.title, parsed.stated, parsed.diagnostics) == ("", {"cs.CV": 1}, ())
    (entry,) = parsed.entries
    assert (entry.arxiv_id, entry.version, entry.title, entry.line) == (
        "2601.00001",
        None,
        "On Paper Boats",
        12,
    )
    assert (entry.authors, entry.authors_total) == (("Ada Example", "Ben Sample"), 2)
    assert entry.categories == ("cs.CV",)
    assert sections(entry) == SECTIONS
    assert entry.sections[0].label == "TL;DR"
    assert entry.links == (Link("", "https://arxiv.org/abs/2601.00001"),)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("TL;DR:", "TLDR:"),
        ("TL;DR:", "**TL;DR:**"),
        ("TL;DR:", "**TL;DR**:"),
        ("TL;DR:", "> **TL;DR:**"),
        ("Motivation:", "**Motivation:**"),
        ("<details>\n  <summary>Details</summary>\n", ""),
        ("<details>\n  <summary>Details</summary>\n", "<details>\n  <summary>Details</summary>\n\n"),
        ("Main category: cs.CV", "**Main category:** cs.CV"),
        ("### [1] [", "### ["),
        ("# cs.CV [[Back]]", "## cs.CV [[Back]]"),
        ("\n\nMain category: cs.CV", ""),
        ("\n\nMain category", "\nMain category"),
        ("Result: 浮了。\n", "Result: 浮了。\n   \n"),
    ],
)
def test_forks_write_it_in_their_ways(before: str, after: str) -> None:
    text = (HEAD + PAPER).replace(before, after)
    assert text != HEAD + PAPER
    entry = one(text)
    assert sections(entry) == SECTIONS
    assert (entry.title, entry.authors, entry.categories) == (
        "On Paper Boats",
        ("Ada Example", "Ben Sample"),
        ("cs.CV",),
    )


def test_a_task_is_a_task() -> None:
    assert sections(one(HEAD + PAPER.replace("TL;DR:", "Task:")))[0] == ("task", "纸船会浮。")


def test_without_a_summary_the_rest_is_there() -> None:
    assert sections(one(HEAD + PAPER.replace("TL;DR: 纸船会浮。\n", ""))) == SECTIONS[1:]


def test_labels_that_are_not_known() -> None:
    text = PAPER.replace("Method:", "**Novelty:** 首次。\n\nNote: 不是标签。\n\nMethod:")
    entry = one(HEAD + text)
    assert ("novelty", "首次。\n\nNote: 不是标签。") in sections(entry)


def test_keywords_become_keywords() -> None:
    entry = one(HEAD + PAPER.replace("TL;DR:", "**Keywords:** boats, 纸\n\nTL;DR:"))
    assert entry.keywords == ("boats", "纸")
    assert sections(entry) == SECTIONS


def test_an_abstract_may_look_like_anything() -> None:
    strange = (
        "First.\nConclusion: not a label.\n\nMethod: neither.\n\n**Data**: nor this.\n\nBackground: nor.\n\n"
        "# Heading\n### Third\n* a list\n*emphasis*\n- [x](#x) [Total: many]\n<b>tag</b>"
    )
    assert sections(one(HEAD + PAPER.replace("Paper boats float\non water.", strange)))[-1] == (
        "abstract",
        strange,
    )


@pytest.mark.parametrize(
    ("heading", "title", "known"),
    [
        (
            "### [1] [A [bracketed] title (sic)](https://arxiv.org/abs/2601.00001)",
            "A [bracketed] title (sic)",
            True,
        ),
        ("### [1] [[1](2)](https://arxiv.org/abs/2601.00001)", "[1](2)", True),
        ("### [1] [$[0,1]^n$ and more](https://arxiv.org/abs/2601.00001)", "$[0,1]^n$ and more", True),
        ("### [1] [No link]", "No link", False),
        ("### [1] No brackets [x]", "No brackets [x]", False),
        ("### [1] [Hostile](javascript:alert(1))", "Hostile", False),
        ("### [1] [Hostile](https://arxiv.org@evil.example/abs/2601.00001)", "Hostile", False),
        ("### [1] [Cut](https://arxi", "Cut", False),
        ("### [12] [](https://arxiv.org/abs/2601.00001)", "", True),
    ],
)
def test_headings(heading: str, title: str, known: bool) -> None:
    entry = one(HEAD + heading + "\n" + PAPER.partition("\n")[2])
    assert entry.title == title
    assert (entry.arxiv_id == "2601.00001") == known
    assert is_stand_in(entry.arxiv_id) != known
    assert sections(entry) == SECTIONS


def test_a_hostile_link_stays_data() -> None:
    entry = one(HEAD + PAPER.replace("https://arxiv.org/abs/2601.00001", "javascript:alert(1)"))
    assert entry.links == (Link("", "javascript:alert(1)"),)


@pytest.mark.parametrize(
    ("line", "categories", "rest"),
    [
        ("Main category: cs.LG", ("cs.LG", "cs.CV"), None),
        ("Main category: cs.CV, cs.LG", ("cs.CV", "cs.LG"), None),
        ("Main category: cs.CV, 68T45", ("cs.CV",), "68T45"),
        ("Main category: [bold]no[/]", ("cs.CV",), "[bold]no[/]"),
    ],
)
def test_categories(line: str, categories: tuple[str, ...], rest: str | None) -> None:
    entry = one(HEAD + PAPER.replace("Main category: cs.CV", line))
    assert entry.categories == categories
    section = entry.section("classes")
    assert (section and section.text) == rest


@pytest.mark.parametrize(
    ("end", "cut"),
    [
        (len(PAPER), False),
        (PAPER.index("</details>"), True),
        (PAPER.index("float"), True),
        (PAPER.index("TL;DR"), True),
        (PAPER.index("*Ada"), True),
    ],
)
def test_a_cut_file_is_told(end: int, cut: bool) -> None:
    parsed = parse(HEAD + PAPER + PAPER.replace("2601.00001", "2601.00002")[:end])
    assert [entry.arxiv_id for entry in parsed.entries] == ["2601.00001", "2601.00002"]
    assert [each.code for each in parsed.diagnostics] == (["cut-off"] if cut else [])
    assert all(
        each.level is Level.ERROR and each.line == parsed.entries[-1].line for each in parsed.diagnostics
    )


# What may follow, stand in and end a paper, in any order: the parser takes most papers at once and must read
# them as it reads line by line.
PIECES = st.sampled_from(
    [
        PAPER,
        PAPER.replace("TL;DR:", "Task:").replace("2601.00001", "2601.00001v2"),
        PAPER.replace("on water.", "on\n  <b>water</b>\n # no heading\n  of wood."),
        PAPER.replace("on water.", "on\n   \nwater.\nConclusion: they do."),
        PAPER.replace("on water.", "on\n  <details>\nwater."),
        PAPER.replace("on water.", "on\n\nwater."),
        PAPER.replace("on water.", "on\n# cs.CL [[Back]](#toc)\nwater."),
        PAPER.replace("on water.", ""),
        PAPER.replace("on water.", "on \nwater."),
        PAPER.replace("on water.", "on\nwater.\u3000"),
        PAPER.replace("纸船会浮。", "  "),
        PAPER.replace("纸船会浮。", "\u3000纸船会浮。"),
        PAPER.replace("1. 折纸。\n2. 放水。", "折纸。"),
        PAPER.replace("*Ada Example,Ben Sample*", "*Ada* | **Main category: cs.CL**"),
        PAPER.replace("*Ada Example,Ben Sample*", "**Ada**"),
        PAPER.replace("Main category: cs.CV", "Main category: cs.CV, 68T45"),
        PAPER.replace("</details>\n", "</details>"),
        PAPER.replace("</details>\n", "</details>\nmore of it\n"),
        PAPER.replace("</details>\n", ""),
        "<div id='cs.CL'></div>\n\n# cs.CL [[Back]](#toc)\n\n",
        "<div id='x'></div>\n\nstray\n",
        "# no category\n",
        "\n",
        "- [cs.LG](#cs.LG) [Total: 3]\n",
    ]
)


@given(st.lists(PIECES, max_size=6), st.integers(0, 40))
def test_what_is_taken_at_once_is_what_is_read_line_by_line(pieces: list[str], cut: int) -> None:
    text = HEAD + "".join(pieces)
    text = text[: len(text) - cut]
    at_once = parse(text)
    with mock.patch.object(daily_enhanced, "usual_papers", return_value=None):
        assert parse(text) == at_once


def test_most_papers_are_taken_at_once() -> None:
    usual = PAPER.replace("\n2. 放水。", "")
    with mock.patch.object(daily_enhanced, "_begin", side_effect=AssertionError):
        assert len(parse(HEAD + usual * 3).entries) == 3


def test_how_sure_it_is() -> None:
    assert FORMAT.recognises((HEAD + PAPER).split("\n"), "") == CERTAIN
    assert FORMAT.recognises(PAPER.replace("[1] ", "").split("\n"), "") == LIKELY
    assert FORMAT.recognises(PAPER.replace("arxiv.org", "example.org").split("\n"), "") == NO
