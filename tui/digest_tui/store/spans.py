"""Where in the text of front matter the values of its keys stand.

Those of front matter that still is as this program writes it, with a line for each key. A person's is looked
at with a YAML parser (:mod:`digest_tui.store.yamlspans`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: the offsets of its first sign and behind its last one, and what it says.

    Attributes:
        start: The offset of its first sign.
        end: The offset behind its last sign.
        value: What it says.
        plain: Whether it is written without quotes and not as a block of lines.
    """

    start: int
    end: int
    value: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Where a key and its value stand.

    Attributes:
        key: The offset of the key.
        begin: The offset behind the colon.
        start: The offset of the value's first sign; that of ``begin`` when there is no value.
        end: The offset behind its last sign.
        scalars: The single values in it, from left to right.
        block_list: Whether it is a list with a dash before each item.
    """

    key: int
    begin: int
    start: int
    end: int
    scalars: tuple[Scalar, ...]
    block_list: bool


def of_lines(front: str) -> Iterator[tuple[str, Span]]:
    """The keys and their spans in front matter that is as this program writes it."""
    at = 0
    for line in front.split("\n")[:-1]:
        key = line.partition(":")[0]
        begin, end = at + len(key) + 1, at + len(line)
        yield key, Span(at, begin, begin + 1, end, (Scalar(begin + 1, end, "", plain=False),), False)
        at = end + 1


def comments(front: str, start: int, span: Span) -> Iterator[str]:
    """The comments between an offset and the end of a value, without those behind it."""
    at = start
    for one in (*span.scalars, Scalar(span.end, span.end, "", plain=True)):
        yield from _COMMENT.findall(front[at : one.start])
        if front[one.start : one.start + 1] in ("|", ">") and not one.plain:
            first_line = front[one.start + 1 : one.end].partition("\n")[0]
            yield from _COMMENT.findall(first_line.rstrip("\r"))
        at = one.end
