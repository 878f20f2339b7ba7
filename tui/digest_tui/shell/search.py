"""``digest-tui search``: what a query finds, as grep tells it, from the same cache as the reader."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import date

from digest_parsers.errors import QueryError
from digest_parsers.export.jsonl import row, to_json
from digest_parsers.folded import texts_of
from digest_parsers.highlights import Highlight, find_highlights
from digest_parsers.library import Library, without
from digest_parsers.model import Appearance, Entry
from digest_parsers.ordering import in_order
from digest_parsers.orders import Order
from digest_parsers.patterns import TIME_LIMIT
from digest_parsers.query import Query, parse_query
from digest_parsers.rows import Rows
from digest_parsers.sanitize import clean_line
from digest_parsers.search import SearchIndex
from digest_tui import headless
from digest_tui.kept import Kept
from digest_tui.shell import PROGRAM, WRONG_USAGE, given
from digest_tui.shell.output import point_at, put, say, terminal_width
from digest_tui.wording import counted

#: The exit code for a query that finds nothing.
NOTHING = 1

_BOLD, _PLAIN = "\x1b[1m", "\x1b[22m"
#: What stands before the line that matches.
_INDENT = "    "
#: Columns kept before a match when a line has to be cut for the terminal.
_BEFORE = 20


def run(asked: Namespace) -> int:
    """Prints what a query finds; the exit code."""
    library = given.kept_library(asked.paths)
    variants = given.settings(needed=False).variants
    try:
        query = parse_query(asked.query, sections=library.section_keys(), variants=variants)
    except QueryError as error:
        say(f"query: {error.one_line()}")
        point_at(asked.query, error.position)
        return WRONG_USAGE
    if query.remark:
        say(f"query: {query.remark}")
    rows = _found(library, query)
    if asked.count:
        put(str(len(rows)))
    else:
        for found in rows[: asked.limit]:
            _print(library, query, found, json=asked.json)
        if asked.limit and len(rows) > asked.limit:
            say(f"{asked.limit:,} of {len(rows):,} shown (--limit)")
    if headless.has_errors(library):
        say(f"some files could not be read; `{PROGRAM} check` tells which")
    return 0 if rows else NOTHING


def _found(library: Library, query: Query) -> Rows:
    """Every paper that a query finds once, as the newest digest has it that it is found in."""
    index, facts = SearchIndex(), Kept(library)
    rows, seen, stopped = Rows(), set[int](), 0
    for hits in index.search(query, library.digests(), facts):
        found = Rows()
        found.add(hits.digest, hits.entries)
        rows.extend(without(found, seen))
        stopped += hits.stopped
    if stopped:
        say(f"{counted(stopped, 'digest')} left out: the expression takes more than {TIME_LIMIT} s there")
    *_, last = in_order(rows, query.order or Order.FILE, query, index, facts)
    return rows if last is None else last


def _print(library: Library, query: Query, found: Appearance, *, json: bool) -> None:
    """Prints one paper."""
    paper = library.paper(found.entry.arxiv_id)
    others = [one.digest.day for one in paper or () if one.digest.day != found.digest.day]
    also = [_shown(day) for day in dict.fromkeys(others)]
    matches = list(_matches(found.entry, query.highlights))
    if json:
        told = [{"field": field, "text": line} for field, line, _ in matches]
        put(to_json({**row(found), "also_on": also, "matches": told}))
        return
    title = _marked(found.entry.title, find_highlights(found.entry.title, "title", query.highlights))
    tail = f"  (also {', '.join(also)})" if also else ""
    put(f"{_shown(found.digest.day)}  {clean_line(found.entry.arxiv_id)}  {title}{tail}")
    if matches and matches[0][0] != "title":
        field, line, spans = matches[0]
        put(f"{_INDENT}{clean_line(field)}: {_cut(line, spans, len(_INDENT) + len(field) + 2)}")


def _matches(
    entry: Entry, highlights: Iterable[Highlight]
) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """The first line of each field in which the query is found: field, line, and where; the title first."""
    for field, texts in sorted(texts_of(entry), key=lambda pair: pair[0] != "title"):
        for line in (line for text in texts for line in text.split("\n")):
            if spans := find_highlights(line, field, highlights):
                yield field, line, spans
                break


def _cut(line: str, spans: list[tuple[int, int]], taken: int) -> str:
    """A line with its matches marked, on a terminal cut around the first so that it fits."""
    width = terminal_width()
    if width is None or len(line) + taken <= width:
        return _marked(line, spans)
    begin = max(0, spans[0][0] - _BEFORE)
    # Characters of Chinese take two columns; cut as if all did where one does.
    room = (width - taken - 2) // (1 if line.isascii() else 2)
    part = line[begin : begin + max(room, 1)]
    inside = [(a - begin, min(b - begin, len(part))) for a, b in spans if begin <= a < begin + len(part)]
    cut_off = begin + len(part) < len(line)
    return f"{'…' if begin else ''}{_marked(part, inside)}{'…' if cut_off else ''}"


def _marked(text: str, spans: list[tuple[int, int]]) -> str:
    """A text without what a terminal obeys, on a terminal with its matches in bold."""
    if sys.stdout is None or not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return clean_line(text)
    parts, at = [], 0
    for start, end in spans:
        parts += [clean_line(text[at:start]), _BOLD, clean_line(text[start:end]), _PLAIN]
        at = end
    return "".join((*parts, clean_line(text[at:])))


def _shown(day: date | None) -> str:
    return "no-date" if day is None else day.isoformat()
