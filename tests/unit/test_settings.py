"""The settings file: what it may say, and how its mistakes are told."""

import subprocess
import sys
from pathlib import Path

import pytest

from digest_tui.settings import ON_LEAVING, Settings, SettingsError, load_settings


def write(folder: Path, text: str) -> Path:
    file = folder / "settings.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.yaml") == Settings()
    assert load_settings(tmp_path / "no" / "such" / "folder.yaml") == Settings()


def test_no_file_means_no_yaml() -> None:
    code = (
        "import sys, pathlib; from digest_tui.settings import load_settings;"
        "load_settings(pathlib.Path('/nonexistent/x.yaml')); print('yaml' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert told.stdout.strip() == "False"


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n"])
def test_an_empty_file_means_the_defaults(text: str, tmp_path: Path) -> None:
    assert load_settings(write(tmp_path, text)) == Settings()


def test_everything_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/reader")
    file = write(
        tmp_path,
        """\
paths:
  - ~/digests
  - /srv/more
  - beside
bookmarks: ~/vault/papers
searches: ~/vault/searches.yaml
theme: paper
keys:
  quit: ctrl+q
  bookmark: [b, "*"]
  help: []
mark_read_after: 1.5
opener: firefox --new-tab "my profile"
locale: zh
cross_lists: yes
pane_width: 60
max_file_size: 12.5
""",
    )
    assert load_settings(file) == Settings(
        paths=(Path("/home/reader/digests"), Path("/srv/more"), tmp_path / "beside"),
        bookmarks=Path("/home/reader/vault/papers"),
        searches=Path("/home/reader/vault/searches.yaml"),
        theme="paper",
        keys={"quit": ("ctrl+q",), "bookmark": ("b", "*"), "help": ()},
        mark_read_after=1.5,
        opener=("firefox", "--new-tab", "my profile"),
        locale="zh",
        cross_lists=True,
        pane_width=60,
        max_file_size=12.5,
    )


def test_one_path_needs_no_list(tmp_path: Path) -> None:
    assert load_settings(write(tmp_path, "paths: /digests\n")).paths == (Path("/digests"),)


def test_a_paper_can_be_read_when_it_is_left(tmp_path: Path) -> None:
    assert load_settings(write(tmp_path, "mark_read_after: leaving\n")).mark_read_after == ON_LEAVING


def test_the_opener_can_be_a_list(tmp_path: Path) -> None:
    assert load_settings(write(tmp_path, "opener: [my browser, $HOME]\n")).opener == ("my browser", "$HOME")


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    assert load_settings(write(tmp_path, "\ufefftheme: paper\n")).theme == "paper"


@pytest.mark.parametrize(
    ("text", "line", "key", "says"),
    [
        ("theme: a\nthem: b\n", 2, "them", "there is no setting them (did you mean theme?)"),
        ("zzzzzz: b\n", 1, "zzzzzz", "one of: paths, bookmarks"),
        ("keys:\n  quitt: q\n", 2, "keys.quitt", "there is no command quitt (did you mean quit?)"),
        ("keys:\n  quit: {a: b}\n", 2, "keys.quit", "a key or a list of keys"),
        ("keys:\n  quit: ['']\n", 2, "keys.quit", "a key or a list of keys"),
        ("keys: q\n", 1, "keys", "`command: key`"),
        ("\ntheme: [a]\n", 2, "theme", "not a list"),
        ("theme:\n", 1, "theme", "has no value"),
        ("bookmarks: ~\n", 1, "bookmarks", "has no value"),
        ("paths: [[a]]\n", 1, "paths", "not a list"),
        ("paths: ['']\n", 1, "paths", "has no value"),
        ('bookmarks: "a\\0b"\n', 1, "bookmarks", "NUL"),
        ("mark_read_after: soon\n", 1, "mark_read_after", "soon is not a number"),
        ("mark_read_after: -1\n", 1, "mark_read_after", "out of range"),
        ("mark_read_after: nan\n", 1, "mark_read_after", "out of range"),
        ("mark_read_after: 1e999\n", 1, "mark_read_after", "out of range"),
        ("pane_width: 3\n", 1, "pane_width", "20 to 500"),
        ("pane_width: 60.5\n", 1, "pane_width", "20 to 500"),
        ("max_file_size: lots\n", 1, "max_file_size", "lots is not a number"),
        ("max_file_size: 0\n", 1, "max_file_size", "megabytes from 1 to 1024"),
        ("max_file_size: 999999999999999999999\n", 1, "max_file_size", "megabytes from 1 to 1024"),
        ("locale: fr\n", 1, "locale", "one of: auto, en, zh"),
        ("cross_lists: maybe\n", 1, "cross_lists", "neither yes nor no"),
        ("opener: 'a \"b'\n", 1, "opener", "quotes"),
        ("opener: []\n", 1, "opener", "has no value"),
        ("theme: a\ntheme: b\n", 2, "", "the key theme stands here again (first on line 1)"),
        ("theme: a\n  locale: b\n", 2, "", "mapping"),
        ("- theme\n", 1, "", "`key: value`"),
        ("just text\n", 1, "", "`key: value`"),
    ],
)
def test_a_mistake_names_file_line_key_and_cure(
    text: str, line: int, key: str, says: str, tmp_path: Path
) -> None:
    file = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(file, commands=("quit", "help"))
    assert (caught.value.line, caught.value.key) == (line, key)
    assert caught.value.one_line().startswith(f"{file}:{line}: ")
    assert says in caught.value.one_line()
    assert "\n" not in caught.value.one_line()


def test_text_that_is_no_utf8_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_bytes(b"theme: a\nlocale: \xff\n")
    with pytest.raises(SettingsError, match="UTF-8") as caught:
        load_settings(file)
    assert caught.value.line == 2


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read: Is a directory"):
        load_settings(tmp_path)


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="KiB"):
        load_settings(write(tmp_path, "# " + "x" * 300_000))
    with pytest.raises(SettingsError, match="too big"):
        load_settings(write(tmp_path, "# " + "x" * 1_100_000))
