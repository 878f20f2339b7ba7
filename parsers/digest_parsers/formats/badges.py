"""Badges of shields.io in a line as what they say: images of which text sees nothing but an address."""

import re

from digest_parsers.formats.titles import PAPER_URL

_HOST = "img.shields.io/"
#: An image of a badge: what it is called, and its words, or nothing for one whose words change.
_BADGE = r"!\[([^\[\]]{0,80})\]\(https?://img\.shields\.io/(?:badge/([^()\s?]{1,200}?)(?:\.svg|\.png)?(?:\?[^()\s]{0,200})?|[^()\s]{0,300})\)"
_LINKED = re.compile(rf"\[{_BADGE}[ \t]?\]\(([^()\s]*)\)")
_ALONE = re.compile(rf"[ \t]*{_BADGE}")
#: What `--` and `__` stand for, which are no ends of words.
_DASH, _LOW = "\x00", "\x01"


def without_badges(line: str) -> str:
    """A line with the links of badges under their names, and badges at its beginning as what they say."""
    if _HOST not in line:
        return line
    begun = len(line) - len(line.lstrip())
    line = line[:begun] + _LINKED.sub(_link, line[begun:]).lstrip()
    said: list[str] = []
    position = 0
    while (badge := _ALONE.match(line, position)) is not None:
        said.append(_told(_name(badge[1]), _words(badge[2] or "")))
        position = badge.end()
    return " | ".join(filter(None, said)) + line[position:] if position else line


def _link(badge: re.Match[str]) -> str:
    name = "arXiv" if PAPER_URL.match(badge[3]) else _name(badge[1]) or _words(badge[2] or "")
    return f"[{name}]({badge[3]})" if name and badge[3] else ""


def _name(called: str) -> str:
    """What a badge is called, unless that is only that it is one."""
    return "" if "badge" in called.casefold() else called.strip()


def _told(name: str, words: str) -> str:
    return f"{name}: {words}" if name and words and name.casefold() != words.casefold() else words


def _words(address: str) -> str:
    """The words of a badge, `label-words-colour` or `words-colour`, without the colour."""
    from urllib.parse import unquote  # noqa: PLC0415 - hardly a digest has badges

    parts = unquote(address).replace("--", _DASH).replace("__", _LOW).split("-")
    words = " ".join(parts[: max(1, len(parts) - 1)]).replace("_", " ")
    return " ".join(words.replace(_DASH, "-").replace(_LOW, "_").split())
