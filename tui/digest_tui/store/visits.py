"""When a library was visited, what was in it then, and where the user stopped reading."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from digest_tui.store.database import Database, stamp

#: A visit that begins this soon after another has ended is the same one: the reader was closed by mistake, or
#: for a moment.
SAME_VISIT = timedelta(minutes=30)

#: Libraries whose visits are remembered; older ones are forgotten.
_REMEMBERED = 50


class Position(NamedTuple):
    """Where the user stopped reading.

    Attributes:
        place: The shelf or day, as the screen names it.
        category: The category or archive group, or an empty string.
        paper: The paper under the cursor, or an empty string.
        digest: The path of the digest whose entry of that paper was shown, or an empty string.
        scroll: The line of the page at the top of its pane.
        order: The order of the papers, by its name.
        grouped: Whether they stood under headings; None where nobody noted it.
        all_days: Whether searches went through all days.
    """

    place: str = ""
    category: str = ""
    paper: str = ""
    digest: str = ""
    scroll: int = 0
    order: str = ""
    grouped: bool | None = None
    all_days: bool = False


class Visit(NamedTuple):
    """What is known of the visits to a library.

    Attributes:
        last: When the visit before this one ended, or None when this is the first.
        seen: The digests that were there at the end of that visit; None when this is the first.
        position: Where the user stopped reading, or None.
    """

    last: datetime | None = None
    seen: frozenset[str] | None = None
    position: Position | None = None


class Visits:
    """The visits to libraries, in a database that is shared with the reading state."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, library: Sequence[Path], now: datetime) -> Visit:
        """What is known when a library is opened. Nothing is written before :meth:`keep`.

        Raises:
            StoreError: The database cannot be read.
        """
        with self._database.looking() as connection:
            row = (
                connection
                and connection.execute(
                    "SELECT ended, seen_before, seen, position FROM visit WHERE paths = ?", (_key(library),)
                ).fetchone()
            )
        if not row:
            return Visit()
        ended, seen_before, seen, position = row
        last = datetime.fromisoformat(ended)
        if now - last < SAME_VISIT:
            return Visit(last, None if seen_before is None else _digests(seen_before), _position(position))
        return Visit(last, _digests(seen), _position(position))

    def keep(
        self, library: Sequence[Path], visit: Visit, position: Position, digests: Iterable[str], now: datetime
    ) -> None:
        """Notes where the user is and what is in the library; durable when it returns.

        Args:
            library: The paths that were opened.
            visit: What :meth:`begin` gave for this visit.
            position: Where the user is.
            digests: The paths of the library's digests.
            now: The time, with a time zone.

        Raises:
            StoreError: It is not on the disk.
        """
        before = None if visit.seen is None else _list(visit.seen)
        row = (_key(library), stamp(now), stamp(now), before, _list(digests), json.dumps(position._asdict()))
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO visit VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (paths) DO UPDATE SET"
                " ended = excluded.ended, seen_before = excluded.seen_before, seen = excluded.seen,"
                " position = excluded.position",
                row,
            )
            connection.execute(
                "DELETE FROM visit WHERE paths NOT IN (SELECT paths FROM visit ORDER BY ended DESC LIMIT ?)",
                (_REMEMBERED,),
            )


def _key(library: Sequence[Path]) -> str:
    return json.dumps([str(path.absolute()) for path in library])


def _list(digests: Iterable[str]) -> str:
    return json.dumps(sorted(digests))


def _digests(text: str) -> frozenset[str]:
    return frozenset(map(str, json.loads(text)))


def _position(text: str) -> Position | None:
    known = json.loads(text)
    try:
        return Position(**known)
    except TypeError:  # of a version that knew more, or less
        return None
