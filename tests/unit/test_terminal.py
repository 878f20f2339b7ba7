"""What arrives on standard input: what is taken, what is dropped, and that nothing ends the reading."""

import os
import signal
import sys
from collections.abc import Callable
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from digest_tui.terminal import Incoming, SteadyDriver, WholeWriter, pieces


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("jk", ["jk"]),
        ("a\x1b[Ab", ["a", "\x1b[Ab"]),
        ("\x1b[<0;10;20M", ["\x1b[<0;10;20M"]),
        ("\x1b[99999999999;5u", []),
        ("\x1b[<999999999;9999999999;99Mj", ["j"]),
        ("\x1b[48;9999999;9999999;1;1tj", ["j"]),
        ("a\ufffdb", ["ab"]),
        ("\ufffd", []),
        ("论文", ["论文"]),
        ("\x1b]11;rgb:bbbb/bbbb/bbbb\x07j", ["j"]),
        ("\x1bP1$rb\x1b\\j", ["j"]),
    ],
)
def test_what_is_kept_of_what_was_read(text: str, kept: list[str]) -> None:
    assert list(pieces(text)) == kept


@pytest.mark.parametrize(
    "answer", ["\x1b]11;rgb:bbbb/bbbb/bbbb\x07", "\x1b]4;0;rgb:00/00/00\x1b\\", "\x1bP1$rb\x1b\\"]
)
def test_an_answer_that_comes_in_halves_presses_no_key(answer: str) -> None:
    for cut in range(3, len(answer)):
        incoming = Incoming()
        read = [incoming.take("k" + answer[:cut]), incoming.take(answer[cut:] + "j"), incoming.take("")]
        assert [list(pieces(one)) for one in read] == [["k"], ["j"], []]


@pytest.mark.parametrize("typed", ["\x1b", "\x1b]", "\x1bP", "\x1b[", "j\x1b]j"])
def test_nothing_that_can_be_typed_waits(typed: str) -> None:
    assert Incoming().take(typed) == typed


def test_a_beginning_without_end_waits_for_a_moment_and_not_for_much() -> None:
    incoming = Incoming()
    assert incoming.take("\x1b]11;rgb") == ""
    assert incoming.take("") == "\x1b]11;rgb"
    assert incoming.take("\x1b]11;" + "x" * 300) == "\x1b]11;" + "x" * 300


class _Driver(SteadyDriver):
    """The driver's reading of a pipe, with what it hands on kept in a list."""

    def __init__(self, descriptor: int) -> None:
        from threading import Event

        self.fileno = descriptor
        self.exit_event = Event()
        self.messages: list[Message] = []
        self.hang_ups = 0

    def hung_up(self) -> None:
        self.hang_ups += 1

    def process_message(self, message: Message) -> None:
        self.messages.append(message)


def test_a_terminal_that_is_gone_ends_the_reading_and_is_told() -> None:
    reading, writing = os.pipe()
    os.close(writing)
    driver = _Driver(reading)
    driver.run_input_thread()
    os.close(reading)
    assert driver.hang_ups == 1


def _read(data: bytes) -> list[Message]:
    reading, writing = os.pipe()
    driver = _Driver(reading)
    thread = Thread(target=driver.run_input_thread)
    thread.start()
    os.write(writing, data)
    os.close(writing)
    thread.join(timeout=20)
    os.close(reading)
    assert not thread.is_alive()
    return driver.messages


@pytest.mark.parametrize(
    "garbage",
    [
        b"\xe9",
        b"\xff\xfe\x80",
        b"\x1b[99999999999;5u",
        b"\x1b[1114112u",
        b"\x1b[55296u",
        b"\x1b[<999999999;9999999999;99M",
        b"\x1b]11;rgb:zz\x07",
        b"\x1bP1$r\x1b\\",
        bytes(range(5, 8)),
        b"\x1b[200~" + b"A" * 3000 + b"\x1b[31m\x1b[201~",
    ],
)
def test_garbage_never_ends_the_reading(garbage: bytes) -> None:
    # A beginning that is never finished may swallow what follows for the length of a sequence, but no more.
    keys = [one.key for one in _read(garbage + 40 * b"j" + b"k") if isinstance(one, events.Key)]
    assert keys[-1] == "k"


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_no_bytes_end_the_reading(data: bytes) -> None:
    _read(data.replace(b"\x1b[200~", b""))


def test_sizes_that_no_terminal_has_are_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[Message] = []
    monkeypatch.setattr(
        "textual.drivers.linux_driver.LinuxDriver.process_message", lambda _, one: handed.append(one)
    )
    driver = SteadyDriver.__new__(SteadyDriver)
    for size in ((120, 36), (99_999, 99_999), (0, 10)):
        driver.process_message(events.Resize.from_dimensions(size, None))
    assert [one.size for one in handed if isinstance(one, events.Resize)] == [(120, 36)]


def _arrived(reading: int) -> Callable[[], bytes]:
    """Reads a pipe to its end meanwhile; what came is returned once it has ended."""
    came: list[bytes] = []

    def read() -> None:
        while data := os.read(reading, 4096):
            came.append(data)

    thread = Thread(target=read)
    thread.start()

    def ended() -> bytes:
        thread.join(timeout=20)
        os.close(reading)
        return b"".join(came)

    return ended


SCREEN = "".join(f"\x1b[{line};1H论文 {line}" for line in range(20_000))


def test_a_screen_arrives_whole_however_little_each_write_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = os.write, []

    def short(descriptor: int, data: memoryview) -> int:
        calls.append(len(data))
        return real(descriptor, data[: 1 + len(data) // 2])

    monkeypatch.setattr(os, "write", short)
    reading, writing = os.pipe()
    arrived = _arrived(reading)
    assert WholeWriter(writing).write(SCREEN) == len(SCREEN)
    os.close(writing)
    assert arrived() == SCREEN.encode()
    assert len(calls) > 1


async def test_the_app_writes_through_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as standard_input, os.fdopen(writing, "w") as standard_error:
        monkeypatch.setattr(sys, "__stdin__", standard_input)
        monkeypatch.setattr(sys, "__stderr__", standard_error)
        assert isinstance(SteadyDriver(App[int]())._file, WholeWriter)


def test_a_frame_is_written_in_one_piece_and_everything_else_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(LinuxDriver, "write", lambda _, data: written.append(data))
    driver = SteadyDriver.__new__(SteadyDriver)
    driver._frame = []
    for data in ("title", SYNC_START, "lines", "cursor", SYNC_END, "mouse", SYNC_END, SYNC_START):
        driver.write(data)
    assert written == ["title", f"{SYNC_START}linescursor{SYNC_END}", "mouse", SYNC_END]


def test_a_screen_arrives_whole_on_a_terminal_that_does_not_wait() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    arrived = _arrived(reading)
    WholeWriter(writing).write(SCREEN)
    os.close(writing)
    assert arrived() == SCREEN.encode()


def test_textuals_own_parser_still_stumbles() -> None:
    # When this fails, Textual has been mended and the driver may become simpler.
    with pytest.raises((ValueError, OverflowError)):
        list(XTermParser().feed("\x1b[99999999999;5u"))
