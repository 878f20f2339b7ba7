"""The saved searches from the shell: listed with what is wrong, added, removed, and undone in the reader."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest_tui.cli import main
from digest_tui.store.bookmarks import BookmarkStore
from digest_tui.store.reading import ReadingState
from digest_tui.store.searches import SearchStore
from digest_tui.store.undoing import Undoing

pytestmark = pytest.mark.usefixtures("home")
Said = tuple[int, str, str]


@pytest.fixture
def file(home: Path) -> Path:
    return home / "data" / "digest-tui" / "searches.yaml"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> Said:
    code = main(["searches", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_searches_are_added_listed_removed_and_undone(
    capsys: pytest.CaptureFixture[str], file: Path, home: Path
) -> None:
    assert run(capsys) == (0, "", "")
    added = run(capsys, "add", "Agents", 'title:"an agent"', "--kind", "watch", "--colour", "green")
    assert added == (0, "", "digest-tui: Agents saved\n")
    assert run(capsys, "add", "Code", "has:code") == (0, "", "digest-tui: Code saved\n")
    assert run(capsys, "list") == (
        0,
        'Agents\twatch\tgreen\ttitle:"an agent"\nCode\tsearch\t\thas:code\n',
        "",
    )
    code, out, _ = run(capsys, "list", "--json")
    assert (code, [json.loads(line)["name"] for line in out.split("\n")[:-1]]) == (0, ["Agents", "Code"])
    before = file.read_bytes()
    assert run(capsys, "remove", "agents") == (0, "", "digest-tui: agents removed\n")
    assert b"Agents" not in file.read_bytes()
    reading = ReadingState(home / "state" / "digest-tui" / "reading.db")
    Undoing(BookmarkStore(home / "bookmarks"), reading, SearchStore(file)).undo(datetime.now(UTC))
    reading.close()
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("add", "code", "x"), 1, "there is a search code already"),
        (("remove", "Nothing"), 1, "there is no search Nothing"),
        (("add", "New", "("), 2, "query: "),
    ],
)
def test_what_cannot_be_done_is_told(
    capsys: pytest.CaptureFixture[str], file: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    run(capsys, "add", "Code", "has:code")
    before = file.read_bytes()
    ended, out, err = run(capsys, *words)
    assert (ended, out) == (code, "")
    assert told in err
    assert file.read_bytes() == before


def test_what_is_wrong_in_the_file_is_told_with_its_line(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("- name: Code\n  query: has:code\n- name: Odd\n  query: x\n  kind: mut\n", "utf-8")
    told = f"digest-tui: {file}:5: there is no kind mut (did you mean mute?)\n"
    assert run(capsys) == (1, "Code\tsearch\t\thas:code\n", told)
