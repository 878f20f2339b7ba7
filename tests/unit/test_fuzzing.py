"""What fuzzing has found stays mended, and fuzzing finds what is broken."""

from pathlib import Path

import pytest

from digest_parsers.formats import formats
from fuzz import run
from fuzz.targets import SEEDS, TARGETS

_FOUND = sorted(path for path in run.FINDINGS.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", _FOUND, ids=lambda path: f"{path.parent.name}-{path.name[:14]}")
def test_a_finding_stays_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_every_format_is_fuzzed_from_a_sound_text_of_its_own() -> None:
    assert {one.name for one in formats()} <= TARGETS.keys() & SEEDS.keys()


@pytest.mark.parametrize("name", TARGETS)
def test_sound_input_passes(name: str) -> None:
    for seed in ("", *SEEDS.get(name, ())):
        TARGETS[name](seed.encode("utf-8"))


def test_what_breaks_a_target_is_found_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> None:
        assert b"\xff" not in data

    monkeypatch.setitem(TARGETS, "broken", broken)
    monkeypatch.setattr(run, "FINDINGS", tmp_path)
    assert not run.randomly("broken", 20)
    (kept,) = (tmp_path / "broken").iterdir()
    assert kept.read_bytes() == b"\xff"
