"""A text in the user's editor: real programs, no terminal."""

from pathlib import Path

import pytest

from digest_tui.editor import EditorError, edit


def _program(folder: Path, script: str) -> str:
    path = folder / "an editor"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return f"'{path}' --wait"


def test_what_the_editor_leaves_is_the_text(tmp_path: Path) -> None:
    editor = _program(tmp_path, 'test "$1" = --wait && echo "第二行" >> "$2" && basename "$2" >> "$2"')
    assert edit("first\n", {"EDITOR": editor}, name="2601.00001.md") == "first\n第二行\n2601.00001.md\n"


def test_visual_comes_before_editor(tmp_path: Path) -> None:
    assert edit("x", {"VISUAL": "true", "EDITOR": "false"}, name="n.md") == "x"


@pytest.mark.parametrize(
    ("editor", "cause"),
    [
        ("false", "false ended with 1"),
        ("/no/such/editor", "/no/such/editor cannot be started: No such file or directory"),
        ("vim '", "EDITOR cannot be split into words"),
        ('sh -c \'printf "\\\\377" > "$0"\'', "cannot be read"),
        ("rm", "cannot be read"),
    ],
)
def test_an_editor_that_fails_changes_nothing_and_says_why(editor: str, cause: str) -> None:
    with pytest.raises(EditorError) as error:
        edit("x", {"EDITOR": editor}, name="n.md")
    assert cause in error.value.one_line()


def test_without_any_editor_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(EditorError, match="no editor"):
        edit("x", {"PATH": str(tmp_path)}, name="n.md")
