"""Where in the text of front matter the values of its keys stand, as PyYAML's events tell it.

Apart from :mod:`digest_tui.store.edits` because this module imports PyYAML, which most starts can do without.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from digest_tui.store.fields import DocumentError

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


def of(front: str, path: Path) -> tuple[dict[str, Span], str]:
    """The span of each of the front matter's own keys, and the white space that stands before each key.

    Args:
        front: Front matter that :func:`digest_parsers.safeyaml.read_yaml` has read without an error.
        path: The file it is from, for messages.

    Raises:
        DocumentError: It stands in braces, so that no key has a line of its own.
    """
    events = [
        event
        for event in yaml.parse(front, Loader=yaml.BaseLoader)
        if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent)
    ]
    if not events or not isinstance(events[0], yaml.MappingStartEvent):
        return {}, ""
    if events[0].flow_style:
        cause = "the front matter stands in braces, where nothing can be changed without rewriting it"
        raise DocumentError(cause, path=path, line=2, cure="write a line for each key")
    found: dict[str, Span] = {}
    at = 1
    while at < len(events) - 1:
        key = events[at]
        assert isinstance(key, yaml.ScalarEvent), "safeyaml takes no other keys"
        last = _last_of(events, at + 1)
        found[str(key.value)] = _span(front, key, events[at + 1 : last + 1])
        at = last + 1
    return found, " " * _mark(events[0].start_mark).column


def comments(front: str, start: int, span: Span) -> Iterator[str]:
    """The comments between an offset and the end of a value, without those behind it."""
    at = start
    for one in (*span.scalars, Scalar(span.end, span.end, "", plain=True)):
        yield from _COMMENT.findall(front[at : one.start])
        if front[one.start : one.start + 1] in ("|", ">") and not one.plain:
            first_line = front[one.start + 1 : one.end].partition("\n")[0]
            yield from _COMMENT.findall(first_line.rstrip("\r"))
        at = one.end


def _last_of(events: list[yaml.NodeEvent | yaml.CollectionEndEvent], at: int) -> int:
    """The index of the event that ends the value beginning at an index."""
    depth = 0
    while True:
        depth += isinstance(events[at], yaml.CollectionStartEvent)
        depth -= isinstance(events[at], yaml.CollectionEndEvent)
        if depth == 0:
            return at
        at += 1


def _span(front: str, key: yaml.ScalarEvent, events: list[yaml.NodeEvent | yaml.CollectionEndEvent]) -> Span:
    begin = front.index(":", _mark(key.end_mark).index) + 1
    written = [event for event in events if isinstance(event, yaml.ScalarEvent)]
    scalars = tuple(_scalar(front, one) for one in written if _length(one))
    # A list of lines ends where the next key begins; its own text ends with its last value or bracket.
    ends = [_mark(event.end_mark).index for event in events if isinstance(event, yaml.CollectionEndEvent)]
    brackets = [end for end in ends if front[end - 1] in "]}"]
    end = max([begin, *(one.end for one in scalars), *brackets])
    start = min(max(begin, _mark(events[0].start_mark).index), end)
    block_list = isinstance(events[0], yaml.SequenceStartEvent) and not events[0].flow_style
    return Span(_mark(key.start_mark).index, begin, start, end, scalars, block_list)


def _scalar(front: str, event: yaml.ScalarEvent) -> Scalar:
    start = _mark(event.start_mark).index
    end = start + len(front[start : start + _length(event)].rstrip())
    return Scalar(start, end, str(event.value), plain=event.style is None)


def _length(event: yaml.ScalarEvent) -> int:
    return _mark(event.end_mark).index - _mark(event.start_mark).index


def _mark(mark: object) -> yaml.Mark:
    assert isinstance(mark, yaml.Mark), "the Python parser gives every event its place"
    return mark
