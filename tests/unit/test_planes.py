"""Text in two planes: it finds what the text itself has, and says when it cannot tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.planes import Planes, take_apart

#: Characters with equal low bytes, of one byte and of two units, and halves of such.
ALIKE = "aš火彫山\U0001f46b😀\n"


def of(needle: str, texts: list[str]) -> list[int] | None:
    planes = take_apart(text.encode() for text in texts)
    assert planes is not None
    return planes.entries_with(needle)


@pytest.mark.parametrize(
    ("needle", "entries"),
    [("火", [0, 2]), ("火山", [2]), ("山火", []), ("彫", [1]), ("😀", [3]), ("a", [0, 3]), ("\ud83d", None)],
)
def test_where_a_text_is(needle: str, entries: list[int] | None) -> None:
    assert of(needle, ["a火", "彫山", "大火山", "a😀", ""]) == entries


def test_half_a_character_has_no_planes() -> None:
    assert take_apart(["火".encode(), "\ud83d".encode("utf-8", "surrogatepass")]) is None


def test_high_bytes_are_fetched_only_for_what_may_be_found() -> None:
    planes = take_apart(["火山".encode()])
    assert planes is not None
    assert Planes(planes.bounds, planes.lows, pytest.fail).entries_with("水") == []


@given(st.lists(st.text(ALIKE, max_size=9), max_size=5), st.text(ALIKE.rstrip(), min_size=1, max_size=3))
def test_what_is_found_is_what_holds_it(texts: list[str], needle: str) -> None:
    texts = [f"{text}\n" for text in texts]
    assert of(needle, texts) == [number for number, text in enumerate(texts) if needle in text]
