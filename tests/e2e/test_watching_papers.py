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
    first.send("/title:quantum\r")
    first.wait_for("3 found")
    first.send("wm")
    first.wait_for("its name")
    first.send("\x15quantum\r")  # the line is cleared first
    first.wait_for("Search quantum saved")
    first.send("\x1b")
    first.wait_for("3 muted (quantum)")
    first.send("ww")
    first.wait_for("what to look for")
    first.send("title:agent\r")
    first.wait_for("its name")
    first.send("\x15agents\r")
    first.wait_for("its colour")
    first.send("\r")
    first.wait_for(lambda text: "◆" in text and "2 muted (quantum)" in text)
    first.send("sg")
    first.wait_for("cs.AI Artificial Intelligence · 3")
    saved = file.read_text("utf-8")
    file.write_text(saved.replace("title:quantum", "title:study") + "# by hand\n", "utf-8")
    first.wait_for("8 muted (quantum)")
    first.send("Q")
    assert first.wait_exit() == 0

    second = Terminal(str(library), home=tmp_path)
    second.wait_for("8 muted (quantum)")
    second.send("u")
    second.wait_for("Undone: search agents saved")
    second.wait_for(lambda text: "◆" not in text)
    second.send("\x11")
    assert second.wait_exit() == 0
    assert file.read_text("utf-8").endswith("# by hand\n")
    assert "agents" not in file.read_text("utf-8")
