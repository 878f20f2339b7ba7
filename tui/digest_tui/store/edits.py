"""Changes to a bookmark's file that touch the lines of what is changed, and no other byte.

The file is the user's: comments, keys that mean nothing here, the way a list is written and the ends of lines
stay as they are. So nothing is written anew from what was understood. PyYAML's events tell where in the text
a value stands, and only that stretch of it gives way. What comes out is read again, and when anything but the
asked-for fields reads otherwise than before, the change is refused.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from digest_parsers.errors import DigestError
from digest_parsers.sanitize import clean, clean_line
from digest_tui.store import spans
from digest_tui.store.document import NOTE, SNAPSHOT, Bookmark, parse
from digest_tui.store.fields import DocumentError
from digest_tui.store.frontmatter import is_as_written, quoted, split

#: What the user may change of a bookmark: names of fields of :class:`Bookmark`.
FIELDS = ("tags", "folder", "note", "rating", "read_by")

#: What a field can hold.
Value = str | tuple[str, ...] | date | None

#: All keys that this program writes; what else stands in front matter is somebody else's.
OURS = frozenset(
    {
        *("schema", "id", "title", "authors", "authors_total", "version", "categories", "published", "day"),
        *("day_source", "added", "tags", "folder", "rating", "read_by", "keywords", "score", "comment"),
        *("links", "source", "doubts", "sections", "more_authors"),
    }
)

#: New values by the name of the field, each of the type that the bookmark has it in.
Changes = Mapping[str, Value]

_BOM = b"\xef\xbb\xbf"
_MARKER = re.compile(rf"^{re.escape(SNAPSHOT)}", re.MULTILINE)
_NOTE_HEADING = re.compile(rf"\s*{NOTE}\r?(?:\n|\Z)")
#: What needs no quotes unless it is a word of YAML's own; programs that guess types may see a number in it.
_NEEDS_NO_QUOTES = re.compile(r"[0-9]{1,9}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[A-Za-z][A-Za-z0-9/_-]*")
_WORDS_OF_YAML = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def tidy(changes: Changes) -> dict[str, Value]:
    """Values as they are kept: on one line but for the note, tags without repeats, ``#`` or empty ones.

    Raises:
        KeyError: A field is none of :data:`FIELDS`.
    """
    return {name: _TIDIERS[name](value) for name, value in changes.items()}


def tidy_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Tags as they are kept: each once, without the ``#`` that many write before them."""
    found = (_one_line(tag).lstrip("#").strip() for tag in tags)
    return tuple(dict.fromkeys(tag for tag in found if tag))


def tidy_folder(folder: str) -> str:
    """A folder as it is kept: the names from the outermost in, with one slash between them."""
    return "/".join(filter(None, (_one_line(part) for part in folder.split("/"))))


def tidy_note(note: str) -> str:
    """A note as it is kept: clean, with line feeds alone, no blank lines around it."""
    return clean(note.replace("\r\n", "\n")).strip()


def _one_line(text: str) -> str:
    return " ".join(clean_line(text).split())


_TIDIERS: dict[str, Callable[[Any], Value]] = {
    "tags": tidy_tags,
    "folder": tidy_folder,
    "note": tidy_note,
    "rating": _one_line,
    "read_by": lambda day: day,
}


def apply(data: bytes, changes: Changes, path: Path) -> bytes:
    """The bytes of a bookmark's file with some fields changed.

    Args:
        data: The file.
        changes: New values (see :func:`tidy`) of some of :data:`FIELDS`.
        path: Where it is, for messages.

    Raises:
        DigestError: The file cannot be read, or cannot be changed without touching what is not asked for.
    """
    text = data.removeprefix(_BOM).decode("utf-8")
    before = parse(text, path, 0)
    wanted: dict[str, Any] = {
        name: value for name, value in changes.items() if getattr(before, name) != value
    }
    if not wanted:
        return data
    parts = _cut(text)
    front = parts.front
    for name, value in wanted.items():
        if name != "note":
            front = with_field(front, name, _plain(value), parts.newline, path)
    rest = parts.rest
    if "note" in wanted:
        rest = _with_note(rest, str(wanted["note"]), parts.newline)
    changed = parts.head + front + rest
    _check(text, changed, replace(before, **wanted), path)
    return (_BOM if data.startswith(_BOM) else b"") + changed.encode("utf-8")


def with_keys(data: bytes, other: bytes, keys: Sequence[str], path: Path) -> bytes:
    """The bytes of a bookmark's file with some keys of another one put at the end of its front matter.

    Args:
        data: The file.
        other: Where the keys and their values are from, as they are written there.
        keys: Keys that ``data`` does not have.
        path: Where it is, for messages.

    Raises:
        DigestError: A file cannot be read, or the keys cannot be put there.
    """
    if not keys:
        return data
    text = data.removeprefix(_BOM).decode("utf-8")
    parts, source = _cut(text), _cut(other.removeprefix(_BOM).decode("utf-8")).front
    found, _ = _spans_of(source, path)
    taken = "".join(
        source[source.rfind("\n", 0, found[key].key) + 1 : line_end(source, found[key].end)] for key in keys
    )
    new = f"{parts.head}{parts.front}{taken.replace(chr(13), '').replace(chr(10), parts.newline)}{parts.rest}"
    _check(text, new, parse(text, path, 0), path, added=keys)
    return (_BOM if data.startswith(_BOM) else b"") + new.encode("utf-8")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A file cut up: the first fence, the front matter, what follows from the second fence on."""

    head: str
    front: str
    rest: str
    newline: str


def _cut(text: str) -> _Parts:
    first = text.index("\n") + 1
    at = first
    while text[at : line_end(text, at)].rstrip() != "---":
        at = text.index("\n", at) + 1
    newline = "\r\n" if text[:first].endswith("\r\n") else "\n"
    return _Parts(text[:first], text[first:at], text[at:], newline)


def with_field(front: str, name: str, value: "str | tuple[str, ...]", newline: str, path: Path) -> str:
    """Lines of a mapping with another value of one key, or with a line for it at their end.

    Args:
        front: The lines, as safeyaml has read them without an error.
        name: The key.
        value: What it is to have.
        newline: How lines end.
        path: The file they are from, for messages.

    Raises:
        DocumentError: The mapping stands in braces.
    """
    found, indent = _spans_of(front, path)
    span = found.get(name)
    if span is None:
        gap = "" if not front or front.endswith("\n") else newline
        return f"{front}{gap}{indent}{name}: {_notation(value, plain=False)}{newline}"
    if span.block_list and isinstance(value, tuple):
        changed = _with_items(front, span, value, newline)
        if changed is not None:
            return changed
    plain = bool(span.scalars) and all(one.plain for one in span.scalars)
    same_line = "\n" not in front[span.begin : span.start] and span.start > span.begin
    start = span.start if same_line else span.begin
    told = _notation(value, plain=plain)
    kept = "".join(f"{newline}{comment}" for comment in spans.comments(front, start, span))
    return f"{front[:start]}{'' if same_line else ' '}{told}{kept}{front[span.end :]}"


def _spans_of(front: str, path: Path) -> tuple[dict[str, spans.Span], str]:
    """Where each key of a mapping and its value stand, and the white space that stands before each key.

    Raises:
        DocumentError: The mapping stands in braces, so that no key has a line of its own.
    """
    if is_as_written(front):
        return dict(spans.of_lines(front)), ""
    from digest_tui.store import yamlspans  # noqa: PLC0415 - imports PyYAML and takes ten times as long

    return yamlspans.of(front, path)


def _with_items(front: str, span: spans.Span, wanted: tuple[str, ...], newline: str) -> str | None:
    """A list of one item a line, with items taken out and put at its end; None for any other change."""
    items = span.scalars
    old = [clean_line(one.value) for one in items]
    kept = [value for value in old if value in wanted]
    added = wanted[len(kept) :]
    starts = [front.rfind("\n", 0, one.start) + 1 for one in items]
    one_a_line = all(
        re.fullmatch(r"[ \t]*- *", front[start : one.start]) and "\n" not in front[one.start : one.end]
        for start, one in zip(starts, items, strict=True)
    )
    if not kept or (*kept, *added) != wanted or len(set(old)) < len(old) or not one_a_line:
        return None
    pieces, done = [], 0
    for start, one in zip(starts, items, strict=True):
        end = line_end(front, one.end)
        if clean_line(one.value) not in wanted:
            behind = front[one.end : end].strip()  # nothing but a comment can stand there
            lead = front[start : one.start].replace("-", " ", 1)
            pieces += [front[done:start], f"{lead}{behind}{newline}" if behind else ""]
            done = end
    last = items[-1]
    end = max(done, line_end(front, last.end))
    pieces.append(front[done:end])
    lead, plain = front[starts[-1] : last.start], all(one.plain for one in items)
    gap = "" if front[:end].endswith("\n") else newline
    pieces += [gap * bool(added), *(f"{lead}{_notation(tag, plain=plain)}{newline}" for tag in added)]
    return "".join(pieces) + front[end:]


def line_end(text: str, at: int) -> int:
    """Where the line after the one at an offset begins, or the end of the text."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _with_note(rest: str, note: str, newline: str) -> str:
    """What follows the front matter, with another note between fence and snapshot."""
    begin = line_end(rest, 0)
    marker = _MARKER.search(rest, begin)
    end = marker.start() if marker else len(rest)
    region = rest[begin:end]
    heading = _NOTE_HEADING.match(region)
    lead = heading[0] if heading else ""
    if not heading and (not region.strip() or note.startswith(NOTE)):
        lead = f"{newline}{NOTE}{newline}"
    if lead and not lead.endswith("\n"):
        lead += newline
    fence = rest[:begin] if rest[:begin].endswith("\n") else rest[:begin] + newline
    said = f"{newline}{note.replace(chr(10), newline)}{newline}" if note else ""
    return fence + lead + said + (newline if marker else "") + rest[end:]


def _plain(value: Value) -> "str | tuple[str, ...]":
    if isinstance(value, date):
        return value.isoformat()
    return value or ("" if not isinstance(value, tuple) else value)


def _notation(value: "str | tuple[str, ...]", *, plain: bool) -> str:
    """A value on one line: without quotes where it stood so before and YAML takes it for what it is."""
    if isinstance(value, tuple):
        return f"[{', '.join(_notation(one, plain=plain) for one in value)}]"
    if plain and _NEEDS_NO_QUOTES.fullmatch(value) and value.casefold() not in _WORDS_OF_YAML:
        return value
    return quoted(value)


def _check(old: str, new: str, wanted: Bookmark, path: Path, *, added: Sequence[str] = ()) -> None:
    """Sees to it that the file says what it is to say, and nothing else that it did not say before.

    Raises:
        DocumentError: It does not.
    """
    try:
        said = parse(new, path, 0)
        fronts = [split(text.replace("\r\n", "\n"), path)[0] for text in (old, new)]
    except DigestError as error:
        said, fronts = None, []
        cause = f": {error.cause}"
    else:
        cause = ""
    others = [
        {key: value for key, value in front.items() if key not in (*FIELDS, *added)} for front in fronts
    ]
    if said != wanted or others[0] != others[1]:
        raise DocumentError(
            f"cannot be changed without touching what is around it{cause}",
            path=path,
            cure="change it in an editor",
        )
