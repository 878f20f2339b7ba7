r"""Papers as the enhanced listing nearly always writes them, read many at once.

Each part stands on one line, and of the abstract no line is a heading, a tag or blank; behind it comes
another paper, another category, or nothing. Texts have no blanks around them. What is written otherwise is
left to :mod:`~digest_parsers.formats.daily_enhanced`, which reads any text line by line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from operator import add, itemgetter
from typing import Any, NamedTuple, TypeVar

from digest_parsers.arxiv_id import NEW, VERSION
from digest_parsers.formats import base
from digest_parsers.model import Entry, Link, Section

#: With what such a paper begins.
BEGIN = "### ["

#: A text on one line behind its label.
_TEXT = r"(\S.*+)(?<!\s)"
#: A paper up to its abstract. No part can go on where another one begins, so that nothing is looked at twice.
_PAPER = re.compile(
    rf"""### \[[0-9]+\] \[(.*)\]\((https://arxiv\.org/abs/({NEW})({VERSION})?)\)
\*(?!\*)(.*)\*

Main category: (.*+)

(TL;DR|TLDR|Task): {_TEXT}


<details>
  <summary>Details</summary>
Motivation: {_TEXT}

Method: {_TEXT}

Result: {_TEXT}

Conclusion: {_TEXT}

Abstract: (?=\S)"""
)
#: What comes after the first line of its abstract: the others, and whatever may stand behind it.
_END = re.compile(
    r"""((?:\n(?![\n#<]|[ ]++[\n<]).*+)*+)(?<!\s)

</details>(\n*+)(?=\#\#\#[ ]\[|(?:<div\ id=[^<>\n]*></div>\n\n)?\#\ \S+\ \[\[Back\]\]|\Z)"""
)
#: How many lines it has to the end tag if its abstract has one.
_LINES = 20

#: The key of its first section by the label of that, and keys and labels of the others.
_FIRST_KEYS = {"TL;DR": "tldr", "TLDR": "tldr", "Task": "task"}
_OTHERS = (
    *(("motivation", "Motivation"), ("method", "Method"), ("result", "Result")),
    *(("conclusion", "Conclusion"), ("abstract", "Abstract")),
)

_Kind = TypeVar("_Kind", Entry, Link, Section)


class Taken(NamedTuple):
    """Papers that were read.

    Attributes:
        entries: The papers.
        position: Where the line behind them begins.
        line: The 1-based number of the line before that.
    """

    entries: tuple[Entry, ...]
    position: int
    line: int


def usual_papers(text: str, position: int, line: int, filed_under: str) -> Taken | None:
    """The usual papers that follow one another from a position; None if there is none.

    Args:
        text: The whole text.
        position: Where a line begins.
        line: Its 1-based number.
        filed_under: The category that they stand under.
    """
    fields: list[tuple[Any, ...]] = []
    abstracts: list[str] = []
    lines: list[int] = []
    while (paper := _PAPER.match(text, position)) is not None:
        abstract = paper.end()
        # To look for the end of a line takes a tenth of the time of matching it; half of a text is abstracts.
        first_end = text.find("\n", abstract)
        end = _END.match(text, first_end) if first_end >= 0 else None
        found = paper.groups()
        if end is None or "*" in found[4]:  # other marks among the names than those around them
            break
        more, gap = end.groups()
        fields.append(found)
        abstracts.append(text[abstract : end.end(1)])
        lines.append(line)
        line += _LINES + more.count("\n") + len(gap)
        position = end.end()
    return Taken(_entries(fields, abstracts, lines, filed_under), position, line - 1) if fields else None


def _entries(
    fields: Sequence[tuple[Any, ...]], abstracts: Sequence[str], lines: Sequence[int], filed_under: str
) -> tuple[Entry, ...]:
    """Makes papers column by column: what is done for all of them in one go is done in C.

    Args:
        fields: What :data:`_PAPER` found of each.
        abstracts: Their abstracts.
        lines: The line that each begins on.
        filed_under: The category that all of them stand under.
    """
    titles, urls, ids, versions, names, listed, labels, *texts = zip(*fields, strict=True)
    authors = [*map(base.split_names, names)]
    links = zip(_all_new(Link, zip(repeat(""), urls, strict=False)), strict=True)
    sections = _sections(labels, (*texts, abstracts))
    sorted_out = [base.split_categories(one, filed_under) for one in listed]
    if any(rest for _, rest in sorted_out):
        sections = map(add, sections, (base.classes_section(rest) for _, rest in sorted_out))
    nothing = repeat(())
    columns = (
        ids, map(str.strip, titles), lines, versions, authors, map(len, authors),
        map(itemgetter(0), sorted_out), repeat(None), sections, nothing, repeat(None), links,
        repeat(""), nothing, repeat(False),
    )  # fmt: skip
    return tuple(_all_new(Entry, zip(*columns, strict=False)))


def _sections(labels: Sequence[str], texts: Iterable[Sequence[str]]) -> Iterator[tuple[Section, ...]]:
    """The sections of each paper, by the labels of the first ones and the texts of each kind."""
    first = map(_FIRST_KEYS.__getitem__, labels), labels
    others = ((repeat(key), repeat(label)) for key, label in _OTHERS)
    columns = [
        _all_new(Section, zip(keys, spelt, said, repeat(()), strict=False))
        for (keys, spelt), said in zip((first, *others), texts, strict=True)
    ]
    return zip(*columns, strict=True)


def _all_new(kind: type[_Kind], fields: Iterable[tuple[Any, ...]]) -> Iterator[_Kind]:
    """Named tuples of all their fields, made in half the time that their constructor takes."""
    return map(tuple.__new__, repeat(kind), fields)
