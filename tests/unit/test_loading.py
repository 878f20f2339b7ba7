"""Planning and reading a library: order, what is skipped, what is new."""

from pathlib import Path

import pytest

from digest_parsers import load
from digest_parsers.cache import index
from digest_parsers.errors import SourceError
from digest_parsers.load import LoadedFile, load_file
from digest_parsers.source import Found
from digest_tui import loading
from invented_files import NEWEST, OLDER, daily_enhanced, daily_report, mojibake, write_library


def load_found(found: Found) -> LoadedFile:
    return load_file(found.path, found.stamp)


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_the_newest_day_comes_first_as_far_as_names_and_headings_tell(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", daily_report("2026-01-03", OLDER))
    _write(tmp_path, "b.txt", mojibake(daily_report("2026-01-05", NEWEST)))
    _write(tmp_path, "2026-01-04.md", daily_enhanced(OLDER))
    _write(tmp_path, "c.md", daily_enhanced(OLDER))
    assert [one.path.name for one in loading.plan([tmp_path]).files] == [
        "b.txt",
        "2026-01-04.md",
        "a.txt",
        "c.md",
    ]


def test_the_size_of_one_file_has_a_limit_that_can_be_set(tmp_path: Path) -> None:
    text = daily_report("2026-01-03", OLDER)
    _write(tmp_path, "a.md", text)
    size = len(text.encode())
    for limit, codes in ((size - 1, ["too-large"]), (size, [])):
        opened = loading.open_library([tmp_path], tmp_path / "cache", limit=limit)
        assert not list(loading.read_rest(opened, limit=limit))
        (file,) = opened.ready
        assert [one.code for one in file.diagnostics] == codes, "what was too large is tried again"
        assert bool(file.digests) is not bool(codes)


def test_what_is_known_is_looked_up_a_leaf_at_a_time_and_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "LEAF", 2)
    library = write_library(tmp_path / "digests")
    first = loading.open_library([library], tmp_path / "cache")
    read = [*first.ready, *loading.read_rest(first)]
    assert not loading.finish(first)
    (library / "new.md").write_text(daily_report("2026-01-01", OLDER), "utf-8")
    monkeypatch.setattr(load, "load_file", None)
    opened = loading.open_library([library], tmp_path / "cache")
    assert len(opened.ready) == 2
    looked_at = [one.name for one in opened.plan.files if "stamp" in vars(one)]
    assert looked_at == [one.path for one in opened.ready], "whatever is not shown at first waits"
    ready = list(opened.ready)
    for more in loading.look_up(opened):
        opened = more
        ready += more.ready
    assert [one.path for one in ready] == [one.path for one in read]
    assert [one.path.name for one in opened.rest] == ["new.md"]


def test_what_is_skipped_is_told(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.md")
    plan = loading.plan([tmp_path])
    assert not plan.files
    assert [Path(one.path).name for one in plan.skipped] == ["pipe.md"]
    assert plan.skipped[0].diagnostics[0].message


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        loading.check_paths([tmp_path / "gone"])


def test_only_new_and_changed_files_are_read_again(tmp_path: Path) -> None:
    write_library(tmp_path)
    plan = loading.plan([tmp_path])
    known = {one.path: one.stamp for one in map(load_found, plan.files)}
    assert loading.changed(plan.files, known) == ()
    _write(tmp_path, "report-a.md", daily_report("2026-01-05", NEWEST[:1]))
    assert [one.path.name for one in loading.changed(loading.plan([tmp_path]).files, known)] == [
        "report-a.md"
    ]


@pytest.mark.parametrize(
    ("name", "text", "holds"),
    [
        ("x.md", daily_report("2026-01-03", OLDER), True),
        ("x.md", mojibake(daily_report("2026-01-03", OLDER)), True),
        ("x.md", daily_enhanced(OLDER), True),
        ("README.md", "# A project\n\nWith a link to https://arxiv.org/abs/2601.00001\n", False),
        ("x.md", "", False),
    ],
)
def test_whether_a_folder_holds_digests(tmp_path: Path, name: str, text: str, holds: bool) -> None:
    _write(tmp_path, name, text)
    assert loading.holds_digests(tmp_path) is holds
