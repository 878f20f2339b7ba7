"""Whatever is typed, and however fast, the reader goes on."""

import random
import signal
from pathlib import Path

import pytest

from digest_tui.command_table import COMMANDS
from e2e.terminal import Terminal
from invented_files import write_library

pytestmark = pytest.mark.slow

#: What the terminal sends for keys that type nothing.
_SENT = {
    "down": "\x1b[B",
    "up": "\x1b[A",
    "left": "\x1b[D",
    "right": "\x1b[C",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "enter": "\r",
    "escape": "\x1b",
    "space": " ",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "f1": "\x1bOP",
    "ctrl+left": "\x1b[1;5D",
    "ctrl+right": "\x1b[1;5C",
}
#: What ends the reader, lends out the terminal, or reaches beyond it.
_LEFT_OUT = ("quit", "suspend", "back", "browser", "pdf", "export.")
#: What is typed into lines, and more often than commands alone would have it.
_TEXT = ("a", "b", "的", "é", "0", ":", '"', "(", "/", "-", "cs.", "title:", "\x7f", "\r", "\r", "\x1b")


def _sent(keys: str) -> str:
    return "".join(
        _SENT.get(key) or (chr(ord(key[-1]) & 31) if key.startswith("ctrl+") else key) for key in keys.split()
    )


def _typed() -> list[str]:
    commands = [one for one in COMMANDS if not one.id.startswith(_LEFT_OUT)]
    typed = [_sent(keys) for one in commands for keys in one.keys]
    assert all(one and one.isascii() for one in typed)
    return [*typed, *_TEXT]


@pytest.mark.parametrize(("seed", "size"), [(2, (120, 36)), (7, (80, 24)), (10, (20, 5))])
def test_any_keys(tmp_path: Path, seed: int, size: tuple[int, int]) -> None:
    chosen = random.Random(seed)
    keys = _typed()
    terminal = Terminal(str(write_library(tmp_path / "digests")), home=tmp_path, size=size)
    terminal.wait_for("Enter open")
    for _ in range(60):
        burst = "".join(chosen.choice(keys) for _ in range(chosen.randint(1, 6)))
        # Nothing is said of what is to be seen; a burst often comes while the one before is being answered.
        assert terminal.type_on(burst), f"it ended after {burst!r}: {terminal.told}"
    terminal.child.kill(signal.SIGTERM)  # wherever the keys have led to
    assert terminal.wait_exit() == 128 + signal.SIGTERM, terminal.told
