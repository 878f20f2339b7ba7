"""Where a query is found in a text, as it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.highlights import find_highlights
from digest_parsers.query import parse_query
from digest_parsers.variants import spellings, unify


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("learn", "Learn to LEARN", ["Learn", "LEARN"]),
        ("/le.rn/", "Learn to LEARN", ["Learn", "LEARN"]),
        ("/to .*$/ learn", "Learn to LEARN", ["Learn", "to LEARN"]),
        ("學習 variants:on", "学习与學習", ["学习", "學習"]),
        ("ａｂ variants:on", "AB ａｂ", ["AB", "ａｂ"]),
        ("學習", "学习与學習", ["學習"]),
        ("abstract:learn", "Learn", []),
        ("title:/l/", "Learn", ["L"]),
        ("-learn", "Learn", []),
        ("/^(a|aa)+$/", "a" * 100 + "!", []),
    ],
)
def test_what_is_marked_in_a_title(query: str, text: str, found: list[str]) -> None:
    spans = find_highlights(text, "title", parse_query(query).highlights)
    assert [text[start:end] for start, end in spans] == found


@given(st.text(max_size=20))
def test_unifying_keeps_every_place_and_is_done_once(text: str) -> None:
    unified = unify(text)
    assert len(unified) == len(text)
    assert unify(unified) == unified


@given(st.characters() | st.sampled_from("学學ａa，ｱア"))
def test_spellings_are_what_is_unified(character: str) -> None:
    unified = unify(character)
    assert character in spellings(unified)
    assert {unify(one) for one in spellings(unified)} == {unified}
