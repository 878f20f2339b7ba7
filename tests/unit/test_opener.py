"""Handing links to a browser: which program, with what, and what is told when there is none."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from digest_tui import opener
from digest_tui.opener import open_url

URL = "https://arxiv.org/abs/2602.10000v1"


class Started:
    """Stands in for the starting of programs and notes what was asked for."""

    def __init__(self, missing: tuple[str, ...] = ()) -> None:
        self.missing = missing
        self.commands: list[list[str]] = []

    def __call__(self, command: list[str], environ: dict[str, str]) -> None:
        if command[0] in self.missing:
            raise FileNotFoundError(command[0])
        self.commands.append(command)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    stand_in = Started(missing=("/nonexistent", "gone"))
    monkeypatch.setattr(opener, "_start", stand_in)
    return stand_in


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with the desktops' programs on it, and a system that is Linux."""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("xdg-open", "open", "wslview"):
        (tmp_path / name).touch(mode=0o755)
    return tmp_path


@pytest.mark.parametrize(
    ("chosen", "browser", "command"),
    [
        (("firefox", "--new-tab"), "other", ["firefox", "--new-tab", URL]),
        (("app", "--url=%s", "-x"), "", ["app", f"--url={URL}", "-x"]),
        ((), "lynx", ["lynx", URL]),
        ((), "first:second", ["first", URL]),
        ((), ":: second", ["second", URL]),
        ((), "'my browser' --profile 'a b' %s end", ["my browser", "--profile", "a b", URL, "end"]),
        ((), "/nonexistent %s:second", ["second", URL]),
        ((), "'no end:second", ["second", URL]),
        (("gone",), "second", ["second", URL]),
        ((), "$(touch x);`x`", ["$(touch", "x);`x`", URL]),
    ],
)
def test_what_the_user_chose_gets_the_link_as_one_argument(
    chosen: tuple[str, ...], browser: str, command: list[str], started: Started
) -> None:
    result = open_url(URL, chosen, {"BROWSER": browser})
    assert started.commands == [command]
    assert (result.ok, result.how) == (True, Path(command[0]).name)
    assert result.message == f"Opening with {result.how}: {URL}"


def test_a_home_folder_in_the_settings_is_found(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/reader")
    open_url(URL, ("~/bin/open-it",), {})
    assert started.commands == [["/home/reader/bin/open-it", URL]]


@pytest.mark.parametrize(
    ("platform", "environ", "program"),
    [
        ("linux", {"DISPLAY": ":0"}, "xdg-open"),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, "xdg-open"),
        ("linux", {"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "x"}, "xdg-open"),
        ("linux", {}, None),
        ("linux", {"SSH_CONNECTION": "x"}, None),
        ("linux", {"WSL_DISTRO_NAME": "Debian"}, "wslview"),
        ("darwin", {}, "open"),
        ("darwin", {"SSH_TTY": "/dev/ttys0"}, None),
    ],
)
def test_the_desktop_is_asked_when_there_is_one(
    platform: str,
    environ: dict[str, str],
    program: str | None,
    programs: Path,
    started: Started,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    result = open_url(URL, (), {**environ, "PATH": str(programs)})
    if program is None:
        assert (result.ok, started.commands) == (False, [])
        assert result.message == f"Not opened, there is no browser to open it with: {URL}"
    else:
        assert (result.how, started.commands) == (program, [[str(programs / program), URL]])


def test_programs_that_cannot_be_started_are_named(started: Started) -> None:
    result = open_url(URL, ("gone",), {"BROWSER": "/nonexistent"})
    assert result.message == f"Not opened, gone and nonexistent cannot be started: {URL}"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("javascript:alert(1)", "it is no http or https link: javascript:alert(1)"),
        ("https://evil.example/", "evil.example is not among the sites that are opened from here"),
        ("https://arxiv.org/\x1b]0;x\x07", "control characters: https://arxiv.org/]0;x"),
    ],
)
def test_what_is_not_fit_to_be_opened_starts_nothing(url: str, says: str, started: Started) -> None:
    result = open_url(url, ("browser",), {"BROWSER": "other"})
    assert (result.ok, result.how, started.commands) == (False, "", [])
    assert says in result.message


def test_a_real_program_is_started_detached(tmp_path: Path) -> None:
    script, told = tmp_path / "browser", tmp_path / "told"
    os.mkfifo(told)
    script.write_text(
        f'#!/bin/sh\necho noise; echo noise >&2\nread line\nprintf "%s" "$#:$1:$line:$KEPT" > "{told}"\n'
    )
    script.chmod(0o700)
    result = open_url(URL, (str(script),), {**os.environ, "KEPT": "yes"})
    assert result.ok
    assert told.read_text() == f"1:{URL}::yes"


def test_the_program_has_a_session_of_its_own_and_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    class Process:
        def __init__(self, command: list[str], **options: Any) -> None:
            asked.update(options, command=command)

        def wait(self) -> None:
            pass

    monkeypatch.setattr(subprocess, "Popen", Process)
    open_url(URL, ("browser",), {"A": "b"})
    assert asked == {
        "command": ["browser", URL], "env": {"A": "b"}, "start_new_session": True,
        "stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL,
    }  # fmt: skip


@pytest.mark.parametrize("program", ["/nonexistent/browser", "nul\0character", "/etc"])
def test_a_program_that_cannot_run_is_told(program: str) -> None:
    result = open_url(URL, (program,), {})
    assert not result.ok
    assert "cannot be started" in result.message
