"""What tells the own text of a paper from what stands around it: its headings, its particulars, a footer."""

import re
from collections.abc import Collection, Iterable, Sequence

from digest_parsers.formats.linked_lines import Line, is_section, key_of
from digest_parsers.formats.profiles.labels import FIELDS, find_label

_RULE = re.compile(r"-{3,}|\*{3,}|_{3,}|(?:- ){2,}-")
_TAGS = re.compile(r"(?:</?[A-Za-z][^<>]*>\s*)+")
#: The longest value of a particular that nobody knows; what is longer is text.
_VALUE = 80
#: The longest footer, in lines that are not blank.
_FOOTER = 10


def is_rule(text: str) -> bool:
    """Whether a line is a rule across the page."""
    return text[:1] in ("-", "*", "_") and _RULE.fullmatch(text) is not None


def is_value(text: str) -> bool:
    """Whether a line is a particular: a label with a value, of a field or short."""
    label = find_label(text)
    key = key_of(text) if label is not None else None
    if label is None or key is not None:
        return key in FIELDS
    return (label.named or label.listed) and len(label.rest) <= _VALUE


def labelled_headings(lines: Sequence[Line]) -> set[int]:
    """The headings over text with labels of sections and without links: they are of a paper's text."""
    found: set[int] = set()
    heading: int | None = None
    for line in lines:
        if line.level:
            heading = None if line.papers else line.at
        elif heading is not None and line.papers:
            found.discard(heading)
            heading = None
        elif heading is not None and is_section(line.text):
            found.add(heading)
    return found


def headings_over_papers(lines: Iterable[Line]) -> list[int]:
    """The headings under which, deeper headings included, a paper is named."""
    found: list[int] = []
    waiting: list[Line] = []  # headings under which none was met yet, each deeper than the one before
    for line in lines:
        if line.level:
            while waiting and waiting[-1].level >= line.level:
                waiting.pop()
            waiting.append(line)
        if line.papers:
            found += (heading.at for heading in waiting)
            waiting.clear()
    return found


def is_one_paper(lines: Iterable[Line], ids: Collection[str]) -> bool:
    """Whether a text is all about one paper: it names no other, and says its title under a label."""
    return len(ids) == 1 and any(key_of(line.text) == "title" for line in lines)


def end_of_text(last: Sequence[Line], others: Iterable[Sequence[Line]]) -> int:
    """Where the text of the last paper ends and a footer behind a rule begins, by its lines.

    What stands behind a rule is none of a paper's when no other paper has anything there, and it is short and
    without a label that is known.

    Args:
        last: The lines of the last paper.
        others: Those of the others.
    """
    at = _inner_rule(last)
    footer = [line for line in last[at + 1 :] if _is_text(line)]
    is_footer = len(footer) <= _FOOTER and not any(line.level or key_of(line.text) for line in footer)
    if at < len(last) and is_footer and all(_inner_rule(one) == len(one) for one in others):
        return at
    return len(last)


def _inner_rule(lines: Sequence[Line]) -> int:
    """The place of the first rule behind which there is text, else the number of lines."""
    rules = (at for at, line in enumerate(lines) if is_rule(line.text))
    at = next(rules, len(lines))
    return at if any(map(_is_text, lines[at + 1 :])) else len(lines)


def _is_text(line: Line) -> bool:
    """Whether a line is neither blank nor a rule nor tags alone, such as the anchor of the next paper."""
    return bool(line.text) and not is_rule(line.text) and _TAGS.fullmatch(line.text) is None
