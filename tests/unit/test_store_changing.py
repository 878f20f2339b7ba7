"""Changes to bookmarks: each whole or not at all, none lost, whoever else writes at the same time."""

import errno
import itertools
import os
import resource
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

import killing
from digest_tui.store import durable
from digest_tui.store.bookmarks import BookmarkStore
from digest_tui.store.errors import StoreError
from store_samples import NOW, appearance, entry

ID = "2602.10000"
NAME = "2602.10000.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "bookmarks"


def opened(folder: Path) -> BookmarkStore:
    store = BookmarkStore(folder)
    store.load()
    return store


def test_each_field_is_changed_and_survives_a_restart(folder: Path) -> None:
    store = opened(folder)
    store.add(appearance(), now=NOW)
    before, after = store.edit(ID, lambda mark: {"tags": (*mark.tags, "#new", "two words")})
    assert (before.tags, after.tags) == ((), ("new", "two words"))
    store.edit(ID, lambda _: {"folder": "thesis / two", "rating": "4"})
    store.edit(ID, lambda mark: {"note": mark.note + "my words\r\n", "read_by": date(2026, 3, 1)})
    mark = opened(folder).get(ID)
    assert mark == store.get(ID)
    assert mark is not None
    assert (mark.tags, mark.folder, mark.rating) == (("new", "two words"), "thesis/two", "4")
    assert (mark.note, mark.read_by, mark.entry) == ("my words", date(2026, 3, 1), entry())


def test_what_is_no_bookmark_cannot_be_changed(folder: Path) -> None:
    store = opened(folder)
    with pytest.raises(StoreError, match="is no bookmark"):
        store.edit(ID, lambda _: {"rating": "5"})
    assert not folder.exists()


def test_a_change_is_made_from_what_is_on_the_disk(folder: Path) -> None:
    one, other = opened(folder), opened(folder)
    one.add(appearance(), now=NOW)
    other.refresh()
    one.edit(ID, lambda mark: {"tags": (*mark.tags, "a")})
    other.edit(ID, lambda mark: {"tags": (*mark.tags, "b")})
    path = folder / NAME
    path.write_text(path.read_text().replace("## Note\n", "## Note\n\nby hand\n"))
    _, after = one.edit(ID, lambda mark: {"tags": (*mark.tags, "c")})
    assert (after.tags, after.note) == (("a", "b", "c"), "by hand")


def test_a_hand_edit_in_the_middle_of_a_change_is_not_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(folder)
    path = store.add(appearance(), now=NOW).path
    real, times = durable.replace, iter(range(2))

    def interrupted(target: Path, data: bytes, expected: bytes) -> bool:
        if next(times) == 0:
            path.write_text(path.read_text() + "by hand\n")
        return real(target, data, expected)

    monkeypatch.setattr(durable, "replace", interrupted)
    _, after = store.edit(ID, lambda _: {"rating": "5"})
    assert after.rating == "5"
    assert path.read_text().endswith("by hand\n")


def test_a_file_that_never_rests_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(folder)
    path = store.add(appearance(), now=NOW).path
    before = path.read_bytes()
    monkeypatch.setattr(durable, "replace", lambda *_: False)
    with pytest.raises(StoreError, match="another program keeps writing it"):
        store.edit(ID, lambda _: {"rating": "5"})
    assert path.read_bytes() == before


def test_two_instances_and_a_hand_change_one_file_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty changes by two stores; before every second exchange an editor has saved a line of its own."""
    stores = [opened(folder), opened(folder)]
    path = stores[0].add(appearance(), now=NOW).path
    tags = [[f"{who}{number}" for number in range(20)] for who in "ab"]
    by_hand: list[str] = []
    real, times = durable.exchange, itertools.count()

    def contended(one: Path, other: Path) -> bool:
        if next(times) % 3 == 0:
            by_hand.append(f"\nby hand {len(by_hand)}\n")
            with path.open("a") as file:
                file.write(by_hand[-1])
        return real(one, other)

    def change(store: BookmarkStore, own: list[str]) -> None:
        for tag in own:
            store.edit(ID, lambda mark, tag=tag: {"tags": (*mark.tags, tag)})  # type: ignore[misc]

    monkeypatch.setattr(durable, "exchange", contended)
    threads = [threading.Thread(target=change, args=pair) for pair in zip(stores, tags, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    mark = opened(folder).get(ID)
    assert mark is not None
    assert sorted(mark.tags) == sorted(tags[0] + tags[1])
    assert len(by_hand) >= 20
    assert all(line in path.read_text() for line in by_hand)
    assert [item.name for item in folder.iterdir() if "tmp" in item.name] == []


def test_changes_together_take_one_listing_of_the_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(folder)
    ids = [f"2602.{number:05d}" for number in range(1, 31)]
    listings: list[object] = []
    real = os.scandir

    def counting(path: object = ".") -> object:
        listings.append(path)
        return real(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", counting)
    with store.together():
        for arxiv_id in ids:
            store.add(appearance(arxiv_id), now=NOW)
        for arxiv_id in ids:
            store.edit(arxiv_id, lambda _: {"tags": ("all",)})
        store.remove(ids[0])
        store.restore(ids[0])
        store.remove(ids[1])
    own = [path for path in listings if path == folder]
    assert len(own) == 1
    found = opened(folder)
    assert {mark.arxiv_id: mark.tags for mark in store.all()} == {
        mark.arxiv_id: mark.tags for mark in found.all()
    }
    assert sorted(mark.arxiv_id for mark in found.all()) == [ids[0], *ids[2:]]
    assert all(mark.tags == ("all",) for mark in found.all())


def test_a_removed_bookmark_is_restored_as_it_was(folder: Path) -> None:
    store = opened(folder)
    path = store.add(appearance(), now=NOW).path
    store.edit(ID, lambda _: {"note": "mine"})
    written = path.read_bytes()
    store.remove(ID)
    assert store.restore(ID).note == "mine"
    assert path.read_bytes() == written
    assert store.restore(ID).note == "mine", "it is there; nothing is to be done"
    store.remove(ID)
    (folder / ".removed" / NAME).unlink()
    with pytest.raises(StoreError, match="the removed file is gone"):
        store.restore(ID)


@pytest.mark.parametrize(
    ("code", "says"),
    [(errno.EIO, "input/output error"), (errno.ENOSPC, "no space"), (errno.EROFS, "read-only")],
)
@pytest.mark.parametrize("call", ["fsync", "open"])
def test_what_the_disk_refuses_changes_nothing(
    call: str, code: int, says: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise OSError(code, os.strerror(code))

    store = opened(folder)
    mark = store.add(appearance(), now=NOW)
    before = mark.path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(StoreError, match=f"not saved: {says}"):
            store.edit(ID, lambda _: {"rating": "5"})
    assert (mark.path.read_bytes(), store.get(ID)) == (before, mark)
    assert [item.name for item in folder.iterdir() if "tmp" in item.name] == []
    assert store.edit(ID, lambda _: {"rating": "5"})[1].rating == "5"


_AT_THE_LIMIT = """
import resource, signal, sys
from pathlib import Path
from digest_tui.store.bookmarks import BookmarkStore
from digest_tui.store.errors import StoreError
from store_samples import NOW, appearance

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = BookmarkStore(Path(sys.argv[1]))
store.load()
store.add(appearance("2602.1"), now=NOW)
resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))
for change in (
    lambda: store.add(appearance("2602.2"), now=NOW),
    lambda: store.edit("2602.1", lambda mark: {"note": "longer"}),
):
    try:
        change()
    except StoreError as error:
        print(error.one_line().split(": /")[0])
print("2602.2" in store, repr(store.get("2602.1").note))
"""


def test_a_kernel_that_takes_no_more_bytes_is_told(folder: Path) -> None:
    """No mock: the kernel itself cuts every write off at 64 bytes and then refuses."""
    run = script(_AT_THE_LIMIT, folder)
    assert run.stdout.split("\n") == ["not saved: file too large"] * 2 + ["False ''", ""], run.stderr
    assert sorted(path.name for path in folder.iterdir()) == [".digest-tui.lock", "2602.1.md"]
    assert opened(folder).problems == []
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


_CRASHING = """
import os
from pathlib import Path
from digest_tui.store import durable
from digest_tui.store.bookmarks import BookmarkStore
from store_samples import NOW, appearance

store = BookmarkStore(HOME / "marks")
store.load()
store.add(appearance("2602.1"), now=NOW)
os.fsync = fatal(os.fsync)
os.open = fatal(os.open)
durable.exchange = fatal(durable.exchange)
Path.unlink = fatal(Path.unlink)
store.edit("2602.1", lambda mark: {"tags": ("a",), "note": "words"})
say("changed")
store.edit("2602.1", lambda mark: {"rating": "5"})
say("rated")
"""


def test_a_kill_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    """At the lock, the temporary file, its sync, the exchange, the folder's sync, and the clearing up."""
    runs = killing.at_every_call(_CRASHING, tmp_path)
    assert len(runs) > 12
    for run in runs:
        store = opened(run.home / "marks")
        mark = store.get("2602.1")
        assert mark is not None
        assert store.problems == []
        assert (mark.tags, mark.note) in (((), ""), (("a",), "words"))
        assert mark.rating in ("", "5")
        if "changed" in run.said:
            assert mark.tags == ("a",)
        if "rated" in run.said:
            assert mark.rating == "5"
        assert store.edit("2602.1", lambda _: {"folder": "x"})[1].folder == "x"


def script(text: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", text, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
