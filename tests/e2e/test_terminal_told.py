"""The terminal of these tests itself."""

from pathlib import Path

from e2e.terminal import Terminal


def test_what_is_told_can_be_looked_at_when_half_a_character_has_come(tmp_path: Path) -> None:
    halves = r"stty -echo; printf 'caf\303'; read go; printf '\251\n'"
    terminal = Terminal(home=tmp_path, program=("/bin/sh", "-c", halves))
    terminal.wait_until_told("caf")
    terminal.send("\n")
    terminal.wait_until_told("café")
    assert terminal.wait_exit() == 0
