"""What a line of a text that nobody knows says: which papers it names, and which of its words are a title."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digest_parsers import arxiv_id, paper_id
from digest_parsers.formats.profiles.labels import Labels, bare, find_label
from digest_parsers.formats.profiles.text_lines import Numbered, heading_end, heading_level
from digest_parsers.model import KNOWN_SECTIONS

#: The ids of papers that a line names, each with its URL.
Papers = list[tuple[arxiv_id.ArxivId, str]]

#: Pages of papers: arXiv's own, and those of its mirrors.
_URL = re.compile(
    r"https?://(?:[a-z]{1,20}\.)?"
    r"(?:arxiv\.org/(?:abs|pdf|html)|(?:huggingface|hf)\.co/papers|alphaxiv\.org/(?:abs|pdf|overview)"
    r"|papers\.cool/arxiv)/[^\s()<>\[\]{}\"'|,;*`]{1,60}",
    re.IGNORECASE,
)
_NEW_ID = re.compile(arxiv_id.NEW, re.ASCII)
_ITEM = re.compile(r"(?:[-*+•]|[0-9]{1,4}[.)、])[ \t]+")
_TARGET = re.compile(r"\]\(([^()\s]*)\)")
_EMPTY = re.compile(r"[(（\[]\s*[)）\]]")
_TAGS = re.compile(r"</?[A-Za-z][^<>]*>")
_BREAK = re.compile(r"<br\b[^<>]{0,9}>", re.IGNORECASE)
_TASK = re.compile(r"\[[ xX]\][ \t]+")
#: What stands between the names of several links.
_BETWEEN = re.compile(r"[\s*|/·,，:：\[\]()（）]+")
_WORDS = re.compile(r"\w[^\W\d_]")
_AROUND = " \t*_`#>|:：-–—·,，.。;；"
_BRACKETS = {"(": ")", "（": "）"}
#: A label of its own in square brackets, in front of what a line says.
_TAG = re.compile(r"\[[^\[\]]{1,40}\][ \t]*")
#: How many papers a heading says that it has.
_COUNT = re.compile(
    r"\s*(?:[(（\[]\s*[0-9]{1,5}\s*(?:篇|papers?|new|项|件|편)?\s*[)）\]]|[:：]\s*[0-9]{1,5}\s*(?:篇|papers?|项|件|편))\s*$",
    re.IGNORECASE,
)
#: What a link is called that is not called by its title.
_NO_TITLES = frozenset(
    {"arxiv", "abs", "pdf", "html", "link", "links", "paper", "url", "here", "abstract", "read more",
     "source", "paper link", "arxiv link", "download", "论文", "论文链接", "链接", "原文", "查看原文",
     "下载pdf", "arxiv链接", "alphaxiv", "hf", "hugging face", "huggingface", "hf page", "papers.cool",
     "kimi", "code", "github", "doi", "openreview", "project", "project page", "semantic scholar",
     "view paper", "external", "read paper", "full text", "view", "open", "原文链接", "论文地址", "代码",
     "详情", "阅读原文", "论文原文"}
)  # fmt: skip
#: Headings of lists that tell where a text has its knowledge from.
_REFERENCES = frozenset(
    {"references", "reference", "bibliography", "citations", "参考文献", "参考资料", "引用", "引用索引",
     "引用文献", "参考文献一覧", "참고문헌"}
)  # fmt: skip
_LABELS = Labels({})
_TAB = 4
#: So many bars has a row of one cell.
_ONE_CELL = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text and what is seen in it.

    Attributes:
        at: How many lines stand before it; several lines of a page may have the same number.
        number: Its number, from 1.
        raw: The line as it is, without spaces at its end.
        text: The line without spaces around it.
        level: The level of the heading that it is, 0 for any other line.
        indent: How far it stands in.
        item: Whether an item of a list begins with it.
        row: Whether it is a row of a table.
        papers: The papers that it names.
    """

    at: int
    number: int
    raw: str
    text: str
    level: int
    indent: int
    item: bool
    row: bool
    papers: Papers

    @property
    def title(self) -> str:
        """The title beside a link: the words of the link, else its own; or nothing."""
        return "" if is_particular(self.text) else title_of_link(self.text) or self.said

    @property
    def said(self) -> str:
        """What it says that may be a title; nothing when it begins with the label of something else.

        Of a name and what is said of it behind a colon, the name; but only when the line links to the paper.
        """
        label = None if self.row else find_label(self.text)
        if label is None:
            return title_of_line(self.text)
        key = _LABELS.key(label.text)
        if key is not None:
            return label.rest if key == "title" and is_title(label.rest) else ""
        if label.named:
            return label.text if self.papers and is_title(plain(label.rest)) else ""
        return title_of_line(self.text)


def lines_of(numbered: Iterable[Numbered]) -> Iterator[Line]:
    """The lines of a text, looked at one by one."""
    for at, (number, line) in enumerate(numbered):
        raw = line.rstrip()
        text = raw.strip()
        if text.startswith("|") and text.endswith("|") and text.count("|") == _ONE_CELL:
            raw = text = text[1:-1].strip()  # mails are laid out in tables of one column
        level = heading_level(text)
        row = text.startswith("|")
        item = not level and not row and _ITEM.match(text) is not None
        expanded = raw.expandtabs(_TAB) if "\t" in raw else raw
        indent = len(expanded) - len(expanded.lstrip())
        yield Line(at, number, raw, text, level, indent, item, row, papers_in(text))


def papers_in(text: str) -> Papers:
    """The papers that a line links to, or whose id stands behind a label that says what it is."""
    if "://" in text:
        urls = (match[0].rstrip(".") for match in _URL.finditer(text))
        found = [(one, url) for url in urls if (one := paper_id.parse(url)) is not None]
        if found:
            return found
    if _NEW_ID.search(text) is None:
        return []
    label = find_label(text)
    if label is None or _LABELS.key(label.text) not in ("id", "link") or not label.rest:
        return []
    one = arxiv_id.parse(label.rest.split(maxsplit=1)[0].strip("`[]*"))
    return [(one, arxiv_id.abs_url(one.id, one.version))] if one is not None else []


def heading_text(text: str) -> str:
    """What a heading says, without the number of papers that it announces."""
    return plain(_COUNT.sub("", text))


def is_labelled(text: str) -> bool:
    """Whether a line begins with a label that is known."""
    return _key_of(text) is not None


def is_particular(text: str) -> bool:
    """Whether a line begins with the label of a part, or a heading is one, as ``## Abstract`` is."""
    return _key_of(text) not in (None, "title")


def is_section(text: str) -> bool:
    """Whether a line begins with the label of a section of a summary."""
    return _key_of(text) in KNOWN_SECTIONS


def _key_of(text: str) -> str | None:
    if heading_level(text):
        return _LABELS.key(text[heading_end(text) :].strip())
    label = find_label(text)
    return _LABELS.key(label.text) if label is not None else None


def is_of_references(text: str) -> bool:
    """Whether a heading says that references follow, which are no papers of the digest."""
    return heading_text(text).casefold() in _REFERENCES


def is_title(words: str) -> bool:
    """Whether words may be a title: not what links are called, alone or several of them, and no address."""
    words = bare(words)
    if words.casefold() in _NO_TITLES or not _WORDS.search(words) or "://" in words:
        return False
    pieces = filter(None, map(bare, _BETWEEN.split(words.casefold())))
    return arxiv_id.parse(words) is None and not all(piece in _NO_TITLES for piece in pieces)


def title_of_link(text: str) -> str:
    """The title that the link to a paper has as its text, or an empty string."""
    for _, _, words, url in _links(text):
        if is_title(words) and _URL.fullmatch(url):
            return words
    return ""


def title_of_line(text: str) -> str:
    """What a line says beside its links, or an empty string; of a row, the first cell that says something."""
    for cell in text.strip("|").split("|") if text.startswith("|") else (text,):
        for words in map(plain, _BREAK.split(cell)):
            if is_title(words):
                return words
    return ""


def plain(text: str) -> str:
    """The words of a line without marks, number, links and a tag in front."""
    text = text[heading_end(text) :]
    if mark := _ITEM.match(text):
        text = text[mark.end() :]
    if mark := _TASK.match(text):
        text = text[mark.end() :]
    pieces, position = [], 0
    for begun, end, words, _ in _links(text):
        pieces += [text[position:begun], words if is_title(words) else ""]
        position = end
    text = "".join(pieces) + text[position:]
    text = _TAGS.sub(" ", text) if "<" in text else text
    text = _bare(_EMPTY.sub("", _URL.sub("", text)))
    if (tag := _TAG.match(text)) and tag.end() < len(text):
        text = text[tag.end() :]
    return " ".join(_bare(text).split())


def _bare(text: str) -> str:
    """Words without the marks around them, and without brackets that enclose them all."""
    text = text.strip(_AROUND)
    if text[:1] in _BRACKETS and text.endswith(_BRACKETS[text[0]]):
        return text[1:-1].strip(_AROUND)
    return text


def _links(text: str) -> Iterator[tuple[int, int, str, str]]:
    """The links of Markdown in a line: where each begins and ends, its words and its URL.

    The words may hold brackets, and begin at the one that is closed by the last; no link begins in another.
    """
    before = 0
    for match in _TARGET.finditer(text):
        begun, depth = match.start(), 1
        while begun > before and depth:
            begun -= 1
            depth += {"]": 1, "[": -1}.get(text[begun], 0)
        if not depth:
            yield begun, match.end(), text[begun + 1 : match.start()].strip(_AROUND).strip("[]"), match[1]
        before = match.end()
