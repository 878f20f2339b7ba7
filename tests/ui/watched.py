"""An invented day of twelve papers in three categories, with a watch and a mute."""

from pathlib import Path

from invented_files import Invented, daily_report

_CATEGORIES = ("cs.AI", "cs.CV", "cs.LG")
#: Every third is about an agent, every fourth about quantum.
PAPERS = [
    Invented(
        f"2601.{n:05}",
        f"{'Agent' if n % 3 == 0 else 'Study'} {'quantum ' if n % 4 == 1 else ''}no {n}",
        _CATEGORIES[n // 4],
        abstract="An agent acts." if n % 3 == 0 else "Nothing acts.",
    )
    for n in range(12)
]
SEARCHES = """\
- name: Agents
  query: title:agent
  kind: watch
  colour: green
- name: Quantum
  query: title:quantum
  kind: mute
"""


def write_day(folder: Path) -> Path:
    """A library of that one day."""
    folder.mkdir()
    (folder / "report.md").write_text(daily_report("2026-01-05", PAPERS), "utf-8")
    return folder


def write_searches(home: Path) -> Path:
    """The file of saved searches of a reader whose stores are there."""
    home.mkdir(exist_ok=True)
    file = home / "searches.yaml"
    file.write_text(SEARCHES, "utf-8")
    return file
