"""Undo and redo: any number, over restarts and crashes, and never over what somebody else has written."""

import os
import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import killing
from digest_tui.saved_search import Kind, SavedSearch
from digest_tui.store import durable
from digest_tui.store.bookmarks import BookmarkStore
from digest_tui.store.edits import Changes
from digest_tui.store.errors import ChangedSinceError, StoreError
from digest_tui.store.journal import Journal
from digest_tui.store.ledger import Ledger
from digest_tui.store.reading import Reading, ReadingState
from digest_tui.store.search_changes import SearchChanges
from digest_tui.store.searches import SearchStore
from digest_tui.store.undoing import Undoing
from store_samples import NOW, appearance

SEARCH = SavedSearch("Agents", "title:agent", Kind.WATCH, "green")
IDS = ["2602.10000", "2602.10001", "hep-th/9901001"]


class Desk:
    """One instance of the program, as far as it stores things."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.bookmarks = BookmarkStore(home / "bookmarks")
        self.reading = ReadingState(home / "state" / "reading.db")
        self.bookmarks.load()
        self.reading.load()
        self.ledger = Ledger(self.bookmarks, self.reading)
        self.searches = SearchStore(home / "searches.yaml")
        self.search_changes = SearchChanges(self.searches, Journal(self.reading.database()))
        self.undoing = Undoing(self.bookmarks, self.reading, self.searches)
        self.undoing.recover(NOW)

    def restarted(self) -> "Desk":
        self.reading.close()
        return Desk(self.home)

    def keep(self, *papers: str) -> None:
        self.ledger.keep([appearance(paper) for paper in papers], NOW)

    def edit(self, paper: str, **changes: "str | tuple[str, ...] | date | None") -> None:
        self.ledger.edit([paper], lambda _: changes, NOW)

    def undo(self) -> list[str]:
        outcome = self.undoing.undo(NOW)
        return [] if outcome is None else [f"{item.paper} {item.field}" for item in outcome.items]

    def redo(self) -> list[str]:
        outcome = self.undoing.redo(NOW)
        return [] if outcome is None else [f"{item.paper} {item.field}" for item in outcome.items]

    def everything(self) -> dict[str, object]:
        """What the user would see, by paper."""
        marks = {
            mark.arxiv_id: (mark.tags, mark.folder, mark.note, mark.rating, mark.read_by)
            for mark in self.bookmarks.all()
        }
        self.searches.refresh()
        found: dict[str, object] = {"searches": self.searches.contents.searches}
        return found | {paper: (marks.get(paper), self.reading.state(paper)) for paper in IDS}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_every_kind_of_change_is_undone_and_done_again_over_restarts(desk: Desk) -> None:
    seen = [desk.everything()]
    steps: list[Callable[[Desk], object]] = [
        lambda d: d.keep(*IDS[:2]),
        lambda d: d.edit(IDS[0], tags=("a", "b"), folder="x/y"),
        lambda d: d.edit(IDS[0], note="my words", rating="4", read_by=date(2026, 3, 1)),
        lambda d: d.ledger.mark(IDS, Reading.READ, NOW),
        lambda d: d.ledger.mark(IDS[:1], Reading.SKIPPED, NOW),
        lambda d: d.ledger.drop([IDS[0]], NOW),
        lambda d: d.ledger.keep([appearance(IDS[2])], NOW, marking=Reading.UNREAD),
        lambda d: d.search_changes.save(None, SEARCH, NOW),
        lambda d: d.search_changes.save("Agents", replace(SEARCH, name="LLM agents", colour="red"), NOW),
        lambda d: d.search_changes.save(None, SavedSearch("Code", "has:code"), NOW),
        lambda d: d.search_changes.save("LLM agents", None, NOW),
    ]
    for step in steps:
        step(desk)
        seen.append(desk.everything())
        desk = desk.restarted()
    assert len({str(one) for one in seen}) == len(seen)
    for expected in reversed(seen[:-1]):
        assert desk.undo()
        desk = desk.restarted()
        assert desk.everything() == expected
    assert desk.undo() == []
    for expected in seen[1:]:
        assert desk.redo()
        desk = desk.restarted()
        assert desk.everything() == expected
    assert desk.redo() == []


def test_a_removed_search_comes_back_where_it_stood_with_what_was_written_around_it(desk: Desk) -> None:
    others = "- {name: A, query: a}\n\n# mine\n", "\n- {name: C, query: c}\n"
    text = "- name: B  # two\n  query: b\n  why: that\n".join(others)
    desk.searches.path.write_text(text, "utf-8")
    desk.search_changes.save("B", None, NOW)
    desk = desk.restarted()
    assert desk.undo() == ["B search"]
    assert desk.searches.path.read_text("utf-8") == text
    assert desk.redo() == ["B search"]
    desk.searches.path.write_text(text.replace("query: b", "query: beta"), "utf-8")
    with pytest.raises(ChangedSinceError, match="the search B was changed since"):
        desk.undo()
    assert "beta" in desk.searches.path.read_text("utf-8")


@pytest.mark.parametrize("happened", [True, False])
def test_after_a_crash_a_change_of_a_search_can_be_undone_if_it_happened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, happened: bool
) -> None:
    desk.search_changes.save(None, SEARCH, NOW)
    write = durable.replace

    def crash(path: Path, data: bytes, expected: bytes) -> bool:
        if happened:
            write(path, data, expected)
        raise KeyboardInterrupt

    monkeypatch.setattr(durable, "replace", crash)
    monkeypatch.setattr(Journal, "finish", lambda *_: None)
    with pytest.raises(KeyboardInterrupt):
        desk.search_changes.save("Agents", replace(SEARCH, colour="red"), NOW)
    monkeypatch.undo()
    desk = desk.restarted()
    assert desk.undo() == ["Agents search"]
    assert desk.everything()["searches"] == ((SEARCH,) if happened else ())


def test_a_merge_is_undone_and_done_again(desk: Desk) -> None:
    desk.keep(IDS[0])
    file = desk.bookmarks.folder / f"{IDS[0]}.md"
    copy = file.with_name(f"{IDS[0]}.sync-conflict-20260228-093000.md")
    copy.write_text(file.read_text("utf-8").replace("\n---\n", "\nmine: theirs\n---\n", 1), "utf-8")
    desk.bookmarks.refresh()
    before = {path.name: path.read_bytes() for path in file.parent.glob("*.md")}
    desk.ledger.merge(desk.bookmarks.conflicts[0], NOW)
    merged = file.read_bytes()
    for _ in range(2):
        desk = desk.restarted()
        assert desk.undo() == [f"{IDS[0]} merged"]
        assert {path.name: path.read_bytes() for path in file.parent.glob("*.md")} == before
        assert desk.redo() == [f"{IDS[0]} merged"]
        assert (file.read_bytes(), copy.exists()) == (merged, False)
    file.write_bytes(merged + b"mine")
    with pytest.raises(ChangedSinceError, match="the merged bookmark 2602"):
        desk.undo()
    assert file.read_bytes() == merged + b"mine"


def test_a_new_change_ends_what_could_be_done_again(desk: Desk) -> None:
    desk.keep(IDS[0])
    desk.undo()
    desk.keep(IDS[1])
    assert desk.redo() == []
    assert desk.undo() == [f"{IDS[1]} kept"]
    assert desk.undo() == []


def test_what_changes_nothing_is_no_step(desk: Desk) -> None:
    desk.keep(IDS[0])
    for nothing in (
        lambda: desk.keep(IDS[0]),
        lambda: desk.ledger.drop([IDS[1]], NOW),
        lambda: desk.ledger.mark(IDS, Reading.UNREAD, NOW),
        lambda: desk.edit(IDS[0], tags=(), folder=""),
    ):
        nothing()
    assert desk.undo() == [f"{IDS[0]} kept"]


def test_tagging_keeps_a_paper_in_the_same_step(desk: Desk) -> None:
    desk.ledger.edit([], lambda mark: {"tags": (*mark.tags, "a")}, NOW, keeping=[appearance(IDS[0])])
    assert desk.everything()[IDS[0]] == ((("a",), "", "", "", None), Reading.UNREAD)
    desk.undo()
    assert desk.everything()[IDS[0]] == (None, Reading.UNREAD)
    desk.redo()
    assert desk.everything()[IDS[0]] == ((("a",), "", "", "", None), Reading.UNREAD)


def test_of_many_papers_those_that_cannot_be_changed_are_told(desk: Desk) -> None:
    desk.keep(IDS[0])
    outcome = desk.ledger.edit(IDS[:2], lambda _: {"rating": "5"}, NOW)
    assert [item.paper for item in outcome.items] == [IDS[0]]
    assert [error.cause for error in outcome.refused] == [f"{IDS[1]} is no bookmark (any more)"]
    with pytest.raises(StoreError, match="is no bookmark"):
        desk.ledger.edit([IDS[1]], lambda _: {"rating": "5"}, NOW)


def test_of_one_step_what_comes_before_an_error_counts_and_can_be_undone(desk: Desk) -> None:
    """The paper is kept, but its note would be taken for the snapshot's beginning and is refused."""
    note = "<!-- digest-tui: mine -->"
    outcome = desk.ledger.edit([], lambda _: {"note": note}, NOW, keeping=[appearance(IDS[0])])
    assert [item.field for item in outcome.items] == ["kept"]
    assert ["cannot be changed" in error.cause for error in outcome.refused] == [True]
    assert desk.undo() == [f"{IDS[0]} kept"]
    assert desk.everything()[IDS[0]] == (None, Reading.UNREAD)


def test_a_paper_that_is_kept_stays_so_when_it_cannot_be_marked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(ReadingState, "set", refuse)
        outcome = desk.ledger.keep([appearance(IDS[0])], NOW, marking=Reading.READ)
    assert [item.field for item in outcome.items] == ["kept"]
    assert [error.cause for error in outcome.refused] == ["database is locked"]
    assert desk.undo() == [f"{IDS[0]} kept"]


def test_a_change_is_planned_from_what_is_on_the_disk(desk: Desk) -> None:
    other = Desk(desk.home)
    desk.keep(IDS[0])
    desk.edit(IDS[0], tags=("a",))
    other.bookmarks.refresh()
    other.edit(IDS[0], tags=())
    desk.edit(IDS[0], tags=("a",))
    assert other.restarted().everything()[IDS[0]] == ((("a",), "", "", "", None), Reading.UNREAD)


# --- changed by hand since


def by_hand(desk: Desk, old: str, new: str) -> None:
    path = desk.home / "bookmarks" / f"{IDS[0]}.md"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_tags_that_a_hand_has_added_stay_when_ours_are_undone(desk: Desk) -> None:
    desk.keep(IDS[0])
    desk.edit(IDS[0], tags=("a", "b"))
    desk.edit(IDS[0], tags=("b", "c"))
    by_hand(desk, 'tags: ["b", "c"]', "tags: [hand, c, b]")
    desk.undo()
    mark = desk.bookmarks.get(IDS[0])
    assert mark is not None
    assert mark.tags == ("hand", "b", "a")
    desk.redo()
    mark = desk.bookmarks.get(IDS[0])
    assert mark is not None
    assert mark.tags == ("hand", "b", "c")


@pytest.mark.parametrize(("field", "ours", "line"), [("note", "ours", "\nours\n"), ("folder", "a", '"a"')])
def test_what_a_hand_has_changed_since_is_left_and_said(field: str, ours: str, line: str, desk: Desk) -> None:
    desk.keep(IDS[0])
    desk.edit(IDS[0], **{field: ours})
    by_hand(desk, line, line.replace(ours, "theirs"))
    with pytest.raises(ChangedSinceError, match=f"left as it is: the {field} of {IDS[0]} was changed since"):
        desk.undo()
    mark = desk.bookmarks.get(IDS[0])
    assert getattr(mark, field) == "theirs"
    assert desk.undo() == [f"{IDS[0]} kept"], "the next undo goes on to the change before"
    assert "theirs" in (desk.home / "bookmarks" / ".removed" / f"{IDS[0]}.md").read_text()


def test_other_lines_of_a_hand_stay_when_ours_are_undone(desk: Desk) -> None:
    desk.keep(IDS[0])
    desk.edit(IDS[0], folder="a")
    by_hand(desk, "## Note\n", "## Note\n\nby hand\n")
    desk.undo()
    mark = desk.bookmarks.get(IDS[0])
    assert mark is not None
    assert (mark.folder, mark.note) == ("", "by hand")


def test_of_many_papers_those_changed_since_are_left_and_the_rest_is_undone(desk: Desk) -> None:
    desk.ledger.mark(IDS, Reading.READ, NOW)
    desk.reading.set([IDS[1]], Reading.SKIPPED, NOW + timedelta(minutes=1))
    outcome = desk.undoing.undo(NOW)
    assert outcome is not None
    assert sorted(item.paper for item in outcome.items) == sorted([IDS[0], IDS[2]])
    assert [error.cause for error in outcome.refused] == [f"{IDS[1]} is not read any more"]
    assert desk.reading.state(IDS[1]) is Reading.SKIPPED


def test_a_bookmark_whose_removed_file_is_gone_cannot_come_back(desk: Desk) -> None:
    desk.ledger.mark(IDS, Reading.READ, NOW)
    desk.keep(IDS[0])
    desk.ledger.drop([IDS[0]], NOW)
    (desk.home / "bookmarks" / ".removed" / f"{IDS[0]}.md").unlink()
    with pytest.raises(ChangedSinceError, match="the removed file is gone"):
        desk.undo()
    assert desk.undo() == [f"{IDS[0]} kept"], "which is so already"
    assert len(desk.undo()) == 3


# --- a disk or a database that refuses


def test_an_undo_that_the_disk_refuses_can_be_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(5, os.strerror(5))

    desk.keep(IDS[0])
    desk.edit(IDS[0], folder="a")
    with monkeypatch.context() as patch:
        patch.setattr(durable, "replace", refuse)
        with pytest.raises(StoreError, match="not saved: input/output error"):
            desk.undo()
    assert desk.undo() == [f"{IDS[0]} folder"]


def test_without_a_journal_bookmarks_are_kept_all_the_same_and_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    desk = Desk(tmp_path)
    outcome = desk.ledger.keep([appearance(IDS[0])], NOW)
    assert IDS[0] in desk.bookmarks
    assert "a file stands where a folder is needed" in outcome.trouble


def test_another_instances_journal_of_a_newer_version_is_not_written(desk: Desk) -> None:
    desk.ledger.mark(IDS, Reading.READ, NOW)
    desk.reading.close()
    with sqlite3.connect(desk.reading.path) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    desk.keep(IDS[0])
    assert IDS[0] in desk.bookmarks
    assert desk.undoing.undo(NOW) is None


def test_two_instances_share_one_history(desk: Desk) -> None:
    other = Desk(desk.home)
    desk.keep(IDS[0])
    other.bookmarks.refresh()
    other.edit(IDS[0], folder="a")
    assert desk.undo() == [f"{IDS[0]} folder"]
    assert other.undo() == [f"{IDS[0]} kept"]
    assert other.undo() == []


# --- properties

_papers = st.lists(st.sampled_from(IDS), min_size=1, unique=True)
_fields: st.SearchStrategy[Changes] = st.fixed_dictionaries(
    {},
    optional={
        "tags": st.lists(st.sampled_from("abc"), unique=True).map(tuple),
        "folder": st.sampled_from(["", "x", "x/y"]),
        "note": st.sampled_from(["", "one", "two\n\nlines"]),
    },
)
_steps = st.one_of(
    st.tuples(st.just("keep"), _papers, st.none()),
    st.tuples(st.just("drop"), _papers, st.none()),
    st.tuples(st.just("mark"), _papers, st.sampled_from(Reading)),
    st.tuples(st.just("edit"), _papers, _fields),
    st.tuples(st.just("undo"), st.none(), st.none()),
    st.tuples(st.just("redo"), st.none(), st.none()),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(_steps, max_size=12))
def test_undo_and_redo_always_lead_through_the_same_states(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, list[str], object]]
) -> None:
    desk = Desk(tmp_path_factory.mktemp("home"))
    history, at = [desk.everything()], 0
    for kind, papers, what in steps:
        if kind == "undo":
            assert bool(desk.undo()) == (at > 0)
            at = max(0, at - 1)
        elif kind == "redo":
            assert bool(desk.redo()) == (at < len(history) - 1)
            at = min(len(history) - 1, at + 1)
        else:
            kept = [paper for paper in papers if paper in desk.bookmarks]
            if kind == "keep":
                desk.keep(*papers)
            elif kind == "drop":
                desk.ledger.drop(papers, NOW)
            elif isinstance(what, Reading):
                desk.ledger.mark(papers, what, NOW)
            elif kept:
                desk.ledger.edit(kept, lambda _, what=what: what, NOW)  # type: ignore[misc]
            if desk.everything() != history[at]:
                history[at + 1 :] = [desk.everything()]
                at += 1
        assert desk.everything() == history[at]
    assert Desk(desk.home).everything() == history[at]


# --- crashes

_CRASHING = """
import os
from test_store_undoing import IDS, NOW, Desk, appearance
from digest_tui.store import durable
from digest_tui.store.journal import Journal
from digest_tui.store.reading import Reading, ReadingState

desk = Desk(HOME)
desk.keep(*IDS[:2])
durable.exchange = fatal(durable.exchange)
durable.rename_new = fatal(durable.rename_new)
os.fsync = fatal(os.fsync)
Journal.begin = fatal(Journal.begin)
Journal.settle = fatal(Journal.settle)
ReadingState.move = fatal(ReadingState.move)
desk.ledger.edit(IDS[:2], lambda _: {"folder": "a"}, NOW)
say("edited")
desk.ledger.keep([appearance(IDS[2])], NOW, marking=Reading.READ)
say("kept")
desk.undo()
say("undone")
desk.undo()
say("undone twice")
"""


@pytest.mark.slow
def test_after_a_crash_at_any_moment_files_and_journal_agree_again(tmp_path: Path) -> None:
    runs = killing.at_every_call(_CRASHING, tmp_path)
    assert len(runs) > 25
    for run in runs:
        desk = Desk(run.home)
        assert Journal(desk.reading.database()).interrupted() == []
        assert (desk.bookmarks.problems, desk.reading.problem) == ([], None)
        folders = [mark.folder for mark in desk.bookmarks.all() if mark.arxiv_id in IDS[:2]]
        if "edited" in run.said and "undone" not in run.said:
            assert folders == ["a", "a"]
        if "kept" in run.said and "undone" not in run.said and desk.bookmarks.get(IDS[2]) is None:
            assert desk.reading.state(IDS[2]) is Reading.UNREAD, (
                "its undoing had begun, and is brought to its end"
            )
        if "undone twice" in run.said:
            assert folders == ["", ""]
        while desk.undo():
            pass
        empty = {"searches": ()} | dict.fromkeys(IDS, (None, Reading.UNREAD))
        assert desk.restarted().everything() == empty, "all that has happened can be taken back"


def test_many_papers_are_one_step(desk: Desk) -> None:
    papers = [f"2602.{number:05d}" for number in range(1, 2001)]
    random.Random(1).shuffle(papers)
    desk.ledger.mark(papers, Reading.READ, NOW)
    outcome = desk.undoing.undo(NOW)
    assert outcome is not None
    assert len(outcome.items) == 2000
    assert desk.reading.ids() == set()
