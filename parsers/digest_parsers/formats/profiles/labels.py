"""Labels of a paper's parts: how they are written, and what the common ones stand for.

A label stands at the beginning of a line or is a heading. Around it may be the marks of quotes, lists, bold
and italic text and any emoji, behind it ``:`` or ``：``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: Parts that have a place of their own in an entry; every other part is a section under its name.
FIELDS = frozenset(
    {
        "title", "id", "authors", "category", "categories", "published", "keywords", "score", "comment",
        "link", "pdf", "code",
    }
)  # fmt: skip

#: Those that are links.
LINKS = ("link", "pdf", "code")

#: What is meant by the labels that generators share, in any language; a profile adds its own and may differ.
_COMMON: dict[str, tuple[str, ...]] = {
    "title": ("title", "标题", "题目", "论文标题", "英文标题", "제목", "タイトル"),
    "id": ("arxiv_id", "arxiv id", "paper_id", "arxiv编号", "论文编号", "论文id"),
    "authors": ("authors", "author", "first author", "作者", "论文作者", "作者列表", "第一作者", "저자",
                "著者"),
    "categories": (
        "categories", "category", "main category", "primary category", "subjects", "分类", "主类别", "类别",
        "arxiv categories", "arxiv category", "arxiv分类", "カテゴリ", "カテゴリー", "카테고리",
    ),
    "published": ("published", "date", "publish date", "published date", "published at", "publication date",
                  "submitted", "发布", "发布日期", "发布时间", "发表日期", "提交日期", "提交时间", "发表时间",
                  "日期", "公開日", "投稿日", "発表日", "게시일", "발행일", "제출일", "날짜"),
    "keywords": ("keywords", "tags", "关键词", "标签", "キーワード", "키워드"),
    "score": ("score", "relevance score", "relevance", "interest score", "评分", "相关性", "推荐指数"),
    "comment": ("comment", "comments", "备注"),
    "link": (
        "link", "links", "arxiv", "abs", "url", "arxiv link", "paper link", "链接", "论文链接", "论文地址",
        "原文链接", "arxiv链接", "arxiv_url", "abs_url", "リンク", "論文リンク", "링크", "논문 링크",
    ),
    "pdf": ("pdf", "pdf_url", "pdf link", "pdf链接"),
    "code": ("code", "code_url", "代码", "code/resources", "code link", "github", "代码/项目"),
    "tldr": (
        "tldr", "tl;dr", "one-sentence summary", "one-line summary", "one-liner", "one liner",
        "一句话总结", "一句话要点", "一句话概括",
        "简介", "一句话简介", "ひとことでいうと", "一言まとめ", "한줄 요약", "한 줄 요약",
    ),
    "motivation": ("motivation", "background and motivation", "研究动机", "研究背景与动机", "动机",
                   "연구 배경", "연구 동기", "研究背景と動機"),
    "method": (
        "method", "methods", "methodology", "technical method", "technical method details", "approach",
        "方法", "核心方法", "方法详解", "技术方法", "技术方法详解", "핵심 방법", "방법", "手法", "提案手法",
    ),
    "result": ("result", "results", "主要结果", "实验结果", "实验结果摘要", "experimental results summary",
               "experimental results", "key results", "주요 결과", "결과", "実験結果", "主な結果", "結果"),
    "conclusion": ("conclusion", "conclusions", "结论", "主要结论", "결론", "結論"),
    "abstract": (
        "abstract", "original abstract", "摘要", "论文摘要", "原文摘要", "英文摘要", "초록", "要旨", "概要",
    ),
    "title_translated": ("translated_title", "title_zh", "title_cn", "title_ja", "title_ko", "标题翻译",
                         "中文标题"),
    "abstract_translated": ("translated_abstract", "abstract_zh", "摘要翻译", "中文摘要",
                            "abstract translated"),
}  # fmt: skip

_LONGEST = 60
_SHORT = 40
#: As long may be what an emoji in front makes a label.
_LONGEST_MARKED = 20
#: As many labels are remembered with what they stand for; a format has a dozen.
_REMEMBERED = 1000
_QUOTE = re.compile(r"\s*>[>\s]*")
_BULLET = re.compile(r"(?:[-*+•]|[0-9]{1,3}[.)、])[ \t]+")
_MARKS = re.compile(r"[\s\u200d\u20e3\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff]+")
_BOLD = re.compile(r"(\*\*\*|\*\*|__|\*)([^*:：]{1,60}?)(?:\1[ \t]?[:：]|[:：][ \t]?\1)")
_WHOLE = re.compile(r"(\*\*|__)([^*:：]{1,60})[:：]([^*]*)\1[ \t]*")
_ALONE = re.compile(r"(\*\*|__)([^*:：]{1,60})\1[ \t]*")
_PLAIN = re.compile(r"([^:：*_`\[\](){}<>|$\\]{1,60})[:：]")
_OPENING = ("*", "_", "`")
_WRAPS = ("***", "**", "__", "`", "*", "_")


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it stands in a line.

    Attributes:
        text: The label without the marks around it.
        rest: What stands behind it on its line.
        bold: Whether it is set apart by more than a colon.
        alone: Whether nothing but its being bold sets it apart, so that it may be any bold words.
        listed: Whether it begins an item of a list.
        named: Whether it is set apart without what stands behind it.
    """

    text: str
    rest: str
    bold: bool
    alone: bool = False
    listed: bool = False
    named: bool = False

    @property
    def short(self) -> bool:
        """Whether it looks like a name and not like words of a text."""
        return len(self.text) <= _SHORT and not self.text.endswith(
            (".", "。", "!", "！", "?", "？", ",", "，")
        )


class Labels:
    """What the labels of a profile stand for, with the common ones behind its own."""

    def __init__(self, own: Mapping[str, Iterable[str]]) -> None:
        """Takes the labels by the key that they stand for."""
        self._keys = {folded(label): key for key, labels in _COMMON.items() for label in labels}
        self._keys.update({key.replace("_", " "): key for key in _COMMON})
        self._looked_up: dict[str, str | None] = {}
        for key, labels in own.items():
            self._keys.update({folded(label): key for label in labels})

    def key(self, label: str) -> str | None:
        """What a label stands for, or None for one that is not known."""
        if label not in self._looked_up and len(self._looked_up) < _REMEMBERED:
            self._looked_up[label] = self._look_up(label)
        return self._looked_up[label] if label in self._looked_up else self._look_up(label)

    def _look_up(self, label: str) -> str | None:
        name = folded(label)
        found = self._keys.get(name)
        if found is None and name.endswith((")", "）")):
            found = self._keys.get(re.split("[(（]", name, maxsplit=1)[0].strip())
        if found is None and "/" in name and "(" not in name:  # in two languages: `Abstract / 摘要`
            found = next(filter(None, (self._keys.get(one.strip()) for one in name.split("/"))), None)
        return found


def folded(label: str) -> str:
    """A label as it is compared: without marks and emoji, in small letters, with ``_`` as a space."""
    return " ".join(bare(label.strip().rstrip(":：")).rstrip(":：").casefold().replace("_", " ").split())


def bare(text: str) -> str:
    """Words without emoji in front and without the marks of emphasis around them."""
    head = text[:8]
    if not (head.isascii() and head.isprintable()) or "  " in head:
        text = _MARKS.sub(" ", head).lstrip() + text[8:]
    return unwrapped(text).strip()


def unwrapped(text: str) -> str:
    """A text without the marks of emphasis or code that enclose all of it."""
    text = text.strip()
    if not text.startswith(_OPENING):
        return text
    for wrap in _WRAPS:
        inner = text[len(wrap) : -len(wrap)]
        if (
            len(text) > 2 * len(wrap)
            and text.startswith(wrap)
            and text.endswith(wrap)
            and wrap[0] not in inner
        ):
            return inner.strip()
    return text


def without_quote(line: str) -> str:
    """A line without the marks of a quotation in front."""
    # In one go: taking one mark off after another copies the rest of the line each time.
    quoted = _QUOTE.match(line)
    return line[quoted.end() :] if quoted else line.lstrip()


def find_label(line: str) -> Label | None:
    """The label that a line begins with, or None.

    A plain one, of which nothing but a colon tells, is only a guess: it counts when its words are known.
    """
    text = without_quote(line)
    bullet = _BULLET.match(text)
    if bullet:
        text = text[bullet.end() :]
    marks = _MARKS.match(text)
    marked = marks is not None and bool(marks[0].strip())
    if marks:
        text = text[marks.end() :]
    if text.startswith(("*", "_")):
        if match := _BOLD.match(text):
            return _label(match[2], text[match.end() :], bold=True, listed=bool(bullet), named=True)
        if match := _WHOLE.fullmatch(text):
            return _label(match[2], match[3], bold=True)
        if match := _ALONE.fullmatch(text):
            return _label(match[2], "", bold=True, alone=True)
        return None
    match = _PLAIN.match(text)
    if match is None or text.startswith("//", match.end()):
        return None
    marked = marked and len(match[1]) <= _LONGEST_MARKED
    return _label(match[1], text[match.end() :], bold=marked, listed=bool(bullet))


def _label(
    text: str, rest: str, *, bold: bool, alone: bool = False, listed: bool = False, named: bool = False
) -> Label | None:
    name = bare(text)
    return Label(name, rest.strip(), bold, alone, listed, named) if name and len(name) <= _LONGEST else None
