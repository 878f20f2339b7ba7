"""Folding and the way back to the original text."""

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.fold import find_spans, fold, fold_lines

#: Characters that fold in every awkward way: growing, shrinking, joining, reordering, plain.
AWKWARD = "aAbßİıﬁǰΐΣςKÅé\u0301\u0323\u0344\u0958각ᄀ\u1161\u11a8中文𝒜 \n\t\u00a0\u3000\u00ad"

texts = st.one_of(st.text(alphabet=AWKWARD, max_size=30), st.text(max_size=30))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Deep LEARNING", "deep learning"),
        ("Straße", "strasse"),
        ("ﬁne", "fine"),
        ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
        ("e\u0301", "é"),
        ("É", "é"),
        ("深度学习", "深度学习"),
        ("one\ntwo\tthree", "one two three"),
        ("é\u00a0中\u3000文\n", "é 中 文 "),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def folded_by_the_book(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).casefold()
    for blank in "\n\t\u00a0\u3000":
        folded = folded.replace(blank, " ")
    return folded


@given(texts)
def test_folding_is_normalising_and_case_folding(text: str) -> None:
    assert fold(text) == folded_by_the_book(text)


def test_every_character_is_normalised_that_can_be() -> None:
    for one in map(chr, range(sys.maxunicode + 1)):
        if not unicodedata.category(one).startswith("C"):
            assert fold(f"a{one}") == folded_by_the_book(f"a{one}"), f"U+{ord(one):04X}"


@given(st.lists(texts, max_size=5))
def test_lines_are_folded_one_by_one(lines: list[str]) -> None:
    lines = [line.replace("\n", "") for line in lines]
    assert fold_lines("\n".join(lines)) == "\n".join(map(fold, lines))


@pytest.mark.parametrize(
    ("text", "needles", "spans"),
    [
        ("Attention is all", ["attention"], [(0, 9)]),
        ("Attention is all", ["all", "at"], [(0, 2), (13, 16)]),
        ("no such thing", ["absent"], []),
        ("anything", [], []),
        ("anything", [""], []),
        ("", ["a"], []),
        ("banana", ["ana"], [(1, 6)]),
        ("量子量子", ["量子"], [(0, 2), (2, 4)]),
        ("deep learning", ["deep learn", "learning"], [(0, 13)]),
        ("deep\nlearning", ["deep learning"], [(0, 13)]),
        ("Straße!", ["strasse"], [(0, 6)]),
        ("Straße!", ["s"], [(0, 1), (4, 5)]),
        ("Straße!", ["e!"], [(5, 7)]),
        ("ﬁne ﬁt", ["it"], [(4, 6)]),
        ("İX", ["x"], [(1, 2)]),
        ("Rene\u0301 B", ["é"], [(3, 5)]),
        ("Rene\u0301 B", ["b"], [(6, 7)]),
        ("ße\u0301x", ["é"], [(1, 3)]),
        ("ᄀ\u1161\u11a8ᄀ", ["각"], [(0, 3)]),
    ],
)
def test_find_spans(text: str, needles: list[str], spans: list[tuple[int, int]]) -> None:
    assert find_spans(text, needles) == spans


def test_everything_that_unicode_composes_is_one_character() -> None:
    for character in filter(unicodedata.decomposition, map(chr, range(sys.maxunicode + 1))):
        pieces = unicodedata.normalize("NFD", character)
        if len(pieces) > 1 and unicodedata.normalize("NFC", pieces) == character:
            text = f"{pieces}!"
            assert find_spans(text, [fold(character)]) == [(0, len(pieces))], hex(ord(character))
            assert find_spans(text, ["!"]) == [(len(pieces), len(text))], hex(ord(character))


@given(texts)
def test_folded_text_holds_no_line_feed(text: str) -> None:
    assert "\n" not in fold(text)


@given(texts, texts)
def test_folding_is_independent_across_a_line_feed(one: str, two: str) -> None:
    assert fold(f"{one}\n{two}") == f"{fold(one)} {fold(two)}"


@given(texts, st.lists(st.text(alphabet=AWKWARD, min_size=1, max_size=3).map(fold), max_size=3))
def test_spans_cover_what_folds_to_a_needle(text: str, needles: list[str]) -> None:
    spans = find_spans(text, needles)
    assert bool(spans) == any(needle in fold(text) for needle in needles)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert any(needle in fold(text[start:end]) for needle in needles)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@given(texts, st.data())
def test_every_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    end = data.draw(st.integers(start, len(folded)))
    needle = folded[start:end]
    assert bool(find_spans(text, [needle])) == bool(needle)
