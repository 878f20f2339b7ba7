"""What is told when the program itself is at fault: a report without paper text or values of variables."""

import platform
import traceback
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from digest_tui import __version__

_PACKAGES = ("textual", "rich", "ftfy", "PyYAML", "platformdirs")


def report(error: BaseException, now: datetime) -> str:
    """What happened and where, for whoever mends it.

    The message of the error is left out, since it may quote a digest; so are local variables.
    """
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"digest-tui {__version__} stopped on {type(error).__qualname__}",
        now.isoformat(timespec="seconds"),
        "",
    ]
    lines += [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
    cause = error.__cause__ or error.__context__
    if cause is not None:
        lines.append(f"  behind it: {type(cause).__qualname__}")
    lines += ["", f"Python {platform.python_version()} on {platform.system()} {platform.release()}"]
    lines += [f"{name} {version(name)}" for name in _PACKAGES]
    return "\n".join(lines) + "\n"


def save(text: str, folder: Path, now: datetime) -> Path | None:
    """Write a report; None where that is not possible, which is no reason for another error."""
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError:
        return None
    return path


def told(error: BaseException, saved: Path | None) -> str:
    """The lines for the person whose program it was."""
    where = f"A report without paper text is in {saved}." if saved else "No report could be written."
    return (
        f"digest-tui stopped on an error of its own ({type(error).__qualname__}). "
        f"Every bookmark and mark that was shown as saved is saved.\n{where}"
    )


def _short(filename: str) -> str:
    """A file's last three parts: which module it is, not whose computer."""
    return "/".join(Path(filename).parts[-3:])
