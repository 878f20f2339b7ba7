"""What a library is called: the sample that ships with the program, and paths as a person writes them."""

import os
from collections.abc import Iterable
from pathlib import Path

from digest_tui import paths

SAMPLE_NAME = "sample library (invented papers)"


def sample_folder() -> Path:
    """The folder of the sample library that ships with the program."""
    return Path(__file__).parent / "sample"


def shown_paths(library: Iterable[Path]) -> str:
    """The paths as a person writes them: below the home folder with ``~``."""
    home = str(paths.home_dir())
    shown = [str(one.absolute()) for one in library]
    return "  ".join(
        "~" + one[len(home) :] if home != "/" and one.startswith(home + os.sep) else one for one in shown
    )
