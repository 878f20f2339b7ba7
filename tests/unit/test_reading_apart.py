"""Reading in a process of its own: the same as in this one, and nothing is lost when that fails."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from digest_parsers import own_profiles
from digest_parsers.load import load_file
from digest_parsers.loaded import LoadedFile
from digest_parsers.source import LIMIT, Found
from digest_tui import loading, reading_apart
from invented_files import write_library


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[str], tuple[loading.Opened, tuple[Path, ...], Path]]:
    """Opens the invented library with a cache of some name."""
    library = (write_library(tmp_path / "digests"),)

    def opened(name: str) -> tuple[loading.Opened, tuple[Path, ...], Path]:
        return loading.open_library(library, tmp_path / name), library, tmp_path / name

    return opened


def _told(files: list[LoadedFile]) -> dict[str, object]:
    return {
        one.path: (one.stamp, one.format, one.diagnostics, [list(digest.entries) for digest in one.digests])
        for one in files
    }


def test_another_process_reads_what_this_one_would(
    opened: Callable[[str], tuple[loading.Opened, tuple[Path, ...], Path]],
) -> None:
    here, _, _ = opened("here")
    wanted = _told(list(loading.read_rest(here)))
    assert wanted
    there, library, cache = opened("there")
    steps = list(reading_apart.read(there, library, cache, limit=LIMIT))
    assert _told([one for step in steps for one in step.ready]) == wanted
    assert sum(len(step.sizes) for step in steps) == len(there.rest)
    assert not steps[-1].opened.rest
    again, _, _ = opened("there")
    assert not again.rest, "it is kept for the next time"


def test_what_was_kept_before_is_not_read_by_another_process(
    opened: Callable[[str], tuple[loading.Opened, tuple[Path, ...], Path]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there, (library,), cache = opened("there")
    loading.finish(there)
    read: list[str] = []

    def noting(found: Found, limit: int) -> LoadedFile:
        read.append(found.name)
        return load_file(found.path, found.stamp, limit=limit)

    monkeypatch.setattr(loading, "_load", noting)
    monkeypatch.setattr(own_profiles, "use_folder", lambda _: None)
    assert reading_apart.main([str(cache), str(LIMIT), str(library)]) == 0
    assert read == [one.name for one in there.rest]


def test_what_is_known_is_not_told_again_while_another_process_reads(
    opened: Callable[[str], tuple[loading.Opened, tuple[Path, ...], Path]],
) -> None:
    there, library, cache = opened("there")
    steps = list(reading_apart.read(there, library, cache, limit=LIMIT))
    assert all(step.opened.cache is there.cache for step in steps), "one cache has all that is known, once"
    told = [one.path for step in steps for one in step.ready]
    assert len(told) == len(set(told)) == len(there.rest)


def test_what_another_process_cannot_read_is_left_over(
    opened: Callable[[str], tuple[loading.Opened, tuple[Path, ...], Path]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there, library, cache = opened("there")
    for program in ("/nonexistent/python", "/bin/false"):
        monkeypatch.setattr(sys, "executable", program)
        steps = list(reading_apart.read(there, library, cache, limit=LIMIT))
        assert all(step.opened.rest == there.rest and not step.ready for step in steps)


def test_a_process_that_nobody_listens_to_is_ended(
    opened: Callable[[str], tuple[loading.Opened, tuple[Path, ...], Path]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def noting(*words: Any, **options: Any) -> "subprocess.Popen[bytes]":
        begun.append(real(*words, **options))
        return begun[-1]

    monkeypatch.setattr(subprocess, "Popen", noting)
    there, library, cache = opened("there")
    steps = reading_apart.read(there, library, cache, limit=LIMIT)
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert begun[0].returncode is not None


def test_a_cache_that_cannot_be_written_ends_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_profiles, "use_folder", lambda _: None)
    library = write_library(tmp_path / "digests")
    (tmp_path / "file").write_text("in the way")
    assert reading_apart.main([str(tmp_path / "file" / "cache"), str(LIMIT), str(library)]) == 1
