"""Reports of errors of the program's own: where and what, without what papers say."""

import os
import select
import termios
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path
from threading import Thread
from typing import TextIO

import pytest

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
    assert SECRET not in crash.told(_failure())


def test_what_led_to_an_error_is_told_as_well() -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        text = crash.report(error, NOW)
    assert "behind it: KeyError" in text
    assert text.count("unit/test_crash.py") == 2
    assert SECRET not in text


def test_a_report_that_cannot_be_saved_is_no_further_error(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    assert crash.save("x\n", tmp_path / "state", NOW) is None


@pytest.fixture
def terminal() -> Iterator[tuple[int, TextIO]]:
    """A real terminal: the end that a person types at, and the end that the program reads."""
    person, program = os.openpty()
    with os.fdopen(program, "r", closefd=True) as keyboard:
        yield person, keyboard
    os.close(person)


@pytest.mark.parametrize(("key", "agrees"), [(b"y", True), (b"\r", True), (b"n", False), (b"N", False)])
def test_one_key_answers(terminal: tuple[int, TextIO], key: bytes, agrees: bool) -> None:
    person, keyboard = terminal
    before = termios.tcgetattr(keyboard)

    def answer() -> None:
        while termios.tcgetattr(keyboard)[3] & termios.ICANON:  # until single keys are handed on
            pass
        os.write(person, key)

    typing = Thread(target=answer)
    typing.start()
    assert crash.agreed(keyboard, 20.0) is agrees
    typing.join()
    assert termios.tcgetattr(keyboard) == before


def test_no_answer_is_a_yes(terminal: tuple[int, TextIO]) -> None:
    assert crash.agreed(terminal[1], 0.0)


def test_what_was_typed_ahead_is_no_answer(terminal: tuple[int, TextIO]) -> None:
    person, keyboard = terminal
    os.write(person, b"nnn\n")
    select.select([keyboard], [], [])  # it may take a moment to come through
    assert crash.agreed(keyboard, 0.0)


def test_where_there_is_no_terminal_nobody_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "input").write_text("n\n")
    with (tmp_path / "input").open() as file:
        assert crash.agreed(file, 20.0)
    assert crash.agreed(StringIO("n"), 20.0)
    assert capsys.readouterr().err == ""
