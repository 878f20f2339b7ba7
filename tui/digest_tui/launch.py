"""From the command line to the open reader: what is to be read, with which settings, and how it ends."""

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from digest_parsers import own_profiles
from digest_parsers.errors import DigestError
from digest_parsers.sanitize import clean_line
from digest_tui import loading, paths
from digest_tui.command_table import IDS
from digest_tui.keeper import Keeper
from digest_tui.opening import Opening
from digest_tui.settings import Settings, SettingsError, load_settings
from digest_tui.store.errors import StoreError
from digest_tui.store.reading import ReadingState

if TYPE_CHECKING:
    from digest_tui.app import DigestApp

#: Seconds after which another thread gets a turn; the default of 5 ms is felt as lag while reading.
_SWITCH_INTERVAL = 0.001
#: Seconds that the first look at a library is left alone for; in a large one that is known it takes 15 ms.
_ALONE = 0.05


def run(library: list[Path] | None, *, demo: bool) -> int:
    """Open the reader and stay in it until it is left.

    Args:
        library: Folders and files to read; None to take those of the settings, or the current folder when it
            holds digests, or what was read last, or else to ask.
        demo: Read the sample in place of them.

    Returns:
        The exit code.
    """
    sys.setswitchinterval(_SWITCH_INTERVAL)
    notices: list[str] = []
    try:
        settings = load_settings(commands=IDS)
    except SettingsError as error:
        settings = Settings()
        notices.append(f"settings not used: {error.one_line()}")
    notices += _wrong_profiles()
    chosen: tuple[Path, ...] | None = (paths.sample_folder(),)
    name = paths.SAMPLE_NAME
    if not demo:
        try:
            chosen, name = _chosen(library, settings), ""
        except DigestError as error:
            print(f"digest-tui: {clean_line(error.one_line())}", file=sys.stderr)  # noqa: T201
            return 2
    state = ReadingState(paths.state_db())
    keeper = Keeper(paths.bookmarks_dir(settings.bookmarks), state, paths.searches_file(settings.searches))
    chosen = chosen or _read_last(keeper)
    opening = Opening(chosen, paths.cache_dir(), settings.max_file_bytes, keeper) if chosen else None
    return _show(opening, settings, keeper, name, notices)


def _show(opening: Opening | None, settings: Settings, keeper: Keeper, name: str, notices: list[str]) -> int:
    """Show the reader until it is left; its exit code."""
    if opening is not None:
        opening.let_finish(_ALONE)
    # Imported here, while the opening still looks if it takes long: this takes a tenth of a second.
    from digest_tui.app import DigestApp  # noqa: PLC0415
    from digest_tui.leaving import end_on_signals, end_soon, runner  # noqa: PLC0415
    from digest_tui.terminal import Borrowed  # noqa: PLC0415

    app = DigestApp(opening, settings, keeper, name=name, notices=notices)
    terminal = Borrowed()
    end_on_signals(app.leave, terminal.give_back)
    threading.excepthook = lambda dead: app.fail(dead.exc_value)
    try:
        with terminal, runner() as running:
            app.run(loop=running.get_loop())
    finally:
        app.end_watching()
        _end_visit(app)
        keeper.close()
    code = app.return_code or 0
    if app.failure is not None:
        from digest_tui import crash  # noqa: PLC0415 - seldom needed

        crash.tell(app.failure)
        code = 1
    end_soon(code)
    return code


def _end_visit(app: "DigestApp") -> None:
    """Save where the user was; of what cannot be saved, that is the least."""
    try:
        app.end_visit()
    except StoreError as error:
        print(f"digest-tui: where you were is {clean_line(error.one_line())}", file=sys.stderr)  # noqa: T201


def _wrong_profiles() -> list[str]:
    """What is wrong with the user's own profiles; nothing is imported for it when there are none."""
    if not own_profiles.own():
        return []
    from digest_parsers.formats import profiles  # noqa: PLC0415

    return [f"profile not used: {error.one_line()}" for error in profiles.own().errors]


def _read_last(keeper: Keeper) -> tuple[Path, ...] | None:
    """The library that was read last, unless something of it is gone."""
    keeper.load()
    last = next(iter(keeper.recent_libraries()), ())
    return last if last and all(one.exists() for one in last) else None


def _chosen(library: list[Path] | None, settings: Settings) -> tuple[Path, ...] | None:
    """What to read; None when nothing tells.

    Raises:
        SourceError: A path that was given does not exist or is neither a folder nor a file.
    """
    if library:
        loading.check_paths(library)
        return tuple(library)
    if settings.paths:
        return settings.paths
    here = Path.cwd()
    return (here,) if loading.holds_digests(here) else None
