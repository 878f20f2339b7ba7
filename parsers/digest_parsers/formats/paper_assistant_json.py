"""The JSON of gpt_paper_assistant and its forks: an object a paper, by the ids of the papers.

::

    {"2603.21862": {"SCORE": 18, "ARXIVID": "2603.21862", "COMMENT": "…", "RELEVANCE": 10, "NOVELTY": 8,
                    "authors": ["A. Name"], "title": "…", "abstract": "…", "arxiv_id": "2603.21862"}}
"""

import json
import re
from collections.abc import Iterator, Sequence

from digest_parsers.formats import base
from digest_parsers.model import Diagnostic, Entry, Level, Section
from digest_parsers.paper_id import identify

#: Fields of a paper that are fields of the entry; all others become sections.
_FIELDS = frozenset({"arxiv_id", "arxivid", "title", "authors", "score"})

_BEGIN = re.compile(r'\s*\{\s*"[^"\\]{4,40}"\s*:\s*\{')
_MARKS = ('"RELEVANCE"', '"NOVELTY"', '"ARXIVID"')
_KEY = re.compile(r'\s*"(?P<id>[^"\\]{1,80})"\s*:\s*')
_SPACE = re.compile(r"[\s,]*")
_NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?")

#: As much of a line is looked at to recognise it.
_ENOUGH = 10_000


class PaperAssistantJson:
    """Reads papers by their ids in JSON."""

    name = "paper-assistant-json"
    escapes = True

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Certain of the fields that the model writes, within an object that begins as such files do."""
        text = "\n".join(line[:_ENOUGH] for line in head[:60])
        if _BEGIN.match(text) is None:
            return base.NO
        return base.CERTAIN if sum(mark in text for mark in _MARKS) >= 2 else base.NO

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads paper by paper, up to where the text is no JSON any more."""
        diagnostics: list[Diagnostic] = []
        entries = tuple(
            entry
            for line, key, value in _papers("\n".join(lines), path, diagnostics)
            if (entry := _entry(line, key, value)) is not None
        )
        return base.ParsedText(entries, diagnostics=tuple(diagnostics))


def _papers(text: str, path: str, told: list[Diagnostic]) -> Iterator[tuple[int, str, object]]:
    """The papers with their keys and the lines that they begin on, as far as the text is JSON."""
    # Numbers stay as they are spelt: an id such as 2602.10000 keeps its zeros, and 5,000 digits cost nothing.
    decoder = json.JSONDecoder(parse_int=str, parse_float=str)
    opening = text.find("{")
    if opening < 0:
        return
    at, line, counted = opening + 1, 1, 0
    while (match := _KEY.match(text, _past(_SPACE, text, at))) is not None:
        line += text.count("\n", counted, match.start("id"))
        counted = match.start("id")
        try:
            value, at = decoder.raw_decode(text, match.end())
        except (json.JSONDecodeError, RecursionError):
            message = f"from the paper {base.quote(match['id'])} on the file is not JSON"
            told.append(Diagnostic(Level.ERROR, "bad-json", path, line, message, "fetch the file again"))
            return
        yield line, match["id"], value
    if not text.startswith("}", _past(_SPACE, text, at)):
        told.append(Diagnostic(Level.ERROR, "cut-off", path, line, "the file ends before its papers do"))


def _entry(line: int, key: str, value: object) -> Entry | None:
    """The paper of an object; None for anything else."""
    if not isinstance(value, dict):
        return None
    fields = {name.casefold(): one for name, one in value.items()}
    title = " ".join(_text(fields.get("title")).split())
    found, version = identify((_text(fields.get("arxiv_id")), _text(fields.get("arxivid")), key), title)
    names = fields.get("authors")
    listed = [_text(one) for one in names] if isinstance(names, list) else [*base.split_authors(_text(names))]
    authors = tuple(filter(None, (" ".join(one.split()) for one in listed)))
    sections = tuple(
        Section(name.casefold(), name, text)
        for name, one in value.items()
        if name.casefold() not in _FIELDS and (text := _text(one).strip())
    )
    score = _text(fields.get("score"))
    given = float(score) if _NUMBER.fullmatch(score) else None
    return Entry(found, title, line, version, authors, len(authors), sections=sections, score=given)


def _text(value: object) -> str:
    """A value as text: a list of texts on lines of their own, and nothing for what is neither."""
    if isinstance(value, list):
        return "\n".join(one for one in value if isinstance(one, str))
    return value if isinstance(value, str) else ""


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


FORMAT = PaperAssistantJson()
