"""Where the doubtful characters of a damaged text stand, what is left of them and what they may have been."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.model import DOUBT_MARK, LOST
from digest_parsers.repair import doubtful_in, repair
from digest_parsers.repair.damage import CP1252_LOSSY, CP1254_LOSSY, Damage, to_bytes

_DAMAGES = [
    CP1254_LOSSY,
    CP1252_LOSSY,
    replace(CP1254_LOSSY, marked=True),
    replace(CP1254_LOSSY, nbsp_as_space=True),
]
_TEXT = "中与不名再像拐运做新方法的在我们，。abc 12\n"
#: Enough that is certain for the whole to be taken as damaged.
_CERTAIN = "**研究动机**：我们提出一种方法。\n" * 6


@pytest.mark.parametrize("damage", _DAMAGES, ids=lambda one: f"{one.name}{'-marked' * one.marked}")
@given(text=st.text(st.sampled_from(_TEXT), min_size=8))
def test_each_is_where_its_bytes_are_and_none_is_left_out(damage: Damage, text: str) -> None:
    damaged = damage.apply(_CERTAIN + text)
    repaired = repair(damaged)
    if repaired.report.kind in ("none", "twice"):
        return
    lines, restored = damaged.split("\n"), repaired.text.replace(DOUBT_MARK, "").split("\n")
    found = doubtful_in(damaged)
    assert len(found) == repaired.report.doubtful + repaired.report.lost
    for one in found:
        there = lines[one.line - 1][one.start : one.start + len(one.left)]
        assert (to_bytes(there) or b"").replace(b" ", b"\xa0") == one.left
        assert (one.text, one.char) == (restored[one.line - 1], one.text[one.at])
        assert one.missing > 0
        if one.char == LOST:
            assert one.candidates == ()
            continue
        chars, likely = zip(*one.candidates, strict=True)
        assert chars[0] == one.char and list(likely) == sorted(likely, reverse=True) and sum(likely) < 1.001


def test_nothing_is_in_doubt_in_clean_text_or_where_no_byte_was_lost() -> None:
    assert doubtful_in(_CERTAIN) == []
    assert doubtful_in(_CERTAIN.encode().decode("latin-1")) == []
