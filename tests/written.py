"""Invented digest files, as the generators write them: for tests that start from files."""

from pathlib import Path

TITLE = "An Invented Study of $O(n)$ [Draft] 论文"

_HEAD = """\
# arXiv AI 论文日报 | {day}

> 共 {count} 篇论文，由AI自动总结

## 📑 目录

- [{category}](#{category}) ({count} 篇)

---

## {category}

"""

#: One paper in the layout of the daily report.
_PAPER = """\
## [{number}. {title}](https://arxiv.org/abs/{arxiv_id}v1)

**作者**：Ann Author, Ben Byline 等 4 位作者
**分类**：{categories}
**发布时间**：{day}

### 📄 论文摘要

We invent a result.

### 🤖 AI 总结

**一句话总结**：这篇论文是虚构的，用于测试。

**研究动机**：没有动机。

**核心方法**：虚构的方法。

**主要结论**：没有结论。

**关键词**：虚构, 测试

**评分**：{score}

**论文链接**：[查看原文](https://arxiv.org/abs/{arxiv_id}v1) | [下载PDF](https://arxiv.org/pdf/{arxiv_id}v1.pdf)

---
"""


def daily_report(
    *arxiv_ids: str, day: str = "2026-02-28", category: str = "cs.AI", title: str = TITLE
) -> str:
    """A daily report of one category."""
    head = _HEAD.format(day=day, count=len(arxiv_ids), category=category)
    return head + "\n".join(
        _PAPER.format(
            number=n, title=title, arxiv_id=one, categories=f"{category}, cs.LG", day=day, score=30 + n
        )
        for n, one in enumerate(arxiv_ids, 1)
    )


def daily_jsonl(*arxiv_ids: str) -> str:
    """A JSON Lines digest without a day."""
    return "".join(
        f'{{"id": "{one}", "title": "An invented line", "authors": ["Ann Author"], "categories": ["cs.CL"],'
        f' "abs": "https://arxiv.org/abs/{one}", "summary": "We invent.", "AI": {{"tldr": "虚构"}}}}\n'
        for one in arxiv_ids
    )


def mojibake(text: str) -> str:
    """The text as it looks when its UTF-8 was read as Windows-1254 and the undefined bytes were dropped."""
    return text.encode("utf-8").decode("cp1254", "ignore")


def library(folder: Path) -> Path:
    """A folder with a sound report, a mojibake one, lines without a day, and a file that is no digest."""
    (folder / "2026-02-28.md").write_text(daily_report("2602.10000", "2602.10001"), encoding="utf-8")
    (folder / "damaged.md").write_text(
        mojibake(daily_report("2602.10001", day="2026-02-27")), encoding="utf-8"
    )
    (folder / "lines.jsonl").write_text(daily_jsonl("2602.10000", "2602.10001"), encoding="utf-8")
    (folder / "notes.md").write_text("# Shopping\n\n- milk\n", encoding="utf-8")
    return folder
