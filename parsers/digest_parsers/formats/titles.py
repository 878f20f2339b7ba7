"""Which words of a line are a title, and not what links, marks and tags say around it."""

import re
from collections.abc import Iterator

from digest_parsers import arxiv_id, paper_id
from digest_parsers.formats.profiles.labels import bare
from digest_parsers.formats.profiles.text_lines import heading_end

#: What links are called.
Names = frozenset[str]

#: Pages of papers: arXiv's own, and those of its mirrors.
PAPER_URL = re.compile(
    r"https?://(?:[a-z]{1,20}\.)?"
    rf"(?:arxiv\.org/(?:abs|pdf|html)|{paper_id.MIRRORS})/[A-Za-z0-9._/?=&%#:+~-]{{1,60}}",
    re.IGNORECASE,
)
#: The mark of an item of a list.
ITEM = re.compile(r"(?:[-*+•]|[0-9]{1,4}[.)、])[ \t]+")
_TARGET = re.compile(r"\]\(([^()\s]*)\)")
#: A link of a wiki: to a page that may be called otherwise.
_WIKI = re.compile(r"\[\[(?!https?:)(?:[^\[\]|()]{1,200}\|)?([^\[\]|()]{1,400})\]\]")
_EMPTY = re.compile(r"[(（\[]\s*[)）\]]")
_TAGS = re.compile(r"</?[A-Za-z][^<>]*>")
#: The end of a line in a cell.
BREAK = re.compile(r"<br\b[^<>]{0,9}>", re.IGNORECASE)
_TASK = re.compile(r"\[[ xX]\][ \t]+")
#: What stands between the names of several links.
_BETWEEN = re.compile(r"[\s*|/·,，:：\[\]()（）]+")
_LETTERS = re.compile(r"\w")
_WORDS = re.compile(r"\w[^\W\d_]")
#: Bold words, and behind them nothing but what is no title: brackets, dashes, emoji.
_BOLD_HEAD = re.compile(
    r"\*\*([^*]{1,400})\*\*(?=[ \t]*(?:$|[(（\[—–|·`-]|[\u2600-\u27bf\U0001f000-\U0001faff]))"
)
#: The end of a title with emphasis or a link.
_CLOSING = re.compile(r"[*_]{0,3}(?:\]\([^()\s]*\))?[*_]{0,3}")
_AROUND = " \t*_`#>|:：-–—·,，.。;；"
_BRACKETS = {"(": ")", "（": "）"}
#: A label of its own in square brackets, in front of what a line says.
_TAG = re.compile(r"\[[^\[\]]{1,40}\][ \t]*")
#: The number of a section of a section, in front of a heading.
_SECTION = re.compile(r"^[0-9]{1,2}(?:\.[0-9]{1,2}){1,2}\.?[ \t]+")
#: How many papers a heading says that it has.
_COUNT = re.compile(
    r"\s*(?:[(（\[]\s*(?:n\s*=\s*)?[0-9]{1,5}\s*(?:篇|papers?|new|项|件|편)?\s*[)）\]]|[:：]\s*[0-9]{1,5}\s*(?:篇|papers?|项|件|편))\s*$",
    re.IGNORECASE,
)
#: What a link is called that is not called by its title.
_NO_TITLES = frozenset(
    {"arxiv", "abs", "pdf", "html", "link", "links", "paper", "url", "here", "abstract", "read more",
     "source", "paper link", "arxiv link", "research paper", "download", "论文", "论文链接", "链接", "原文",
     "查看原文", "ar5iv", "scirate",
     "下载pdf", "arxiv链接", "alphaxiv", "hf", "hugging face", "huggingface", "hf page", "papers.cool",
     "kimi", "code", "github", "doi", "openreview", "project", "project page", "semantic scholar",
     "view paper", "external", "read paper", "full text", "view", "open", "原文链接", "论文地址", "代码",
     "详情", "阅读原文", "论文原文"}
)  # fmt: skip
#: The longest thing behind a title that links elsewhere, and the fewest spaces in such a title.
_SIGN, _SPACES = 6, 2


def heading_text(text: str) -> str:
    """What a heading says, without the number of papers that it announces."""
    return plain(_COUNT.sub("", text))


def is_title(words: str, called: Names = frozenset()) -> bool:
    """Whether words may be a title: not what links are called, alone or several of them, and no address.

    Args:
        words: The words.
        called: What links of the text are called besides what they are called everywhere.
    """
    words = bare(words)
    name = words.casefold()
    if name in _NO_TITLES or name in called or not _WORDS.search(words) or "://" in words:
        return False
    pieces = filter(None, map(bare, _BETWEEN.split(name)))
    return arxiv_id.parse(words) is None and not all(piece in _NO_TITLES for piece in pieces)


def is_linked_title(text: str) -> bool:
    """Whether a line is a title that links to somewhere else, with no more than a sign behind it."""
    found = next(links_of(text), None)
    if found is None or found[0] or len(text) - found[1] > _SIGN:
        return False
    return is_title(found[2]) and found[2].count(" ") >= _SPACES


def title_of_link(text: str, called: Names = frozenset()) -> str:
    """The title that the link to a paper has as its text, or an empty string."""
    for _, _, words, url in links_of(text):
        if is_title(words, called) and PAPER_URL.fullmatch(url):
            return words
    return ""


def title_of_line(text: str, called: Names = frozenset()) -> str:
    """What a line says beside its links, or an empty string; of a row, the first cell that says something."""
    for cell in text.strip("|").split("|") if text.startswith("|") else (text,):
        for words in (plain(piece, called) for piece in BREAK.split(cell)):
            if is_title(words, called):
                return words
    return ""


def plain(text: str, called: Names = frozenset()) -> str:
    """The words of a line without marks, number, links and a tag in front; of bold words and more, these."""
    text = _unmarked(text)
    if (head := _BOLD_HEAD.match(text)) and is_title(head[1], called):
        text = head[1]
    text = _unlinked(text, called)
    if (tag := _TAG.match(text)) and tag.end() < len(text):
        text = text[tag.end() :]
    return " ".join(_bare(text).split())


def says_more(text: str, title: str) -> bool:
    """Whether a line says anything besides a title and its links."""
    words = " ".join(_unlinked(_unmarked(text), frozenset()).split())
    return _LETTERS.search(words.replace(title, "", 1)) is not None


def behind(text: str, title: str) -> str:
    """What a line says behind a title and the marks and links around it; nothing when it says no title."""
    if not title:
        return ""
    _, found, rest = text.partition(title)
    return _CLOSING.sub("", rest, count=1) if found else ""


def _unmarked(text: str) -> str:
    """A line without what stands in front of its words: the marks of headings, items and tasks."""
    if level_end := heading_end(text):
        text = _SECTION.sub("", text[level_end:])
    if "[[" in text:
        text = _WIKI.sub(r"\1", text)
    for mark in (ITEM, _TASK):
        if found := mark.match(text):
            text = text[found.end() :]
    return text


def _unlinked(text: str, called: Names) -> str:
    """A line without its tags and links, of which those stay that are called by a title."""
    pieces, position = [], 0
    for begun, end, words, _ in links_of(text):
        pieces += [text[position:begun], words if is_title(words, called) else ""]
        position = end
    text = "".join(pieces) + text[position:]
    text = _TAGS.sub(" ", text) if "<" in text else text
    text = PAPER_URL.sub("", text) if "://" in text else text
    return _bare(_EMPTY.sub("", _EMPTY.sub("", text)))


def _bare(text: str) -> str:
    """Words without the marks around them, and without brackets that enclose them all."""
    text = text.strip(_AROUND)
    if text[:1] in _BRACKETS and text.endswith(_BRACKETS[text[0]]):
        return text[1:-1].strip(_AROUND)
    return text


def links_of(text: str) -> Iterator[tuple[int, int, str, str]]:
    """The links of Markdown in a line: where each begins and ends, its words and its URL.

    The words may hold brackets, and begin at the one that is closed by the last; no link begins in another.
    """
    if "](" not in text:
        return
    before = 0
    for match in _TARGET.finditer(text):
        begun, depth = text.rfind("[", before, match.start()), 0
        if begun < 0 or text.find("]", begun, match.start()) >= 0:
            begun, depth = match.start(), 1
        while begun > before and depth:
            begun -= 1
            depth += {"]": 1, "[": -1}.get(text[begun], 0)
        if not depth:
            yield begun, match.end(), text[begun + 1 : match.start()].strip(_AROUND).strip("[]"), match[1]
        before = match.end()
