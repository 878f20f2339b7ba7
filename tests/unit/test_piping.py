"""Commands of the user's on papers: fed, listened to, stopped, and never waited for in vain."""

import asyncio
import os
import signal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.errors import ExportError
from digest_tui import piping
from digest_tui.piping import KEPT, Running, Said, in_terminal, shell

ENVIRON = {"PATH": os.environ["PATH"], "SHELL": "/bin/sh"}


async def ran(command: str, data: bytes = b"") -> Running:
    running = await Running.start(command, data, ENVIRON)
    await running.wait()
    return running


async def test_it_gets_the_papers_and_both_of_its_voices_are_heard() -> None:
    running = await ran("cat; echo trouble >&2; exit 3", b"one\ntwo\n")
    assert running.code == 3
    assert sorted(running.said) == [Said("one", False), Said("trouble", True), Said("two", False)]
    assert [one.text for one in running.said if not one.wrong] == ["one", "two"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"\033[1;31mred\033[0m \033]0;title\007plain", "red plain"),
        (r"\033]52;c;aGk=\033\\safe", "safe"),
        (r"10%%\r50%%\rdone\r\n", "done"),
        (r"a\tb", "a       b"),
        (r"\346\221\230\350\246\201 \377", "摘要 \N{REPLACEMENT CHARACTER}"),
        (r"no end of line", "no end of line"),
    ],
)
async def test_what_it_says_is_shown_as_a_terminal_would_leave_it(written: str, shown: str) -> None:
    assert [one.text for one in (await ran(f"printf '{written}'")).said] == [shown]


async def test_a_command_need_not_read_what_it_is_given() -> None:
    running = await ran("true", b"x" * 10_000_000)
    assert (running.code, running.lines) == (0, 0)


async def test_of_endless_output_the_last_lines_stay() -> None:
    running = await ran(f"seq {KEPT * 3}; head -c 100000 /dev/zero | tr '\\0' x")
    assert running.lines == KEPT * 3 + 1
    assert len(running.said) == KEPT
    assert running.said[-2].text == str(KEPT * 3)
    assert len(running.said[-1].text) < 100_000


async def test_a_stopped_command_ends_with_all_that_it_started() -> None:
    child = "(trap 'echo ended; exit' TERM; echo ready; while :; do sleep 0.01; done)"
    running = await Running.start(f"{child} & wait", b"", ENVIRON)
    while not running.said:
        await asyncio.sleep(0)
    running.stop()
    assert await running.wait() == -15
    assert "ended" in [one.text for one in running.said]


async def test_what_does_not_obey_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piping, "_GRACE", 0.01)
    running = await Running.start("trap '' TERM; echo ready; while :; do :; done", b"", ENVIRON)
    while not running.said:
        await asyncio.sleep(0)
    running.stop()
    assert await running.wait() == -9


async def test_what_goes_on_in_the_background_is_not_waited_for() -> None:
    running = await ran("echo $$; sleep 1000 & echo $!")
    _, left = (int(one.text) for one in running.said)
    assert running.code == 0
    os.kill(left, signal.SIGKILL)  # it is still there


async def test_it_has_no_terminal() -> None:
    running = await ran("tty </dev/tty")
    assert running.code != 0


async def test_what_cannot_be_run_is_told() -> None:
    with pytest.raises(ExportError, match="the command cannot be run: embedded null byte"):
        await Running.start("a\0b", b"", ENVIRON)
    with pytest.raises(ExportError, match="no such file"):
        await Running.start("true", b"", {"SHELL": "/nonexistent/shell"})
    with pytest.raises(ExportError, match="no such file"):
        in_terminal("true", b"", {"SHELL": "/nonexistent/shell"})


def test_the_shell_is_the_users() -> None:
    assert shell("ls | wc", {"SHELL": "/usr/bin/fish"}) == ("/usr/bin/fish", "-c", "ls | wc")
    assert shell("ls", {"SHELL": "fish"}) == shell("ls", {}) == ("/bin/sh", "-c", "ls")


def test_in_the_terminal_it_is_waited_for_and_its_exit_code_is_told() -> None:
    assert in_terminal('read line; test "$line" = papers && exit 7', b"papers\n", ENVIRON) == 7


orders = st.from_regex(r"\x1b(\[[0-9;?]{0,8}[A-Zm]|\][0-9];[a-z]{0,9}\x07|[=>78c])", fullmatch=True)
words = st.text(st.characters(exclude_characters="\x1b\r\t", exclude_categories=["Cs"]), max_size=9)


@given(st.lists(st.tuples(orders, words)))
def test_orders_to_a_terminal_go_and_everything_else_stays(line: list[tuple[str, str]]) -> None:
    assert piping._shown("".join(order + word for order, word in line)) == "".join(word for _, word in line)
