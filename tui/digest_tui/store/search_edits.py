"""Changes to the file of saved searches that touch the lines of one search, and no other byte.

What comes out is read again, and must not differ in any other search.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from digest_parsers.safeyaml import read_yaml
from digest_tui.saved_search import Kind, SavedSearch
from digest_tui.store import edits, itemspans
from digest_tui.store.fields import DocumentError
from digest_tui.store.frontmatter import quoted
from digest_tui.store.search_file import KEYS, items_of, search_of

#: How a new file begins.
_HEAD = "# Saved searches: a name, a query, and of which kind it is: search, watch or mute.\n"


@dataclass(frozen=True, slots=True)
class Placed:
    """The lines of one search, and where they stand in the file.

    Attributes:
        at: How many items of the list stand before it.
        gap: Characters between the end of the item before, or the beginning of the file, and the lines.
        text: The lines, from that of the dash to that of the last value.
    """

    at: int
    gap: int
    text: str


def placed(text: str, name: str, path: Path) -> Placed | None:
    """The lines of a search; None when there is none of that name.

    Raises:
        DigestError: The file cannot be read, or does not have lines for each search.
    """
    number = _number_of(text, name, path)
    if number is None:
        return None
    spans = itemspans.of(text, path)
    begin, end = spans[number]
    return Placed(number, begin - (spans[number - 1][1] if number else 0), text[begin:end])


def _number_of(text: str, name: str, path: Path) -> int | None:
    """The number of a search among all items; of two with one name the first, as :func:`read` takes it."""
    for number, (line, item) in enumerate(items_of(text, path)):
        try:
            if search_of(item, line, path).name.casefold() == name.casefold():
                return number
        except DocumentError:
            continue
    return None


def composed(search: SavedSearch) -> str:
    """The lines of a new search."""
    lines = [f"- name: {quoted(search.name)}", f"  query: {quoted(search.query)}", f"  kind: {search.kind}"]
    if search.kind is Kind.WATCH:
        lines.append(f"  colour: {search.colour}")
    return "".join(f"{line}\n" for line in lines)


def changed(lines: str, wanted: SavedSearch, path: Path) -> str:
    """The lines of a search, saying something else; comments and other keys stay.

    Raises:
        DigestError: They cannot be changed.
    """
    # A space in place of the dash makes a mapping of an item, with everything where it was.
    dash = lines.index("-")
    front = f"{lines[:dash]} {lines[dash + 1 :]}"
    before = search_of(read_yaml(front, path=path), 0, path)
    newline = "\r\n" if "\r\n" in front else "\n"
    for key in KEYS:
        value = str(getattr(wanted, key))
        if value != str(getattr(before, key)):
            front = edits.with_field(front, key, value, newline, path)
    return f"{front[:dash]}-{front[dash + 1 :]}"


def replaced(text: str, old: Placed | None, new: Placed | None, path: Path) -> str:
    """The file with the lines of one search taken out, put in, or other ones in their place.

    Args:
        text: The file.
        old: What stands there, as :func:`placed` gives it; None to put something in.
        new: What is to stand there, or None to take it out. What is put in stands where it says, as far as
            the file still is as it was there, or else before the item that has its number now.
        path: Where it is, for messages.

    Raises:
        DigestError: It cannot be done without touching anything else.
    """
    items = [item for _, item in items_of(text, path)]
    spans = itemspans.of(text, path) if items else []
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = "" if new is None else new.text.replace("\r\n", "\n").replace("\n", newline)
    wanted = [item for _, item in items_of(lines, path)]
    if old is not None:
        begin, end = spans[old.at]
        expected = [*items[: old.at], *wanted, *items[old.at + 1 :]]
    else:
        at = len(items) if new is None else min(new.at, len(items))
        begin = end = _room(text, spans, at, -1 if new is None else new.gap)
        expected = [*items[:at], *wanted, *items[at:]]
        lines = _indented(lines, text[spans[0][0] :] if spans else "")
    head = text[:begin] or ("" if text else _HEAD)
    if lines and head and not head.endswith("\n"):
        head += newline
    result = head + lines + text[end:]
    if [item for _, item in items_of(result, path)] != expected:
        cause, cure = "cannot be changed without touching what is around it", "change it in an editor"
        raise DocumentError(cause, path=path, cure=cure)
    return result


def _room(text: str, spans: Sequence[tuple[int, int]], at: int, gap: int) -> int:
    """The offset of the line before which the lines of an item are put that is to have a number."""
    first = spans[at - 1][1] if at else 0
    last = spans[at][0] if at < len(spans) else len(text)
    here = first + gap
    return here if gap >= 0 and here <= last and text[:here].endswith(("\n", "")[here == 0]) else last


def _indented(lines: str, beside: str) -> str:
    """Lines with their dash below that of another item."""
    lead, own = (" " * (len(one) - len(one.lstrip(" "))) for one in (beside, lines))
    return (
        "".join(lead + line[len(own) :] + "\n" for line in lines.split("\n")[:-1]) if lead != own else lines
    )
