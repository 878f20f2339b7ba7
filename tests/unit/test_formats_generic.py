"""Texts of no known format: whatever links to a paper on arXiv is one, and nothing else is."""

from datetime import date

import pytest

from digest_parsers.load import load_text

A, B = "https://arxiv.org/abs/2601.00001", "https://arxiv.org/pdf/2601.00002v3.pdf"

#: A text, and of each paper the id, title, category and text that are to be read from it.
TEXTS = {
    "headings": (
        f"# Picks\n\n## Boats\n\n### 1. [Paper Boats]({A})\n\nThey float.\n\n"
        f"### Paper Hats\n\nSee [arXiv]({B}).\n",
        [
            ("2601.00001", "Paper Boats", "Boats", "They float."),
            ("2601.00002", "Paper Hats", "Boats", f"See [arXiv]({B})."),
        ],
    ),
    "list": (
        f"## Boats\n- **[Paper [small] Boats]({A})** by A. Author\n  who floats\n"
        f"- [x] Paper Hats ({B})\n- no link\n",
        [
            ("2601.00001", "Paper [small] Boats", "Boats",
             f"- **[Paper [small] Boats]({A})** by A. Author\nwho floats"),
            ("2601.00002", "Paper Hats", "Boats", ""),
        ],
    ),
    "table": (
        f"## Boats\n|Title|Link|\n|---|---|\n|Paper Boats|[pdf]({A})|\n|Paper Hats|[abs]({B})|\n",
        [
            ("2601.00001", "Paper Boats", "Boats", ""),
            ("2601.00002", "Paper Hats", "Boats", ""),
        ],
    ),
    "items under a heading": (
        f"# Day\n## Paper Boats\n- Authors: A\n- Link: [pdf]({A})\n\nThey float.\n",
        [("2601.00001", "Paper Boats", "", "They float.")],
    ),
    "names of links": (
        f'## Paper Boats\n- **ID**: 2601.00001\n- **论文链接**: <a href="{A}" class="x">PDF</a> <a>abs</a>\n',
        [("2601.00001", "Paper Boats", "", "")],
    ),
    "bare links": (
        f"{A}\n\nPaper Boats (A. Author)\n\n{B}\n\nPaper Hats\n",
        [
            ("2601.00001", "Paper Boats (A. Author)", "", "Paper Boats (A. Author)"),
            ("2601.00002", "Paper Hats", "", "Paper Hats"),
        ],
    ),
    "bare links under one heading": (
        f"## Boats (2 papers)\n\nPaper Boats\n{A}\nThey float.\n\n**Paper Hats**\n\n{B}\n\nThey do not.\n",
        [
            ("2601.00001", "Paper Boats", "Boats", "They float."),
            ("2601.00002", "Paper Hats", "Boats", "They do not."),
        ],
    ),
    "only mirrors of arXiv": (
        "## Boats\n- Paper Boats [ar5iv](https://ar5iv.labs.arxiv.org/html/2601.00001)\n"
        "- Paper Hats [scirate](https://scirate.com/arxiv/2601.00002)\n",
        [("2601.00001", "Paper Boats", "Boats", ""), ("2601.00002", "Paper Hats", "Boats", "")],
    ),
    "a paper twice": (
        f"- [Paper Boats]({A})\n- again, [Boats]({A}v2)\n",
        [("2601.00001", "Paper Boats", "", f"- again, [Boats]({A}v2)")],
    ),
    "links inside of items": (
        f"## Boats (1)\n- **Paper Boats: they float**\n  - arXiv: {A}\n  - Abstract: They float.\n"
        "  - and sink\n"
        f"- **Paper Hats**\n  by B. Byline, _2026-01-05_ · {B} · `cs.RO`\n",
        [
            ("2601.00001", "Paper Boats: they float", "Boats", "They float.\n- and sink"),
            ("2601.00002", "Paper Hats", "Boats", f"by B. Byline, _2026-01-05_ · {B} · `cs.RO`"),
        ],
    ),
    "titles behind a label": (
        f"# Day\n## Top\n1. **Title**: Paper Boats\n   **Link**: [Paper]({A})\n\n"
        f"2. **Title**: Paper Hats\n   **Summary**: flat\n   **Link**: [Paper]({B})\n",
        [("2601.00001", "Paper Boats", "Top", ""), ("2601.00002", "Paper Hats", "Top", "flat")],
    ),
    "other papers in a paper's own text": (
        f"## Paper Boats\n[pdf]({A})\n- **Why**: as in\n  [Paper Hats]({B})\n### Method\nSee {B}.\n",
        [
            ("2601.00001", "Paper Boats", "", f"as in\n  [Paper Hats]({B})\nSee {B}."),
        ],
    ),
    "headings of a paper's own text that are higher than its own": (
        f"# Day\n## Boats\n### [Paper Boats]({A})\n# Summary of boats\n**Method:**\nfolding\n\n---\n\n"
        f"## Hats\n### [Paper Hats]({B})\n# And of hats\n**Method:** flat\n",
        [("2601.00001", "Paper Boats", "Boats", "folding"), ("2601.00002", "Paper Hats", "Hats", "flat")],
    ),
    "links that are called otherwise": (
        f"## 1) Paper Boats\n- **Links:** [HF](https://huggingface.co/papers/2601.00001) · [External]({A})\n"
        f"## 2) Paper Hats\n[Read paper]({B})\n",
        [("2601.00001", "Paper Boats", "", ""), ("2601.00002", "Paper Hats", "", "")],
    ),
    "headings that are links, as those of another format": (
        f"## Boats\n### [Paper Boats]({A})\n**Authors:** Ann Author\n**Novelty:** new\n\nThey float.\n",
        [("2601.00001", "Paper Boats", "Boats", "new\nThey float.")],
    ),
    "a table of something else": (
        f"# Boats\n| Date | Score |\n|---|---|\n| 2026-01-05 | 7.1 |\n## Top\n### Paper Boats\n- URL: {A}\n",
        [("2601.00001", "Paper Boats", "Top", "")],
    ),
    "a title that only a label tells": (
        f"# 日報\n## 基本情報\n- **タイトル**: Paper Boats\n- **著者**: Ann Author\n- **リンク**: {A}\n",
        [("2601.00001", "Paper Boats", "", "")],
    ),
    "a title in two languages": (
        f"## Paper Boats\n- **标题**: 纸船\n- **链接**: {A}\n",
        [("2601.00001", "Paper Boats", "", "纸船")],
    ),
    "a list below a paper": (
        f"# Day\n## Boats\n### Paper Boats\n[pdf]({A})\n- [Paper Hats]({B})\n",
        [("2601.00001", "Paper Boats", "Boats", ""), ("2601.00002", "Paper Hats", "Boats", "")],
    ),
    "ids behind a label": (
        "arXiv picks\n## 1) Paper Boats\n- **arXiv**: 2601.00001v2 (cs.CV)\n### 实验结论\n- They float.\n",
        [("2601.00001", "Paper Boats", "", "2601.00001v2 (cs.CV)\n- They float.")],
    ),
    "a mirror": (
        "## Paper Boats\n[HF](https://huggingface.co/papers/2601.00001) · [arXiv](x)\n",
        [("2601.00001", "Paper Boats", "", "")],
    ),
    "links that are called by emoji": (
        f"# Day\n## 1. Paper Boats\n\n> They float.\n\n[📄 论文]({A}) | [📥 PDF](https://arxiv.org/pdf/2601.00001)\n\n"
        f"## 2. Paper Hats\n\n> They do not.\n\n[📄 论文]({B}) | [💻 代码](https://example.org/hats)\n",
        [
            ("2601.00001", "Paper Boats", "", "They float."),
            ("2601.00002", "Paper Hats", "", "They do not."),
        ],
    ),
    "links below the last part": (
        f"## Boats (1)\n### 🥇 Paper Boats\n\n**Why**: They float.\n\n[abs]({A}) · [pdf]({B})\n\n---\n",
        [("2601.00001", "Paper Boats", "Boats", "They float.")],
    ),
    "what stands around titles": (
        f"## Boats：2 篇\n### 1. ⭐⭐⭐ **Paper Boats** (cs.AI)\n- link: {A}\n"
        f"### ∇ Paper Hats (flat)\n- link: {B}\n",
        [("2601.00001", "Paper Boats", "Boats", ""), ("2601.00002", "∇ Paper Hats (flat)", "Boats", "")],
    ),
    "cells of several lines": (
        "## Boats\n| &nbsp;Date&nbsp; | Paper | Links |\n|---|---|---|\n| <span>01-05</span> "
        f"| **Paper Boats**<br><sub>They float.</sub> | [![arXiv](https://example.org/a.svg)]({A}) |\n",
        [("2601.00001", "Paper Boats", "Boats", "01-05\n**Paper Boats**\nThey float.")],
    ),
    "a list of references": (
        f"## Boats\n- [Paper Boats]({A})\n## 参考文献\n- [Paper Hats]({B})\n",
        [("2601.00001", "Paper Boats", "Boats", "")],
    ),
    "a mail that is laid out in tables": (
        "<html><body><table><tr><td>Paper Boats</td></tr>\n<tr><td>Ann Author, Ben Byline</td></tr>\n"
        f'<tr><td><b>arXiv ID:</b> <a href="{A}">2601.00001</a></td></tr>\n'
        "<tr><td><b>TLDR:</b> They float.</td></tr></table>\n<table><tr><td>Paper Hats</td></tr>\n"
        f'<tr><td><a href="{B}">PDF</a></td></tr></table></body></html>\n',
        [("2601.00001", "Paper Boats", "", "They float."), ("2601.00002", "Paper Hats", "", "")],
    ),
    "a fold of a page": (
        f'<html><body><h3><a href="{A}">Paper Boats</a></h3>'
        "<details><summary>Abstract</summary><p>They float.</p></details></body></html>\n",
        [("2601.00001", "Paper Boats", "", "They float.")],
    ),
    "a page": (
        f'<!DOCTYPE html>\n<html><body><h2>Boats</h2><h3><a href="{A}">Paper Boats</a></h3>'
        f"<p>They &lt;float&gt;.</p></body></html>\n",
        [("2601.00001", "Paper Boats", "Boats", "They <float>.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_what_links_to_a_paper_is_one(name: str) -> None:
    text, papers = TEXTS[name]
    loaded = load_text(text, "notes.md")
    assert loaded.format == "generic"
    (digest,) = loaded.digests
    found = [
        (one.arxiv_id, one.title, one.primary_category, "\n".join(part.text for part in one.sections))
        for one in digest.entries
    ]
    assert found == papers


@pytest.mark.parametrize(
    "text",
    [
        "About https://arxiv.org and https://info.arxiv.org/help/api\n",
        "https://arxiv.org.example/abs/2601.00001 https://example.org/?https://arxiv.org/abs/\n",
        "arXiv is nice\n- [a](https://github.com/a/b)\n",
        "2601.00001.jsonl\n",
        f"arXiv\n## References\n- [Paper Boats]({A})\n",
        "arXiv\nVersion: 2601.00001\n",
    ],
)
def test_a_text_without_a_link_to_a_paper_is_no_digest(text: str) -> None:
    loaded = load_text(text, "README.md")
    assert loaded.digests == ()
    assert [one.code for one in loaded.diagnostics] == ["not-a-digest"]


#: What papers of no known format say of themselves, and what is to be read of it.
FIELDS = {
    "items": f"## Paper Boats\n- Link: {A}\n- Authors: Ann Author | Ben Byline et al.\n- Date: 2026-01-04\n",
    "lines": f"## Paper Boats\nAuthors: Ann Author, Ben Byline\nDate: 2026-01-04\nLink: {A}\n",
    "emoji": (
        f"## Paper Boats\n🧭 方向：x\n👤 作者：Ann Author | Ben Byline\n📅 日期：2026-01-04\n🔗 PDF：{A}\n"
    ),
    "a table": (
        "| Title | Authors | Date | Link |\n|---|---|---|---|\n"
        f"| Paper Boats | Ann Author, Ben Byline et al. | 2026-01-04 | [arXiv]({A}) |\n"
    ),
    "in tags": (
        "## Paper Boats\n\n<sub>作者：Ann Author, Ben Byline</sub>\n\n<p>**Date:** 2026-01-04</p>\n\n"
        f"[arxiv]({A})\n"
    ),
    "in capitals inside of words": (
        '[{"title": "Paper Boats", "arxivId": "2601.00001", "publishedAt": "2026-01-04T08:00:00Z",'
        ' "authors": ["Ann Author", "Ben Byline"]}]'
    ),
    "several on a line": (
        f"## Paper Boats\n**Date**: 2026-01-04 | **arXiv**: [2601.00001v1]({A})\n"
        "**Authors:** Ann Author, Ben Byline...\n"
    ),
    "a list below": (
        f"- [Paper Boats]({A}) — new\n  - Authors: Ann Author, Ben Byline\n  - Date: 2026-01-04\n"
        "  - They float.\n"
    ),
    "values": (
        '{"papers": [{"title": "Paper Boats", "arxiv_id": "2601.00001", "published": "2026-01-04T08:00:00Z",'
        ' "authors": [{"name": "Ann Author"}, {"name": "Ben Byline"}], "summary": "They float.",'
        ' "categories": ["cs.LG", "cs.CV"], "primary_category": "cs.CV"}]}'
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
def test_what_stands_under_labels_that_all_share_is_read(name: str) -> None:
    (digest,) = load_text(FIELDS[name], "notes.md").digests
    (entry,) = digest.entries
    said = (entry.arxiv_id, entry.title, entry.authors, entry.published)
    assert said == ("2601.00001", "Paper Boats", ("Ann Author", "Ben Byline"), date(2026, 1, 4))


@pytest.mark.parametrize(
    ("lines", "authors", "published", "categories"),
    [
        ("  A. Bo, B. de Cy\n  _2026-01-04_ · {A} · `cs.RO`", ("A. Bo", "B. de Cy"), 4, ("cs.RO",)),
        ("  *Ann Author, B. Byline et al.*\n  {A}", ("Ann Author", "B. Byline"), None, ()),
        ("  by Ann Author\n  {A}", ("Ann Author",), None, ()),
        ("  👥 Ann Author (Inc.), B. Byline · 🏷 cs.RO\n  {A}", ("Ann Author", "B. Byline"), None, ("cs.RO",)),
        ("  Deep Learning, Paper Boats\n  {A}", (), None, ()),
        ("  They float, Ann says\n  {A} — 4.5 · v2.0", (), None, ()),
    ],
)  # fmt: skip
def test_names_days_and_categories_need_no_label(
    lines: str, authors: tuple[str, ...], published: int | None, categories: tuple[str, ...]
) -> None:
    (entry,) = load_text(f"- **Paper Boats**\n{lines.format(A=A)}\n", "arxiv.md").digests[0].entries
    day = date(2026, 1, published) if published else None
    assert (entry.title, entry.authors, entry.published, entry.categories) == (
        "Paper Boats", authors, day, categories
    )  # fmt: skip


def test_a_score_may_stand_below_a_particular() -> None:
    text = f"## [Score: 9/10] Paper Boats\n- **Link:** {A}\n- **Reason:** They float.\nScore: 9\n"
    (entry,) = load_text(text, "notes.md").digests[0].entries
    assert (entry.title, entry.score) == ("Paper Boats", 9)
    assert [(one.key, one.text) for one in entry.sections] == [("reason", "They float.")]


def test_values_tell_category_and_abstract() -> None:
    (entry,) = load_text(FIELDS["values"], "data.json").digests[0].entries
    assert entry.categories == ("cs.CV", "cs.LG")
    assert [(one.key, one.text) for one in entry.sections] == [("abstract", "They float.")]


@pytest.mark.parametrize(("path", "day"), [("data.json", 5), ("2026-01-06.json", 6)])
def test_values_tell_their_day_when_their_name_does_not(path: str, day: int) -> None:
    paper = '{"title": "Paper Boats", "arxiv_id": "2601.00001", "published": "2026-01-04"}'
    (digest,) = load_text(f'{{"date": "2026-01-05", "papers": [{paper}]}}', path).digests
    assert digest.day == date(2026, 1, day)


def test_values_that_are_said_twice_are_both_kept() -> None:
    text = (
        '[{"title": "Paper Boats", "arxivId": "2601.00001", "abstractEn": "They float.", "tags": ["a"],'
        ' "ai": {"tldr": "Boats.", "tags": ["b"]}}]'
    )
    (entry,) = load_text(text, "data.json").digests[0].entries
    assert entry.keywords == ("a",)
    said = [(one.key, one.text) for one in entry.sections]
    assert said == [("abstract", "They float."), ("tldr", "Boats."), ("ai tags", "b")]


def test_values_are_sentences_addresses_and_a_score() -> None:
    text = (
        '[{"title": "Paper Boats", "arxivId": "2601.00001", "abstractLines": ["They float.", "Or not."],'
        ' "totalScore": 76, "docks": ["north", "south"], "sourceUrls": ["https://a.org/1", "https://a.org/2"],'
        ' "hf_url": "https://b.org/1"}]'
    )
    (entry,) = load_text(text, "data.json").digests[0].entries
    said = [(one.key, one.text) for one in entry.sections]
    assert said == [("abstract", "They float.\nOr not."), ("docks", "north, south")]
    assert [(one.label, one.url) for one in entry.links[1:]] == [
        ("sourceUrls", "https://a.org/1"), ("sourceUrls", "https://a.org/2"), ("hf_url", "https://b.org/1")
    ]  # fmt: skip
    assert entry.score == 76


def test_stars_scores_and_topics_need_no_label() -> None:
    text = (
        f"## Day\n### ⭐⭐⭐⭐ **Paper Boats** (cs.AI, cs.RO)\n[pdf]({A})\n"
        f"### Paper Hats\n**8.5/10** · top · #hats · #flat #new\n\n[pdf]({B})\n"
    )
    boats, hats = load_text(text, "notes.md").digests[0].entries
    assert (boats.score, boats.categories) == (80, ("Day", "cs.AI", "cs.RO"))
    assert (hats.score, hats.keywords) == (85, ("hats", "flat", "new"))


def test_names_in_italics_behind_the_link_are_the_authors() -> None:
    text = f"## Day\n### Paper Boats\n[**arXiv:2601.00001**]({A}) — *Author, Byline, de Vries*\nThey float.\n"
    (entry,) = load_text(text, "notes.md").digests[0].entries
    assert entry.authors == ("Author", "Byline", "de Vries")


def test_links_have_the_names_that_stand_in_the_text() -> None:
    text = f"## Paper Boats\n\n[论文]({A}) | [💻 代码](https://example.org/boats) | [Demo](https://example.org)\n"
    (entry,) = load_text(text, "notes.md").digests[0].entries
    assert [one.label for one in entry.links] == ["", "code", "Demo"]


def test_cells_of_links_are_links() -> None:
    badge = "[![Code](https://example.org/b.svg)](https://example.org/boats)"
    text = f"| Title | Read |\n|---|---|\n| Paper Boats | <div>[PDF]({A})</div><div>{badge} |\n"
    (entry,) = load_text(text, "notes.md").digests[0].entries
    assert [(one.label, one.url) for one in entry.links[1:]] == [("code", "https://example.org/boats")]
    assert entry.sections == ()


def test_a_fold_is_of_what_it_is_called() -> None:
    fold = "<details><summary><b>Abstract / 摘要</b></summary>\n\nThey float.\n\n</details>\n"
    (entry,) = load_text(f"## [Paper Boats]({A})\n{fold}", "notes.md").digests[0].entries
    assert [(one.key, one.text) for one in entry.sections] == [("abstract", "They float.")]


@pytest.mark.parametrize(
    ("path", "text", "days"),
    [
        ("notes.md", f"# Boats\n## 2026-01-05\n- [a b]({A})\n## 2026-01-04 (1)\n- [c d]({B})\n", [5, 4]),
        ("2026-01-06.md", f"# Boats\n## 2026-01-05\n- [a b]({A})\n## 2026-01-04\n- [c d]({B})\n", [6]),
        ("notes.md", f"# Boats\n_Updated: 2026-01-05 07:00_\n- [a b]({A})\n", [5]),
        ("notes.md", f"# Boats of January 5, 2026\nsince 2026-01-01\n- [a b]({A})\n", [5]),
    ],
)
def test_the_day_is_that_of_the_heading_above_or_of_the_text(path: str, text: str, days: list[int]) -> None:
    digests = load_text(text, path).digests
    assert [digest.day and digest.day.day for digest in digests] == days
    assert {one.primary_category for digest in digests for one in digest.entries} == {""}


def test_a_fork_that_keeps_only_the_heading_of_its_source_loses_no_paper() -> None:
    loaded = load_text(f"# Daily arXiv Digest\n\n## Boats\n- [Paper Boats]({A})\n", "2026-01-05.md")
    assert (loaded.format, [one.title for one in loaded.digests[0].entries]) == ("generic", ["Paper Boats"])


def test_a_digest_that_is_empty_stays_what_it_is() -> None:
    loaded = load_text("# Daily arXiv Digest\n\nNothing today.\n", "2026-01-05.md")
    assert (loaded.format, len(loaded.digests[0].entries)) == ("freeform-digest", 0)


def test_the_first_link_may_stand_anywhere() -> None:
    assert load_text("text\n" * 5000 + f"- [Paper Boats]({A})\n", "notes.md").format == "generic"


JSON = {
    "a list": '[{"title": "Paper Boats", "url": "https://arxiv.org/abs/2601.00001v2", "tags": ["a", "b"]}]',
    "by category": '{\n"Boats": {"papers": [\n  {"title": "Paper Boats", "id": "arXiv:2601.00001v2"}]}}',
    "by line": '{"no": 1}\n{"name": "Paper Boats", "links": "see https://arxiv.org/pdf/2601.00001v2"}\n{',
}


@pytest.mark.parametrize("name", JSON)
def test_objects_with_a_title_that_name_a_paper_are_one(name: str) -> None:
    loaded = load_text(JSON[name], "data.json")
    assert loaded.format == "generic"
    (entry,) = loaded.digests[0].entries
    assert (entry.arxiv_id, entry.version, entry.title) == ("2601.00001", "v2", "Paper Boats")
    said = {"a list": (1, "", ""), "by category": (3, "Boats", ""), "by line": (2, "", "")}
    line, category, text = said[name]
    assert (entry.line, entry.primary_category) == (line, category)
    assert text in "".join(section.text for section in entry.sections)


@pytest.mark.parametrize(
    "text",
    [
        '{"url": "https://arxiv.org/abs/2601.00001"}',
        '{"title": "x", "url": "https://arxiv.org/list/cs.CL"}',
        '[["arxiv", "title"]]',
        '{"arxiv": ' + "[" * 5000,
    ],
)
def test_other_data_is_no_digest(text: str) -> None:
    assert load_text(text, "data.json").digests == ()


def test_a_paper_that_stands_under_several_headings_is_told_once() -> None:
    paper = f"### Paper Boats\n - **Authors:** Ann Author\n - **Link:** {A}\n - **Abstract**\n They float.\n"
    text = f"## Boats\n{paper}## Hats\n{paper}"
    (entry,) = load_text(text, "notes.md").digests[0].entries
    assert (entry.authors, entry.categories) == (("Ann Author",), ("Boats", "Hats"))
    assert [(one.key, one.text) for one in entry.sections] == [("abstract", "They float.")]


def test_what_a_second_place_says_of_a_paper_is_added() -> None:
    text = (
        f"## Boats\n### [Paper Boats]({A})\n**TL;DR:** They float.\n"
        f"## Hats\n### [Paper Boats]({A})\n**TL;DR:** They sink.\n**Score:** 8/10\n"
    )
    (entry,) = load_text(text, "notes.md").digests[0].entries
    assert ([(one.key, one.text) for one in entry.sections], entry.score) == (
        [("tldr", "They float.\n\nThey sink.")],
        80,
    )
