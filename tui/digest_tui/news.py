"""What has come to a library, changed in it or gone from it since it was looked at, in a sentence."""

from typing import NamedTuple

from digest_parsers.library import Library
from digest_parsers.source import Stamp
from digest_tui.wording import counted


class Holdings(NamedTuple):
    """What a library held when it was looked at.

    Attributes:
        stamps: The stamp of every file that holds a digest, by path.
        entries: How many entries their digests have.
    """

    stamps: dict[str, Stamp | None]
    entries: int

    @classmethod
    def of(cls, library: Library) -> "Holdings":
        """What a library holds now."""
        return cls({one.path: one.stamp for one in library.files if one.digests}, library.entry_count)


class News:
    """What is new in a library from one complete reading of it to the next."""

    def __init__(self) -> None:
        self._before: Holdings | None = None
        self._asked = False

    def forget(self) -> None:
        """Begin with another library, of which nothing is new."""
        self._before = None

    def ask(self) -> None:
        """Have the next reading answered, also when it finds nothing."""
        self._asked = True

    def of(self, library: Library) -> str | None:
        """What a complete reading has brought.

        Returns:
            A sentence; an empty string when there is nothing to tell; None after a first reading.
        """
        before, self._before = self._before, Holdings.of(library)
        asked, self._asked = self._asked, False
        if before is None:
            return None
        return news(before, self._before) or ("Nothing new" if asked else "")


def news(before: Holdings, after: Holdings) -> str:
    """What happened between two looks: ``+214 papers in 1 new digest · 1 digest changed``, or nothing."""
    came = after.stamps.keys() - before.stamps.keys()
    gone = before.stamps.keys() - after.stamps.keys()
    changed = sum(after.stamps[path] != before.stamps[path] for path in before.stamps.keys() - gone)
    told = []
    if came:
        told.append(f"{counted(len(came), 'new digest')}")
    if changed:
        told.append(f"{counted(changed, 'digest')} changed")
    if gone:
        told.append(f"{counted(len(gone), 'digest')} gone")
    papers = after.entries - before.entries
    figure = f"{'+' if papers > 0 else '−'}{counted(abs(papers), 'paper')}" if papers else ""
    return " · ".join(filter(None, (figure, *told)))
