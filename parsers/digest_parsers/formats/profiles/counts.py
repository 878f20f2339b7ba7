"""What a file says of how many papers it has."""

from digest_parsers.formats.profiles.schema import Profile
from digest_parsers.formats.profiles.text_lines import match_line


class Counts:
    """The counts that are met on the way through a text.

    Attributes:
        total: How many papers there are to be, or None.
    """

    def __init__(self, profile: Profile) -> None:
        self.total: int | None = None
        self._patterns = profile.counts
        self._names = dict(profile.categories.names)
        self._counts: dict[str, int] = {}

    def look_at(self, line: str) -> bool:
        """Takes a line if it says how many papers there are."""
        blanks = match_line(self._patterns, line) if self._patterns else None
        if blanks is None:
            return False
        if "count" in blanks:
            self._counts[blanks.get("category", "")] = int(blanks["count"])
        elif self.total is None and "total" in blanks:
            self.total = int(blanks["total"])
        return True

    def alias(self, name: str, category: str) -> None:
        """Learns what a category is called in the counts."""
        if name and name != category:
            self._names[name] = category

    @property
    def stated(self) -> dict[str, int]:
        """Papers by category."""
        return {self._names.get(name, name): count for name, count in self._counts.items()}
