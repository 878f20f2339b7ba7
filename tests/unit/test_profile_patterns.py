"""Patterns of profiles: what they match, what they capture, and which of them make no sense."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.formats.profiles.pattern import PathPattern, Pattern, PatternError, day_of
from digest_parsers.formats.profiles.text_lines import match_line
from digest_parsers.spelled_days import find_day

PAPER = "### [{number}] [{title}]({url})"

MATCHED = [
    (PAPER, "### [7] [A [b] (c)](https://x.org/1)", {"number": "7", "title": "A [b] (c)", "url": "https://x.org/1"}),
    (PAPER, "### [7] [A](b) and [c](d)", {"number": "7", "title": "A](b) and [c", "url": "d"}),
    (PAPER, "### [x] [A](b)", None),
    (PAPER, "### [7] [A](b) ", None),
    (PAPER, "### [7] [A](b c)", None),
    ("## <a id=\"{any}\"></a>[{title}]({url}) [[back]](#{any})", '## <a id="q"></a>[T [x]](u) [[back]](#t)',
     {"title": "T [x]", "url": "u"}),
    ("*{authors}* | **{categories}**", "*A, B* | **cs.CL**", {"authors": "A, B", "categories": "cs.CL"}),
    ("- [{category} ({count})](#{any})", "- [Law (EU) (12)](#law)", {"category": "Law (EU)", "count": "12"}),
    ("{title} (Read more on {any}", "A (b) (Read more on x", {"title": "A (b)"}),
    ("> 共 **{total}** 篇", "> 共 **20** 篇", {"total": "20"}),
    ("# {any}: {date}", "# 每日: 2026-01-05", {"date": "2026-01-05"}),
    ("---", "---", {}),
    ("{any}", "", {}),
    ("{title}", "anything", {"title": "anything"}),
    ("a{any}b{any}c", "a-b-b-c", {}),
    ("a{any}b", "a-b-", None),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "line", "blanks"), MATCHED)
def test_a_pattern_captures_what_stands_in_its_blanks(
    pattern: str, line: str, blanks: dict[str, str] | None
) -> None:
    assert Pattern(pattern).match(line) == blanks


@pytest.mark.parametrize(
    "line", ["Date: 2026-01-05", "**Date:** 2026-01-05", "**📅 Date**: 2026-01-05", "📅 Date: 2026-01-05"]
)
def test_emoji_and_bold_marks_may_be_left_out(line: str) -> None:
    assert match_line([Pattern("Date: {date}")], line) == {"date": "2026-01-05"}


@pytest.mark.parametrize(
    ("pattern", "path", "day"),
    [
        ("{date}*", "/home/a/2026-01-05_boats.md", "2026-01-05"),
        ("{date}/*/*.md", "x/9-Sep-2025/IR/README.md", "2025-09-09"),
        ("{year}/{month}/{day}.md", "/archive/2024/09/05.md", "2024-09-05"),
        ("{year}-{month}/{day}/**/*.md", "2024-Feb/29/a/b/c.md", "2024-02-29"),
        ("{yy}{month}{day} *.md", "arXiv/251231 mHC.md", "2025-12-31"),
        ("**/{date}_*/*.md", "a/20250804_Mon/b.md", "2025-08-04"),
        ("{date}_*/*.md", "a/20250804_Mon/b.txt", None),
        ("{date}.md", "2026-02-30.md", None),
        ("{year}/{month}/{day}.md", "05.md", None),
    ],
)
def test_a_path_names_a_day(pattern: str, path: str, day: str | None) -> None:
    found = day_of(PathPattern(pattern).match(path) or {})
    assert (found and str(found)) == day


@pytest.mark.parametrize(
    ("pattern", "cause"),
    [
        ("{title}{authors}", "something between"),
        ("{title} {any}{number}{count}", "something between"),
        ("{}", "is no name"),
        ("{Title}", "is no name"),
        ("{a b}", "is no name"),
    ],
)
def test_a_pattern_without_one_meaning_is_refused(pattern: str, cause: str) -> None:
    with pytest.raises(PatternError, match=cause):
        Pattern(pattern)


@given(st.text("](){}# \n0ab", max_size=60), st.text("[](){number}tle# a*", max_size=40))
def test_no_pattern_and_no_line_make_it_raise(line: str, pattern: str) -> None:
    try:
        made = Pattern(pattern)
    except PatternError:
        return
    blanks = made.match(line)
    assert blanks is None or all(value in line for value in blanks.values())


TITLES = st.text("abc](){}*# ", min_size=1, max_size=30).map(str.strip)


@given(TITLES, st.integers(0, 999))
def test_a_title_that_was_written_into_a_pattern_is_read_again(title: str, number: int) -> None:
    found = Pattern(PAPER).match(f"### [{number}] [{title}](https://arxiv.org/abs/2601.00001)")
    assert found == {"number": str(number), "title": title, "url": "https://arxiv.org/abs/2601.00001"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-02-13", date(2026, 2, 13)),
        ("on 2026.02.13!", date(2026, 2, 13)),
        ("20260213", date(2026, 2, 13)),
        ("2026 年 2 月 3 日 (周三)", date(2026, 2, 3)),
        ("2026年12月31日", date(2026, 12, 31)),
        ("April 9, 2026", date(2026, 4, 9)),
        ("9-Sep-2025", date(2025, 9, 9)),
        ("9th September, 2025", date(2025, 9, 9)),
        ("Sat, 14 Feb 2026 08:00", date(2026, 2, 14)),
        ("2026-13-01 and 2026-01-02", date(2026, 1, 2)),
        ("120260213", None),
        ("202602130", None),
        ("2026-02-30", None),
        ("Marvin 9 2026", None),
    ],
)
def test_days_are_found_however_they_are_spelled(text: str, day: date | None) -> None:
    assert find_day(text) == day
