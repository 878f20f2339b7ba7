"""The labels of a page in the reader's language."""

from digest_parsers.model import Section

_LABELS = {
    "en": {
        "tldr": "TL;DR", "motivation": "Motivation", "method": "Method", "result": "Result",
        "conclusion": "Conclusion", "abstract": "Abstract", "keywords": "Keywords", "comment": "Comment",
        "links": "Links", "also": "Also on", "related": "Related",
    },
    "zh": {
        "tldr": "一句话总结", "motivation": "研究动机", "method": "方法", "result": "结果",
        "conclusion": "结论", "abstract": "摘要", "keywords": "关键词", "comment": "备注",
        "links": "链接", "also": "其他日期", "related": "相关论文",
    },
}  # fmt: skip


def label(key: str, language: str) -> str:
    """What the part of a page is called; its key where it has no name."""
    return _LABELS[language].get(key, key)


def section_label(section: Section, language: str) -> str:
    """What a section is called: in the reader's language if it is a known one, else as in the file."""
    return _LABELS[language].get(section.key, section.label)
