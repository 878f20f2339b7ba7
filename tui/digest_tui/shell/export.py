"""``digest-tui export``: papers of digests for other programs, to standard output or a file."""

from argparse import Namespace
from collections.abc import Iterable

from digest_parsers.errors import ExportError, QueryError
from digest_parsers.export import Item
from digest_parsers.model import Appearance
from digest_tui import exporting, headless
from digest_tui.kept import Kept
from digest_tui.shell import WRONG_USAGE, given
from digest_tui.shell.output import put_bytes, say
from digest_tui.wording import counted


def run(asked: Namespace) -> int:
    """Writes what was asked for; the exit code."""
    library = given.library(asked.paths)
    kept = Kept(library)
    try:
        found = headless.find(library, asked.query, kept)
    except QueryError as error:
        say(f"query: {error.one_line()}, at character {error.position + 1}")
        return WRONG_USAGE
    papers: dict[str, Appearance] = {}
    for one in found:
        papers.setdefault(one.entry.arxiv_id, one)
    return deliver([exporting.item_of(one, kept.bookmark(paper)) for paper, one in papers.items()], asked)


def deliver(items: Iterable[Item], asked: Namespace) -> int:
    """Writes items in the format and to the place that were asked for; the exit code."""
    wanted = list(items)
    try:
        data = exporting.written(wanted, asked.format, asked.template)
        if asked.output is not None:
            exporting.to_file(data, asked.output, replace=asked.force)
    except ExportError as error:
        say(error.one_line())
        return 1
    if asked.output is None:
        put_bytes(data)
    else:
        say(f"{counted(len(wanted), 'paper')} written to {asked.output}")
    return 0
