"""The sentences and figures of the lines around the panes; pure text."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from digest_parsers import categories
from digest_parsers.model import RepairReport
from digest_parsers.orders import Order
from digest_tui.saved_search import SavedSearch
from digest_tui.state import BadFile, Day, KeptKind, KeptPart, Saved, Selection, Shelf, among_bookmarks

#: Seconds; less is over before it has been read, and times are rounded to this.
_WORTH_TELLING = 5
#: Characters of a category that has room in the search line.
_SHORT = 8


def day_text(day: date | None, *, inferred: bool = False, weekday: bool = False, year: bool = True) -> str:
    """A day as it is shown: ``13 Feb 2026``, ``Fri 13 Feb``, with ``~`` before an inferred one."""
    if day is None:
        return "no date"
    text = f"{day.day} {day:%b %Y}" if year else f"{day.day} {day:%b}"
    return ("~" if inferred else "") + (f"{day:%a} {text}" if weekday else text)


def counted(number: int, thing: str) -> str:
    """A number with its noun: ``1 paper``, ``2,480 papers``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def reading(done: int, found: int, seconds: float | None) -> str:
    """How far a reading is: ``reading 140 of 1,840, 40 s left``; nothing of seconds when there are few."""
    left = f", {lasting(seconds)} left" if seconds is not None and seconds >= _WORTH_TELLING else ""
    return f"reading {done:,} of {found:,}{left}"


def first_reading(files: int, seconds: float) -> str:
    """What is said once when the first reading of a large library takes its time."""
    return (
        f"{counted(files, 'digest')} are read for the first time, about {lasting(seconds)}; "
        "from then on they open at once. You can read meanwhile"
    )


def lasting(seconds: float) -> str:
    """A time that is not known exactly: ``40 s``, ``3 min``."""
    if seconds < 60:
        return f"{max(_WORTH_TELLING, round(seconds / _WORTH_TELLING) * _WORTH_TELLING)} s"
    return f"{round(seconds / 60)} min"


def library_figures(days: int, papers: int, unread: int, progress: str) -> str:
    """The right end of the title: how large the library is and how far it has been read."""
    figures = f"{counted(days, 'day')} · {counted(papers, 'paper')} · {unread:,} unread" if papers else ""
    return "  ".join(filter(None, (figures, progress_sign(progress))))


def progress_sign(progress: str) -> str:
    """How far the reading is, with its sign; nothing when it is done."""
    return f"⟳ {progress}" if progress else ""


_ORDERS = {
    Order.FILE: "",
    Order.DAY: "newest first",
    Order.SCORE: "by score",
    Order.TITLE: "by title",
    Order.CATEGORY: "by category",
    Order.UNREAD: "unread first",
    Order.RELEVANCE: "best match first",
}
#: Orders that are told in fewer words where there is little room.
_BRIEF_ORDERS = {Order.DAY: "by day", Order.UNREAD: "by unread", Order.RELEVANCE: "by match"}


def sorted_by(order: Order, *, scored: bool, searching: bool) -> str:
    """What the status line says of an order.

    Args:
        order: The order that was asked for.
        scored: Whether any of the papers has a score.
        searching: Whether there is a search that they can match.
    """
    told = f"Sorted: {_ORDERS[order] or 'as in the digests'}"
    if order is Order.SCORE and not scored:
        return f"{told}, but no paper here has one"
    return f"{told}, once you search" if order is Order.RELEVANCE and not searching else told


def grouped(on: bool) -> str:
    """What the status line says when papers are put under headings, or not any more."""
    return "Under headings of their categories; { and } go from one to the next" if on else "Without headings"


def watched_first(on: bool) -> str:
    """What the status line says when what is watched comes first, or not any more."""
    return "What you watch comes first" if on else "What you watch stands where it stood"


def reach(selection: Selection) -> str:
    """How far a search goes: ``all days``, ``this day``, ``cs.AI · bookmarks``."""
    category = selection.category or ""
    # Groups have long names, for which there is no room; the heading tells them.
    return " · ".join(filter(None, (category if len(category) <= _SHORT else "", _reached(selection))))


def _reached(selection: Selection) -> str:
    if selection.everywhere:
        return Shelf.ALL.value.lower()
    if isinstance(selection.place, Day):
        return "this day"
    if selection.place is Shelf.UNREAD:
        return "unread papers"
    return "bookmarks" if among_bookmarks(selection.place) else "this folder"


def found(selection: Selection, papers: int, *, finished: bool, stopped: int) -> str:
    """What the search line says of what was found so far.

    Args:
        selection: What is searched.
        papers: How many papers.
        finished: Whether these are all.
        stopped: In how many digests an expression took too long.
    """
    text = f"{papers:,}{'' if finished else '+'} found · {reach(selection)}"
    if not stopped:
        return text
    from digest_parsers.patterns import TIME_LIMIT  # noqa: PLC0415 - not needed for the first frame

    return f"{text} · {counted(stopped, 'digest')} left out: more than {TIME_LIMIT} s for the expression"


class ListFigures(NamedTuple):
    """How many papers a list has.

    Attributes:
        papers: How many there are.
        unread: How many of those are unread that are not muted.
        muted: How many are muted.
    """

    papers: int
    unread: int
    muted: int = 0


def list_headings(
    selection: Selection,
    figures: ListFigures,
    *,
    inferred: bool,
    order: Order = Order.FILE,
    troubles: int = 0,
) -> tuple[str, ...]:
    """The heading of the list, from the fullest to the briefest: where it is from, how many, in which order.

    The brief ones leave out first what the position beside the heading tells as well.

    Args:
        selection: What is looked at.
        figures: How many papers there are.
        inferred: Whether the day was worked out.
        order: In which order they are listed.
        troubles: How many files among the bookmarks are not understood.
    """
    where, category = _where(selection, inferred=inferred), selection.category
    if isinstance(selection.place, BadFile) and not selection.searching:
        return (where,)
    troubled = troubles and selection.place is Shelf.BOOKMARKS
    files = f"{counted(troubles, 'file')} not understood" if troubled else ""
    papers, unread, muted = figures
    many = f"{papers:,} found" if selection.searching else counted(papers, "paper")
    left = f"{unread:,} unread" if unread else "all read" if papers else ""
    if where == Shelf.UNREAD.value and unread == papers - muted:
        left = ""
    aside = f"{muted:,} muted" if muted else ""
    told = _ORDERS[order]
    ways = (
        (where, files, category, many, left, aside, told),
        (where, files, category, "" if papers else many, left, aside, told),
        (where, category, left, told),
        (where, category, f"●{unread:,}" if unread and left else left, _BRIEF_ORDERS.get(order, told)),
        (where, category, _BRIEF_ORDERS.get(order, told)),
        (where, category),
    )
    return tuple(dict.fromkeys(" · ".join(filter(None, way)) for way in ways))


def _where(selection: Selection, *, inferred: bool) -> str:
    place = selection.place
    if selection.searching and selection.everywhere:
        return Shelf.ALL.value
    if isinstance(place, Day):
        return day_text(place.day, inferred=inferred, weekday=True, year=False)
    if isinstance(place, KeptPart):
        return f"Bookmarks {kept_part(place)}"
    if isinstance(place, BadFile):
        return f"Bookmarks · {place.name}"
    return place.name if isinstance(place, Saved) else place.value


def group(category: str) -> str:
    """The heading of a category's papers: ``cs.LG Machine Learning``."""
    return f"{category} {categories.name(category)}".rstrip() if category else "No category"


def muted(papers: int, by: Iterable[SavedSearch]) -> str:
    """What is said of papers that are folded away: ``12 muted (quantum, survey)``."""
    return f"{papers:,} muted ({', '.join(one.name for one in by)})"


def folded(papers: int, by: Iterable[SavedSearch]) -> str:
    """What the page says while the cursor is on the line of what is muted, a paragraph a line."""
    names = ", ".join(one.name for one in by)
    return (
        f"{counted(papers, 'paper')} folded away here, muted by {names}.\n"
        "Enter shows them below this line, or folds them again.\n"
        "A marks them read with the others; searches find them as ever. we changes a mute, wd removes it."
    )


#: What the status line says while the cursor is on the line of what is muted, fully and briefly.
ON_FOLD = ("Enter shows what is muted, or folds it; A marks it read with the others", "Enter shows them")


def kept_part(part: KeptPart) -> str:
    """A folder or tag of bookmarks: ``in thesis/methods``, ``#rl``."""
    return f"#{part.name}" if part.kind is KeptKind.TAG else f"in {part.name}"


def ended(code: int) -> str:
    """How a command has ended, by its exit code; a negative one is that of a signal."""
    return f"ended with {code}" if code >= 0 else f"was ended by signal {-code}"


def repaired_briefly(report: RepairReport | None) -> str:
    """What of a file's repair one should know while reading, or nothing."""
    if report is None or not report.damaged:
        return ""
    parts = [f"{report.doubtful:,} in doubt"] * bool(report.doubtful)
    return ", ".join(parts + [f"{report.lost:,} lost"] * bool(report.lost))


def repaired(report: RepairReport | None) -> str:
    """What repair did to a file, or nothing when it was clean."""
    if report is None or not report.damaged:
        return ""
    parts = [f"restored {counted(report.restored, 'character')}"]
    parts += [f"{report.doubtful:,} in doubt"] * bool(report.doubtful)
    parts += [f"{report.lost:,} lost"] * bool(report.lost)
    return ", ".join(parts)


def nothing_found_by(search: SavedSearch, wrong: str) -> str:
    """What an empty smart folder says: that nothing is found, or why its search cannot be understood."""
    if wrong:
        return f"{search.query}\n{wrong}.\n\nThe search stands on line {search.line} of searches.yaml."
    return f"{search.query}\nNothing matches."


def why_empty(selection: Selection, *, reading: bool) -> str:
    """What an empty list says: why it is empty and what to do next, a sentence a line."""
    if selection.searching:
        wider = [] if selection.everywhere else ["a looks through all days (Tab, while you type)."]
        return "\n".join(["Nothing matches.", *wider, "Esc clears the search."])
    if selection.category is not None:
        return f"No papers in {selection.category} here.\n}} goes to the next category."
    if selection.place is Shelf.BOOKMARKS:
        return "No bookmarks yet.\nb on a paper keeps it here."
    if reading:
        return "Reading…"
    if selection.place is Shelf.UNREAD:
        return "Everything is read.\ngn goes to the newest day, gb to the bookmarks."
    if isinstance(selection.place, Day):
        return "No papers on this day.\n[ and ] go to other days.\n! says what was wrong with the files."
    return "No papers here.\n! says what was wrong with the files.\nO opens another folder."
