"""The repair of damaged text: what callers rely on."""

import pytest

from digest_parsers.model import LOST
from digest_parsers.repair import repair
from digest_parsers.repair.damage import CP1254_LOSSY

CLEAN = """# arXiv AI 论文日报 | 2026-03-01

> 共 2 篇论文，由AI自动总结

## 📑 目录

- [cs.CV](#csCV) (2 篇)

**作者**：Ana Ejemplo, Bo Prøve 等 4 位作者
**研究动机**：我们给出例子。
"""


@pytest.mark.parametrize(
    "text", ["", "plain", "中文，没有损坏。\n", "Poincaré’s “é”", "naïve café – déjà vu"]
)
def test_clean_text_comes_back_as_the_same_object(text: str) -> None:
    repaired = repair(text)
    assert repaired.text is text
    assert repaired.report.kind == "none"


def test_labels_are_restored_for_certain() -> None:
    repaired = repair(CP1254_LOSSY.apply(CLEAN))
    assert repaired.report.kind == "cp1254-lossy"
    assert repaired.text.split("\n")[:9] == CLEAN.split("\n")[:9]


@pytest.mark.parametrize("codec", ["latin-1"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_nothing_is_lost_where_all_bytes_are_there(codec: str, times: int) -> None:
    damaged = CLEAN
    for _ in range(times):
        damaged = damaged.encode().decode(codec)
    repaired = repair(damaged)
    assert repaired.text == CLEAN
    assert repaired.report.damaged == 0
    assert repaired.report.kind == ("latin-1" if times == 1 else "twice")


def test_a_line_that_mixes_damaged_and_clean_text_is_undone_where_it_is_damaged() -> None:
    damaged = [
        CLEAN.encode().decode("latin-1") * 3,
        f"模型 {'训练'.encode().decode('latin-1')} naïve",
        "“né”",
    ]
    assert repair("\n".join(damaged)).text == f"{CLEAN * 3}\n模型 训练 naïve\n“né”"


def test_what_was_read_as_gbk_is_undone_where_that_is_exact_and_else_left() -> None:
    exact, odd = ["人工智能论文", "的方法，很好。a", "方法、结果b"], "我们提出一种新的方法"
    damaged = [line.encode().decode("gbk", "replace") for line in [*exact, odd]]
    assert LOST in damaged[-1]
    repaired = repair("\n".join(damaged))
    *lines, last = repaired.text.split("\n")
    assert lines == exact
    assert last.count(LOST) == damaged[-1].count(LOST) == repaired.report.damaged
    assert last.startswith("我们提出")
    assert repaired.report.kind == "utf-8-as-gbk"
    assert repaired.report.restored == 0
