"""The library: days, papers and categories, and that they follow the files that come and go."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.library import DaySummary, Library, without
from digest_parsers.load import LoadedFile, load_file
from digest_parsers.model import Appearance, DaySource, Diagnostic, Digest, Entry, Level, Section
from digest_parsers.outline import key_of
from digest_parsers.rows import Rows
from shared import shared

MONDAY, TUESDAY, WEDNESDAY = date(2026, 2, 2), date(2026, 2, 3), date(2026, 2, 4)


def entry(number: int, **fields: object) -> Entry:
    return Entry(f"2602.{number:05}", f"Paper {number}", number, **fields)  # type: ignore[arg-type]


def digest(path: str, day: date | None, *entries: Entry) -> Digest:
    return Digest(path, "made-up", entries, day, DaySource.HEADING if day else None)


def loaded(*digests: Digest, path: str = "", diagnostics: tuple[Diagnostic, ...] = ()) -> LoadedFile:
    return LoadedFile(
        path or digests[0].path, None, format="made-up", digests=digests, diagnostics=diagnostics
    )


def library(*digests: Digest) -> Library:
    made = Library()
    for each in digests:
        made.add(loaded(each))
    return made


def every_paper(made: Library) -> Rows:
    rows = Rows()
    for _, more in made.papers_by_day():
        rows.extend(more)
    return rows


def ids(appearances: Sequence[Appearance]) -> list[str]:
    return [appearance.entry.arxiv_id[-2:] for appearance in appearances]


def places(appearances: Sequence[Appearance]) -> list[tuple[str, str]]:
    return [(appearance.entry.arxiv_id[-2:], appearance.digest.path) for appearance in appearances]


def test_a_paper_that_a_digest_has_twice_is_listed_where_it_stands_first() -> None:
    entries = tuple(Entry(arxiv_id, "", line) for line, arxiv_id in enumerate("abacb"))
    rows = Rows()
    rows.add(Digest("a.md", "made-up", entries), range(5))
    seen: set[int] = {key_of("c")}
    assert [(one.entry.arxiv_id, one.entry.line) for one in without(rows, seen)] == [("a", 0), ("b", 1)]
    assert seen == {key_of("a"), key_of("b"), key_of("c")}


def test_an_empty_library() -> None:
    empty = Library()
    assert len(empty) == empty.entry_count == 0
    assert not (empty.days() or empty.digests() or every_paper(empty) or empty.section_keys())
    assert empty.appearances_of(MONDAY) == empty.appearances_of(None) == []
    assert not (empty.files or empty.diagnostics)
    assert empty.paper("2602.00001") is None
    assert empty.settle() is False
    empty.remove("never there")


def test_days_come_newest_first_and_the_unknown_last() -> None:
    monday, none, tuesday = digest("m", MONDAY, entry(1)), digest("n", None, entry(9)), digest("t", TUESDAY)
    assert library(none, monday, tuesday).days() == [
        DaySummary(TUESDAY, False, 0, (tuesday,)),
        DaySummary(MONDAY, False, 1, (monday,)),
        DaySummary(None, False, 1, (none,)),
    ]


def test_a_day_shows_each_paper_once_in_the_order_of_its_digests() -> None:
    made = library(digest("b", MONDAY, entry(3), entry(2)), digest("a", MONDAY, entry(1), entry(2), entry(1)))
    assert places(made.appearances_of(MONDAY)) == [("01", "a"), ("02", "a"), ("03", "b")]
    assert [(day.papers, len(day.digests)) for day in made.days()] == [(3, 2)]
    assert (len(made), made.entry_count) == (3, 5)


def test_an_entry_with_a_score_is_shown_before_one_without() -> None:
    made = library(
        digest("a", MONDAY, entry(1), entry(2)),
        digest("b", MONDAY, entry(2, score=0.0), entry(1)),
        digest("c", MONDAY, entry(2, score=5.0)),
    )
    assert places(made.appearances_of(MONDAY)) == [("01", "a"), ("02", "b")]


def test_all_papers_are_shown_as_their_newest_day_has_them() -> None:
    made = library(
        digest("m", MONDAY, entry(1), entry(2)),
        digest("n", None, entry(1), entry(5)),
        digest("t", TUESDAY, entry(4), entry(2)),
    )
    assert places(every_paper(made)) == [("04", "t"), ("02", "t"), ("01", "m"), ("05", "n")]


def test_a_paper_has_all_its_entries_newest_day_first() -> None:
    made = library(
        digest("n", None, entry(1)),
        digest("m", MONDAY, entry(1)),
        digest("u/t2", TUESDAY, entry(1)),
        digest("t1", TUESDAY, entry(2), entry(1)),
    )
    paper = made.paper("2602.00001")
    assert paper is not None
    assert [appearance.digest.path for appearance in paper] == ["t1", "u/t2", "m", "n"]


def test_the_day_of_an_undated_digest_is_worked_out_when_it_settles() -> None:
    shared = [entry(number) for number in range(1, 6)]
    made = library(digest("undated", None, *shared, entry(6)), digest("dated", TUESDAY, *shared))
    assert [day.day for day in made.days()] == [TUESDAY, None]
    assert made.settle() is True
    (day,) = made.days()
    assert (day.day, day.inferred, day.papers) == (TUESDAY, False, 6)
    assert [each.path for each in day.digests] == ["dated", "undated"], "the stated day comes first"
    assert [each.digests[0].day_source for each in made.files] == [DaySource.INFERRED_IDS, DaySource.HEADING]
    assert made.paper("2602.00006") is not None
    assert made.settle() is False
    made.remove("dated")
    assert made.settle() is True
    (day,) = made.days()
    assert (day.day, day.inferred) == (date(2026, 2, 1), True), "the month of the ids is all that is left"


def test_a_better_match_that_comes_later_moves_an_inferred_day() -> None:
    papers = [entry(number) for number in range(1, 9)]
    made = library(digest("of/another", None, *papers), digest("few", MONDAY, *papers[:4]))
    made.settle()
    made.add(loaded(digest("all", WEDNESDAY, *papers)))
    assert made.settle() is True
    assert [(day.day, len(day.digests)) for day in made.days()] == [(WEDNESDAY, 2), (MONDAY, 1)]


def test_a_file_that_is_added_again_is_replaced() -> None:
    made = library(digest("a", MONDAY, entry(1)), digest("b", MONDAY, entry(2)))
    assert ids(made.appearances_of(MONDAY)) == ids(every_paper(made)) == ["01", "02"]
    made.add(loaded(digest("a", TUESDAY, entry(3))))
    assert [file.path for file in made.files] == ["a", "b"]
    assert ids(every_paper(made)) == ["03", "02"]
    assert ids(made.appearances_of(MONDAY)) == ["02"]
    assert made.paper("2602.00001") is None
    assert (len(made), made.entry_count) == (2, 2)


def test_a_file_may_hold_several_digests_or_none() -> None:
    made = Library()
    note = Diagnostic(Level.WARNING, "not-a-digest", "readme", None, "It is no digest.")
    made.add(loaded(path="readme", diagnostics=(note,)))
    made.add(loaded(digest("two", MONDAY, entry(1)), digest("two", TUESDAY, entry(1))))
    assert [day.day for day in made.days()] == [TUESDAY, MONDAY]
    assert [file.path for file in made.files] == ["readme", "two"]
    assert made.diagnostics == (note,)
    made.remove("two")
    assert made.days() == [] and len(made) == made.entry_count == 0


@pytest.mark.parametrize(
    ("cross_lists", "counts"),
    [
        (False, [("", 1), ("cs.CL", 1), ("cs.CV", 2)]),
        (True, [("", 1), ("cs.CL", 2), ("cs.CV", 2), ("stat.ML", 1)]),
    ],
)
def test_categories_are_counted_by_name(cross_lists: bool, counts: list[tuple[str, int]]) -> None:
    made = library(
        digest(
            "a",
            MONDAY,
            entry(1, categories=("cs.CV", "cs.CL", "cs.CV")),
            entry(2, categories=("cs.CL", "stat.ML")),
            entry(3),
            entry(4, categories=("cs.CV",)),
        )
    )
    found = every_paper(made).count_categories(cross_lists=cross_lists)
    assert list(found.items()) == counts


def test_section_keys_are_those_that_occur() -> None:
    first = entry(1, sections=(Section("tldr", "TL;DR", "a"), Section("novelty", "Novelty", "b")))
    second = entry(2, sections=(Section("novelty", "Novelty", "c"), Section("method", "Method", "d")))
    made = library(digest("a", MONDAY, first, second))
    assert sorted(made.section_keys()) == ["method", "novelty", "tldr"]


def test_what_is_handed_out_can_be_changed_without_harm() -> None:
    made = library(digest("a", MONDAY, entry(1)))
    made.days().clear()
    made.appearances_of(MONDAY).extend(every_paper(made))
    assert len(made.days()) == len(made.appearances_of(MONDAY)) == len(every_paper(made)) == 1


def test_the_real_digests_of_one_day_become_one_day() -> None:
    """248 papers of a digest without a date and 30 of a dated one of the same day share 21."""
    made = Library()
    for path in sorted(shared("seeds").iterdir()):
        made.add(load_file(path))
    assert made.settle() is True
    assert [(day.day, day.papers, len(day.digests)) for day in made.days()] == [
        (date(2026, 2, 28), 30, 1),
        (date(2026, 2, 24), 15, 1),
        (date(2026, 2, 13), 257, 2),
        (date(2026, 2, 4), 30, 1),
    ]
    assert (len(made), made.entry_count) == (332, 353)
    assert sum(1 for each in made.appearances_of(date(2026, 2, 13)) if each.entry.score is not None) == 30


some_digests = st.builds(
    lambda path, day, numbers: digest(path, day, *map(entry, numbers)),
    st.sampled_from("abcd"),
    st.none() | st.sampled_from([MONDAY, TUESDAY, WEDNESDAY]),
    st.lists(st.integers(1, 8), max_size=6),
)
changes = st.lists(some_digests.map(loaded) | st.sampled_from("abcd") | st.none(), max_size=12)


@given(changes)
def test_a_library_that_changed_is_like_one_that_was_made_anew(
    changes: list[LoadedFile | str | None],
) -> None:
    """Adding, replacing, removing, settling and looking in any order leaves no trace."""
    changed = Library()
    left: dict[str, LoadedFile] = {}
    for change in changes:
        if isinstance(change, LoadedFile):
            changed.add(change)
            left[change.path] = change
        elif change is not None:
            changed.remove(change)
            left.pop(change, None)
        else:
            changed.settle()
        every_paper(changed)
    changed.settle()
    anew = Library()
    for file in left.values():
        anew.add(file)
    anew.settle()
    assert changed.days() == anew.days()
    assert every_paper(changed) == every_paper(anew)
    assert (len(changed), changed.entry_count) == (len(anew), anew.entry_count)
    every_id = {each.arxiv_id for file in left.values() for made in file.digests for each in made.entries}
    assert len(anew) == len(every_paper(anew)) == len(every_id)
    for arxiv_id in every_id:
        paper, other = changed.paper(arxiv_id), anew.paper(arxiv_id)
        assert paper is not None and other is not None
        assert set(map(str, paper)) == set(map(str, other))
        assert len(paper.appearances) == len(other.appearances)
    for day in changed.days():
        assert day.papers == len(changed.appearances_of(day.day))
