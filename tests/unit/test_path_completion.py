"""Completing a path while it is typed."""

from pathlib import Path

import pytest

from digest_tui.path_completion import PathCompletion


@pytest.fixture
def base(tmp_path: Path, home: Path) -> Path:
    for name in ("Papers/old.bib", "Papers/.hidden", "papers.bib", "other/x", ".config/y", "报告.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    (home / "notes").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["other/", "papers.bib", "Papers/", "报告.md"]),
        ("pap", ["papers.bib", "Papers/"]),
        ("papers.bib", []),
        ("Papers/", ["Papers/old.bib"]),
        ("Papers/.", ["Papers/.hidden"]),
        (".c", [".config/"]),
        ("报", ["报告.md"]),
        ("~/n", ["~/notes/"]),
        ("~", []),
        ("nowhere/x", []),
        ("papers.bib/x", []),
        ("{base}/oth", ["{base}/other/"]),
    ],
)
def test_what_is_there_is_offered_as_it_was_typed(typed: str, offered: list[str], base: Path) -> None:
    asked = PathCompletion(base)
    assert asked(typed.format(base=base)) == [one.format(base=base) for one in offered]


def test_a_folder_is_listed_once(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = PathCompletion(base)
    asked("")
    monkeypatch.setattr("os.scandir", None)
    assert asked("o") == ["other/"]
