"""Lists of strangers: whatever they hold, each paper of them is read or told, in linear time."""

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest_parsers.errors import DigestError
from digest_tui.shell import importing
from digest_tui.shell.importing import Incoming, Unread, kind_of, one_name, read

_SCRAPS = [
    *(
        "@misc{",
        "@article(",
        "@string{",
        "@comment{",
        "a,",
        "title",
        "=",
        "{",
        "}",
        '"',
        ",",
        "\n",
        "\\",
        "@",
    ),
    *(
        '\\"e',
        "\\&",
        "$x$",
        "eprint = {2602.10000}",
        "%",
        "#",
        "and ",
        "others",
        "year=2026",
        "}\n",
        "{{",
        "}}",
    ),
    *("archivePrefix = {arXiv},", "2602.10001", "方法", "\x1b[2J"),
]


def papers(text: str, kind: str = "auto") -> list[str]:
    return [one.appearance.entry.arxiv_id for one in read(text, kind) if isinstance(one, Incoming)]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(_SCRAPS), max_size=40).map("".join), st.sampled_from(["bibtex", "ids"]))
def test_whatever_is_in_a_list_is_read_or_told(text: str, kind: str) -> None:
    for one in read(text, kind):
        assert isinstance(one, Incoming | Unread)
        if isinstance(one, Incoming):
            assert one.appearance.entry.arxiv_id
            assert "\x1b" not in one.appearance.entry.title


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("arxiv_id", "title", "authors", "sections", "source", "day", "bookmark", "tags", "DOI"),
                    *("author", "issued", "date-parts", "links", "published", "score", "family", "line"),
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@settings(max_examples=150)
@given(_json)
def test_whatever_is_in_json_is_read_or_told(value: Any) -> None:
    rows = value if isinstance(value, list) else [value]
    assert len(list(read(json.dumps(value), "json"))) == len(rows)


@pytest.mark.parametrize("number", ["1e999", "NaN", "-1", '"x"', "[]", "null"])
@pytest.mark.parametrize("field", ["score", "authors_total", "line", "published"])
def test_numbers_that_are_none_are_told(field: str, number: str) -> None:
    row = f'{{"arxiv_id": "2602.10000", "{field}": {number}, "source": {{"{field}": {number}}}}}'
    (one,) = read(row, "json")
    assert isinstance(one, Incoming | Unread)


@pytest.mark.parametrize("text", ["{", "[" + "9" * 5000 + "]", "[1, 2", '{"a": 1}\n{', "[" * 50_000])
def test_what_is_no_json_is_told_as_a_whole(text: str) -> None:
    with pytest.raises(DigestError, match=r"no JSON|nested too deeply"):
        list(read(text, "json"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("\ufeff [ ]", "json"),
        ('{"a": 1}', "json"),
        ("% comment\n@misc{a,", "bibtex"),
        ("@article(a,", "bibtex"),
        ("2602.10000\n", "ids"),
        ("me@example.org", "ids"),
        ("", "ids"),
    ],
)
def test_a_list_is_known_by_how_it_begins(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Zhang, Zhen", "Zhen Zhang"),
        ("Zhen  Zhang", "Zhen Zhang"),
        ("Smith, Jr., Ann", "Smith, Jr., Ann"),
        ("Zhang,", "Zhang"),
    ],
)
def test_names_are_put_in_the_order_in_which_they_are_said(name: str, said: str) -> None:
    assert one_name(name).strip() == said


def test_nested_braces_are_left_alone_where_they_would_overflow_the_decoder() -> None:
    deep = "{" * 2000 + r"\"o" + "}" * 2000
    (one,) = read(f"@misc{{a, title={{{deep}}}, eprint={{2602.10000}}}}", "bibtex")
    assert isinstance(one, Incoming)
    assert papers(f"@misc{{a, title={{{deep}}}, eprint={{2602.10000}}}}") == ["2602.10000"]


def test_the_work_grows_with_the_list_and_no_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in the characters that are decoded, not in seconds."""
    decoded: list[int] = []
    real = importing._decoded

    def counting(value: str) -> str:
        decoded.append(len(value))
        return real(value)

    monkeypatch.setattr(importing, "_decoded", counting)
    sums = []
    for size in (50, 100, 200):
        decoded.clear()
        text = "".join(f"@misc{{k{n}, title={{A {{B}} {n}}}, eprint={{2602.{n:05}}}}}\n" for n in range(size))
        assert len(papers(text)) == size
        sums.append(sum(decoded))
    for one, other in pairwise(sums):
        assert other < 2.2 * one
