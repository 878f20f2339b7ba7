"""The command table: complete, unambiguous, and rebindable."""

import pytest

from digest_tui.app import DigestApp
from digest_tui.command_table import COMMANDS, IDS
from digest_tui.commands import Pane, rebound
from digest_tui.screens.main import MainScreen
from digest_tui.screens.triage import TriageScreen


def _bindings() -> list[tuple[Pane, bool, str, str]]:
    return [
        (pane, one.while_searching, key, one.id) for one in COMMANDS for key in one.keys for pane in one.where
    ]


def test_ids_are_unique() -> None:
    assert len(IDS) == len(COMMANDS)


def test_no_key_means_two_things_in_one_pane() -> None:
    seen: dict[tuple[Pane, bool, str], str] = {}
    for pane, searching, key, command_id in _bindings():
        assert seen.setdefault((pane, searching, key), command_id) == command_id


def test_no_key_is_the_beginning_of_another() -> None:
    keys = {(pane, tuple(key.split())) for pane, _, key, _ in _bindings()}
    for pane, sequence in keys:
        for length in range(1, len(sequence)):
            assert (pane, sequence[:length]) not in keys


KEYS = """
    j k down up G ctrl+d ctrl+u pageup pagedown h l left right tab J K n p [ ] { }
    enter space / escape b r o P ? ctrl+p q Q ctrl+q
"""


@pytest.mark.parametrize("key", KEYS.split())
def test_every_promised_key_does_something_among_the_papers(key: str) -> None:
    assert any(key in one.keys and Pane.PAPERS in one.where for one in COMMANDS)


@pytest.mark.parametrize("sequence", ["g g", "z z", "y y", "y i", "y t", "y b"])
def test_every_promised_sequence_exists(sequence: str) -> None:
    assert any(sequence in one.keys for one in COMMANDS)


def test_every_action_is_a_method_of_the_screen_or_the_app() -> None:
    for one in COMMANDS:
        name = one.action.partition("(")[0]
        if name.startswith("app."):
            assert hasattr(DigestApp, f"action_{name[4:]}"), one.id
            continue
        assert one.where == {Pane.TRIAGE} or hasattr(MainScreen, f"action_{name}"), one.id
        assert Pane.TRIAGE not in one.where or hasattr(TriageScreen, f"action_{name}"), one.id


def test_a_rebound_command_has_only_the_new_keys() -> None:
    changed = {one.id: one for one in rebound({"bookmark": ["B"]}, COMMANDS)}
    assert changed["bookmark"].keys == ("B",)
    assert changed["read"].keys == ("r",)


def test_a_key_given_to_one_command_is_taken_from_the_others() -> None:
    changed = {one.id: one for one in rebound({"bookmark": ["j"]}, COMMANDS)}
    assert changed["bookmark"].keys == ("j",)
    assert changed["cursor.down"].keys == ("down",)


def test_rebinding_a_reading_key_leaves_the_search_line_alone() -> None:
    changed = {one.id: one for one in rebound({"bookmark": ["tab"]}, COMMANDS)}
    assert changed["search.scope"].keys == ("tab",)
    assert changed["pane.next"].keys == ()
