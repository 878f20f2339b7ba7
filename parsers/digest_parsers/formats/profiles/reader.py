"""From the YAML of a profile to a :class:`~digest_parsers.formats.profiles.schema.Profile`, checked.

Every mistake is told with its line and what to write instead.
"""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any, TypeVar

from digest_parsers.errors import DigestError, nearest
from digest_parsers.formats.profiles.labels import Labels, folded
from digest_parsers.formats.profiles.pattern import PathPattern, Pattern, PatternError, names_day
from digest_parsers.formats.profiles.schema import (
    Authors,
    Categories,
    DayFrom,
    DayRule,
    Files,
    Markup,
    Profile,
    Score,
    Unit,
)
from digest_parsers.safeyaml import Mapping, Value, YamlError, read_yaml

_LARGEST = 256 * 1024
_MAX_PRIORITY = 100

_UNITS = {"starts": Unit.LINES, "row": Unit.ROW, "file": Unit.FILE, "items": Unit.ITEM}
_OF_VALUES = frozenset({Markup.JSON, Markup.PYTHON, Markup.XML})

Read = TypeVar("Read")


class ProfileError(DigestError):
    """A profile that cannot be understood, with the line and what to write instead."""


def read_profile(path: Path) -> Profile:
    """Reads the profile in a file.

    Raises:
        ProfileError: The file cannot be read, is no YAML, or says something that is not understood.
    """
    try:
        with path.open("rb") as handle:
            data = handle.read(_LARGEST + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise ProfileError(f"cannot be read: {error.strerror}", path=path) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProfileError("is not UTF-8 text", path=path, line=line, cure="save it as UTF-8") from error
    if len(data) > _LARGEST:
        raise ProfileError("is far too big for a profile", path=path, line=1, cure="make it shorter")
    return parse_profile(text, path)


def parse_profile(text: str, path: Path) -> Profile:
    """Reads a profile.

    Args:
        text: The YAML.
        path: The file it is from, which names the profile.

    Raises:
        ProfileError: It is no YAML, or says something that is not understood.
    """
    try:
        value = read_yaml(text, path=path)
    except YamlError as error:
        cure = error.cure or "put patterns into quotation marks: `starts: '## [{title}]({url})'`"
        raise ProfileError(error.cause, path=path, line=error.line or 1, cure=cure) from error
    if not isinstance(value, Mapping):
        raise ProfileError(
            "a profile is lines of the form `key: value`", path=path, line=1, cure="begin with `about: …`"
        )
    return _Reader(path, value).profile()


class _At:
    """A value of the profile, and where it stands."""

    __slots__ = ("key", "line", "path", "value")

    def __init__(self, path: Path, key: str, value: Value, line: int) -> None:
        self.path, self.key, self.value, self.line = path, key, value, line

    def error(self, cause: str, cure: str = "") -> ProfileError:
        return ProfileError(f"{self.key}: {cause}", path=self.path, line=self.line, cure=cure)

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.error("one text is expected here, not a list or a mapping", "write it on one line")
        if not self.value:
            raise self.error("has no value", "give it one or leave the line out")
        return self.value

    def list(self) -> "list[_At]":
        values = self.value if isinstance(self.value, list) else [self.value]
        if not values:
            raise self.error("is an empty list", "leave the line out")
        return [_At(self.path, self.key, value, self.line) for value in values]

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.list())

    def mapping(self, known: Collection[str] = ()) -> "dict[str, _At]":
        """The values of a mapping by their keys, all of them known ones if these are named."""
        if not isinstance(self.value, Mapping):
            choices = f"one of: {', '.join(known)}" if known else "such as `tldr: [In short]`"
            raise self.error("lines of the form `key: value` are expected", choices)
        for key in self.value:
            if known and key not in known:
                near = nearest(key, known)
                cure = f"did you mean {near}?" if near else f"one of: {', '.join(known)}"
                where = f"{self.key}.{key}" if self.key else key
                raise ProfileError(
                    f"there is no key {where}", path=self.path, line=self.value.lines[key], cure=cure
                )
        prefix = f"{self.key}." if self.key else ""
        return {
            key: _At(self.path, prefix + key, value, self.value.lines[key])
            for key, value in self.value.items()
        }

    def patterns(self) -> tuple[Pattern, ...]:
        return tuple(item.made(Pattern) for item in self.list())

    def path_patterns(self) -> tuple[PathPattern, ...]:
        return tuple(item.made(PathPattern) for item in self.list())

    def made(self, make: Callable[[str], Read]) -> Read:
        try:
            return make(self.text())
        except PatternError as error:
            raise self.error(f"the pattern {self.value} cannot be used: {error}") from error

    def number(self, low: float, high: float) -> float:
        try:
            number = float(self.text())
        except ValueError:
            raise self.error(f"{self.value} is not a number") from None
        if not low <= number <= high:
            raise self.error(f"{self.value} is out of range", f"{low:g} to {high:g}")
        return number

    def choice(self, choices: Iterable[str]) -> str:
        text, known = self.text(), list(choices)
        if text not in known:
            near = nearest(text, known)
            raise self.error(
                f"{text} is not known", f"did you mean {near}?" if near else f"one of: {', '.join(known)}"
            )
        return text


class _Reader:
    """Turns the mapping of a profile into a :class:`Profile`, key by key."""

    def __init__(self, path: Path, top: Mapping) -> None:
        self._path = path
        self._top = _At(path, "", top, 1)

    def profile(self) -> Profile:
        readers: dict[str, Callable[[_At], Any]] = {
            "name": lambda at: ("name", at.text()),
            "about": lambda at: ("about", at.text()),
            "files": lambda at: ("files", _files(at)),
            "markup": lambda at: ("markup", Markup(at.choice(Markup))),
            "paper": _paper,
            "title": lambda at: ("titles", at.patterns()),
            "lines": lambda at: ("lines", at.patterns()),
            "paragraphs": lambda at: ("paragraphs", at.texts()),
            "labels": lambda at: ("labels", Labels({key: one.texts() for key, one in at.mapping().items()})),
            "drop": lambda at: ("drop", at.texts()),
            "category": lambda at: ("categories", _categories(at)),
            "day": lambda at: ("days", tuple(_day(item) for item in at.list())),
            "authors": lambda at: ("authors", _authors(at)),
            "score": lambda at: ("score", _score(at)),
            "missing": lambda at: ("missing", at.patterns()),
            "counts": lambda at: ("counts", _counts(at)),
        }
        said: dict[str, Any] = {}
        for key, at in self._top.mapping(readers).items():
            read = readers[key](at)
            said.update(read if isinstance(read, dict) else [read])
        for key, example in (
            ("files", "files: {path: '{date}.md'}"),
            ("unit", "paper: {starts: '## [{title}]({url})'}"),
        ):
            if key not in said:
                missing = "paper" if key == "unit" else key
                raise ProfileError(
                    f"the key {missing} is missing", path=self._path, line=1, cure=f"such as `{example}`"
                )
        labels = said.setdefault("labels", Labels({}))
        said["drop"] = frozenset(labels.key(label) or folded(label) for label in said.get("drop", ()))
        markup = said.setdefault("markup", Markup.MARKDOWN)
        if (said["unit"] is Unit.ITEM) != (markup in _OF_VALUES):
            raise ProfileError(
                f"papers of {markup} are {'items' if markup in _OF_VALUES else 'starts, row or file'}",
                path=self._path,
                line=self._top.mapping()["paper"].line,
                cure="items goes with the markup json, python or xml, and only with these",
            )
        return Profile(**{"name": self._path.stem, "source": self._path, "about": "", **said})


def _files(at: _At) -> Files:
    keys = at.mapping(("path", "ignore", "first_lines", "priority"))
    found: dict[str, Any] = {}
    if "path" in keys:
        found["paths"] = keys["path"].path_patterns()
    if "ignore" in keys:
        found["ignore"] = keys["ignore"].path_patterns()
    if "first_lines" in keys:
        found["first_lines"] = tuple(item.patterns() for item in keys["first_lines"].list())
    if "priority" in keys:
        found["priority"] = int(keys["priority"].number(0, _MAX_PRIORITY))
    if not {"paths", "first_lines"} & found.keys():
        raise at.error("says neither path nor first_lines", "such as `path: '{date}.md'`")
    return Files(**found)


def _paper(at: _At) -> dict[str, Any]:
    keys = at.mapping((*_UNITS, "ends"))
    units = [name for name in _UNITS if name in keys]
    if len(units) != 1:
        said = f"says {' and '.join(units)}" if units else "does not say what a paper is"
        raise at.error(said, f"one of: {', '.join(_UNITS)}")
    unit = units[0]
    found: dict[str, Any] = {"unit": _UNITS[unit]}
    if unit == "starts":
        found["starts"] = keys[unit].patterns()
    elif unit == "items":
        found["items"] = str(keys[unit].value).strip(".") if keys[unit].value else ""
    elif keys[unit].text().casefold() not in ("true", "yes"):
        raise keys[unit].error("nothing but yes is expected here", f"{unit}: yes")
    if "ends" in keys:
        found["ends"] = keys["ends"].patterns()
    return found


def _categories(at: _At) -> Categories:
    keys = at.mapping(("heading", "path", "names"))
    headings = keys["heading"].patterns() if "heading" in keys else ()
    paths = keys["path"].path_patterns() if "path" in keys else ()
    for patterns, key in ((headings, "heading"), (paths, "path")):
        for pattern in patterns:
            if "category" not in pattern.names:
                raise keys[key].error(
                    f"{pattern.text} has no {{category}}", "write {category} where it stands"
                )
    names = {name: one.text() for name, one in keys["names"].mapping().items()} if "names" in keys else {}
    return Categories(headings, paths, names)


def _day(at: _At) -> DayRule:
    if at.value == DayFrom.FILE_TIME:
        return DayRule(DayFrom.FILE_TIME)
    keys = at.mapping(tuple(place for place in DayFrom if place is not DayFrom.FILE_TIME))
    if len(keys) != 1:
        raise at.error("each place is an item of its own", "begin each with `- `")
    ((name, one),) = keys.items()
    place = DayFrom(name)
    if place in (DayFrom.FRONT_MATTER, DayFrom.FIELD):
        return DayRule(place, key=one.text())
    pattern: Pattern | PathPattern = one.made(PathPattern) if place is DayFrom.PATH else one.made(Pattern)
    if not names_day(pattern):
        cure = "write {date}, or {year} (or {yy}), {month} and {day}"
        raise one.error(f"{pattern.text} does not say where the day is", cure)
    return DayRule(place, path=pattern) if isinstance(pattern, PathPattern) else DayRule(place, pattern)


def _authors(at: _At) -> Authors:
    keys = at.mapping(("separator",))
    text = keys["separator"].text() if "separator" in keys else ""
    return Authors(None if text == "raw" else "" if text == "none" else text, none=text == "none")


def _score(at: _At) -> Score:
    keys = at.mapping(("scale", "words"))
    scale = keys["scale"].number(0.001, 1_000_000) if "scale" in keys else None
    words = keys["words"].mapping() if "words" in keys else {}
    return Score(scale, {word.casefold(): one.number(0, 1_000_000) for word, one in words.items()})


def _counts(at: _At) -> tuple[Pattern, ...]:
    patterns = at.patterns()
    for pattern in patterns:
        if not {"count", "total"} & set(pattern.names):
            raise at.error(
                f"{pattern.text} counts nothing", "write {count} or {total} where the number stands"
            )
    return patterns
