"""What every pass of a profile over the lines of a text gathers, whatever its papers look like."""

from digest_parsers.formats.profiles.counts import Counts
from digest_parsers.formats.profiles.schema import Profile
from digest_parsers.model import Diagnostic, Entry


class Pass:
    """One pass over the lines of one text.

    Attributes:
        entries: The papers so far.
        title: The heading of the digest, the first of the file, or None.
        diagnostics: What was wrong.
    """

    def __init__(self, profile: Profile, path: str, counts: Counts) -> None:
        self.entries: list[Entry] = []
        self.title: str | None = None
        self.diagnostics: list[Diagnostic] = []
        self._profile = profile
        self._path = path
        self._counts = counts
        self._category = profile.categories.of_path(path)
