"""``digest-tui paths``: where everything is kept."""

from argparse import Namespace

from digest_parsers.sanitize import clean_line
from digest_tui import paths
from digest_tui.settings import Settings, SettingsError, load_settings
from digest_tui.shell import OK, WRONG_INPUT
from digest_tui.shell.output import put, say


def run(asked: Namespace) -> int:
    """Prints the places; the exit code."""
    del asked
    code, settings = OK, Settings()
    try:
        settings = load_settings()
    except SettingsError as error:
        say(error.one_line())
        code = WRONG_INPUT
    places = {
        "settings": paths.settings_file(),
        "formats": paths.profiles_dir(),
        "bookmarks": paths.bookmarks_dir(settings.bookmarks),
        "searches": paths.searches_file(settings.searches),
        "reading state": paths.state_db(),
        "cache": paths.cache_dir(),
    }
    for name, place in places.items():
        put(f"{name:<14} {clean_line(str(place))}{'' if place.exists() else '  (not there yet)'}")
    return code
