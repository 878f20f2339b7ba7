"""Watches and mutes in a real pseudo-terminal: saved from the reader, edited by hand, there the next time."""

from pathlib import Path

import pytest

from e2e.terminal import Terminal
from ui.watched import write_day

pytestmark = pytest.mark.slow


def test_a_watch_and_a_mute_are_made_seen_edited_by_hand_and_found_again(tmp_path: Path) -> None:
    library = write_day(tmp_path / "digests")
    file = tmp_path / ".local" / "share" / "digest-tui" / "searches.yaml"
    first = Terminal(str(library), home=tmp_path)
    first.wait_for("Agent no 0")
    first.send("/title:quantum\r", until="3 found")
    first.send("wm", until="its name")
    first.send("\x15quantum\r")  # the line is cleared first
    first.wait_for("Search quantum saved")
    first.send("\x1b", until="3 muted (quantum)")
    first.send("ww", until="what to look for")
    first.send("title:agent\r", until="its name")
    first.send("\x15agents\r", until="its colour")
    first.send("\r", until=lambda text: "◆" in text and "2 muted (quantum)" in text)
    first.send("sg", until="cs.AI Artificial Intelligence · 3")
    saved = file.read_text("utf-8")
    file.write_text(saved.replace("title:quantum", "title:study") + "# by hand\n", "utf-8")
    first.wait_for("8 muted (quantum)")
    first.leave()

    second = Terminal(str(library), home=tmp_path)
    second.wait_for("8 muted (quantum)")
    second.send("u", until="Undone: search agents saved")
    second.wait_for(lambda text: "◆" not in text)
    second.leave("\x11")
    assert file.read_text("utf-8").endswith("# by hand\n")
    assert "agents" not in file.read_text("utf-8")
