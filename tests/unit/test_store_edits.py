"""Edits of a bookmark's file: what is asked for changes, and not a byte of anything else."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.errors import DigestError
from digest_parsers.model import Appearance
from digest_tui.store import edits, yamlspans
from digest_tui.store.document import compose, parse
from store_samples import NOW, appearance, appearances

PATH = Path("/marks/2602.10000.md")

BY_HAND = """\
---
# papers of the thesis
id: 2602.10000
tags:   # what it is about
  - to-read
  - method   # chapter 2
  # and perhaps
  - 方法
folder: thesis  # for now
rating: 3
mine: {kept: yes, "as": [it, is]}
long: |
  tags: none of these
  folder: nor this
---

Above.

## Note

My words.

## Method

Mine too.

<!-- digest-tui: below -->

## Abstract

folder: no
"""


def edited(text: str, **changes: str | tuple[str, ...] | date | None) -> str:
    return edits.apply(text.encode(), edits.tidy(changes), PATH).decode()


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        ({"folder": "thesis/two"}, "folder: thesis  #", "folder: thesis/two  #"),
        ({"folder": "a: b"}, "folder: thesis  #", 'folder: "a: b"  #'),
        ({"folder": "no"}, "folder: thesis  #", 'folder: "no"  #'),
        ({"folder": ""}, "folder: thesis  #", 'folder: ""  #'),
        ({"rating": "5"}, "rating: 3\n", "rating: 5\n"),
        ({"tags": ("to-read", "method", "方法", "x")}, "  - 方法\n", "  - 方法\n  - x\n"),
        ({"tags": ("to-read", "method", "方法", "x: y")}, "  - 方法\n", '  - 方法\n  - "x: y"\n'),
        ({"tags": ("to-read", "方法")}, "  - method   # chapter 2\n", "    # chapter 2\n"),
        ({"tags": ("method", "方法")}, "  - to-read\n", ""),
        (
            {"tags": ("z",)},
            "tags:   # what it is about\n  - to-read\n  - method   # chapter 2\n  # and perhaps\n  - 方法\n",
            "tags: [z]\n# what it is about\n# chapter 2\n# and perhaps\n",
        ),
        ({"read_by": date(2026, 3, 1)}, "nor this\n", 'nor this\nread_by: "2026-03-01"\n'),
        ({"note": "1\n\n2"}, "Above.\n\n## Note\n\nMy words.\n\n## Method\n\nMine too.\n", "1\n\n2\n"),
        ({"rating": "3", "folder": "thesis"}, "", ""),
    ],
)  # fmt: skip
def test_only_the_lines_that_change_change(changes: dict[str, str], old: str, new: str) -> None:
    expected = BY_HAND.replace(old, new, 1)
    assert edited(BY_HAND, **changes) == expected
    crlf = edited(BY_HAND.replace("\n", "\r\n"), **changes)
    assert crlf == expected.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("line", "tags", "expected"),
    [
        ("tags:", ("a",), 'tags: ["a"]'),
        ("tags: # none", ("a",), 'tags: ["a"] # none'),
        ("tags: a", ("a", "b"), "tags: [a, b]"),
        ("tags: [a, 'b c']  # two", ("a", "d"), 'tags: ["a", "d"]  # two'),
        ("tags: [a,  # one\n  b]  # two", ("b",), "tags: [b]\n# one  # two"),
        ("tags:\n- a\n- b", ("b", "c"), "tags:\n- b\n- c"),
        ("tags:\n- a\n- a", ("a",), "tags: [a]"),
        ("'tags' : [a]", (), "'tags' : []"),
        ("tags: |  # odd\n  a", ("b",), 'tags: ["b"]\n# odd'),
        ("x: |\n  text", ("a",), 'x: |\n  text\ntags: ["a"]'),
    ],
)
def test_tags_stay_as_the_user_writes_them(line: str, tags: tuple[str, ...], expected: str) -> None:
    text = f"---\nid: '1'\n{line}\n# end\n---\n"
    if "tags" not in line:
        expected = expected.replace("\ntags", "\n# end\ntags")
        assert edited(text, tags=tags) == f"---\nid: '1'\n{expected}\n---\n"
    else:
        assert edited(text, tags=tags) == f"---\nid: '1'\n{expected}\n# end\n---\n"


@pytest.mark.parametrize(
    ("body", "note", "expected"),
    [
        ("", "x", "\n## Note\n\nx\n"),
        ("\n## Note", "x", "\n## Note\n\nx\n"),
        ("\n## Note\n\n<!-- digest-tui: -->\n", "x", "\n## Note\n\nx\n\n<!-- digest-tui: -->\n"),
        ("\n## Note\n\nx\n\n<!-- digest-tui: -->\n", "", "\n## Note\n\n<!-- digest-tui: -->\n"),
        ("free words\n", "other", "\nother\n"),
        ("free words\n", "## Note\n\ntwice", "\n## Note\n\n## Note\n\ntwice\n"),
    ],
)
def test_a_note_is_put_below_its_heading(body: str, note: str, expected: str) -> None:
    assert edited(f"---\nid: '1'\n---\n{body}", note=note) == f"---\nid: '1'\n---\n{expected}"


def test_a_note_may_be_put_behind_front_matter_that_ends_the_file() -> None:
    assert edited("---\nid: '1'\n---", note="x") == "---\nid: '1'\n---\n\n## Note\n\nx\n"


def test_a_byte_order_mark_stays() -> None:
    data = b"\xef\xbb\xbf---\nid: '1'\n---\n"
    assert edits.apply(data, {"rating": "4"}, PATH) == b"\xef\xbb\xbf---\nid: '1'\nrating: \"4\"\n---\n"


@pytest.mark.parametrize(
    ("text", "changes", "says"),
    [
        ("---\n{id: '1', tags: []}\n---\n", {"tags": ("a",)}, "stands in braces"),
        ("---\nid: '1'\n---\n", {"note": "<!-- digest-tui: -->"}, "cannot be changed without touching"),
        ("---\nid: '1'\n? tags\n: a\n---\n", {"tags": ("b",)}, None),
    ],
)
def test_what_cannot_be_done_cleanly_is_refused(text: str, changes: dict[str, str], says: str | None) -> None:
    if says is None:
        assert parse(edited(text, **changes), PATH, 0).tags == ("b",)
        return
    with pytest.raises(DigestError, match=says):
        edited(text, **changes)


def test_values_are_tidied() -> None:
    untidy: edits.Changes = {
        "tags": (" #a", "b c", "a", "#", ""),
        "folder": "/a// b /",
        "note": "\r\nx\x1b\r\n\n",
    }
    assert edits.tidy(untidy) == {"tags": ("a", "b c"), "folder": "a/b", "note": "x"}


_words = st.text(max_size=12)
_changes = st.fixed_dictionaries(
    {},
    optional={
        "tags": st.lists(_words, max_size=4).map(tuple),
        "folder": _words,
        "rating": _words,
        "note": st.lists(_words, max_size=4).map("\n".join).filter(lambda note: "<!-- digest" not in note),
        "read_by": st.none() | st.dates(),
    },
)
_FOREIGN = [
    "# a comment", "mine: kept", "x: |\n  tags: [no]", "'quoted key': {a: [b, c]}  # why", "list:\n- a\n- b",
    "date: 2026-01-01", "empty:", "ü: 方法",
]  # fmt: skip
_TAGS = ["tags: []", "tags:\n  - a\n  - b  # why", "tags: a", "tags: [a, 'b']", "tags:", ""]


@st.composite
def _files(draw: st.DrawFn) -> str:
    lines = [*draw(st.lists(st.sampled_from(_FOREIGN), unique=True, max_size=4)), 'id: "2602.10000"']
    lines += filter(None, [draw(st.sampled_from(_TAGS))])
    lines += draw(
        st.lists(st.sampled_from(["folder: x", "rating: 3 # of 5", "read_by: 2026-01-01"]), unique=True)
    )
    body = draw(st.sampled_from(["", "\n## Note\n\nmine\n", "free\n", "\n## Note\n"]))
    shot = draw(st.sampled_from(["", "\n<!-- digest-tui: -->\n\n## Abstract\n\ntext\n"]))
    text = "---\n" + "\n".join(draw(st.permutations(lines))) + "\n---\n" + body + shot
    return text if draw(st.booleans()) else text.replace("\n", "\r\n")


def _foreign_lines(text: str) -> list[str]:
    """The lines that no field of ours stands on; comments behind a value without the value."""
    ours = re.compile(r"(tags|folder|rating|read_by|  ?- |- )")
    found = []
    for line in text.split("---")[1].split("\n"):
        comment = re.search(r"#.*", line)
        if not ours.match(line):
            found.append(line.strip())
        elif comment and not comment[0].startswith('#"'):
            found.append(comment[0].strip())
    return [line for line in found if line]


@given(_files(), _changes)
def test_whatever_changes_everything_else_stays(text: str, changes: dict[str, str]) -> None:
    wanted = edits.tidy(changes)
    before = parse(text, PATH, 0)
    new = edited(text, **changes)
    after = parse(new, PATH, 0)
    for name in ("entry", "added", *edits.FIELDS):
        assert getattr(after, name) == (wanted[name] if name in wanted else getattr(before, name))
    shot = text.partition("<!-- digest-tui:")[2]
    assert new.partition("<!-- digest-tui:")[2] == shot
    if "note" not in wanted:
        assert new.endswith(text.split("---", 2)[2])
    if "\r\n" in text:
        assert "\n" not in new.replace("\r\n", "")
    for line in _foreign_lines(text):
        assert line.rstrip("\r") in new


@given(appearances(), _changes)
def test_our_own_files_change_in_the_lines_of_the_fields_alone(
    kept: Appearance, changes: dict[str, str]
) -> None:
    text = compose(kept, NOW)
    new = edited(text, **changes)
    lines, others = text.split("\n"), new.split("\n")
    own = [line for line in lines if not line.startswith(tuple(f"{name}: " for name in edits.FIELDS))]
    rest = iter(others)
    assert all(line in rest for line in own), "in their order"


def test_changing_back_gives_the_same_bytes() -> None:
    text = compose(appearance(), NOW)
    changed = edited(text, tags=("a", "b"), folder="x/y", rating="5", note="words", read_by=date(2026, 3, 1))
    assert changed != text
    assert edited(changed, tags=(), folder="", rating="", note="", read_by=None) == text


def test_our_own_files_are_changed_without_a_yaml_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of five hundred of them would take seconds with one."""
    text = compose(appearance(), NOW)
    monkeypatch.setattr(yamlspans, "of", lambda *_: pytest.fail("the YAML parser was asked"))
    assert 'tags: ["a #b"]\nfolder: "x"\n' in edited(text, tags=("a #b",), folder="x")
    assert 'tags: ["c"]\n' in edited(edited(text, tags=("a #b",)), tags=("c",)), "no comment in a text"
    with pytest.raises(pytest.fail.Exception):
        edited(text.replace("tags: []", "tags: [a]"), folder="x")
