"""Watches and mutes at work: what comes first, what comes last, and that nothing is lost."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.model import Section
from digest_parsers.orders import Order
from digest_parsers.query import parse_query
from digest_parsers.rows import Rows
from digest_parsers.search import NoFacts, SearchIndex
from digest_tui.gathering import SCREENFUL, view_of, views_of
from digest_tui.marks import Marks
from digest_tui.saved_search import Kind, SavedSearch
from digest_tui.session import Session
from digest_tui.state import Day, Selection, Shelf, View
from digest_tui.stepping import where_unread
from digest_tui.watchlist import Dealt, Watchlist
from invented import appearance, digest, entry, loaded

WATCH = SavedSearch("Agents", "title:agent", Kind.WATCH, "green")
OTHER = SavedSearch("Code", "title:code", Kind.WATCH)
MUTE = SavedSearch("Quantum", "title:quantum", Kind.MUTE)
NEW, OLD = date(2026, 1, 5), date(2026, 1, 3)
_GROUPS = (("cs.AI", 1), ("cs.LG", 2), ("", 1))


def _watchlist(*searches: SavedSearch) -> Watchlist:
    return Watchlist(searches, SearchIndex(), NoFacts(), sections=[], variants=False)


def _dealt(rows: Rows, *, first: bool = True, fold: bool = True) -> Dealt:
    *_, last = _watchlist(WATCH, OTHER, MUTE).deal(rows, first=first, fold=fold)
    assert last is not None
    return last


_TITLES = st.lists(
    st.sampled_from(["a study", "agent", "quantum", "quantum agent", "agent code"]), max_size=8
)


@given(st.lists(_TITLES, max_size=4), st.booleans(), st.booleans(), st.booleans())
def test_every_paper_stays_and_each_part_stays_in_order(
    titles: list[list[str]], first: bool, fold: bool, apart: bool
) -> None:
    rows, number = Rows(), 0
    for of_digest in titles:
        entries = [entry(f"2601.{number + at:05}", title) for at, title in enumerate(of_digest)]
        number += len(entries)
        rows.add(digest(NEW, entries, path=f"/{number}.md"), range(len(entries)))
    if apart:
        rows = Rows.of(list(rows))
    before = [one.entry.title for one in rows]
    watched = [title for title in before if "agent" in title]
    muted = [title for title in before if title == "quantum"] if fold else []
    between = [title for title in before if not (first and title in watched) and title not in muted]
    dealt = _dealt(rows, first=first, fold=fold)
    assert [one.entry.title for one in dealt.rows] == (watched if first else []) + between + muted
    assert (dealt.muted, dealt.muted_by) == (len(muted), (MUTE,) if muted else ())
    names = {
        one.entry.title: tuple(by.name for by in dealt.watched.get(dealt.rows.key(at), ()))
        for at, one in enumerate(dealt.rows)
    }
    assert all(
        found == tuple(name for name, word in (("Agents", "agent"), ("Code", "code")) if word in title)
        for title, found in names.items()
    )


def test_a_query_that_cannot_be_understood_is_told_and_the_others_count() -> None:
    bad = SavedSearch("Bad", "titel:x", Kind.WATCH)
    plain = SavedSearch("Plain", "(", Kind.SEARCH)
    watchlist = _watchlist(bad, WATCH, plain)
    assert list(watchlist.bad) == ["Bad", "Plain"]
    assert "titel" in watchlist.bad["Bad"].one_line()
    assert watchlist
    assert not _watchlist(plain, SavedSearch("Fine", "x"))


# --- what a selection shows


@pytest.fixture
def session() -> Session:
    new = digest(
        NEW,
        [
            entry("2601.00001", "A study", categories=("cs.LG",)),
            entry("2601.00002", "Quantum study", categories=("cs.AI",)),
            entry("2601.00003", "An agent", categories=("cs.LG",)),
            entry("2601.00004", "Quantum agents", categories=("cs.AI",)),
            entry("2601.00005", "No category", categories=()),
        ],
    )
    old = digest(OLD, [entry("2601.00006", "Quantum"), entry("2601.00001", "A study")])
    session = Session()
    session.add(loaded(new, old))
    session.searches = (WATCH, MUTE)
    return session


def _numbers(view: View) -> str:
    return "".join(arxiv_id[-1] for arxiv_id in view.rows.ids())


@pytest.mark.parametrize(
    ("selection", "numbers", "muted", "groups"),
    [
        (Selection(Day(NEW)), "34152", 1, ()),
        (Selection(Day(NEW), watched_first=False), "13452", 1, ()),
        (Selection(Shelf.ALL), "341526", 2, ()),
        (Selection(Day(NEW), grouped=True), "43152", 1, _GROUPS),
        (Selection(Day(NEW), order=Order.CATEGORY), "43152", 1, _GROUPS),
        (Selection(Day(NEW), None, True, order=Order.TITLE, grouped=True), "43152", 1, _GROUPS),
        (Selection(Day(NEW), "cs.AI"), "42", 1, ()),
        (Selection(Day(NEW), "cs.AI", grouped=True), "42", 1, (("cs.AI", 1),)),
    ],
)  # fmt: skip
def test_what_a_selection_shows(
    session: Session, selection: Selection, numbers: str, muted: int, groups: tuple[tuple[str, int], ...]
) -> None:
    view = view_of(session, selection)
    assert (_numbers(view), view.muted, view.groups) == (numbers, muted, groups)
    assert len(view.seen) + view.muted == len(view.rows)
    assert view.unread == len(view.seen), "what is muted does not wait to be read"


def test_a_search_finds_what_is_muted_where_it_stands(session: Session) -> None:
    selection = Selection(Day(NEW), query="quantum")
    *_, view = views_of(session, selection, parse_query(selection.query))
    assert view is not None
    assert (_numbers(view), view.muted) == ("24", 0)
    assert [by.name for found in view.watched.values() for by in found] == ["Agents"]


def test_bookmarks_are_marked_and_stay_where_they_are() -> None:
    kept = {key: appearance(entry(key, title)) for key, title in (("1", "Quantum"), ("2", "An agent"))}
    session = Session(marks=Marks(bookmarks=kept))
    session.searches = (WATCH, MUTE)
    view = view_of(session, Selection(Shelf.BOOKMARKS))
    assert (_numbers(view), view.muted, list(view.watched.values())) == ("12", 0, [(WATCH,)])


def test_what_is_there_is_shown_until_watches_have_been_looked_for(session: Session) -> None:
    def views() -> Iterator[View]:
        return (view for view in views_of(session, Selection(Day(NEW))) if view is not None)

    before, after = views()
    assert (_numbers(before), before.finished) == ("12345", False)
    assert (_numbers(after), after.finished) == ("34152", True)
    (again,) = views()
    assert _numbers(again) == "34152", "nothing has to be looked for any more"


def test_the_first_screenful_of_a_long_list_waits_for_no_watch() -> None:
    session = Session()
    for number in range(4):
        entries = [entry(f"26{number:02}.{at:05}", "An agent") for at in range(SCREENFUL)]
        session.add(loaded(digest(date(2026, 1, 1 + number), entries)))
    session.searches = (WATCH,)
    first, *_ = (view for view in views_of(session, Selection(Shelf.ALL)) if view is not None)
    assert (len(first.rows), first.watched, first.finished) == (SCREENFUL, {}, False)


def test_steps_to_what_is_unread_pass_a_day_that_has_only_muted_papers_left(session: Session) -> None:
    session.mark(["2601.00001"], "read")
    assert session.unread_on(OLD) == 1
    assert where_unread(Selection(Day(NEW)), session, [], 1) is None
    session.searches = ()
    assert where_unread(Selection(Day(NEW)), session, [], 1) == Selection(Day(OLD))


def test_what_a_watch_looks_for_is_marked_as_long_as_there_is_the_watch(session: Session) -> None:
    marked = session.sought_by((WATCH, WATCH))
    assert [(one.field, one.needle) for one in marked] == [("title", "agent")]
    session.searches = (MUTE,)
    assert session.sought_by((WATCH,)) == ()
    session.searches = ()
    assert session.sought_by((WATCH,)) == ()


def test_a_query_that_names_a_section_is_understood_once_a_digest_has_it(session: Session) -> None:
    session.searches = (SavedSearch("Novel", "novelty:great", Kind.WATCH),)
    assert view_of(session, Selection(Day(NEW))).watched == {}
    more = entry("2601.00009", "New", sections=(Section("novelty", "Novelty", "A great one."),))
    session.add(loaded(digest(date(2026, 1, 9), [more])))
    assert len(view_of(session, Selection(Day(date(2026, 1, 9)))).watched) == 1
