"""``digest-tui list``: the papers, or those that a query finds."""

from argparse import Namespace

from digest_parsers.errors import QueryError
from digest_parsers.export.jsonl import row, to_json
from digest_tui import headless, plaintext
from digest_tui.kept import Kept
from digest_tui.shell import OK, PROGRAM, WRONG_USAGE, given
from digest_tui.shell.output import put, say, terminal_width


def run(asked: Namespace) -> int:
    """Prints the papers; the exit code."""
    library = given.library(asked.paths)
    try:
        rows = [row(found) for found in headless.find(library, asked.query, Kept(library))]
    except QueryError as error:
        say(f"query: {error.one_line()}, at character {error.position + 1}")
        return WRONG_USAGE
    found = len(rows)
    rows = rows[: asked.limit]
    if asked.format == "json":
        put(to_json(rows, indent=2))
    elif asked.format == "jsonl":
        for one in rows:
            put(to_json(one))
    else:
        for line in plaintext.table_lines(rows, terminal_width()):
            put(line)
    if len(rows) < found:
        say(f"{len(rows):,} of {found:,} shown (--limit)")
    if headless.has_errors(library):
        say(f"some files could not be read; `{PROGRAM} check` tells which")
    return OK
