"""The user's own editor, on a text of the reader's: a temporary file, the program, and what came of it."""

import os
import shlex
import shutil
import subprocess  # nosec B404
import tempfile
from collections.abc import Mapping
from pathlib import Path

from digest_parsers.errors import DigestError

#: Tried in this order where neither ``VISUAL`` nor ``EDITOR`` names one, as git and less do.
_USUAL = ("nano", "vi")


class EditorError(DigestError):
    """No editor could be used; the text is what it was."""


def edit(text: str, environment: Mapping[str, str], *, name: str) -> str:
    """Let the user change a text in their editor, which has the terminal for itself meanwhile.

    Args:
        text: What is in the file at first.
        environment: Where ``VISUAL`` and ``EDITOR`` are looked up.
        name: What the file is called, so that the editor's title and its highlighting say something.

    Returns:
        The text afterwards.

    Raises:
        EditorError: There is no editor, it cannot be started or fails, or what it left is no UTF-8 text.
    """
    command = _command(environment)
    with tempfile.TemporaryDirectory(prefix="digest-tui-") as folder:
        file = Path(folder, name)
        file.write_text(text, "utf-8")
        try:
            ended = subprocess.run([*command, str(file)], check=False)  # nosec B603 - the user's own choice
        except OSError as error:
            raise EditorError(f"{command[0]} cannot be started: {error.strerror}") from error
        if ended.returncode != 0:
            raise EditorError(f"{command[0]} ended with {ended.returncode}", cure="nothing was changed")
        try:
            return file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise EditorError(f"what {command[0]} left cannot be read: {error}") from error


def _command(environment: Mapping[str, str]) -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        chosen = environment.get(variable, "").strip()
        if chosen:
            try:
                return shlex.split(chosen)
            except ValueError as error:
                raise EditorError(f"{variable} cannot be split into words: {error}") from error
    path = environment.get("PATH", os.defpath)
    found = next((one for one in _USUAL if shutil.which(one, path=path)), None)
    if found is None:
        raise EditorError("there is no editor", cure="set EDITOR to one")
    return [found]
