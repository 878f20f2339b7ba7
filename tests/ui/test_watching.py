"""A library that changes while it is read: what is new shows by itself, and nobody loses their place."""

from pathlib import Path

import pytest
import watchfiles

from digest_tui.messages import FilesChanged
from digest_tui.screens import telling
from digest_tui.settings import Settings
from invented_files import Invented, daily_report
from ui.reader import Open, Reader, make_app

#: A limit, not a measurement.
PATIENCE = 1_000
WATCHFUL = Settings(mark_read_after=0, live=True)


def _put(path: Path, text: str) -> None:
    """Write a digest as synchronisers do: beside its place, then into it."""
    path.parent.mkdir(exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    aside.write_text(text, "utf-8")
    aside.replace(path)


async def _until_told(reader: Reader, wanted: str) -> None:
    for _ in range(PATIENCE):
        await reader.pilot.pause(0.01)
        if wanted in reader.status():
            return
    raise AssertionError(f"{wanted!r} was not told: {reader.status()!r}")


def _screen_line(reader: Reader) -> int:
    papers = reader.main.panes.papers
    return papers.cursor - papers.scroll_offset.y


async def test_new_changed_and_removed_digests_show_by_themselves(
    library: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "_AT_LEAST", 0.01)  # so that no news waits for the one before to be read
    app = make_app(library, home, WATCHFUL)
    async with app.run_test(size=(120, 36)) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        await reader.press("j")
        before, titles, line = reader.current(), reader.titles(), _screen_line(reader)
        new = [Invented(f"2603.{number:05}", f"Late paper {number}") for number in range(1, 4)]

        _put(library / "2026-03" / "2026-03-01.md", daily_report("2026-03-01", new))
        await _until_told(reader, "+3 papers · 1 new digest")
        assert reader.days()[0] != "" and any("1 Sun" in one for one in reader.days())
        assert (reader.current(), reader.titles(), _screen_line(reader)) == (before, titles, line)

        # In the folder that is new itself, so that the watching must have taken it in.
        _put(library / "2026-03" / "2026-03-01.md", daily_report("2026-03-01", new[:2]))
        await _until_told(reader, "−1 paper · 1 digest changed")
        (library / "2026-03" / "2026-03-01.md").unlink()
        await _until_told(reader, "−2 papers · 1 digest gone")
        assert (reader.current(), reader.titles()) == (before, titles)
    app.end_watching()
    app.keeper.close()


async def test_a_bookmark_that_another_program_changes_shows_by_itself(library: Path, home: Path) -> None:
    app = make_app(library, home, WATCHFUL)
    async with app.run_test(size=(120, 36)) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        await reader.press("b")
        (kept,) = (home / "bookmarks").glob("*.md")
        kept.rename(home / "elsewhere.md")
        for _ in range(PATIENCE):
            await pilot.pause(0.01)
            if not reader.main.session.marks.bookmarks:
                break
        assert not reader.main.session.marks.bookmarks
    app.end_watching()
    app.keeper.close()


async def test_what_goes_wrong_meanwhile_leaves_an_answer_on_the_line_and_comes_after_it(
    reader: Open, library: Path, home: Path
) -> None:
    async with reader(library) as one:
        await one.press("b")
        await one.press("y", "t")
        copied = one.status()
        assert copied.startswith("Copied title")
        (kept,) = (home / "bookmarks").glob("*.md")
        kept.write_text("no bookmark any more", "utf-8")
        one.app.post_message(FilesChanged())
        await one.settle()
        assert one.status() == copied
        await one.press("g", "a")  # whoever goes on has read it
        assert "does not begin with front matter" in one.status()


async def test_a_library_that_is_gone_stays_on_the_screen_and_is_told(library: Path, home: Path) -> None:
    app = make_app(library, home, WATCHFUL)
    async with app.run_test(size=(120, 36)) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        titles = reader.titles()
        library.rename(library.with_name("unmounted"))
        await reader.press("R")
        await _until_told(reader, "does not exist")
        assert reader.titles() == titles
    app.end_watching()
    app.keeper.close()


async def test_asking_for_news_is_answered_when_there_is_none(library: Path, reader: Open) -> None:
    async with reader(library) as one:
        await one.press("R")
        assert one.status() == "Nothing new"


async def test_a_system_that_has_no_more_watches_is_told_and_nothing_else_stops(
    library: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("OS file watch limit reached.")

    monkeypatch.setattr(watchfiles, "watch", refused)
    app = make_app(library, home, WATCHFUL)
    async with app.run_test(size=(120, 36)) as pilot:
        reader = Reader(app, pilot)
        await _until_told(reader, "OS file watch limit reached")
        assert "R looks for them" in reader.status()
        await reader.press("j")
        assert reader.current() == reader.titles()[1]
    app.end_watching()
    app.keeper.close()


async def test_saved_searches_show_by_themselves_and_mistakes_in_them_are_told(
    library: Path, home: Path
) -> None:
    file = home / "searches.yaml"
    _put(file, "- name: Agents\n  query: agent\n  kind: wach\n- name: Code\n  query: has:code\n")
    app = make_app(library, home, WATCHFUL)
    async with app.run_test(size=(120, 36)) as pilot:
        reader = Reader(app, pilot)
        await _until_told(reader, f"{file}:3: there is no kind wach (did you mean watch?)")
        assert [one.name for one in reader.main.session.searches] == ["Code"]
        await reader.settle()
        _put(file, "- name: Agents\n  query: agent\n  kind: watch\n- [broken\n")
        await _until_told(reader, f"{file}:")
        assert [one.name for one in reader.main.session.searches] == ["Code"], "those of before"
        _put(file, "- name: Agents\n  query: agent\n  kind: watch\n")
        for _ in range(PATIENCE):
            await pilot.pause(0.01)
            if [one.name for one in reader.main.session.searches] == ["Agents"]:
                break
        assert [one.name for one in reader.main.session.searches] == ["Agents"]
    app.end_watching()
    app.keeper.close()
