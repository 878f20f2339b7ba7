"""The entries of a digest and the English words in each: what a paper is about, whatever the damage.

An English title and abstract stand beside nearly every Chinese summary and are as good as never damaged.
"reveal" tells 揭 from 提, and "ball" 球 from 热.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from digest_parsers.repair.context import word_context

#: What has more different words is no entry: a table of contents, or a digest without headings.
MOST_WORDS = 400

_HEADING_ID = re.compile(r"arxiv\.org/(?:abs|pdf)/\d{4}\.\d{4,5}")
_WORD = re.compile(r"[A-Za-z]{2,}")
_word_context = lru_cache(maxsize=1 << 16)(word_context)


class Entry:
    """Lines that belong together: a paper in Markdown, or a line of JSON."""

    __slots__ = ("_lines", "_words")

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._words: tuple[int, ...] | None = None

    def words(self) -> tuple[int, ...]:
        """A context for each English word in it, rising; none if it is no entry."""
        if self._words is None:
            found = {word.lower() for line in self._lines for word in _WORD.findall(line)}
            known = {_word_context(word) for word in found} if len(found) <= MOST_WORDS else set()
            self._words = tuple(sorted(known))
        return self._words


#: Stands for what is not known.
NO_ENTRY = Entry(())


def starts_entry(line: str) -> bool:
    """Whether a line is a heading that links to a paper on arXiv."""
    return line.startswith("#") and _HEADING_ID.search(line) is not None


def entry_of_each(lines: Sequence[str]) -> list[Entry]:
    """The entry that each line of a file belongs to."""
    found: list[Entry] = []
    start = 0
    for number, line in enumerate(lines):
        if starts_entry(line) or line.startswith("{"):
            found += [Entry(lines[start:number])] * (number - start)
            start = number
    return found + [Entry(lines[start:])] * (len(lines) - start)
