"""Reading a library while it is used: progress is shown and keys are answered."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from digest_parsers.load import LoadedFile
from digest_parsers.source import Found
from digest_tui import loading, messages, reading_apart
from digest_tui.app import DigestApp
from digest_tui.keeping import Keeping, Refreshed
from digest_tui.screens.main import MainScreen
from digest_tui.widgets.bars import TitleBar
from invented_files import NEWEST, Invented, daily_report
from ui.reader import Open, Reader, make_app

PATIENCE = 400


async def _until(reader: Reader, wanted: str) -> None:
    for _ in range(PATIENCE):
        await reader.pilot.pause(0.01)
        if wanted in reader.main.query_one(TitleBar).right:
            return
    raise AssertionError(f"{wanted!r} was not shown: {reader.main.query_one(TitleBar).right!r}")


async def test_progress_is_shown_and_keys_are_answered_while_files_are_read(
    library: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    real = loading.read_rest

    def held_up(opened: loading.Opened, *, limit: int) -> Iterator[LoadedFile]:
        go_on.wait()
        yield from real(opened, limit=limit)

    monkeypatch.setattr(loading, "read_rest", held_up)
    app = make_app(library, home)
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            reader = Reader(app, pilot)
            await _until(reader, "reading 2")
            await pilot.press("j", "b")
            for _ in range(PATIENCE):
                await pilot.pause(0.01)
                if reader.main.session.marks.bookmarks:
                    break
            assert reader.current() == "Beta of [brackets] and $x^2$"
            assert reader.main.session.is_bookmarked("2601.00012")
            go_on.set()
            await reader.settle()
            assert "reading" not in reader.main.query_one(TitleBar).right
            assert reader.current() == "Beta of [brackets] and $x^2$"
    finally:
        go_on.set()
        app.keeper.close()


async def test_much_is_read_by_another_process_and_shown_as_it_comes(
    library: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_apart, "_WORTH", 0)
    read_here: list[Found] = []
    real = loading.read_rest

    def noting(opened: loading.Opened, *, limit: int) -> Iterator[LoadedFile]:
        read_here.extend(opened.rest)
        yield from real(opened, limit=limit)

    monkeypatch.setattr(loading, "read_rest", noting)
    app = make_app(library, home)
    async with app.run_test(size=(120, 36)) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        assert len(reader.main.session.library.files) == len(loading.plan([library]).files)
        assert not read_here
        assert "reading" not in reader.main.query_one(TitleBar).right
    app.keeper.close()


async def test_what_has_changed_is_shown_before_it_is_kept(
    library: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    go_on.set()
    real, problems = loading.finish, ["", "the disk went away at the end"]

    def held_up(opened: loading.Opened) -> str:
        go_on.wait()
        return real(opened) or problems.pop(0)

    monkeypatch.setattr(loading, "finish", held_up)
    app = make_app(library, home)
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            reader = Reader(app, pilot)
            await reader.settle()
            go_on.clear()
            papers = len(reader.main.session.library)
            late = [Invented("2601.00099", "A late paper")]
            (library / "late.md").write_text(daily_report("2026-01-06", late), "utf-8")
            await pilot.press("R")
            for _ in range(PATIENCE):
                await pilot.pause(0.01)
                if len(reader.main.session.library) > papers:
                    break
            assert reader.main.session.library.paper("2601.00099") is not None
            assert "the disk" not in reader.status()
            go_on.set()
            await reader.settle()
            assert reader.status() == "+1 paper · 1 new digest"
            await reader.press("g", "a")  # whoever goes on has read it
            assert "the disk went away at the end" in reader.status()
    finally:
        go_on.set()
        app.keeper.close()


async def test_a_mistake_in_the_searches_is_told_when_they_are_read_after_all_else_is_shown(
    library: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    (home / "searches.yaml").write_text("- {name: Odd, query: titel:x}\n", "utf-8")
    shown, go_on = Event(), Event()
    finish, refresh, all_read = loading.finish, Keeping.refresh, DigestApp._all_read

    def held_up(opened: loading.Opened) -> str:
        go_on.wait()
        return finish(opened)

    async def late(keeping: Keeping, *, opened: bool = False) -> Refreshed:
        await asyncio.to_thread(shown.wait)
        return await refresh(keeping, opened=opened)

    def noted(app: DigestApp, main: MainScreen) -> None:
        all_read(app, main)
        shown.set()

    monkeypatch.setattr(loading, "finish", held_up)
    monkeypatch.setattr(Keeping, "refresh", late)
    monkeypatch.setattr(DigestApp, "_all_read", noted)
    app = make_app(library, home)
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            reader = Reader(app, pilot)
            for _ in range(PATIENCE):
                await pilot.pause(0.01)
                if app.main is not None and reader.main.session.searches:
                    break
            go_on.set()
            await reader.settle()
            assert "saved search Odd, line 1" in reader.status()
    finally:
        go_on.set()
        app.keeper.close()


async def test_a_long_reading_says_once_what_it_does_and_how_long_it_takes(
    library: Path, home: Path, reader: Open
) -> None:
    async with reader(library, size=(80, 24)) as one:
        run = 1
        for left in (50.0, 30.0):
            one.app.post_message(messages.FilesLoaded(run, (), 200, 1840, finished=False, left=left))
            await one.settle()
            assert f"reading 200 of 1,840, {left:.0f} s left" in one.main.query_one(TitleBar).render().plain
            assert "for the first time, about 50 s" in one.status()


async def test_one_bad_file_does_not_keep_the_others_away(library: Path, home: Path) -> None:
    (library / "cut.md").write_text(daily_report("2026-01-06", NEWEST)[:900], "utf-8")
    (library / "noise.md").write_bytes(bytes(range(256)) * 50)
    (library / "empty.jsonl").write_text("")
    (library / "letter.md").write_text("Dear reader,\n\nthis is no digest.\n")
    app = make_app(library, home)
    async with app.run_test(size=(120, 36)) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        session = reader.main.session
        assert session.library.paper("2601.00013") is not None
        told = {(Path(one.path).name, one.code) for one in session.library.diagnostics}
        assert {("noise.md", "binary"), ("empty.jsonl", "empty"), ("letter.md", "not-a-digest")} <= told
        assert ("cut.md", "cut-off") in told
        assert all(one.message for one in session.library.diagnostics)
    app.keeper.close()
