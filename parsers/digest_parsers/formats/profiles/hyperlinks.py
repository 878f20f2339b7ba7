"""The links in a text: those of Markdown and bare ones."""

import re
from collections.abc import Iterator

from digest_parsers import arxiv_id
from digest_parsers.formats.profiles.labels import LINKS, Labels, unwrapped
from digest_parsers.model import Link

_LINK = re.compile(r"\[[^\[\]]*\]\([^()\s]*\)")
#: Emoji in front of a link.
_SIGNS = r"[\u200d\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]{0,4}[ \t]{0,2}"
#: Links with points or bars between them.
_LINKS = re.compile(
    rf"{_SIGNS}{_LINK.pattern}(?:[ \t]{{0,4}}[|·•/,，、]?[ \t]{{0,4}}{_SIGNS}{_LINK.pattern}){{1,20}}"
)
_TARGET = re.compile(r"\]\(([^()\s]*)\)")
#: Chinese text puts no space behind an address.
_URL = re.compile(r"https?://[^\s()<>\[\]|（）【】《》「」，。；：、！？]+")


def links_in(text: str, key: str = "") -> Iterator[Link]:
    """The links in a text: those of Markdown with their labels, else bare ones.

    Args:
        text: One line.
        key: What the text is; the label of links that have none of their own.
    """
    linked = list(_TARGET.finditer(text))
    before = 0
    for match in linked:
        begun = text.rfind("[", before, match.start()) + 1
        before = match.end()
        label = unwrapped(text[begun : match.start()].rstrip("]"))
        own = label and not arxiv_id.parse(label) and not _URL.fullmatch(label)
        yield Link(label if own and key in ("", "link") else key.removesuffix("link"), match[1])
    if not linked:
        for match in _URL.finditer(text):
            yield Link(key.removesuffix("link"), match[0].rstrip(".,;"))


def named_links(text: str, labels: Labels) -> Iterator[Link]:
    """The links in a line, those that generators share called as they are everywhere."""
    for link in links_in(text):
        key = labels.key(link.label)
        yield Link(key.removesuffix("link"), link.url) if key in LINKS else link


def arxiv_urls(text: str) -> Iterator[str]:
    """The addresses of papers on arXiv in a text."""
    if "arxiv.org/" in text:
        for match in _URL.finditer(text):
            url = match[0].rstrip(".,;*`")
            if arxiv_id.parse(url) is not None:
                yield url


def are_links(text: str) -> bool:
    """Whether a text is several links and nothing else."""
    return text.endswith(")") and "](" in text and _LINKS.fullmatch(text) is not None


def is_link(text: str) -> bool:
    """Whether a text is one link and nothing else."""
    return _LINK.fullmatch(text) is not None or _URL.fullmatch(text) is not None
