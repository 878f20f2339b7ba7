"""Exports on their way out: into files that are whole or absent, by the user's own template."""

import os
from pathlib import Path

import pytest

import invented
from digest_parsers.errors import ExportError
from digest_tui.exporting import item_of, to_file, written

ITEMS = [item_of(invented.appearance(), None)]


def test_a_file_is_whole_private_and_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "out.bib"
    to_file(b"one", path)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"one", 0o600)
    with pytest.raises(ExportError, match="exists already"):
        to_file(b"two", path)
    assert path.read_bytes() == b"one"
    path.chmod(0o644)
    to_file(b"two", path, replace=True)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o644)
    assert os.listdir(path.parent) == ["out.bib"]  # noqa: PTH208


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="cannot be written: not a directory"):
        to_file(b"one", tmp_path / "file" / "out.bib")
    with pytest.raises(ExportError, match="cannot be written: is a directory"):
        to_file(b"one", tmp_path, replace=True)


@pytest.mark.parametrize(("data", "says"), [(b"\xff", "is not UTF-8"), (b"x" * 70_000, "far too big")])
def test_a_template_that_cannot_be_read_is_told(data: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "t.md").write_bytes(data)
    with pytest.raises(ExportError, match=says):
        written(ITEMS, "markdown", tmp_path / "t.md")
    with pytest.raises(ExportError, match="cannot be read"):
        written(ITEMS, "markdown", tmp_path / "absent.md")


def test_the_users_own_template_is_taken_for_markdown_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "digest-tui").mkdir()
    (tmp_path / "digest-tui" / "export.md").write_text("* $id\n")
    assert written(ITEMS, "markdown") == b"* 2601.00001\n"
    assert written(ITEMS, "bibtex").startswith(b"@misc{")
    (tmp_path / "other.md").write_text("- $id\n")
    assert written(ITEMS, "markdown", tmp_path / "other.md") == b"- 2601.00001\n"
