"""The user's settings: one YAML file, checked, with messages that name file, line, key and the nearest key.

A file that does not exist means the defaults; PyYAML is not even imported then. Everything that the file
says is checked here, so that the rest of the program gets a :class:`Settings` that holds.
"""

import math
from collections.abc import Callable, Collection
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from digest_parsers.errors import DigestError, nearest
from digest_tui import paths

if TYPE_CHECKING:
    from digest_parsers.safeyaml import Mapping, Value

LOCALES = ("auto", "en", "zh")
COLUMNS = ("state", "repeat", "watch", "score", "bar", "title", "category", "id", "day", "authors")
GLYPHS = ("auto", "unicode", "ascii")

_MAX_FILE = 1024 * 1024
_LONGEST_QUOTE = 60
#: A digest takes about eight times its size in memory; a larger limit than this would be none.
_MAX_MEGABYTES = 1024


#: Of ``mark_read_after``: a paper counts as read when it is left.
ON_LEAVING = math.inf


class Settings(NamedTuple):
    """What the user has set, or the defaults.

    Attributes:
        paths: The folders and files that are opened when none is given.
        bookmarks: The folder of the bookmark files, or None for the default one.
        searches: The file of the saved searches, or None for the default one.
        theme: The name of the theme, or an empty string for the default one.
        keys: The keys of a command, by command id; an empty tuple leaves a command without a key.
        mark_read_after: Seconds for which a paper is shown before it counts as read; 0 for never by itself,
            :data:`ON_LEAVING` for when another one is shown.
        opener: The program that opens links, with its arguments; empty for the desktop's own.
        locale: The language of the screen, one of :data:`LOCALES`.
        cross_lists: Whether the category tree counts cross-listed papers too.
        grouped: Whether papers stand under headings of their categories.
        variants: Whether a search takes simplified, traditional and full-width forms for the same.
        pane_width: Columns of the paper pane, or None to let the layout decide.
        columns: What the rows of the list show, of :data:`COLUMNS`, from left to right; empty for the usual.
        glyphs: Which signs are drawn, one of :data:`GLYPHS`; ``auto`` asks the locale.
        sections: The keys of the sections that a page shows, in that order; empty for all.
        max_file_size: The largest digest that is read, in MB (of 1024 × 1024 bytes).
        live: Whether new, changed and removed digests are shown by themselves.
    """

    paths: tuple[Path, ...] = ()
    bookmarks: Path | None = None
    searches: Path | None = None
    theme: str = ""
    keys: "AnyMapping[str, tuple[str, ...]]" = MappingProxyType({})
    mark_read_after: float = 2.0
    opener: tuple[str, ...] = ()
    locale: str = "auto"
    cross_lists: bool = False
    grouped: bool = False
    variants: bool = False
    pane_width: int | None = None
    columns: tuple[str, ...] = ()
    glyphs: str = "auto"
    sections: tuple[str, ...] = ()
    max_file_size: float = 64
    live: bool = True

    @property
    def max_file_bytes(self) -> int:
        """The largest digest that is read, in bytes."""
        return int(self.max_file_size * 2**20)


class SettingsError(DigestError):
    """A settings file that cannot be used.

    Attributes:
        key: The key that the error is about, such as ``theme`` or ``keys.quit``, or an empty string.
    """

    def __init__(
        self, cause: str, *, path: Path | None = None, line: int | None = None, key: str = "", cure: str = ""
    ) -> None:
        self.key = key
        super().__init__(cause, path=path, line=line, cure=cure)


def load_settings(path: Path | None = None, *, commands: Collection[str] = ()) -> Settings:
    """Reads and checks the settings.

    Args:
        path: The file, or None for the one of :func:`digest_tui.paths.settings_file`.
        commands: The ids of all commands; when given, ``keys`` may name no other.

    Returns:
        The settings; the defaults when the file does not exist or is empty.

    Raises:
        SettingsError: The file cannot be read, is no YAML, or says something that is not understood.
    """
    file = paths.settings_file() if path is None else path
    text = _read(file)
    if text is None:
        return Settings()
    from digest_parsers.safeyaml import Mapping, YamlError, read_yaml  # noqa: PLC0415 - only when there is a file

    try:
        value = read_yaml(text, path=file)
    except YamlError as error:
        cure = error.cure or "settings are lines of the form `key: value`"
        raise SettingsError(error.cause, path=file, line=error.line, cure=cure) from error
    if value == "":
        return Settings()
    if not isinstance(value, Mapping):
        raise SettingsError("settings are lines of the form `key: value`", path=file, line=1)
    return _Reader(file, value, commands).settings()


def _brief(value: object) -> str:
    """A value as a message quotes it."""
    text = str(value)
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"


def _read(file: Path) -> str | None:
    try:
        with file.open("rb") as handle:
            data = handle.read(_MAX_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", path=file) from error
    if len(data) > _MAX_FILE:
        raise SettingsError("is far too big for a settings file", path=file, cure="make it shorter")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError("is not UTF-8 text", path=file, line=line, cure="save it as UTF-8") from error


class _Reader:
    """Turns the mapping of a settings file into :class:`Settings`, key by key."""

    def __init__(self, file: Path, top: "Mapping", commands: Collection[str]) -> None:
        self._file = file
        self._top = top
        self._commands = commands

    def settings(self) -> Settings:
        readers: dict[str, Callable[[str, Value], Any]] = {
            "paths": self._paths,
            "bookmarks": self._path,
            "searches": self._path,
            "theme": self._text,
            "keys": self._keys,
            "mark_read_after": self._seconds,
            "opener": self._command,
            "locale": self._locale,
            "cross_lists": self._yes_or_no,
            "grouped": self._yes_or_no,
            "variants": self._yes_or_no,
            "pane_width": self._columns,
            "columns": self._cells,
            "glyphs": self._glyphs,
            "sections": self._names,
            "max_file_size": self._megabytes,
            "live": self._yes_or_no,
        }
        found: dict[str, Any] = {}
        for key, value in self._top.items():
            if key not in readers:
                raise self._unknown(f"there is no setting {key}", key, self._top.lines[key], readers)
            found[key] = readers[key](key, value)
        return Settings(**found)

    def _error(self, key: str, cause: str, cure: str = "", line: int | None = None) -> SettingsError:
        at = self._top.lines[key.partition(".")[0]] if line is None else line
        return SettingsError(f"{key}: {cause}", path=self._file, line=at, key=key, cure=cure)

    def _unknown(self, cause: str, key: str, line: int, choices: Collection[str]) -> SettingsError:
        near = nearest(key.rpartition("keys.")[2], choices)
        cure = f"did you mean {near}?" if near else f"one of: {', '.join(choices)}"
        return SettingsError(cause, path=self._file, line=line, key=key, cure=cure)

    def _text(self, key: str, value: "Value") -> str:
        if not isinstance(value, str):
            raise self._error(key, "one value is expected here, not a list or a mapping")
        if not value.strip():
            raise self._error(key, "has no value", "give it one or leave the line out")
        return value.strip()

    def _texts(self, key: str, value: "Value") -> list[str]:
        items = value if isinstance(value, list) else [value]
        return [self._text(key, item) for item in items]

    def _names(self, key: str, value: "Value") -> tuple[str, ...]:
        return tuple(dict.fromkeys(name.casefold() for name in self._texts(key, value)))

    def _path(self, key: str, value: "Value") -> Path:
        text = self._text(key, value)
        if "\0" in text:
            raise self._error(key, "a path cannot hold a NUL character")
        return paths.expand(text, self._file.absolute().parent)

    def _paths(self, key: str, value: "Value") -> tuple[Path, ...]:
        return tuple(self._path(key, item) for item in self._texts(key, value))

    def _keys(self, key: str, value: "Value") -> dict[str, tuple[str, ...]]:
        from digest_parsers.safeyaml import Mapping  # noqa: PLC0415

        if not isinstance(value, Mapping):
            raise self._error(key, "lines of the form `command: key` are expected", "such as `quit: ctrl+q`")
        found = {}
        for command, wanted in value.items():
            name, line = f"{key}.{command}", value.lines[command]
            if self._commands and command not in self._commands:
                raise self._unknown(f"there is no command {command}", name, line, self._commands)
            texts = wanted if isinstance(wanted, list) else [wanted]
            if not all(isinstance(text, str) and text.strip() for text in texts):
                raise self._error(name, "a key or a list of keys is expected", "[] takes its keys away", line)
            found[command] = tuple(str(text).strip() for text in texts)
        return found

    def _number(self, key: str, value: "Value") -> float:
        try:
            number = float(self._text(key, value))
        except ValueError:
            raise self._error(key, f"{_brief(value)} is not a number") from None
        if not math.isfinite(number) or number < 0:
            raise self._error(key, f"{_brief(value)} is out of range", "0 or more")
        return number

    def _seconds(self, key: str, value: "Value") -> float:
        return ON_LEAVING if value == "leaving" else self._number(key, value)

    def _columns(self, key: str, value: "Value") -> int:
        number = self._number(key, value)
        if not number.is_integer() or not 20 <= number <= 500:
            raise self._error(
                key, f"{_brief(value)} is out of range", "a whole number of columns from 20 to 500"
            )
        return int(number)

    def _megabytes(self, key: str, value: "Value") -> float:
        number = self._number(key, value)
        if not 1 <= number <= _MAX_MEGABYTES:
            raise self._error(
                key, f"{_brief(value)} is out of range", f"megabytes from 1 to {_MAX_MEGABYTES}"
            )
        return number

    def _command(self, key: str, value: "Value") -> tuple[str, ...]:
        if isinstance(value, list):
            words = self._texts(key, value)
        else:
            import shlex  # noqa: PLC0415 - only when there is such a setting

            try:
                words = shlex.split(self._text(key, value))
            except ValueError as error:
                raise self._error(key, f"cannot be split into words: {error}", "close the quotes") from None
        if not words:
            raise self._error(key, "has no value", "give it one or leave the line out")
        return tuple(words)

    def _locale(self, key: str, value: "Value") -> str:
        text = self._text(key, value)
        if text not in LOCALES:
            raise self._error(key, f"there is no language {_brief(text)}", f"one of: {', '.join(LOCALES)}")
        return text

    def _cells(self, key: str, value: "Value") -> tuple[str, ...]:
        names = self._names(key, value)
        for name in names:
            if name not in COLUMNS:
                raise self._error(key, f"there is no column {_brief(name)}", f"of: {', '.join(COLUMNS)}")
        if "title" not in names:
            raise self._error(key, "a title is needed", "add title where it is to stand")
        return names

    def _glyphs(self, key: str, value: "Value") -> str:
        text = self._text(key, value)
        if text not in GLYPHS:
            raise self._error(key, f"{_brief(text)} are no signs", f"one of: {', '.join(GLYPHS)}")
        return text

    def _yes_or_no(self, key: str, value: "Value") -> bool:
        text = self._text(key, value).casefold()
        if text in ("true", "yes", "on"):
            return True
        if text in ("false", "no", "off"):
            return False
        raise self._error(key, f"{_brief(value)} is neither yes nor no", "write true or false")
