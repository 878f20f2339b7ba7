"""What holds for every format: it never raises, and it keeps every paper with its fields."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_kinds import KINDS
from digest_parsers.formats import detect, formats
from digest_parsers.load import load_text
from digest_parsers.model import Level, Section
from digest_text import InventedPaper, daily_enhanced, daily_jsonl, daily_report

WRITERS: dict[str, Callable[[Sequence[InventedPaper]], str]] = {
    "daily-report": daily_report,
    "daily-enhanced": daily_enhanced,
    "daily-enhanced-jsonl": daily_jsonl,
}

# One line of visible text, with what formats give a meaning to.
WORDS = st.text(
    st.one_of(
        st.sampled_from("[](){}$#*-|<>:：,，、.\\`~_^ 论文图神经网络abcXYZ019😀"),
        st.characters(categories=("L", "N", "P", "S")),
    ),
    min_size=1,
    max_size=40,
).map(str.strip)

TITLES = WORDS.filter(lambda text: text and "](" not in text)
# A name holds no comma, and does not look like the count of authors behind it.
NAMES = (
    st.text(st.sampled_from("abcdeéÖß 王小明-.'"), max_size=12)
    .map(lambda name: " ".join(name.split()))
    .filter(bool)
)
# Text that begins with a letter, so that its first line is none of a format's own marks.
SENTENCES = st.builds("{}{}".format, st.sampled_from(["An invented thing", "一个虚构的方法"]), WORDS)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map("\n".join)

PAPERS = st.lists(
    st.builds(
        InventedPaper,
        arxiv_id=st.builds("26{:02}.{:05}".format, st.integers(1, 12), st.integers(0, 99999)),
        title=TITLES,
        authors=st.lists(NAMES, min_size=1, max_size=4).map(tuple),
        categories=st.lists(
            st.sampled_from(["cs.CL", "cs.AI", "quant-ph", "cond-mat.str-el"]),
            min_size=1,
            max_size=3,
            unique=True,
        ).map(tuple),
        sections=st.fixed_dictionaries(
            {
                **dict.fromkeys(("tldr", "motivation", "method", "result", "conclusion"), SENTENCES),
                "abstract": PARAGRAPHS,
            }
        ),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda paper: paper.arxiv_id,
)

#: Lines of which some format makes something, and pieces of them.
SCRAPS = st.sampled_from(
    [
        "# arXiv AI 论文日报 | 2026-01-05",
        "# arXiv AI 论文日报 | 2026-13-77",
        "> 共 99999999 篇论文",
        "- [cs.CL](#csCL) (9 篇)",
        "## cs.CL",
        "## [1. A [title](https://arxiv.org/abs/2601.00001v1)",
        "## [2. ](",
        "## [3.",
        "**作者**：A 等 9 位作者",
        "**评分**：",
        "**分类**：, ,x y,cs.CL",
        "**发布时间**：0000-00-00",
        "**论文链接**：[a](b)[](",
        "### 📄 论文摘要",
        "### 🤖 AI 总结",
        "---",
        "- [cs.CV](#cs.CV) [Total: 4]",
        "# cs.CV [[Back]](#toc)",
        "### [1] [Title [x]($)](https://arxiv.org/abs/2601.00002)",
        "### [] [](",
        "### [2]",
        "*A,B",
        "*",
        "Main category: ",
        "TL;DR:",
        "**Method:** m",
        "<details>",
        "</details>",
        "Abstract: ",
        "",
        "{",
        "[",
        '{"id": "2601.00003", "title": "t", "authors": 1, "AI": {"tldr": [], "x": NaN}}',
        '{"id": "2601.00003", "title": {"a": "\\ud800"}, "title": 1e999}',
        '{"title": "cut off',
        "# Personalized Daily ArXiv Papers 13/45/2026",
        '### 0. [Title](https://arxiv.org/abs/2601.00004) <a id="link0"></a>',
        '## Topic (3) <a id="topic-x"></a>',
        "**Relevance:** many",
        "## Updated on 2026.13.45",
        "|Publish Date|Title|Authors|PDF|Code|",
        "|**2026-13-45**|**Title|x](**|A et.al.|[1](http://arxiv.org/abs/2601.00005)|null|",
        "- 2026-01-05, **Title",
        '{"SLAM": {"2601.00006": "- 2026-01-05, **T**, A et.al., Paper: [x](y)"',
        '{"2601.00007": {"RELEVANCE": 9, "NOVELTY": {}, "ARXIVID": [], "authors": {"a": 1}, "title": 1}}',
        "title: [x",
        "pdf: https://arxiv.org/pdf/2601.00008",
        "tldr: &a *a",
        "# 日报 · 2026-01-05",
        "- 当次推荐总数：3",
        "1. [Title](/202601/05/2601.00009v1-x （9.0/10）",
        '{"count": 1, "papers": [{"paper_id": 5, "title_en": ["x"]}, 3]}',
        "\\\\",
        "arXiv:2601.00010 (*cross-listing*)",
        "Date: Mon, 99 Jan 2026",
        "replaced with revised version",
        "-" * 78,
        '<rss xmlns:arxiv="http://arxiv.org/schemas/atom">',
        "<item><title>x</title><link>https://arxiv.org/abs/2601.00011</link></item>",
        "<entry><id>http://arxiv.org/abs/2601.00012</id>&#27;</entry>",
        "</rss>",
    ]
)


@given(st.lists(st.one_of(SCRAPS, st.text()), max_size=30), st.sampled_from(["a.md", "a.jsonl", "a.json"]))
def test_no_text_makes_a_format_raise(lines: list[str], path: str) -> None:
    text = "\n".join(lines)
    split = text.split("\n")
    for each in formats():
        each.recognises(split, path)
        parsed = each.parse(split, path)
        assert all(entry.arxiv_id for entry in parsed.entries)
        assert all(1 <= entry.line <= len(split) for entry in parsed.entries)
    loaded = load_text(text, path)
    assert loaded.digests or loaded.diagnostics


@pytest.mark.parametrize("name", WRITERS)
@given(papers=PAPERS)
def test_every_paper_is_kept_with_its_fields(name: str, papers: list[InventedPaper]) -> None:
    text = WRITERS[name](papers)
    path = "2026-01-05.jsonl" if name.endswith("jsonl") else "2026-01-05.md"
    loaded = load_text(text, path)
    assert loaded.format == name
    assert not [each for each in loaded.diagnostics if each.level is not Level.INFO], loaded.diagnostics
    (digest,) = loaded.digests
    entries = {entry.arxiv_id: entry for entry in digest.entries}
    assert entries.keys() == {paper.arxiv_id for paper in papers}
    for paper in papers:
        entry = entries[paper.arxiv_id]
        assert entry.title == (" ".join(paper.title.split()) if name.endswith("jsonl") else paper.title)
        assert entry.authors == paper.authors
        assert entry.primary_category == paper.categories[0]
        for key, text in paper.sections.items():
            if name != "daily-report" or key != "result":
                section = entry.section(key)
                assert isinstance(section, Section), key
                assert section.text == text
        if name != "daily-enhanced":
            assert entry.categories == paper.categories
        if name == "daily-report":
            assert (entry.version, entry.score, entry.keywords) == ("v1", 42.0, paper.keywords)
            assert entry.authors_unlisted == 4
            assert str(entry.published) == paper.published


@pytest.mark.parametrize("name", WRITERS)
@given(papers=PAPERS, data=st.data())
def test_a_file_that_is_cut_off_keeps_what_came_before(
    name: str, papers: list[InventedPaper], data: st.DataObject
) -> None:
    text = WRITERS[name](papers)
    cut = data.draw(st.integers(0, len(text)))
    whole = load_text(text, "2026-01-05.md").digests[0].entries
    lines = text[:cut].count("\n") + 1
    before = [entry for entry, following in pairwise(whole) if following.line < lines]
    for digest in load_text(text[:cut], "2026-01-05.md").digests:
        assert list(digest.entries[: len(before)]) == before


def test_each_format_is_known_by_its_own_text_only() -> None:
    papers = [InventedPaper()]
    texts = [(name, "x.md", write) for name, write in WRITERS.items()]
    for name, path, write in [*texts, *KINDS.values()]:
        found = detect(write(papers).split("\n"), path)
        assert found is not None
        assert found.format.name == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# arXiv\n\nAll about https://arxiv.org/list/cs.CL/new and https://arxiv.org.example/abs/2601.00001\n",
        "# Trending | 2026-01-05\n\n> 共 9 个项目\n\n## 📑 目录\n",
        "# Hot today\n\n## [1. something](https://example.org/1)\n**标语**：x\n**介绍**：y\n",
        "### [A tool](https://example.org)\n<details>\n",
        '{"name": "package", "version": "1.0.0", "title": {"id": 1}}',
        '{"files": [{"title": "x", "id": 1}]}',
        "[1, 2, 3]",
        "[" * 100_000,
        '{"a": "title", "id": "summary"}',
    ],
)
def test_what_is_no_digest_is_not_taken_for_one(text: str) -> None:
    assert detect(text.split("\n")) is None


PATHOLOGICAL = {
    "pipes": "## Updated on 2026.01.05\n|**2026-01-05**|x|A|[1](y)|\n|**2026-01-05**" + "|" * 500_000,
    "links in a row": "## Updated on 2026.01.05\n|**2026-01-05**|x|A|[1](y)|\n" + "|[](" * 200_000,
    "spaces before et al.": "## Updated on 2026.01.05\n|**2026-01-05**|x|" + " " * 500_000 + "a|[1](y)|n|",
    "parentheses among authors": "\\\\\narXiv:2601.00001\nTitle: x\nAuthors: " + "(" * 500_000,
    "rules in an assistant": "# Personalized Daily ArXiv Papers\n## 0. [x](y)\n" + "---\n\n\n" * 50_000,
    "anchors": '# Personalized Daily ArXiv Papers\n## 0. [x](y) <a id="' * 50_000,
    "elements": '<rss><item><title>http://arxiv.org/schemas/atom"</title></item>' + "<a>" * 200_000,
    "tags in a title": "<rss><channel><title>updates on arXiv.org</title><item><title>"
    + "&lt;a " * 100_000
    + "</title></item></channel></rss>",
    "brackets in a heading": "# arXiv AI 论文日报\n## [1. " + "](" * 200_000,
    "stars": "# arXiv AI 论文日报\n## [1. x](y)\n" + "**" * 300_000,
    "open brackets": "# arXiv AI 论文日报\n## [1. x](y)\n**论文链接**：" + "[" * 300_000,
    "links": "# arXiv AI 论文日报\n## [1. x](y)\n**论文链接**：" + "[](" * 200_000,
    "details": "# cs.CV [[Back]](#toc)\n### [1] [x](y)\n" + "<details>" * 50_000 + "\n<details>" * 50_000,
    "spaces": "# cs.CV [[Back]](#toc)\n### [1] [x](y)\n*A*\n\nAbstract:" + " " * 1_000_000 + "x",
    "rules": "# arXiv AI 论文日报\n## [1. x](y)\n" + "---\n" * 100_000,
    "blank lines": "# arXiv AI 论文日报\n## [1. x](y)\n" + "---\n\n\n\n\n\n\n\n" * 30_000,
    "one long word": "# cs.CV [[Back]](#toc)\n### [1] ["
    + "W" * 5_000_000
    + "](https://arxiv.org/abs/2601.00001)",
    "commas": "# arXiv AI 论文日报\n## [1. x](y)\n**作者**：" + ", 等 1 位" * 100_000,
    "spaces among authors": "# arXiv AI 论文日报\n## [1. x](y)\n**作者**：a" + " " * 1_000_000 + "等",
    "spaces in all labels": "# arXiv AI 论文日报\n## [1. x](y)\n"
    + "".join(
        f"**{label}**：a{' ' * 200_000}b\n" for label in ("分类", "评分", "关键词", "论文链接", "发布时间")
    ),
    "lost characters for a label": "# arXiv AI 论文日报\n## [1. x](y)\n### " + "\ufffd" * 1_000_000,
    "nested arrays": '{"title": "x", "id": "2601.00001"}\n' + "[" * 300_000,
    "nested objects": '{"title": "x", "id": "2601.00001"}\n' + '{"a":' * 100_000,
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_hostile_shapes_are_read_in_linear_time(name: str) -> None:
    # Quadratic reading of these would take minutes; the suite's own patience is the limit.
    loaded = load_text(PATHOLOGICAL[name], "2026-01-05.md")
    assert loaded.digests[0].entries


@pytest.mark.parametrize("name", WRITERS)
def test_a_tab_in_a_title_is_a_space(name: str) -> None:
    loaded = load_text(WRITERS[name]([InventedPaper(title="An invented\tpaper")]), f"{name}.md")
    assert [entry.title for digest in loaded.digests for entry in digest.entries] == ["An invented paper"]
