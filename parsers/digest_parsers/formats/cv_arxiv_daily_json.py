r"""The JSON that cv-arxiv-daily makes its lists from: for each topic, the rows by the ids of the papers.

::

    {"SLAM": {"2201.03814": "- 2022-01-19, **Title**, A. Name et.al., Paper: [http://…](http://…)\n"}}
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date

from digest_parsers.formats import base
from digest_parsers.formats.rolling import entry_of, read_row
from digest_parsers.model import Diagnostic, Entry, Level

#: How such a file begins: a topic, an id, and a row.
_BEGIN = re.compile(r'\s*\{\s*"[^"\\]{0,200}"\s*:\s*\{\s*"[^"\\]{4,40}"\s*:\s*"(?:- \**|\|\**)[0-9]{4}-')

#: Numbers stay as they are spelt; one of 5,000 digits costs nothing.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)

#: As much of a text is looked at to recognise it.
_ENOUGH = 1000


class CvArxivDailyJson:
    """Reads topics of rows in JSON."""

    name = "cv-arxiv-daily-json"
    escapes = True

    def recognises(self, head: Sequence[str], path: str) -> float:
        """Certain of a row within a topic."""
        text = "\n".join(line[:_ENOUGH] for line in head[:3])
        return base.CERTAIN if _BEGIN.match(text) else base.NO

    def parse(self, lines: Sequence[str], path: str) -> base.ParsedText:
        """Reads the rows of all topics, up to where the text is no JSON any more."""
        text = "\n".join(lines)
        diagnostics: list[Diagnostic] = []
        try:
            topics = _DECODER.decode(text)
        except (json.JSONDecodeError, RecursionError) as error:
            topics, diagnostics = _what_is_whole(text, error, path)
        entries: list[Entry] = []
        days: list[date | None] = []
        for topic, row_text in _rows(topics):
            row = read_row(row_text.strip())
            if row is None:
                message = f"{base.quote(row_text)} is no row of a paper and was passed over"
                diagnostics.append(base.warn("not-a-paper", path, None, message))
                continue
            entries.append(entry_of(row, 1, topic))
            days.append(row.day)
        return base.ParsedText(tuple(entries), days=tuple(days), diagnostics=tuple(diagnostics))


def _rows(topics: object) -> Iterator[tuple[str, str]]:
    """Topic and text of each row."""
    for topic, rows in topics.items() if isinstance(topics, dict) else ():
        for row in rows.values() if isinstance(rows, dict) else ():
            yield topic, row if isinstance(row, str) else repr(row)


def _what_is_whole(text: str, error: Exception, path: str) -> tuple[object, list[Diagnostic]]:
    """The topics up to the last whole row before the text stops being JSON, and what says so."""
    at = error.pos if isinstance(error, json.JSONDecodeError) else 0
    line = text.count("\n", 0, at) + 1
    cure = "fetch the file again"
    told = [Diagnostic(Level.ERROR, "bad-json", path, line, "from here on the file is not JSON", cure)]
    end = text.rfind('",', 0, at)
    try:
        return _DECODER.decode(text[: end + 1] + "}}"), told
    except (json.JSONDecodeError, RecursionError):
        return {}, told


FORMAT = CvArxivDailyJson()
