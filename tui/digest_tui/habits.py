"""What was chosen for the last exports, in a small file of its own: nothing depends on it."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from digest_tui.store import durable

#: Commands that are remembered.
_COMMANDS = 20
#: More is no file of ours.
_LONGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Habits:
    """How papers were exported before.

    Attributes:
        format: The format of the last export.
        folder: The folder of the last file, as it was typed, with a slash at its end if it has a name.
        commands: The command lines, the last one first.
        in_terminal: Those of them that had the terminal for themselves.
    """

    format: str = "bibtex"
    folder: str = ""
    commands: tuple[str, ...] = ()
    in_terminal: tuple[str, ...] = ()

    def having_written(self, path: str, form: str) -> "Habits":
        """The habits after an export to a file."""
        return replace(self, format=form, folder=path[: len(path) - len(path.rpartition("/")[2])])

    def having_run(self, command: str, form: str, *, in_terminal: bool) -> "Habits":
        """The habits after an export to a command."""
        commands = tuple(dict.fromkeys((command, *self.commands)))[:_COMMANDS]
        others = [one for one in self.in_terminal if one != command and one in commands]
        return replace(
            self,
            format=form,
            commands=commands,
            in_terminal=(command, *others) if in_terminal else tuple(others),
        )


def load(path: Path) -> Habits:
    """The habits as they are on the disk; the usual ones when there are none that can be understood."""
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(_LONGEST))
        return Habits(
            str(said["format"]),
            str(said["folder"]),
            tuple(map(str, said["commands"])),
            tuple(map(str, said["in_terminal"])),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return Habits()


def save(path: Path, habits: Habits) -> None:
    """Writes the habits, whole or not at all; a disk that refuses is no reason to trouble anybody."""
    data = json.dumps(asdict(habits), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    with suppress(OSError):
        durable.make_folder(path.parent)
        if path.exists():
            durable.replace(path, data, path.read_bytes())
        else:
            durable.write_new(path, data)
