"""Patterns for a draft of a profile, made of the lines of a sample."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set

from digest_parsers.formats.profiles.labels import Labels, find_label
from digest_parsers.formats.profiles.text_lines import heading_end, heading_level, without_emoji
from digest_parsers.spelled_days import next_day

#: A tag in front of a title.
_TAG = re.compile(r"\[([^\[\]]{1,40})\][ \t]+(?=[^(])")
#: More words than these in front of a link are the title.
_FEW_WORDS = 3
_NUMBER = re.compile(r"[0-9]{1,4}")
_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,4}[.)])[ \t]+")
_NUMBERS = re.compile(r"(?<!\{)\b[0-9]+\b")
#: How many papers a heading says that it has.
_COUNTED = re.compile(r"( ?[(（\[])\s*[0-9]{1,5}[^()（）\[\]]{0,9}[)）\]]\s*$")
#: So far down the heading of a text stands.
_HEAD = 30
#: Braces have a meaning in patterns; what is between the first and the last is no part of a draft.
_BRACES = re.compile(r"[{}](?:.*[{}])?")
_SIGNS = re.compile(r"[{}].*")
#: A link within the page.
_ANCHOR = re.compile(r"\(#[^()]*\)")
_WORDS = re.compile(r"\w{2}")
_WHOLE_WORDS = re.compile(r"\w{2,}")
_TAGS = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r"\"[^\"]*\"")
#: So many patterns of lines that begin papers are told, each of at least this share of them.
_PATTERNS, _RARE = 4, 0.05


def common_patterns(found: Sequence[str]) -> tuple[str, ...]:
    """The patterns that some lines have, the commonest first; none that only few have."""
    patterns = Counter(map(_pattern_of, found)).most_common(_PATTERNS)
    return tuple(pattern for pattern, count in patterns if count >= _RARE * len(found))


def _pattern_of(line: str) -> str:
    """A line with its title, link and number as blanks."""
    text = without_emoji(line.strip())
    begun = heading_end(text)
    head, rest = escaped(text[:begun]), text[begun:]
    cut = rest.rfind("](http")
    if cut >= 0:
        opened = rest.find("[", rest.find("] [") + 1) if "] [" in rest[:cut] else rest.find("[")
        closed = rest.find(")", cut)
        before, behind = rest[:opened], rest[closed + 1 :] if closed >= 0 else ""
        if len(_WHOLE_WORDS.findall(_TAGS.sub("", before))) > _FEW_WORDS:  # the link stands behind the title
            return f"{head}{{title}}[{{any}}]({{url}}){{any}}"
        tail = _ANCHOR.sub("(#{any})", escaped(behind))
        tail = "{any}" if _WORDS.search(tail.replace("{any}", "")) and "(#" not in tail else tail
        return f"{head}{_numbered(before)}[{{title}}]({{url}}){tail}"
    if (tag := _TAG.match(rest)) is not None:
        return f"{head}[{{any}}]{rest[tag.end(1) + 1 : tag.end()]}{{title}}"
    if not head and (mark := _ITEM.match(text)):
        return _item_pattern(text, mark.end())
    number = _NUMBER.search(rest[:16])
    if number is None:
        return f"{head}{{title}}"
    behind = rest[number.end() :]
    mark = re.match(r"[\s.)、:：\]|-]*", behind)
    return f"{head}{_numbered(rest[: number.end()])}{_SIGNS.sub('', mark[0]) if mark else ''}{{title}}"


def _item_pattern(text: str, begun: int) -> str:
    """An item of a list that is a paper: its title behind a label, in bold, or as it is."""
    mark, rest = _numbered(text[:begun]), text[begun:]
    label = find_label(rest)
    if label is not None and Labels({}).key(label.text) == "title" and label.rest:
        return f"{mark}{escaped(rest[: rest.rfind(label.rest)])}{{title}}"
    return f"{mark}**{{title}}**" if rest.startswith("**") and rest.endswith("**") else f"{mark}{{title}}"


def heading_of(lines: Sequence[str], starts: Set[int]) -> list[str]:
    """A pattern for the heading of the whole text, so that a draft is not for all texts with headings."""
    for index, line in enumerate(lines[:_HEAD]):
        text = line.strip()
        if heading_level(text) == 1 and index not in starts:
            return [_NUMBERS.sub("{any}", dated(escaped(text)))]
    return []


def dated(text: str) -> str:
    """A text with a blank for its day."""
    spelled = next_day(text, 0)
    return text if spelled is None else f"{text[: spelled[1]]}{{date}}{text[spelled[2] :]}"


def common_headings(headings: Iterable[str]) -> list[str]:
    """The patterns of headings that are categories."""
    found = Counter[str]()
    for text in headings:
        counted = _COUNTED.search(text)
        tail = f"{counted[1]}{{any}}" if counted else ""
        found["#" * heading_level(text) + " {category}" + tail] += 1
    return [pattern for pattern, _ in found.most_common(2)]


def _numbered(text: str) -> str:
    if '"' in text:  # the attributes of an anchor are of one paper only
        return _ATTRIBUTE.sub('"{any}"', text)
    number = _NUMBER.search(text)
    if number is None:
        return escaped(text)
    return f"{escaped(text[: number.start()])}{{number}}{escaped(text[number.end() :])}"


def escaped(text: str) -> str:
    """A text without braces, which have a meaning in patterns."""
    return _BRACES.sub("{any}", text)
