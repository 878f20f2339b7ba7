"""What `check` tells beyond single papers: days that are missing, and what befell a file on its way."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from digest_kinds import cv_arxiv_daily, paper_note
from digest_parsers.health import series
from digest_parsers.library import Library
from digest_parsers.load import load_text
from digest_parsers.loaded import LoadedFile
from digest_parsers.model import DaySource, Digest, Level
from digest_text import InventedPaper, daily_enhanced, daily_jsonl, daily_report
from digest_tui.headless import read_library, report
from digest_tui.plaintext import report_lines

MONDAY = date(2026, 1, 5)


def run_of(
    days: list[date], source: DaySource = DaySource.FILENAME, folder: str = "data/"
) -> list[LoadedFile]:
    return [
        LoadedFile(path, None, "daily-enhanced", digests=(Digest(path, "daily-enhanced", (), day, source),))
        for day in days
        for path in [f"{folder}{day}.md"]
    ]


def weekdays(weeks: int) -> list[date]:
    return [MONDAY + timedelta(week * 7 + day) for week in range(weeks) for day in range(5)]


def test_a_weekday_that_is_not_there_is_missing_and_weekends_are_not() -> None:
    days = weekdays(4)
    gone = days.pop(7)
    (run,) = series(run_of(days))
    assert (run.folder, run.generator, run.missing) == ("data", "daily-enhanced", (gone,))
    assert (run.days[0], run.days[-1]) == (days[0], days[-1])


def test_a_generator_that_works_at_weekends_misses_them() -> None:
    days = [MONDAY + timedelta(day) for day in range(28) if day != 12]
    (run,) = series(run_of(days))
    assert run.missing == (MONDAY + timedelta(12),)


@pytest.mark.parametrize(
    "files",
    [
        run_of(weekdays(1)[:2] + weekdays(2)[8:]),  # too few to tell
        run_of(weekdays(1) + [day + timedelta(365) for day in weekdays(1)]),  # a pause of a year
        run_of([MONDAY + timedelta(7 * week) for week in range(9)]),  # once a week
        run_of([*weekdays(1), *weekdays(3)[11:]], DaySource.INFERRED_IDS),
        [
            load_text(
                cv_arxiv_daily([InventedPaper(str(n), published=f"2026-01-{n:02}") for n in range(1, 20, 3)]),
                "x",
            )
        ],
    ],
)
def test_where_nothing_can_be_said_to_be_missing(files: list[LoadedFile]) -> None:
    assert [run.missing for run in series(files)] in ([], [()])


def test_folders_that_are_days_are_one_run() -> None:
    days = weekdays(4)
    gone = days.pop(3)
    files = [one for day in days for one in run_of([day], DaySource.PATH, f"docs/{day:%Y%m/%d}/")]
    (run,) = series(files)
    assert (run.folder, run.missing) == ("docs", (gone,))


@pytest.mark.parametrize(
    ("text", "code", "level", "line"),
    [
        (
            "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
            "lfs-pointer",
            Level.ERROR,
            None,
        ),
        (daily_enhanced([InventedPaper()]) + "\n<<<<<<< HEAD\nx\n", "merge-conflict", Level.WARNING, 35),
        ("<<<<<<< HEAD\n" + daily_enhanced([InventedPaper()]), "merge-conflict", Level.WARNING, 1),
    ],
)
def test_what_git_leaves_is_told(text: str, code: str, level: Level, line: int | None) -> None:
    loaded = load_text(text, "2026-01-05.md")
    told = [(one.code, one.level, one.line) for one in loaded.diagnostics if one.code == code]
    assert told == [(code, level, line)]


def test_characters_that_are_left_out_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "2026-01-05.md"
    file.write_text(daily_report([InventedPaper(title="On\x1b[31m \u200bKites\u200b")]), "utf-8")
    (loaded,) = read_library([tmp_path]).files
    (told,) = [one for one in loaded.diagnostics if one.code == "control-characters"]
    assert told.message == "3 control or invisible characters were left out (U+001B, U+200B)"
    assert loaded.digests[0].entries[0].title == "On[31m Kites"


def test_hundreds_of_papers_that_stand_there_twice_are_one_line() -> None:
    papers = [InventedPaper(f"2601.{n:05}") for n in range(30)]
    codes = [one.code for one in load_text(daily_enhanced(papers + papers), "2026-01-05.md").diagnostics]
    assert codes.count("duplicate-paper") == 1


def test_the_report_holds_and_prints_it_all(tmp_path: Path) -> None:
    days = weekdays(3)
    gone = days.pop(6)
    for day in days:
        (tmp_path / f"{day}.md").write_text(daily_enhanced([InventedPaper()]), "utf-8")
    raw = daily_enhanced(
        [
            InventedPaper(
                "doi",
                sections={"tldr": "Summary generation failed"}
                | dict.fromkeys(("motivation", "method", "result", "conclusion", "abstract"), "x"),
            )
        ]
    )
    (tmp_path / f"{days[0]}-latest.md").write_text(raw, "utf-8")
    told = report(read_library([tmp_path]))
    (run,) = told["series"]
    assert (run["days"], run["missing"]) == (14, [gone.isoformat()])
    latest, first = told["files"][0], told["files"][1]
    assert latest["path"].endswith("latest.md")
    assert (first["ids"], first["sections"]["tldr"], first["stated"]) == ({"arxiv": 1}, 1, 1)
    assert (latest["ids"], latest["placeholders"], latest["sureness"]) == ({"none": 1}, 1, 1.0)
    assert first["claims"] == [{"day": "2026-01-05", "source": "filename"}]
    lines = "\n".join(report_lines(told))
    assert f"14 days from 2026-01-05 to 2026-01-23, 1 day missing: {gone}" in lines
    assert "FILES  PAPERS  NO SUMMARY  FORMAT" in lines


def test_a_day_in_several_files_is_told_once(tmp_path: Path) -> None:
    papers = [InventedPaper(), InventedPaper("2601.00002", "On Kites")]
    for name, text in {
        "2026-01-05.md": daily_enhanced(papers),
        "2026-01-05.jsonl": daily_jsonl(papers),
        "2026-01-06.md": daily_enhanced(papers),
        "2026-01-07.md": daily_enhanced(papers[:1]),
        "2026-01-07-late.md": daily_enhanced(papers[1:]),
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    told = report(read_library([tmp_path]))
    (run,) = told["series"]
    assert run["repeated"] == {"2026-01-05": ["2026-01-05.jsonl", "2026-01-05.md"]}
    assert "1 day in several files, each paper is shown once: 2026-01-05 (2026-01-05.jsonl" in "\n".join(
        report_lines(told)
    )


def test_notes_of_a_day_are_no_repetition() -> None:
    files = [load_text(paper_note(InventedPaper()), f"202601/05/{n}.md") for n in range(3)]
    assert [run.repeated for run in series(files)] == [()]


def test_a_file_whose_papers_stand_better_elsewhere_says_so(tmp_path: Path) -> None:
    bare = InventedPaper(sections=dict.fromkeys(InventedPaper().sections, "x"))
    (tmp_path / "2026-01-05.md").write_text(daily_enhanced([InventedPaper()]), "utf-8")
    (tmp_path / "2026-01-05-old.md").write_text(daily_enhanced([bare]), "utf-8")
    library: Library = read_library([tmp_path])
    assert [one["doubles"] for one in report(library)["files"]] == [1, 0]
    assert "1 better in another file" in "\n".join(report_lines(report(library)))
