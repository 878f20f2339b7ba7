"""Invented digest files on disk, in the two Markdown formats and as JSON Lines."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Invented:
    """One invented paper; every text of it is made from its fields."""

    arxiv_id: str
    title: str
    category: str = "cs.AI"
    tldr: str = "这篇虚构的论文什么也没有证明。"
    abstract: str = "This paper does not exist."
    score: int = 50
    authors: str = "Ann Author, Ben Byline 等 4 位作者"
    published: str = "2026-01-04"


def daily_report(day: str, papers: Sequence[Invented]) -> str:
    """A digest with a dated heading, bold labels and scores."""
    by_category: dict[str, list[Invented]] = {}
    for one in papers:
        by_category.setdefault(one.category, []).append(one)
    lines = [
        f"# arXiv AI 论文日报 | {day}",
        "",
        f"> 共 {len(papers)} 篇论文，由AI自动总结",
        "",
        "## 📑 目录",
        "",
    ]
    lines += [
        f"- [{name}](#{name.replace('.', '')}) ({len(inside)} 篇)" for name, inside in by_category.items()
    ]
    lines += ["", "---", ""]
    for name, inside in by_category.items():
        lines += [f"## {name}", ""]
        for number, one in enumerate(inside, start=1):
            lines += _report_entry(number, one)
    return "\n".join(lines)


def _report_entry(number: int, one: Invented) -> list[str]:
    url = f"https://arxiv.org/abs/{one.arxiv_id}v1"
    return [
        f"## [{number}. {one.title}]({url})",
        "",
        f"**作者**：{one.authors}  ",
        f"**分类**：{one.category}, cs.LG  ",
        f"**发布时间**：{one.published}",
        "",
        "### 📄 论文摘要",
        "",
        one.abstract,
        "",
        "### 🤖 AI 总结",
        "",
        f"**一句话总结**：{one.tldr}",
        "",
        "**研究动机**：没有动机。",
        "",
        "**核心方法**：没有方法。",
        "",
        "**主要结论**：没有结论。",
        "",
        "**关键词**：虚构, invention",
        "",
        f"**评分**：{one.score}",
        "",
        f"**论文链接**：[查看原文]({url}) | [下载PDF](https://arxiv.org/pdf/{one.arxiv_id}v1.pdf)",
        "",
        "---",
        "",
    ]


def daily_enhanced(papers: Sequence[Invented]) -> str:
    """A digest with a table of contents and folded details, and no date."""
    by_category: dict[str, list[Invented]] = {}
    for one in papers:
        by_category.setdefault(one.category, []).append(one)
    lines = ["<div id=toc></div>", "", "# Table of Contents", ""]
    lines += [f"- [{name}](#{name}) [Total: {len(inside)}]" for name, inside in by_category.items()]
    for name, inside in by_category.items():
        lines += ["", "", f"<div id='{name}'></div>", "", f"# {name} [[Back]](#toc)", ""]
        for number, one in enumerate(inside, start=1):
            lines += [
                f"### [{number}] [{one.title}](https://arxiv.org/abs/{one.arxiv_id})",
                "*Ann Author,Ben Byline*",
                "",
                f"Main category: {one.category}",
                "",
                f"TL;DR: {one.tldr}",
                "",
                "",
                "<details>",
                "  <summary>Details</summary>",
                "Motivation: None.",
                "",
                "Method: None.",
                "",
                "Result: None.",
                "",
                "Conclusion: None.",
                "",
                f"Abstract: {one.abstract}",
                "",
                "</details>",
                "",
                "",
            ]
    return "\n".join(lines)


def json_lines(papers: Sequence[Invented]) -> str:
    """The same as one JSON object a line."""
    return "".join(
        json.dumps(
            {
                "id": one.arxiv_id,
                "title": one.title,
                "authors": ["Ann Author", "Ben Byline"],
                "categories": [one.category],
                "abs": f"https://arxiv.org/abs/{one.arxiv_id}",
                "summary": one.abstract,
                "AI": {"tldr": one.tldr, "method": "None."},
            },
            ensure_ascii=False,
        )
        + "\n"
        for one in papers
    )


def mojibake(text: str) -> str:
    """The text as it is left by reading UTF-8 as Windows-1254 and dropping what that does not define."""
    return text.encode("utf-8").decode("cp1254", "ignore").replace("\u00ad", "").replace("\u007f", "")


#: Two days with a stated date, one without that shares papers with the newest, and a repeated paper.
NEWEST = (
    Invented(
        "2601.00011",
        "Alpha: a reader for tired eyes",
        score=72,
        tldr="提出一种面向疲劳读者的强化学习阅读器。",
    ),
    Invented("2601.00012", "Beta of [brackets] and $x^2$", score=35),
    Invented(
        "2601.00013", "Gamma rays in the kitchen", "cs.CV", score=50, abstract="Kitchens glow.\nThey do."
    ),
    Invented("2601.00014", "Delta without change", "cs.CV", score=18),
)
OLDER = (
    Invented("2601.00001", "Epsilon is small", score=90, published="2026-01-02"),
    Invented("2601.00011", "Alpha: a reader for tired eyes", score=60, tldr="旧的总结：疲劳的读者。"),
    Invented("2601.00003", "Zeta on the line", "cs.LG", score=10, published="2026-01-02"),
)
UNDATED = (*NEWEST[:3], Invented("2601.00020", "Eta, undated", "cs.IR"))


def write_library(folder: Path) -> Path:
    """Three invented digests: 5 and 3 January, and one that states no date."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report-a.md").write_text(daily_report("2026-01-05", NEWEST), "utf-8")
    (folder / "report-b.md").write_text(daily_report("2026-01-03", OLDER), "utf-8")
    (folder / "listing.md").write_text(daily_enhanced(UNDATED), "utf-8")
    return folder
