"""The real program in a real pseudo-terminal, and a screen that shows what a person would see."""

import os
import re
import sys
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pexpect
import pyte

#: How long anything may take before the test gives up; a limit, not a measurement.
PATIENCE = 30.0

_ROOT = Path(__file__).parents[2]
#: Modes of output that are on when nobody has touched a terminal: the cursor and line wrapping; no other is.
_ON = {25, 7}
#: Modes of input that are on then: typed characters are shown, lines edited, and Ctrl+C interrupts.
_COOKED = termios.ECHO | termios.ICANON | termios.ISIG

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
        environ: Mapping[str, str] | None = None,
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
        env |= environ or {}
        self.child = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            env=env,
            dimensions=(lines, columns),
            timeout=PATIENCE,
        )
        self.child.delaybeforesend = None
        self.child.ptyproc.delayafterclose = 0.0  # its end is waited for, and needs no time on top
        self._cooked = False

    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """The lines on the screen, from the buffer: a wide character leaves an empty cell behind it."""
        rows, columns = range(self.screen.lines), range(self.screen.columns)
        return ["".join(self.screen.buffer[y][x].data for x in columns) for y in rows]

    def send(self, keys: str, *, until: str | Callable[[str], bool] = "") -> None:
        """Type, and wait until something is on the screen.

        Raises:
            AssertionError: It did not come.
        """
        self.child.send(keys)
        if until:
            self.wait_for(until)

    def type_on(self, keys: str) -> bool:
        """Type and wait for nothing, but take off what is drawn; whether the program goes on."""
        self.child.send(keys)
        try:
            self.raw += self.child.read_nonblocking(65536, timeout=0.02)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        return b"an error of its own" not in self.raw[-4096:]

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

    @property
    def told(self) -> str:
        """What has been written since the reader gave the terminal back, or altogether if it never had it."""
        # Incremental: what was read last can end within a character.
        return getincrementaldecoder("utf-8")().decode(self.raw.rpartition(b"\x1b[?1049l")[2])

    def wait_until_told(self, wanted: str) -> None:
        """Wait until something has been written after the reader has been left.

        Raises:
            AssertionError: It was not.
        """
        while wanted not in self.told:
            assert self._read(), f"{wanted!r} was not told, but {self.told!r}"

    def wait_stopped(self) -> None:
        """Wait until the program is stopped, as the shell does that takes the terminal over then."""
        end = time.monotonic() + PATIENCE
        stopped, status = 0, 0
        while not stopped:
            assert time.monotonic() < end, "it is not stopped"
            self._read(0.05)  # or it waits for room to write
            stopped, status = os.waitpid(self.child.pid, os.WUNTRACED | os.WNOHANG)
        assert os.WIFSTOPPED(status)
        self._read(0.05)
        self._look_at_input()

    def wait_exit(self) -> int:
        """Wait until the program ends; its exit code.

        Raises:
            AssertionError: It goes on, and still draws.
        """
        end = time.monotonic() + PATIENCE
        while self._read():
            assert time.monotonic() < end, f"it does not end; the screen is\n{self.text()}"
        self._look_at_input()
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus)

    def leave(self, keys: str = "Q") -> None:
        """Leave the reader, which ends as it should and gives the terminal back.

        Raises:
            AssertionError: It does not.
        """
        self.send(keys)
        assert self.wait_exit() == 0
        assert self.not_given_back() == set()

    def _look_at_input(self) -> None:
        self._cooked = termios.tcgetattr(self.child.child_fd)[3] & _COOKED == _COOKED

    def not_given_back(self) -> set[int | str]:
        """What of the terminal is not as it was before; for when the program has ended or is stopped."""
        state: dict[int, bool] = {}
        for numbers, letter in re.findall(rb"\x1b\[\?([\d;]+)([hl])", self.raw):
            for number in numbers.split(b";"):
                state[int(number)] = letter == b"h"
        left: set[int | str] = {number for number, on in state.items() if on is not (number in _ON)}
        return left if self._cooked else left | {"raw"}

    def _read(self, patience: float = PATIENCE) -> bool:
        try:
            data = self.child.read_nonblocking(65536, timeout=patience)
        except (pexpect.EOF, pexpect.TIMEOUT):
            return False
        self.raw += data
        self._stream.feed(data)
        return True
