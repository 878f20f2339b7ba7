"""Papers that are values: objects of JSON (or of Python's way of writing them), elements of XML.

Every value is a text in the end; a list is its texts, an object inside a paper gives its own parts.
"""

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape

from digest_parsers.formats.profiles.counts import Counts
from digest_parsers.formats.profiles.draft import Draft, Part, entry_of
from digest_parsers.formats.profiles.labels import FIELDS, folded
from digest_parsers.formats.profiles.markup import markdown_of
from digest_parsers.formats.profiles.schema import Markup, Profile
from digest_parsers.model import Diagnostic, Entry, Level

#: A piece of Python's way to write a value: a text, or a word that JSON spells otherwise.
#: A text without an end is taken to the end of its line, so that none of it is looked at twice.
_PYTHON = re.compile(r"'(?:[^'\\\n]|\\.)*+'?|\"(?:[^\"\\\n]|\\.)*+\"?|\b(?:True|False|None)\b")
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "a": "", "v": " ", "0": ""}
_WORDS = {"True": "true", "False": "false", "None": "null"}
_ELEMENT = re.compile(r"<(/?)([A-Za-z][\w:.-]*)(?:\s[^<>]*)?(/?)>|<!\[CDATA\[")
#: How deep objects are looked into for the parts of a paper.
_DEEPEST = 3

Items = Iterator[tuple[int, dict[str, object]]]


class _Number(str):
    """A number as the file spells it: ``2602.10000`` keeps its zeros, and 5,000 digits cost nothing."""

    __slots__ = ()


class ItemReader:
    """One pass over the values of one text.

    Attributes:
        entries: The papers.
        top: Texts beside the papers, by their keys: where a day may stand.
        diagnostics: What was wrong.
    """

    def __init__(self, profile: Profile, path: str, counts: Counts) -> None:
        self.entries: list[Entry] = []
        self.title = ""
        self.top: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = []
        self._profile = profile
        self._path = path
        self._counts = counts
        self._category = profile.categories.of_path(path)
        self._passed_over: dict[str, int] = {}

    def run(self, lines: Sequence[str]) -> None:
        """Reads all values."""
        items = self._elements(lines) if self._profile.markup is Markup.XML else self._values(lines)
        for line, value in items:
            draft = Draft(line, category=self._category)
            self._take(draft, value, 0)
            for key in self._profile.drop:
                draft.parts.pop(key, None)
            if not {"title", "id", "link", "pdf"} & draft.parts.keys():
                self._tell(
                    line, Level.WARNING, "not-a-paper", "a value without title, id and link was passed over"
                )
                continue
            entry, diagnostics = entry_of(draft, self._profile, self._path)
            self.entries.append(entry)
            self.diagnostics += diagnostics
        if self._passed_over:
            names = ", ".join(f"“{key}” ({count})" for key, count in self._passed_over.items())
            message = f"fields that are no text were passed over: {names}"
            self._tell(None, Level.INFO, "unknown-field", message)

    def _take(self, draft: Draft, value: dict[str, object], depth: int) -> None:
        for name, part in value.items():
            key = self._profile.labels.key(name) or folded(name)
            if key in self._profile.drop:
                continue
            if isinstance(part, dict) and depth < _DEEPEST:
                self._take(draft, part, depth + 1)
                continue
            text = _text(part, lines=key not in FIELDS)
            if text is None:
                self._passed_over[name] = self._passed_over.get(name, 0) + 1
            elif key == "description" and self._profile.paragraphs:
                self._paragraphs(draft, text)
            elif text and key not in draft.parts:
                draft.parts[key] = Part(key, name, text.split("\n"))

    def _paragraphs(self, draft: Draft, text: str) -> None:
        """Takes a text of HTML whose paragraphs have no labels."""
        paragraphs: list[list[str]] = [[]]
        for _, line in markdown_of(text):
            if line.strip():
                paragraphs[-1].append(line.strip())
            elif paragraphs[-1]:
                paragraphs.append([])
        for key, found in zip(self._profile.paragraphs, filter(None, paragraphs), strict=False):
            draft.put(key, "\n".join(found))

    def _values(self, lines: Sequence[str]) -> Items:
        if self._profile.markup is Markup.PYTHON:
            lines = [json_of(line) for line in lines]
        first = next((line.strip() for line in lines if line.strip()), "")
        decoder = json.JSONDecoder(parse_float=_Number, parse_int=_Number, parse_constant=lambda _: None)
        if first.startswith("{") and first.endswith("}"):
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield from self._decoded(decoder, number, line)
        else:
            yield from self._decoded(decoder, 1, "\n".join(lines))

    def _decoded(self, decoder: json.JSONDecoder, line: int, text: str) -> Items:
        """The papers in a text that is one value of JSON."""
        try:
            value = decoder.decode(text)
        except json.JSONDecodeError as error:
            self._tell(line + error.lineno - 1, Level.ERROR, "bad-json", f"this is not JSON: {error.msg}")
        except RecursionError:
            self._tell(line, Level.ERROR, "bad-json", "this is nested too deeply to hold papers")
        else:
            yield from self._papers(line, value)

    def _papers(self, line: int, value: object) -> Items:
        """The papers in a value: what stands under the profile's key, or the value itself."""
        for name in filter(None, self._profile.items.split(".")):
            if isinstance(value, dict):
                self._beside(value)
                value = list(value.values()) if name == "*" else value.get(name)
        flat = [value]
        for _ in range(_DEEPEST):
            if not any(isinstance(one, list) for one in flat):
                break
            flat = [inner for one in flat for inner in (one if isinstance(one, list) else [one])]
        for one in flat:
            if isinstance(one, dict):
                yield line, one
            elif one is not None:
                self._tell(line, Level.WARNING, "not-a-paper", "something else stands where a paper should")

    def _beside(self, value: dict[str, object]) -> None:
        """Remembers the texts and numbers beside the papers: a day or a count may be among them."""
        for key, one in value.items():
            if isinstance(one, str):
                self.top.setdefault(key, str(one))
                self._counts.look_at(f"{key}: {one}")

    def _elements(self, lines: Sequence[str]) -> Items:
        """The elements of XML that are papers, each with the texts of its children by their names."""
        text = "\n".join(lines)
        item: dict[str, object] | None = None
        name, begun, line, counted, item_line = "", 0, 1, 0, 1
        position = 0
        while (match := _ELEMENT.search(text, position)) is not None:
            position = match.end()
            line += text.count("\n", counted, match.start())
            counted = match.start()
            if match[2] is None:
                close = text.find("]]>", position)
                position = len(text) if close < 0 else close
            elif match[2] == self._profile.items:
                if match[1] and item is not None:
                    yield item_line, item
                    item = None
                elif not match[1]:
                    item, item_line = {}, line
            elif not match[1] and not match[3]:
                name, begun = match[2], position
            elif match[1] and match[2] == name:
                inner = text[begun : match.start()].removeprefix("<![CDATA[").removesuffix("]]>")
                found = unescape(inner).strip()
                if item is None:
                    self.top.setdefault(name, found)
                else:
                    item.setdefault(name, found)
                name = ""

    def _tell(self, line: int | None, level: Level, code: str, message: str) -> None:
        self.diagnostics.append(Diagnostic(level, code, self._path, line, message))


def json_of(line: str) -> str:
    """A line with values as Python writes them, as JSON."""
    return _PYTHON.sub(_json_piece, line)


def _json_piece(match: re.Match[str]) -> str:
    piece = match[0]
    if piece in _WORDS:
        return _WORDS[piece]
    whole = len(piece) > 1 and piece[0] == piece[-1]
    return json.dumps(_python_text(piece[1:-1])) if whole else piece


def _python_text(written: str) -> str:
    def instead(match: re.Match[str]) -> str:
        code = match[1]
        if len(code) > 1:
            point = int(code[1:], 16)
            return chr(point) if point <= 0x10FFFF else "\ufffd"
        return _ESCAPES.get(code, code)

    return _ESCAPE.sub(instead, written) if "\\" in written else written


def _text(value: object, *, lines: bool) -> str | None:
    """A value as text; None for one that is none."""
    if isinstance(value, str):
        return str(value).strip()
    if value is None or isinstance(value, bool) or value == []:
        return ""
    if isinstance(value, list):
        texts = [one.get("name") if isinstance(one, dict) else one for one in value]
        if not all(isinstance(one, str) for one in texts):
            return None
        return ("\n" if lines else ", ").join(" ".join(str(one).split()) for one in texts)
    return None
