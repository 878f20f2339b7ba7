"""What ``check`` and ``list`` say, as data and as lines."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

import written
from digest_parsers.errors import QueryError, SourceError
from digest_parsers.export import jsonl
from digest_parsers.model import Appearance, DaySource, Digest, Entry, Section
from digest_tui import headless, plaintext
from digest_tui.kept import Kept
from digest_tui.store.bookmarks import BookmarkStore
from digest_tui.store.reading import Reading, ReadingState
from shared import shared

pytestmark = pytest.mark.usefixtures("home")


def test_the_report_says_what_each_file_is(tmp_path: Path) -> None:
    library = headless.read_library([written.library(tmp_path)])
    told = headless.report(library)
    brief = {
        Path(file["path"]).name: (
            file["format"],
            file["day"],
            file["day_source"],
            file["papers"],
            file["categories"],
        )
        for file in told["files"]
    }
    assert brief == {
        "2026-02-28.md": ("daily-report", "2026-02-28", "heading", 2, {"cs.AI": 2}),
        "damaged.md": ("daily-report", "2026-02-27", "heading", 1, {"cs.AI": 1}),
        "lines.jsonl": ("daily-enhanced-jsonl", "2026-02-28", "inferred-ids", 2, {"cs.CL": 2}),
        "notes.md": (None, None, None, 0, {}),
    }
    assert told["totals"] == {"files": 4, "entries": 5, "papers": 2, "days": 2}
    by_name = {Path(file["path"]).name: file for file in told["files"]}
    assert by_name["2026-02-28.md"]["diagnostics"] == []
    assert by_name["damaged.md"]["repair"]["kind"] == "cp1254-lossy"
    assert by_name["damaged.md"]["repair"]["damaged"] > 0
    assert [one["code"] for one in by_name["notes.md"]["diagnostics"]] == ["not-a-digest"]
    assert json.loads(jsonl.to_json(told)) == told


def test_what_was_skipped_is_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to("nowhere")
    library = headless.read_library([tmp_path])
    (file,) = headless.report(library)["files"]
    assert (file["format"], file["encoding"], file["papers"]) == (None, None, 0)
    assert file["diagnostics"]


def test_errors_are_told_from_warnings(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Shopping\n")
    assert not headless.has_errors(headless.read_library([tmp_path]))
    (tmp_path / "binary.md").write_bytes(bytes(range(256)) * 40)
    assert headless.has_errors(headless.read_library([tmp_path]))


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        headless.read_library([tmp_path / "no"])


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    told: list[int] = []
    headless.read_library([written.library(tmp_path)], told.append)
    assert told == [1, 2, 3, 4]


def test_a_row_has_everything_that_the_file_states(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(written.daily_report("2602.10000"))
    library = headless.read_library([tmp_path])
    (row,) = [jsonl.row(found) for found in headless.find(library, "", Kept(library))]
    assert row == {
        "arxiv_id": "2602.10000",
        "version": "v1",
        "title": written.TITLE,
        "authors": ["Ann Author", "Ben Byline"],
        "authors_total": 4,
        "more_authors": False,
        "categories": ["cs.AI", "cs.LG"],
        "primary_category": "cs.AI",
        "day": "2026-02-28",
        "day_source": "heading",
        "published": "2026-02-28",
        "score": 31.0,
        "keywords": ["虚构", "测试"],
        "comment": "",
        "sections": {
            "abstract": "We invent a result.",
            "tldr": "这篇论文是虚构的，用于测试。",
            "motivation": "没有动机。",
            "method": "虚构的方法。",
            "conclusion": "没有结论。",
        },
        "links": [
            {"label": "查看原文", "url": "https://arxiv.org/abs/2602.10000v1"},
            {"label": "下载PDF", "url": "https://arxiv.org/pdf/2602.10000v1.pdf"},
        ],
        "doubts": [],
        "source": {"path": str(tmp_path / "a.md"), "line": 13, "format": "daily-report"},
    }


def test_what_is_not_stated_is_null_and_nothing_is_lost() -> None:
    sections = (
        Section("method", "M", "one", (0,)),
        Section("method", "M", "two"),
        Section("x", "X", "three"),
    )
    entry = Entry("2602.1", "T", 3, sections=sections, doubts=("title",))
    row = jsonl.row(Appearance(Digest("/a", "f", (entry,), day_source=None), entry))
    assert (row["version"], row["day"], row["day_source"], row["published"], row["score"]) == (None,) * 5
    assert row["sections"] == {"method": "one\n\ntwo", "x": "three"}
    assert row["doubts"] == ["title", "method"]
    assert row["primary_category"] == ""


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["2602.10000", "2602.10001", "2602.10000", "2602.10001", "2602.10001"]),
        ("虚构的方法", ["2602.10000", "2602.10001", "2602.10001"]),
        ("score:>31 day:2026-02-28", ["2602.10001"]),
        ("nothing-of-the-kind", []),
        ("is:bookmarked cat:cs.CL", ["2602.10001"]),
        ("is:unread cat:cs.CL", ["2602.10001"]),
        ("is:repeated cat:cs.CL", ["2602.10001"]),
    ],
)
def test_queries_find_entries_newest_day_first(
    query: str, ids: list[str], tmp_path: Path, home: Path
) -> None:
    library = headless.read_library([written.library(tmp_path)])
    if "is:" in query:
        entry = Entry("2602.10001", "T", 1)
        marks = BookmarkStore(home / "data" / "digest-tui" / "bookmarks")
        marks.add(Appearance(Digest("/a", "f", (entry,)), entry), now=datetime.now(UTC))
        state = ReadingState(home / "state" / "digest-tui" / "reading.db")
        state.set(["2602.10000"], Reading.READ, datetime.now(UTC))
    assert [found.entry.arxiv_id for found in headless.find(library, query, Kept(library))] == ids


def test_queries_without_states_touch_no_store(tmp_path: Path, home: Path) -> None:
    library = headless.read_library([written.library(tmp_path)])
    list(headless.find(library, "虚构", Kept(library)))
    assert list(home.iterdir()) == []


def test_a_mistake_in_a_query_is_told_at_once(tmp_path: Path) -> None:
    library = headless.read_library([written.library(tmp_path)])
    with pytest.raises(QueryError):
        headless.find(library, "(a", Kept(library))


def test_reports_for_people_name_everything(tmp_path: Path) -> None:
    library = headless.read_library([written.library(tmp_path)])
    lines = list(plaintext.report_lines(headless.report(library)))
    assert lines[0] == f"{tmp_path}/2026-02-28.md: daily-report, 2026-02-28 (heading), 2 papers"
    assert lines[1].startswith(f"{tmp_path}/damaged.md: daily-report, 2026-02-27 (heading), 1 paper, ")
    assert f"{tmp_path}/notes.md: no digest" in lines
    assert lines[-1] == "4 files, 5 entries, 2 papers, 2 days, 0 errors, 1 warning"


def _row(title: str, score: float | None = None, source: DaySource | None = None) -> jsonl.Row:
    entry = Entry("2602.1", title, 1, categories=("cs.AI",), score=score)
    return jsonl.row(Appearance(Digest("/a", "f", (entry,), day_source=source), entry))


def test_tables_are_aligned_by_display_width() -> None:
    rows = [_row("论文"), _row("b", 7.5), _row("c", 100.0, DaySource.INFERRED_IDS)]
    rows[0]["primary_category"] = "类别"
    lines = list(plaintext.table_lines(rows, None))
    assert lines == [
        "DAY  ID      SCORE  CATEGORY  TITLE",
        "     2602.1         类别      论文",
        "     2602.1    7.5  cs.AI     b",
        "~    2602.1    100  cs.AI     c",
    ]


@pytest.mark.parametrize("width", [1, 10, 39, 40, 41, 80])
def test_tables_fit_the_terminal(width: int) -> None:
    lines = list(plaintext.table_lines([_row("论文" * 30), _row("x" * 200)], width))
    assert all(cell_len(line) <= width for line in lines)
    assert lines[1].endswith("…")


def test_nothing_that_a_terminal_obeys_is_printed(tmp_path: Path) -> None:
    name = "2026-02-01\x1b]0;pwned\x07\u202e.md"
    (tmp_path / name).write_text(written.daily_report("2602.1", title="\x1b[2J\x9b[@click=app.quit]"))
    library = headless.read_library([tmp_path])
    rows = [jsonl.row(found) for found in headless.find(library, "", Kept(library))]
    said = "".join(
        (
            *plaintext.report_lines(headless.report(library)),
            *plaintext.table_lines(rows, None),
            jsonl.to_json(headless.report(library)),
            jsonl.to_json(rows),
        )
    )
    assert said.isprintable()
    assert json.loads(jsonl.to_json(rows))[0]["source"]["path"] == str(tmp_path / name)


SEEDS = {
    "000": ("2026-02-28", "heading", {"cs.AI": 7, "cs.CL": 2, "cs.CV": 10, "cs.LG": 11}),
    "001": ("2026-02-13", "inferred-ids", {"cs.CV": 59, "cs.CY": 4, "cs.LG": 106, "cs.AI": 63, "cs.IR": 16}),
    "002": ("2026-02-24", "heading", {"cs.CV": 7, "cs.LG": 8}),
    "003": ("2026-02-04", "heading", {"cs.AI": 3, "cs.CL": 3, "cs.CV": 7, "cs.LG": 17}),
    "004": ("2026-02-13", "heading", {"cs.AI": 6, "cs.CL": 3, "cs.CV": 7, "cs.LG": 14}),
}


def test_the_real_digests_have_the_papers_that_they_have() -> None:
    library = headless.read_library([shared("seeds")])
    told = headless.report(library)
    assert {
        Path(file["path"]).name[:3]: (file["day"], file["day_source"], file["categories"])
        for file in told["files"]
        if file["format"]
    } == SEEDS
    assert told["totals"]["entries"] == 353
    assert not headless.has_errors(library)
    rows = [jsonl.row(found) for found in headless.find(library, "", Kept(library))]
    assert len(rows) == 353
    for row in rows:
        assert all(row[key] for key in ("arxiv_id", "title", "authors", "authors_total", "categories", "day"))
        assert {"tldr", "motivation", "method", "abstract"} <= row["sections"].keys()
        if row["source"]["format"] == "daily-report":
            assert all(row[key] for key in ("version", "published", "score", "keywords", "links"))
