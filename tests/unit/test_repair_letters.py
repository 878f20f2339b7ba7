"""Letters and signs that lost a byte, and what the rest of a file says of a hole."""

import pytest

from digest_parsers.repair.completions import completions
from digest_parsers.repair.damage import CP1254_LOSSY, to_bytes
from digest_parsers.repair.letters import OUT_OF_TURN, WRONG_CASE, fitness, neighbours
from digest_parsers.repair.lossy import restore
from digest_parsers.repair.repeats import reconcile
from digest_parsers.repair.segment import HOLE


@pytest.mark.parametrize(
    "name",
    ["Rāma", "Dvořáček", "Plecháč", "María", "Pavlíček", "Łukasz", "Ōkubo Tōru", "Álvarez", "ρ"],
)
def test_a_name_comes_back(name: str) -> None:
    line = f"作者：{name} 等"
    assert restore([CP1254_LOSSY.apply(line)], CP1254_LOSSY).lines[0].plain == line


@pytest.mark.parametrize(
    ("char", "before", "after", "factor"),
    [
        ("ā", "R", "m", 1.0),
        ("č", "R", "m", OUT_OF_TURN),
        ("č", "á", "e", 1.0),
        ("ā", "á", "", OUT_OF_TURN),
        ("Đ", "á", "e", WRONG_CASE),
        ("Đ", "", "u", 1.0),
        ("Í", "C", "A", OUT_OF_TURN),
        ("中", "a", "b", 1.0),
    ],
)
def test_how_well_a_letter_fits(char: str, before: str, after: str, factor: float) -> None:
    assert fitness(char, before, after) == factor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rāma", ("R", "m")),
        ("řāř", ("ř", "ř")),
        ("中ā文", ("", "文")),
        ("ā", ("", "")),
        ("lāč", ("l", "í")),
        ("a ā.", (" ", ".")),
    ],
)
def test_neighbours_are_characters_however_many_bytes_they_have(text: str, expected: tuple[str, str]) -> None:
    data = to_bytes(CP1254_LOSSY.apply(text))
    assert data is not None
    hole = next(hole for hole in HOLE.finditer(data) if data[hole.start()] < 0xE0)
    assert neighbours(data, *hole.span()) == expected


def test_signs_of_chinas_standards_are_likelier_than_others() -> None:
    observed = to_bytes(CP1254_LOSSY.apply("▁"))
    assert observed is not None
    assert next(char for char, _ in completions(observed, CP1254_LOSSY)) == "▁"


def test_a_clear_place_speaks_for_an_unclear_one_with_the_same_neighbours() -> None:
    clear, unclear, alone = [0.95, 0.05], [0.45, 0.55], [0.45, 0.55]
    first, second, third = reconcile([clear, unclear, alone], [("a", "b"), ("a", "c"), ("d", "e")])
    assert first[0] > first[1]
    assert second[0] > second[1]
    assert third == alone


def test_places_that_agree_keep_their_mind() -> None:
    alike = [[0.7, 0.3]] * 5
    assert all(likely > 0.7 for likely, _ in reconcile(alike, [("a",)] * 5))
