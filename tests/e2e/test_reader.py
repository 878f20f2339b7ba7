"""From start to restart in a real pseudo-terminal, as a person would."""

from pathlib import Path

import pytest

from e2e.terminal import Terminal
from invented_files import write_library

pytestmark = pytest.mark.slow


def _bookmarks(home: Path) -> list[Path]:
    return sorted((home / ".local" / "share").rglob("*.md"))


def test_the_sample_is_read_searched_in_chinese_bookmarked_and_found_again(tmp_path: Path) -> None:
    first = Terminal("--demo", home=tmp_path)
    first.wait_for("unread")
    first.send("jj")
    first.send("/")
    first.send("模型\t", until=lambda text: "模型" in text and "all days" in text and " 0 found" not in text)
    first.send("\r")
    first.send("b", until="★")
    saved = _bookmarks(tmp_path)
    assert len(saved) == 1
    assert "模型" in saved[0].read_text("utf-8")
    first.leave()
    assert b"\x1b[?1049l" in first.raw

    second = Terminal("--demo", home=tmp_path)
    second.wait_for("unread")
    second.send("hggjj", until="Bookmarks · 1 paper")
    second.wait_for("★")
    second.leave("\x11")


def test_keys_typed_before_there_is_anything_to_see_are_answered_in_order(tmp_path: Path) -> None:
    terminal = Terminal(str(write_library(tmp_path / "digests")), home=tmp_path)
    terminal.send("jb/beta", until="★")
    terminal.wait_for(lambda _: "beta" in terminal.lines()[-2] and "found" in terminal.lines()[-2])
    assert len(_bookmarks(tmp_path)) == 1
    terminal.leave("\x11")


@pytest.mark.parametrize("size", [(80, 24), (20, 5)])
def test_small_terminals(tmp_path: Path, size: tuple[int, int]) -> None:
    terminal = Terminal(str(write_library(tmp_path / "digests")), home=tmp_path, size=size)
    terminal.wait_for("Alpha")
    terminal.send("j")
    terminal.send("\r", until="[brackets]")
    terminal.send("hb", until="★")
    terminal.send("qq")
    assert terminal.wait_exit() == 0


def test_a_size_that_the_shell_exported_is_not_that_of_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setenv("LINES", "12")
    terminal = Terminal("--demo", home=tmp_path, size=(120, 36))
    terminal.wait_for(lambda _: "unread" in terminal.lines()[0][60:] and "? help" in terminal.lines()[-1])
    terminal.leave()


def test_without_a_path_it_welcomes_and_opens_a_folder_and_the_same_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_library(tmp_path / "digests")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    terminal = Terminal(home=tmp_path)
    terminal.wait_for("Type the path")
    terminal.send(f"{folder}\r", until="5 papers")
    terminal.leave()
    again = Terminal(home=tmp_path)
    again.wait_for("5 papers")
    again.leave()
    folder.rename(tmp_path / "elsewhere")
    Terminal(home=tmp_path).wait_for("Type the path")


def test_the_paths_of_the_settings_are_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_library(tmp_path / "digests")
    settings = tmp_path / ".config" / "digest-tui" / "settings.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"paths: ['{folder}']\n", "utf-8")
    monkeypatch.chdir(tmp_path / ".config")
    terminal = Terminal(home=tmp_path)
    terminal.wait_for("5 papers")
    terminal.leave()


def test_the_current_folder_is_opened_when_it_holds_digests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_library(tmp_path / "digests"))
    terminal = Terminal(home=tmp_path)
    terminal.wait_for("5 papers")
    terminal.leave()


def test_a_path_that_is_not_there_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    terminal = Terminal(str(tmp_path / "gone"), home=tmp_path)
    assert terminal.wait_exit() == 2
    assert b"does not exist" in terminal.raw
    assert b"Traceback" not in terminal.raw
    assert b"\x1b" not in terminal.raw
