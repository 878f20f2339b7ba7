"""Opening a library: what is read for it, counted in files and entries."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from digest_parsers.cache.entries import StoredEntries
from digest_parsers.model import Entry
from digest_tui.screens import telling
from invented_files import Invented, daily_report
from ui.reader import Open

DAYS, PAPERS = 50, 60
NEWEST = date(2026, 3, 1)


def _day(number: int) -> str:
    return (NEWEST - timedelta(number)).isoformat()


def _digest(number: int) -> str:
    papers = [
        Invented(f"2601.{100 * number + paper:05}", f"Paper {paper} of day {number}")
        for paper in range(PAPERS)
    ]
    return daily_report(_day(number), papers)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(DAYS):
        (folder / f"{_day(number)}.md").write_text(_digest(number), "utf-8")
    return folder


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the entries that are read."""
    numbers: list[int] = []
    real = StoredEntries.read

    def counted(entries: StoredEntries, number: int) -> Entry:
        numbers.append(number)
        return real(entries, number)

    monkeypatch.setattr(StoredEntries, "read", counted)
    return numbers


async def test_a_first_opening_reads_every_file_once_newest_first(
    archive: Path, reader: Open, parsed: list[str]
) -> None:
    async with reader(archive) as one:
        assert parsed == [f"{_day(number)}.md" for number in range(DAYS)]
        assert "3,000 papers" in one.main.query_one("#title").right  # type: ignore[attr-defined]


async def test_a_known_library_opens_without_parsing_and_reads_only_what_is_on_the_screen(
    archive: Path, reader: Open, parsed: list[str], decoded: list[int]
) -> None:
    async with reader(archive):
        pass
    parsed.clear()
    decoded.clear()
    async with reader(archive) as one:
        assert not parsed
        assert len(decoded) <= PAPERS
        assert one.current() == "Paper 0 of day 0"
        assert "Paper 0 of day 0" in one.page()
        await one.press("h", "g", "g")
        await one.press("l", "G")
        assert one.current() == f"Paper {PAPERS - 1} of day {DAYS - 1}"
        assert not parsed
        assert len(decoded) <= 4 * PAPERS, "two screens of 3,000 papers and their pages"


async def test_only_what_changed_is_parsed(archive: Path, reader: Open, parsed: list[str]) -> None:
    async with reader(archive):
        pass
    parsed.clear()
    (archive / f"{_day(7)}.md").write_text(_digest(7).replace("Paper 3 of", "Changed paper of"), "utf-8")
    (archive / f"{_day(-1)}.md").write_text(_digest(-1).replace("2601.-", "2602.10"), "utf-8")
    async with reader(archive) as one:
        assert parsed == [f"{_day(-1)}.md", f"{_day(7)}.md"]
        assert one.current() == "Paper 0 of day -1"
        parsed.clear()
        (archive / f"{_day(9)}.md").unlink()
        await one.press("R")
        assert not parsed
        assert f"{DAYS} days" in one.main.query_one("#title").right  # type: ignore[attr-defined]


async def test_a_search_through_a_known_library_parses_nothing(
    archive: Path, reader: Open, parsed: list[str]
) -> None:
    async with reader(archive):
        pass
    parsed.clear()
    async with reader(archive) as one:
        await one.press("/")
        await one.type('"paper 7 of day 31"')
        await one.press("tab")
        assert one.titles() == ["Paper 7 of day 31"]
        assert not parsed


async def test_what_cannot_be_kept_is_said_once(
    archive: Path, home: Path, reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "_AT_LEAST", 0.01)  # so that it can be taken away
    home.mkdir()
    (home / "cache").write_text("in the way")
    async with reader(archive) as one:
        assert "nothing is kept in the cache" in one.status()
        await one.press("j")
        one.main.tell("")
        await one.press("R")
        assert "nothing is kept" not in one.status()
        assert len(one.titles()) == PAPERS
