"""How fast a reading gets on, and when it will have ended."""

from dataclasses import dataclass

#: Before so many seconds have passed nothing is said of how long the rest will take.
_TOO_EARLY = 1.0


@dataclass(slots=True)
class Pace:
    """How fast a reading gets on, by the sizes of its files: the time for a digest grows with its size.

    Attributes:
        size: Bytes to be read in all.
        since: When the reading began, in seconds of a monotonic clock.
        done: Bytes read so far.
    """

    size: int
    since: float
    done: int = 0

    def went_on(self, size: int) -> None:
        """Note that a file of so many bytes has been read."""
        self.done += size

    def seconds_left(self, now: float) -> float | None:
        """The seconds until all is read at the pace so far; None while that is too early to tell."""
        passed = now - self.since
        if passed < _TOO_EARLY or not self.done:
            return None
        return passed * max(0, self.size - self.done) / self.done
