"""Which day a digest is of."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.dates import (
    day_from_folders,
    day_from_heading,
    day_from_name,
    has_bad_date,
)
from digest_parsers.inference import infer_days
from digest_parsers.model import DaySource, Digest, Entry

DAY = date(2026, 2, 13)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2026-02-13.md", DAY),
        ("/home/a/2026-02-13.md", DAY),
        ("arxiv-daily-2026-02-13.md", DAY),
        ("2026-02-13_AI_enhanced_Chinese.jsonl", DAY),
        ("2026_02_13.md", DAY),
        ("digest 2026.02.13.txt", DAY),
        ("20260213.md", DAY),
        ("output_2026_0213.md", DAY),
        ("papers-20260213-v2.md", DAY),
        ("2026-2-3.md", date(2026, 2, 3)),
        ("日报2026年2月13日.md", DAY),
        ("2026-02-16 ~ 2026-02-22.md", date(2026, 2, 16)),
        ("2026-13-45, made 2026-02-13.md", DAY),
        ("2026-02.md", None),
        ("2602.12345.md", None),
        ("2001.04567.md", None),
        ("2026-02_13.md", None),
        ("12026-02-13.md", None),
        ("2026-02-131.md", None),
        ("202602130.md", None),
        ("2026-02-30.md", None),
        ("README.md", None),
        ("2026-02-13/README.md", None),
        ("", None),
    ],
)
def test_day_from_name(path: str, day: date | None) -> None:
    assert day_from_name(path) == day


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2024/09/05.md", date(2024, 9, 5)),
        ("archive/2024/09/05.md", date(2024, 9, 5)),
        ("archive/2024-09/05.md", date(2024, 9, 5)),
        ("2024/09-05.md", date(2024, 9, 5)),
        ("2026-02-13/report.md", DAY),
        ("2026-02-13/cs/report.md", DAY),
        ("2026-02-13/a/b/report.md", None),
        ("2024/13/05.md", None),
        ("2024/9/5.md", None),
        ("09/05.md", None),
        ("a.md", None),
        ("", None),
    ],
)
def test_day_from_folders(path: str, day: date | None) -> None:
    assert day_from_folders(path) == day


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("arXiv AI 论文日报 | 2026-02-13", DAY),
        ("2026/02/13 的论文", DAY),
        ("日报（2026年02月13日）", DAY),
        ("Papers of 2026", None),
        ("", None),
    ],
)
def test_day_from_heading(heading: str, day: date | None) -> None:
    assert day_from_heading(heading) == day


@pytest.mark.parametrize(
    ("text", "bad"), [("2026-13-01", True), ("20260230", True), ("2026-02-13", False), ("no date", False)]
)
def test_has_bad_date(text: str, bad: bool) -> None:
    assert has_bad_date(text) is bad


@given(
    st.dates(date(1991, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y%m%d", "x_%Y.%m.%d_y"])
)
def test_every_day_is_read_back(day: date, style: str) -> None:
    assert day_from_name(day.strftime(style) + ".md") == day


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    for ask in (day_from_name, day_from_folders, day_from_heading):
        assert ask(text) is None or isinstance(ask(text), date)


def digest(path: str, ids: Sequence[str], day: date | None = None) -> Digest:
    entries = tuple(Entry(arxiv_id, "An invented title", number) for number, arxiv_id in enumerate(ids, 1))
    return Digest(path, "daily-report", entries, day, DaySource.HEADING if day else None)


def ids(*numbers: int, month: str = "2602") -> list[str]:
    return [f"{month}.{number:05}" for number in numbers]


def test_the_digest_that_shares_most_papers_gives_the_day() -> None:
    undated = digest("u", ids(*range(100)))
    near = digest("near", ids(*range(5), *range(200, 230)), DAY - timedelta(1))
    same = digest("same", ids(*range(20), *range(300, 320)), DAY)
    far = digest("far", ids(*range(400, 430)), DAY + timedelta(1))
    assert infer_days([far, undated, near, same]) == {"u": (DAY, DaySource.INFERRED_IDS)}


def test_of_two_that_share_as_many_the_earlier_day_counts() -> None:
    undated = digest("u", ids(*range(10)))
    later = digest("later", ids(*range(10)), DAY + timedelta(3))
    earlier = digest("earlier", ids(*range(10)), DAY)
    assert infer_days([undated, later, earlier]) == {"u": (DAY, DaySource.INFERRED_IDS)}
    assert infer_days([undated, earlier, later]) == {"u": (DAY, DaySource.INFERRED_IDS)}


@pytest.mark.parametrize(
    ("own", "others", "enough"),
    [
        (range(100), range(98, 198), False),
        (range(100), range(95, 195), False),
        (range(100), range(90, 190), True),
        (range(20), range(18, 38), False),
        (range(20), range(17, 37), True),
        (range(2), range(50), True),
        (range(2), range(1, 50), False),
        (range(1), range(50), True),
    ],
)
def test_a_few_shared_papers_prove_nothing(own: range, others: range, enough: bool) -> None:
    days = infer_days([digest("u", ids(*own)), digest("d", ids(*others), DAY)])
    expected = (DAY, DaySource.INFERRED_IDS) if enough else (date(2026, 2, 1), DaySource.INFERRED_MONTH)
    assert days == {"u": expected}


def test_without_shared_papers_the_newest_month_counts() -> None:
    mixed = digest("mixed", ids(*range(10), month="2601") + ids(*range(5)))
    one_wrong = digest("wrong", [*ids(*range(30), month="2601"), "9912.00001"])
    old = digest("old", ["hep-th/9901001"])
    days = infer_days([mixed, one_wrong, old])
    assert {path: day for path, (day, _) in days.items()} == {
        "mixed": date(2026, 2, 1),
        "wrong": date(2026, 1, 1),
        "old": date(1999, 1, 1),
    }
    assert {source for _, source in days.values()} == {DaySource.INFERRED_MONTH}


def test_nothing_is_inferred_from_nothing() -> None:
    assert infer_days([]) == {}
    assert infer_days([digest("empty", []), digest("other", ["local-0123"])]) == {}
    assert infer_days([digest("dated", ids(1), DAY)]) == {}
    assert infer_days([digest("empty", []), digest("also empty", [], DAY)]) == {}
