"""A program in a pseudo-terminal, every piece of its output with the time at which it came.

Nothing is interpreted while a program is being measured: a thread notes bytes and times, and only when the
program rests are they fed to an emulator, piece by piece, to tell what was on the screen when.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

import pyte

#: A program that has written nothing for this many seconds has answered: the frames of one answer have been
#: seen to come 43 ms apart.
QUIET = 0.1
#: Seconds after which a measurement is given up.
PATIENCE = 240.0
#: The reading thread gets its turn at once, also while the emulator is at work.
sys.setswitchinterval(0.0005)

_ROOT = Path(__file__).parents[2]
#: A program asks whether the terminal shows frames as a whole (as today's do), and then marks their ends.
_ASKS_FOR_FRAMES = b"\x1b[?2026$p"
_HAS_FRAMES = b"\x1b[?2026;2$y"
#: What the emulator would print: private modes and answers that it does not know.
_UNKNOWN = re.compile(rb"\x1b\[[<>=][\d;]*[a-zA-Z]|\x1b\[\?[\d;]*\$p|\x1b\]22;[^\x07\x1b]*(?:\x07|\x1b\\)")
#: An escape sequence that goes on in the next piece.
_OPEN_END = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*)?$")


class NotMeasuredError(Exception):
    """Something did not happen that was to be measured; the text says what."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes that came together, and when (in the seconds of :func:`time.perf_counter`)."""

    at: float
    data: bytes


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a program with a home of its own.

    Nothing that changes how Python runs is handed on: where PYTHONDONTWRITEBYTECODE is set, a checkout is
    compiled anew at each start (0.1 s), which no installed program is.
    """
    left_out = ("XDG_", "TEXTUAL", "PYTEST", "FZF", "PYTHON")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(left_out)}
    own = {
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(str(_ROOT / name) for name in ("parsers", "tui", "tests")),
    }
    return kept | own | more


class Terminal:
    """A program, its keyboard and its screen.

    Attributes:
        started: When the program was started.
        pid: Its process, which leads a session of its own.
    """

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], size: tuple[int, int] = (120, 40)
    ) -> None:
        columns, lines = size
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._pieces: list[Piece] = []
        self._shown = 0
        self._held_back = b""
        self.started = perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
                os.execvpe(command[0], list(command), dict(env))
            finally:
                os._exit(127)
        self._ended = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- what comes

    def _read(self) -> None:
        while not self._ended.is_set():
            if not select.select([self._master], [], [], 0.2)[0]:
                continue
            try:
                data = os.read(self._master, 1 << 16)
            except OSError:  # EIO: the program has ended
                data = b""
            if not data:
                self._ended.set()
                return
            self._pieces.append(Piece(perf_counter(), data))
            if _ASKS_FOR_FRAMES in data:
                os.write(self._master, _HAS_FRAMES)

    def last_output(self, default: float = 0.0) -> float:
        """When the last byte came."""
        return self._pieces[-1].at if self._pieces else default

    def wait_quiet(
        self, quiet: float = QUIET, since: float | None = None, patience: float = PATIENCE
    ) -> None:
        """Wait until nothing has come for a while, counted from ``since`` when that is later.

        Raises:
            NotMeasuredError: It goes on and on, or the program has ended.
        """
        end = perf_counter() + patience
        while True:
            rest = max(self.last_output(self.started), since or 0.0) + quiet - perf_counter()
            if rest <= 0:
                return
            if self._ended.is_set() or perf_counter() > end:
                raise NotMeasuredError("the program has ended" if self._ended.is_set() else "it never rests")
            sleep(rest)

    # --- what is shown

    def lines(self) -> list[str]:
        """The screen after the pieces that were replayed; a wide character leaves an empty cell behind it."""
        rows, columns = range(self.screen.lines), range(self.screen.columns)
        return ["".join(self.screen.buffer[y][x].data for x in columns) for y in rows]

    def replay(self) -> list[tuple[float, list[str]]]:
        """The screens since the last replay, each with the time of the piece that completed it."""
        screens = []
        while self._shown < len(self._pieces):
            piece = self._pieces[self._shown]
            self._shown += 1
            self._feed(piece.data)
            screens.append((piece.at, self.lines()))
        return screens

    def skip(self) -> None:
        """Show what has come without keeping the screens in between."""
        while self._shown < len(self._pieces):
            self._feed(self._pieces[self._shown].data)
            self._shown += 1

    def _feed(self, data: bytes) -> None:
        data = self._held_back + data
        cut = _OPEN_END.search(data)
        self._held_back = data[cut.start() :] if cut else b""
        self._stream.feed(_UNKNOWN.sub(b"", data[: cut.start()] if cut else data))

    def wait_for(self, wanted: Callable[[list[str]], bool], what: str, patience: float = PATIENCE) -> float:
        """Wait until something is on the screen; when it came there.

        Raises:
            NotMeasuredError: It did not come.
        """
        end = perf_counter() + patience
        while True:
            for at, lines in self.replay():
                if wanted(lines):
                    return at
            if perf_counter() > end or (self._ended.is_set() and self._shown == len(self._pieces)):
                shown = "\n".join(line.rstrip() for line in self.lines())
                raise NotMeasuredError(f"{what} did not come; the screen is\n{shown}")
            sleep(0.02)

    # --- the keyboard

    def send(self, keys: str) -> float:
        """Type; when that was."""
        at = perf_counter()
        os.write(self._master, keys.encode())
        return at

    def press(self, keys: str, quiet: float = QUIET) -> float:
        """Type, wait until the answer is complete, and tell how long its last byte took.

        Raises:
            NotMeasuredError: There was no answer.
        """
        at = self.send(keys)
        before = len(self._pieces)
        self.wait_quiet(quiet, since=at)
        if len(self._pieces) == before:
            self.wait_quiet(1.0, since=at)
        if len(self._pieces) == before:
            raise NotMeasuredError(f"nothing was painted for {keys!r}")
        return self.last_output() - at

    def close(self) -> None:
        """End the program, which has nothing to lose."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self._ended.set()
        self._reader.join(1.0)
        os.close(self._master)
