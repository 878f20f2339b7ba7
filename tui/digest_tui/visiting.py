"""Between two visits to a library: where one goes on, and what has come meanwhile."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest_parsers.orders import Order
from digest_parsers.outline import outline_of
from digest_tui import loading
from digest_tui.session import Session
from digest_tui.state import Day, Scope, Stop, name_of, place_named
from digest_tui.wording import counted, day_text

if TYPE_CHECKING:
    from digest_tui.store.visits import Position, Visit


def stop_of(visit: "Visit | None") -> Stop | None:
    """Where the visit before this one stopped, if that is known."""
    position = visit.position if visit is not None else None
    place = place_named(position.place) if position is not None else None
    if position is None or place is None:
        return None
    order = next((one for one in Order if one.value == position.order), Order.FILE)
    scroll = max(0, position.scroll)
    scope = Scope.EVERYWHERE if position.all_days else Scope.HERE
    return Stop(place, position.category or None, position.paper, scroll, order, position.grouped, scope)


def reaching(opened: loading.Opened, start: Stop | None) -> loading.Opened:
    """The library with as much of it known as it takes to go on where one stopped."""
    day = start.place.day if start is not None and isinstance(start.place, Day) else None
    return opened if day is None else loading.reaching(opened, day)


def shown_first(session: Session, start: Stop | None) -> Iterator[str]:
    """The ids of the papers among which one begins: of a day, or of all days that are known already."""
    place = start.place if start is not None and session.has(start.place) else None
    days = [place.day] if isinstance(place, Day) else [one.day for one in session.days()]
    for day in days[:1] if place is None else days:
        yield from session.library.appearances_of(day).ids()


def position_of(stop: Stop) -> "Position":
    """A stop as it is kept."""
    from digest_tui.store.visits import Position  # noqa: PLC0415 - imports sqlite3

    return Position(
        name_of(stop.place),
        stop.category or "",
        stop.paper,
        scroll=stop.scroll,
        order=stop.order.value,
        grouped=stop.grouped,
        all_days=stop.scope is Scope.EVERYWHERE,
    )


def since(visit: "Visit | None", session: Session) -> str:
    """Note which digests have come since the last visit; a sentence about them, or nothing."""
    if visit is None or visit.seen is None or visit.last is None:
        return ""
    new = [one for one in session.library.files if one.digests and one.path not in visit.seen]
    session.marks.new = frozenset(one.path for one in new)
    if not new:
        return ""
    papers = sum(len(outline_of(digest.entries).keys) for one in new for digest in one.digests)
    digests = counted(len(new), "new digest")
    last = day_text(visit.last.date(), year=False)
    return f"+{counted(papers, 'paper')} · {digests} since {last} · gn goes there"
