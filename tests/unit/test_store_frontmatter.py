"""Front matter: any YAML reader understands it, and the short cut reads what the parser reads."""

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from digest_parsers.errors import DigestError
from digest_parsers.safeyaml import Mapping, read_yaml
from digest_tui.store import frontmatter

PATH = Path("x.md")

_texts = st.text(st.characters(), max_size=30)
_values = st.recursive(
    _texts | st.integers(0, 10**9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc: #", max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
_fields = st.dictionaries(st.text("abcxyz_", min_size=1, max_size=5), _values, max_size=6)


def as_texts(value: object) -> object:
    """A value as it is read back: numbers are their digits."""
    if isinstance(value, dict):
        return {key: as_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_texts(item) for item in value]
    return str(value)


@given(_fields)
def test_what_is_dumped_is_read_back(fields: dict[str, object]) -> None:
    front, body, line = frontmatter.split(frontmatter.dump(fields) + "body\n", PATH)
    assert front == as_texts(fields)
    assert (body, line) == ("body\n", len(fields) + 3)


@given(_fields)
def test_other_readers_understand_what_is_dumped(fields: dict[str, object]) -> None:
    assert (yaml.safe_load(frontmatter.dump(fields).removesuffix("---\n")) or {}) == fields


_SCRAPS = r"""a: |b: |a:|"x"|1|1.50|[|]|{|}|,|: |"k": |null|true|~|#| |"\u00e9"|"\ud83d"|"\x41"|"\/"|'y'|&a"""
_scraps = st.lists(st.sampled_from([*_SCRAPS.split("|"), "\t", "\x85", "\u2028"]), max_size=9)


@given(st.lists(_scraps.map("".join), min_size=1, max_size=3))
@example(['null: "x"'])
@example(['true: "x"'])
def test_the_short_cut_reads_only_what_the_parser_reads_alike(lines: list[str]) -> None:
    short = frontmatter._as_written(lines)
    if short is not None:
        whole = read_yaml("\n".join(lines), first_line=2)
        assert isinstance(whole, Mapping)
        assert (short, short.lines) == (whole, whole.lines)


def test_the_short_cut_is_taken_for_what_is_dumped() -> None:
    lines = frontmatter.dump(
        {"id": "2602.10000", "tags": [], "links": [{"label": "论文", "url": "x"}]}
    ).split("\n")
    assert frontmatter._as_written(lines[1:-2]) is not None


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "does not begin with front matter"),
        ("# A note\n", 1, "does not begin with front matter"),
        ("\n---\nid: x\n---\n", 1, "does not begin with front matter"),
        ("---\nid: '2602", 1, "has no end"),
        ("---\n- 1\n- 2\n---\n", 2, "not lines of the form"),
        ("---\nid:\t'2602.00010'\n\ttags: x\n---\n", 2, "token"),
        ('---\na: "1"\na: "2"\n---\n', 3, "stands here again"),
        ("---\na: " + "[" * 100_000 + "\n---\n", 2, "levels"),
        ("---\na: " + "[" * 500 + "]" * 500 + "\n---\n", 2, "levels"),
        ('---\na: "' + "x" * 300_000 + '"\n---\n', 2, "KiB"),
    ],
)
def test_what_is_no_front_matter_names_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(DigestError, match=says) as caught:
        frontmatter.split(text, PATH)
    assert (caught.value.path, caught.value.line) == (PATH, line)
