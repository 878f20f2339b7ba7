"""``digest-tui check``: what each file is and what is wrong with it."""

from argparse import Namespace

from digest_parsers.export.jsonl import to_json
from digest_tui import headless, plaintext
from digest_tui.shell import OK, WRONG_INPUT, given
from digest_tui.shell.output import put


def run(asked: Namespace) -> int:
    """Prints the report; the exit code."""
    library = given.library(asked.paths)
    report = headless.report(library)
    if asked.json:
        put(to_json(report, indent=2))
    else:
        for line in plaintext.report_lines(report):
            put(line)
    return WRONG_INPUT if headless.has_errors(library) else OK
