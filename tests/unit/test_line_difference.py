"""Which lines are new, in linear time."""

from hypothesis import given
from hypothesis import strategies as st

from digest_tui.line_difference import difference

lines = st.lists(st.sampled_from("abcd "))


def test_what_was_changed_stands_below_what_it_was() -> None:
    before = ["---", "tags: [a]", "rating: 3", "---", "", "old"]
    after = ["---", "tags: [a, b]", "rating: 3", "mine: x", "---", "", "old", "new"]
    assert ["".join(one) for one in difference(before, after)] == [
        " ---",
        "-tags: [a]",
        "+tags: [a, b]",
        " rating: 3",
        "+mine: x",
        " ---",
        " ",
        " old",
        "+new",
    ]


@given(lines, lines)
def test_both_texts_can_be_had_back(before: list[str], after: list[str]) -> None:
    made = list(difference(before, after))
    assert [one.text for one in made if one.sign != "-"] == after
    assert [one.text for one in made if one.sign != "+"] == before


@given(lines)
def test_nothing_differs_from_itself(text: list[str]) -> None:
    assert {one.sign for one in difference(text, text)} <= {" "}
