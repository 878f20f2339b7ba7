"""Papers picked one by one and in ranges; and the ids that rows know without reading an entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.outline import id_of, key_of
from digest_parsers.rows import Rows
from digest_tui.picks import Picks
from invented import appearance, entry

IDS = ["2601.00001", "2601.00002", "2601.00003", "0704.0001", "astro-ph/9605151", "10.1101/2026.01.02.3"]


def _rows(ids: list[str]) -> Rows:
    return Rows.of([appearance(entry(one)) for one in ids])


@given(st.from_regex(r"[0-9]{4}\.[0-9]{4,5}", fullmatch=True))
def test_a_key_of_a_new_id_can_be_read_back(arxiv_id: str) -> None:
    assert id_of(key_of(arxiv_id)) == arxiv_id


@pytest.mark.parametrize("arxiv_id", ["astro-ph/9605151", "10.1101/2026.01.02.3", "2601.1"])
def test_a_key_of_any_other_id_cannot(arxiv_id: str) -> None:
    assert id_of(key_of(arxiv_id)) is None


def test_rows_know_the_ids_of_their_papers() -> None:
    rows = _rows(IDS)
    assert list(rows.ids()) == IDS == [rows.id(number) for number in range(len(IDS))]


def test_picking_twice_puts_back_and_the_order_is_that_of_picking() -> None:
    rows, picks = _rows(IDS), Picks()
    for number in (4, 0, 2, 0):
        picks.toggle(rows, number)
    assert picks.ids() == (IDS[4], IDS[2])
    assert [one.entry.arxiv_id for one in picks.appearances()] == [IDS[4], IDS[2]]
    assert rows.key(4) in picks
    assert rows.key(0) not in picks


def test_a_range_follows_the_cursor_both_ways_and_keeps_what_was_picked_before() -> None:
    rows, picks = _rows(IDS), Picks()
    picks.toggle(rows, 5)
    picks.begin_range(rows, 2)
    for cursor in (3, 4, 1):
        picks.reach(rows, cursor)
    assert picks.ids() == (IDS[5], IDS[2], IDS[1])
    picks.end_range()
    picks.reach(rows, 0)
    assert len(picks) == 3
    picks.clear()
    assert not picks


def test_a_range_ends_where_its_list_ends_and_picks_outlive_lists() -> None:
    rows, others, picks = _rows(IDS[:3]), _rows(IDS[3:]), Picks()
    picks.begin_range(rows, 0)
    picks.reach(rows, 1)
    picks.reach(others, 2)
    assert not picks.in_range
    picks.toggle(others, 0)
    assert picks.ids() == (*IDS[:2], IDS[3])
