"""Completing tags and folders while they are typed."""

import pytest

from digest_tui.completion import completed, matching

TAGS = ["to-read", "diffusion", "Diffusion models", "综述", "rl"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", TAGS),
        ("dif", ["diffusion", "Diffusion models"]),
        ("rl, dif", ["diffusion", "Diffusion models"]),
        ("diffusion, d", ["Diffusion models", "to-read"]),
        ("RL, r", ["to-read"]),
        ("综", ["综述"]),
        ("rl", []),
        ("xyz", []),
    ],
)
def test_tags(typed: str, offered: list[str]) -> None:
    assert matching(typed, TAGS, separator=",") == offered


def test_a_folder_is_one_part() -> None:
    assert matching("ml/v", ["ml/vision", "ml", "old/ml/v2"]) == ["ml/vision", "old/ml/v2"]
    assert completed("ml/v", "ml/vision") == "ml/vision"


@pytest.mark.parametrize(
    ("typed", "choice", "text"),
    [("dif", "diffusion", "diffusion"), ("rl,dif", "diffusion", "rl, diffusion"), ("rl,  ", "x", "rl,  x")],
)
def test_what_is_chosen_takes_the_place_of_what_was_typed(typed: str, choice: str, text: str) -> None:
    assert completed(typed, choice, separator=",") == text
