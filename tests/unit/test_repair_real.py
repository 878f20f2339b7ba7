"""Repair of real digests, where they are at hand."""

from pathlib import Path

import pytest

from digest_parsers.model import LOST
from digest_parsers.repair import repair
from shared import shared

#: The damaged digests, and how many characters of each lost bytes.
_DAMAGED = {
    "000_c61671cad8c030b0.txt": 3072,
    "002_dead9c16ba2594cb.txt": 1529,
    "003_b8945504b3a36cbf.txt": 1991,
    "004_93579c0b52e93276.txt": 3243,
}


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", _DAMAGED)
def test_every_damaged_character_gets_a_candidate(name: str) -> None:
    text = _read(shared("seeds", name))
    repaired = repair(text, marks=False)
    assert repaired.report.kind == "cp1254-lossy"
    assert repaired.report.damaged == repaired.report.restored == _DAMAGED[name]
    assert repaired.report.doubtful <= 0.1 * repaired.report.restored
    assert LOST not in repaired.text
    assert repaired.text.count("\n") == text.count("\n")
    assert repaired.text.startswith("# arXiv AI 论文日报 | ")


def test_at_most_one_character_in_twenty_is_in_doubt() -> None:
    reports = [repair(_read(shared("seeds", name))).report for name in _DAMAGED]
    assert 20 * sum(report.doubtful for report in reports) <= sum(report.restored for report in reports)


def test_the_clean_digest_is_left_alone() -> None:
    text = _read(shared("seeds", "001_4871eba1545c2024.txt"))
    assert repair(text).text is text


def test_a_damaged_digest_behind_a_clean_one_is_repaired_alone() -> None:
    clean = _read(shared("seeds", "001_4871eba1545c2024.txt"))
    damaged = _read(shared("seeds", "002_dead9c16ba2594cb.txt"))
    repaired = repair(clean + damaged, marks=False)
    assert repaired.text == clean + repair(damaged, marks=False).text


def test_clean_samples_never_change() -> None:
    folders = [folder for folder in shared("formats").iterdir() if folder.is_dir()]
    texts = [
        _read(path)
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and "2026-02-24" not in path.name  # the clean twin of a damaged digest stays unread
    ]
    assert len(texts) > 50
    assert all(repair(text).text is text for text in texts)
