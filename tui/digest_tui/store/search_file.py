"""The file of saved searches as it is read: a YAML list of ``name``, ``query``, ``kind`` and ``colour``.

It is the user's own. A search that is not understood is told with its line and what could be meant, and the
others count; comments and other keys are left alone. :mod:`digest_tui.store.search_edits` makes changes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from digest_parsers.errors import DigestError, nearest
from digest_parsers.safeyaml import Items, Mapping, Value, read_yaml
from digest_parsers.sanitize import clean_line
from digest_tui.saved_search import COLOURS, Kind, SavedSearch
from digest_tui.store.errors import StoreProblem
from digest_tui.store.fields import DocumentError

KEYS = ("name", "query", "kind", "colour")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file says.

    Attributes:
        searches: What could be understood, in the file's order.
        problems: What could not, and keys that look mistyped.
    """

    searches: tuple[SavedSearch, ...] = ()
    problems: tuple[StoreProblem, ...] = ()


def read(text: str, path: Path) -> Contents:
    """Reads the file; a search that is not understood is told, and the others count.

    Args:
        text: The file, without a byte order mark.
        path: Where it is, for messages.

    Raises:
        DigestError: It is no YAML, or no list.
    """
    searches: dict[str, SavedSearch] = {}
    problems: list[StoreProblem] = []
    for line, item in items_of(text, path):
        try:
            found = search_of(item, line, path)
            before = searches.get(found.name.casefold())
            if before is not None:
                cause = f"the name {found.name} stands here again"
                raise _error(item, "name", cause, path, f"first on line {before.line}")
        except DigestError as error:
            problems.append(StoreProblem(path, error.line, error.cause, error.cure))
        else:
            searches[found.name.casefold()] = found
            problems += _mistyped(item, path)
    return Contents(tuple(searches.values()), tuple(problems))


def items_of(text: str, path: Path) -> list[tuple[int, Value]]:
    """The items of the list, each with its line.

    Raises:
        DigestError: It is no YAML, or no list.
    """
    value = read_yaml(text, path=path)
    if value == "":
        return []
    if not isinstance(value, Items):
        cure = "write `- name: …` and the other keys below it"
        raise DocumentError("is no list of searches", path=path, line=1, cure=cure)
    return list(zip(value.lines, value, strict=True))


def search_of(item: Value, line: int, path: Path) -> SavedSearch:
    """One search.

    Raises:
        DocumentError: It cannot be understood.
    """
    if not isinstance(item, Mapping):
        cure = "write `- name: …` and the other keys below it"
        raise DocumentError("this is no search", path=path, line=line, cure=cure)
    name, query = (_required(item, key, line, path) for key in ("name", "query"))
    kind = _chosen(item, "kind", tuple(Kind), path) or Kind.SEARCH
    colour = _chosen(item, "colour", COLOURS, path) or COLOURS[0]
    return SavedSearch(name, query, Kind(kind), colour, line)


def _required(item: Mapping, key: str, line: int, path: Path) -> str:
    text = _text(item, key, path)
    if text:
        return text
    if key in item:
        raise _error(item, key, f"{key} has no value", path, "give it one")
    near = nearest(key, (other for other in item if other not in KEYS))
    cure = f"did you mean {key} in place of {clean_line(near)}?" if near else f"add a line `{key}: …`"
    raise DocumentError(f"{key} is missing", path=path, line=item.lines[near] if near else line, cure=cure)


def _chosen(item: Mapping, key: str, choices: Sequence[str], path: Path) -> str:
    text = _text(item, key, path).casefold()
    if text and text not in choices:
        near = nearest(text, choices)
        cure = f"did you mean {near}?" if near else f"one of: {', '.join(choices)}"
        raise _error(item, key, f"there is no {key} {text}", path, cure)
    return text


def _text(item: Mapping, key: str, path: Path) -> str:
    value = item.get(key, "")
    if not isinstance(value, str):
        raise _error(item, key, f"{key} is no single value", path)
    return " ".join(clean_line(value).split())


def _mistyped(item: Value, path: Path) -> Iterator[StoreProblem]:
    """Keys that mean nothing and are written like one that is not there: ``color``."""
    assert isinstance(item, Mapping), "only mappings are searches"
    for key in item:
        near = "" if key in KEYS else nearest(key, (one for one in KEYS if one not in item))
        if near:
            cause = f"{clean_line(key)} means nothing here"
            yield StoreProblem(path, item.lines[key], cause, f"did you mean {near}?")


def _error(item: Value, key: str, cause: str, path: Path, cure: str = "") -> DocumentError:
    assert isinstance(item, Mapping), "only mappings have keys"
    return DocumentError(cause, path=path, line=item.lines[key], cure=cure)
