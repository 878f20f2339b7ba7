"""Keys to commands: single keys, sequences, and what is pressed in between."""

import pytest

from digest_tui.command_table import COMMANDS
from digest_tui.commands import Command, Pane
from digest_tui.keys import Dropped, KeyRouter, Waiting, shown_key


@pytest.fixture
def router() -> KeyRouter:
    return KeyRouter(COMMANDS)


def _id(answer: object) -> str:
    assert isinstance(answer, Command)
    return answer.id


def test_a_single_key_runs_at_once(router: KeyRouter) -> None:
    assert _id(router.feed("b", Pane.PAPERS)) == "bookmark"


def test_a_sequence_waits_and_says_what_can_follow(router: KeyRouter) -> None:
    waiting = router.feed("y", Pane.PAPERS)
    assert isinstance(waiting, Waiting)
    assert {key for key, _ in waiting.choices} == {"y", "i", "t", "b"}
    assert _id(router.feed("b", Pane.PAPERS)) == "copy.bibtex"
    assert router.typed == ()


def test_a_sequence_that_leads_nowhere_is_dropped_whole(router: KeyRouter) -> None:
    router.feed("g", Pane.PAPERS)
    assert router.feed("x", Pane.PAPERS) == Dropped(("g", "x"))
    assert _id(router.feed("j", Pane.PAPERS)) == "cursor.down"


def test_a_key_that_means_nothing_is_left_to_others(router: KeyRouter) -> None:
    assert router.feed("f7", Pane.PAPERS) is None


def test_the_pane_decides(router: KeyRouter) -> None:
    assert _id(router.feed("tab", Pane.PAPERS)) == "pane.next"
    assert _id(router.feed("tab", Pane.SEARCH)) == "search.scope"
    assert router.feed("b", Pane.SEARCH) is None


def test_while_searching_n_steps_through_matches(router: KeyRouter) -> None:
    assert _id(router.feed("n", Pane.PAPERS)) == "unread.next"
    assert _id(router.feed("n", Pane.PAPERS, searching=True)) == "match.next"


def test_an_unfinished_sequence_can_be_forgotten(router: KeyRouter) -> None:
    router.feed("g", Pane.PAPERS)
    router.forget()
    assert isinstance(router.feed("g", Pane.PAPERS), Waiting)


@pytest.mark.parametrize(
    ("keys", "shown"), [("g g", "gg"), ("pagedown", "PgDn"), ("ctrl+d", "^d"), ("[", "["), ("space", "Space")]
)
def test_keys_are_shown_as_people_write_them(keys: str, shown: str) -> None:
    assert shown_key(keys) == shown
