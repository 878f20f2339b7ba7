"""The orders of papers: what comes first, and that nothing is lost or moved without need."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.model import Digest, Entry, Section
from digest_parsers.ordering import in_order
from digest_parsers.orders import Order
from digest_parsers.query import parse_query
from digest_parsers.rows import Rows
from digest_parsers.search import NoFacts, SearchIndex
from stored import stored


class ReadSecond(NoFacts):
    def is_unread(self, arxiv_id: str) -> bool:
        return not arxiv_id.endswith("2")


def entry(number: int, title: str, score: float | None, category: str, tldr: str = "") -> Entry:
    sections = (Section("tldr", "TL;DR", tldr),) if tldr else ()
    return Entry(f"2602.0000{number}", title, number, categories=(category,), score=score, sections=sections)


NEW = Digest(
    "new.md",
    "made-up",
    (
        entry(1, "beta tides", 10, "cs.LG", "about plankton"),
        entry(2, "Alpha plankton", None, "cs.AI"),
        entry(3, "gamma", 30, "cs.AI", "plankton"),
    ),
    date(2026, 2, 3),
)
OLD = Digest(
    "old.md", "made-up", (entry(4, "delta", 20, "math.CO"), entry(5, "Beta", 30, "cs.AI")), date(2026, 2, 2)
)


def listed(order: Order, digests: Sequence[Digest] = (NEW, OLD), query: str = "") -> list[str]:
    rows = Rows()
    for digest in digests:
        rows.add(digest, range(len(digest.entries)))
    *steps, last = in_order(rows, order, parse_query(query), SearchIndex(), ReadSecond())
    assert steps == [None] * len(steps)
    assert last is not None
    return [one.entry.arxiv_id[-1] for one in last]


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize(
    ("order", "query", "ids"),
    [
        (Order.FILE, "", "12345"),
        (Order.DAY, "", "12345"),
        (Order.SCORE, "", "35412"),
        (Order.TITLE, "", "25143"),
        (Order.CATEGORY, "", "23514"),
        (Order.UNREAD, "", "13452"),
        (Order.RELEVANCE, "plankton", "21345"),
        (Order.RELEVANCE, "plankton -tides variants:on", "21345"),
        (Order.RELEVANCE, "title:beta OR gamma", "13524"),
        (Order.RELEVANCE, "/plank/", "12345"),
    ],
)
def test_orders(order: Order, query: str, ids: str, kept: bool) -> None:
    digests = [stored(NEW), stored(OLD)] if kept else [NEW, OLD]
    assert "".join(listed(order, digests, query)) == ids


def test_papers_of_the_newest_day_come_first_whatever_came_in_first() -> None:
    assert "".join(listed(Order.DAY, (OLD, NEW))) == "12345"


def test_rows_without_their_digest_are_sorted_like_others() -> None:
    rows = Rows()
    for digest in (NEW, OLD):
        rows.add(digest, range(len(digest.entries)))
    snapshots = Rows.of(list(rows))
    for order in Order:
        query = parse_query("plankton")
        (*_, one), (*_, other) = (
            in_order(each, order, query, SearchIndex(), ReadSecond()) for each in (rows, snapshots)
        )
        assert one == other, order


@given(st.lists(st.integers(0, 4), max_size=4), st.integers(0, 20))
def test_rows_cut_in_two_are_the_rows(sizes: list[int], number: int) -> None:
    rows = Rows()
    for at, size in enumerate(sizes):
        entries = tuple(entry(n, f"{at} {n}", None, "cs.AI") for n in range(size))
        rows.add(Digest(f"{at}.md", "made-up", entries), range(size))
    every = list(rows)
    assert (list(rows.head(number)), list(rows.tail(number))) == (every[:number], every[number:])
    assert list(rows) == every


@given(st.lists(st.lists(st.sampled_from([None, 1.0, 2.0]), max_size=5), max_size=4))
def test_sorting_by_score_is_stable_and_loses_nothing(scores: list[list[float | None]]) -> None:
    rows = Rows()
    for number, of_digest in enumerate(scores):
        entries = tuple(entry(at, f"{number}", score, "cs.AI") for at, score in enumerate(of_digest))
        rows.add(Digest(f"{number}.md", "made-up", entries), range(len(entries)))
    (*_, found) = in_order(rows, Order.SCORE, None, SearchIndex(), NoFacts())
    assert found is not None
    expected = sorted(
        rows, key=lambda one: -1.0 if one.entry.score is None else one.entry.score, reverse=True
    )
    assert list(found) == expected
