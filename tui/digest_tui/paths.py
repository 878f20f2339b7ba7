"""Where the program keeps its things, and how a person writes paths: look-ups only, no folder is made here.

The places are those of the platform (`platformdirs`_), which on Linux means the `XDG base directory
specification`_. Two rules of that specification are kept even when the library in use is older than
they are: a relative ``XDG_*`` value is invalid and ignored, and an unset one means its default below
the home folder.

.. _platformdirs: https://platformdirs.readthedocs.io
.. _XDG base directory specification: https://specifications.freedesktop.org/basedir-spec/latest/
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

#: What the sample library is called, which has no path that means anything.
SAMPLE_NAME = "sample library (invented papers)"

_APP = "digest-tui"

_Kind = Literal["data", "config", "cache", "state"]

#: What the specification says of a variable that is unset or invalid, below the home folder.
_XDG_DEFAULTS: dict[_Kind, tuple[str, ...]] = {
    "data": (".local", "share"),
    "config": (".config",),
    "cache": (".cache",),
    "state": (".local", "state"),
}

#: The home folder of a user that has none (Debian gives it to ``nobody``). It cannot be made by an
#: ordinary user, so that a save says what is wrong instead of writing somewhere that nobody looks.
NO_HOME = Path("/nonexistent")


def home_dir() -> Path:
    """The user's home folder, always absolute; :data:`NO_HOME` when nothing names one."""
    stated = os.environ.get("HOME", "")
    if os.path.isabs(stated):  # noqa: PTH117 - a string from the environment, not yet a path
        return Path(stated)
    try:
        import pwd  # noqa: PLC0415 - not there on every platform

        listed = pwd.getpwuid(os.getuid()).pw_dir
    except (ImportError, KeyError):
        return NO_HOME
    return Path(listed) if os.path.isabs(listed) else NO_HOME  # noqa: PTH117


def data_dir() -> Path:
    """The folder of what the user would miss: bookmarks and saved searches."""
    return _lookup("data")


def config_dir() -> Path:
    """The folder of the settings and of the user's own themes."""
    return _lookup("config")


def cache_dir() -> Path:
    """The folder of what can be deleted at any time and is made again."""
    return _lookup("cache")


def state_dir() -> Path:
    """The folder of the reading state."""
    return _lookup("state")


def settings_file() -> Path:
    """The settings, whether or not the file exists."""
    return config_dir() / "settings.yaml"


def profiles_dir() -> Path:
    """The folder of the user's own profiles of formats, whether or not it exists."""
    return config_dir() / "formats"


def export_template() -> Path:
    """The user's template for exports to Markdown, whether or not the file exists."""
    return config_dir() / "export.md"


def bookmarks_dir(stated: Path | None = None) -> Path:
    """The folder of the bookmark files, whether or not it exists.

    Args:
        stated: The folder that the settings name, if they name one.
    """
    return stated or data_dir() / "bookmarks"


def searches_file(stated: Path | None = None) -> Path:
    """The saved searches, whether or not the file exists.

    With the bookmarks and not with the settings, since the reader writes it.

    Args:
        stated: The file that the settings name, if they name one.
    """
    return stated or data_dir() / "searches.yaml"


def state_db() -> Path:
    """The SQLite database of the reading state."""
    return state_dir() / "reading.db"


def sample_folder() -> Path:
    """The folder of the sample library that ships with the program."""
    return Path(__file__).parent / "sample"


def shown(library: Iterable[Path]) -> str:
    """The paths of a library as a person writes them: below the home folder with ``~``."""
    home = str(home_dir())
    written = [str(one.absolute()) for one in library]
    return "  ".join(
        "~" + one[len(home) :] if home != "/" and one.startswith(home + os.sep) else one for one in written
    )


def expand(text: str, base: Path) -> Path:
    """A path as a person writes it: ``~`` is the home folder, a relative one counts from ``base``.

    ``~name`` of an unknown user stays as it is written.
    """
    if text == "~" or text.startswith("~/"):
        return home_dir() / text[2:]
    return base / os.path.expanduser(text)  # noqa: PTH111 - Path.expanduser raises for an unknown ~name


def _lookup(kind: _Kind) -> Path:
    import platformdirs  # noqa: PLC0415 - 15 ms that `--version` need not wait for

    dirs = platformdirs.PlatformDirs(_APP, appauthor=False)
    try:
        found = {
            "data": lambda: dirs.user_data_path,
            "config": lambda: dirs.user_config_path,
            "cache": lambda: dirs.user_cache_path,
            "state": lambda: dirs.user_state_path,
        }[kind]()
    except RuntimeError:  # newer versions raise where older ones give a relative path: there is no home
        found = Path()
    return found if found.is_absolute() else home_dir().joinpath(*_XDG_DEFAULTS[kind], _APP)
