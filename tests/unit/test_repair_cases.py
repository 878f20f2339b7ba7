"""Repair, case by case: ``tests/data/repair/*.json`` holds invented clean texts and how they are damaged."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from digest_parsers.repair import repair
from digest_parsers.repair.damage import CP1252_LOSSY, CP1254_LOSSY

_DATA = Path(__file__).parents[1] / "data" / "repair"


def _misread(codec: str, times: int = 1) -> Callable[[str], str]:
    def damage(text: str) -> str:
        for _ in range(times):
            text = text.encode().decode(codec)
        return text

    return damage


def _sloppily_misread(codec: str) -> Callable[[str], str]:
    def damage(text: str) -> str:
        return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())

    return damage


DAMAGES: dict[str, Callable[[str], str]] = {
    "cp1254-lossy": CP1254_LOSSY.apply,
    "cp1252-lossy": CP1252_LOSSY.apply,
    "cp1254-marked": replace(CP1254_LOSSY, marked=True).apply,
    "cp1252-marked": replace(CP1252_LOSSY, marked=True).apply,
    "cp1254-soft-hyphens": replace(CP1254_LOSSY, soft_hyphens=True).apply,
    "cp1254-nbsp": replace(CP1254_LOSSY, nbsp_as_space=True).apply,
    "latin-1": _misread("latin-1"),
    "latin-1 twice": _misread("latin-1", 2),
    "latin-1 three times": _misread("latin-1", 3),
    "sloppy-1252": _sloppily_misread("cp1252"),
    "sloppy-1254": _sloppily_misread("cp1254"),
    "gbk": _misread("gbk"),
}


def _raw_cases(name: str) -> list[dict[str, str]]:
    cases: list[dict[str, str]] = json.loads((_DATA / name).read_text("utf-8"))
    return cases


def _cases(name: str) -> list[object]:
    return [pytest.param(case, id=case["label"].replace(" ", "-")) for case in _raw_cases(name)]


@pytest.mark.parametrize("case", _cases("lossy.json") + _cases("other.json"))
def test_the_clean_text_comes_back(case: dict[str, str]) -> None:
    damaged = DAMAGES[case["damage"]](case["clean"])
    assert damaged != case["clean"]
    assert repair(damaged, marks=False).text == case["clean"]


#: What the report calls each damage, where that is another name.
_REPORTED = {
    "cp1254-soft-hyphens": "cp1254-lossy",
    "cp1254-nbsp": "cp1254-lossy",
    "latin-1 twice": "twice",
    "latin-1 three times": "twice",
    "sloppy-1252": "sloppy-cp1252",
    "sloppy-1254": "sloppy-cp1254",
    "gbk": "utf-8-as-gbk",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_report_names_the_damage(damage: str) -> None:
    case = next(
        case for case in _raw_cases("lossy.json") + _raw_cases("other.json") if case["damage"] == damage
    )
    assert repair(DAMAGES[damage](case["clean"])).report.kind == _REPORTED.get(damage, damage)


@pytest.mark.xfail(strict=True, reason="known failure: what would tell the candidates apart was never seen")
@pytest.mark.parametrize("case", _cases("known-failures.json"))
def test_known_failures(case: dict[str, str]) -> None:
    assert repair(DAMAGES[case["damage"]](case["clean"]), marks=False).text == case["clean"]


@pytest.mark.parametrize("case", _cases("clean.json"))
def test_clean_text_is_the_same_object(case: dict[str, str]) -> None:
    repaired = repair(case["text"])
    assert repaired.text is case["text"]
    assert repaired.report.kind == "none"
