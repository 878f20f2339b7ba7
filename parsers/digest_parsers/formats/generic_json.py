"""Any other JSON with links to arXiv: an object that has a title and names a paper is one.

The same as :mod:`~digest_parsers.formats.generic` does with prose: what stands under a key that all
generators share is taken for what it says, all else is kept under its own key. What names no category of its
own is of the nearest key above that is no name of a list.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from digest_parsers import arxiv_id
from digest_parsers.dates import day_from_name
from digest_parsers.formats import base
from digest_parsers.formats.failures import failures
from digest_parsers.formats.generic import COMMON
from digest_parsers.formats.profiles.draft import Draft, Part, entry_of
from digest_parsers.formats.profiles.labels import FIELDS, folded
from digest_parsers.model import DayClaim, DaySource, Entry, Link
from digest_parsers.spelled_days import find_day

#: What the keys of titles and of ids are called, as :func:`_name` says them.
_TITLES = ("title", "paper title", "name", "标题")
_IDS = ("arxiv id", "arxivid", "id", "paper id", "entry id")
#: What the key of the day is called that all is of.
_DAYS = ("date", "day", "日期", "generated at", "generated", "updated at", "updated")
#: Where a word begins in a key like ``arxivId``.
_INNER = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: The languages of this kind of text: of ``abstract_en`` the label is in front.
_LANGUAGE = re.compile(r" (?:en|original|lines|text)$")
_URL = re.compile(r"https?://(?:[a-z]{1,20}\.)?arxiv\.org/(?:abs|pdf|html)/[^\s\"\\]{1,60}", re.IGNORECASE)
_ID = re.compile(r"[0-9]{4}\.[0-9]{4,5}|[a-z-]{2,16}/[0-9]{7}")
#: What the key of the category is called that a paper is filed under.
_PRIMARY = frozenset({"primary category", "arxiv primary category", "main category"})
#: Keys that only say that a list of papers follows.
_LISTS = frozenset({"papers", "data", "items", "results", "entries", "list", "articles"})
#: What is taken for a part that is missing: arXiv's own interface calls the abstract so, and most bots too.
_INSTEAD = {"abstract": ("summary",), "score": ("total score", "overall score", "final score")}
#: Addresses and nothing else, one a line.
_ADDRESSES = re.compile(r"https?://\S+(?:\nhttps?://\S+)*")
_LONGEST_CATEGORY = 60
#: Texts of a list that are no longer, and no sentences, stand on one line.
_SHORT = 40
_ENDS = (".", "。", "!", "！", "?", "？")
#: Values inside each other that are looked into.
_DEEPEST = 8


class GenericJson:
    """Reads the papers that JSON names."""

    name = "generic"
    escapes = True

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Little sure of JSON that names a paper on arXiv under a title."""
        if not base.begins_like_data(head) or not any("arxiv" in line.lower() for line in head):
            return base.NO
        return base.GENERIC if next(_papers(_values(head)), None) is not None else base.NO

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads the papers; one that is named again is the same paper."""
        places = _places(lines)
        found: dict[str, Entry] = {}
        values = _values(lines)
        first = list(islice(values, 1))
        for line, category, value in _papers(chain(first, values)):
            entry = _entry(value, category, line, places)
            found.setdefault(entry.arxiv_id, entry)
        whole = [value for line, value in first if not line and day_from_name(path) is None]
        claims = tuple(claim for value in whole for claim in _made(value))
        failed = tuple(one for entry in found.values() for one in failures(entry, path))
        return base.ParsedText(tuple(found.values()), claims=claims, diagnostics=failed)


def _made(value: object) -> Iterator[DayClaim]:
    """The day that an object with lists of papers says it is of, if it is no paper itself."""
    if isinstance(value, dict) and not _title(value):
        for stated in _stated(value, _DAYS):
            if (day := find_day(stated)) is not None:
                yield DayClaim(day, DaySource.CONTENT)
                return


def _papers(values: Iterable[tuple[int, object]]) -> Iterator[tuple[int, str, dict[str, object]]]:
    """The objects that are papers, each with its line (0 when it is not known) and the key above it."""
    for line, value in values:
        waiting: list[tuple[str, object, int]] = [("", value, 0)]
        while waiting:
            key, one, depth = waiting.pop()
            if isinstance(one, dict) and _title(one) and _named(one) is not None:
                yield line, key, one
            elif isinstance(one, dict) and depth < _DEEPEST:
                below = [(key if name in _LISTS else name, inner, depth + 1) for name, inner in one.items()]
                waiting += reversed(below)
            elif isinstance(one, list) and depth < _DEEPEST:
                waiting += [(key, inner, depth + 1) for inner in reversed(one)]


def _values(lines: Sequence[str]) -> Iterator[tuple[int, object]]:
    """The values: the only one, with 0 for its line, or one a line; what is no JSON is passed over."""
    # Numbers stay as they are spelled: 2602.10000 keeps its zeros, and 5,000 digits cost nothing.
    decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
    try:
        yield 0, decoder.decode("\n".join(lines))
        return
    except json.JSONDecodeError:
        pass
    except RecursionError:
        return
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("{"):
            try:
                yield number, decoder.decode(line)
            except (json.JSONDecodeError, RecursionError):
                continue


def _places(lines: Sequence[str]) -> dict[str, int]:
    """The first line of each id that stands in a text."""
    places: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        for match in _ID.finditer(line):
            places.setdefault(match[0], number)
    return places


def _name(key: str) -> str:
    """A key in small letters and in words, however it is spelled: ``arxivId`` and ``arxiv_id`` are one."""
    return _LANGUAGE.sub("", folded(_INNER.sub(" ", key)))


def _stated(value: dict[str, object], names: Sequence[str]) -> Iterator[str]:
    """The texts that an object has under some names, in their order."""
    texts = {_name(key): text for key, text in reversed(value.items()) if isinstance(text, str)}
    return (texts[name] for name in names if name in texts)


def _title(value: dict[str, object]) -> str:
    return next(filter(None, (" ".join(text.split()) for text in _stated(value, _TITLES))), "")


def _named(value: dict[str, object]) -> arxiv_id.ArxivId | None:
    """The id that an object states, or that one of its own texts is or links to."""
    for stated in _stated(value, _IDS):
        if (found := arxiv_id.parse(stated)) is not None:
            return found
    for text in value.values():
        if isinstance(text, str) and (match := _URL.search(text)) and (found := arxiv_id.parse(match[0])):
            return found
    return None


def _entry(value: dict[str, object], category: str, line: int, places: dict[str, int]) -> Entry:
    """The paper that an object is: its values are what their keys call them."""
    named = _named(value)
    assert named is not None
    draft = Draft(line or places.get(named.id, 1), _title(value), [arxiv_id.abs_url(named.id, named.version)])
    for keys, text in _texts(value, ()):
        called = _name(keys[-1])
        if called in _TITLES or called in _IDS:
            continue
        if _ADDRESSES.fullmatch(text) and COMMON.labels.key(called) is None:
            draft.links += [Link(keys[-1], url) for url in text.split("\n")]
            continue
        label = keys[-1]
        name = "category" if called in _PRIMARY else COMMON.labels.key(called) or called
        if name in draft.parts:  # the same is said elsewhere, of something else
            label = " ".join(keys)
            name = folded(label)
        if name not in draft.parts:
            draft.parts[name] = Part(name, label, text.split("\n"))
    for name, others in _INSTEAD.items():
        other = next((one for one in others if one in draft.parts), "")
        if other and name not in draft.parts:
            part = draft.parts.pop(other)
            draft.parts[name] = Part(name, part.label, part.lines)
    if not draft.text("categories") and 0 < len(category) <= _LONGEST_CATEGORY:
        draft.category = category
    entry, _ = entry_of(draft, COMMON, "")
    return entry._replace(arxiv_id=named.id, version=named.version)


def _texts(value: dict[str, object], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The texts of an object by their keys, with the keys above them, those of objects in it among them."""
    for key, one in value.items():
        if isinstance(one, dict) and len(above) < _DEEPEST:
            yield from _texts(one, (*above, key))
        elif text := _text(one, ", " if COMMON.labels.key(_name(key)) in FIELDS else "\n"):
            yield (*above, key), text


def _text(value: object, between: str) -> str:
    """A value as text, also a list of texts or of objects with names; nothing for what holds more."""
    if isinstance(value, list):
        said = [one.get("name") if isinstance(one, dict) else one for one in value]
        texts = [one for one in said if isinstance(one, str)]
        if len(texts) < len(said):
            return ""
        short = all(len(one) <= _SHORT and "://" not in one and not one.endswith(_ENDS) for one in texts)
        return (", " if short else between).join(texts)
    return value.strip() if isinstance(value, str) else ""


FORMAT = GenericJson()
