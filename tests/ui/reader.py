"""The app under test, with the questions that tests ask of it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.worker import Worker, WorkerCancelled

from digest_tui.app import DigestApp
from digest_tui.keeper import Keeper
from digest_tui.opening import Opening
from digest_tui.screens.main import MainScreen
from digest_tui.settings import Settings
from digest_tui.store.reading import ReadingState


class Reader:
    """The app under test with the questions that tests ask of it."""

    def __init__(self, app: DigestApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        assert self.app.main is not None
        return self.app.main

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for each until everything it asked for has happened."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type characters without waiting for what comes of each."""
        await self.pilot.press(*("space" if one == " " else one for one in text))
        await self.settle()

    async def settle(self) -> None:
        """Wait until no worker is at work and every message has been answered.

        An answer may begin a worker, and a worker's end may be answered.

        Raises:
            BaseException: What has ended the app, which answers no more.
        """
        busy = True
        while busy:
            if self.app.failure is not None:
                raise self.app.failure
            at_work = self._at_work()
            await self.pilot.pause()
            for one in at_work:  # and not those that have been made since, which cannot be waited for yet
                with suppress(WorkerCancelled):  # it has given way to another, and that is waited for next
                    await one.wait()
            busy = bool(at_work or self._at_work() or self.app.message_queue_size)

    def _at_work(self) -> list[Worker[Any]]:
        return [one for one in self.app.workers if not one.is_finished]

    def titles(self) -> list[str]:
        """The titles in the list."""
        return [one.entry.title for one in self.main.panes.papers.rows]

    def list_lines(self) -> list[str]:
        """The lines of the list as they are drawn."""
        papers = self.main.panes.papers
        return [papers.render_line(y).text for y in range(papers.size.height)]

    def current(self) -> str:
        """The title under the cursor."""
        current = self.main.panes.papers.current
        return current.entry.title if current else ""

    def page(self) -> str:
        """The text on the page."""
        return self.main.panes.page.plain_text()

    def status(self) -> str:
        """What the status line says, if there is room for it."""
        bar = self.main.hint_bar
        return bar.mistake or bar.status or next(iter(bar.standing), "")

    def heading(self) -> str:
        """The heading of the list."""
        return self.main.panes.heading.left

    def days(self) -> list[str]:
        """The lines of the day list."""
        return self.main.panes.days.plain_lines()


#: So that nothing counts as read by being looked at while a test runs, but by being opened.
_HOUR = 3600

Open = Callable[..., AbstractAsyncContextManager[Reader]]


def make_app(library: Path | None, home: Path, settings: Settings | None = None) -> DigestApp:
    """The app with its stores below ``home``."""
    keeper = Keeper(home / "bookmarks", ReadingState(home / "state.db"))
    chosen = settings or Settings(mark_read_after=_HOUR, live=False)
    cache = home / "cache"
    opening = Opening((library,), cache, chosen.max_file_bytes, keeper) if library else None
    return DigestApp(opening, chosen, keeper, name="invented", cache=cache)
