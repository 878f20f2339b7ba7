"""The file of saved searches: mistakes are told where they stand, and a change touches one search."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.errors import DigestError
from digest_tui.saved_search import COLOURS, Kind, SavedSearch
from digest_tui.store import durable, search_edits, search_file
from digest_tui.store.errors import ChangedSinceError, StoreError
from digest_tui.store.searches import SearchStore

PATH = Path("/data/searches.yaml")

BY_HAND = """\
# what I follow
- name: Agents   # of the group
  query: 'title:agent OR "tool use"'
  kind: watch
  colour: green
  since: 2026-01   # mine

# nobody needs these
-   query: quantum
    kind: mute
    name: Quantum
    # the end of it

- {name: Code, query: has:code}
# nothing below
"""
AGENTS = SavedSearch("Agents", 'title:agent OR "tool use"', Kind.WATCH, "green")
QUANTUM = SavedSearch("Quantum", "quantum", Kind.MUTE)
CODE = SavedSearch("Code", "has:code")


def test_what_is_written_by_hand_is_read() -> None:
    contents = search_file.read(BY_HAND, PATH)
    assert (contents.searches, contents.problems) == ((AGENTS, QUANTUM, CODE), ())
    assert [one.line for one in contents.searches] == [2, 9, 14]
    assert search_file.read("# nothing yet\n", PATH) == search_file.Contents()


@pytest.mark.parametrize(
    ("item", "line", "told"),
    [
        ("- name: x\n", 3, "query is missing (add a line `query: …`)"),
        ("- name: x\n  qery: y\n", 4, "query is missing (did you mean query in place of qery?)"),
        ("- name:\n  query: y\n", 3, "name has no value (give it one)"),
        ("- name: [x]\n  query: y\n", 3, "name is no single value"),
        ("- name: x\n  query: y\n  kind: wach\n", 5, "there is no kind wach (did you mean watch?)"),
        (
            "- name: x\n  query: y\n  colour: mauve-ish\n",
            5,
            f"there is no colour mauve-ish (one of: {', '.join(COLOURS)})",
        ),
        ("- name: GOOD\n  query: y\n", 3, "the name GOOD stands here again (first on line 1)"),
        ("- quantum\n", 3, "this is no search (write `- name: …` and the other keys below it)"),
    ],
)
def test_a_bad_search_is_told_and_the_others_count(item: str, line: int, told: str) -> None:
    good, also = SavedSearch("Good", "one"), SavedSearch("Also", "two")
    contents = search_file.read(f"- name: Good\n  query: one\n{item}- name: Also\n  query: two\n", PATH)
    assert contents.searches == (good, also)
    assert [one.one_line() for one in contents.problems] == [f"{PATH}:{line}: {told}"]


def test_a_key_that_looks_mistyped_is_told_and_the_search_counts() -> None:
    contents = search_file.read("- name: x\n  query: y\n  color: red\n  note: mine\n", PATH)
    assert contents.searches == (SavedSearch("x", "y"),)
    assert [one.one_line() for one in contents.problems] == [
        f"{PATH}:3: color means nothing here (did you mean colour?)"
    ]


@pytest.mark.parametrize("text", ["name: x\n", "- name: [x\n", "- &a x\n", "just text"])
def test_what_is_no_list_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(DigestError, match=r"/data/searches\.yaml:\d"):
        search_file.read(text, PATH)


def _replaced(text: str, name: str, wanted: SavedSearch | None) -> str:
    old = search_edits.placed(text, name, PATH)
    assert old is not None
    new = None
    if wanted is not None:
        new = replace(old, text=search_edits.changed(old.text, wanted, PATH))
    return search_edits.replaced(text, old, new, PATH)


@pytest.mark.parametrize(
    ("name", "wanted", "old", "new"),
    [
        ("agents", replace(AGENTS, name="LLM agents"), "name: Agents   #", 'name: "LLM agents"   #'),
        ("Agents", replace(AGENTS, colour="red"), "colour: green", "colour: red"),
        ("Agents", replace(AGENTS, kind=Kind.SEARCH), "kind: watch", "kind: search"),
        ("Quantum", replace(QUANTUM, query="a OR b"), "query: quantum", 'query: "a OR b"'),
        (
            "Quantum",
            replace(QUANTUM, colour="cyan"),
            "    # the end of it\n",
            '    colour: "cyan"\n    # the end of it\n',
        ),
        ("Quantum", None, "-   query: quantum\n    kind: mute\n    name: Quantum\n", ""),
        ("Code", None, "- {name: Code, query: has:code}\n", ""),
    ],
)  # fmt: skip
def test_only_the_lines_of_one_search_change(
    name: str, wanted: SavedSearch | None, old: str, new: str
) -> None:
    expected = BY_HAND.replace(old, new, 1)
    assert _replaced(BY_HAND, name, wanted) == expected
    assert _replaced(BY_HAND.replace("\n", "\r\n"), name, wanted) == expected.replace("\n", "\r\n")


@pytest.mark.parametrize("text", ["[{name: x, query: y}]\n", "- {name: x, query: y}\n"])
def test_what_stands_in_brackets_is_not_changed(text: str) -> None:
    with pytest.raises(DigestError, match=r"in (brackets|braces)"):
        _replaced(text, "x", SavedSearch("z", "y"))


_NAMES = st.text("abcXYZ 论文:#'\"-[{é", min_size=1).map(lambda text: " ".join(text.split())).filter(bool)
_SEARCHES = st.builds(SavedSearch, _NAMES, _NAMES, st.sampled_from(Kind), st.sampled_from(COLOURS))


@given(st.lists(_SEARCHES, max_size=5, unique_by=lambda one: one.name.casefold()), st.data(), st.booleans())
def test_what_is_saved_is_read_and_taking_back_gives_the_same_file(
    searches: list[SavedSearch], data: st.DataObject, indented: bool
) -> None:
    text = "# mine\n  - {name: ∅, query: x}\n\n" if indented else ""
    for one in searches:
        new = search_edits.Placed(99, -1, search_edits.composed(one))
        text = search_edits.replaced(text, None, new, PATH)
    found = search_file.read(text, PATH).searches[indented:]
    kept = [one if one.kind is Kind.WATCH else replace(one, colour=COLOURS[0]) for one in searches]
    assert list(found) == kept
    if searches:
        gone = search_edits.placed(text, data.draw(st.sampled_from(searches)).name, PATH)
        without = search_edits.replaced(text, gone, None, PATH)
        assert len(search_file.read(without, PATH).searches) == len(searches) - 1 + indented
        assert search_edits.replaced(without, None, gone, PATH) == text


# --- the store


def _store(folder: Path, text: str | None = None) -> SearchStore:
    store = SearchStore(folder / "data" / "searches.yaml")
    if text is not None:
        store.path.parent.mkdir(exist_ok=True)
        store.path.write_text(text, "utf-8")
    store.refresh()
    return store


def test_searches_are_added_changed_and_removed_and_each_can_be_taken_back(tmp_path: Path) -> None:
    store = _store(tmp_path)
    assert store.contents == search_file.Contents()
    store.add(AGENTS)
    added = store.path.read_bytes()
    store.add(CODE)
    changed = store.change("Code", replace(CODE, name="With code", query="has:code is:unread"))
    assert [one.name for one in store.contents.searches] == ["Agents", "With code"]
    store.turn("With code", changed[1], changed[0])
    assert store.contents.searches == (AGENTS, CODE)
    removed = store.remove("code")
    assert store.path.read_bytes() == added
    store.turn("Code", removed[1], removed[0])
    assert store.contents.searches == (AGENTS, CODE)
    assert oct(store.path.stat().st_mode & 0o777) == "0o600"
    assert not list(store.path.parent.glob("*.tmp")), "nothing is left beside the file"


def test_what_is_not_there_or_taken_is_refused(tmp_path: Path) -> None:
    store = _store(tmp_path, BY_HAND)
    refused: list[tuple[Callable[[], object], str]] = [
        (lambda: store.add(replace(CODE, name="agents")), "there is a search agents already"),
        (lambda: store.change("Code", replace(CODE, name="AGENTS")), "there is a search AGENTS already"),
        (lambda: store.change("None", CODE), "there is no search None"),
        (lambda: store.remove("None"), "there is no search None"),
    ]
    for change, told in refused:
        with pytest.raises(StoreError, match=told):
            change()
    _, new = store.change("Agents", replace(AGENTS, colour="red"))
    store.path.write_text(store.path.read_text("utf-8").replace("# mine", "# ours"), "utf-8")
    with pytest.raises(ChangedSinceError, match="the search Agents was changed since"):
        store.turn("Agents", new, None)


def test_a_file_that_is_not_understood_is_told_and_never_overwritten(tmp_path: Path) -> None:
    store = _store(tmp_path, BY_HAND)
    broken = BY_HAND.replace("colour: green", "colour: [green").encode()
    store.path.write_bytes(broken)
    assert store.refresh()
    assert len(store.contents.searches) == 3, "those of before stay in use"
    assert store.contents.problems[0].line is not None
    with pytest.raises(StoreError, match="not saved"):
        store.add(SavedSearch("New", "new"))
    assert store.path.read_bytes() == broken
    store.path.write_bytes(b"- name: \xff\n")
    store.refresh()
    assert "is not UTF-8 text" in store.contents.problems[0].one_line()
    store.path.unlink()
    assert store.refresh()
    assert store.contents == search_file.Contents()


def test_a_hand_edit_in_the_same_moment_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = _store(tmp_path, BY_HAND)
    replace_file = durable.replace
    by_hand: list[str] = ["- name: By hand\n  query: hand\n"]

    def meanwhile(path: Path, data: bytes, expected: bytes) -> bool:
        if by_hand:
            path.write_bytes(path.read_bytes() + by_hand.pop().encode())
        return replace_file(path, data, expected)

    monkeypatch.setattr(durable, "replace", meanwhile)
    store.add(SavedSearch("New", "new"))
    assert [one.name for one in store.contents.searches] == ["Agents", "Quantum", "Code", "By hand", "New"]


def test_two_instances_lose_nothing(tmp_path: Path) -> None:
    stores = [_store(tmp_path, "") for _ in range(4)]

    def add(at: int) -> None:
        for n in range(5):
            stores[at].add(SavedSearch(f"{at} {n}", "x"))

    threads = [threading.Thread(target=add, args=(at,)) for at in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    stores[0].refresh()
    assert {one.name for one in stores[0].contents.searches} == {
        f"{at} {n}" for at in range(4) for n in range(5)
    }
