"""The fixed labels and headings of the Chinese daily report, known without any model.

The table holds clean labels only. What they look like when damaged is derived by damaging them,
so that every hole inside a label is restored with certainty, in each kind of damage.
"""

import re
from functools import lru_cache

from digest_parsers.repair.damage import Damage, to_bytes

#: Pieces of lines with enough ASCII or length around them to be unmistakable.
LABELS = (
    "# arXiv AI 论文日报 | ",
    "> 共 ",
    " 篇论文，由AI自动总结",
    "## 📑 目录",
    " 篇)",
    "**作者**：",
    " 等 ",
    " 位作者",
    "**分类**：",
    "**发布时间**：",
    "### 📄 论文摘要",
    "### 🤖 AI 总结",
    "**一句话总结**：",
    "**研究动机**：",
    "**核心方法**：",
    "**主要结论**：",
    "**关键词**：",
    "**关键词**：关键词：",
    "**评分**：",
    "**论文链接**：[查看原文](",
    " | [下载PDF](",
)


@lru_cache(maxsize=4)
def _table(damage: Damage) -> tuple[re.Pattern[bytes], dict[bytes, bytes]]:
    table: dict[bytes, bytes] = {}
    for label in LABELS:
        damaged = to_bytes(damage.apply(label))
        if damaged is not None:
            table[damaged] = label.encode()
    longest_first = sorted(table, key=len, reverse=True)
    pattern = b"(?:" + b"|".join(map(re.escape, longest_first)) + rb")(?![\x80-\xbf\xff])"
    return re.compile(pattern), table


def restore(data: bytes, damage: Damage) -> bytes:
    """Give the labels in the bytes of a damaged line their lost bytes back."""
    pattern, table = _table(damage)
    return pattern.sub(lambda match: table[match[0]], data)
