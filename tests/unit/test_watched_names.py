"""Names that are no UTF-8 in watched folders: they cannot be watched, and the others go on being."""

import os
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest
from textual.message import Message

from digest_tui.messages import FilesChanged, WatchingFailed
from digest_tui.watching import Watching

#: Seconds; a limit, not a measurement.
PATIENCE = 20


@pytest.fixture
def said() -> Queue[Message]:
    return Queue()


@pytest.fixture
def watching(said: Queue[Message]) -> Iterator[Watching]:
    one = Watching(said.put)
    yield one
    one.end()


def _named(folder: Path, name: bytes) -> Path:
    return Path(os.fsdecode(bytes(folder) + b"/" + name))


def test_a_file_whose_name_is_no_utf8_is_a_change_like_others(
    tmp_path: Path, said: Queue[Message], watching: Watching
) -> None:
    watching.begin([tmp_path], tmp_path, tmp_path / "searches.yaml")
    assert isinstance(said.get(timeout=PATIENCE), FilesChanged), "once, when all is watched"
    _named(tmp_path, b"caf\xe9.md").touch()
    assert isinstance(said.get(timeout=PATIENCE), FilesChanged)
    (tmp_path / "tea.md").touch()
    assert isinstance(said.get(timeout=PATIENCE), FilesChanged)


def test_a_folder_whose_name_is_no_utf8_is_told_and_the_others_are_watched(
    tmp_path: Path, said: Queue[Message], watching: Watching
) -> None:
    _named(tmp_path, b"caf\xe9").mkdir()
    watching.begin([tmp_path], tmp_path, tmp_path / "searches.yaml")
    told = said.get(timeout=PATIENCE)
    assert isinstance(told, WatchingFailed) and "caf�: its name is no UTF-8" in told.cause
    assert isinstance(said.get(timeout=PATIENCE), FilesChanged), "once, when all is watched"
    (tmp_path / "tea.md").touch()
    assert isinstance(said.get(timeout=PATIENCE), FilesChanged)
    _named(tmp_path, b"x\xe9").mkdir()
    while not isinstance(told := said.get(timeout=PATIENCE), WatchingFailed):
        pass
    assert "x�: its name" in told.cause, "each is told once"
