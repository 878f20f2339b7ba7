"""What the parts of the desk show of a library, a selection and a search: values, worked out, not drawn."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from digest_tui import wording
from digest_tui.bands import Band
from digest_tui.commands import Command, Pane
from digest_tui.saved_search import Kind, SavedSearch
from digest_tui.session import Session
from digest_tui.state import BadFile, Day, Place, Saved, Selection, Shelf, View, among_bookmarks
from digest_tui.widgets.day_list import DayFigures

if TYPE_CHECKING:
    from digest_tui.store.shelf import Trouble


def day_figures(
    session: Session, place: Place, hits_in: Callable[[Place], int | None] | None = None
) -> list[DayFigures]:
    """The lines of the day list: the shelves, then the days, newest first.

    Args:
        session: The library.
        place: Where one is; among the bookmarks their folders and tags stand below them.
        hits_in: What a search has found in a place, None where it has not looked; there are no other figures
            during a search.
    """
    figures = list(_shelf_figures(session, place))
    if hits_in is not None:
        figures = [one._replace(papers=hits_in(one.place), unread=None) for one in figures]
    with_unread = hits_in is None and session.marks.complete
    are_new, unread_on = session.marks.new, session.unread_by_day() if with_unread else {}
    for day, inferred, papers, digests in session.days():
        new = bool(are_new) and any(digest.path in are_new for digest in digests)
        there = Day(day)
        here = papers if hits_in is None else hits_in(there)
        unread = unread_on.get(day, papers) if with_unread else None
        figures.append(DayFigures(there, here, unread, inferred, new))
    return figures


def _shelf_figures(session: Session, place: Place) -> Iterator[DayFigures]:
    yield DayFigures(Shelf.ALL, len(session.library) if session.counted else None)
    yield DayFigures(Shelf.UNREAD, session.unread_total() if session.unread_counted else None)
    yield DayFigures(Shelf.BOOKMARKS, len(session.marks.bookmarks))
    if among_bookmarks(place):
        yield from (DayFigures(BadFile(name), None) for name in session.marks.troubles)
        yield from (DayFigures(part, papers) for part, papers in session.marks.parts())
    for search in session.smart_folders.places:
        yield DayFigures(Saved(search.name), *session.found_by(search), sign=_sign(search, session))


def _sign(search: SavedSearch, session: Session) -> tuple[str, str]:
    """The sign before a saved search, and its role: a watch is told as in the list of papers."""
    if search.name in session.smart_folders.broken:
        return "!", "warn"
    return ("◆", f"watch-{search.colour}") if search.kind is Kind.WATCH else ("/", "count")


def title_figures(session: Session, progress: str) -> str:
    """The right end of the title."""
    papers, unread = (len(session.library), session.unread_total()) if session.unread_counted else (0, 0)
    return wording.library_figures(len(session.days()), papers, unread, progress)


def headings(selection: Selection, session: Session, view: View) -> tuple[str, ...]:
    """The heading of the list of papers, from the fullest to the briefest."""
    place = selection.place
    day = next((one for one in session.days() if isinstance(place, Day) and one.day == place.day), None)
    return wording.list_headings(
        selection,
        wording.ListFigures(len(view.rows), view.unread, view.muted),
        inferred=day is not None and day.inferred,
        order=view.order,
        troubles=len(session.marks.troubles),
    )


def why_empty(selection: Selection, session: Session, *, reading: bool) -> str:
    """What the list of papers says when there are none."""
    place = selection.place
    trouble = session.marks.troubles.get(place.name) if isinstance(place, BadFile) else None
    if trouble is not None and not selection.searching:
        return _trouble(trouble)
    saved = session.smart_folders.at(place)
    if saved is not None and not selection.searching:
        return wording.nothing_found_by(saved, session.smart_folders.wrong_with(saved))
    return wording.why_empty(selection, reading=reading)


def _trouble(found: "Trouble") -> str:
    """What is wrong with a file among the bookmarks and what can be done, a sentence a line."""
    problem, conflict = found
    where = f"{problem.path}, line {problem.line}" if problem.line else f"{problem.path}"
    if conflict is not None:
        todo = "Enter shows what one bookmark of both versions would be."
        return f"{where}\n{problem.cause}.\n\n{todo}\nUntil then both stay as they are."
    cure = f"{problem.cure[:1].upper()}{problem.cure[1:]}." if problem.cure else ""
    todo = "Enter shows the file at this line." if problem.line else "Enter shows the file."
    return "\n".join((where, *filter(None, (f"{problem.cause}.", cure)), "", f"{todo} It stays as it is."))


def bands(view: View) -> list[Band]:
    """The lines between the papers of the list: headings of categories, and that of what is muted."""
    lines, start = [], 0
    for category, papers in view.groups:
        lines.append(Band(start, wording.group(category), f" · {papers:,}"))
        start += papers
    if view.muted:
        text = wording.muted(view.muted, view.muted_by)
        lines.append(Band(len(view.rows) - view.muted, text, folds=True))
    return lines


def hints(commands: Iterable[Command], pane: Pane, *, searching: bool) -> tuple[Command, ...]:
    """The commands whose keys are offered in a pane, without those whose key means something else now."""
    commands = tuple(commands)
    hidden = {key for one in commands if searching and one.while_searching for key in one.keys}
    return tuple(
        one
        for one in commands
        if pane in one.footer
        and (searching or not one.while_searching)
        and (one.while_searching or not one.keys or one.keys[0] not in hidden)
    )
