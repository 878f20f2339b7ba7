"""Hostile text from everywhere at once: the terminal gets orders from the toolkit and from nobody else."""

import os
import re
import unicodedata
from functools import partial
from pathlib import Path

import pytest

from e2e.terminal import Terminal
from invented_files import Invented, daily_enhanced, daily_report, json_lines, write_library

pytestmark = pytest.mark.slow

#: A title for the window, a colour, a question to the terminal, C1 controls, text turned around, a tag, a
#: pile of marks, and markup of the toolkit.
EVIL = (
    "\x1b]0;EVIL\x07 \x1b[41m \x1b[6n \x9b31m \x9d0;EVIL\x9c \u202eLIVE\u202c \u2066x \U000e0045 "
    f"Z{chr(0x301) * 40} [/] [@click=app.quit]q[/] [bold]b"
)
_IN_YAML = r"\e]0;EVIL\a \x9b31m \u202eLIVE [/]"

#: What the toolkit may send: colours, places, modes and questions about them, keyboards, pointers, clipboard.
_ORDER = re.compile(
    rb"\x1b(?:\[(?:[\d;:]*m|[\d;]*H|\?[\d;]+[hl]|[<>=]\d*u|\?\d+\$p|\d*[A-DGJKX]|\d+;\d+;\d+t|\?u|c)"
    rb"|\]22;[a-z-]*(?:\x07|\x1b\\)|\]52;c;[A-Za-z0-9+/=]*\x07|[78])"
)


def _foreign(raw: bytes) -> set[str]:
    """What was sent that is neither visible text nor an order of the toolkit."""
    text = _ORDER.sub(b"", raw).decode("utf-8")
    kinds = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    found = {char for char in text if unicodedata.category(char) in kinds and char not in "\r\n\u200d\u200c"}
    if re.search("[\u0300-\u036f]{9}", text):
        found.add("a pile of marks")
    return found


def _hostile_home(home: Path) -> Path:
    """A home with a hostile bookmark, settings and format, and a hostile folder of digests in it."""
    config, shelf = home / ".config" / "digest-tui", home / ".local" / "share" / "digest-tui" / "bookmarks"
    (config / "profiles").mkdir(parents=True)
    shelf.mkdir(parents=True)
    (config / "settings.yaml").write_text(f'theme: "{_IN_YAML}"\nlive: false\n')
    (config / "profiles" / "evil\x1b[41m.yaml").write_text(f'"{_IN_YAML}": x\n')
    (shelf / "2601.00099.md").write_text(
        f'---\nid: "2601.00099"\ntitle: "{_IN_YAML}"\nauthors: ["{_IN_YAML}"]\nlinks:\n'
        f'  - {{label: "{_IN_YAML}", url: "https://x/{_IN_YAML}"}}\n---\n\n## Note\n\n{EVIL}\n',
        "utf-8",
    )
    (shelf / "evil\x1b]0;EVIL\x07.md").write_text("no bookmark")
    folder = write_library(home / "digests\x1b]0;EVIL\x07\u202e")
    papers = [Invented(f"2602.{number:05}", EVIL, "cs.AI", EVIL, EVIL, authors=EVIL) for number in range(3)]
    where = os.fsencode(folder)
    for name, text in (
        (b"2026-02-03\x1b]0;EVIL\x07\xff.md", daily_report("2026-02-03", papers)),
        ("2026-02-02\u202e\x9b31m.md".encode(), daily_enhanced(papers)),
        (b"2026-02-01\xff.jsonl", json_lines(papers).replace("LIVE", "\\ud83d")),
        (b"2026-01-30\x1b[6n.md", f"no digest {EVIL}"),
    ):
        Path(os.fsdecode(where + b"/" + name)).write_text(text, "utf-8")
    return folder


def _is_gone(text: str, screen: str) -> bool:
    return text not in screen


def test_only_the_toolkit_gives_orders(tmp_path: Path) -> None:
    terminal = Terminal(str(_hostile_home(tmp_path)), home=tmp_path)
    terminal.wait_for("3 papers")
    terminal.wait_for("does not begin with front matter")  # the last that is told without being asked for
    for keys, shown, closed_by in (
        ("j", "2/3", ""),
        ("\r\x1b[6~b", "★", ""),
        ("yt", "Copied title", ""),
        ("yb", "Copied bibtex", ""),
        ("o", "https://arxiv.org/abs/2602.00001", ""),
        ("gf", "### 📄", "q"),
        ("!", "not-a-digest", "q"),
        ("?", "find a command", "q"),
        ("/LIVE\t", "all days", ""),
        ("\r", "All days ·", ""),
        ("hgg\r", "EVIL", ""),
        ("O", "Type the path", ""),
    ):
        terminal.send(keys, until=shown)
        if closed_by:
            terminal.send(closed_by, until=partial(_is_gone, shown))
    terminal.leave("\x11")
    assert "EVIL" in terminal.raw.decode()
    assert _foreign(terminal.raw) == set()


def test_a_message_on_the_command_line_gives_no_orders(tmp_path: Path) -> None:
    terminal = Terminal(f"/gone/{EVIL}", home=tmp_path)
    assert terminal.wait_exit() == 2
    assert "does not exist" in terminal.raw.decode()
    assert _foreign(terminal.raw) == set()
