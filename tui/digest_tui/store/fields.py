"""Front matter read field by field: a value of the wrong form is an error that names its line."""

import math
from datetime import date, datetime
from pathlib import Path

from digest_parsers.errors import DigestError
from digest_parsers.safeyaml import Mapping, Value
from digest_parsers.sanitize import clean_line

#: More digits than any count here has; int() refuses very long numbers with an error of its own.
_MAX_DIGITS = 9


class DocumentError(DigestError):
    """A Markdown file that cannot be read as a bookmark."""


class Fields:
    """The fields of one mapping, each of the type that is asked for; what is missing is empty."""

    def __init__(self, front: Mapping, path: Path) -> None:
        """Looks into a mapping.

        Args:
            front: The mapping.
            path: The file that it is from, for messages.
        """
        self._front = front
        self._path = path

    def error(self, key: str, cause: str, cure: str = "") -> DocumentError:
        """The error that says what is wrong with a field, at its line."""
        line = self._front.lines.get(key)
        return DocumentError(f"{key} {cause}", path=self._path, line=line, cure=cure)

    def raw(self, key: str) -> str:
        """A text that is data and no writing (a path, a URL), as it is."""
        value = self._front.get(key, "")
        if not isinstance(value, str):
            raise self.error(key, "is no single value")
        return value

    def text(self, key: str) -> str:
        """A text of one line, sanitised."""
        return clean_line(self.raw(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single one needs no list."""
        value = self._front.get(key, "")
        items = value if isinstance(value, list) else [value] if value else []
        if not all(isinstance(item, str) for item in items):
            raise self.error(key, "is no list of texts")
        return tuple(clean_line(item) for item in items if isinstance(item, str))

    def mapping(self, key: str) -> "Fields":
        """The fields of a mapping inside this one."""
        value = self._front.get(key, "") or Mapping()
        if not isinstance(value, Mapping):
            raise self.error(key, "is no mapping")
        return Fields(value, self._path)

    def mappings(self, key: str) -> "list[Fields]":
        """The fields of each mapping of a list."""
        value: Value = self._front.get(key, "") or []
        if isinstance(value, list):
            found = [Fields(item, self._path) for item in value if isinstance(item, Mapping)]
            if len(found) == len(value):
                return found
        raise self.error(key, "is no list of mappings")

    def number(self, key: str) -> int:
        """A whole number, 0 or more."""
        text = self.raw(key)
        if text and not _is_number(text):
            raise self.error(key, "is no whole number")
        return int(text or 0)

    def decimal(self, key: str) -> float | None:
        """A number that is one: no infinity (1e999) and not "nan"."""
        text = self.raw(key)
        try:
            number = float(text) if text else None
        except ValueError:
            number = math.nan
        if number is not None and not math.isfinite(number):
            raise self.error(key, "is no number")
        return number

    def offsets(self, key: str, end: int) -> tuple[int, ...]:
        """Rising whole numbers below ``end``."""
        texts = self.texts(key)
        if not all(map(_is_number, texts)):
            raise self.error(key, "is no list of whole numbers")
        return tuple(sorted({int(text) for text in texts if int(text) < end}))

    def day(self, key: str) -> date | None:
        """A day."""
        text = self.raw(key)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise self.error(key, "is no date", "write it as 2026-02-28") from None

    def time(self, key: str) -> datetime | None:
        """A time with a zone; without one it is the time of whoever typed it."""
        text = self.raw(key)
        try:
            return datetime.fromisoformat(text).astimezone() if text else None
        except (ValueError, OverflowError):
            raise self.error(key, "is no time", "write it as 2026-02-28T09:30:00+01:00") from None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS
