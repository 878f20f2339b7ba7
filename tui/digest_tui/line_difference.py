"""Which lines of a text are new against an earlier one, in linear time: what was changed in a few places."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class DiffLine(NamedTuple):
    """A line of either text.

    Attributes:
        sign: ``+`` for one that only the later text has, ``-`` for one of the earlier only, else a space.
        text: The line.
    """

    sign: str
    text: str


def difference(before: Sequence[str], after: Sequence[str]) -> Iterator[DiffLine]:
    """The lines of the later text in their order, with what is gone where it stood.

    Lines that have changed places are gone and new; nothing is looked for far away, as a real diff does.
    """
    left = Counter(after)
    gone = 0
    for line in after:
        while gone < len(before) and before[gone] != line and not left[before[gone]]:
            yield DiffLine("-", before[gone])
            gone += 1
        same = gone < len(before) and before[gone] == line
        gone += same
        left[line] -= 1
        yield DiffLine(" " if same else "+", line)
    for line in before[gone:]:
        yield DiffLine("-", line)
