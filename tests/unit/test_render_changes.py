"""What differs between two summaries."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.model import Section
from digest_tui import render
from digest_tui.render import PageOptions
from digest_tui.render.changes import changes
from digest_tui.render.sections import sections
from invented import entry

TEXTS = st.text(alphabet="ab 的与。[−+", max_size=30)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("the same", "the same", "the same"),
        ("a reader for eyes", "a reader for tired eyes", "a reader for [+tired +]eyes"),
        ("提出一种新的方法", "提出一种旧的方法", "提出一种[−新−][+旧+]的方法"),
        ("it gains 12 points in all", "it gains 15 points in all", "it gains [−12−][+15+] points in all"),
        ("one two three four five", "one six seven four five", "one [−two three−][+six seven+] four five"),
    ],
)
def test_what_was_taken_out_and_put_in_has_signs(old: str, new: str, shown: str) -> None:
    found = changes(old, new)
    assert found is not None
    assert found[0] == shown


def test_texts_with_nothing_in_common_are_not_compared() -> None:
    assert changes("完全不同的总结", "Another summary") is None
    assert changes("a " * 3000, "b " * 3000) is None


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_what_is_shown(old: str, new: str) -> None:
    found = changes(old, new)
    if found is None:
        return
    text, spans = found
    taken, put, at = "", "", 0
    for start, end, role in spans:
        taken, put = taken + text[at:start], put + text[at:start]
        piece = text[start + 2 : end - 2]
        taken, put = (taken + piece, put) if role == "removed" else (taken, put + piece)
        at = end
    assert (taken + text[at:], put + text[at:]) == (old, new)


def test_a_page_marks_what_differs_from_another_summary() -> None:
    old = entry(
        sections=(
            Section("tldr", "TL;DR", "A reader for eyes."),
            Section("method", "Method", "Gone."),
            Section("result", "Result", "None."),
        )
    )
    new = entry(
        sections=(
            Section("tldr", "TL;DR", "A reader for tired eyes."),
            Section("method", "Method", "Something else entirely, and longer."),
            Section("result", "Result", "None."),
        )
    )
    text = render.plain(sections(new, PageOptions(60, against=old)))
    assert "▎ A reader for [+tired +]eyes." in text
    assert re.search("Method ≠ ─+\n\\[−Gone.−\\]\nSomething else entirely, and longer.", text)
    assert re.search("Result = ─+\nNone.", text)
