"""The table of words: what it says of a needle is never too little, and exact where it says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.words import MOST_ENTRIES, Needle, Numbers, Words, list_words

TEXTS = ["deep learning-based nets", "learn to\nlearn 学习ing", "a re-learned b2b é1", "图learning图"]


def of(needle: str, texts: list[str]) -> set[int] | None:
    return list_words([text.encode() for text in texts]).entries_for(Needle(needle))


@pytest.mark.parametrize(
    ("needle", "entries", "exact"),
    [
        ("learning", {0, 3}, True),
        ("earn", {0, 1, 2, 3}, True),
        ("2", {2}, False),
        ("absent", set(), True),
        ("learning-based", {0}, False),
        ("learn to", {1}, False),
        ("n to", {1}, False),
        ("to learn", {1}, False),
        ("arn to", {1}, False),
        ("re-learn", {2}, False),
        ("deep b2b", set(), False),
        ("习ing", {1}, False),
        ("图learning", {3, 0}, False),
        ("学习", None, False),
        ("-", None, False),
        ("r", None, False),
    ],
)
def test_what_the_words_tell_of_a_needle(needle: str, entries: set[int] | None, exact: bool) -> None:
    expected = None if needle == "2" else entries  # one letter or digit may be part of too many words
    assert of(needle, TEXTS) == expected
    assert Needle(needle).exact == exact


def test_a_part_of_very_many_words_tells_nothing() -> None:
    texts = [" ".join(f"x{number}y" for number in range(100)), "none of them"]
    assert of("x9y", texts) == {0}
    assert of("x1", texts) == {0}
    texts = [f"x{number}y" for number in range(300)]
    assert of("x1y", texts) == {1}
    assert of("x299y", texts) == {299}
    assert list_words([text.encode() for text in texts]).entries_with(b"x") is None


def test_every_word_of_a_long_list_is_found_where_it_is() -> None:
    texts = [f"{'x' * (number % 7)}y{number} also" for number in range(100)]
    words = list_words([text.encode() for text in texts])
    listed, numbers = words.listed, Numbers.unpacked(words.numbers.packed())
    for number in range(100):
        at = listed.index(f"y{number}\n".encode())
        assert numbers.entries_at(listed, at) == bytes([number])


def test_more_entries_than_can_be_numbered_have_no_table() -> None:
    with pytest.raises(ValueError, match="too many"):
        list_words([b"a"] * (MOST_ENTRIES + 1))


texts = st.lists(st.text("ab1 -\né学", max_size=12), max_size=5)


@given(texts, st.text("ab1 -é学", min_size=1, max_size=5))
def test_no_entry_with_the_needle_is_left_out(texts: list[str], needle: str) -> None:
    holding = {number for number, text in enumerate(texts) if needle in text}
    told = of(needle, texts)
    assert told is None or holding <= told
    if told is not None and Needle(needle).exact:
        assert holding == told


@given(texts)
def test_numbers_come_back_from_bytes(texts: list[str]) -> None:
    words = list_words([text.encode() for text in texts])
    numbers = words.numbers
    again = Numbers.unpacked(numbers.packed())
    assert (list(again.starts), list(again.ends)) == (numbers.starts, numbers.ends)
    assert again.entries == numbers.entries
    assert isinstance(words, Words)
