"""An invented archive of the shape of a real one; nobody wrote or summarised any of its papers.

The shape is that of half a year of daily digests: 184 files, 26 to 532 entries a day, 2.9 kB an entry, a
quarter of the papers on more than one day. Words are as frequent as ranks in natural text are (Zipf), and the
words that the benchmark searches for are about as rare as in real digests.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

DIGESTS = 184
LAST_DAY = date(2026, 7, 1)

#: Entries a day: the deciles of what a real archive has, with its extremes.
_DECILES = (26, 122, 144, 171, 186, 195, 213, 228, 250, 295, 532)
#: Of a hundred entries these many are papers of one of the last days once more.
_REPEATED = 33
_CATEGORIES = ("cs.CV", "cs.CL", "cs.LG", "cs.AI", "cs.RO", "cs.GR", "cs.IR", "cs.SE", "eess.IV", "stat.ML")


def _listed(words: str) -> list[str]:
    return words.split()


_COMMON = _listed(
    "the of and to a in we for with that is on by model as our models are this from data can learning an "
    "which while methods method propose training performance image language tasks results across based "
    "multi framework approach reasoning robust diffusion segmentation medical transformer graph "
    "reinforcement retrieval augmented generation attention video agents prompt visual policy sparse"
)
#: Once in about so many words.
_RARE = {
    "annealing": 60_000,
    "quantum": 4_000,
    "hydrology": 600_000,
    "glacier": 600_000,
    "lighthouse": 150_000,
}
_TERMS = _listed(
    "模型 提出 方法 学习 数据 训练 任务 性能 框架 现有 问题 实现 显著 通过 基于 强化学习 扩散模型 图像 "
    "语言 推理 生成 优化 策略 结果 表明 验证 有效 泛化 鲁棒 多模态 注意力 "
    "检索 视频 分割 医学 机器人 规划 图 结构 信息"
)
_RARE_TERMS = {"量子": 1_500, "天文": 60_000, "火山": 150_000}
_SURNAMES = _listed(
    "Wang Li Zhang Chen Liu Yang Smith Garcia Kim Novak Okafor Silva Rossi Meyer Tanaka Dubois"
)
_SYLLABLES = _listed("ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo ya zu bra cle dri flo gra")


@dataclass(frozen=True, slots=True)
class _Paper:
    arxiv_id: str
    title: str
    authors: str
    category: str
    abstract: str


class _Words:
    """Text that means nothing, drawn by rank."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._english = _COMMON + [
            "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(8000)
        ]
        self._english_weights = list(accumulate(1 / (rank + 8) for rank in range(len(self._english))))
        self._terms = _TERMS + [
            "".join(chr(chance.randint(0x4E00, 0x6FFF)) for _ in range(chance.choice((1, 2, 2, 4))))
            for _ in range(1500)
        ]
        self._term_weights = list(accumulate(1 / (rank + 8) for rank in range(len(self._terms))))

    def english(self, count: int) -> str:
        """Words with spaces between them."""
        words = self._chance.choices(self._english, cum_weights=self._english_weights, k=count)
        self._sprinkle(words, _RARE)
        return " ".join(words).capitalize()

    def chinese(self, count: int) -> str:
        """Words without spaces, in a sentence."""
        words = self._chance.choices(self._terms, cum_weights=self._term_weights, k=count)
        self._sprinkle(words, _RARE_TERMS)
        half = count // 2
        return "".join(words[:half]) + "，" + "".join(words[half:]) + "。"

    def name(self) -> str:
        """A person's name."""
        first = "".join(self._chance.choices(_SYLLABLES, k=2)).capitalize()
        return f"{first} {self._chance.choice(_SURNAMES)}"

    def _sprinkle(self, words: list[str], rare: dict[str, int]) -> None:
        for word, once_in in rare.items():
            if self._chance.random() < len(words) / once_in:
                words[self._chance.randrange(len(words))] = word


def write(folder: Path, digests: int = DIGESTS, seed: int = 1) -> None:
    """Write an archive of daily digests into a folder, the same one for the same seed."""
    chance = random.Random(seed)
    words = _Words(chance)
    recent: list[_Paper] = []
    for number in range(digests):
        day = LAST_DAY - timedelta(days=digests - 1 - number)
        papers = list(_papers_of(day, chance, words, recent))
        recent = [*recent, *papers][-600:]
        (folder / f"{day}.md").write_text("\n".join(_lines(papers, words)), "utf-8")


def _papers_of(day: date, chance: random.Random, words: _Words, recent: list[_Paper]) -> Iterator[_Paper]:
    decile = chance.randrange(10)
    taken: set[str] = set()
    for number in range(chance.randint(_DECILES[decile], _DECILES[decile + 1])):
        again = chance.choice(recent) if recent and chance.randrange(100) < _REPEATED else None
        if again is not None and again.arxiv_id not in taken:
            taken.add(again.arxiv_id)
            yield again
            continue
        yield _Paper(
            f"{day:%y%m}.{day.day:02}{number:03}",
            words.english(chance.randint(6, 14)).title(),
            ",".join(words.name() for _ in range(chance.randint(2, 9))),
            chance.choice(_CATEGORIES),
            words.english(chance.randint(140, 200)) + ".",
        )


def _lines(papers: list[_Paper], words: _Words) -> Iterator[str]:
    """A digest with a table of contents and folded details; the summary of a paper is new every day."""
    by_category: dict[str, list[_Paper]] = {}
    for paper in papers:
        by_category.setdefault(paper.category, []).append(paper)
    yield from ("<div id=toc></div>", "", "# Table of Contents", "")
    for category, inside in by_category.items():
        yield f"- [{category}](#{category}) [Total: {len(inside)}]"
    for category, inside in by_category.items():
        yield from ("", "", f"<div id='{category}'></div>", "", f"# {category} [[Back]](#toc)", "")
        for number, paper in enumerate(inside, start=1):
            yield from (
                f"### [{number}] [{paper.title}](https://arxiv.org/abs/{paper.arxiv_id})",
                f"*{paper.authors}*",
                "",
                f"Main category: {category}",
                "",
                f"TL;DR: {words.chinese(22)}",
                "",
                "",
                "<details>",
                "  <summary>Details</summary>",
            )
            for label, length in (("Motivation", 35), ("Method", 45), ("Result", 35), ("Conclusion", 30)):
                yield from (f"{label}: {words.chinese(length)}", "")
            yield from (f"Abstract: {paper.abstract}", "", "</details>", "", "")
