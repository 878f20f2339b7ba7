"""The session: what a selection shows, and what it costs."""

from datetime import date

import pytest

from digest_parsers.library import Library
from digest_parsers.outline import key_of
from digest_parsers.query import parse_query
from digest_parsers.rows import Rows
from digest_tui.gathering import SCREENFUL, view_of, views_of
from digest_tui.marks import Marks
from digest_tui.session import Session
from digest_tui.state import Day, Saved, Scope, Selection, Shelf
from invented import appearance, digest, entry, loaded

NEW, OLD = date(2026, 1, 5), date(2026, 1, 3)


@pytest.fixture
def session() -> Session:
    new = digest(
        NEW, [entry("1", "Alpha", categories=("cs.AI", "cs.LG")), entry("2", "Beta", categories=("stat.ML",))]
    )
    old = digest(OLD, [entry("1", "Alpha"), entry("3", "Gamma", categories=("cs.LG",))])
    session = Session(marks=Marks({key_of("2")}, {"9": appearance(entry("9", "Kept, digest gone"))}))
    session.add(loaded(new, old))
    return session


def test_an_empty_library_that_is_given_is_the_one_that_is_looked_at() -> None:
    given = Library()
    assert Session(given).library is given


def test_a_mark_has_only_the_days_of_its_paper_counted_again(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, counted = Session.unread_in, list[int]()

    def counting(self: Session, rows: Rows) -> int:
        counted.append(len(rows))
        return real(self, rows)

    monkeypatch.setattr(Session, "unread_in", counting)
    assert (session.unread_total(), dict(session.unread_by_day())) == (2, {NEW: 1, OLD: 2})
    counted.clear()
    for papers, state, total, days, again in (
        (["3"], "read", 1, {NEW: 1, OLD: 1}, 1),
        (["3", "nowhere"], "skipped", 1, {NEW: 1, OLD: 1}, 0),
        (["1"], "read", 0, {NEW: 0, OLD: 0}, 2),
        (["2", "3"], "unread", 2, {NEW: 1, OLD: 1}, 2),
    ):
        session.mark(papers, state)
        assert (session.unread_total(), dict(session.unread_by_day())) == (total, days)
        assert len(counted) == again
        counted.clear()


def _ids(session: Session, selection: Selection) -> list[str]:
    return [one.entry.arxiv_id for one in view_of(session, selection).rows]


def _found(session: Session, selection: Selection) -> list[str]:
    *_, last = views_of(session, selection, parse_query(selection.query))
    assert last is not None
    assert last.finished
    return [one.entry.arxiv_id for one in last.rows]


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(Day(NEW)), ["1", "2"]),
        (Selection(Shelf.ALL), ["1", "2", "3"]),
        (Selection(Shelf.UNREAD), ["1", "3"]),
        (Selection(Shelf.BOOKMARKS), ["9"]),
        (Selection(Day(NEW), "cs.AI"), ["1"]),
        (Selection(Day(NEW), "cs.LG"), []),
        (Selection(Day(NEW), "cs.LG", cross_lists=True), ["1"]),
        (Selection(Day(NEW), "Statistics"), ["2"]),
        (Selection(Day(date(2020, 1, 1))), []),
    ],
)
def test_what_a_selection_shows(session: Session, selection: Selection, ids: list[str]) -> None:
    assert _ids(session, selection) == ids


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(Day(NEW), query="gamma"), []),
        (Selection(Day(NEW), query="gamma", scope=Scope.EVERYWHERE), ["3"]),
        (Selection(Shelf.ALL, query="alpha"), ["1"]),
        (Selection(Shelf.UNREAD, query="beta"), []),
        (Selection(Shelf.BOOKMARKS, query="kept"), ["9"]),
        (Selection(Shelf.BOOKMARKS, query="alpha"), []),
        (Selection(Shelf.ALL, query="is:repeated"), ["1"]),
        (Selection(Shelf.ALL, "cs.LG", query="a"), ["3"]),
    ],
)
def test_what_a_search_finds(session: Session, selection: Selection, ids: list[str]) -> None:
    assert _found(session, selection) == ids


def test_hits_are_counted_per_day_only_when_all_days_are_searched(session: Session) -> None:
    *_, wide = views_of(session, Selection(Shelf.ALL, query="alpha"), parse_query("alpha"))
    *_, narrow = views_of(session, Selection(Day(NEW), query="alpha"), parse_query("alpha"))
    assert wide is not None and wide.days == {NEW: 1, OLD: 1}
    assert narrow is not None and narrow.days is None


def test_a_smart_folder_is_no_search_whose_hits_are_counted_per_day(session: Session) -> None:
    folder = Selection(Saved("alphas"), scope=Scope.EVERYWHERE)
    *_, shown = views_of(session, folder, parse_query("alpha"))
    assert shown is not None and len(shown.rows) == 1 and shown.days is None


def test_a_search_can_be_stopped_between_any_two_digests(session: Session) -> None:
    steps = list(views_of(session, Selection(Shelf.ALL, query="alpha"), parse_query("alpha")))
    assert len(steps) == 3
    assert [step is None for step in steps] == [True, True, False]


def test_the_first_screenful_is_shown_before_the_search_ends() -> None:
    session = Session()
    many = digest(NEW, [entry(str(n), "same") for n in range(SCREENFUL)])
    session.add(loaded(many, digest(OLD, [entry("x", "same")])))
    first, second, last = views_of(session, Selection(Shelf.ALL, query="same"), parse_query("same"))
    assert first is not None and not first.finished and len(first.rows) == SCREENFUL
    assert second is None
    assert last is not None and len(last.rows) == SCREENFUL + 1


def test_unread_is_counted_by_paper_on_every_day(session: Session) -> None:
    assert (session.unread_on(NEW), session.unread_on(OLD), session.unread_total()) == (1, 2, 2)
    session.mark(["1"], "read")
    assert (session.unread_on(NEW), session.unread_on(OLD), session.unread_total()) == (0, 1, 1)
    assert session.unread_by_day() == {NEW: 0, OLD: 1}
    session.mark(["1", "2"], "unread")
    assert session.unread_total() == 3


def test_the_unread_of_a_search_are_those_at_its_end(session: Session) -> None:
    steps = views_of(session, Selection(Shelf.ALL, query="a"), parse_query("a"))
    assert next(steps) is None
    session.mark(["1"], "read")
    *_, last = steps
    assert last is not None
    assert (len(last.rows), last.unread) == (3, 1)


def test_the_rows_of_a_search_are_not_gone_through_again_at_its_end(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    count = Rows.count_in

    def noted(rows: Rows, keys: set[int]) -> int:
        counted.append(len(rows))
        return count(rows, keys)

    monkeypatch.setattr(Rows, "count_in", noted)
    *_, last = views_of(session, Selection(Shelf.ALL, query="a"), parse_query("a"))
    assert last is not None
    assert sum(counted) == len(last.rows) == 3


def test_a_file_that_is_gone_takes_its_papers_along(session: Session) -> None:
    session.remove([f"/invented/{NEW}.md"])
    assert _ids(session, Selection(Shelf.ALL)) == ["1", "3"]
    assert not session.is_repeated("1")


def test_sections_become_fields_as_files_come_in(session: Session) -> None:
    assert "method" in session.section_keys()
    assert "limits" not in session.section_keys()
    from digest_parsers.model import Section

    session.add(loaded(digest(date(2026, 1, 9), [entry("7", sections=(Section("limits", "Limits", "x"),))])))
    assert "limits" in session.section_keys()
