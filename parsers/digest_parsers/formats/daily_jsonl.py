"""The JSON that the "daily arXiv AI enhanced" listing is made from: an object a paper.

As JSON Lines every line stands for itself, so a broken one costs one paper. A ``.json`` file may hold
the same objects in an array, or one of them; it is read object by object up to the first fault.

::

    {"id": "2601.01234", "title": "…", "authors": ["A. Name"], "categories": ["cs.CV"], "summary": "…",
     "abs": "https://arxiv.org/abs/2601.01234", "pdf": "…", "comment": null, "code_url": "…",
     "AI": {"tldr": "…", "motivation": "…", "method": "…", "result": "…", "conclusion": "…"}}
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from digest_parsers.formats import base
from digest_parsers.model import Diagnostic, Entry, Level, Link, Section
from digest_parsers.paper_id import identify

#: Fields that hold a link, and the label that it gets.
_LINKS = {
    "abs": "abs", "arxiv_url": "abs", "link": "link", "pdf": "pdf", "pdf_url": "pdf", "url": "url",
    "code_url": "code", "code": "code",
}  # fmt: skip
_DATES = ("published", "date", "published_date")
_ABSTRACTS = ("abstract", "summary")

#: Fields with a place in the model; any other field becomes a section if it is text.
_KNOWN = frozenset(
    {"id", "arxiv_id", "title", "authors", "categories", "comment", "keywords", "score", "AI"}
    | _LINKS.keys()
    | set(_DATES)
)
_COMPANIONS = frozenset({"id", "arxiv_id", "abs", "summary", "abstract", "AI"})
_TITLE = re.compile(r'"title"\s*:')
_COMPANION = re.compile(rf'"(?:{"|".join(sorted(_COMPANIONS))})"\s*:')
_SPACE = re.compile(r"[ \t\n\r,]*")


class DailyJsonl:
    """Reads the enhanced daily listing in JSON Lines or JSON."""

    name = "daily-enhanced-jsonl"
    escapes = True

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Certain of a line that is an object with a title and an id, link or abstract."""
        broken = False
        for line in head:
            if line.startswith("{") and _TITLE.search(line) and _COMPANION.search(line):
                sureness = _is_paper(line, 0)
                if sureness:
                    return base.CERTAIN
                broken = broken or sureness is None
        return base.LIKELY if broken or _begins_with_paper("\n".join(head)) else base.NO

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads the papers, passing over what is not JSON or no paper."""
        reading = _Reading(path)
        first = next((line.strip() for line in lines if line.strip()), "")
        in_lines = path.lower().endswith(".jsonl") or (first.startswith("{") and first.endswith("}"))
        values = reading.by_line(lines) if in_lines else reading.by_value("\n".join(lines))
        entries = tuple(entry for line, value in values if (entry := reading.entry(line, value)) is not None)
        return base.ParsedText(entries, diagnostics=reading.told())


def _begins_with_paper(text: str) -> bool:
    """Whether JSON over several lines is an object of a paper, or an array that begins with one."""
    start = _after_space(text, 0)
    start = _after_space(text, start + text.startswith("[", start))
    return text.startswith("{", start) and bool(_is_paper(text, start))


def _is_paper(text: str, start: int) -> bool | None:
    """Whether a text holds an object of a paper at a position; None when what stands there is not JSON."""
    try:
        value, _ = json.JSONDecoder(parse_int=_Number).raw_decode(text, start)
    except (json.JSONDecodeError, RecursionError):
        return None
    return isinstance(value.get("title"), str) and not _COMPANIONS.isdisjoint(value)


class _Number(str):
    """A number as the file spells it: ``2602.10000`` keeps its zeros, and 5,000 digits cost nothing."""

    __slots__ = ()


class _Reading:
    """One pass over one text: turns values into entries and collects what is wrong with them."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.line = 1
        self.diagnostics: list[Diagnostic] = []
        self.passed_over: dict[str, int] = {}
        self.decoder = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_float=_Number,
            parse_int=_Number,
            parse_constant=self._constant,
        )

    def by_line(self, lines: Sequence[str]) -> Iterator[tuple[int, object]]:
        """The value of each line, with its number."""
        last = max((number for number, line in enumerate(lines, 1) if line.strip()), default=0)
        for number, line in enumerate(lines, 1):
            text = line.strip()
            if not text:
                continue
            self.line = number
            try:
                yield number, self.decoder.decode(text)
            except json.JSONDecodeError as error:
                if number == last and text.startswith("{") and not text.endswith("}"):
                    self._tell(Level.ERROR, "cut-off", "the file ends in the middle of a paper")
                else:
                    self._tell(
                        Level.ERROR, "bad-json", f"the line is not JSON: {error.msg} at column {error.colno}"
                    )
            except RecursionError:
                self._tell(Level.ERROR, "bad-json", "the line is nested too deeply to be a paper")

    def by_value(self, text: str) -> Iterator[tuple[int, object]]:
        """Each object of an array (or the only object) with the line it begins on, up to the first error."""
        position = _after_space(text, 0)
        in_array = text.startswith("[", position)
        position = _after_space(text, position + in_array)
        counted = 0
        while position < len(text) and text[position] != "]":
            self.line += text.count("\n", counted, position)
            counted = position
            try:
                value, end = self.decoder.raw_decode(text, position)
            except json.JSONDecodeError as error:
                self._tell(Level.ERROR, "bad-json", f"from here on the file is not JSON: {error.msg}")
                return
            except RecursionError:
                self._tell(Level.ERROR, "bad-json", "from here on the file is nested too deeply")
                return
            yield self.line, value
            position = _after_space(text, end)
        if in_array and position >= len(text):
            self._tell(Level.ERROR, "cut-off", "the file ends before its array does")

    def entry(self, line: int, value: object) -> Entry | None:
        """The paper that a value describes, or None when it describes none."""
        self.line = line
        if not isinstance(value, dict):
            self._tell(Level.WARNING, "not-a-paper", f"{_kind(value)} stands where a paper should")
            return None
        fields = _Fields(value, self)
        title = " ".join(fields.text("title").split())
        links = tuple(Link(label, url) for key, label in _LINKS.items() if (url := fields.text(key)))
        ids = (fields.text("id"), fields.text("arxiv_id"), *(link.url for link in links))
        if not title and not any(ids):
            self._tell(Level.WARNING, "not-a-paper", "an object without title, id and link was passed over")
            return None
        found, version = identify(filter(None, ids), title)
        authors = fields.names("authors")
        categories, rest = base.split_categories(",".join(fields.names("categories")))
        return Entry(
            found,
            title,
            line,
            version,
            authors,
            len(authors),
            categories,
            fields.day(),
            (*fields.sections(), *base.classes_section(rest)),
            fields.keywords(),
            fields.number("score"),
            links,
            " ".join(fields.text("comment").split()),
        )

    def told(self) -> tuple[Diagnostic, ...]:
        """All diagnostics; fields without a place in the model are told once for the file."""
        if not self.passed_over:
            return tuple(self.diagnostics)
        names = ", ".join(f"{base.quote(key)} ({count})" for key, count in self.passed_over.items())
        message = f"fields that are neither text nor known were passed over: {names}"
        return (*self.diagnostics, Diagnostic(Level.INFO, "unknown-field", self.path, None, message))

    def wrong_type(self, key: str, value: object) -> None:
        """Says that a field was passed over."""
        self._tell(
            Level.WARNING, "wrong-type", f"the field {base.quote(key)} is {_kind(value)} and was passed over"
        )

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        result = dict(pairs)
        if len(result) < len(pairs):
            self._tell(
                Level.WARNING, "duplicate-key", "an object has a key more than once; the last one counts"
            )
        return result

    def _constant(self, name: str) -> None:
        self._tell(Level.WARNING, "wrong-type", f"{name} is no JSON and was read as null")

    def _tell(self, level: Level, code: str, message: str) -> None:
        self.diagnostics.append(Diagnostic(level, code, self.path, self.line, message))


@dataclass(slots=True)
class _Fields:
    """The fields of one object, each asked for in the type that it should have."""

    values: dict[str, object]
    reading: _Reading

    def text(self, key: str) -> str:
        """A text or a number as it is spelt; an empty string when there is none."""
        value = self.values.get(key)
        if isinstance(value, str):
            return str(value).strip()
        if value is not None:
            self.reading.wrong_type(key, value)
        return ""

    def names(self, key: str) -> tuple[str, ...]:
        """A list of names, given as a list of texts, of objects with a name, or as one text with commas."""
        return self._names(key, self.values.get(key))

    def keywords(self) -> tuple[str, ...]:
        """The keywords, which stand in the paper or in its summary."""
        summary = self.values.get("AI")
        if "keywords" not in self.values and isinstance(summary, dict):
            return self._names("keywords", summary.get("keywords"))
        return self.names("keywords")

    def _names(self, key: str, value: object) -> tuple[str, ...]:
        if isinstance(value, str) and not isinstance(value, _Number):
            return base.split_names(value)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.reading.wrong_type(key, value)
            return ()
        names: list[str] = []
        for item in value:
            name = item.get("name") if isinstance(item, dict) else item
            if isinstance(name, str) and not isinstance(name, _Number):
                names.append(" ".join(name.split()))
            else:
                self.reading.wrong_type(key, item)
        return tuple(filter(None, names))

    def number(self, key: str) -> float | None:
        """A number, or a text that is one."""
        text = self.text(key)
        if not text:
            return None
        if re.fullmatch(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?", text):
            return float(text)
        self.reading.wrong_type(key, self.values[key])
        return None

    def day(self) -> date | None:
        """The day of publication."""
        for key in _DATES:
            text = self.text(key)
            if text:
                try:
                    return date.fromisoformat(text[:10])
                except ValueError:
                    message = f"the date of publication {base.quote(text)} is not a date"
                    self.reading.diagnostics.append(
                        base.warn("bad-date", self.reading.path, self.reading.line, message)
                    )
        return None

    def sections(self) -> Iterator[Section]:
        """The summary's parts, the abstract and any other text, in the order of the file."""
        for key, value in self.values.items():
            if key == "AI" and isinstance(value, dict):
                for label, text in value.items():
                    if label != "keywords":
                        yield from self._section(label, text)
            elif key in _ABSTRACTS:
                if key == "abstract" or self.values.get("abstract") != value:
                    yield from self._section(key, value, "abstract" if self._is_abstract(key) else key)
            elif key not in _KNOWN or key == "AI":
                yield from self._section(key, value)

    def _is_abstract(self, key: str) -> bool:
        return key == "abstract" or not self.values.get("abstract")

    def _section(self, label: str, value: object, key: str = "") -> Iterator[Section]:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = "\n".join(value)
        if isinstance(value, str):
            if text := value.strip():
                yield Section(key or label.casefold(), label, text)
        elif value is not None:
            passed_over = self.reading.passed_over
            passed_over[label] = passed_over.get(label, 0) + 1


def _after_space(text: str, position: int) -> int:
    """Where the next value begins; commas count as space."""
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _kind(value: object) -> str:
    """What a JSON value is, with its article."""
    if isinstance(value, _Number):
        return "a number"
    kinds = ((bool, "a truth value"), (str, "a text"), (list, "a list"), (dict, "an object"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "nothing")


FORMAT = DailyJsonl()
