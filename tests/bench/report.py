"""What was measured, and the table of it."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from unicodedata import east_asian_width


@dataclass(frozen=True, slots=True)
class Sample:
    """Repeated measurements of one thing, in one unit (``ms``, ``s``, ``MiB`` or a bare number)."""

    values: tuple[float, ...]
    unit: str

    @property
    def median(self) -> float:
        """The median."""
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """The value that 95 of 100 do not exceed; the largest when there are fewer than 20."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]

    def shown(self, *, p95: bool = True) -> str:
        """The median, and the 95th percentile where that says more."""
        text = f"{_number(self.median)} {self.unit}".strip()
        return f"{text} (p95 {_number(self.p95)})" if p95 and len(self.values) > 2 else text


@dataclass(frozen=True, slots=True)
class Limit:
    """What must be reached, of the figure that is named.

    Attributes:
        of: ``ratio`` (to the peer), ``median`` or ``p95``.
        at_most: The largest value that is good enough.
        text: How a person writes it.
    """

    of: str
    at_most: float
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        group: The name by which ``--only`` chooses it.
        what: What was measured.
        value: The figures of the reader.
        peer_name: What it was measured against in the same run, if anything.
        peer: The figures of that; None when it is not installed.
        limits: What must be reached.
        note: What else a person should know.
        ratio: Ours against the peer's; worked out from the medians unless given.
    """

    group: str
    what: str
    value: Sample
    peer_name: str = ""
    peer: Sample | None = None
    limits: tuple[Limit, ...] = ()
    note: str = ""
    given_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        """How much more of it than the peer."""
        if self.given_ratio is not None or self.peer is None:
            return self.given_ratio
        return self.value.median / self.peer.median if self.peer.median else None

    @property
    def met(self) -> bool | None:
        """Whether every limit is kept; None when there is none, or what it is about is not known."""
        figures = {"ratio": self.ratio, "median": self.value.median, "p95": self.value.p95}
        known = [(figures[one.of], one.at_most) for one in self.limits]
        if not known or any(figure is None for figure, _ in known):
            return None
        return all(figure <= limit for figure, limit in known if figure is not None)

    def cells(self) -> tuple[str, ...]:
        """What stands in the table."""
        peer = self.peer_name
        if peer:
            peer += f": {self.peer.shown(p95=False)}" if self.peer else ": not installed"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} ×"
        met = {True: "yes", False: "NO", None: ""}[self.met]
        return self.what, self.value.shown(), peer, ratio, "; ".join(one.text for one in self.limits), met

    def as_json(self) -> dict[str, Any]:
        """Everything, with each single measurement."""
        return {
            "group": self.group,
            "what": self.what,
            "unit": self.value.unit,
            "median": self.value.median,
            "p95": self.value.p95,
            "values": list(self.value.values),
            "peer": self.peer_name or None,
            "peer_values": list(self.peer.values) if self.peer else None,
            "peer_median": self.peer.median if self.peer else None,
            "ratio": self.ratio,
            "targets": [one.text for one in self.limits],
            "met": self.met,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one run measured.

    Attributes:
        machine: What it was measured on.
        rows: What was measured.
        failures: What could not be measured, by group, each with the reason.
        texts: Reports of other measuring programs, by group.
    """

    machine: dict[str, str]
    rows: list[Row] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Everything."""
        return {
            "machine": self.machine,
            "rows": [row.as_json() for row in self.rows],
            "failures": [{"group": group, "reason": reason} for group, reason in self.failures],
            "texts": [{"group": group, "text": text} for group, text in self.texts],
        }


HEADER = ("what", "measured", "peer", "ratio", "target", "met")


def table(rows: Sequence[Row], *, markdown: bool = False) -> str:
    """The rows as a table for a terminal, or as one of Markdown."""
    cells = [HEADER, *(row.cells() for row in rows)]
    if markdown:
        lines = ["| " + " | ".join(one) + " |" for one in cells]
        return "\n".join([lines[0], "|---" * len(HEADER) + "|", *lines[1:]])
    widths = [max(_width(one[column]) for one in cells) for column in range(len(HEADER))]
    lines = [
        "  ".join(
            text + " " * (width - _width(text)) for text, width in zip(one, widths, strict=True)
        ).rstrip()
        for one in cells
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def notes(rows: Sequence[Row]) -> str:
    """The notes of the rows that have one."""
    return "\n".join(f"- {row.what}: {row.note}" for row in rows if row.note)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
