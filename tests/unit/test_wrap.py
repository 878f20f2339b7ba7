"""Line breaking: widths, line-start rules, and nothing lost."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
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


_WITH_MARKS = rf"[{re.escape(NO_END)}]*[的与中文论]?[{re.escape(NO_START)}]*"


@example("）。。。《与。", 12)
@example("《《《与。。。", 14)
@given(st.text(alphabet="的与中文论，。；：）」（「《", min_size=1), st.integers(12, 40))
def test_no_line_begins_or_ends_with_the_wrong_mark(text: str, width: int) -> None:
    lines = _lines(text, width)
    # A character with all of its marks can be longer than a line, and has to be broken somewhere.
    if all(cell_len(unit) <= width for unit in re.findall(_WITH_MARKS, text)):
        assert not any(line[:1] in NO_START for line in lines[1:])
        assert not any(line[-1:] in NO_END for line in lines[:-1])


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


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("takes about 12 ms or so", ["takes", "about", "12 ms", "or so"]),
        ("only 3.5 GB (of 8 GB)", ["only", "3.5 GB", "(of", "8 GB)"]),
        ("提升了 12 倍的速度", ["提升了", "12 倍的", "速度"]),
        ("在2026年5月发布", ["在", "2026年", "5月发布"]),
        ("gain of 40% here", ["gain of", "40%", "here"]),
        ("and a\xa0b\xa0c d", ["and", "a\xa0b\xa0c d"]),
        ("使用了Qwen3模型", ["使用了", "Qwen3模", "型"]),
        ("12 more of them", ["12 more", "of them"]),
    ],
)
def test_a_number_stays_with_its_unit_and_a_word_in_one_piece(text: str, lines: list[str]) -> None:
    assert _lines(text, 7) == lines
