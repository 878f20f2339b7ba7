"""The arguments of the commands that are about what the user keeps."""

import argparse
from datetime import date
from pathlib import Path

from digest_tui.argument_parser import PATHS_HELP, Parser
from digest_tui.saved_search import COLOURS, Kind
from digest_tui.shell import PROGRAM

#: The formats of exports, as in :data:`digest_parsers.export.FORMATS` (a test compares them).
EXPORTS = ("bibtex", "ris", "csl-json", "csv", "markdown", "jsonl")

_FROM_HELP = "where to look for the papers (default: the folders of the settings)"


def export_parser() -> Parser:
    """``digest-tui export``."""
    parser = Parser(
        prog=f"{PROGRAM} export",
        description="Write the papers that a query finds for other programs, each once, newest day first.",
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=PATHS_HELP)
    parser.add_argument("-q", "--query", default="", help="what to look for, as in the reader's search")
    _add_export_options(parser)
    return parser


def state_parser() -> Parser:
    """``digest-tui state``."""
    parser = Parser(
        prog=f"{PROGRAM} state",
        description="Tell of the copies that are made of the reading state and the undo journal once a day,"
        " or put one back. What is there then is kept under another name.",
    )
    parser.add_argument(
        "action", nargs="?", choices=("info", "restore"), default="info", help="default: info"
    )
    parser.add_argument("copy", nargs="?", metavar="DAY|FILE", help="which copy (default: the newest)")
    return parser


def searches_parser() -> Parser:
    """``digest-tui searches`` with its own commands."""
    parser = Parser(
        prog=f"{PROGRAM} searches",
        description="Work on the saved searches, watches and mutes. Each change can be undone in the reader.",
        epilog="Exit code: 0 when everything was done, 1 when something was not, 2 for wrong usage.",
    )
    commands = parser.add_subparsers(dest="action", metavar="COMMAND", parser_class=Parser)
    listing = commands.add_parser(
        "list", help="list them: name, kind, colour, query (without a command, too)"
    )
    listing.add_argument("--json", action="store_true", help="print a line of JSON for each")
    adding = commands.add_parser("add", help="save a search")
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("query", metavar="QUERY", help="what to look for, as in the reader's search")
    adding.add_argument("--kind", choices=tuple(map(str, Kind)), default="search", help="default: search")
    adding.add_argument("--colour", choices=COLOURS, help="of a watch")
    removing = commands.add_parser("remove", help="take searches out")
    removing.add_argument("names", nargs="+", metavar="NAME")
    return parser


def bookmarks_parser() -> Parser:
    """``digest-tui bookmarks`` with its own commands."""
    parser = Parser(
        prog=f"{PROGRAM} bookmarks",
        description="Work on the bookmarks without the reader. Every change can be undone in it.",
        epilog="Exit code: 0 when everything was done, 1 when something was not, 2 for wrong usage.",
    )
    commands = parser.add_subparsers(dest="action", metavar="COMMAND", parser_class=Parser)
    listing = commands.add_parser("list", help="list them (without a command, too)")
    _add_query(listing)
    listing.add_argument(
        "--format", choices=("table", "json", "jsonl"), default="table", help="default: table"
    )
    adding = commands.add_parser("add", help="keep papers")
    _add_ids(adding)
    _add_from(adding)
    _add_ids(commands.add_parser("remove", help="keep papers no longer; their files move aside"))
    tagging = commands.add_parser("tag", help="change tags, folder, rating or read-by day")
    _add_ids(tagging)
    tagging.add_argument("--add", action="append", default=[], metavar="TAG", help="put a tag on")
    tagging.add_argument("--remove", action="append", default=[], metavar="TAG", help="take a tag off")
    tagging.add_argument(
        "--folder", metavar="FOLDER", help='put into a folder, such as thesis/methods; "": none'
    )
    tagging.add_argument("--rating", metavar="RATING", help='rate; "": take the rating back')
    tagging.add_argument(
        "--read-by", type=_day, metavar="DAY", help="the day by which to read it; none: no day"
    )
    noting = commands.add_parser("note", help="print a note, or write it")
    noting.add_argument("id", metavar="ID", help="an id or URL")
    noting.add_argument("text", nargs="?", metavar="TEXT", help="the note; -: read it from standard input")
    noting.add_argument("--append", metavar="TEXT", help="put this below what is there; -: as above")
    exporting = commands.add_parser("export", help="write them for other programs")
    _add_query(exporting)
    _add_export_options(exporting)
    importing = commands.add_parser("import", help="keep what a file lists: BibTeX, ids and URLs, or JSON")
    importing.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="default, and -: standard input"
    )
    importing.add_argument(
        "--format", choices=("auto", "bibtex", "ids", "json"), default="auto", help="default: auto"
    )
    importing.add_argument("--dry-run", action="store_true", help="only tell what would be kept")
    _add_from(importing)
    doctor = commands.add_parser("doctor", help="tell what is wrong with the files")
    doctor.add_argument("--merge", action="store_true", help="make one bookmark of two versions")
    return parser


def _add_ids(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help="ids or URLs; -: read them from standard input")


def _add_query(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-q", "--query", default="", help="only those that it finds, as in the reader's search"
    )


def _add_from(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="library", action="append", type=Path, default=[], metavar="PATH", help=_FROM_HELP
    )


def _add_export_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=EXPORTS, default="bibtex", help="default: bibtex")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: standard output")
    parser.add_argument("--force", action="store_true", help="replace FILE when it exists")
    parser.add_argument(
        "--template", type=Path, metavar="FILE", help="how a paper is written in Markdown (see the README)"
    )


def _day(text: str) -> date | str:
    if text.casefold() in ("", "none"):
        return ""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2026-02-28") from None
