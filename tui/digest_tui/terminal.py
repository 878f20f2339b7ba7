"""What stands between app and terminal: a driver that no input stops, and giving the terminal back.

Textual's own driver ends the app on a byte that is no UTF-8 and on a key report with a number that is no
character (tried with 8.2.8: one Latin-1 byte, or ``ESC[99999999999;5u``), and it leaves the modes that it set
when SIGTERM or SIGHUP ends the process.
"""

import errno
import os
import re
import select
import signal
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Iterator
from io import TextIOBase
from time import sleep
from typing import Any

from textual import events
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

#: Larger screens than this are not believed: the report of a size is only bytes on standard input.
_LARGEST = (4096, 2048)
#: What follows an escape character and has a number that no terminal sends; the largest real ones are pixels.
_NONSENSE = re.compile(r"\x1b\[[<>=?]?[\d;:-]*\d{6}[\d;:-]*[ -/]*[@-~]?")
#: Strings that a terminal answers with (OSC, DCS, SOS, PM, APC). Textual asks for none; read as keys, the
#: answer to a question about a colour would press ``b``.
_ANSWER = re.compile(r"\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)")
#: The beginning of one at the end of what was read; less of it could be Alt with a key.
_BEGUN = re.compile(r"\x1b(?:\]\d|[PX^_][^\x07\x1b])[^\x07\x1b]*\x1b?\Z")
#: Characters of the longest beginning that is waited for.
_LONGEST_BEGUN = 256
#: The modes that Textual sets: mouse, focus, paste, sizes in band, the alternate screen.
_MODES = (1000, 1003, 1004, 1006, 1015, 1016, 2004, 2048, 1049)
#: Ends those modes and the kitty keyboard; lines wrap, the cursor is shown, colours are the terminal's own.
_RESET = "".join(f"\x1b[?{mode}l" for mode in _MODES) + "\x1b[<u\x1b[?7h\x1b[?25h\x1b[0m"


class WholeWriter(TextIOBase):
    """Writes to a terminal, all of it.

    Textual writes to standard error. Where Python does not buffer that (``PYTHONUNBUFFERED``, ``python -u``;
    many containers set it) ``write`` passes on what the system call took and forgets the rest, and a signal
    cuts a call short: every browser that ended while a screen was painted took up to 18 KB of it along.
    """

    def __init__(self, descriptor: int) -> None:
        """Write to this descriptor, which stays open."""
        self._descriptor = descriptor

    def write(self, text: str) -> int:
        """Write the text; returns when the system has taken the last byte."""
        data = memoryview(text.encode("utf-8", "backslashreplace"))
        while data:
            try:
                data = data[os.write(self._descriptor, data) :]
            except BlockingIOError:  # somebody who shares the terminal made it so
                select.select([], [self._descriptor], [])
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                break  # the terminal is gone; whoever reads from it notices and ends the app
        return len(text)

    def fileno(self) -> int:
        """The descriptor."""
        return self._descriptor


class SteadyDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, which goes on whatever standard input holds."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Drive a terminal; the arguments are those of Textual's drivers."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert self._file is not None  # without standard error the reader is not opened
        self._file = WholeWriter(self._file.fileno())  # type: ignore[assignment]
        self._frame: list[str] = []

    def write(self, data: str) -> None:
        """Have something written; a frame, from its first mark to its last, in one piece.

        Textual hands over the first mark before it draws the frame. The thread that writes would wake for it
        and take turns with the drawing (2 ms of a move, and three writes in place of one).
        """
        if data == SYNC_START or self._frame:
            self._frame.append(data)
            if data != SYNC_END:
                return
            data = "".join(self._frame)
            self._frame.clear()
            super().write(data)
            # The thread that writes has been woken, and would wait for its turn until the switch interval is
            # over while this one goes on with what can wait: 1.2 ms of each frame, 0.1 when it is let past.
            sleep(0)
        else:
            super().write(data)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Columns and lines of the terminal itself.

        Textual believes ``COLUMNS`` and ``LINES`` first. Where a shell exports them they are those of another
        or an earlier window, the screen is drawn at the wrong size and stays so when the window changes.
        """
        for descriptor in (self.fileno, sys.stderr.fileno()):
            try:
                width, height = os.get_terminal_size(descriptor)
            except OSError:
                continue
            if width and height:  # some serial lines and test rigs tell of none
                return width, height
        return super()._get_terminal_size()

    def _run_input_thread(self) -> None:
        """Read standard input; an error on the way goes to ``threading.excepthook``.

        Textual's own catches it, hands a traceback to the app to print, and lets it end with exit code 0.
        """
        self.run_input_thread()

    def run_input_thread(self) -> None:
        """Read standard input and hand on what it means, until told to stop."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser, incoming = XTermParser(), Incoming()
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], 0.1)
            data = self._read() if ready else b""
            if ready and not data:
                self.hung_up()
                return
            for piece in pieces(incoming.take(decode(data))):
                parser = self._feed(parser, piece)
            for message in parser.tick():
                self.process_message(message)

    def hung_up(self) -> None:
        """End the app when the terminal is gone and no signal has told of it.

        Textual's own loop goes on asking for input that never comes, with a whole processor.
        """
        self._app.call_later(self._app.exit, None, 128 + signal.SIGHUP)

    def _read(self) -> bytes:
        """Some bytes; none when the terminal is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _feed(self, parser: XTermParser, piece: str) -> XTermParser:
        """Parse one piece; a parser that stumbles over it is replaced, and only that piece is lost."""
        try:
            for message in parser.feed(piece):
                self.process_message(message)
        except (ValueError, OverflowError):
            return XTermParser()
        return parser

    def process_message(self, message: Message) -> None:
        """Hand a message on, except a size that no terminal has."""
        if isinstance(message, events.Resize):
            width, height = message.size
            if not (0 < width <= _LARGEST[0] and 0 < height <= _LARGEST[1]):
                return
        super().process_message(message)


class Incoming:
    """Text as it is read, except that an answer of the terminal's waits for its end.

    Over a slow line one comes in halves (the colours that a prompt asked for, just before the reader began).
    Taken as it comes, the first half of ``ESC ]11;rgb:bbbb/…`` would press ``b``.
    """

    def __init__(self) -> None:
        """Nothing waits yet."""
        self._begun = ""

    def take(self, text: str) -> str:
        """What can be looked at now.

        Args:
            text: What was read; nothing when nothing came for a while, so that nothing is waited for either.
        """
        whole = self._begun + text
        begun = _BEGUN.search(whole, max(0, len(whole) - _LONGEST_BEGUN)) if text else None
        end = len(whole) if begun is None else begun.start()
        self._begun = whole[end:]
        return whole[:end]


def pieces(text: str) -> Iterator[str]:
    """What was read, cut before each escape character, without answers and nonsense."""
    for piece in re.split(r"(?=\x1b)", _NONSENSE.sub("", _ANSWER.sub("", text))):
        cleaned = piece.replace("\ufffd", "")
        if cleaned:
            yield cleaned


class Borrowed:
    """A terminal that is given back as it was, however the block is left."""

    def __init__(self) -> None:
        """Remember how the terminal of standard input is."""
        self._descriptor = sys.stdin.fileno()
        self._before = termios.tcgetattr(self._descriptor)

    def __enter__(self) -> "Borrowed":
        """Borrow it."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Give it back; unless something was raised, Textual has ended its modes."""
        self.give_back(modes=raised[0] is not None)

    def give_back(self, *, modes: bool = True) -> None:
        """Put it right, as far as that can be done without waiting.

        Args:
            modes: Whether the modes that Textual sets may still be on.
        """
        try:
            output = sys.__stderr__.fileno() if sys.__stderr__ else self._descriptor
            if modes and select.select([], [output], [], 0)[1]:
                os.write(output, _RESET.encode())
            if termios.tcgetattr(self._descriptor) != self._before:
                termios.tcsetattr(self._descriptor, termios.TCSANOW, self._before)
        except (OSError, termios.error):
            pass  # the terminal is gone, so there is nothing to give back
