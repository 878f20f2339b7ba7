"""Lines of a text and what all readers of a profile see in them."""

import re
from collections.abc import Iterable

from digest_parsers.formats.profiles.pattern import Pattern

#: A line of a text with its number.
Numbered = tuple[int, str]

_HEADING = re.compile(r"(#{1,6})[ \t]+")
_EMOJI = re.compile(r"[\s\u200d\u20e3\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
#: Headings that say nothing of the digest.
CONTENTS = frozenset({"table of contents", "contents", "目录", "摘要", "详细"})


def match_line(patterns: Iterable[Pattern], line: str) -> dict[str, str] | None:
    """The blanks of the first pattern that matches a line, in the first of its :func:`variants` that does."""
    for text in variants(line):
        for pattern in patterns:
            if text.startswith(pattern.beginning) and (blanks := pattern.match(text)) is not None:
                return blanks
    return None


def variants(line: str) -> tuple[str, ...]:
    """A line as it is, without emoji at its beginning, and without bold marks too.

    Forks differ in nothing more often, and ``Date: {date}`` is to match ``**📅 Date:** 2026-01-05``.
    """
    plain = without_emoji(line)
    if "**" in line or "__" in line:
        return line, plain, without_emoji(line.replace("**", "").replace("__", ""))
    return (line,) if plain == line else (line, plain)


def without_emoji(line: str) -> str:
    """A line without emoji behind the marks of a heading, or at its beginning."""
    start = heading_end(line)
    emoji = _EMOJI.match(line, start)
    return line[:start] + line[emoji.end() :] if emoji else line


def heading_level(line: str) -> int:
    """The level of the heading that a line is, 0 for any other line."""
    match = _HEADING.match(line)
    return len(match[1]) if match else 0


def heading_end(line: str) -> int:
    """Where the words of a heading begin; 0 for any other line."""
    match = _HEADING.match(line)
    return match.end() if match else 0


def heading_words(line: str) -> str:
    """What a heading says, without its marks and tags."""
    return _TAG.sub("", line[heading_end(line) :]).strip()
