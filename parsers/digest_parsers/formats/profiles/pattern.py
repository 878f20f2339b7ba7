"""Patterns of profiles: literal text with named blanks, matched in one pass from both ends.

``### [{number}] [{title}]({url})`` is a pattern: the names in braces are blanks whose text is kept, ``{any}``
is a blank whose text is not, all other characters are themselves. No blank is ever tried twice: those before
the widest one (the title, or else the category, or else the last one) end at the first place where what
follows them stands, those behind it begin at the last one. A title therefore ends at the last ``](`` of its
line, and no pattern takes more than linear time on any text, which regular expressions could not promise of
a stranger's profile.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from digest_parsers.spelled_days import calendar_day, day_at, month_of, next_day

#: What a blank of a certain name must look like. Other blanks are any text.
_SHAPES = {
    "year": re.compile(r"(?:19|20)[0-9]{2}", re.ASCII),
    "yy": re.compile(r"[0-9]{2}", re.ASCII),
    "month": re.compile(r"[0-9]{1,2}|[A-Za-z]{3,9}", re.ASCII),
    "day": re.compile(r"[0-9]{1,2}", re.ASCII),
    "number": re.compile(r"[0-9]{1,6}", re.ASCII),
    "count": re.compile(r"[0-9]{1,6}", re.ASCII),
    "total": re.compile(r"[0-9]{1,6}", re.ASCII),
}
#: Blanks that name a day, besides those of its parts.
_DATE = "date"
#: Which blank is the widest, in order.
_WIDEST = ("title", "category")
#: In a path, stars stand for what is not kept.
_STARS = re.compile(r"\*+")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_PIECES = re.compile(r"\{([^{}]*)\}")
#: The blank that is not kept.
_ANY = "any"
#: Links have no space and no parenthesis; a blank of this name refuses others, and may be empty.
_NOT_URL = re.compile(r"[\s()]")


class PatternError(ValueError):
    """A pattern that cannot be understood; its text says why."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A literal, or a blank; one without a name keeps nothing."""

    literal: str = ""
    name: str = ""
    blank: bool = False

    @property
    def open(self) -> bool:
        """Whether it takes any text, up to what stands next."""
        return self.blank and self.name not in _SHAPES and self.name != _DATE


class Pattern:
    """A pattern, ready to be matched.

    Attributes:
        text: The pattern as it is written.
        names: The names of its blanks, in order.
    """

    __slots__ = ("_head", "_tail", "_widest", "names", "text")

    def __init__(self, text: str) -> None:
        """Reads a pattern.

        Raises:
            PatternError: Braces without a name, or blanks that nothing sets apart.
        """
        self.text = text
        tokens = _tokens(text.strip())
        self.names = tuple(token.name for token in tokens if token.blank and token.name)
        at = _widest(tokens)
        self._head = tokens if at is None else tokens[:at]
        self._widest = None if at is None else tokens[at]
        self._tail = () if at is None else tuple(reversed(tokens[at + 1 :]))
        for left, right in pairwise(tokens):
            if left.open and right.open:
                raise PatternError("two blanks that take any text need something between them")
        for right, left in pairwise(self._tail):
            if left.blank and right.blank:
                raise PatternError("two blanks behind the widest one need something between them")

    @property
    def beginning(self) -> str:
        """The literal text that everything that matches begins with; often an empty string."""
        return self._head[0].literal if self._head and not self._head[0].blank else ""

    def match(self, text: str) -> dict[str, str] | None:
        """What stands in the blanks when a whole line, without space behind it, matches; otherwise None."""
        found: dict[str, str] = {}
        start = self._from_left(text, found)
        if start is None:
            return None
        if self._widest is None:
            return found if start == len(text) else None
        end = self._from_right(text, start, found)
        if end is None:
            return None
        if self._widest.name:
            found[self._widest.name] = text[start:end].strip()
        return found if _fits(self._widest.name, text[start:end]) else None

    def _from_left(self, text: str, found: dict[str, str]) -> int | None:
        position = 0
        for index, token in enumerate(self._head):
            if not token.blank:
                if not text.startswith(token.literal, position):
                    return None
                position += len(token.literal)
                continue
            if token.open:
                following = self._head[index + 1] if index + 1 < len(self._head) else _Token()
                end = _begins(following, text, position)
            else:
                end = _shape_end(token.name, text, position)
            if end is None or not _fits(token.name, text[position:end]):
                return None
            if token.name:
                found[token.name] = text[position:end].strip()
            position = end
        return position

    def _from_right(self, text: str, start: int, found: dict[str, str]) -> int | None:
        end = len(text)
        for index, token in enumerate(self._tail):
            if not token.blank:
                if end - len(token.literal) < start or not text.endswith(token.literal, start, end):
                    return None
                end -= len(token.literal)
                continue
            before = self._tail[index + 1].literal
            cut = text.rfind(before, start, end)
            if cut < 0:
                return None
            value = text[cut + len(before) : end]
            if not token.open and _shape_end(token.name, value, 0) != len(value):
                return None
            if not _fits(token.name, value):
                return None
            if token.name:
                found[token.name] = value.strip()
            end = cut + len(before)
        return end


def day_of(found: Mapping[str, str]) -> date | None:
    """The day that ``{date}`` names, or ``{year}`` (or ``{yy}``), ``{month}`` and ``{day}`` together."""
    if _DATE in found:
        spelled = day_at(found[_DATE], 0)
        return spelled[0] if spelled else None
    year = found.get("year") or (f"20{found['yy']}" if "yy" in found else "")
    month = month_of(found.get("month", ""))
    if not year or month is None or "day" not in found:
        return None
    return calendar_day(int(year), month, int(found["day"]))


def names_day(pattern: "Pattern | PathPattern") -> bool:
    """Whether the blanks of a pattern are enough to name a day."""
    names = set(pattern.names)
    return _DATE in names or ({"month", "day"} <= names and bool({"year", "yy"} & names))


class PathPattern:
    """A pattern of the last parts of a path: ``{year}/{month}/{day}.md``, ``docs/**/*.md``, ``README.md``.

    A ``*`` does not go beyond its part of the path, ``**`` stands for any number of parts. In front ``**``
    stands always, since nobody knows where a library lies.
    """

    __slots__ = ("_parts", "text")

    def __init__(self, text: str) -> None:
        """Reads a pattern; errors are those of :class:`Pattern`."""
        self.text = text
        parts = [part for part in text.strip().split("/") if part]
        self._parts = tuple(
            None if part == "**" else Pattern(_STARS.sub("{any}", part)) for part in reversed(parts)
        )
        if not any(self._parts):
            raise PatternError("names no part of a path")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the blanks, from the file's name to the folders."""
        return tuple(name for part in self._parts if part for name in part.names)

    @property
    def in_name(self) -> bool:
        """Whether its blanks are all in the name of the file."""
        return self._parts[0] is not None and self.names == self._parts[0].names

    def match(self, path: str) -> dict[str, str] | None:
        """What stands in the blanks when the end of a path matches, or None."""
        rest = list(reversed(path.replace("\\", "/").split("/")))
        found: dict[str, str] = {}
        at, skipping = 0, False
        for part in self._parts:
            if part is None:
                skipping = True
                continue
            blanks = None
            while blanks is None and at < len(rest):
                blanks = part.match(rest[at])
                at += 1
                if not skipping:
                    break
            if blanks is None:
                return None
            skipping = False
            found.update(blanks)
        return found


def _tokens(text: str) -> tuple[_Token, ...]:
    tokens: list[_Token] = []
    position = 0
    for piece in _PIECES.finditer(text):
        if piece.start() > position:
            tokens.append(_Token(text[position : piece.start()]))
        name = piece[1]
        if not _NAME.fullmatch(name):
            raise PatternError(f"{{{name}}} is no name: small letters, digits and _")
        tokens.append(_Token(name="" if name == _ANY else name, blank=True))
        position = piece.end()
    if position < len(text):
        tokens.append(_Token(text[position:]))
    return tuple(tokens)


def _widest(tokens: tuple[_Token, ...]) -> int | None:
    """Where the widest blank is; one with a shape right behind it is found from the left instead."""
    places = [
        index
        for index, token in enumerate(tokens)
        if token.open and (index + 1 == len(tokens) or not tokens[index + 1].blank)
    ]
    named = {tokens[index].name: index for index in reversed(places)}
    return next((named[name] for name in _WIDEST if name in named), places[-1] if places else None)


def _begins(token: _Token, text: str, position: int) -> int | None:
    """Where from a position on a token is first found: the end of the blank before it."""
    if not token.blank:
        place = text.find(token.literal, position) if token.literal else len(text)
        return None if place < 0 else place
    if token.name == _DATE:
        spelled = next_day(text, position)
        return spelled[1] if spelled else None
    shaped = _SHAPES[token.name].search(text, position)
    return shaped.start() if shaped else None


def _shape_end(name: str, text: str, position: int) -> int | None:
    """Where a blank that has a shape ends, or None when a position does not begin one."""
    if name == _DATE:
        spelled = day_at(text, position)
        return spelled[1] if spelled else None
    shaped = _SHAPES[name].match(text, position)
    return shaped.end() if shaped else None


def _fits(name: str, value: str) -> bool:
    return name != "url" or _NOT_URL.search(value) is None
