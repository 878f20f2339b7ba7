"""``digest-tui searches``: the saved searches without the reader."""

from argparse import Namespace
from datetime import datetime

from digest_parsers.errors import QueryError
from digest_parsers.query import parse_query
from digest_tui import paths
from digest_tui.saved_search import COLOURS, Kind, SavedSearch
from digest_tui.shell import WRONG_USAGE, given
from digest_tui.shell.output import put, say
from digest_tui.store.errors import StoreError
from digest_tui.store.journal import Journal
from digest_tui.store.reading import ReadingState
from digest_tui.store.search_changes import SearchChanges
from digest_tui.store.searches import SearchStore


def run(asked: Namespace) -> int:
    """Prints the saved searches, or changes them; the exit code."""
    store = SearchStore(paths.searches_file(given.settings(needed=True).searches))
    store.refresh()
    if asked.action not in ("add", "remove"):
        return _list(store, as_json=getattr(asked, "json", False))
    reading = ReadingState(paths.state_db())
    reading.load()
    changes = SearchChanges(store, Journal(reading.database()))
    try:
        if asked.action == "add":
            return _add(changes, asked)
        for name in asked.names:
            changes.save(name, None, datetime.now().astimezone())
            say(f"{name} removed")
    except StoreError as error:
        say(error.one_line())
        return 1
    finally:
        reading.close()
    return 0


def _list(store: SearchStore, *, as_json: bool) -> int:
    """Prints a search a line; 1 when something in the file is wrong."""
    for one in store.contents.searches:
        colour = one.colour if one.kind is Kind.WATCH else ""
        if as_json:
            from digest_parsers.export.jsonl import to_json  # noqa: PLC0415

            put(to_json({"name": one.name, "query": one.query, "kind": str(one.kind), "colour": colour}))
        else:
            put("\t".join((one.name, one.kind, colour, one.query)))
    for problem in store.contents.problems:
        say(problem.one_line())
    return 1 if store.contents.problems else 0


def _add(changes: SearchChanges, asked: Namespace) -> int:
    try:
        parse_query(asked.query)
    except QueryError as error:
        say(f"query: {error.one_line()}, at character {error.position + 1}")
        return WRONG_USAGE
    search = SavedSearch(asked.name, asked.query, Kind(asked.kind), asked.colour or COLOURS[0])
    changes.save(None, search, datetime.now().astimezone())
    say(f"{asked.name} saved")
    return 0
