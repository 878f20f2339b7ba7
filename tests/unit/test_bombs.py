"""YAML made to blow up, in all YAML of the user's: a message with line and cure, and no harm."""

from itertools import pairwise
from pathlib import Path

import pytest

from digest_parsers.formats.profiles.reader import ProfileError, parse_profile
from digest_tui.settings import SettingsError, load_settings
from digest_tui.store.bookmarks import BookmarkStore
from store_samples import NOW, appearance

_LEVELS = "abcdefghi"
#: Nine levels that are each nine times the one before, by aliases and by merge keys: 387 million values.
_LAUGHS = "\n".join(f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]" for before, one in pairwise(_LEVELS))
_MERGES = "\n".join(
    f"{one}: &{one}\n" + "".join(f"  {one}{n}: {{<<: *{before}}}\n" for n in range(9))
    for before, one in pairwise(_LEVELS)
)
#: Name, YAML, and the line of it at which reading stops.
BOMBS = {
    "aliases": (f"a: &a [lol]\n{_LAUGHS}", 1),
    "aliases without anchors": ("theme: *a", 1),
    "merge keys": (f"a: &a {{x: y}}\n{_MERGES}", 1),
    "merge key": ("title: x\nkeys: {<<: {quit: q}}", 2),
    "nested lists": ("title: x\nkeys: " + "[" * 100_000, 2),
    "nested lists, closed": ("keys: " + "[" * 100_000 + "]" * 100_000, 1),
    "nested mappings": ("keys: " + "{a: " * 50_000, 1),
    "nested blocks": ("keys:\n" + "\n".join(" " * n + "- " for n in range(1, 600)), None),
    "keys in keys": ("? " * 50_000, 1),
    "a key twice": ("title: x\ntitle: y", 2),
    "a key twice inside": ("keys:\n  quit: q\n  quit: Q", 3),
    "a tag that makes an object": ("theme: !!python/object/apply:os.system [id]", 1),
    "a control character": ("title: x\ntheme: \x07", 2),
    "a binary tag": ("theme: !!binary " + "A" * 1000, 1),
    "too much": ("title: " + "x" * 300_000, 1),
}


@pytest.mark.parametrize("name", BOMBS)
def test_settings(name: str, tmp_path: Path) -> None:
    text, line = BOMBS[name]
    file = tmp_path / "settings.yaml"
    file.write_text(text.replace("title: ", "theme: "), "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    assert caught.value.cause
    assert caught.value.cure
    assert caught.value.line is not None
    if line is not None:
        assert caught.value.line == line
    assert len(caught.value.one_line()) < 500


@pytest.mark.parametrize("name", BOMBS)
def test_bookmarks(name: str, tmp_path: Path) -> None:
    text, line = BOMBS[name]
    store = BookmarkStore(tmp_path)
    store.load()
    store.add(appearance("2602.00002"), now=NOW)
    bomb = tmp_path / "2602.00001.md"
    content = f"---\nid: '2602.00001'\n{text}\n---\n"
    bomb.write_text(content, "utf-8")
    again = BookmarkStore(tmp_path)
    again.load()
    assert [mark.arxiv_id for mark in again.all()] == ["2602.00002"]
    (problem,) = again.problems
    assert problem.path == bomb
    assert problem.cause
    assert problem.cure
    assert problem.line is not None
    if line is not None:
        assert problem.line in (2, line + 2)  # what is too much is told at the beginning
    assert bomb.read_text("utf-8") == content


@pytest.mark.parametrize("name", BOMBS)
def test_profiles(name: str, tmp_path: Path) -> None:
    text, line = BOMBS[name]
    with pytest.raises(ProfileError) as caught:
        parse_profile(text.replace("title: ", "about: "), tmp_path / "bomb.yaml")
    assert caught.value.cause
    assert caught.value.cure
    assert caught.value.line is not None
    if line is not None:
        assert caught.value.line == line
    assert len(caught.value.one_line()) < 500


def test_a_number_without_end_in_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    for key in ("pane_width", "mark_read_after", "max_file_size"):
        for number in ("9" * 5000, "1e999", "nan", "-1e999"):
            file.write_text(f"{key}: {number}\n")
            with pytest.raises(SettingsError) as caught:
                load_settings(file)
            assert (caught.value.line, caught.value.key) == (1, key)
            assert len(caught.value.one_line()) < 500
