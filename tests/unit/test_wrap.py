"""Line breaking: widths, line-start rules, and nothing lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from digest_tui.wrap import NO_END, NO_START, fit, wrap

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("ab 的与中，。（）“”、A1.5%-\n…👍é")),
        st.characters(codec="utf-8", exclude_categories=["C", "M", "Z"]),
    )
)


def _lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("", 10, [""]),
        ("a\n\nb", 10, ["a", "", "b"]),
        ("中文论文日报", 6, ["中文论", "文日报"]),
        ("中文，论文", 4, ["中", "文，", "论文"]),
        ("他说（好）", 6, ["他说", "（好）"]),
        ("使用BERT模型", 6, ["使用", "BERT模", "型"]),
        ("supercalifragilistic", 8, ["supercal", "ifragili", "stic"]),
        ("well-known fact", 10, ["well-known", "fact"]),
    ],
)
def test_where_lines_are_broken(text: str, width: int, lines: list[str]) -> None:
    assert _lines(text, width) == lines


@given(TEXTS, st.integers(2, 40))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in _lines(text, width))


@given(TEXTS, st.integers(1, 40))
def test_only_spaces_are_left_out_and_the_order_is_kept(text: str, width: int) -> None:
    spans = wrap(text, width)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "".join("".join(_lines(text, width)).split()) == "".join(text.split())


@given(st.text(alphabet="的与中文论，。；：）」（「《", min_size=1), st.integers(12, 40))
def test_no_line_begins_or_ends_with_the_wrong_mark(text: str, width: int) -> None:
    lines = _lines(text, width)
    # A run of marks longer than a line has to be broken somewhere.
    if not any(cell_len(run) > width - 2 for run in _runs_of_marks(text)):
        assert not any(line[:1] in NO_START for line in lines[1:])
        assert not any(line[-1:] in NO_END for line in lines[:-1])


def _runs_of_marks(text: str) -> list[str]:
    return "".join(one if one in NO_START + NO_END else " " for one in text).split()


@given(TEXTS.filter(lambda text: "\n" not in text), st.integers(1, 60))
def test_fit_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("abc", 5, "abc  "),
        ("abcdef", 4, "abc…"),
        ("论文日报", 6, "论文… "),
        ("论文", 4, "论文"),
        ("x", 0, ""),
    ],
)
def test_fit(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


@pytest.mark.parametrize(
    "sign", ["⛹🏻\u200d♂\ufe0f", "🕵🏾\u200d♀\ufe0f", "❤\ufe0f\u200d🔥", "👩\u200d👩\u200d👧", "👍🏽"]
)
def test_a_joined_sign_is_never_torn(sign: str) -> None:
    text = sign * 4
    assert [text[start:end] for start, end in wrap(text, 2)] == [sign] * 4
    assert fit(text, 5) == f"{sign}{sign}…"


@pytest.mark.parametrize("text", ["A \u200d", "A \u200d \u200d and more", "\u200d" * 9])
@pytest.mark.parametrize("width", [1, 2, 3, 5, 8])
def test_a_joiner_without_a_partner_swallows_no_column(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
