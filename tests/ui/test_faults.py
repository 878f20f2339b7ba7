"""Faults in the background: every job ends in a result, an error that is told, or another try."""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from textual.widgets import Static

from digest_parsers.errors import SourceError
from digest_parsers.formats import daily_enhanced
from digest_parsers.load import LoadedFile
from digest_tui import loading, opening
from digest_tui.screens.welcome import WelcomeScreen
from digest_tui.widgets.bars import TitleBar
from ui.reader import Open, Reader

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
BROKEN = OSError(errno.EIO, os.strerror(errno.EIO))


def _raising(error: Exception) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


def _at_rest(reader: Reader) -> bool:
    """Whether nothing on the screen says that something is still going on."""
    title = reader.main.query_one(TitleBar).right
    found = " ".join(str(one.render()) for one in reader.main.query("#search-found").results(Static))
    return not reader.main.progress and "⟳" not in title and "+ found" not in found


# --- reading


async def test_files_that_vanish_while_they_are_read_are_named(
    reader: Open, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = loading.read_rest

    def vanishing(opened: loading.Opened, *, limit: int) -> Iterator[LoadedFile]:
        for one in opened.rest:
            one.path.unlink()
        yield from real(opened, limit=limit)

    monkeypatch.setattr(loading, "read_rest", vanishing)
    async with reader() as r:
        assert _at_rest(r)
        assert r.titles()[0] == "Alpha: a reader for tired eyes"
        gone = [one for one in r.main.session.library.diagnostics if one.code == "unreadable"]
        assert len(gone) == 2


async def test_a_library_that_cannot_be_listed_is_told_and_another_asked_for(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = _raising(SourceError("cannot be opened: input/output error"))
    monkeypatch.setattr(opening, "open_library", failing)
    monkeypatch.setattr(loading, "open_library", failing)
    async with reader() as r:
        assert isinstance(r.app.screen, WelcomeScreen)
        assert _at_rest(r)


async def test_a_mistake_in_a_format_costs_one_file(
    reader: Open, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "the text of a paper"
    monkeypatch.setattr(type(daily_enhanced.FORMAT), "parse", _raising(IndexError(secret)))
    async with reader() as r:
        assert _at_rest(r)
        assert r.titles()[0] == "Alpha: a reader for tired eyes"
        (told,) = [one for one in r.main.session.library.diagnostics if one.code == "defect"]
        assert "IndexError, test_faults.py line" in told.message
        assert secret not in told.message


# --- the cache


async def test_a_disk_that_is_full_keeps_no_paper_away(reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "pwrite", _raising(FULL))
    async with reader() as r:
        assert _at_rest(r)
        assert "nothing is kept in the cache" in r.status()
        assert "no space left" in r.status()
        await r.press("j", "enter")
        assert "Beta of [brackets]" in r.page()


async def test_a_cache_that_is_cut_off_under_the_reader_is_made_good(reader: Open, home: Path) -> None:
    async with reader():
        pass
    async with reader() as r:
        for pack in (home / "cache").rglob("*.pack"):
            os.truncate(pack, 0)
        await r.press("/", "tab")
        await r.type("kitchen")
        assert r.titles() == ["Gamma rays in the kitchen"]
        assert _at_rest(r)
        await r.press("enter", "escape", "G")
        assert "Eta, undated" in r.page()


async def test_a_cache_that_cannot_be_read_any_more_is_done_without(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader():
        pass
    async with reader() as r:
        monkeypatch.setattr(os, "pread", _raising(BROKEN))
        await r.press("/", "tab")
        await r.type("kitchen")
        assert r.titles() == ["Gamma rays in the kitchen"]
        assert _at_rest(r)


async def test_a_paper_that_is_neither_in_the_cache_nor_in_its_file_says_so(
    reader: Open, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader() as r:
        monkeypatch.setattr(os, "pread", _raising(BROKEN))
        for path in library.rglob("*.*"):
            path.unlink()
        await r.press("[")
        assert r.current() == "This paper cannot be read any more: its file has changed"
        assert _at_rest(r)


# --- what the user keeps


async def test_a_bookmark_that_the_disk_refuses_is_told_and_can_be_tried_again(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader() as r:
        with monkeypatch.context() as full:
            full.setattr(os, "fsync", _raising(FULL))
            await r.press("b")
            assert "not saved" in r.status()
            assert "★" not in r.main.panes.papers.render_line(0).text
        await r.press("b")
        assert "bookmarked" in r.status()
        assert "★" in r.main.panes.papers.render_line(0).text


async def test_a_reading_state_that_the_disk_refuses_is_told_and_holds(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader() as r:
        before = r.heading()
        with monkeypatch.context() as full:
            full.setattr(sqlite3, "connect", _raising(sqlite3.OperationalError("disk I/O error")))
            await r.press("r")
        assert "it holds until you leave" in r.status()
        assert r.heading() != before


async def test_bookmarks_that_cannot_be_listed_any_more_stay_and_are_told(
    reader: Open, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def scandir(path: Path) -> object:
        return _raising(BROKEN)() if path == home / "bookmarks" else real(path)

    async with reader() as r:
        await r.press("b")
        monkeypatch.setattr(os, "scandir", scandir)
        await r.press("R")
        assert "the bookmarks cannot be read: Input/output error" in r.status()
        assert "★" in r.main.panes.papers.render_line(0).text
        assert _at_rest(r)


# --- links


async def test_a_browser_that_cannot_be_started_is_told(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "/nonexistent/browser %s")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    async with reader() as r:
        await r.press("o")
        assert "cannot be started: https://arxiv.org/abs/2601.00011v1" in r.status()
        monkeypatch.setattr(
            "digest_tui.opener.subprocess.Popen", _raising(OSError(errno.EAGAIN, "no processes"))
        )
        await r.press("o")
        assert "cannot be started" in r.status()
