"""What is done with papers: one, picked ones, all of the list; saved, shown, and taken back."""

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from digest_tui.screens.ask import AskScreen
from digest_tui.screens.note import NoteScreen
from ui.reader import Open, Reader


def _unread(reader: Reader) -> int:
    session = reader.main.session
    return sum(session.is_unread(one.entry.arxiv_id) for one in reader.main.panes.papers.rows)


def _asking(reader: Reader) -> bool:
    return isinstance(reader.app.screen, AskScreen)


def _tags(reader: Reader, arxiv_id: str) -> list[str]:
    return list(reader.main.session.marks.kept[arxiv_id].tags)


def _lines(reader: Reader) -> list[str]:
    papers = reader.main.panes.papers
    return [papers.render_line(number).text[:4] for number in range(len(papers.rows))]


async def test_skipping_goes_on_and_is_told_apart_from_reading(reader: Open) -> None:
    async with reader() as r:
        first, second = r.titles()[:2]
        await r.press("x")
        assert r.current() == second
        assert "×" in _lines(r)[0]
        assert "marked skipped" in r.status()
        assert r.main.session.is_skipped("2601.00011")
    async with reader() as r:
        assert r.titles()[0] == first
        assert "×" in _lines(r)[0]


async def test_all_of_the_list_are_read_at_once_and_one_undo_takes_it_back(reader: Open) -> None:
    async with reader() as r:
        papers = len(r.titles())
        await r.press("r", "A")
        assert r.status() == f"{papers - 1} papers marked read · u undoes"
        assert _unread(r) == 0
        await r.press("u")
        assert r.status() == f"Undone: {papers - 1} papers marked read"
        assert _unread(r) == papers - 1
        await r.press("ctrl+r")
        assert r.status() == f"Done again: {papers - 1} papers marked read"
        assert _unread(r) == 0
    async with reader() as r:
        await r.press("u", "u")
        assert _unread(r) == papers
        await r.press("u")
        assert r.status() == "Nothing to undo"


async def test_picked_papers_are_kept_together_and_undone_together(reader: Open, home: Path) -> None:
    async with reader() as r:
        await r.press("space", "j", "space")
        assert [("✓" in line) for line in _lines(r)][:4] == [True, False, True, False]
        assert r.status().startswith("2 picked")
        await r.press("b")
        assert set(r.main.session.marks.bookmarks) == {"2601.00011", "2601.00013"}
        assert r.status() == "2 papers bookmarked · gb lists them · u undoes"
        assert not r.main.picks
        await r.press("u")
        assert not r.main.session.marks.bookmarks
        assert not list((home / "bookmarks").glob("*.md"))


async def test_a_range_follows_the_cursor_and_escape_puts_all_back(reader: Open) -> None:
    async with reader() as r:
        await r.press("v", "j", "j", "k")
        assert len(r.main.picks) == 2
        await r.press("v", "j", "j")
        assert len(r.main.picks) == 2
        await r.press("escape")
        assert not r.main.picks
        await r.press("V")
        assert len(r.main.picks) == len(r.titles())
        await r.press("V")
        assert not r.main.picks


async def test_tags_are_asked_for_completed_and_changed_for_all_picked(reader: Open) -> None:
    async with reader() as r:
        await r.press("t")
        assert isinstance(r.app.screen, AskScreen)
        await r.type("to-read, rl")
        await r.press("enter")
        assert r.status() == "2601.00011 tagged to-read, rl · u undoes"
        assert _tags(r, "2601.00011") == ["to-read", "rl"]
        await r.press("v", "j", "t")
        await r.type("to")
        await r.press("tab")
        assert r.app.screen.query_one(Input).value == "to-read"
        await r.press("enter")
        assert _tags(r, "2601.00012") == ["to-read"]
        await r.press("k", "t")
        r.app.screen.query_one(Input).value = "rl"
        await r.press("enter")
        assert _tags(r, "2601.00011") == ["rl"]
        await r.press("u")
        assert _tags(r, "2601.00011") == ["to-read", "rl"]


@pytest.mark.parametrize(
    ("keys", "answer", "field", "value", "told"),
    [
        ("m f", "thesis/methods", "folder", "thesis/methods", "2601.00011 put into thesis/methods"),
        ("m r", "4", "rating", "4", "2601.00011 rated 4"),
        ("m d", "2030-01-02", "read_by", "2030-01-02", "2601.00011 to be read by 2 Jan 2030"),
    ],
)
async def test_fields_are_asked_for_and_undone(
    reader: Open, keys: str, answer: str, field: str, value: str, told: str
) -> None:
    async with reader() as r:
        await r.press(*keys.split())
        await r.type(answer)
        await r.press("enter")
        assert str(getattr(r.main.session.marks.kept["2601.00011"], field)) == value
        assert r.status() == f"{told} · u undoes"
        await r.press("u")
        assert not r.main.session.marks.kept


async def test_a_wrong_answer_is_explained_and_the_question_stays(reader: Open) -> None:
    async with reader() as r:
        await r.press("m", "r")
        await r.type("9")
        await r.press("enter")
        assert _asking(r)
        await r.press("escape")
        assert not _asking(r)
        assert not r.main.session.marks.kept


async def test_a_note_is_written_in_place_and_in_the_own_editor(
    reader: Open, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader() as r:
        await r.press("m", "n")
        assert isinstance(r.app.screen, NoteScreen)
        await r.type("Look again.")
        monkeypatch.setenv("EDITOR", "false")
        await r.press("ctrl+e")
        assert r.app.screen.query_one(TextArea).text == "Look again."
        await r.press("escape")
        assert r.main.session.marks.kept["2601.00011"].note == "Look again."
        assert "Look again." in (home / "bookmarks" / "2601.00011.md").read_text("utf-8")
        await r.press("m", "n")
        await r.type(" No.")
        await r.press("ctrl+q")
        assert len(r.app.screen_stack) == 1, "the note is left, not the reader"
        assert r.main.session.marks.kept["2601.00011"].note == "Look again."
