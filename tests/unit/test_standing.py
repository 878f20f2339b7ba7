"""Standing queries: what they find is what a search finds, and each is asked once."""

from datetime import date

import pytest

from digest_parsers import patterns, standing
from digest_parsers.model import Digest
from digest_parsers.query import parse_query
from digest_parsers.search import NoFacts, SearchIndex
from digest_parsers.standing import StandingQueries
from invented import digest, entry
from stored import stored

QUERIES = ("title:agent", "cat:cs.LG", "/age.t/", "is:read OR tag:rl", "虚构 -title:agent")
DAY = date(2026, 1, 5)


class Reading(NoFacts):
    """Facts of a user who reads meanwhile."""

    def __init__(self) -> None:
        self.read: set[str] = set()

    def is_unread(self, arxiv_id: str) -> bool:
        return arxiv_id not in self.read


def made_up() -> Digest:
    titles = ("An agent", "Nothing", "Agents of nothing")
    return digest(DAY, [entry(f"2601.0000{n}", title) for n, title in enumerate(titles)])


def asked(digest: Digest, facts: NoFacts, index: SearchIndex | None = None) -> StandingQueries:
    queries = StandingQueries([parse_query(query) for query in QUERIES], index or SearchIndex(), facts)
    steps = list(queries.look(digest))
    assert len(steps) == len(QUERIES), "the caller can do other work after each"
    return queries


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("apart", [False, True])
def test_what_they_find_is_what_a_search_finds(kept: bool, apart: bool) -> None:
    one = stored(made_up()) if kept else made_up()
    facts = Reading()
    facts.read = {"2601.00001"}
    found = asked(one, facts).finding(one, tuple(one.entries) if apart else one.entries, range(3))
    expected: dict[int, tuple[int, ...]] = {}
    for number, query in enumerate(QUERIES):
        (hits,) = SearchIndex().search(parse_query(query), [one], facts)
        for at in hits.entries:
            expected[at] = (*expected.get(at, ()), number)
    assert found == expected == {0: (0, 2), 1: (3, 4), 2: (0, 2)}


def test_each_is_asked_once_and_again_only_when_the_answer_may_be_another() -> None:
    one, facts = made_up(), Reading()
    queries = asked(one, facts)
    assert queries.knows(one)
    assert list(queries.look(one)) == []
    facts.read = {"2601.00000"}
    queries.ask_again()
    assert not queries.knows(one)
    assert len(list(queries.look(one))) == 1, "the one that asks what was read"
    assert queries.finding(one, one.entries, [0]) == {0: (0, 2, 3)}
    queries.forget(one.path)
    assert len(list(queries.look(one))) == len(QUERIES)


def test_days_of_one_file_do_not_push_each_other_out() -> None:
    one, other = made_up(), made_up()
    queries = asked(one, Reading())
    list(queries.look(other))
    assert queries.knows(one)
    assert queries.knows(other)


def test_an_expression_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_TIME_LIMIT", 0.0)
    queries = StandingQueries([parse_query("/x+y/"), parse_query("agent")], SearchIndex(), NoFacts())
    digests = [made_up() for _ in range(patterns.MOST_STOPS)]
    for number, one in enumerate(digests):
        assert queries.given_up == set(), number
        list(queries.look(one))
    assert queries.given_up == {0}
    assert queries.finding(digests[0], digests[0].entries, range(3)) == {0: (1,), 2: (1,)}
