"""A command line of the user's with papers on its standard input, without holding anything up.

It is run by the user's shell, in a session of its own: it has no terminal, so that neither can it take the
reader's nor can it stop to ask there. What needs one (``less``, ``vim -``, ``fzf``) is run by
:func:`in_terminal` while the reader is out of the way.
"""

import asyncio
import os
import re
import signal
import subprocess  # nosec B404
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from digest_parsers.errors import ExportError

#: Lines that are kept of what a command says, the last ones.
KEPT = 10_000
#: Characters of a line that are kept.
_LONGEST_LINE = 20_000
#: Seconds that a command has to end after it was told to.
_GRACE = 2.0
#: Seconds after its end in which the rest of what it said comes in. What it has left running in the
#: background may keep the pipes open for ever.
_LAST_WORDS = 0.3

#: What colours a text in a terminal, or orders it something: it goes as a whole, or its letters would stay.
_ORDER = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])")

_OUT, _ERR = 1, 2


class Said(NamedTuple):
    """A line that a command has written.

    Attributes:
        text: The line, as it came.
        wrong: Whether it was written to standard error.
    """

    text: str
    wrong: bool


class Running(asyncio.SubprocessProtocol):
    """A command that is at work, or has been.

    Attributes:
        said: The last lines that it has written.
        lines: How many it has written in all.
        code: Its exit code, negative for the signal that has ended it; None as long as it is at work.
    """

    def __init__(self) -> None:
        self.said: deque[Said] = deque(maxlen=KEPT)
        self.lines = 0
        self.code: int | None = None
        self._ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._decode = {one: getincrementaldecoder("utf-8")("replace").decode for one in (_OUT, _ERR)}
        self._begun = {_OUT: "", _ERR: ""}
        self._open = {_OUT, _ERR}
        self._transport: asyncio.SubprocessTransport | None = None

    # --- what is asked of it

    @classmethod
    async def start(cls, command: str, data: bytes, environ: Mapping[str, str]) -> "Running":
        """Run a command line.

        Args:
            command: What the user's shell is to do.
            data: What the command gets on its standard input.
            environ: The environment.

        Raises:
            ExportError: The shell cannot be run.
        """
        loop = asyncio.get_running_loop()
        try:
            transport, running = await loop.subprocess_exec(
                cls, *shell(command, environ), env=dict(environ), start_new_session=True
            )
        except (OSError, ValueError) as error:
            raise _cannot(error) from error
        stdin = transport.get_pipe_transport(0)
        assert isinstance(stdin, asyncio.WriteTransport)
        stdin.write(data)
        stdin.write_eof()
        return running

    async def wait(self) -> int:
        """Wait for its end; the exit code."""
        return await asyncio.shield(self._ended)

    def stop(self) -> None:
        """Tell it, and whatever it has started, to end; what has not ended after a while is ended."""
        if self.code is None:
            self._signal(signal.SIGTERM)
            asyncio.get_running_loop().call_later(_GRACE, self._signal, signal.SIGKILL)

    def abandon(self) -> None:
        """End it at once, because nobody will be there to see its end."""
        if not self._ended.done():
            self._signal(signal.SIGTERM)
            if self._transport is not None:
                self._transport.close()

    # --- what the event loop tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It runs."""
        assert isinstance(transport, asyncio.SubprocessTransport)
        self._transport = transport

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        """It has written something."""
        *lines, rest = (self._begun[fd] + self._decode[fd](data)).split("\n")
        self._begun[fd] = rest[-_LONGEST_LINE:]
        self._note(lines, wrong=fd == _ERR)

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:
        """It reads, or writes, no more. A command need not read all that it is given."""
        del exc
        self._open.discard(fd)
        self._look_whether_over()

    def process_exited(self) -> None:
        """It has ended."""
        assert self._transport is not None
        self.code = self._transport.get_returncode()
        asyncio.get_running_loop().call_later(_LAST_WORDS, self._over)
        self._look_whether_over()

    # --- parts

    def _note(self, lines: list[str], *, wrong: bool) -> None:
        self.lines += len(lines)
        self.said.extend(Said(_shown(line), wrong) for line in lines[-KEPT:])

    def _look_whether_over(self) -> None:
        if self.code is not None and not self._open:
            self._over()

    def _over(self) -> None:
        if self._ended.done():
            return
        for fd, rest in self._begun.items():
            if rest:
                self._note([rest], wrong=fd == _ERR)
        assert self._transport is not None and self.code is not None
        self._transport.close()
        self._ended.set_result(self.code)

    def _signal(self, number: signal.Signals) -> None:
        """Signal the session that the command leads; nothing of it may be there any more."""
        if self.code is None and self._transport is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._transport.get_pid(), number)


def in_terminal(command: str, data: bytes, environ: Mapping[str, str]) -> int:
    """Run a command line that has the terminal for itself; the exit code. Returns when it has ended.

    Raises:
        ExportError: The shell cannot be run.
    """
    try:
        words = shell(command, environ)
        return subprocess.run(words, input=data, check=False, env=dict(environ)).returncode  # nosec B603
    except (OSError, ValueError) as error:
        raise _cannot(error) from error


def shell(command: str, environ: Mapping[str, str]) -> tuple[str, str, str]:
    """The words that make the user's shell run a command line."""
    own = environ.get("SHELL", "")
    return (own if own.startswith("/") else "/bin/sh", "-c", command)


def _shown(line: str) -> str:
    """A line as a terminal would leave it, without colours: behind a carriage return it begins anew."""
    return _ORDER.sub("", line[:_LONGEST_LINE]).rstrip("\r").rpartition("\r")[2].expandtabs()


def _cannot(error: OSError | ValueError) -> ExportError:
    said = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return ExportError(f"the command cannot be run: {said.casefold()}")
