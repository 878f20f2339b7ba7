"""What the command line may say: its commands and options, and the help that tells of them."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from digest_tui import __version__
from digest_tui.argument_parser import PATHS_HELP, Parser, positive
from digest_tui.shell import PROGRAM

_COMMANDS = """\
commands:
  digest-tui [PATH…] [--demo]      open the reader
  digest-tui check [PATH…]         tell what each file is and what is wrong with it
  digest-tui list [PATH…]          list the papers, or those that a query finds
  digest-tui search QUERY [PATH…]  print what a query finds, as grep does
  digest-tui repair FILE…          print files with damaged text repaired
  digest-tui formats [list|show|check|new]   the formats that are read, and profiles for others
  digest-tui cache [info|clear]    tell what the cache takes, or empty it
  digest-tui export [PATH…]        write papers for other programs (BibTeX, RIS, CSL JSON, CSV, Markdown)
  digest-tui bookmarks [list|add|remove|tag|note|export|import|doctor]
                                   work on the bookmarks
  digest-tui searches [list|add|remove]   work on the saved searches, watches and mutes
  digest-tui state [info|restore]  tell of the copies of the reading state, or put one back
  digest-tui paths                 tell where settings, bookmarks and the rest are kept
`digest-tui check --help` and the like tell more. A folder that is called like a command: ./check
"""


def understand(words: Sequence[str]) -> tuple[str, argparse.Namespace]:
    """Reads a command line.

    Args:
        words: The arguments without the program's name.

    Returns:
        The command, an empty string for opening the reader, and what is asked of it.

    Raises:
        SystemExit: Help or version was asked for and has been printed, or what is wrong has been told.
    """
    from digest_tui import arguments_kept  # noqa: PLC0415 - not needed to open the reader

    parsers: dict[str, Callable[[], Parser]] = {
        "check": _check_parser,
        "list": _list_parser,
        "search": _search_parser,
        "repair": _repair_parser,
        "formats": _formats_parser,
        "cache": _cache_parser,
        "paths": _paths_parser,
        "export": arguments_kept.export_parser,
        "bookmarks": arguments_kept.bookmarks_parser,
        "searches": arguments_kept.searches_parser,
        "state": arguments_kept.state_parser,
    }
    if words and words[0] in ("bookmarks", "searches"):
        # argparse cannot mix options into the words of a command's command.
        return words[0], parsers[words[0]]().parse_args(words[1:])
    if words and words[0] in parsers:
        asked = parsers[words[0]]().parse_intermixed_args(_plain(words[1:]))
        if words[0] == "search" and "--" in words and asked.query.startswith("./-"):
            asked.query = asked.query.removeprefix("./")  # a query may begin with a minus
        return words[0], asked
    return "", _reader_parser().parse_intermixed_args(_plain(words))


def _plain(words: Sequence[str]) -> list[str]:
    """The words without ``--``, those behind it written so that none looks like an option.

    Needed because ``parse_intermixed_args`` forgets about ``--`` before it has read all options.
    """
    if "--" not in words:
        return list(words)
    at = words.index("--")
    return [*words[:at], *(f"./{word}" if word.startswith("-") else word for word in words[at + 1 :])]


def _reader_parser() -> Parser:
    parser = Parser(
        prog=PROGRAM,
        description="A reader for folders of daily arXiv digests.",
        epilog=_COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=PATHS_HELP)
    parser.add_argument("--demo", action="store_true", help="open a sample library of invented papers")
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    return parser


def _check_parser() -> Parser:
    parser = Parser(
        prog=f"{PROGRAM} check",
        description="Tell what each file is and what is wrong with it.",
        epilog="Exit code: 0 for nothing wrong or warnings only, 1 for errors, 2 for wrong usage.",
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=PATHS_HELP)
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _list_parser() -> Parser:
    parser = Parser(
        prog=f"{PROGRAM} list",
        description="List the papers, the newest day first, or those that a query finds.",
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=PATHS_HELP)
    parser.add_argument("-q", "--query", default="", help="what to look for, as in the reader's search")
    parser.add_argument(
        "--format", choices=("table", "json", "jsonl"), default="table", help="default: table"
    )
    parser.add_argument("--limit", type=positive, metavar="N", help="print only the first N")
    return parser


def _search_parser() -> Parser:
    parser = Parser(
        prog=f"{PROGRAM} search",
        description="Print the papers that a query finds, each once, the newest day first: day, id and title,"
        " and the line that matches if that is another.",
        epilog="Exit code: 0 when something is found, 1 when nothing is, 2 for a query with a mistake."
        " A query that begins with a minus stands behind --.",
    )
    parser.add_argument("query", metavar="QUERY", help="what to look for, as in the reader's search")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=PATHS_HELP)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="print a line of JSON for each paper")
    how.add_argument("--count", action="store_true", help="print only how many papers there are")
    parser.add_argument("--limit", type=positive, metavar="N", help="print only the first N")
    return parser


def _repair_parser() -> Parser:
    parser = Parser(
        prog=f"{PROGRAM} repair",
        description="Print files with damaged text repaired, as UTF-8, line for line."
        " A file that is not damaged comes out byte for byte.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="write the files into a folder instead"
    )
    where.add_argument("--in-place", action="store_true", help="change the files, keeping each as FILE.bak")
    parser.add_argument("--marks", action="store_true", help="put ⟦ ⟧ around characters restored with doubt")
    return parser


def _formats_parser() -> Parser:
    parser = Parser(
        prog=f"{PROGRAM} formats",
        description="The formats that are read, and the profiles that describe those of other forks.",
        epilog="""\
list                      all formats, where they are from and whose they are
show NAME                 a profile as it is written
check PROFILE [DIGEST]    whether a profile is understood, and what it makes of a digest
new DIGEST                a draft of a profile for digests like this one
How a profile is written is told in docs/profiles.md.""",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = ("list", "show", "check", "new")
    parser.add_argument("action", nargs="?", choices=actions, default="list", help="default: list")
    parser.add_argument("words", nargs="*", metavar="NAME|PATH", help="what the action is for")
    return parser


def _cache_parser() -> Parser:
    parser = Parser(
        prog=f"{PROGRAM} cache",
        description="Tell what the cache of read digests takes, or empty it."
        " Nothing is lost with it: it is made again from the digests.",
    )
    parser.add_argument("action", nargs="?", choices=("info", "clear"), default="info", help="default: info")
    return parser


def _paths_parser() -> Parser:
    return Parser(
        prog=f"{PROGRAM} paths", description="Tell where settings, bookmarks and the rest are kept."
    )
