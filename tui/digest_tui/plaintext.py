"""Reports and tables for people: plain lines, sanitised, aligned by display width."""

from collections.abc import Iterator, Sequence

from digest_parsers.export.jsonl import Row
from digest_parsers.sanitize import clean_line
from digest_tui.headless import FileReport, Finding, Report

_COLUMNS = ("DAY", "ID", "SCORE", "CATEGORY", "TITLE")
_KEPT_COLUMNS = ("ADDED", "ID", "RATING", "FOLDER", "TAGS", "TITLE")
_FORMAT_COLUMNS = ("FILES", "PAPERS", "NO SUMMARY", "FORMAT")
_RIGHT = frozenset({"SCORE", "FILES", "PAPERS", "NO SUMMARY"})

#: Missing days of a run that are named; a run of years may lack hundreds.
_MISSING_SHOWN = 10
#: Days in several files of a run that are named.
_REPEATED_SHOWN = 2


def report_lines(report: Report) -> Iterator[str]:
    """What ``check`` prints: a line a file, its findings below it, and the sums."""
    for file in report["files"]:
        yield f"{clean_line(file['path'])}: {', '.join(_about(file))}"
        yield from (f"  {_finding(one)}" for one in file["diagnostics"])
    yield from _missing_lines(report)
    yield from _repeated_lines(report)
    yield from _format_lines(report)
    totals = report["totals"]
    levels = [one["level"] for file in report["files"] for one in file["diagnostics"]]
    yield ", ".join(
        (
            _count(totals["files"], "file"),
            _count(totals["entries"], "entry", "entries"),
            _count(totals["papers"], "paper"),
            _count(totals["days"], "day"),
            _count(levels.count("error"), "error"),
            _count(levels.count("warning"), "warning"),
        )
    )


def table_lines(rows: Sequence[Row], width: int | None) -> Iterator[str]:
    """What ``list`` prints: a heading and a line an entry.

    Args:
        rows: The entries.
        width: The columns of the terminal, to which titles are cut, or None to leave them whole.
    """
    yield from _aligned([_COLUMNS, *(_cells(one) for one in rows)], width)


def bookmark_lines(rows: Sequence[Row], width: int | None) -> Iterator[str]:
    """What ``bookmarks list`` prints: a heading and a line a bookmark; the arguments are as for a table."""
    yield from _aligned([_KEPT_COLUMNS, *(_kept_cells(one) for one in rows)], width)


def _aligned(lines: Sequence[tuple[str, ...]], width: int | None) -> Iterator[str]:
    """Lines of cells put below each other, the last of each cut to the width if there is one."""
    from rich.cells import cell_len  # noqa: PLC0415 - only for tables

    columns = lines[0]
    widths = [max(cell_len(line[at]) for line in lines) for at in range(len(columns))]
    for line in lines:
        padded = [
            _padding(cell, widths[at], cell_len(cell), right=columns[at] in _RIGHT)
            for at, cell in enumerate(line[:-1])
        ]
        text = "  ".join((*padded, line[-1]))
        yield text if width is None else _cut(text, width)


def _about(file: FileReport) -> Iterator[str]:
    if file["format"] is None:
        yield "no digest"
        return
    yield file["format"] + ("" if file["sureness"] >= 1 else f" (sure by {file['sureness']:.0%})")
    yield "no day" if file["day"] is None else f"{file['day']} ({file['day_source']})"
    if file["days"] > 1:
        yield _count(file["days"], "day")
    yield _count(file["papers"], "paper")
    if file["stated"] is not None and file["stated"] != file["papers"]:
        yield f"{file['stated']:,} stated"
    if file["placeholders"]:
        yield f"{file['placeholders']:,} without a summary"
    if file["doubles"]:
        yield f"{file['doubles']:,} better in another file"
    if file["encoding"] not in (None, "utf-8"):
        yield f"in {file['encoding']}"
    repair = file["repair"]
    if repair["kind"] != "none":
        yield f"{repair['restored']:,} of {repair['damaged']:,} damaged characters restored"
        yield f"{repair['doubtful']:,} in doubt"


def _missing_lines(report: Report) -> Iterator[str]:
    """A line for each run of digests with days missing in it."""
    for run in report["series"]:
        if run["missing"]:
            shown = ", ".join(run["missing"][:_MISSING_SHOWN])
            more = len(run["missing"]) - _MISSING_SHOWN
            yield clean_line(
                f"{run['folder']}: {run['generator']}, {_count(run['days'], 'day')} from {run['first']} to "
                f"{run['last']}, {_count(len(run['missing']), 'day')} missing: {shown}"
                + (f" and {more:,} more (--json has them all)" if more > 0 else "")
            )


def _repeated_lines(report: Report) -> Iterator[str]:
    """A line for each run of digests with days that several files have."""
    for run in report["series"]:
        if run["repeated"]:
            shown = [f"{day} ({', '.join(names)})" for day, names in run["repeated"].items()]
            more = len(shown) - _REPEATED_SHOWN
            days = _count(len(shown), "day")
            yield clean_line(
                f"{run['folder']}: {run['generator']}, {days} in several files, each paper is shown once: "
                + ", ".join(shown[:_REPEATED_SHOWN])
                + (f" and {more:,} more (--json has them all)" if more > 0 else "")
            )


def _format_lines(report: Report) -> Iterator[str]:
    """A table of the formats: files, papers, and papers without a summary."""
    sums: dict[str, list[int]] = {}
    for file in report["files"]:
        figures = sums.setdefault(file["format"] or "no digest", [0, 0, 0])
        for at, figure in enumerate((1, file["papers"], file["placeholders"])):
            figures[at] += figure
    if len(report["files"]) > 1:
        rows = [(*(f"{one:,}" for one in figures), clean_line(name)) for name, figures in sums.items()]
        yield from _aligned([_FORMAT_COLUMNS, *rows], None)


def _finding(one: Finding) -> str:
    where = "" if one["line"] is None else f", line {one['line']}"
    cure = f" ({one['cure']})" if one["cure"] else ""
    return clean_line(f"{one['level']} {one['code']}{where}: {one['message']}{cure}")


def _count(number: int, singular: str, plural: str = "") -> str:
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def _cells(one: Row) -> tuple[str, ...]:
    inferred = "~" if (one["day_source"] or "").startswith("inferred") else ""
    return (
        inferred + (one["day"] or ""),
        one["arxiv_id"] + (one["version"] or ""),
        "" if one["score"] is None else f"{one['score']:g}",
        one["primary_category"],
        one["title"],
    )


def _kept_cells(one: Row) -> tuple[str, ...]:
    mark = one["bookmark"]
    tags = " ".join(f"#{tag}" for tag in mark["tags"])
    return (mark["added"] or "")[:10], one["arxiv_id"], mark["rating"], mark["folder"], tags, one["title"]


def _padding(cell: str, width: int, taken: int, *, right: bool) -> str:
    blank = " " * (width - taken)
    return blank + cell if right else cell + blank


def _cut(text: str, width: int) -> str:
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415

    return text if cell_len(text) <= width else set_cell_size(text, max(0, width - 1)).rstrip() + "…"
