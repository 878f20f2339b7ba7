"""The first look at a library: waited for when it is short, and not when a disk is slow."""

from pathlib import Path
from threading import Event
from typing import Any

import pytest

from digest_parsers.source import LIMIT
from digest_tui import opening
from digest_tui.loading import Opened, open_library
from digest_tui.opening import Opening
from invented_files import write_library


def test_a_look_that_is_short_is_done_when_it_was_let_finish(tmp_path: Path) -> None:
    looked = Opening((write_library(tmp_path / "digests"),), tmp_path / "cache", LIMIT)
    looked.let_finish(30.0)
    found = looked.wait(0.0)
    assert found is not None
    assert found.ready


def test_a_look_that_takes_long_goes_on_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk_answers = Event()

    def slow(*words: Any, **options: Any) -> Opened:
        disk_answers.wait(30.0)
        return open_library(*words, **options)

    monkeypatch.setattr(opening, "open_library", slow)
    looked = Opening((write_library(tmp_path / "digests"),), tmp_path / "cache", LIMIT)
    looked.let_finish(0.001)
    assert looked.wait(0.0) is None
    disk_answers.set()
    found = looked.wait(30.0)
    assert found is not None
    assert found.ready


def test_what_cannot_be_read_is_left_to_whoever_reads_on(tmp_path: Path) -> None:
    looked = Opening((tmp_path / "gone",), tmp_path / "cache", LIMIT)
    looked.let_finish(30.0)
    assert looked.wait(30.0) is None
