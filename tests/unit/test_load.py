"""One file to a digest and its diagnostics, whatever the file is."""

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers import load
from digest_parsers.doubts import settle
from digest_parsers.load import LoadedFile, load_file, load_text
from digest_parsers.model import DOUBT_MARK, DaySource, Entry, Level, Link, RepairReport, Section
from digest_parsers.repair import Repaired
from digest_parsers.source import Stamp
from digest_text import InventedPaper, daily_enhanced, daily_jsonl, daily_report

PAPERS = [InventedPaper(), InventedPaper("2601.00002", "On Kites", categories=("cs.CV",))]


def codes(loaded: LoadedFile) -> list[str]:
    return [each.code for each in loaded.diagnostics]


def levels(loaded: LoadedFile) -> set[Level]:
    return {each.level for each in loaded.diagnostics}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("daily-report", daily_report(PAPERS)),
        ("daily-enhanced", daily_enhanced(PAPERS)),
        ("daily-enhanced-jsonl", daily_jsonl(PAPERS)),
    ],
)
@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", []),
        ("utf-8-sig", ["byte-order-mark"]),
        ("utf-16", ["other-encoding"]),
        ("gb18030", ["other-encoding"]),
    ],
)
def test_of_a_good_file_only_its_encoding_is_told(
    tmp_path: Path, name: str, text: str, encoding: str, told: list[str]
) -> None:
    path = tmp_path / "2026-01-05.md"
    path.write_bytes(text.encode(encoding))
    stamp = Stamp(1, 2)
    loaded = load_file(path, stamp)
    assert (loaded.path, loaded.stamp, loaded.format, codes(loaded)) == (str(path), stamp, name, told)
    assert levels(loaded) <= {Level.INFO}
    assert loaded.encoding == {"utf-16": "utf-16-le"}.get(encoding, encoding)
    assert loaded.repair == RepairReport()
    (digest,) = loaded.digests
    assert (digest.path, digest.format, digest.day) == (str(path), name, date(2026, 1, 5))
    assert {entry.arxiv_id for entry in digest.entries} == {"2601.00001", "2601.00002"}


@pytest.mark.parametrize(
    ("content", "code", "level"),
    [
        (b"", "empty", Level.WARNING),
        (b" \n\t\n", "empty", Level.WARNING),
        (b"\xef\xbb\xbf", "empty", Level.WARNING),
        (b"\0" * 5000, "binary", Level.ERROR),
        (bytes(range(256)) * 9, "binary", Level.ERROR),
        (b"# A note\n\nNothing to see.\n", "not-a-digest", Level.WARNING),
        (b'{"name": "x"}', "not-a-digest", Level.WARNING),
    ],
)
def test_what_is_no_digest_is_told(tmp_path: Path, content: bytes, code: str, level: Level) -> None:
    path = tmp_path / "2026-01-05.md"
    path.write_bytes(content)
    loaded = load_file(path)
    assert (loaded.format, loaded.digests) == (None, ())
    (diagnostic,) = loaded.diagnostics
    assert (diagnostic.code, diagnostic.level, diagnostic.path) == (code, level, str(path))
    assert diagnostic.message


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with (tmp_path / "giant.md").open("wb") as file:
        file.truncate(1 << 30)
    for name, code in (("pipe.md", "unreadable"), ("none.md", "unreadable"), ("giant.md", "too-large")):
        loaded = load_file(tmp_path / name)
        assert (codes(loaded), levels(loaded), loaded.encoding) == ([code], {Level.ERROR}, None)


def test_broken_bytes_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "2026-01-05.md"
    path.write_bytes(daily_report(PAPERS).encode().replace("结论".encode(), b"\xe7\xbb", 1))
    loaded = load_file(path)
    (diagnostic,) = loaded.diagnostics
    assert (diagnostic.code, diagnostic.level) == ("invalid-bytes", Level.WARNING)
    lines = path.read_bytes().split(b"\n")
    assert diagnostic.line is not None
    assert b"\xe7\xbb" in lines[diagnostic.line - 1]


REPORT = daily_report(PAPERS)
LISTING = daily_enhanced(PAPERS)
FAILED = LISTING.replace("TL;DR: 一句话。", "TL;DR: Summary generation failed", 1)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (REPORT.replace("(1 篇)", "(3 篇)", 1), "a.md", {"toc-mismatch": Level.WARNING}),
        (REPORT.replace("- [cs.CL](#csCL) (1 篇)\n", ""), "a.md", {"toc-mismatch": Level.WARNING}),
        (REPORT.replace("共 2 篇", "共 30 篇"), "a.md", {"total-mismatch": Level.WARNING}),
        (REPORT.replace("| 2026-01", "| 2026-13"), "a.md", {"bad-date": Level.WARNING, "no-day": Level.INFO}),
        (REPORT.replace("| 2026-01-05", ""), "a.md", {"no-day": Level.INFO}),
        (REPORT, "2026-01-07.md", {"day-differs": Level.WARNING}),
        (REPORT, "2026-13-07.md", {"bad-date": Level.WARNING}),
        (REPORT.replace("2601.00002", "2601.00001"), "a.md", {"duplicate-paper": Level.INFO}),
        (REPORT.replace("arxiv.org/", "example.org/"), "a.md", {"missing-field": Level.WARNING}),
        (REPORT[: REPORT.rindex("**评分")], "a.md", {"cut-off": Level.ERROR}),
        ("# arXiv AI 论文日报 | 2026-01-05\n\n> 共 0 篇论文\n", "a.md", {"no-papers": Level.INFO}),
        (LISTING.replace("[Total: 1]", "[Total: 2]", 1), "2026-01-05.md", {"toc-mismatch": Level.WARNING}),
        (LISTING.replace("On Kites", ""), "2026-01-05.md", {"missing-field": Level.WARNING}),
        (FAILED, "2026-01-05.md", {"placeholder-summary": Level.WARNING}),
        (LISTING, "x.md", {"no-day": Level.INFO}),
    ],
)
def test_what_is_wrong_is_told(text: str, name: str, expected: dict[str, Level]) -> None:
    loaded = load_text(text, name)
    assert {each.code: each.level for each in loaded.diagnostics} == expected
    assert all(each.path == name and each.message for each in loaded.diagnostics)


def test_a_mismatch_names_both_numbers() -> None:
    (diagnostic,) = load_text(REPORT.replace("(1 篇)", "(3 篇)", 1), "a.md").diagnostics
    assert diagnostic.message == "the table of contents has 3 papers in cs.CL, the file 1"
    (diagnostic,) = load_text(REPORT.replace("共 2 篇", "共 30 篇"), "a.md").diagnostics
    assert "30" in diagnostic.message
    assert "2" in diagnostic.message


@pytest.mark.parametrize(
    ("text", "path", "day", "source"),
    [
        (REPORT, "2026-03-03.md", date(2026, 1, 5), DaySource.HEADING),
        (LISTING, "2026-03-03.md", date(2026, 3, 3), DaySource.FILENAME),
        (LISTING, "2026/03/04.md", date(2026, 3, 4), DaySource.PATH),
        (LISTING, "listing.md", None, None),
    ],
)
def test_the_day_and_how_it_is_known(
    text: str, path: str, day: date | None, source: DaySource | None
) -> None:
    (digest,) = load_text(text, path).digests
    assert (digest.day, digest.day_source) == (day, source)


HOSTILE = "O(n[/]log n) [@click=app.quit]x[/] \x1b]0;pwned\x07 \u202e\x9b31m \u2028"


@pytest.mark.parametrize("write", [daily_report, daily_enhanced, daily_jsonl])
def test_nothing_hostile_gets_through(write: object) -> None:
    assert callable(write)
    paper = InventedPaper(
        title=HOSTILE + "end",
        authors=(HOSTILE.replace(";", "") + "end",),
        sections=dict.fromkeys(InventedPaper().sections, HOSTILE + "end"),
    )
    (digest,) = load_text(write([paper]), "2026-01-05.md").digests
    (entry,) = digest.entries
    told = (entry.title, *entry.authors, *(section.text for section in entry.sections))
    for text in told:
        assert " ".join(text.replace(";", "").split()) == "O(n[/]log n) [@click=app.quit]x[/] ]0pwned 31m end"
        assert text.isprintable()


def test_a_message_that_quotes_the_file_is_clean_and_short() -> None:
    text = daily_jsonl([InventedPaper(title=HOSTILE + "W" * 5000)]).replace("arxiv.org", "example.org")
    loaded = load_text(text.replace("2601.00001", "none"), "2026-01-05.jsonl")
    (diagnostic,) = loaded.diagnostics
    assert diagnostic.message.isprintable()
    assert len(diagnostic.message) < 300


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A repair stage that doubts every 浮 and has restored every 船."""

    def repair(text: str, *, others: object) -> Repaired:
        del others
        return Repaired(
            text.replace("浮", f"浮{DOUBT_MARK}"), RepairReport("invented", 9, 7, text.count("浮"))
        )

    monkeypatch.setattr(load, "repair", repair)


@pytest.mark.usefixtures("marking")
def test_marks_become_doubts() -> None:
    paper = InventedPaper(
        title="纸船浮",
        authors=("浮 Ada",),
        keywords=("浮力", "船"),
        sections=InventedPaper().sections | {"tldr": "浮船会浮", "abstract": "A\n浮\nB"},
    )
    loaded = load_text(daily_report([paper]), "2026-01-05.md")
    assert codes(loaded) == ["repaired", "lost-characters"]
    assert [each.level for each in loaded.diagnostics] == [Level.INFO, Level.WARNING]
    (entry,) = loaded.digests[0].entries
    assert (entry.title, entry.authors, entry.keywords) == ("纸船浮", ("浮 Ada",), ("浮力", "船"))
    assert entry.doubts == ("title", "authors", "keywords")
    found = {section.key: (section.text, section.doubts) for section in entry.sections}
    assert found["tldr"] == ("浮船会浮", (0, 3))
    assert found["abstract"] == ("A\n浮\nB", (2,))
    assert found["method"] == ("方法。", ())
    assert entry.authors_unlisted == 4


def test_a_mark_that_stands_in_a_file_marks_nothing() -> None:
    paper = InventedPaper(
        title=f"纸{DOUBT_MARK}船", sections=InventedPaper().sections | {"tldr": f"一{DOUBT_MARK}句"}
    )
    for text in (
        daily_report([paper]),
        daily_enhanced([paper]),
        daily_jsonl([paper]),
        daily_jsonl([paper], ascii_only=True),
    ):
        (entry,) = load_text(text, "2026-01-05.md").digests[0].entries
        assert (entry.title, entry.doubts) == ("纸船", ())
        section = entry.section("tldr")
        assert section is not None
        assert (section.text, section.doubts) == ("一句", ())


MARKED = st.text(st.sampled_from(["字", "a", "\n", DOUBT_MARK, "\u0301", "\u202e"]), max_size=40)


@given(MARKED)
def test_every_doubt_is_the_offset_of_what_stood_before_a_mark(text: str) -> None:
    entry = Entry("2601.00001", text, 1, sections=(Section("tldr", "x", text),), links=(Link("", text),))
    settled = settle(entry, marked=True)
    (section,) = settled.sections
    assert DOUBT_MARK not in section.text + settled.title + settled.links[0].url
    assert list(section.doubts) == sorted(set(section.doubts))
    assert all(0 <= offset < len(section.text) for offset in section.doubts)
    before = Counter(
        text[i - 1] for i in range(1, len(text)) if text[i] == DOUBT_MARK and text[i - 1] == "字"
    )
    assert (
        Counter(section.text[offset] for offset in section.doubts)["字"] >= before["字"] or not section.doubts
    )


@given(st.binary(max_size=300))
def test_any_bytes_can_be_loaded(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_bytes(data)
    loaded = load_file(path)
    assert loaded.diagnostics or loaded.digests
    assert not any(one.code == "defect" for one in loaded.diagnostics)
