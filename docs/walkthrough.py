"""Record the README's walk-through: the real program on its sample, in a pseudo-terminal."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from film import Frame, Row, row_of, svg

from e2e.terminal import Terminal

HERE = Path(__file__).parent
SIZE = COLUMNS, LINES = 104, 28


class Step(NamedTuple):
    """Some keys, what is on the screen when they have been answered, and how long a person looks at that."""

    keys: str
    shows: str
    seconds: float


#: From the first look to leaving. Keys that are typed as a word are sent one after another.
STEPS: tuple[Step, ...] = (
    Step("", "36 papers", 2.5),
    Step("j", "2/", 0.5),
    Step("j", "3/", 0.8),
    Step("b", "bookmarked", 1.8),
    Step("\r", "Space page on", 2.0),
    Step("h", "Enter open", 0.6),
    Step("x", "skipped", 1.5),
    Step("n", "? help", 0.8),
    Step("/", "words", 0.8),
    *(Step(letter, "found", 0.2) for letter in "model"),
    Step("\t", "all days", 1.6),
    Step("\r", "next match", 0.8),
    Step("n", "1/", 1.4),
    Step("b", "bookmarked", 1.4),
    Step("\x1b", "? help", 0.8),
    Step("g", "To the bookmarks", 2.0),
    Step("b", "Bookmarks · 2 papers", 2.4),
    Step("gn", "? help", 0.8),
    Step("T", "Triage", 2.0),
    Step("x", "2 of", 1.0),
    Step("b", "3 of", 1.0),
    Step("q", "? help", 1.6),
    Step("?", "To begin with", 2.6),
    Step("undo", "redo", 1.8),
    Step("\x1b", "? help", 0.8),
)
#: Seconds for a key that goes before another in a step.
_TYPED = 0.15


def record(steps: Sequence[Step], home: Path) -> list[Frame]:
    """Go through the steps.

    Each frame is shown for as long as the script says, not for as long as this machine took.

    Args:
        steps: What is pressed.
        home: An empty folder, for what the reader keeps.
    """
    settings = home / ".config" / "digest-tui"
    settings.mkdir(parents=True)
    (settings / "settings.yaml").write_text("mark_read_after: 0\n", "utf-8")
    terminal = Terminal("--demo", home=home, size=SIZE)
    frames: list[Frame] = []
    for step in steps:
        for number, key in enumerate(step.keys or [""]):
            terminal.send(key)
            last = number >= len(step.keys) - 1
            if last:
                terminal.wait_for(step.shows)
            terminal.wait_for_rest()
            frames.append(Frame(_rows(terminal), step.seconds if last else _TYPED))
    terminal.send("Q")
    terminal.wait_exit()
    return frames


def _rows(terminal: Terminal) -> tuple[Row, ...]:
    buffer = terminal.screen.buffer
    return tuple(row_of([buffer[y][x] for x in range(COLUMNS)]) for y in range(LINES))


def main() -> None:
    """Write the film."""
    with tempfile.TemporaryDirectory() as home:
        frames = record(STEPS, Path(home))
    (HERE / "images" / "walkthrough.svg").write_text(svg(frames, COLUMNS), "utf-8")


if __name__ == "__main__":
    main()
