"""A search under a name: a place to go to, a watch whose papers come first, or a mute that folds them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a saved search is for."""

    SEARCH = "search"
    WATCH = "watch"
    MUTE = "mute"


#: The colours that a watch can have, each in a shade that can be read in the theme; the first by default.
COLOURS = ("yellow", "green", "cyan", "blue", "magenta", "red")


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that the user has given a name.

    Attributes:
        name: The name, another one for each search whatever its case.
        query: What it looks for, in the language of the search line.
        kind: What it is for.
        colour: One of :data:`COLOURS`; it means something for a watch only.
        line: The 1-based line of the file where it begins; it is no part of what the search is.
    """

    name: str
    query: str
    kind: Kind = Kind.SEARCH
    colour: str = COLOURS[0]
    line: int = field(default=0, compare=False)


def now_called(name: str, before: Sequence[SavedSearch], after: Sequence[SavedSearch]) -> str:
    """What a saved search is called after a change.

    It is the new one that differs in nothing else, or, where one has gone and one has come, that one.

    Args:
        name: What it was called.
        before: The searches before the change.
        after: Those behind it.

    Returns:
        Its name, which is the same where it is still there, and where nothing tells what became of it.
    """
    known, there = {one.name: one for one in before}, {one.name for one in after}
    new = [one for one in after if one.name not in known]
    gone = known.keys() - there
    if name not in gone:
        return name
    was = known[name]
    same = [one for one in new if replace(one, name=name) == was]
    if not same and len(gone) == len(new) == 1:
        same = new
    return same[0].name if same else name
