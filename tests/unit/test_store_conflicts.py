"""Conflict copies: known by their names and marks, and merged so that nothing of either is lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_tui.store.bookmarks import BookmarkStore
from digest_tui.store.conflicts import Merged, has_happened, maker_of, sides
from digest_tui.store.errors import ChangedSinceError, StoreError

ID = "2602.10000"
NAME = f"{ID}.md"
KEPT = """---
id: '2602.10000'
title: kept
tags:
  - a
  - both  # shared
folder: thesis
mine: kept
---

## Note

first words
"""
OTHER = """---
id: '2602.10000'
title: other
tags: [both, b]
folder: elsewhere
rating: 4
mine: other
theirs: |
  a long
  text
---

## Note

other words
"""
MERGED = """---
id: '2602.10000'
title: kept
tags:
  - a
  - both  # shared
  - b
folder: thesis
mine: kept
rating: "4"
theirs: |
  a long
  text
---

## Note

first words

other words

folder in the other copy: elsewhere
mine in the other copy: "other"
"""


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("2602.10000.sync-conflict-20260228-093000-ABCDEFG.md", "Syncthing"),
        ("2602.10000.sync-conflict-20260228-093000.md", "Syncthing"),
        ("2602.10000 (Ann's conflicted copy 2026-02-28).md", "Dropbox or Nextcloud"),
        ("2602.10000 (conflicted copy 2026-02-28 093000).md", "Dropbox or Nextcloud"),
        ("2602.10000 (Case Conflict 1).md", "Dropbox or Nextcloud"),
        ("2602.10000 (annas in Konflikt stehende Kopie 2026-02-28).md", "Dropbox or Nextcloud"),
        ("2602.10000 (安的冲突副本 2026-02-28).md", "Dropbox or Nextcloud"),
        ("2602.10000_conflict-20260228-093000.md", "Nextcloud"),
        ("2602.10000 2.md", "iCloud"),
        ("2602.10000 (1).md", "Google Drive"),
        ("2602.10000.md", ""),
        ("notes of conflicts.md", ""),
        ("x" * 10_000 + " (conflicted copy).md", ""),
    ],
)
def test_copies_are_known_by_name(name: str, maker: str) -> None:
    assert maker_of(name) == maker


def git(ours: str, theirs: str, base: str | None = None) -> str:
    middle = f"||||||| base\n{base}" if base is not None else ""
    return f"<<<<<<< HEAD\n{ours}{middle}=======\n{theirs}>>>>>>> other\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("plain\n", None),
        ("=======\n", None),
        ("a\n>>>>>>> x\n", None),
        ("<<<<<<< HEAD\na\n", None),
        ("<<<<<<< HEAD\na\n=======\nb\n", None),
        ("<<<<<<< HEAD\n<<<<<<< HEAD\n=======\n>>>>>>> x\n", None),
        ("x\n" + git("a\n", "b\n") + "y\n", ("x\na\ny\n", "x\nb\ny\n")),
        (git("a\n", "b\n", "base\n") + git("", "c\n"), ("a\n", "b\nc\n")),
        ("<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> x\r\n", ("a\r\n", "b\r\n")),
    ],
)
def test_both_sides_of_a_git_conflict(text: str, found: tuple[str, str] | None) -> None:
    assert sides(text) == found


@given(st.lists(st.sampled_from(["<<<<<<< a", "=======", ">>>>>>> b", "||||||| c", "x", ""])).map("\n".join))
def test_sides_never_hold_what_the_text_has_not(text: str) -> None:
    found = sides(text)
    for side in filter(None, found or ()):
        lines = iter(text.split("\n"))
        assert all(line in lines for line in side.split("\n"))


def conflict(tmp_path: Path, how: str) -> BookmarkStore:
    if how == "git":
        (tmp_path / NAME).write_text(git(KEPT, OTHER))
    elif how == "git inside":
        (tmp_path / NAME).write_text("---\nid: '2602.10000'\n---\n\n" + git("mine\n", "theirs\n"))
    else:
        (tmp_path / NAME).write_text(KEPT)
        (tmp_path / how).write_text(OTHER)
    store = BookmarkStore(tmp_path)
    store.load()
    return store


@pytest.mark.parametrize("how", [f"{ID}.sync-conflict-20260228-093000-ABCDEFG.md", "my name.md", "git"])
def test_a_merge_keeps_everything_of_both(how: str, tmp_path: Path) -> None:
    store = conflict(tmp_path, how)
    (found,) = store.conflicts
    assert [problem.path for problem in store.problems] == [found.copy or found.kept]
    assert "doctor --merge" in store.problems[0].cure
    before = {path.name: path.read_text() for path in tmp_path.glob("*.md")}
    store.merge(found)
    mark = store.get(ID)
    assert (tmp_path / NAME).read_text() == MERGED
    assert mark is not None and mark.tags == ("a", "both", "b")
    assert (store.conflicts, store.problems) == ([], [])
    assert {path.name: path.read_text() for path in (tmp_path / ".merged").iterdir()} == before
    assert [path.name for path in tmp_path.glob("*.md")] == [NAME]


def test_a_git_conflict_in_a_note_is_one_too(tmp_path: Path) -> None:
    store = conflict(tmp_path, "git inside")
    (problem,) = store.problems
    assert (problem.line, ID in store) == (5, False)
    store.merge(store.conflicts[0])
    mark = store.get(ID)
    assert mark is not None and mark.note == "mine\n\ntheirs"


@pytest.mark.parametrize("how", ["2602.10000 2.md", "git"])
def test_a_merge_is_taken_apart_again_byte_for_byte(how: str, tmp_path: Path) -> None:
    store = conflict(tmp_path, how)
    before = {path.name: path.read_text() for path in tmp_path.glob("*.md")}
    (found,) = store.conflicts
    planned = store.plan(found)
    assert not has_happened(planned)
    merged = store.merge(found)
    assert merged == planned
    assert has_happened(merged)
    assert Merged.from_json(ID, merged.as_json(), tmp_path).as_json() == merged.as_json()
    store.take_apart(merged)
    assert {path.name: path.read_text() for path in tmp_path.glob("*.md")} == before
    assert [one.kept for one in store.conflicts] == [found.kept]


def test_taking_apart_goes_on_where_it_was_cut_off(tmp_path: Path) -> None:
    store = conflict(tmp_path, "2602.10000 2.md")
    merged = store.merge(store.conflicts[0])
    (tmp_path / ".merged" / merged.copy).rename(tmp_path / "2602.10000 2.md")
    store.take_apart(merged)
    assert (tmp_path / NAME).read_text() == KEPT
    assert (tmp_path / "2602.10000 2.md").read_text() == OTHER


def test_what_a_hand_has_changed_since_is_not_taken_apart(tmp_path: Path) -> None:
    store = conflict(tmp_path, "2602.10000 2.md")
    merged = store.merge(store.conflicts[0])
    (tmp_path / NAME).write_text(MERGED + "more\n")
    with pytest.raises(ChangedSinceError, match="was changed since"):
        store.take_apart(merged)
    (tmp_path / NAME).unlink()
    with pytest.raises(ChangedSinceError, match="is gone"):
        store.take_apart(merged)
    assert sorted(path.name for path in (tmp_path / ".merged").iterdir()) == [
        "2602.10000 2.md",
        NAME,
    ]


def test_a_merge_that_was_cut_off_comes_out_the_same_when_done_again(tmp_path: Path) -> None:
    store = conflict(tmp_path, "2602.10000 2.md")
    (tmp_path / NAME).write_text(MERGED)
    store.refresh()
    store.merge(store.conflicts[0])
    assert (tmp_path / NAME).read_text() == MERGED


def test_what_cannot_be_merged_stays(tmp_path: Path) -> None:
    store = conflict(tmp_path, "2602.10000 2.md")
    (found,) = store.conflicts
    (tmp_path / "2602.10000 2.md").write_text("no front matter")
    with pytest.raises(StoreError, match="does not begin with front matter"):
        store.merge(found)
    assert (tmp_path / NAME).read_text() == KEPT
    assert (tmp_path / "2602.10000 2.md").read_text() == "no front matter"
