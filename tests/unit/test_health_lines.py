"""What each file is and what is wrong with it, as lines: the worst first, missing days before all."""

from datetime import date, timedelta

from digest_parsers.loaded import LoadedFile
from digest_parsers.model import DaySource, Diagnostic, Digest, Level, RepairReport
from digest_tui.health_lines import health_lines, summary
from invented import entry


def _file(path: str, day: date | None = None, *found: Diagnostic, damaged: int = 0) -> LoadedFile:
    digest = Digest(path, "daily-report", (entry(),), day, DaySource.HEADING)
    repair = (
        RepairReport(kind="cp1254-lossy", damaged=damaged, restored=damaged, doubtful=2)
        if damaged
        else RepairReport()
    )
    return LoadedFile(path, None, "daily-report", "utf-8", repair, (digest,), found, 0.6)


def _found(level: Level, path: str, line: int | None = None) -> Diagnostic:
    return Diagnostic(level, "code", path, line, f"{level.value} here", "a cure")


def test_the_worst_comes_first_and_findings_stand_below_their_file() -> None:
    day = date(2026, 1, 5)
    files = [
        _file("/a.md", day, damaged=30),
        _file("/b.md", day, _found(Level.INFO, "/b.md"), _found(Level.ERROR, "/b.md", 7)),
        LoadedFile("/c.md", None, diagnostics=(_found(Level.WARNING, "/c.md"),)),
    ]
    lines = health_lines(files)
    assert [(one.path, one.level, one.line) for one in lines] == [
        ("/b.md", None, None),
        ("/b.md", Level.ERROR, 7),
        ("/b.md", Level.INFO, None),
        ("/c.md", None, None),
        ("/c.md", Level.WARNING, None),
        ("/a.md", None, None),
    ]
    assert lines[0].text == "daily-report (sure by 60%), 5 Jan 2026 (heading), 1 paper"
    assert lines[3].text == "no digest"
    assert lines[5].text.endswith("1 paper, restored 30 characters, 2 in doubt")
    assert summary(files) == "3 files, 1 no digest, 1 error, 1 warning"


def test_days_that_are_missing_in_a_run_are_named_first() -> None:
    monday = date(2026, 1, 5)
    days = [monday + timedelta(week * 7 + weekday) for week in range(3) for weekday in range(5)]
    missing = days.pop(7)
    lines = health_lines([_file(f"/d/{day}.md", day) for day in days])
    assert lines[0].path == "/d"
    assert lines[0].text == f"daily-report: 1 day missing: {missing.day} Jan 2026"
    assert summary([_file("/a.md", monday)]) == "1 file, nothing wrong with them"


def test_a_day_in_several_files_is_named() -> None:
    day = date(2026, 1, 5)
    two = (entry("2601.00001"), entry("2601.00002"))
    paths = ["/d/a.md", "/d/b.md"]
    files = [_file(path, day)._replace(digests=(Digest(path, "x", two, day),)) for path in paths]
    first = health_lines(files)[0]
    assert (first.code, first.level) == ("duplicate-days", Level.INFO)
    assert first.text == "x: 1 day in several files, each paper is shown once: 5 Jan 2026 (a.md, b.md)"
