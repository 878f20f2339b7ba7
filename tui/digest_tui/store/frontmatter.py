"""Front matter: the YAML between two lines of ``---`` at the head of a Markdown file.

It is written as one line a key, each value in JSON notation, which is YAML that every tool reads alike:
strings are always quoted, so that no id becomes a number and no title a date. Whatever a person makes of it
in an editor is read with :mod:`digest_parsers.safeyaml`. Front matter that still is as it was written here
takes a short cut through the ``json`` module, with the same result in a tenth of the time.
"""

import json
import re
from collections.abc import Mapping as AnyMapping
from pathlib import Path

from digest_parsers.errors import DigestError
from digest_parsers.safeyaml import MAX_DEPTH, MAX_SIZE, Mapping, Value, read_yaml

_FENCE = "---"

#: The key ``null`` is no text to YAML.
_LINE = re.compile(r"(?!null:)([a-z_]+): (.+)")
#: What YAML reads otherwise than JSON: characters that it forbids or takes for line breaks, and the escape
#: of half a surrogate pair.
_NOT_ALIKE = re.compile(
    r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|\\u[dD]"
)
#: What must be escaped for YAML and is left alone by the json module.
_UNSAFE = re.compile(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class FrontMatterError(DigestError):
    """A Markdown file whose front matter is not there, or is no mapping."""


def split(text: str, path: Path) -> tuple[Mapping, str, int]:
    """Takes a Markdown file apart.

    Args:
        text: The file, its lines ended by newlines alone.
        path: Its path, for messages.

    Returns:
        The front matter, the body, and the 1-based line at which the body begins.

    Raises:
        FrontMatterError: There is none.
        YamlError: It cannot be read.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise FrontMatterError("does not begin with front matter (a line of ---)", path=path, line=1)
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        raise FrontMatterError("the front matter has no end (a second line of ---)", path=path, line=1)
    front = _as_written(lines[1:end])
    value = read_yaml("\n".join([*lines[1:end], ""]), path=path, first_line=2) if front is None else front
    if not isinstance(value, Mapping):
        raise FrontMatterError("the front matter is not lines of the form `key: value`", path=path, line=2)
    return value, "\n".join(lines[end + 1 :]), end + 2


def dump(fields: AnyMapping[str, object]) -> str:
    """Front matter with both of its fences.

    Args:
        fields: Keys of lower-case letters and ``_``; values as JSON knows them, without true, false and null.
    """
    lines = (f"{key}: {quoted(value)}" for key, value in fields.items())
    return "\n".join((_FENCE, *lines, _FENCE, ""))


def is_as_written(front: str) -> bool:
    """Whether front matter still is as :func:`dump` writes it: a line a key, each value in JSON notation."""
    return front.endswith("\n") and _as_written(front.split("\n")[:-1]) is not None


def quoted(value: object) -> str:
    """A value in JSON notation, without characters that YAML takes for something else."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _as_written(lines: list[str]) -> Mapping | None:
    """The mapping of lines that :func:`dump` could have written; None when they need a YAML parser."""
    if sum(map(len, lines)) > MAX_SIZE:
        return None
    found = Mapping()
    for number, line in enumerate(lines, 2):
        match = _LINE.fullmatch(line)
        if match is None or match[1] in found or _NOT_ALIKE.search(line):
            return None
        try:
            found[match[1]] = _located(_DECODER.decode(match[2]), number, 1)
        except (ValueError, RecursionError):
            return None
        found.lines[match[1]] = number
    return found


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands there twice")
    return found


#: Numbers stay the text that they are, as in everything that safeyaml reads.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, object_pairs_hook=_distinct)


def _located(value: object, line: int, depth: int) -> Value:
    """The JSON value as safeyaml would give it; ValueError for what needs its judgement."""
    if isinstance(value, str):
        return value
    if depth >= MAX_DEPTH:
        raise ValueError("too deep")
    if isinstance(value, list):
        return [_located(item, line, depth + 1) for item in value]
    if not isinstance(value, dict):
        raise ValueError("true, false and null are words to YAML")
    found = Mapping()
    for key, item in value.items():
        found[key] = _located(item, line, depth + 1)
        found.lines[key] = line
    return found
