"""The YAML reader: strings only, lines known, nothing that blows up."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.safeyaml import MAX_DEPTH, MAX_SIZE, Mapping, YamlError, read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", ""),
        ("# only a comment\n", ""),
        ("2602.10000", "2602.10000"),
        ("no", "no"),
        ("~", ""),
        ("null", ""),
        ("'~'", "~"),
        ("a: 1.10\nb: yes\nc: 2026-02-28\nd:\n", {"a": "1.10", "b": "yes", "c": "2026-02-28", "d": ""}),
        ("a: [1, [2, {b: 3}]]", {"a": ["1", ["2", {"b": "3"}]]}),
        ("- a\n- b: c\n  d: e\n", ["a", {"b": "c", "d": "e"}]),
        ('"\\u4e00\\n"', "一\n"),
        ("! text", "text"),
    ],
)
def test_every_scalar_is_a_string(text: str, value: object) -> None:
    assert read_yaml(text) == value


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key a stands here again"),
        ("a: &x 1\n", 1, "anchor"),
        ("a: 1\nb: *x\n", 2, "alias"),
        ("a:\n  <<: {b: 1}\n", 2, "merge"),
        ("a: !!python/object:os.system x\n", 1, "tag"),
        ("a: !!int 1\n", 1, "tag"),
        ("a: 1\n---\nb: 2\n", 2, "second YAML document"),
        ("? [a]\n: b\n", 1, "plain text"),
        ("a: 1\n\tb: 2\n", 2, "cannot start any token"),
        ("a: 1\nb: [\n", 3, "flow"),
        ("a: 1\nb: \x00\n", 2, "U\\+0000"),
        ("a: 'x\n", 2, "quoted"),
    ],
)
def test_what_is_refused_names_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(YamlError, match=says) as caught:
        read_yaml(text, path="x.yaml")
    assert (caught.value.path, caught.value.line) == ("x.yaml", line)


def test_lines_count_from_the_first_line_given() -> None:
    value = read_yaml("a: 1\n\nb:\n  c: 2\n", first_line=2)
    assert isinstance(value, Mapping)
    assert value.lines == {"a": 2, "b": 4}
    inner = value["b"]
    assert isinstance(inner, Mapping)
    assert inner.lines == {"c": 5}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_an_error_and_no_crash(opening: str) -> None:
    with pytest.raises(YamlError):
        read_yaml(opening * 100_000)


def test_the_allowed_depth_is_read() -> None:
    read_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    with pytest.raises(YamlError, match="levels"):
        read_yaml("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))


def test_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(YamlError, match="256 KiB"):
        read_yaml("a" * (MAX_SIZE + 1))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_yaml(text)
    except YamlError as error:
        assert error.line is not None
        assert error.cause


_printable = st.text(st.characters(exclude_categories=["C"]), max_size=20)


@given(st.dictionaries(_printable.filter(lambda key: key != "<<"), st.lists(_printable), max_size=5))
def test_json_of_strings_is_read_as_it_is(value: dict[str, list[str]]) -> None:
    assert read_yaml(json.dumps(value, ensure_ascii=False)) == value
