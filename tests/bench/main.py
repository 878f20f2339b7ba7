"""Chooses what to measure, prints the table and writes the JSON."""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from bench.measure_keys import lists, moves, typing
from bench.measure_launch import launch
from bench.measure_related import related
from bench.measure_search import queries
from bench.measure_tex import tex
from bench.measure_width import width
from bench.measure_work import change, loop, parse, resources
from bench.report import Report, Row, notes, table
from bench.terminal import NotMeasuredError
from bench.workbench import Measurement, Workbench

GROUPS: dict[str, Measurement] = {
    "launch": launch,
    "moves": moves,
    "lists": lists,
    "typing": typing,
    "queries": queries,
    "loop": loop,
    "parse": parse,
    "resources": resources,
    "change": change,
    "tex": tex,
    "width": width,
    "related": related,
}
#: Measured by a program of its own, whose report is passed on.
_REPAIR = "repair"
_REPAIR_PROGRAM = Path(__file__).with_name("bench_repair.py")


def main(arguments: Sequence[str]) -> int:
    """Measure.

    Returns:
        1 when something could not be measured, else 0, also when a target is missed.
    """
    chosen = _parser().parse_args(arguments)
    groups = [*GROUPS, _REPAIR] if chosen.only is None else chosen.only.split(",")
    unknown = [name for name in groups if name not in GROUPS and name != _REPAIR]
    if unknown:
        _tell(f"there is no {', '.join(unknown)}; there are {', '.join([*GROUPS, _REPAIR])}")
        return 2
    bench = Workbench(chosen.archives, chosen.runs, large=not chosen.small, invented=chosen.invented)
    try:
        report = Report(_machine(bench))
        for group in groups:
            _measure(bench, group, report)
            _save(report, chosen.json)  # after each: a run takes minutes
    finally:
        bench.close()
    _print(report, details=chosen.details, markdown=chosen.markdown)
    _tell(f"\neach single measurement: {chosen.json}")
    return 1 if report.failures else 0


def _parser() -> argparse.ArgumentParser:
    cache = Path(platformdirs.user_cache_path("digest-tui-bench", appauthor=False))
    parser = argparse.ArgumentParser(
        prog="make bench", description="Measure the reader; see docs/benchmarks.md."
    )
    parser.add_argument("--only", metavar="GROUPS", help=f"of {','.join([*GROUPS, _REPAIR])}")
    parser.add_argument("--runs", type=int, default=5, help="how often to start a program for a figure")
    parser.add_argument("--small", action="store_true", help="leave out the tenfold archive")
    parser.add_argument("--invented", action="store_true", help="invented digests though there are real ones")
    parser.add_argument("--archives", type=Path, default=cache, help="where archives are kept (%(default)s)")
    parser.add_argument("--json", type=Path, default=cache / "results.json", help="(%(default)s)")
    parser.add_argument("--details", action="store_true", help="each query in the table too")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    return parser


def _measure(bench: Workbench, group: str, report: Report) -> None:
    bench.say(f"--- {group}")
    try:
        if group == _REPAIR:
            report.texts.append((group, _of_repair(bench)))
        else:
            report.rows.extend(GROUPS[group](bench))
    except (NotMeasuredError, OSError, subprocess.CalledProcessError) as error:
        report.failures.append((group, str(error)))
        bench.say(f"{group} was not measured: {error}")


def _save(report: Report, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=1), "utf-8")


def _of_repair(bench: Workbench) -> str:
    if not _REPAIR_PROGRAM.exists():
        raise NotMeasuredError(f"there is no {_REPAIR_PROGRAM.name}")
    path = os.pathsep.join(sys.path[:3])
    done = subprocess.run(
        [sys.executable, str(_REPAIR_PROGRAM), str(bench.one.folder)],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    return done.stdout


def _machine(bench: Workbench) -> dict[str, str]:
    import textual

    return {
        "when": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "cores": str(len(os.sched_getaffinity(0))),
        "load": " ".join(f"{one:.1f}" for one in os.getloadavg()),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "textual": textual.__version__,
        "archive": str(bench.one),
        "runs": str(bench.runs),
    }


def _print(report: Report, *, details: bool, markdown: bool) -> None:
    rows: list[Row] = [row for row in report.rows if details or row.limits or row.group != "queries"]
    _tell("  ".join(f"{key}: {value}" for key, value in report.machine.items()) + "\n")
    _tell(table(rows, markdown=markdown))
    if notes(rows):
        _tell("\n" + notes(rows))
    for group, text in report.texts:
        _tell(f"\n{group}:\n{text}")
    for group, reason in report.failures:
        _tell(f"\nNOT MEASURED, {group}: {reason}")


def _tell(text: str) -> None:
    print(text)  # noqa: T201 (a program of its own)
