"""What the text of a field says: names, categories, words, a score."""

import re
from collections.abc import Sequence

from digest_parsers.formats import base
from digest_parsers.formats.profiles.labels import bare, unwrapped
from digest_parsers.formats.profiles.schema import Profile, Score

_NUMBER = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*(?:/\s*([0-9]{1,4})|分|%)?", re.ASCII)
#: A score and what it is made of.
_EXPLAINED = re.compile(rf"({_NUMBER.pattern})[ \t]*[(（]", re.ASCII)
_CODED = re.compile(r"`([^`]+)`")
#: A category as arXiv names it: `Distributed, Parallel, and Cluster Computing (cs.DC)`.
_NAMED_CATEGORY = re.compile(
    r"\b[A-Z][A-Za-z, -]{2,60} \(([a-z]{2,8}(?:-[a-z]{2,4})?(?:\.[A-Za-z-]{2,10})?)\)"
)
_ET_AL = re.compile(
    r"[,，、;\s]*(?:\bet\s+al\b\.?|\.{3}|…|等(?:\s*([0-9]{1,6})\s*[位人名][^,，]{0,12})?)(?:\s*[(（][^()（）]*[)）])?$"
)

_ITEM = re.compile(r"(?:[-*+•]|[0-9]{1,3}[.)、])[ \t]+")
#: Names that a Korean list leaves out: "and 10 others".
_OTHERS = re.compile(r"[,\s]*외\s*([0-9]{1,4})\s*[명인]$")

#: So many stars there are to have.
_STARS = 5
#: What stands where nobody is named.
_NOBODY = frozenset({"", "n/a", "na", "none", "unknown", "-", "—", "未知", "无", "暂无"})
#: What stands in a list for the names that were left out of it.
_LEFT_OUT = frozenset({"...", "…", "……"})
#: Longer than this is no "and others" at the end of a list of names.
_LONGEST_END = 120


def names_in(text: str, profile: Profile) -> tuple[tuple[str, ...], int, bool]:
    """The authors that are named, how many there are, and whether there are more than anybody says.

    There are those that are named, or as many as the text declares.
    """
    text = unwrapped(text)
    if profile.authors.none or text.casefold() in _NOBODY:
        return (), 0, False
    if profile.authors.separator is None:
        return (text,), 1, False
    declared, others, more = 0, 0, False
    if match := _OTHERS.search(text[-_LONGEST_END:]):
        others = int(match[1])
        text = text[: max(0, len(text) - _LONGEST_END) + match.start()]
    elif match := _ET_AL.search(text[-_LONGEST_END:]):
        declared = int(match[1] or 0)
        more = not declared
        text = text[: max(0, len(text) - _LONGEST_END) + match.start()]
    separator = profile.authors.separator or _separator(text)
    names = (
        tuple(filter(None, map(str.strip, text.split(separator)))) if separator else base.split_names(text)
    )
    named = tuple(name.removeprefix("and ").strip() for name in names if name not in _LEFT_OUT)
    more = more or (len(named) < len(names) and not declared)
    return named, max(len(named) + others, declared), more and bool(named)


def _separator(text: str) -> str:
    """What stands between the names when it is no comma; an empty string when it is one."""
    commas = any(comma in text for comma in ",，、;；")
    return "" if commas else next((one for one in ("|", " · ", " / ") if one in text), "")


def plain_text(text: str) -> str:
    """A text without the marks of emphasis around it and of code in it."""
    return unwrapped(text).replace("`", "").strip()


def coded(text: str) -> str:
    """Categories with those that are called by name and code, as arXiv lists them, by their codes."""
    return _NAMED_CATEGORY.sub(r"\1", text) if "(" in text else text


def words_in(lines: Sequence[str]) -> tuple[str, ...]:
    """The words or phrases in a list of them: in code, behind ``#``, as items or between commas."""
    said = [line.strip() for line in lines if line.strip()]
    text = " ".join(said)
    if "`" in text:
        return tuple(word.strip() for word in _CODED.findall(text) if word.strip())
    if " #" in f" {text}":
        return tuple(word.lstrip("#") for word in text.split() if word.lstrip("#"))
    if said and all(map(_ITEM.match, said)):
        return tuple(bare(_ITEM.sub("", line, count=1)) for line in said)
    return base.split_names(unwrapped(text))


def score_in(text: str, rule: Score) -> tuple[float | None, bool]:
    """The score that a text tells, and whether it tells nothing else."""
    word = rule.words.get(bare(text).casefold())
    match = _NUMBER.fullmatch(bare(text).strip("`* "))
    if word is None and match is None:
        explained = _EXPLAINED.match(text)
        return (score_in(explained[1], rule)[0], False) if explained is not None else _stars(text)
    value = word if word is not None else float(match[1]) if match else 0.0
    scale = float(match[2]) if match and match[2] and float(match[2]) else rule.scale
    return (value if scale is None else round(100 * value / scale, 2)), True


def _stars(text: str) -> tuple[float | None, bool]:
    """The score that stars tell; behind several of them there may be words."""
    stars = text.replace("\ufe0f", "").strip()
    behind = stars.lstrip("⭐★☆")
    stars = stars.removesuffix(behind)
    if not stars or (behind and (len(stars) == 1 or behind[0] not in " (（")):
        return None, False
    return round(100 * (len(stars) - stars.count("☆")) / max(_STARS, len(stars)), 2), not behind
