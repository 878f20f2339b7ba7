"""Going through papers one at a time: where one is, what was decided, and what it came to. Pure values."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What was decided about a paper."""

    KEPT = "kept"
    SKIPPED = "skipped"
    LATER = "later"


@dataclass(slots=True)
class Triage:
    """A walk through the papers of some rows.

    Attributes:
        numbers: The rows to go through, in order.
        verdicts: What was decided, by the place in ``numbers``.
        at: The place in ``numbers`` of the paper that is looked at; their length when all are done.
    """

    numbers: tuple[int, ...]
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    at: int = 0

    @property
    def current(self) -> int | None:
        """The row of the paper that is looked at; None when all are done."""
        return self.numbers[self.at] if self.at < len(self.numbers) else None

    @property
    def before(self) -> Verdict | None:
        """What was decided about the paper that is looked at, when one has come back to it."""
        return self.verdicts.get(self.at)

    def decide(self, verdict: Verdict) -> None:
        """Decide about the paper and go on to the next."""
        if self.current is not None:
            self.verdicts[self.at] = verdict
            self.at += 1

    def back(self) -> bool:
        """To the paper before, whose verdict is open again; False at the first."""
        if self.at == 0:
            return False
        self.at -= 1
        return True

    def tally(self) -> Counter[Verdict]:
        """How many papers each verdict was given to."""
        return Counter(self.verdicts.values())

    def summary(self, seconds: float) -> str:
        """What it came to: ``42 of 195 · kept 6, skipped 30, later 6 · 4 min``."""
        tally = self.tally()
        told = ", ".join(f"{verdict.value} {tally[verdict]:,}" for verdict in Verdict if tally[verdict])
        minutes = round(seconds / 60)
        time = f"{minutes} min" if minutes else "under a minute"
        return " · ".join(filter(None, (f"{tally.total():,} of {len(self.numbers):,}", told, time)))
