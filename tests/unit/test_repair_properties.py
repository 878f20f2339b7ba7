"""What holds for the repair of any text whatever."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest_parsers.model import DOUBT_MARK, LOST
from digest_parsers.others import Others
from digest_parsers.repair import repair
from digest_parsers.repair.completions import completions, residue
from digest_parsers.repair.damage import CP1252_LOSSY, CP1254_LOSSY, DROPPED_CP1254, Damage
from digest_parsers.repair.detect import suspicious
from digest_parsers.repair.segment import SEQUENCE, holes

_DAMAGES = [
    CP1254_LOSSY,
    CP1252_LOSSY,
    replace(CP1254_LOSSY, marked=True),
    replace(CP1252_LOSSY, marked=True),
    replace(CP1254_LOSSY, soft_hyphens=True),
]
_WHOLE = "的一是了我有和人他这大来以上个国们到说时地为子而能出分生会可都本"
_SURVIVORS = "".join(char for char in _WHOLE if not set(char.encode()) & set(DROPPED_CP1254))
_BYTES_OF_CHARACTERS = st.sampled_from(
    sorted("äåæçèéïãâğð¸¹º»¼½¾€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡¢£¤¥¦§¨© \xa0\xad" + LOST)
)
_ANY_TEXT = st.one_of(
    st.text(),
    st.text(_BYTES_OF_CHARACTERS),
    st.text(st.sampled_from(_WHOLE + "ab1 \n\r\t，。")).map(CP1254_LOSSY.apply),
    st.text(st.characters(min_codepoint=0x80, max_codepoint=0xFF)),
    st.text(st.sampled_from("鐨锛銆鐮旂┒鍔ㄦ満?" + LOST)),
)
#: Characters that need no repair and that no code page reads a byte as.
_CLEAN_LINES = st.text(st.sampled_from("我们提出一种新的训练方法，与中不 abc123()[]\n"), min_size=1)


@given(_ANY_TEXT)
def test_never_raises_and_keeps_the_number_of_lines(text: str) -> None:
    assert repair(text).text.count("\n") == text.count("\n")


@given(st.lists(st.sampled_from(["á", "š", "Ž", "Ã", "ğ", "Ÿ", "“", "é", " ", "a", "论", "鐨"]), max_size=80))
def test_what_was_gathered_of_a_text_tells_damage_as_the_text_does(parts: list[str]) -> None:
    text = "".join(parts)
    assert suspicious(text, Others.of(text.encode())) == suspicious(text)


@given(_ANY_TEXT)
def test_repairing_twice_changes_nothing(text: str) -> None:
    once = repair(text, marks=False).text
    assert repair(once, marks=False).text == once


@given(_ANY_TEXT)
def test_the_report_counts_what_the_text_shows(text: str) -> None:
    repaired = repair(text)
    report = repaired.report
    assert 0 <= report.doubtful <= report.restored <= report.damaged
    if report.kind == "none":
        assert repaired.text is text
    elif report.kind.endswith("-lossy") and DOUBT_MARK not in text:
        assert repaired.text.count(DOUBT_MARK) <= report.doubtful


@given(_ANY_TEXT)
def test_marks_are_the_only_difference_that_marks_make(text: str) -> None:
    marked, plain = repair(text), repair(text, marks=False)
    if marked.report.kind != "none":
        assert marked.text.replace(DOUBT_MARK, "") == plain.text


@given(_CLEAN_LINES)
def test_clean_text_never_changes(text: str) -> None:
    assert repair(text).text is text


@pytest.mark.parametrize("damage", _DAMAGES)
@given(text=st.text(st.sampled_from(_SURVIVORS + "abc 123\n()")))
def test_damage_that_lost_nothing_is_undone_exactly(damage: Damage, text: str) -> None:
    clean = _SURVIVORS[:9] + text
    assert repair(damage.apply(clean), marks=False).text == clean


@given(_CLEAN_LINES, st.text(st.sampled_from(_SURVIVORS), min_size=9))
def test_a_clean_part_is_left_alone(clean: str, sentence: str) -> None:
    clean = clean.replace("\n", "与\n") + "与"
    sentence = _SURVIVORS[:3] + sentence
    damaged = CP1254_LOSSY.apply("\n".join([sentence] * 4))
    repaired = repair(f"{clean}\n{damaged}", marks=False).text
    assert repaired == f"{clean}\n" + "\n".join([sentence] * 4)


@given(st.binary())
def test_a_hole_is_exactly_what_is_no_whole_character(data: bytes) -> None:
    whole = [match for match in SEQUENCE.finditer(data) if match[0] not in {hole[0] for hole in holes(data)}]
    for match in whole:
        expected = 2 if match[0][0] < 0xE0 else 3 if match[0][0] < 0xF0 else 4
        assert len(match[0]) == expected
        assert 0xFF not in match[0]


@pytest.mark.parametrize("damage", _DAMAGES)
@given(char=st.sampled_from("论页发图与中不码、“”í🚀"))
@settings(max_examples=20)
def test_the_completions_of_a_hole_hold_the_character_it_was(damage: Damage, char: str) -> None:
    observed = residue(char, damage)
    assert observed is not None
    found = [candidate for candidate, _ in completions(observed, damage)]
    assert char in found
    assert all(residue(candidate, damage) == observed for candidate in found)
