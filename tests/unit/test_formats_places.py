"""Where papers begin and end in texts of no known format, and which of their words are titles."""

import pytest

from digest_parsers.load import load_text

A, B = "https://arxiv.org/abs/2601.00001", "https://arxiv.org/pdf/2601.00002v3.pdf"
CODE = "https://arxiv.org/abs/2512.00009"

#: A text, and of each paper the id, title, category and text that are to be read from it.
TEXTS = {
    "links that are called alike, in any language": (
        f"## Top\n1. **Paper Boats?** - 👍 16\n   - 기관: Docks\n   - [HF 페이지]({A})\n"
        f"   - Abstract: They float.\n\n"
        f"2. **Paper Hats** - 👍 1\n   - [HF 페이지]({B})\n",
        [
            ("2601.00001", "Paper Boats?", "Top", "1. **Paper Boats?** - 👍 16\nDocks\nThey float."),
            ("2601.00002", "Paper Hats", "Top", "2. **Paper Hats** - 👍 1"),
        ],
    ),
    "bold words and what is behind them": (
        f"- **Paper Boats** [[Paper]({A})]\n- **Paper Hats** [[{B}]] (2026)\n",
        [
            ("2601.00001", "Paper Boats", "", ""),
            ("2601.00002", "Paper Hats", "", f"- **Paper Hats** [[{B}]] (2026)"),
        ],
    ),
    "ids alone": (
        "# arXiv\n### 1. **Paper Boats** — 2601.00001\nThey float.\n"
        "### 2. **[[hats|Paper Hats]]** (2601.00002v3)\nFlat.\n- see 2601.00009\n",
        [
            ("2601.00001", "Paper Boats", "", "They float."),
            ("2601.00002", "Paper Hats", "", "Flat.\n- see 2601.00009"),
        ],
    ),
    "ids alone beside links": (
        f"- [Paper Boats]({A})\n- **Paper Hats** (2601.00002)\n",
        [("2601.00001", "Paper Boats", "", "")],
    ),
    "links in front matter": (
        f"---\nsources:\n  - {A}\n  - {CODE}\n---\n\n## Paper Hats\n[pdf]({B})\n",
        [("2601.00002", "Paper Hats", "", "")],
    ),
    "code": (
        f"## Paper Boats\n[pdf]({A})\n\n```bibtex\n# {B}\nurl = {{{B}}}\n```\n",
        [("2601.00001", "Paper Boats", "", f"```bibtex\n# {B}\nurl = {{{B}}}\n```")],
    ),
    "a fence around everything": (
        f"```markdown\n## Paper Boats\n[pdf]({A})\n```\n",
        [("2601.00001", "Paper Boats", "", "")],
    ),
    "a fence that is left open": (
        f"text\n```\n## Paper Boats\n[pdf]({A})\n",
        [("2601.00001", "Paper Boats", "", "")],
    ),
    "a table of HTML, and cells below its rows": (
        "# Day\n<table>\n<thead><tr><th>标题</th><th>第一作者</th><th>PDF</th><th>代码</th></tr></thead>\n"
        "<tbody>\n"
        f'<tr><td>Paper Boats</td><td>Ann Author</td><td><a href="{A}">PDF</a></td>'
        f'<td><a href="{CODE}">code1</a></td></tr>\n'
        "<tr><td colspan=4><details><summary><strong>总结</strong></summary>\n\n"
        f'<strong>PDF</strong>：<a href="{A}">PDF</a><br>1. They float.<br><br>2. They sink.\n\n'
        f'</details></td></tr>\n'
        f'<tr><td>Paper Hats</td><td>Ben Byline</td><td><a href="{B}">PDF</a></td><td>-</td></tr>\n'
        "</tbody>\n</table>\n\nmade by hand\n",
        [
            ("2601.00001", "Paper Boats", "", "1. They float.\n\n2. They sink."),
            ("2601.00002", "Paper Hats", "", "-"),
        ],
    ),
    "cards of HTML": (
        "## Top\n\n| Rank | What |\n|---|---|\n| 1 | boats |\n\n"
        f'<div class="card">\n<div>🥇</div>\n<a href="boats/">Paper Boats in Docks</a> <span>🎯</span>\n'
        f'<div>They float.</div>\n<div>\n<a href="boats/">more</a> · <a href="{A}">arXiv</a>\n</div>\n'
        f'</div>\n'
        f'<div class="card">\n<a href="{B}">Paper Hats in Docks</a>\n<div>Flat.</div>\n</div>\n',
        [
            ("2601.00001", "Paper Boats in Docks 🎯", "Top", "They float."),
            ("2601.00002", "Paper Hats in Docks", "Top", "Flat."),
        ],
    ),
    "headings of a paper's own that are as high as its own": (
        f"## Boats\n### 1. Paper Boats\n- **ID**: [2601.00001]({A})\n- **Venue**: Docks\n\n### New\n"
        f"- folds\n\n"
        f"### Tried\n- floats\n\n---\n\n## Hats\n#### Paper Hats\n- [pdf]({B})\n",
        [
            ("2601.00001", "Paper Boats", "Boats", "Docks\n- folds\n- floats"),
            ("2601.00002", "Paper Hats", "Hats", ""),
        ],
    ),
    "headings of a paper's own that are labels and higher than its own": (
        f"## Boats\n### Paper Boats\n**저자**: Ann Author\n 외 2명\n\n[pdf]({A})\n\n"
        "## 📌 한 줄 요약\nThey float.\n\n"
        "## 🌍 전망\nThey sink.\n\n---\n\n*made by hand*\n",
        [("2601.00001", "Paper Boats", "Boats", "They float.\nThey sink.\n\n---\n\n*made by hand*")],
    ),
    "headings behind the text of a paper": (
        f"## Boats\n### Paper Boats\n[pdf]({A})\n\nThey float.\n\n### Notes\nnone\n\n"
        f"## Hats\n### Paper Hats\n[pdf]({B})\n\n## Method\nby hand\n",
        [
            ("2601.00001", "Paper Boats", "Boats", "They float."),
            ("2601.00002", "Paper Hats", "Hats", "by hand"),
        ],
    ),
    "headings behind all papers": (
        f"## Boats\n### Paper Boats\n[pdf]({A})\n### Paper Hats\n[pdf]({B})\n### Notes\nnone\n",
        [("2601.00001", "Paper Boats", "Boats", ""), ("2601.00002", "Paper Hats", "Boats", "")],
    ),
    "a footer": (
        f"## Paper Boats\n[pdf]({A})\n\nThey float.\n\n---\n\n<a id='hats'></a>\n## Paper Hats\n"
        f"[pdf]({B})\n\nFlat.\n\n"
        "---\n\n> 2 papers\n\n*made by hand*\n",
        [("2601.00001", "Paper Boats", "", "They float."), ("2601.00002", "Paper Hats", "", "Flat.")],
    ),
    "rules inside of papers": (
        f"## Paper Boats\n[pdf]({A})\n\nThey\n\n---\n\nfloat.\n\n## Paper Hats\n[pdf]({B})\n\nFlat\n\n"
        f"---\n\nhats.\n",
        [
            ("2601.00001", "Paper Boats", "", "They\n\n---\n\nfloat."),
            ("2601.00002", "Paper Hats", "", "Flat\n\n---\n\nhats."),
        ],
    ),
    "a text about one paper": (
        f"# Daily boats 2026-01-05\n## 📄 Basics\n**Title**: Paper Boats\n\n**Link**: {A}\n\n---\n\n"
        "## 📝 Abstract\n\nThey float.\n\n---\n\n## 🎯 New\n\n1. folds\n",
        [("2601.00001", "Paper Boats", "", "They float.\n1. folds")],
    ),
    "rows of labels and values": (
        f"# Day\n## 1. Basics\n| 项目 | 信息 |\n|---|---|\n| 英文标题 | **Paper Boats** |\n"
        "| 作者 | Ann Author |\n"
        f"| 论文链接 | [{A}]({A}) |\n\n## 2. Why\nThey float.\n",
        [("2601.00001", "Paper Boats", "", "They float.")],
    ),
    "rows of labels, of which some are known": (
        f"# Day\n## 🥇 1. Paper Boats\n| 项目 | 内容 |\n|---|---|\n| **arXiv** | [2601.00001]({A}) |\n"
        f"| **作者** | Ann Author |\n| **领域** | docks |\n\n**Why**: so\n## 🥈 2. Paper Hats\n[pdf]({B})\n",
        [("2601.00001", "Paper Boats", "", "docks\nso"), ("2601.00002", "Paper Hats", "", "")],
    ),
    "a table of papers, one of them called like a label": (
        f"| Title | Read |\n|---|---|\n| Methods | [pdf]({A}) |\n| Paper Hats | [pdf]({B}) |\n",
        [("2601.00001", "Methods", "", ""), ("2601.00002", "Paper Hats", "", "")],
    ),
    "addresses in Chinese text": (
        f"# 日报\n1. Paper Boats  \n   {A}（2026-01-04）\n2. Paper Hats  \n   链接：{B}。\n",
        [("2601.00001", "Paper Boats", "", ""), ("2601.00002", "Paper Hats", "", "")],
    ),
    "a paper of which only its id is known": (
        f"# Day\n## 1. Paper Hats\n**Link:** [abs]({B})\n\n---\n\n"
        f"## 2. 论文ID: 2601.00001v1\n\n**错误:** lost\n",
        [("2601.00002", "Paper Hats", "", ""), ("2601.00001", "论文ID: 2601.00001v1", "", "lost")],
    ),
    "numbers of sections, and a title in quotes": (
        f"# Arxiv\n## 1. All\n### 1.2 Paper Boats\n- **Arxiv ID:** 2601.00001\n### 1.3 “Paper Hats”\n{B}\n",
        [("2601.00001", "Paper Boats", "All", ""), ("2601.00002", "Paper Hats", "All", "")],
    ),
    "cards of a page, whose titles are no headings": (
        f'<html><body><h2>arXiv</h2>\n<div class="category-title">Docks (2)</div>\n<div class="paper">'
        f'<div class="title">Paper Boats</div>\n<div><a href="{A}">{A}</a></div>'
        '<p class="text">They float.</p></div>\n<div class="paper card"><p class="big card-title">'
        f'<a href="{B}">Paper Hats</a></p><div>作者: Ann Author</div><div>They are flat.</div></div>\n'
        '<div class="footer">Made by a bot</div><footer>2026</footer></body></html>\n',
        [
            ("2601.00001", "Paper Boats", "Docks", "They float."),
            ("2601.00002", "Paper Hats", "Docks", "They are flat."),
        ],
    ),
    "a tag behind a title": (
        f"- **Paper Boats** `[wild]`\n  [abs]({A})\n",
        [("2601.00001", "Paper Boats", "", "- **Paper Boats** `[wild]`")],
    ),
    "a mention in front of a table": (
        f"# Day\n## In short\n1. **They float** — [2601.00001]({A}), wet\n\n## All\n"
        f"| # | 论文 | arXiv |\n|---|---|---|\n| 1 | Paper Boats | [2601.00001]({A}) |\n",
        [("2601.00001", "Paper Boats", "All", f"1. **They float** — [2601.00001]({A}), wet")],
    ),
    "what is commented out": (
        f"## Boats (n=2)\n<!--\n- [Paper Hats]({B})\n-->\n- [Paper Boats]({A})\n<!-- open\n",
        [("2601.00001", "Paper Boats", "Boats", "<!-- open")],
    ),
    "links below the last part of an item": (
        f"1. **Paper Boats** — new\n   **Why:** They float.\n   [abs]({A}) | [project](https://example.org)\n",
        [("2601.00001", "Paper Boats", "", "1. **Paper Boats** — new\nThey float.")],
    ),
    "a column of titles that is called otherwise": (
        f"## Others\n| 论文 | arXiv | 主题 |\n|---|---|---|\n| Paper Boats | [2601.00001]({A}) | docks |\n",
        [("2601.00001", "Paper Boats", "Others", "docks")],
    ),
    "prose with a link before the list": (
        f"# Day\n## Top pick\n\nThe **Boats** paper ([arXiv]({A})) floats.\n\n## All\n"
        f"- [Paper Boats]({A}) - boats\n"
        f"- [Paper Hats]({B}) - hats\n",
        [
            ("2601.00001", "Paper Boats", "All",
             f"- [Paper Boats]({A}) - boats\n\nThe **Boats** paper ([arXiv]({A})) floats."),
            ("2601.00002", "Paper Hats", "All", f"- [Paper Hats]({B}) - hats"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_papers_begin_and_end_where_they_are_said_to(name: str) -> None:
    text, papers = TEXTS[name]
    loaded = load_text(text, "notes.md")
    assert loaded.format == "generic"
    found = [
        (one.arxiv_id, one.title, one.primary_category, "\n".join(part.text for part in one.sections))
        for digest in loaded.digests
        for one in digest.entries
    ]
    assert found == papers


@pytest.mark.parametrize(
    "text",
    [
        f"# Tool\n\n```markdown\n# arXiv 2026-01-05\n- [Paper Boats]({A})\n```\n",
        f"---\nsources: {A}\n---\n\n# Notes\nnone\n",
        "# arXiv\n- about 2601.00001 and more\n- version: 1234.5678 (9999.12345)\n",
    ],
)
def test_what_is_code_front_matter_or_a_number_names_no_paper(text: str) -> None:
    assert [one.code for one in load_text(text, "README.md").diagnostics] == ["not-a-digest"]


def test_links_to_categories_are_categories() -> None:
    links = " | ".join(f"[{name}](https://arxiv.org/list/{name}/recent)" for name in ("cs.CV", "stat.ML"))
    text = f"# 1. Paper Boats\n\nAnn Author, Ben Byline\n\n- links: [abs]({A})\n- {links}\n\nThey float.\n"
    (entry,) = load_text(text, "notes.md").digests[0].entries
    assert (entry.authors, entry.categories) == (("Ann Author", "Ben Byline"), ("cs.CV", "stat.ML"))
    assert [one.text for one in entry.sections] == ["They float."]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        (
            "- [Paper Boats]({A}) — Ann Author, Ben Byline et al. (Docks, 2026) · ↑209",
            ("Ann Author", "Ben Byline"),
        ),
        ("- **[Paper Boats]({A})** by Ann Author", ("Ann Author",)),
        ("- **Paper Boats** - Ann Author (2026) [pdf]({A})", ("Ann Author",)),
        ("- [Paper Boats]({A}) — Ann says they float", ()),
        ("- [Paper Boats]({A}) — Deep Learning", ()),
        ("- [Paper Boats]({A}) - Ann Author et al. (2026-01-04)", ("Ann Author",)),
        ("- [Paper Boats]({A}): Ann Author, Ben Byline", ()),
    ],
)
def test_names_behind_a_title_are_the_authors(line: str, authors: tuple[str, ...]) -> None:
    (entry,) = load_text(line.format(A=A) + "\n", "notes.md").digests[0].entries
    assert (entry.title, entry.authors) == ("Paper Boats", authors)
