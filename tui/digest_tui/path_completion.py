"""What can complete a path that is being typed: the files and folders beside its last part."""

import os
from pathlib import Path

from digest_tui import paths


class PathCompletion:
    """Lists each folder once, so that typing on costs nothing."""

    def __init__(self, base: Path) -> None:
        """Looks at nothing yet.

        Args:
            base: What a relative path counts from.
        """
        self._base = base
        self._known: dict[Path, list[str]] = {}

    def __call__(self, typed: str) -> list[str]:
        """The paths that begin as a text does, as a person writes them; folders end in a slash.

        Hidden files are offered once their dot has been typed; a folder that cannot be listed has none.
        """
        above, _, name = typed.rpartition("/")
        if typed.startswith("~") and "/" not in typed:
            return []
        head = typed[: len(typed) - len(name)]
        folder = paths.expand(head, self._base) if above or head else self._base
        wanted = name.casefold()
        return [
            head + one
            for one in self._names(folder)
            if one.casefold().startswith(wanted)
            and one != name
            and one.startswith(".") <= name.startswith(".")
        ]

    def _names(self, folder: Path) -> list[str]:
        if folder not in self._known:
            try:
                with os.scandir(folder) as found:
                    names = [one.name + "/" * one.is_dir() for one in found]
            except OSError:
                names = []
            self._known[folder] = sorted(names, key=str.casefold)
        return self._known[folder]
