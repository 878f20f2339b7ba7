"""Where in the text of front matter the values of its keys stand, as PyYAML's events tell it.

Apart from :mod:`digest_tui.store.spans` because this module imports PyYAML, which most changes do without.
"""

from pathlib import Path

import yaml

from digest_tui.store.fields import DocumentError
from digest_tui.store.spans import Scalar, Span


def of(front: str, path: Path) -> tuple[dict[str, Span], str]:
    """The span of each of the front matter's own keys, and the white space that stands before each key.

    Args:
        front: Front matter that safeyaml has read without an error.
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
