"""The application: it composes the parts and routes messages between them, and does nothing else."""

import asyncio
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.notifications import SeverityLevel
from textual.screen import Screen

from digest_tui import garbage, messages, paths, visiting
from digest_tui.colouring import Coloured
from digest_tui.command_table import COMMANDS
from digest_tui.commands import rebound
from digest_tui.drawing import drawing
from digest_tui.intake import Intake
from digest_tui.keeper import Keeper
from digest_tui.keeping import Keeping, Remembering
from digest_tui.keys import shown_key
from digest_tui.loading import Opened
from digest_tui.marks import Marks
from digest_tui.opening import Opening
from digest_tui.outgoing import Outgoing
from digest_tui.reading import Reading
from digest_tui.screens.desk import DeskOptions
from digest_tui.screens.main import MainScreen
from digest_tui.session import Session
from digest_tui.settings import Settings
from digest_tui.state import Stop
from digest_tui.terminal import SteadyDriver
from digest_tui.typed_ahead import TypedAhead
from digest_tui.watching import Watching
from digest_tui.ways_out import WaysOut

if TYPE_CHECKING:
    from digest_tui.palette import ReaderCommands
    from digest_tui.store.visits import Visit

#: Seconds that the first frame waits for what can be shown at once; after that it is drawn empty.
_FIRST_LOOK = 0.3


def _palette() -> "type[ReaderCommands]":
    from digest_tui.palette import ReaderCommands  # noqa: PLC0415 - not needed for the first frame

    return ReaderCommands


class DigestApp(Coloured, Outgoing, Remembering, TypedAhead, WaysOut, inherit_bindings=False):
    """The reader."""

    TITLE = "digest-tui"
    CSS_PATH = "styles/app.tcss"
    COMMANDS: ClassVar = {_palette}
    #: Textual's own, behind those of the screens: in the note editor Ctrl+Q leaves the note, not the reader.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        opening: Opening | None,
        settings: Settings,
        keeper: Keeper,
        *,
        name: str = "",
        cache: Path | None = None,
        notices: Iterable[str] = (),
    ) -> None:
        """Prepare the reader.

        Args:
            opening: The library to read, being looked at already; None to ask.
            settings: What the user has set.
            keeper: Where bookmarks and reading state are kept.
            name: What to call the library in place of its paths.
            cache: The folder of the caches; by default where the platform has it.
            notices: Messages to show once the screen is there.
        """
        super().__init__(driver_class=SteadyDriver)
        self._opening = opening
        self._opened: Opened | None = None
        self._visit: Visit | None = None
        self._stop: Stop | None = None
        self._library = opening.library if opening is not None else None
        self.settings = settings
        self.keeper = keeper
        self._keeping = Keeping(keeper)
        self._library_name = name
        self._cache = cache or paths.cache_dir()
        self._intake = Intake()
        self._intake.note(*notices)
        self._reading = Reading(self.post_message, self._cache, settings.max_file_bytes)
        self._watching = Watching(self.post_message)
        self._main: MainScreen | None = None
        self.commands_table = rebound(settings.keys, COMMANDS)
        if wrong := self.choose_look(settings):
            self._intake.note(wrong)

    def get_default_screen(self) -> Screen[Any]:
        """The screen that is there from the beginning: that of the library, if there is one to open.

        Not pushed onto Textual's empty one, which would be laid out and painted first.
        """
        if self._opening is None:
            return super().get_default_screen()
        opened = self._opening.wait(_FIRST_LOOK)
        self._intake.note(*self.keeper.problems())  # read by then
        self._visit = self._opening.visit
        screen = self._screen_of(self._opening.library, opened)
        # As Textual does for a screen that is pushed; without it `switch_screen` pops from an empty list.
        screen._push_result_callback(screen, None)
        return screen

    def action_command_palette(self) -> None:
        """Open the palette, above the main screen, which its commands are for."""
        from digest_tui.palette import Palette  # noqa: PLC0415 - not needed for the first frame

        if self.screen is self._main:
            self.push_screen(Palette(id="--command-palette"))

    @on(Driver.SignalResume)
    def paint_anew(self) -> None:
        """Paint everything when the reader goes on after a stop: the shell has had the screen meanwhile.

        Textual lays out anew then, and paints what has moved by that, which is nothing.
        """
        self.refresh(layout=True)

    def on_mount(self) -> None:
        """Go on reading behind the first frame, or ask for a library."""
        if self._opening is None:
            self.keeper.load()
            self._intake.note(*self.keeper.problems())
            self._welcome()
        else:
            self.call_after_refresh(self._read_on, self._opening.library)

    # --- opening a library

    @property
    def main(self) -> MainScreen | None:
        """The main screen, once a library is open."""
        return self._main

    async def _open(self, library: tuple[Path, ...], name: str) -> None:
        """Show another library, or the first one that was chosen."""
        opening = Opening(library, self._cache, self.settings.max_file_bytes)
        opened = await asyncio.to_thread(opening.wait, _FIRST_LOOK)
        self._library_name = name
        before = self._main
        self._visit = self.keeper.begin_visit(opening.library)
        screen = self._screen_of(opening.library, opened)
        if before is None:
            await self.push_screen(screen)
        else:
            while self.screen is not before:
                self.pop_screen()
            await self.switch_screen(screen)
        self._intake.begin_anew()
        self._read_on(opening.library)

    def _screen_of(self, library: tuple[Path, ...], opened: Opened | None) -> MainScreen:
        """The main screen with what is known of a library."""
        keeper = self.keeper
        session = Session(
            marks=Marks.of(keeper.bookmarks(), keeper.troubles()), variants=self.settings.variants
        )
        session.smart_folders.know(keeper.searches())
        progress = "reading"
        start = visiting.stop_of(self._visit)
        if opened is not None:
            opened = visiting.reaching(opened, start)
            session.add((*opened.ready, *opened.plan.skipped))
            progress = f"reading {len(opened.rest):,}" if opened.rest else ""
        session.marks.complete = keeper.knows_all
        session.know(keeper.states(visiting.shown_first(session, start)))
        self._library, self._opened = library, opened
        options = DeskOptions(
            self._library_name or paths.shown(library),
            drawing(self.settings, os.environ),
            self.settings.mark_read_after,
            self.settings.cross_lists,
            self.settings.grouped,
        )
        self._main = MainScreen(session, self.commands_table, options, progress=progress, start=start)
        return self._main

    def _read_on(self, library: tuple[Path, ...]) -> None:
        """Read what is left of a library, and remember that it was opened."""
        garbage.while_reading()
        self._read(self._reading.begin(library, opened=self._opened))
        self.look_for_searches()
        if self._main is not None and not self._main.session.marks.complete:
            self.read_marks(self._main)
        if not self._library_name:
            self.remember(library)

    def _read(self, reading: Callable[[], None]) -> None:
        self.run_worker(reading, thread=True, exclusive=True, group="reading")

    def _reading_for(self, run: int) -> MainScreen | None:
        """The screen that a reading is for; None when another library is open or the reader is being left."""
        main = self._main
        return main if self._reading.is_latest(run) and main is not None and main.is_attached else None

    def on_files_found(self, event: messages.FilesFound) -> None:
        """Note what will not be read and what is gone."""
        main = self._reading_for(event.run)
        if main is not None:
            self._intake.found(event, main)

    def on_files_loaded(self, event: messages.FilesLoaded) -> None:
        """Show what has been read."""
        main = self._reading_for(event.run)
        if main is not None:
            self._intake.loaded(event, main)
            if event.finished:
                self._all_read(main)

    def on_cache_failed(self, event: messages.CacheFailed) -> None:
        """Say once why all will be read again the next time."""
        if self._reading_for(event.run) is not None and self._intake.is_unheard(event.cause):
            self.tell(event.cause, wrong=True, unasked=True)

    def _all_read(self, main: MainScreen) -> None:
        """Tell what is new and what went wrong; from the first time on, watch for changes."""
        told = self._intake.news_of(main.session.library)
        if told is None:
            told = visiting.since(self._visit, main.session)
            if self.settings.live and self._library is not None:
                self._watching.begin(self._library, self.keeper.bookmarks_folder, self.keeper.searches_file)
            if told:
                main.marks_changed()
        self._intake.tell_notices(main)
        if told:
            main.tell(told, unasked=True)

    def on_reading_failed(self, event: messages.ReadingFailed) -> None:
        """Keep what is open, if anything is, and say why; else ask for another library."""
        if not self._reading.is_latest(event.run):
            return
        if self._main is not None:
            self._main.library_grew(progress="")
        if self._main is not None and self._main.session.days():
            self.tell(event.cause, wrong=True, unasked=True)
        else:
            self._welcome(message=event.cause, closable=self._main is not None)

    def on_choose_library(self) -> None:
        """Ask for another library."""
        self._welcome(closable=True)

    def _welcome(self, *, message: str = "", closable: bool = False) -> None:
        from digest_tui.screens.welcome import WelcomeScreen  # noqa: PLC0415 - seldom needed

        if not isinstance(self.screen, WelcomeScreen):
            recent = self.keeper.recent_libraries()
            self.push_screen(WelcomeScreen(recent, message=message, closable=closable), self._chosen)

    async def _chosen(self, library: tuple[Path, ...] | None) -> None:
        """Open what was chosen on the welcome screen."""
        if library is not None:
            await self._open(library, paths.SAMPLE_NAME if library == (paths.sample_folder(),) else "")

    def on_reload(self) -> None:
        """Look for new, changed and removed digests, and for bookmarks changed outside."""
        self.tell("")
        self._intake.ask()
        self.on_files_changed()

    @work(group="keeping")
    async def on_files_changed(self) -> None:
        """Look for what has changed, as far as it is not read again already.

        The bookmarks come first, so that what is wrong with them is told when the reading has ended.
        """
        await self.refresh_kept()
        if self._main is not None and self._library is not None:
            known = {one.path: one.stamp for one in self._main.session.library.files}
            self._read(self._reading.begin(self._library, known))

    def on_watching_failed(self, event: messages.WatchingFailed) -> None:
        """Say that changes will not show by themselves."""
        told = f"Changes are not noticed by themselves ({event.cause}); R looks for them"
        self.tell(told, wrong=True, unasked=True)

    def end_watching(self) -> None:
        """Have no thread of native code left, so that Python can end."""
        self._watching.end()

    def exit(self, result: int | None = None, return_code: int = 0, message: object = None) -> None:
        """Leave, and remember where one was; a message would be printed past the terminal's wall."""
        del message
        if self._main is not None and self._main.is_mounted:
            self._stop = self._main.stopped_at()
        super().exit(result, return_code)

    def end_visit(self) -> None:
        """Save where one was in the library that was open, and what was in it.

        Raises:
            StoreError: It is not on the disk.
        """
        if self._stop is not None and self._main is not None and self._library is not None:
            digests = (one.path for one in self._main.session.library.files if one.digests)
            self.keeper.end_visit(self._library, self._visit, visiting.position_of(self._stop), digests)

    # --- what is said

    def tell(self, message: str, *, wrong: bool = False, unasked: bool = False) -> None:
        """Show a message in the status line, if there is one."""
        if self._main is not None:
            self._main.tell(message, wrong=wrong, unasked=unasked)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show Textual's own messages in the status line too: a toast covers the text that is being read."""
        del title, timeout, markup
        self.tell(message, wrong=severity != "information")

    def action_help_quit(self) -> None:
        """Say how one leaves to who tries with Ctrl+C."""
        leave = next(one for one in self.commands_table if one.id == "quit")
        self.tell(
            f"{shown_key(leave.keys[0])} leaves the reader" if leave.keys else "The palette leaves the reader"
        )
