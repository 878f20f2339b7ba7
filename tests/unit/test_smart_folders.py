"""Saved searches as places: what they count is what a search finds, and nothing is asked twice."""

from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from digest_parsers.errors import QueryError
from digest_parsers.model import Digest
from digest_parsers.query import NOTHING, Query, both, parse_query
from digest_parsers.search import Facts, Hits, SearchIndex
from digest_tui.gathering import views_of
from digest_tui.saved_search import Kind, SavedSearch
from digest_tui.session import Session
from digest_tui.state import Saved, Selection
from invented import digest, entry, loaded

AGENTS = SavedSearch("agents", "title:agent")
WATCH = SavedSearch("of my field", "cat:cs.LG", Kind.WATCH)
UNREAD = SavedSearch("to do", "is:unread title:agent")
MUTED = SavedSearch("noise", "title:nothing", Kind.MUTE)
BROKEN = SavedSearch("broken", "day:nonsense", line=7)
ALL = (AGENTS, WATCH, UNREAD, MUTED, BROKEN)

NEW, OLD = date(2026, 1, 5), date(2026, 1, 3)


@pytest.fixture
def session() -> Session:
    made = Session()
    new = [entry("2601.00001", "An agent"), entry("2601.00002", "Nothing", categories=("cs.LG",))]
    old = [entry("2601.00001", "An agent"), entry("2601.00003", "Agents of nothing", categories=("cs.LG",))]
    made.add(loaded(digest(NEW, new), digest(OLD, old)))
    made.smart_folders.know(ALL)
    return made


def figures(session: Session) -> dict[str, tuple[int | None, int | None]]:
    return {one.name: session.found_by(one) for one in session.smart_folders.places}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries that are asked of digests, each as often as it is."""
    queries: list[str] = []
    real = SearchIndex.search

    def search(
        self: SearchIndex, query: Query, digests: Iterable[Digest], facts: Facts, *, time_limit: float
    ) -> Iterator[Hits]:
        queries.append(query.text)
        return real(self, query, digests, facts, time_limit=time_limit)

    monkeypatch.setattr(SearchIndex, "search", search)
    return queries


def test_papers_are_counted_once_wherever_they_stand(session: Session) -> None:
    assert set(figures(session).values()) == {(None, None)}
    steps = list(session.smart_folders.count())
    assert len(steps) >= 2 * 3, "the caller can do other work after each digest and query"
    expected = {"agents": (2, 2), "of my field": (2, 2), "to do": (2, 2), "broken": (None, None)}
    assert figures(session) == expected
    for one in (AGENTS, WATCH):
        *_, view = views_of(session, Selection(Saved(one.name)), parse_query(one.query))
        assert view is not None and len(view.rows) == expected[one.name][0]
    assert session.smart_folders.broken == {"broken"}
    assert "is not a day" in session.smart_folders.wrong_with(BROKEN)


def test_what_has_been_asked_is_remembered(session: Session, asked: list[str]) -> None:
    list(session.smart_folders.count())
    assert len(asked) == 2 * 3
    asked.clear()
    list(session.smart_folders.count())
    assert set(asked) == {UNREAD.query}, "the answer depends on what the user does"
    asked.clear()
    session.add(loaded(digest(date(2026, 1, 7), [entry("2601.00004", "A third agent")], path="new.md")))
    list(session.smart_folders.count())
    assert sorted(asked) == sorted([AGENTS.query, WATCH.query, *[UNREAD.query] * 3])
    assert figures(session)["agents"] == (3, 3)
    session.remove(["new.md"])
    list(session.smart_folders.count())
    assert figures(session)["agents"] == (2, 2)


def test_reading_changes_what_is_unread_without_counting_anew(session: Session) -> None:
    list(session.smart_folders.count())
    assert session.smart_folders.changes_with_marks()
    session.mark(["2601.00001"], "read")
    assert figures(session)["agents"] == (2, 1)
    list(session.smart_folders.count())
    assert figures(session)["to do"] == (1, 1)


def test_figures_stay_while_other_searches_change(session: Session) -> None:
    list(session.smart_folders.count())
    renamed = SavedSearch("agents", "title:agents")
    session.smart_folders.know((renamed, WATCH))
    assert figures(session) == {"agents": (None, None), "of my field": (2, 2)}
    assert not session.has(Saved("to do")) and session.has(Saved("of my field"))
    assert session.smart_folders.at(Saved("agents")) == renamed


def test_two_queries_are_asked_together() -> None:
    one, other = parse_query("a OR b sort:day"), parse_query("title:c")
    together = both(one, other)
    assert together.tree == parse_query("(a OR b) title:c").tree
    assert together.highlights == (*one.highlights, *other.highlights)
    assert together.order is one.order
    assert both(one, parse_query("sort:title")).tree == one.tree
    assert both(parse_query(""), parse_query("")).tree is None


def test_nothing_finds_nothing() -> None:
    one = digest(NEW, [entry("2601.00001", "An agent")])
    assert [list(hits.entries) for hits in SearchIndex().search(NOTHING, [one], Session())] == [[]]


def test_a_search_that_cannot_be_understood_is_refused(session: Session) -> None:
    with pytest.raises(QueryError):
        session.smart_folders.query_of(BROKEN)
