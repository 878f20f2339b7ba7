"""No control, escape or override character gets past, and nothing else is lost."""

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest_parsers.model import DOUBT_MARK, LOST
from digest_parsers.others import Others
from digest_parsers.sanitize import MAX_MARKS, clean, clean_line, suspects_in

FORBIDDEN = (
    {chr(code) for code in range(32)} - {"\n", "\t"}
    | {chr(code) for code in range(0x7F, 0xA0)}
    | {"\u061c", "\u200e", "\u200f", "\u2028", "\u2029", "\ufeff", "\u00ad", "\u200b", "\u2060"}
    | {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFFF9, 0xFFFC))}
    | {chr(code) for code in (*range(0xE0000, 0xE0080), *range(0xFDD0, 0xFDF0), *range(0xD800, 0xE000))}
    | {chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)}
)

ZALGO = "\u0301\u0489\u20dd\u0334"

# Text that is likely to hold what must go, next to what must stay.
NASTY = st.text(
    st.one_of(
        st.sampled_from(sorted(FORBIDDEN)),
        st.sampled_from(ZALGO + "\u200c\u200d\ufe0f\U000e0100\U0001e944\U0001d167"),
        st.sampled_from("ab 论文\n\t👩❤é\U00020000"),
        st.characters(),
    )
)


def longest_run(text: str) -> int:
    longest = run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        longest = max(longest, run)
    return longest


@given(NASTY)
def test_nothing_forbidden_remains_and_lines_stay(text: str) -> None:
    cleaned = clean(text)
    assert not FORBIDDEN & set(cleaned)
    assert longest_run(cleaned) <= MAX_MARKS
    assert cleaned.count("\n") == text.count("\n")
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


@given(NASTY)
def test_one_line_is_one_line(text: str) -> None:
    line = clean_line(text)
    assert not (FORBIDDEN | {"\n", "\t"}) & set(line)


@given(st.lists(st.sampled_from(["a", "\u0301", "\u200d", "\ufe0f", "\U0001e944", DOUBT_MARK, "\u0489"])))
def test_rows_of_marks_end_whatever_is_in_between(parts: list[str]) -> None:
    assert longest_run(clean("".join(parts))) <= MAX_MARKS


@given(
    st.lists(
        st.sampled_from(["a", "论", "\u0301", "\u200d", "\u200b", "\u202e", "\x1b", "\u2028", "ᵖ", "𝟙"])
        | st.just("\u0301" * (MAX_MARKS - 2)),
        max_size=30,
    )
)
@example(["Z", "\u0301" * (MAX_MARKS - 2), "\u200b", "\u0301" * (MAX_MARKS - 2)])
@example(["ᵖ" * 40, "\u202e"])
def test_what_was_gathered_of_a_text_cleans_it_as_a_look_at_all_of_it(parts: list[str]) -> None:
    text = "".join(parts)
    assert clean(text, suspects=suspects_in(Others.of(text.encode()).text)) == clean(text)


def test_every_forbidden_character_is_found_alone_and_in_text() -> None:
    for character in FORBIDDEN:
        assert character not in clean(character)
        assert clean(f"论文{character}a").replace(" ", "").replace(LOST, "") == "论文a"


def test_every_mark_of_unicode_is_cut_in_a_row() -> None:
    for code in range(sys.maxunicode + 1):
        if unicodedata.combining(chr(code)):
            assert clean(f"a{chr(code) * 30}b") == f"a{chr(code) * MAX_MARKS}b", hex(code)


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "论文日报：“引号” ……",
        "👨‍👩‍👧‍👦❤️1️⃣👍🏽🇨🇳",
        "می‌خواهم",
        "é é q̃",
        "ภาษาไทย हिन्दी עִבְרִית",
        "a\tb\nc",
        "\u3000全角\u00a0x",
        "\U00020000𝔽𝟙",
        f"lost {LOST} here",
        "",
    ],
)
def test_text_that_is_fine_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x1b]0;title\x07b", "a]0;titleb"),
        ("\x9b31m", "31m"),
        ("one\x0btwo\x0cthree\x85four\u2028five\u2029six\rseven", "one two three four five six seven"),
        ("soft\u00adhyphen\x7f", "softhyphen"),
        ("\ud83d lone", f"{LOST} lone"),
        ("pay\u202elap", "paylap"),
        ("flag \U000e0067\U000e007f end", "flag  end"),
        ("Z" + ZALGO * 20 + "Z", "Z" + ZALGO * 2 + "Z"),
        # Without what stood between them the two rows are one.
        ("Z" + "\u0301" * 6 + "\u200b" + "\u0301" * 6, "Z" + "\u0301" * 8),
    ],
)
def test_what_goes_leaves_the_rest(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_mark_can_be_kept() -> None:
    text = f"字{DOUBT_MARK}x\u202e\ufdd1"
    assert clean(text, keep=DOUBT_MARK) == f"字{DOUBT_MARK}x"
    assert clean(text) == "字x"
