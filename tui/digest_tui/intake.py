"""What has been read is taken in: the library on the screen grows, and what there is to say is said once."""

from typing import TYPE_CHECKING

from digest_parsers.library import Library
from digest_tui import garbage, messages, wording
from digest_tui.news import News

if TYPE_CHECKING:
    from digest_tui.screens.main import MainScreen

#: Seconds that a reading may take before it is said what it is good for.
_LONG = 10.0


class Intake:
    """Takes files in for the main screen, and remembers what has been said of them."""

    def __init__(self) -> None:
        self._news = News()
        self._notices: list[str] = []
        self._told: set[str] = set()
        self._explained: set[int] = set()

    def begin_anew(self) -> None:
        """Begin with another library, of which nothing is new."""
        self._news.forget()

    def ask(self) -> None:
        """Have the next reading answered, also when it finds nothing."""
        self._news.ask()

    def news_of(self, library: Library) -> str | None:
        """What a complete reading has brought, in a sentence; None after the first one of a library."""
        return self._news.of(library)

    # --- files

    def found(self, event: messages.FilesFound, main: "MainScreen") -> None:
        """Take in what will not be read, and leave out what is gone."""
        main.session.remove(event.gone)
        main.session.add(event.ready)
        if event.ready or event.gone or event.left:
            main.library_grew(progress=f"reading {event.left:,}" if event.left else "")

    def loaded(self, event: messages.FilesLoaded, main: "MainScreen") -> None:
        """Take in what has been read."""
        grew = bool(event.loaded)
        main.session.add(event.loaded)
        if event.finished:
            grew = main.session.settle() or grew
            garbage.at_rest()
            if self.is_unheard(event.problem):
                self._notices.append(event.problem)
        progress = "" if event.finished else wording.reading(event.done, event.found, event.left)
        if grew or main.progress != progress or not main.session.days():
            main.library_grew(progress=progress)
        if event.left is not None and event.left > _LONG and event.run not in self._explained:
            self._explained.add(event.run)
            main.tell(wording.first_reading(event.found, event.left), unasked=True)

    # --- what is wrong

    def note(self, *notices: str) -> None:
        """Have something told when nothing is being read any more."""
        self._notices += notices

    def is_unheard(self, cause: str) -> bool:
        """Whether this has not been said yet; from now on it counts as said."""
        unheard = bool(cause) and cause not in self._told
        self._told.add(cause)
        return unheard

    def tell_notices(self, main: "MainScreen") -> None:
        """Tell what is wrong, now that nothing is being read; before, sections could be missing."""
        self._notices += main.wrong_searches()
        if self._notices:
            main.tell("  ".join(self._notices), wrong=True, unasked=True)
            self._notices.clear()
