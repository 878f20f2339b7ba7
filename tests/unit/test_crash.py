"""Reports of errors of the program's own: where and what, without what papers say."""

from datetime import datetime
from pathlib import Path

from digest_tui import crash

NOW = datetime.fromisoformat("2026-01-05T10:20:30+01:00")
SECRET = "the text of a paper"


def _failure() -> BaseException:
    def inner(text: str) -> None:
        raise ValueError(f"cannot read {text}")

    try:
        inner(SECRET)
    except ValueError as error:
        return error
    raise AssertionError


def test_a_report_says_where_and_what_but_nothing_of_the_paper() -> None:
    text = crash.report(_failure(), NOW)
    assert "ValueError" in text
    assert "unit/test_crash.py" in text
    assert "in inner" in text
    assert "textual " in text
    assert SECRET not in text
    assert SECRET not in crash.told(_failure(), None)


def test_a_report_is_saved_and_its_path_told(tmp_path: Path) -> None:
    saved = crash.save("x\n", tmp_path / "state", NOW)
    assert saved is not None
    assert saved.read_text() == "x\n"
    assert str(saved) in crash.told(_failure(), saved)


def test_a_report_that_cannot_be_saved_is_no_further_error(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    assert crash.save("x\n", tmp_path / "state", NOW) is None
