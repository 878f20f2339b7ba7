"""A search under a name: a place to go to, a watch whose papers come first, or a mute that folds them."""

from dataclasses import dataclass, field
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
