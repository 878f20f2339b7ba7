"""A format made of a profile."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from digest_parsers.formats import base
from digest_parsers.formats.profiles import days
from digest_parsers.formats.profiles.blocks import BlockReader
from digest_parsers.formats.profiles.counts import Counts
from digest_parsers.formats.profiles.markup import is_page, markdown_of
from digest_parsers.formats.profiles.pattern import Pattern
from digest_parsers.formats.profiles.schema import Markup, Profile, Unit
from digest_parsers.formats.profiles.tables import RowReader
from digest_parsers.formats.profiles.text_lines import Numbered, variants
from digest_parsers.formats.profiles.values import ItemReader
from digest_parsers.safeyaml import Mapping as YamlMapping
from digest_parsers.safeyaml import YamlError, read_yaml

#: How sure a profile is of a file that it describes: surer than a native format that also found other things.
MATCHED = 0.9

_FENCE = "---"
_KEY = re.compile(r"[A-Za-z][\w-]{0,39}:")
#: As many lines are looked at for the end of a front matter.
_LONGEST_FRONT = 200


class ProfileFormat:
    """Reads what a profile describes.

    Attributes:
        profile: The profile.
    """

    escapes = True

    def __init__(self, profile: Profile, sureness: float = MATCHED) -> None:
        """Makes a format of a profile.

        Args:
            profile: The profile.
            sureness: How sure it is of a file that it is for.
        """
        self.profile = profile
        self._sureness = sureness

    @property
    def name(self) -> str:
        """The name of the profile."""
        return self.profile.name

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Sure of the files that the profile says it is for."""
        files = self.profile.files
        if files.paths and not any(pattern.match(path) is not None for pattern in files.paths):
            return base.NO
        if any(pattern.match(path) is not None for pattern in files.ignore):
            return base.NO
        lines = _lines(tuple(head)) if files.first_lines else ()
        for group in files.first_lines:
            if not any(_begins_so(pattern, lines) for pattern in group):
                return base.NO
        return self._sureness

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads the papers, whatever is missing."""
        profile = self.profile
        front, begun = front_matter(lines)
        counts = Counts(profile)
        if profile.unit is Unit.ITEM:
            return self._items(lines, path, counts)
        if profile.markup is Markup.HTML or is_page(lines):
            numbered: list[Numbered] = [
                (number, line) for number, line in markdown_of("\n".join(lines)) if number > begun
            ]
        else:
            numbered = list(enumerate(lines[begun:], begun + 1))
        reader: RowReader | BlockReader
        if profile.unit is Unit.ROW:
            reader = RowReader(profile, path, counts)
            reader.run(numbered)
        else:
            reader = BlockReader(profile, path, counts)
            reader.run(numbered, front)
        first = reader.entries[0].line if reader.entries and profile.unit is not Unit.FILE else len(lines) + 1
        head = [(number, line) for number, line in numbered if number < first]
        return base.ParsedText(
            tuple(reader.entries),
            reader.title or "",
            days.claims(profile, path, head, front, {}),
            stated=counts.stated,
            stated_total=counts.total,
            diagnostics=tuple(reader.diagnostics),
        )

    def _items(self, lines: Sequence[str], path: str, counts: Counts) -> base.ParsedText:
        reader = ItemReader(self.profile, path, counts)
        reader.run(lines)
        claims = days.claims(self.profile, path, (), {}, reader.top)
        return base.ParsedText(
            tuple(reader.entries),
            claims=claims,
            stated=counts.stated,
            stated_total=counts.total,
            diagnostics=tuple(reader.diagnostics),
        )


@lru_cache(maxsize=2)
def _lines(head: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a head that hold something, in all variants; of a page as the Markdown that says the same.

    Remembered, since all profiles are asked of the same head.
    """
    lines = (line for _, line in markdown_of("\n".join(head))) if is_page(head) else head
    return tuple(dict.fromkeys(one for line in lines if line.strip() for one in variants(line.strip())))


def _begins_so(pattern: Pattern, lines: Iterable[str]) -> bool:
    """Whether one of the lines is as a pattern says."""
    begun = pattern.beginning
    return any(line.startswith(begun) and pattern.match(line) is not None for line in lines)


def front_matter(lines: Sequence[str]) -> tuple[Mapping[str, str], int]:
    """The texts in the front matter of a file and the line it ends on; nothing and 0 when there is none."""
    if not lines or lines[0].rstrip() != _FENCE:
        return {}, 0
    for number, line in enumerate(lines[1:_LONGEST_FRONT], 2):
        if line.rstrip() == _FENCE:
            try:
                value = read_yaml("\n".join(lines[1 : number - 1]))
            except YamlError:
                loose = _loose(lines[1 : number - 1])
                return loose, number if loose else 0
            return (_texts(value), number) if isinstance(value, YamlMapping) else ({}, 0)
    return {}, 0


def _texts(value: YamlMapping) -> dict[str, str]:
    found = {}
    for key, one in value.items():
        items = one if isinstance(one, list) else [one]
        if text := ", ".join(item for item in items if isinstance(item, str)):
            found[key] = text
    return found


def _loose(lines: Sequence[str]) -> dict[str, str]:
    """What is no YAML as lines of a key and its text: titles with a colon that nobody quoted.

    Nothing when a line is no such line: then a rule begins the text, and it has no front matter.
    """
    said = [line for line in lines if line[:1].strip() and not line.startswith(("#", "- "))]
    if not all(map(_KEY.match, said)):
        return {}
    pairs = (line.partition(":") for line in said)
    return {key: _unquoted(text.strip()) for key, _, text in pairs if text.strip()}


def _unquoted(text: str) -> str:
    """A value without quotation marks; of a list in brackets, its items."""
    items = text[1:-1].split(",") if text.startswith("[") and text.endswith("]") else [text]
    return ", ".join(item.strip().strip("\"'") for item in items)
