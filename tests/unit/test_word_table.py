"""The table of words: what it tells of a needle is never too little, and exact where it says so."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers import word_table
from digest_parsers.fold import fold
from digest_parsers.folding import fold_entries
from digest_parsers.model import Entry, Section
from digest_parsers.word_table import TableMaker, WordTable
from digest_parsers.words import Needle

#: The entries that hold a needle, and those of which that has to be seen.
Answer = tuple[list[int], list[int]]

TEXTS = ["deep learning-based nets", "learn to\nlearn 学习ing", "a re-learned b2b é1", "图learning图"]


def paper(title: str, abstract: str = "", comment: str = "") -> Entry:
    sections = (Section("abstract", "Abstract", abstract),) if abstract else ()
    return Entry("-", title, 1, sections=sections, comment=comment)


def table_of(*digests: list[Entry]) -> WordTable:
    """A table of some digests, which are known by their numbers from 0 on."""
    maker = TableMaker()
    for name, entries in enumerate(digests):
        maker.add(name, fold_entries(entries))
    return WordTable(_InMemory(maker.parts()))


class _InMemory:
    """A table that is stored in memory."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.whole = parts.__getitem__

    def stretch(self, name: str, start: int, end: int) -> bytes:
        return self.whole(name)[start:end]


def told(needle: str, digests: list[list[Entry]], *, in_body: bool = False) -> list[Answer | None]:
    """What a table of the digests tells of a needle in each."""
    table, looked_for = table_of(*digests), Needle(needle)
    answers = [table.told(name, looked_for, in_body=in_body) for name in range(len(digests))]
    return [None if one is None else (list(one.holding), list(one.open)) for one in answers]


@pytest.mark.parametrize(
    ("needle", "answer"),
    [
        ("learning", ([0, 3], [])),
        ("earn", ([0, 1, 2, 3], [])),
        ("2", ([2], [])),
        ("z", ([], [])),
        ("absent", ([], [])),
        ("learning-based", ([], [0])),
        ("learn to", ([], [1])),
        ("n to", ([], [1])),
        ("to learn", ([], [1])),
        ("arn to", ([], [1])),
        ("re-learn", ([], [2])),
        ("deep b2b", ([], [])),
        ("习ing", ([], [1])),
        ("图learning", ([], [0, 3])),
        ("学习", None),
        ("-", None),
        ("r-", ([], [])),
    ],
)
def test_what_the_words_tell_of_a_needle(needle: str, answer: Answer | None) -> None:
    assert told(needle, [list(map(paper, TEXTS))]) == [answer]


def test_words_of_abstracts_are_told_by_themselves() -> None:
    entries = [paper("alpha", "beta gamma"), paper("beta", "alpha"), paper("gamma beta", "gamma", "beta")]
    assert told("beta", [entries]) == [([0, 1, 2], [])]
    assert told("beta", [entries], in_body=True) == [([0], [])]
    assert told("gamma", [entries], in_body=True) == [([0, 2], [])]
    assert told("b", [entries], in_body=True) == [None], "a single letter is told anywhere only"
    assert told("b", [entries]) == [([0, 1, 2], [])]


def test_entries_with_the_same_abstract_are_listed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    day = [paper("one", "beta gamma"), paper("two", "alpha"), paper("three", "beta gamma")]
    next_day = [paper("four", "beta"), paper("beta", "alpha"), paper("five", "beta gamma"), paper("none")]
    maker = TableMaker()
    for name, entries in enumerate((day, next_day)):
        maker.add(name, fold_entries(entries))
    listed = ["beta", "gamma", "alpha", "beta"]
    assert len(maker.parts()["entries of bodies"]) == 2 * len(listed)
    assert told("gamma", [day, next_day], in_body=True) == [([0, 2], []), ([2], [])]
    assert told("beta", [day, next_day]) == [([0, 2], []), ([0, 1, 2], [])]
    assert told("alpha", [day, next_day]) == [([1], []), ([1], [])]
    monkeypatch.setattr(word_table, "_MANY", 1)
    assert told("a", [day, next_day], in_body=True) == [None, None]
    assert told("et", [[*day, *next_day]]) == [([0, 2, 3, 4, 5], [])]


def test_each_digest_is_told_of_its_own_entries() -> None:
    digests = [[paper("one"), paper("two")], [], [paper("two")], [paper("one two"), paper("x"), paper("two")]]
    assert told("two", digests) == [([1], []), ([], []), ([0], []), ([0, 2], [])]
    assert told("x", digests) == [([], []), ([], []), ([], []), ([1], [])]
    assert table_of(*digests).told(9, Needle("two"), in_body=False) is None


def test_of_a_part_of_very_many_words_the_first_ones_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_table, "_MANY", 3)
    texts = [f"x{number}y" for number in range(6)]
    answers = told("x", [[paper(text) for text in [*texts, "none"]]])
    assert answers == [([0, 1, 2, 3, 4, 5], [])], "a letter is noted for each entry"
    assert told("x1y", [list(map(paper, texts))]) == [([1], [])]
    assert told("0y", [[paper(f"a{number}0y") for number in range(6)]]) == [([0, 1, 2, 3, 4, 5], [])]
    words = [paper("a0y b0y c0y"), *[paper("b0y")] * 98, paper("d0y")]
    assert told("0y", [words]) == [(list(range(99)), [99])], "nearly all have one of the first three"


def test_every_word_of_a_long_list_is_found_where_it_is() -> None:
    entries = [paper(f"{'x' * (number % 7)}y{number} also") for number in range(100)]
    table = table_of(entries)
    for number in range(100):
        answer = table.told(0, Needle(f"y{number} "), in_body=False)
        assert answer is not None
        assert answer.open == [number]


def test_more_entries_than_can_be_numbered_are_in_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_table, "MOST_ENTRIES", 3)
    few, many = [paper("few")] * 2, [paper("many")] * 2
    assert told("few", [few, many, few[:1]]) == [([0, 1], []), None, ([0], [])]


LETTERS = "ab1 -\né学"
papers = st.builds(paper, *[st.text(LETTERS, max_size=8)] * 3)


@given(
    st.lists(st.lists(papers, max_size=4), max_size=4),
    st.text("ab1 -é学", min_size=1, max_size=4),
    st.booleans(),
    st.sampled_from([1, 2, 256]),
)
def test_no_entry_with_the_needle_is_left_out(
    digests: list[list[Entry]], needle: str, in_body: bool, many: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(word_table, "_MANY", many)
        answers = told(needle, digests, in_body=in_body)
    for entries, answer in zip(digests, answers, strict=True):
        if answer is None:
            continue
        holding = {
            number
            for number, one in enumerate(entries)
            for text in ([] if in_body else [one.title, one.comment]) + [part.text for part in one.sections]
            if needle in fold(text)
        }
        surely, left = map(set, answer)
        assert surely <= holding <= surely | left
        assert not surely & left
        for numbers in answer:
            assert list(numbers) == sorted(set(numbers))
