"""The clipboard: through the terminal where that can work, else with the platform's own program, else a file.

A terminal takes a text with `OSC 52`_ and never answers, so what cannot work is found out beforehand: by the
size (xterm and hterm drop what is longer than 100,000 signs of Base64), and by terminals that are known not
to have it. tmux forwards the sequence only where the user has allowed it, but sets the clipboard itself when
it is asked to; GNU screen takes it in short pieces.

.. _OSC 52: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h3-Operating-System-Commands
"""

import base64
import os
import shutil
import subprocess  # nosec B404
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

#: Bytes that terminals take: their Base64 and the sequence around it stay below 100,000.
LONGEST = 74_994

#: GNU screen drops strings that are longer than 768 signs; older versions, than 256.
_SCREENFUL = 240

#: Seconds for a program to take the text.
_PATIENCE = 5

#: Programs by what must be set for them to work, and what sets them apart from others of the name.
_PROGRAMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--input", "--clipboard")),
    ("WSL_DISTRO_NAME", ("clip.exe",)),
    ("TERMUX_VERSION", ("termux-clipboard-set",)),
)


@dataclass(frozen=True, slots=True)
class Copied:
    """Where a text has gone.

    Attributes:
        where: ``the terminal``, the name of a program, or the path of a file.
        is_file: Whether it is a file, because nothing else was there to take the text.
    """

    where: str
    is_file: bool = False

    @property
    def message(self) -> str:
        """The end of a sentence such as "Copied the URL"."""
        return f"into {self.where}, there is no clipboard" if self.is_file else f"through {self.where}"


def copy(text: str, environ: Mapping[str, str], write: Callable[[str], None]) -> Copied:
    """Puts a text on the clipboard, or into a file.

    Args:
        text: The text, without what a shell or terminal would obey.
        environ: The environment.
        write: Writes to the terminal as it is.

    Raises:
        OSError: Not even a file can be written.
    """
    if environ.get("TMUX") and _taken(("tmux", "load-buffer", "-w", "-"), text):
        return Copied("tmux")
    sequence = osc52(text, environ)
    if sequence is not None:
        write(sequence)
        return Copied("the terminal")
    for program in _programs(environ):
        if _taken(program, text):
            return Copied(program[0])
    handle, path = tempfile.mkstemp(prefix="digest-tui-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    return Copied(path, is_file=True)


def osc52(text: str, environ: Mapping[str, str]) -> str | None:
    """What makes the terminal take a text; None when it would not."""
    data = text.encode("utf-8", "backslashreplace")
    if len(data) > LONGEST or _is_deaf(environ):
        return None
    sequence = f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07"
    if environ.get("TMUX"):
        doubled = sequence.replace("\x1b", "\x1b\x1b")
        return f"\x1bPtmux;{doubled}\x1b\\"
    if environ.get("STY") or environ.get("TERM", "").startswith("screen"):
        pieces = (sequence[at : at + _SCREENFUL] for at in range(0, len(sequence), _SCREENFUL))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return sequence


def _is_deaf(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is known not to take texts: the console, Apple's, and VTE before 0.82."""
    vte = environ.get("VTE_VERSION", "")
    return (
        environ.get("TERM") in ("linux", "dumb")
        or environ.get("TERM_PROGRAM") == "Apple_Terminal"
        or (vte.isascii() and vte.isdigit() and len(vte) < 9 and int(vte) < 8200)
    )


def _programs(environ: Mapping[str, str]) -> Iterator[Sequence[str]]:
    """The programs that can take a text here."""
    if sys.platform == "darwin":
        yield ("pbcopy",)
    for needed, program in _PROGRAMS:
        if environ.get(needed):
            yield program


def _taken(program: Sequence[str], text: str) -> bool:
    """Whether a program is there and has taken a text."""
    path = shutil.which(program[0])
    if path is None:
        return False
    try:
        done = subprocess.run(  # nosec B603
            [path, *program[1:]],
            input=text.encode("utf-8", "backslashreplace"),
            stdout=subprocess.DEVNULL,  # it goes on in the background, and would keep a pipe open
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
