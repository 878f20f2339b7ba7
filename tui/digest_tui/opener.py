"""Hands a link to a browser: one argument, no shell, detached, and nothing of it on our screen.

The program is, in this order, what the settings name, what ``$BROWSER`` names, and the desktop's own. Where
there is no desktop (over SSH, on a console) nothing is started and the caller shows the link instead.

The ``webbrowser`` module is not used: it guesses text browsers that would take the terminal over.
"""

import shlex
import shutil
import subprocess  # nosec B404
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digest_tui.links import judge


@dataclass(frozen=True, slots=True)
class OpenResult:
    """What became of a link.

    Attributes:
        ok: Whether a program was started with it.
        how: The name of that program, or an empty string.
        message: What to tell the user; it holds the link when it was not opened.
        unopened: The link when it is fit to be opened and no program could be started with it, or an empty
            string.
    """

    ok: bool
    how: str
    message: str
    unopened: str = ""


def open_url(
    url: str, opener: Sequence[str], environ: Mapping[str, str], *, agreed: bool = False
) -> OpenResult:
    """Opens a link if it is fit to be opened. Does not wait for the program that gets it.

    Args:
        url: The link as a digest has it; it is judged here (:func:`digest_tui.links.judge`).
        opener: The program of the settings with its arguments, or an empty sequence.
        environ: The environment, for what it names and for the program.
        agreed: Whether the user has seen the whole link and agreed to it, as is needed for unknown hosts.
    """
    verdict = judge(url)
    if verdict.url is None or not (verdict.known or agreed):
        return OpenResult(False, "", f"Not opened, {verdict.reason}: {verdict.shown}")
    failed = []
    for command in _commands(opener, environ):
        name = Path(command[0]).name
        try:
            _start(_with_url(command, verdict.url), environ)
        except (OSError, ValueError):
            failed.append(name)
        else:
            return OpenResult(True, name, f"Opening with {name}: {verdict.shown}")
    reason = f"{' and '.join(failed)} cannot be started" if failed else "there is no browser to open it with"
    return OpenResult(False, "", f"Not opened, {reason}: {verdict.shown}", verdict.url)


def _commands(opener: Sequence[str], environ: Mapping[str, str]) -> Iterator[list[str]]:
    """The programs to try, each with its arguments, those that the user chose first."""
    if opener:
        program, *arguments = opener
        yield [str(Path(program).expanduser()) if program.startswith("~/") else program, *arguments]
    for chosen in environ.get("BROWSER", "").split(":"):
        try:
            words = shlex.split(chosen)
        except ValueError:  # a quote without an end
            continue
        if words:
            yield words
    desktop = _desktop_opener(environ)
    if desktop is not None:
        yield [desktop]


def _desktop_opener(environ: Mapping[str, str]) -> str | None:
    """The desktop's own way of opening links, when there is a desktop and the user sits in front of it."""
    path = environ.get("PATH")
    if environ.get("WSL_DISTRO_NAME") and (found := shutil.which("wslview", path=path)):
        return found
    if sys.platform == "darwin":
        remote = environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")
        return None if remote else shutil.which("open", path=path)
    # A display over SSH is the one that the user sits at: ssh -X sets it.
    has_display = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    return shutil.which("xdg-open", path=path) if has_display else None


def _with_url(command: Sequence[str], url: str) -> list[str]:
    """The command with the link in the place of ``%s``, or behind it when it has no such place."""
    if any("%s" in word for word in command):
        return [word.replace("%s", url) for word in command]
    return [*command, url]


def _start(command: Sequence[str], environ: Mapping[str, str]) -> None:
    """Starts a program in a session of its own, so that neither outlives nor disturbs the other.

    Raises:
        OSError: It cannot be started.
        ValueError: Its name or an argument holds a NUL character.
    """
    nowhere = subprocess.DEVNULL
    # No shell reads it, and the one argument that is not the user's own begins with http:// or https://.
    process = subprocess.Popen(  # nosec B603
        command, stdin=nowhere, stdout=nowhere, stderr=nowhere, env=dict(environ), start_new_session=True
    )
    # Someone has to take note of its end, or it stays in the process table until ours.
    threading.Thread(target=process.wait, name="opener", daemon=True).start()
