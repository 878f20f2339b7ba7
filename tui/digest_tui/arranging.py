"""How the papers of a view are put: what is watched first, under headings, what is muted last."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from digest_parsers.model import Digest, Entry
from digest_parsers.ordering import NO_CATEGORY, categories_of
from digest_parsers.orders import Order
from digest_parsers.rows import Rows
from digest_tui.state import Saved, Selection, among_bookmarks

if TYPE_CHECKING:
    from digest_tui.state import View
    from digest_tui.watchlist import Watchlist


def arranged(view: "View", selection: Selection, watchlist: "Watchlist | None") -> "Iterator[View | None]":
    """A view with its papers where they belong.

    Args:
        view: The papers in the order that was asked for.
        selection: What is looked at.
        watchlist: The watches and mutes, if there are any.

    Yields:
        None after each part of the work; at the end the view. Before it, where watches and mutes have to be
        looked for, the view without them, unfinished unless nothing but signs is missing.
    """
    if watchlist is not None and view.finished:
        searched = selection.searching or isinstance(selection.place, Saved)
        in_place = searched or among_bookmarks(selection.place)
        if not watchlist.knows(view.rows):
            for one in _grouped(view, selection):
                yield one and one._replace(finished=in_place)
        first = selection.watched_first and not in_place
        for dealt in watchlist.deal(view.rows, first=first, fold=not in_place):
            if dealt is None:
                yield None
            else:
                view = view._replace(**dealt._asdict())
    yield from _grouped(view, selection)


def _grouped(view: "View", selection: Selection) -> "Iterator[View | None]":
    """A view with its papers under their primary categories, if that is wanted."""
    if not (selection.grouped or view.order is Order.CATEGORY):
        yield view
        return

    def parts_of(digest: Digest, entries: Sequence[Entry], offsets: Sequence[int]) -> Sequence[str]:
        del digest
        return categories_of(entries, offsets)

    for dealt in view.seen.parted(parts_of):
        if dealt is None:
            yield None
            continue
        put = Rows()
        for category in sorted(dealt):
            put.extend(dealt[category])
        put.extend(view.aside)
        groups = [("" if one == NO_CATEGORY else one, len(dealt[one])) for one in sorted(dealt)]
        yield view._replace(rows=put, groups=tuple(groups))
