"""The real program in a real pseudo-terminal, and a screen that shows what a person would see."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pexpect
import pyte

#: How long anything may take before the test gives up; a limit, not a measurement.
PATIENCE = 30.0

_ROOT = Path(__file__).parents[2]
#: Where the two packages are, for a Python that has not installed them.
SOURCES = os.pathsep.join(str(_ROOT / name) for name in ("parsers", "tui"))


class Terminal:
    """The program, its screen, and its keyboard."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        size: tuple[int, int] = (120, 36),
        program: Sequence[str] = (sys.executable, "-m", "digest_tui"),
    ) -> None:
        columns, lines = size
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        env = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "TEXTUAL"))}
        env |= {
            "HOME": str(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "PYTHONPATH": SOURCES,
        }
        self.child = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            env=env,
            dimensions=(lines, columns),
            timeout=PATIENCE,
        )
        self.child.delaybeforesend = None

    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """The lines on the screen, from the buffer: a wide character leaves an empty cell behind it."""
        rows, columns = range(self.screen.lines), range(self.screen.columns)
        return ["".join(self.screen.buffer[y][x].data for x in columns) for y in rows]

    def send(self, keys: str) -> None:
        """Type."""
        self.child.send(keys)

    def wait_for(self, wanted: str | Callable[[str], bool]) -> str:
        """Wait until something is on the screen.

        Raises:
            AssertionError: It did not come.
        """
        arrived = wanted if callable(wanted) else lambda text: wanted in text
        end = time.monotonic() + PATIENCE
        while not arrived(self.text()):
            if time.monotonic() > end or not self._read():
                raise AssertionError(f"{wanted!r} did not come; the screen is\n{self.text()}")
        return self.text()

    def wait_exit(self) -> int:
        """Wait until the program ends; its exit code."""
        while self._read():
            pass
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus)

    def _read(self) -> bool:
        try:
            data = self.child.read_nonblocking(65536, timeout=PATIENCE)
        except (pexpect.EOF, pexpect.TIMEOUT):
            return False
        self.raw += data
        self._stream.feed(data)
        return True
