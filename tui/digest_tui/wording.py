"""The sentences and figures of the lines around the panes; pure text."""

from datetime import date

from digest_parsers.model import RepairReport
from digest_tui.state import Day, Selection, Shelf


def day_text(day: date | None, *, inferred: bool = False, weekday: bool = False, year: bool = True) -> str:
    """A day as it is shown: ``13 Feb 2026``, ``Fri 13 Feb``, with ``~`` before an inferred one."""
    if day is None:
        return "no date"
    text = f"{day.day} {day:%b %Y}" if year else f"{day.day} {day:%b}"
    return ("~" if inferred else "") + (f"{day:%a} {text}" if weekday else text)


def counted(number: int, thing: str) -> str:
    """A number with its noun: ``1 paper``, ``2,480 papers``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def library_figures(days: int, papers: int, unread: int, progress: str) -> str:
    """The right end of the title: how large the library is and how far it has been read."""
    figures = f"{counted(days, 'day')} · {counted(papers, 'paper')} · {unread:,} unread" if papers else ""
    return "  ".join(filter(None, (figures, f"⟳ {progress}" if progress else "")))


def list_heading(selection: Selection, *, everywhere: bool, inferred: bool, papers: int, unread: int) -> str:
    """The heading of the list: where its papers are from, how many, how many of them unread."""
    place = selection.place
    if selection.searching and everywhere:
        where = Shelf.ALL.value
    elif isinstance(place, Day):
        where = day_text(place.day, inferred=inferred, weekday=True, year=False)
    else:
        where = place.value
    left = f"{unread:,} unread" if unread else "all read" if papers else ""
    return " · ".join(filter(None, (where, selection.category, counted(papers, "paper"), left)))


def repaired(report: RepairReport | None) -> str:
    """What repair did to a file, or nothing when it was clean."""
    if report is None or not report.damaged:
        return ""
    parts = [f"restored {counted(report.restored, 'character')}"]
    parts += [f"{report.doubtful:,} in doubt"] * bool(report.doubtful)
    parts += [f"{report.lost:,} lost"] * bool(report.lost)
    return ", ".join(parts)


def why_empty(selection: Selection, *, everywhere: bool, reading: bool) -> str:
    """What an empty list says: why it is empty and what to do next, a sentence a line."""
    if selection.searching:
        wider = [] if everywhere else ["Tab in the search line looks through all days."]
        return "\n".join(["Nothing matches.", *wider, "Esc clears the search."])
    if selection.category is not None:
        return f"No papers in {selection.category} here.\n}} goes to the next category."
    if selection.place is Shelf.BOOKMARKS:
        return "No bookmarks yet.\nb on a paper keeps it here."
    if reading:
        return "Reading…"
    if selection.place is Shelf.UNREAD:
        return "Everything is read."
    return "No papers here.\n! says what was wrong with the files.\nO opens another folder."
