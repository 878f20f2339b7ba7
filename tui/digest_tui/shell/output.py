"""What a command says: data on standard output, talk on standard error, both safe for a terminal."""

import sys

from digest_parsers.sanitize import clean, clean_line
from digest_tui.shell import PROGRAM


def put(text: str) -> None:
    """Writes a line of data."""
    print(text)  # noqa: T201


def put_bytes(data: bytes) -> None:
    """Writes data as it is; a terminal gets it without what a terminal obeys."""
    if sys.stdout is None:
        return
    if sys.stdout.isatty():
        sys.stdout.write(clean(data.decode("utf-8", "replace")))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def say(text: str) -> None:
    """Writes a line of talk."""
    if sys.stderr is None:  # closed; print would take standard output instead
        return
    print(f"{PROGRAM}: {clean_line(text)}", file=sys.stderr)  # noqa: T201


def point_at(text: str, position: int) -> None:
    """Writes a line of talk, and below it a sign at one of its characters."""
    if sys.stderr is None:
        return
    from rich.cells import cell_len  # noqa: PLC0415 - only for mistakes

    print(f"  {clean_line(text)}", file=sys.stderr)  # noqa: T201
    print(f"  {' ' * cell_len(clean_line(text[:position]))}^", file=sys.stderr)  # noqa: T201


def progress(text: str) -> None:
    """Writes over the line of talk that tells how far a command has come."""
    print(f"\r{text}", end="", file=sys.stderr, flush=True)  # noqa: T201


def terminal_width() -> int | None:
    """The columns of the terminal that data goes to, or None when it goes elsewhere."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    import shutil  # noqa: PLC0415

    return shutil.get_terminal_size().columns
