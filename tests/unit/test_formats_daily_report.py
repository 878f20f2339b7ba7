"""The Chinese daily report: what its lines mean, also when some are missing or damaged."""

from datetime import date

import pytest

from digest_parsers.arxiv_id import is_stand_in
from digest_parsers.formats.base import LIKELY, ParsedText
from digest_parsers.formats.daily_report import FORMAT
from digest_parsers.model import DOUBT_MARK, LOST, Entry, Level, Link

HEAD = """# arXiv AI 论文日报 | 2026-01-05

> 共 1 篇论文，由AI自动总结

## 📑 目录

- [cs.CL](#csCL) (1 篇)

---

"""
PAPER = """## cs.CL

## [1. On Paper Boats](https://arxiv.org/abs/2601.00001v2)

**作者**：Ada Example, Ben Sample, C. Invented 等 7 位作者
**分类**：cs.CL, cs.AI, math.OC
**发布时间**：2026-01-04

### 📄 论文摘要

Paper boats float.

### 🤖 AI 总结

**一句话总结**：纸船会浮。

**研究动机**：无人研究过。

**核心方法**：折纸。

**主要结论**：它们浮了。

**关键词**：纸船, 浮力，折纸

**评分**：42

**论文链接**：[查看原文](https://arxiv.org/abs/2601.00001v2) | [下载PDF](https://arxiv.org/pdf/2601.00001v2.pdf)

---
"""


def parse(text: str) -> ParsedText:
    return FORMAT.parse(text.split("\n"), "a.md")


def one(text: str) -> Entry:
    (entry,) = parse(text).entries
    return entry


def test_a_whole_report() -> None:
    parsed = parse(HEAD + PAPER)
    assert (parsed.title, parsed.stated, parsed.stated_total) == (
        "arXiv AI 论文日报 | 2026-01-05",
        {"cs.CL": 1},
        1,
    )
    assert parsed.diagnostics == ()
    (entry,) = parsed.entries
    assert (entry.arxiv_id, entry.version, entry.title, entry.line) == (
        "2601.00001",
        "v2",
        "On Paper Boats",
        13,
    )
    assert entry.authors == ("Ada Example", "Ben Sample", "C. Invented")
    assert (entry.authors_total, entry.authors_unlisted) == (7, 4)
    assert entry.categories == ("cs.CL", "cs.AI", "math.OC")
    assert entry.published == date(2026, 1, 4)
    assert [(section.key, section.label, section.text) for section in entry.sections] == [
        ("abstract", "论文摘要", "Paper boats float."),
        ("tldr", "一句话总结", "纸船会浮。"),
        ("motivation", "研究动机", "无人研究过。"),
        ("method", "核心方法", "折纸。"),
        ("conclusion", "主要结论", "它们浮了。"),
    ]
    assert entry.keywords == ("纸船", "浮力", "折纸")
    assert entry.score == 42.0
    assert entry.links == (
        Link("查看原文", "https://arxiv.org/abs/2601.00001v2"),
        Link("下载PDF", "https://arxiv.org/pdf/2601.00001v2.pdf"),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("：", ":"),
        ("：", " : "),
        ("**：", "：**"),
        ("### 📄 论文摘要", "### 论文摘要"),
        ("### 🤖 AI 总结", f"### 🤖 AI 总{LOST}"),
        ("**研究动机**", f"**研{LOST}动机**"),
        ("**研究动机**", f"**研究{DOUBT_MARK}动机{DOUBT_MARK}**"),
        ("等 7 位作者", f"{LOST} 7 位作{LOST}"),
        ("等 7 位作者", f"等{DOUBT_MARK} 7 位作者"),
        ("等 7 位作者", "等7位作者"),
        ("## [1. ", "## [1．"),
        ("\n---\n", "\n"),
        ("Ben Sample, ", "Ben Sample，"),
    ],
)
def test_small_differences_change_nothing(before: str, after: str) -> None:
    changed = PAPER.replace(before, after)
    assert changed != PAPER
    expected = [(section.key, section.text) for section in one(HEAD + PAPER).sections]
    entry = one(HEAD + changed)
    assert [(section.key, section.text) for section in entry.sections] == expected
    assert (entry.authors_total, len(entry.authors), entry.keywords[0]) == (7, 3, "纸船")


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("## [1. A [bracketed] title (sic)](https://arxiv.org/abs/2601.00001)", "A [bracketed] title (sic)"),
        ("## [1. $O(n[1](2)\\log n)$](https://arxiv.org/abs/2601.00001)", "$O(n[1](2)\\log n)$"),
        ("## [1. 12. Twelve](https://arxiv.org/abs/2601.00001)", "12. Twelve"),
        ("## [1. No link]", "No link"),
        ("## [1. No link [v]]", "No link [v]]"),
        ("## [1. Cut off](https://arxiv.org/ab", "Cut off"),
        ("## [1. Cut o", "Cut o"),
    ],
)
def test_headings(heading: str, title: str) -> None:
    entry = one(HEAD + PAPER.replace("## [1. On Paper Boats](https://arxiv.org/abs/2601.00001v2)", heading))
    assert (entry.title, entry.arxiv_id) == (title, "2601.00001")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://arxiv.org@evil.example/", "-flag", "https://example.org/a b", ""]
)
def test_the_id_comes_from_the_links_when_the_heading_is_hostile(url: str) -> None:
    entry = one(HEAD + PAPER.replace("](https://arxiv.org/abs/2601.00001v2)\n\n**作", f"]({url})\n\n**作"))
    assert (entry.arxiv_id, entry.version, entry.title) == ("2601.00001", "v2", "On Paper Boats")
    foreign = [link.url for link in entry.links if not link.url.startswith("https://arxiv.org/")]
    assert foreign == ([url] if url else [])


def test_a_paper_without_any_arxiv_link_is_kept() -> None:
    text = PAPER.replace("https://arxiv.org/", "https://example.org/")
    entry = one(HEAD + text)
    assert is_stand_in(entry.arxiv_id)
    assert entry.arxiv_id == one(HEAD + text).arxiv_id
    assert entry.title == "On Paper Boats"


def test_labels_that_are_not_known_are_kept_in_order() -> None:
    text = PAPER.replace("**核心方法**", "**应用场景**：河流。\n\n第二段。\n\n**核心方法**")
    sections = one(HEAD + text).sections
    assert [section.key for section in sections] == [
        "abstract",
        "tldr",
        "motivation",
        "应用场景",
        "method",
        "conclusion",
    ]
    assert sections[3].text == "河流。\n\n第二段。"


def test_an_abstract_may_look_like_anything() -> None:
    strange = (
        "First line.\n\n**Note**: not a label.\n\n## A heading\n\n### Another\n\n---\n\n# Top\n\n"
        "> quote\n- [x](#y) (9 篇)\n\n**论文摘要**：again"
    )
    entry = one(HEAD + PAPER.replace("Paper boats float.", strange))
    assert entry.sections[0].text == strange
    assert [section.key for section in entry.sections[1:]] == ["tldr", "motivation", "method", "conclusion"]


def test_a_label_counts_once() -> None:
    entry = one(HEAD + PAPER.replace("折纸。\n", "折纸。\n**研究动机**：又一次。\n"))
    method = entry.section("method")
    assert method is not None
    assert method.text == "折纸。\n**研究动机**：又一次。"


@pytest.mark.parametrize("score", ["42", "42分", "42/100", "42.0"])
def test_scores(score: str) -> None:
    assert one(HEAD + PAPER.replace("评分**：42", f"评分**：{score}")).score == 42.0


@pytest.mark.parametrize(
    ("label", "value"),
    [("评分", "很高"), ("评分", "1e999"), ("评分", "-3"), ("发布时间", "2026-13-45"), ("发布时间", "昨天")],
)
def test_what_is_not_understood_is_kept_as_a_section(label: str, value: str) -> None:
    before = "42" if label == "评分" else "2026-01-04"
    parsed = parse(HEAD + PAPER.replace(f"{label}**：{before}", f"{label}**：{value}"))
    (entry,) = parsed.entries
    assert (label, value) in [(section.label, section.text) for section in entry.sections]
    assert (entry.score is None) == (label == "评分")
    assert (entry.published is None) == (label == "发布时间")
    assert [each.code for each in parsed.diagnostics] == (["bad-date"] if label == "发布时间" else [])


def test_what_is_no_category_is_not_lost() -> None:
    entry = one(HEAD + PAPER.replace("cs.AI, math.OC", "68T50, cs.AI, I.2.7"))
    assert entry.categories == ("cs.CL", "cs.AI")
    section = entry.section("classes")
    assert section is not None
    assert section.text == "68T50, I.2.7"


def test_without_a_list_of_categories_the_heading_counts() -> None:
    assert one(HEAD + PAPER.replace("**分类**：cs.CL, cs.AI, math.OC\n", "")).categories == ("cs.CL",)


@pytest.mark.parametrize(
    ("end", "cut"),
    [
        (len(PAPER), False),
        (PAPER.index("\n---"), False),
        (PAPER.index(" | [下载PDF]"), False),
        (PAPER.index("2601.00001v2.pdf"), True),
        (PAPER.index("**评分"), True),
        (PAPER.index("float"), True),
        (PAPER.index("Boats"), True),
    ],
)
def test_a_cut_file_is_told(end: int, cut: bool) -> None:
    for text in (PAPER[:end], PAPER + PAPER.replace("2601.00001", "2601.00002")[:end]):
        parsed = parse(HEAD + text)
        assert [each.code for each in parsed.diagnostics] == (["cut-off"] if cut else [])
        assert all(
            each.level is Level.ERROR and each.line == parsed.entries[-1].line for each in parsed.diagnostics
        )


def test_a_part_without_heading_is_recognised_by_its_papers() -> None:
    assert FORMAT.recognises(PAPER.split("\n"), "") == LIKELY
    assert FORMAT.recognises((HEAD + PAPER).split("\n"), "") > LIKELY
    assert one(PAPER).arxiv_id == "2601.00001"


def test_a_footer_harms_nothing() -> None:
    parsed = parse(HEAD + PAPER + "\n*made by a bot*\n")
    assert parsed.diagnostics == ()
    assert len(parsed.entries) == 1
