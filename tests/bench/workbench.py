"""What all measurements share: archives, homes, how often."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from time import sleep

from bench import archives, product
from bench.archives import Archive
from bench.processes import cpu_time, wait_at_rest
from bench.report import Row
from bench.terminal import Terminal, environment

#: Reading everything may take this long, in seconds, before a measurement is given up.
READING_PATIENCE = 900.0


class Workbench:
    """Where and how often to measure.

    Attributes:
        root: Where archives are kept from one run to the next.
        runs: How often a whole program is started for one figure.
        large: Whether to measure on the tenfold archive too.
        invented: Whether to use invented digests though there are real ones.
    """

    def __init__(self, root: Path, runs: int, *, large: bool = True, invented: bool = False) -> None:
        self.root = root
        self.runs = runs
        self.large = large
        self.invented = invented
        self._temporary = Path(tempfile.mkdtemp(prefix="digest-tui-bench-"))

    @cached_property
    def one(self) -> Archive:
        """The archive of 184 digests."""
        return archives.prepare(self.root, invented=self.invented)

    @cached_property
    def ten(self) -> Archive:
        """The archive of 1,840 digests."""
        return archives.multiply(self.one)

    def sizes(self) -> list[Archive]:
        """The archives to measure on."""
        return [self.one, self.ten] if self.large else [self.one]

    def home(self) -> Path:
        """A new, empty home folder."""
        return Path(tempfile.mkdtemp(dir=self._temporary))

    def close(self) -> None:
        """Remove what is not kept."""
        shutil.rmtree(self._temporary)

    def say(self, text: str) -> None:
        """Tell whoever waits what is going on."""
        print(f"  {text}", file=sys.stderr, flush=True)  # noqa: T201

    def reader(
        self, archive: Archive, home: Path | None = None, command: list[str] | None = None
    ) -> Terminal:
        """The reader on an archive, just started."""
        return Terminal(command or product.command(archive.folder), environment(home or self.home()))

    @contextmanager
    def settled_reader(
        self, archive: Archive, home: Path | None = None, command: list[str] | None = None
    ) -> Iterator[Terminal]:
        """The reader on an archive when it has read everything and has nothing left to do."""
        with self.reader(archive, home, command) as terminal:
            terminal.wait_for(product.has_read_all, "the end of the reading", READING_PATIENCE)
            wait_at_rest(terminal.pid, READING_PATIENCE)
            terminal.skip()
            yield terminal


#: A group of measurements: what ``--only`` calls it is the key in :data:`bench.main.GROUPS`.
Measurement = Callable[[Workbench], Iterable[Row]]


def search_everywhere(terminal: Terminal, archive: Archive) -> None:
    """Open the search line and have it look through all days."""
    terminal.send(product.SEARCH + product.OTHER_SCOPE)
    terminal.send("the")
    terminal.wait_for(product.searches_everywhere, f"a search through {archive}", READING_PATIENCE)
    wait_at_rest(terminal.pid, READING_PATIENCE)
    erase(terminal, "the")


def erase(terminal: Terminal, text: str) -> None:
    """Take back what was typed into the search line."""
    for _ in text:
        terminal.send("\x7f")
        wait_for_answer(terminal)
    terminal.skip()


def wait_for_answer(terminal: Terminal) -> None:
    """Wait until nothing is painted and nothing is worked out any more.

    A cursor may blink meanwhile, and a slow search may paint nothing for a while.
    """
    sleep(0.1)
    while True:
        before = cpu_time(terminal.pid)
        sleep(0.15)
        if cpu_time(terminal.pid) - before <= 0.021:
            return
