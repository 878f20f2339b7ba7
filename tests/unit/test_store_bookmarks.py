"""The bookmark store: what is kept stays kept, whatever else is done in its folder."""

import errno
import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest

import killing
from digest_tui.store.bookmarks import BookmarkStore
from digest_tui.store.errors import StoreError
from store_samples import NOW, appearance, entry

ID = "2602.10000"
NAME = "2602.10000.md"

GOOD = "---\nid: '2602.10000'\nschema: 1\ntitle: keep\n---\n\n## Note\n\nmine\n"
DAMAGED = {
    "empty": b"",
    "truncated": GOOD[:20].encode(),
    "nul-filled": bytes(len(GOOD)),
    "binary": bytes(range(256)),
    "list": b"---\n- 1\n- 2\n---\n",
    "tabs": b"---\nid:\t'2602.10000'\n\ttags: x\n---\n",
    "conflict": b"<<<<<<< HEAD\n" + GOOD.encode() + b"=======\n>>>>>>> x\n",
    "gbk": "---\nid: '2602.10000'\ntitle: 论文\n---\n".encode("gbk"),
    "newer": GOOD.replace("schema: 1", "schema: 999").encode(),
    "a note": b"# My note\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "bookmarks"


def opened(folder: Path) -> BookmarkStore:
    store = BookmarkStore(folder)
    store.load()
    return store


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the lock, with its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".digest-tui.lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_nothing_is_made_before_the_first_bookmark(folder: Path) -> None:
    store = opened(folder)
    assert (len(store), store.all(), store.problems, store.refresh(), ID in store) == (
        0,
        [],
        [],
        False,
        False,
    )
    assert store.remove(ID) is None
    assert not folder.parent.exists()


def test_a_bookmark_survives_a_restart(folder: Path) -> None:
    made = opened(folder).add(appearance(), now=NOW)
    store = opened(folder)
    assert ID in store
    assert store.get(ID) == made
    assert (made.entry, made.added, made.path) == (entry(), NOW, folder / NAME)


def test_the_newest_comes_first(folder: Path) -> None:
    store = opened(folder)
    for minutes, arxiv_id in ((1, "2602.1"), (3, "hep-th/9901001"), (2, "2602.3")):
        store.add(appearance(arxiv_id), now=NOW + timedelta(minutes=minutes))
    assert [mark.arxiv_id for mark in store.all()] == ["hep-th/9901001", "2602.3", "2602.1"]
    assert [mark.arxiv_id for mark in opened(folder).all()] == ["hep-th/9901001", "2602.3", "2602.1"]
    assert (folder / "hep-th_9901001.md").is_file()


def test_files_and_folders_are_private(folder: Path) -> None:
    store = opened(folder)
    store.add(appearance(), now=NOW)
    store.add(appearance("2602.2"), now=NOW)
    store.remove("2602.2")
    assert {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.rglob("*"))} == {
        "bookmarks": 0o700, ".removed": 0o700, ".digest-tui.lock": 0o600, NAME: 0o600, "2602.2.md": 0o600,
    }  # fmt: skip


def test_adding_again_changes_nothing(folder: Path) -> None:
    store = opened(folder)
    store.add(appearance(), now=NOW)
    before = everything(folder)
    again = store.add(appearance(ID, title="other words"), now=NOW + timedelta(days=1))
    assert (again.title, again.added) == (entry().title, NOW)
    assert everything(folder) == before


def test_what_another_instance_made_is_kept_and_returned(folder: Path) -> None:
    one, other = opened(folder), opened(folder)
    other.add(appearance(ID, title="first"), now=NOW)
    assert one.add(appearance(ID, title="second"), now=NOW).title == "first"


def test_what_a_hand_made_is_kept_and_returned(folder: Path) -> None:
    store = opened(folder)
    folder.mkdir(parents=True)
    (folder / "My name for it.md").write_text("---\nid: '2602.10000'\ntitle: by hand\nmine: kept\n---\n")
    before = everything(folder)
    made = store.add(appearance(), now=NOW)
    assert (made.title, made.path.name) == ("by hand", "My name for it.md")
    assert everything(folder) == before


def test_two_instances_lose_nothing(folder: Path) -> None:
    stores = [opened(folder), opened(folder)]
    wanted = [f"2602.{number:05d}" for number in range(1, 41)]

    def keep(store: BookmarkStore, ids: list[str]) -> None:
        for arxiv_id in ids:
            store.add(appearance(arxiv_id), now=NOW)

    threads = [
        threading.Thread(target=keep, args=(stores[0], wanted[:25])),
        threading.Thread(target=keep, args=(stores[1], wanted[15:][::-1])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = opened(folder)
    assert sorted(mark.arxiv_id for mark in found.all()) == wanted
    assert found.problems == []
    assert not [name for name in everything(folder) if "tmp" in name]


def test_refresh_sees_what_others_did(folder: Path) -> None:
    store, other = opened(folder), opened(folder)
    other.add(appearance("2602.1"), now=NOW)
    other.add(appearance("2602.2"), now=NOW)
    assert store.refresh()
    assert not store.refresh()
    path = folder / "2602.1.md"
    path.write_text(path.read_text().replace("## Note\n", "## Note\n\nmy words\n"))
    (folder / "2602.2.md").unlink()
    (folder / "broken.md").write_text("not front matter")
    assert store.refresh()
    assert [(mark.arxiv_id, mark.note) for mark in store.all()] == [("2602.1", "my words")]
    assert [problem.path.name for problem in store.problems] == ["broken.md"]
    (folder / "broken.md").unlink()
    assert store.refresh()
    assert store.problems == []


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_file_is_told_and_never_written(damage: str, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / NAME).write_bytes(DAMAGED[damage])
    store = opened(folder)
    assert [problem.path for problem in store.problems] == [folder / NAME]
    assert store.problems[0].cure
    assert ID not in store
    with pytest.raises(StoreError) as caught:
        store.add(appearance(), now=NOW)
    assert caught.value.one_line().startswith("not saved: a file that is no readable bookmark has its name")
    assert str(folder / NAME) in caught.value.one_line()
    store.add(appearance("2602.2"), now=NOW)
    assert store.remove(ID) is None
    assert (folder / NAME).read_bytes() == DAMAGED[damage]


def test_a_file_under_the_name_of_another_paper_is_not_overwritten(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / NAME).write_text("---\nid: '2602.99999'\n---\n")
    store = opened(folder)
    before = everything(folder)
    with pytest.raises(StoreError, match="something else has its name"):
        store.add(appearance(), now=NOW)
    assert everything(folder) == before
    assert "2602.99999" in store


def test_of_two_files_for_one_paper_the_one_named_by_its_id_counts(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "second.md").write_text(GOOD.replace("keep", "conflict"))
    (folder / NAME).write_text(GOOD)
    store = opened(folder)
    kept = store.get(ID)
    assert kept is not None
    assert kept.title == "keep"
    assert [problem.one_line() for problem in store.problems] == [
        f"{folder}/second.md: is a second bookmark of 2602.10000, which 2602.10000.md holds already "
        "(`digest-tui bookmarks doctor --merge` makes one of both)"
    ]


@pytest.mark.parametrize("kind", ["fifo", "dangling link", "link loop", "folder", "huge", "no utf-8 name"])
def test_odd_things_in_the_folder_do_no_harm(kind: str, folder: Path) -> None:
    folder.mkdir(parents=True)
    odd = folder / "odd.md"
    if kind == "fifo":
        os.mkfifo(odd)
    elif kind == "dangling link":
        odd.symlink_to("nowhere")
    elif kind == "link loop":
        odd.symlink_to(odd)
    elif kind == "folder":
        odd.mkdir()
    elif kind == "huge":
        with odd.open("wb") as file:
            file.truncate(1 << 30)
    else:
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.md")).write_bytes(b"x")
    store = opened(folder)
    store.add(appearance(), now=NOW)
    assert len(store) == 1
    assert len(store.problems) == (kind not in ("dangling link", "folder"))


def test_hidden_and_other_files_are_not_looked_at(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in (".hidden.md", "notes.txt", "readme.markdown"):
        (folder / name).write_text("x")
    assert opened(folder).problems == []


def test_a_removed_bookmark_comes_back_with_all_that_was_in_it(folder: Path) -> None:
    store = opened(folder)
    path = store.add(appearance(), now=NOW).path
    path.write_text(path.read_text().replace("tags: []", "tags: [a, b]\nmine: kept") + "\nat the end\n")
    written = path.read_bytes()
    moved = store.remove(ID)
    assert moved == folder / ".removed" / NAME
    assert moved.read_bytes() == written
    assert ID not in store
    assert ID not in opened(folder)
    again = store.add(appearance(ID, title="other"), now=NOW + timedelta(days=1))
    assert (again.tags, again.added, again.path) == (("a", "b"), NOW, path)
    assert path.read_bytes() == written
    assert list((folder / ".removed").iterdir()) == []


def test_nothing_in_the_removed_folder_is_overwritten(folder: Path) -> None:
    store = opened(folder)
    store.add(appearance(), now=NOW)
    written = (folder / NAME).read_bytes()
    removed = folder / ".removed"
    removed.mkdir()
    (removed / NAME).write_bytes(b"damaged")
    (removed / "2602.10000 1.md").write_bytes(b"older")
    store.remove(ID)
    assert everything(removed) == {NAME: written, "2602.10000 1.md": b"older", "2602.10000 2.md": b"damaged"}


def test_a_damaged_removed_bookmark_stays_and_a_new_one_is_made(folder: Path) -> None:
    store = opened(folder)
    (folder / ".removed").mkdir(parents=True)
    (folder / ".removed" / NAME).write_bytes(b"damaged")
    store.add(appearance(), now=NOW)
    assert (folder / ".removed" / NAME).read_bytes() == b"damaged"
    assert store.problems == []


def test_removing_keeps_a_name_that_the_user_gave(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "My name.md").write_text(GOOD)
    store = opened(folder)
    store.remove(ID)
    assert store.add(appearance(), now=NOW).path == folder / "My name.md"


def test_a_linked_folder_stays_a_link(folder: Path, tmp_path: Path) -> None:
    real = tmp_path / "vault"
    real.mkdir()
    folder.parent.mkdir()
    folder.symlink_to(real)
    store = opened(folder)
    store.add(appearance(), now=NOW)
    store.add(appearance("2602.2"), now=NOW)
    store.remove("2602.2")
    assert folder.is_symlink()
    assert sorted(everything(real)) == [".removed/2602.2.md", NAME]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (errno.EIO, "not saved: input/output error: {path} (check the disk)"),
        (errno.ENOSPC, "not saved: no space left on device: {path} (free some space and try again)"),
        (errno.EROFS, "not saved: read-only file system: {path} (the file system is read-only)"),
        (errno.EACCES, "not saved: permission denied: {path} (check the permissions)"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "open", "mkdir"])
def test_what_the_disk_refuses_is_told_and_not_shown_as_saved(
    call: str, code: int, says: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **options: object) -> int:
        raise OSError(code, os.strerror(code))

    store = opened(folder)
    if call != "mkdir":
        store.add(appearance("2602.1"), now=NOW)
    before = everything(folder)
    with monkeypatch.context() as patch:
        patch.setattr(Path if call == "mkdir" else os, call, refuse)
        with pytest.raises(StoreError) as caught:
            store.add(appearance(), now=NOW)
        if call != "mkdir":
            with pytest.raises(StoreError):
                store.remove("2602.1")
    assert caught.value.one_line() == says.format(path=folder / NAME)
    assert ID not in store
    assert everything(folder) == before
    store.add(appearance(), now=NOW)
    assert ID in opened(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    with pytest.raises(StoreError, match="permission denied"):
        opened(folder).add(appearance(), now=NOW)


def test_a_file_in_the_place_of_the_folder_is_told(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_bytes(b"mine")
    store = opened(folder)
    with pytest.raises(
        StoreError, match=r"not saved: not a directory.*a file stands where a folder is needed"
    ):
        store.add(appearance(), now=NOW)
    assert folder.read_bytes() == b"mine"


def test_a_folder_that_cannot_be_listed_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    opened(folder).add(appearance(), now=NOW)
    monkeypatch.setattr(os, "scandir", refuse)
    store = opened(folder)
    assert [problem.one_line() for problem in store.problems] == [
        f"{folder}: the bookmarks cannot be read: Permission denied (check the permissions)"
    ]
    with pytest.raises(StoreError, match="permission denied"):
        store.add(appearance(), now=NOW)


def test_an_id_that_is_none_is_refused(folder: Path) -> None:
    with pytest.raises(StoreError, match=r"not saved: '\.\./x' is no id of a paper"):
        opened(folder).add(appearance("../x"), now=NOW)
    assert not folder.parent.exists()


def test_what_could_not_be_read_again_is_not_written(folder: Path) -> None:
    with pytest.raises(StoreError, match=r"not saved: the entry does not fit into a bookmark file.*KiB"):
        opened(folder).add(appearance(ID, title="W" * 1_000_000), now=NOW)
    assert everything(folder) == {}


def test_stale_temporary_files_are_swept_on_load(folder: Path) -> None:
    folder.mkdir(parents=True)
    stale = folder / f".{NAME}.0123456789abcdef.tmp"
    stale.write_bytes(b"half")
    opened(folder)
    assert stale.exists()
    os.utime(stale, (0, 0))
    opened(folder)
    assert not stale.exists()


_CRASHING = """
import os
from digest_tui.store import durable
from digest_tui.store.bookmarks import BookmarkStore
from store_samples import NOW, appearance

os.fsync = fatal(os.fsync)
durable.rename_new = fatal(durable.rename_new)
store = BookmarkStore(HOME / "marks")
store.load()
store.add(appearance("2602.1"), now=NOW)
say("kept")
store.remove("2602.1")
say("removed")
"""


def test_a_kill_at_any_moment_leaves_all_or_nothing(tmp_path: Path) -> None:
    runs = killing.at_every_call(_CRASHING, tmp_path)
    assert len(runs) == 9, "to add takes four calls, to remove four, and the last run comes to its end"
    for run in runs:
        folder = run.home / "marks"
        store = opened(folder)
        assert store.problems == []
        copies = [path for path in folder.rglob("*.md") if not path.name.startswith(".")]
        if "kept" in run.said:
            assert len(copies) == 1, "in the folder or among the removed, never both, never neither"
        assert ("2602.1" in store) == (copies == [folder / "2602.1.md"])
        if "removed" in run.said:
            assert "2602.1" not in store
        assert store.add(appearance("2602.1"), now=NOW).entry == entry("2602.1")
