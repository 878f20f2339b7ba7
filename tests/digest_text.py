"""Writes digests in each format from invented papers, for tests that read them back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class InventedPaper:
    """A paper that does not exist, with all that a digest can say of one."""

    arxiv_id: str = "2601.00001"
    title: str = "An Invented Paper on Paper Boats"
    authors: tuple[str, ...] = ("Ada Example", "Ben Sample")
    categories: tuple[str, ...] = ("cs.CL", "cs.AI")
    published: str = "2026-01-05"
    sections: dict[str, str] = field(
        default_factory=lambda: {
            "tldr": "一句话。",
            "motivation": "动机。",
            "method": "方法。",
            "result": "结果。",
            "conclusion": "结论。",
            "abstract": "An abstract of one line.",
        }
    )
    keywords: tuple[str, ...] = ("纸船", "boats")
    score: str = "42"
    comment: str = ""


REPORT_LABELS = {
    "tldr": "一句话总结",
    "motivation": "研究动机",
    "method": "核心方法",
    "conclusion": "主要结论",
}
ENHANCED_LABELS = {
    "motivation": "Motivation",
    "method": "Method",
    "result": "Result",
    "conclusion": "Conclusion",
}


def by_category(papers: Sequence[InventedPaper]) -> dict[str, list[InventedPaper]]:
    """The papers under their primary categories."""
    grouped: dict[str, list[InventedPaper]] = {}
    for paper in papers:
        grouped.setdefault(paper.categories[0], []).append(paper)
    return grouped


def daily_report(papers: Sequence[InventedPaper], day: str = "2026-01-05", colon: str = "：") -> str:
    """A Chinese daily report."""
    grouped = by_category(papers)
    out = [f"# arXiv AI 论文日报 | {day}\n", f"> 共 {len(papers)} 篇论文，由AI自动总结\n", "## 📑 目录\n"]
    out.append("".join(f"- [{c}](#{c.replace('.', '')}) ({len(some)} 篇)\n" for c, some in grouped.items()))
    out.append("---\n")
    number = 0
    for category, some in grouped.items():
        out.append(f"## {category}\n")
        for paper in some:
            number += 1
            url = f"https://arxiv.org/abs/{paper.arxiv_id}v1"
            out.append(f"## [{number}. {paper.title}]({url})\n")
            out.append(
                f"**作者**{colon}{', '.join(paper.authors)} 等 {len(paper.authors) + 4} 位作者  \n"
                f"**分类**{colon}{', '.join(paper.categories)}  \n**发布时间**{colon}{paper.published}\n"
            )
            out.append(f"### 📄 论文摘要\n\n{paper.sections['abstract']}\n\n### 🤖 AI 总结\n")
            out += [f"**{label}**{colon}{paper.sections[key]}\n" for key, label in REPORT_LABELS.items()]
            out.append(f"**关键词**{colon}{', '.join(paper.keywords)}\n\n**评分**{colon}{paper.score}\n")
            pdf = url.replace("/abs/", "/pdf/")
            out.append(f"**论文链接**{colon}[查看原文]({url}) | [下载PDF]({pdf}.pdf)\n\n---\n")
    return "\n".join(out)


def daily_enhanced(papers: Sequence[InventedPaper], tldr: str = "TL;DR") -> str:
    """An enhanced listing in Markdown."""
    grouped = by_category(papers)
    out = ["<div id=toc></div>\n", "# Table of Contents\n"]
    out.append("".join(f"- [{c}](#{c}) [Total: {len(some)}]\n" for c, some in grouped.items()) + "\n")
    for category, some in grouped.items():
        out.append(f"<div id='{category}'></div>\n\n# {category} [[Back]](#toc)\n")
        for number, paper in enumerate(some, 1):
            out.append(f"### [{number}] [{paper.title}](https://arxiv.org/abs/{paper.arxiv_id})")
            out.append(f"*{','.join(paper.authors)}*\n\nMain category: {category}\n")
            out.append(f"{tldr}: {paper.sections['tldr']}\n\n\n<details>\n  <summary>Details</summary>")
            out += [f"{label}: {paper.sections[key]}\n" for key, label in ENHANCED_LABELS.items()]
            out.append(f"Abstract: {paper.sections['abstract']}\n\n</details>\n\n")
    return "\n".join(out)


def as_object(paper: InventedPaper) -> dict[str, object]:
    """A paper as the object that stands in JSON Lines."""
    summary = {key: text for key, text in paper.sections.items() if key != "abstract"}
    return {
        "id": paper.arxiv_id,
        "pdf": f"https://arxiv.org/pdf/{paper.arxiv_id}",
        "abs": f"https://arxiv.org/abs/{paper.arxiv_id}",
        "authors": list(paper.authors),
        "title": paper.title,
        "categories": list(paper.categories),
        "comment": paper.comment or None,
        "summary": paper.sections["abstract"],
        "AI": summary,
    }


def daily_jsonl(papers: Sequence[InventedPaper], *, ascii_only: bool = False) -> str:
    """An enhanced listing in JSON Lines."""
    return "".join(json.dumps(as_object(paper), ensure_ascii=ascii_only) + "\n" for paper in papers)
