"""The page that is likely to be looked at next, made while nobody waits for it."""

from digest_parsers.model import Appearance, Entry, Paper
from digest_tui import render
from digest_tui.render import Line, PageOptions


def identity(appearance: Appearance | None, paper: Paper | None) -> list[tuple[int, Entry]]:
    """What tells whether a page is of the same entries of the same digests, which were not read anew."""
    every = filter(None, (appearance, *(paper or ())))
    return [(id(one.digest), one.entry) for one in every]


class ExpectedPage:
    """The lines of one page, ready to be shown: breaking them is a sixth of what a move takes."""

    def __init__(self) -> None:
        """Expects nothing."""
        self._of: tuple[Appearance, Paper | None, PageOptions] | None = None
        self._lines: list[Line] = []

    def make(self, appearance: Appearance, paper: Paper | None, options: PageOptions) -> None:
        """Make a page, in place of the one that was expected before."""
        if not self._is_of(appearance, paper, options):
            self._lines = render.page(appearance, paper, options)
            self._of = appearance, paper, options

    def lines_of(self, appearance: Appearance, paper: Paper | None, options: PageOptions) -> list[Line]:
        """The lines of a page, made now unless it is the one that was expected."""
        if self._is_of(appearance, paper, options):
            return self._lines
        return render.page(appearance, paper, options)

    def _is_of(self, appearance: Appearance, paper: Paper | None, options: PageOptions) -> bool:
        if self._of is None or self._of[2] != options:
            return False
        return identity(*self._of[:2]) == identity(appearance, paper)
