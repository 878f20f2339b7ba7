"""What the README says is what the program does."""

import re
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest

from digest_tui.command_table import COMMANDS, IDS
from digest_tui.settings import load_settings

_ROOT = Path(__file__).parents[2]
_README = (_ROOT / "README.md").read_text("utf-8")


def test_the_tables_of_keys_and_searches_are_those_of_the_program() -> None:
    docs = runpy.run_path(str(_ROOT / "docs" / "keys.py"))
    assert docs["with_tables"](_README) == _README, "run: make docs"


def test_wide_characters_of_pictures_have_room() -> None:
    on_the_grid = runpy.run_path(str(_ROOT / "docs" / "wide_svg.py"))["on_the_grid"]
    plain = '<text class="a" x="12" y="3" textLength="36" clip-path="url(#b)">abc</text>'
    mixed = '<text class="a" x="12" y="3" textLength="60" clip-path="url(#b)">a&amp;图表é</text>'
    assert on_the_grid(plain) == plain
    pieces = re.findall(r'x="([^"]*)"[^>]*textLength="([^"]*)"[^>]*>([^<]*)<', on_the_grid(mixed))
    assert pieces == [("12", "24", "a&amp;"), ("36", "48", "图表"), ("84", "12", "é")]


def _row(film: dict[str, Any], *pieces: tuple[str, str]) -> Any:
    """A line of the screen from texts and colours; behind a wide character is an empty cell."""
    cells = [
        SimpleNamespace(data=data, fg=fg, bg="default", bold=False, underscore=False, reverse=False)
        for text, fg in pieces
        for letter in text
        for data in ([letter] if letter.isascii() else [letter, ""])
    ]
    return film["row_of"](cells)


def test_a_film_draws_each_line_once_and_every_run_where_it_stands() -> None:
    film = runpy.run_path(str(_ROOT / "docs" / "film.py"))
    first = _row(film, ("a 图表", "default"), ("<b>", "ff0000"))
    frames = [
        film["Frame"]((first, _row(film, (end, "default"))), seconds) for end, seconds in (("1", 2), ("2", 1))
    ]
    made = film["svg"](frames, 20)
    tree = ElementTree.fromstring(made)
    named = {one.get("id"): one for one in tree.iter("{http://www.w3.org/2000/svg}g")}
    texts = [(one.get("x"), one.get("textLength"), one.text) for one in named["l0"]]
    assert texts == [("0", "8.4", "a"), ("16.8", "33.6", "图表"), ("50.4", "25.2", "<b>")]
    assert len(named) == 4  # three lines and the film
    assert "film 3s step-end infinite" in made
    assert re.findall(r"([\d.]+)%\{transform:translateY\((-?\d+)px\)", made) == [
        ("0.000", "0"),
        ("66.667", "-60"),
    ]


def test_the_walk_through_is_short_and_small() -> None:
    film = (_ROOT / "docs" / "images" / "walkthrough.svg").read_text("utf-8")
    assert len(film.encode()) <= 300_000
    (seconds,) = re.findall(r"animation:film ([\d.]+)s", film)
    assert float(seconds) <= 40


def test_each_group_of_commands_stands_together() -> None:
    groups = [one.group for one in COMMANDS]
    assert [g for n, g in enumerate(groups) if n == 0 or groups[n - 1] != g] == list(dict.fromkeys(groups))


def test_the_settings_shown_are_settings(tmp_path: Path) -> None:
    block = re.search(r"```yaml\n(.*?)```", _README, re.DOTALL)
    assert block is not None
    file = tmp_path / "settings.yaml"
    file.write_text(block.group(1), "utf-8")
    settings = load_settings(file, commands=IDS)
    assert settings.theme == "digest-light"
    assert settings.keys["zoom"] == ("z z",)
    assert settings.opener == ("firefox", "--new-tab")


def test_every_promise_names_tests_that_there_are() -> None:
    rows = [line for line in (_ROOT / "SECURITY.md").read_text("utf-8").split("\n") if line.startswith("| ")]
    for row in rows[1:]:
        named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", row)
        assert named, row
        for file, test in named:
            assert f"def {test}" in (_ROOT / file).read_text("utf-8"), row


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        *(f"docs/{one.name}" for one in (_ROOT / "docs").glob("*.md")),
    ],
)
def test_every_link_to_a_file_leads_to_one(page: str) -> None:
    text = re.sub(r"`[^`]*`", "", (_ROOT / page).read_text("utf-8"))
    for target in re.findall(r"\]\(((?!https?:)[^)#]+)\)", text):
        assert ((_ROOT / page).parent / target).exists(), target
