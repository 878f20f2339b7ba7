"""What the commands' arguments have in common: how they are read, and how a mistake in them is told."""

import argparse
from typing import NoReturn

from digest_parsers.sanitize import clean_line
from digest_tui.shell import WRONG_USAGE

PATHS_HELP = "folders or files (default: those of the settings, else the current folder)"


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are one line and safe to show."""

    def error(self, message: str) -> NoReturn:
        """Ends the program with a complaint."""
        self.exit(WRONG_USAGE, clean_line(f"{self.prog}: {message} (see {self.prog} --help)") + "\n")


def positive(text: str) -> int:
    """A whole number above 0, as the type of an argument."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)
