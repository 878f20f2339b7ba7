"""What is remembered of exports: a convenience that no file of it can turn into a trouble."""

from pathlib import Path

import pytest

from digest_tui import habits
from digest_tui.habits import Habits


def test_the_last_choices_come_first_and_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "state" / "exports.json"
    used = Habits().having_written("~/papers/new.ris", "ris")
    used = used.having_run("less", "csv", in_terminal=True).having_run("wc -l", "csv", in_terminal=False)
    habits.save(path, used)
    habits.save(path, used.having_run("less", "jsonl", in_terminal=True))
    assert habits.load(path) == Habits("jsonl", "~/papers/", ("less", "wc -l"), ("less",))
    assert path.stat().st_mode & 0o777 == 0o600


def test_only_so_many_commands_are_remembered() -> None:
    used = Habits()
    for number in range(50):
        used = used.having_run(f"run {number}", "csv", in_terminal=True)
    assert used.commands == used.in_terminal == tuple(f"run {number}" for number in range(49, 29, -1))
    assert used.having_run("run 49", "csv", in_terminal=False).in_terminal == used.in_terminal[1:]


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"format": 3}', "[" * 100_000, "\0", None])
def test_a_file_that_says_nothing_is_as_good_as_none(text: str | None, tmp_path: Path) -> None:
    path = tmp_path / "exports.json"
    if text is not None:
        path.write_text(text)
    assert habits.load(path) == Habits()


def test_a_disk_that_refuses_troubles_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    habits.save(tmp_path / "file" / "exports.json", Habits())
