"""The command line: what goes where, which code it ends with, and never a traceback."""

import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import digest_tui.launch
import written
from digest_parsers.cache import DigestCache
from digest_parsers.load import load_file
from digest_tui import __version__, cli, headless
from digest_tui.cli import main
from digest_tui.shell import COMMANDS, PROGRAM

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written.library(tmp_path)


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **changes}


COMMAND = [sys.executable, "-m", "digest_tui"]


def test_check_says_what_is_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder)]) == 0
    said = capsys.readouterr()
    assert said.out.endswith("\n4 files, 5 entries, 2 papers, 2 days, 0 errors, 1 warning\n")
    assert said.err == ""


def test_check_speaks_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", str(folder)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == headless.report(headless.read_library([folder]))


def test_check_ends_with_one_for_errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "binary.md").write_bytes(bytes(range(256)) * 40)
    assert main(["check", str(folder)]) == 1
    assert "error binary" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_list_speaks_json(form: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "-q", "虚构的方法", str(folder), "--format", form]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    rows = [json.loads(line) for line in lines] if form == "jsonl" else json.loads(said.out)
    assert [row["arxiv_id"] for row in rows] == ["2602.10000", "2602.10001", "2602.10001"]
    assert said.err == ""


def test_list_tells_what_a_limit_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", str(folder), "--limit", "2"]) == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 3
    assert said.err == "digest-tui: 2 of 5 shown (--limit)\n"


def test_list_tells_that_files_could_not_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "binary.md").write_bytes(bytes(range(256)) * 40)
    assert main(["list", str(folder)]) == 0
    assert "`digest-tui check` tells which" in capsys.readouterr().err


def test_without_a_path_the_settings_are_asked(
    folder: Path,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = home / "config" / "digest-tui" / "settings.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"paths: {folder}/2026-02-28.md\n")
    assert main(["check"]) == 0
    assert "1 file, 2 entries" in capsys.readouterr().out
    settings.unlink()
    monkeypatch.chdir(folder)
    assert main(["check"]) == 0
    assert "4 files, 5 entries" in capsys.readouterr().out


def test_wrong_settings_are_one_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = home / "config" / "digest-tui" / "settings.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("themee: x\n")
    assert main(["check"]) == 2
    said = capsys.readouterr()
    assert said.err == f"digest-tui: {settings}:1: there is no setting themee (did you mean theme?)\n"
    assert main(["paths"]) == 1
    said = capsys.readouterr()
    assert str(settings) in said.out
    assert "did you mean theme?" in said.err


def test_wrong_settings_do_not_stop_what_needs_none(
    folder: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = home / "config" / "digest-tui" / "settings.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("themee: x\n")
    assert main(["check", str(folder)]) == 0
    said = capsys.readouterr()
    assert said.out
    assert said.err.startswith("digest-tui: settings not used: ")


@pytest.mark.parametrize("command", ["check", "list", "repair"])
def test_a_file_over_the_size_that_is_set_is_refused_and_named(
    command: str, folder: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = home / "config" / "digest-tui" / "settings.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("max_file_size: 2\n")
    large = folder / "large.md"
    large.write_bytes(b"x" * (2 * 2**20 + 1))
    assert main([command, str(large)]) == (0 if command == "list" else 1)
    said = capsys.readouterr()
    if command == "list":
        assert "`digest-tui check` tells which" in said.err
    else:
        told = " ".join((said.out + said.err).split())
        assert "is larger than 2 MiB, the limit for one digest" in told
        assert "max_file_size" in told
    settings.write_text("max_file_size: 3\n")
    assert main([command, str(large)]) == 0


def test_paths_says_where_things_are_and_makes_none(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths"]) == 0
    assert capsys.readouterr().out == (
        f"settings       {home}/config/digest-tui/settings.yaml  (not there yet)\n"
        f"formats        {home}/config/digest-tui/formats  (not there yet)\n"
        f"bookmarks      {home}/data/digest-tui/bookmarks  (not there yet)\n"
        f"searches       {home}/data/digest-tui/searches.yaml  (not there yet)\n"
        f"reading state  {home}/state/digest-tui/reading.db  (not there yet)\n"
        f"cache          {home}/cache/digest-tui  (not there yet)\n"
    )
    assert list(home.iterdir()) == []


def test_cache_tells_its_size_and_is_emptied(
    home: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = home / "cache" / "digest-tui"
    kept = DigestCache(place, [folder])
    kept.keep(load_file(folder / "2026-02-28.md"))
    kept.finish([str(folder / "2026-02-28.md")])
    (place / "notes.txt").write_text("not ours")
    assert main(["cache"]) == 0
    assert re.fullmatch(
        rf"{place}: 0\.0 MB of 1 library; at most 4,295 MB are kept\n", capsys.readouterr().out
    )
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().out == "removed 0.0 MB of 1 library\n"
    assert [path.name for path in place.rglob("*") if path.is_file()] == ["notes.txt"]
    assert main(["cache", "info"]) == 0
    assert "0.0 MB of 0 libraries" in capsys.readouterr().out


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"digest-tui {__version__}\n"
    assert main(["--help"]) == 0
    helped = capsys.readouterr().out
    assert all(command in helped for command in (*COMMANDS, "--demo", "./check"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_of_itself_and_can_be_run(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help"]) == 0
    assert f"{PROGRAM} {command}" in capsys.readouterr().out
    assert callable(import_module(f"digest_tui.shell.{command}").run)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["check", "--\x1b[2J"], "unrecognized arguments: --[2J"),
        (["list", "--format", "xml"], "invalid choice"),
        (["list", "--limit", "0"], "not a whole number above 0"),
        (["list", "--limit", "9" * 5000], "not a whole number above 0"),
        (["repair"], "required"),
        (["repair", "x", "-o", "d", "--in-place"], "not allowed with"),
        (["check", "/nonexistent/\x1b[31m"], "/nonexistent/[31m: does not exist"),
        (
            ["list", "-q", "(a", "."],
            'this parenthesis is not closed (expected ")" at the end), at character 1',
        ),
    ],
)
def test_wrong_usage_is_one_line(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert said.err.count("\n") == 1
    assert said.err.rstrip("\n").isprintable()


class Redirected:
    """Makes ``sys.stdout`` and ``sys.stderr`` real ones: pytest's stand-ins take no bytes."""

    def __enter__(self) -> None:
        self.before = sys.stdout, sys.stderr
        sys.stdout = io.TextIOWrapper(io.FileIO(1, "wb", closefd=False), encoding="ascii")
        sys.stderr = io.TextIOWrapper(io.FileIO(2, "wb", closefd=False), encoding="ascii")

    def __exit__(self, *_: object) -> None:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        sys.stdout, sys.stderr = self.before


def test_repair_gives_clean_files_back_as_they_are(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = written.daily_report("2602.1").replace("\n", "\r\n").encode()
    (tmp_path / "a.md").write_bytes(data)
    with Redirected():
        assert main(["repair", str(tmp_path / "a.md")]) == 0
    said = capfdbinary.readouterr()
    assert (said.out, said.err) == (data, b"")


def test_repair_goes_on_after_a_bad_file(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with Redirected():
        assert main(["repair", str(folder / "none.md"), str(folder / "damaged.md")]) == 1
    said = capfdbinary.readouterr()
    assert said.out.decode().startswith("# arXiv AI 论文日报 | 2026-02-27\n")
    first, second = said.err.decode().splitlines()
    assert first.startswith(f"digest-tui: {folder}/none.md: ")
    assert re.fullmatch(
        rf"digest-tui: {folder}/damaged\.md: \d+ of \d+ characters restored, \d+ in doubt", second
    )


def test_repair_in_place_and_into_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "damaged.md"
    assert main(["repair", "-o", str(folder / "out"), str(path)]) == 0
    assert main(["repair", "--in-place", str(path), str(folder / "2026-02-28.md")]) == 0
    assert (folder / "out" / "damaged.md").read_bytes() == path.read_bytes()
    said = capsys.readouterr()
    assert said.out == ""
    assert f"written to {folder}/out/damaged.md" in said.err
    assert f"repaired, kept as {folder}/damaged.md.bak" in said.err
    assert f"{folder}/2026-02-28.md: not damaged" in said.err


def test_repair_puts_marks_around_what_is_in_doubt(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "a.md"
    path.write_text(written.mojibake("我们的方法\n" * 4 + "词中语与词不语中词\n"), "utf-8")
    with Redirected():
        assert main(["repair", str(path)]) == 0
        plain = capfdbinary.readouterr().out.decode()
        assert main(["repair", "--marks", str(path)]) == 0
    marked, said = (stream.decode() for stream in capfdbinary.readouterr())
    in_doubt = re.search(r"(\d+) in doubt", said)
    assert in_doubt is not None
    assert marked.count("⟦") == marked.count("⟧") == int(in_doubt[1]) > 0
    assert marked.replace("⟦", "").replace("⟧", "") == plain


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def use_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Makes the standard streams a terminal; returns standard error.

    A function and no fixture, because pytest puts its own streams in place between set-up and test.
    """
    streams = {name: Terminal() for name in ("stdin", "stdout", "stderr")}
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)
    monkeypatch.setenv("TERM", "xterm-256color")
    return streams["stderr"]


@pytest.mark.parametrize(
    ("words", "paths", "demo"),
    [
        ([], None, False),
        (["--demo"], None, True),
        (["a", "b"], [Path("a"), Path("b")], False),
        (["./check"], [Path("check")], False),
        (["a", "check"], [Path("a"), Path("check")], False),
        (["--", "check"], [Path("check")], False),
        (["--", "-a"], [Path("-a")], False),
    ],
)
def test_everything_else_opens_the_reader(
    words: list[str], paths: list[Path] | None, demo: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[list[Path] | None, bool]] = []

    def run(library: list[Path] | None, *, demo: bool) -> int:
        opened.append((library, demo))
        return 7

    monkeypatch.setattr(digest_tui.launch, "run", run)
    use_terminal(monkeypatch)
    assert main(words) == 7
    assert opened == [(paths, demo)]


@pytest.mark.parametrize("term", ["dumb", "", None])
def test_a_terminal_that_cannot_place_text_is_refused(
    term: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors = use_terminal(monkeypatch)
    if term is None:
        monkeypatch.delenv("TERM")
    else:
        monkeypatch.setenv("TERM", term)
    assert main([]) == 2
    assert errors.getvalue().count("\n") == 1
    assert "`digest-tui list` and `digest-tui check`" in errors.getvalue()


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
@pytest.mark.parametrize("closed", [True, False])
def test_every_stream_must_be_a_terminal(stream: str, closed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    use_terminal(monkeypatch)
    monkeypatch.setattr(sys, stream, None if closed else io.StringIO())
    assert main([]) == 2


def test_not_a_terminal_is_one_line(folder: Path) -> None:
    run = subprocess.run(
        [*COMMAND, str(folder)], stdin=subprocess.DEVNULL, capture_output=True, check=False, env=environment()
    )
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.count(b"\n") == 1
    assert b"\x1b" not in run.stderr
    assert b"list" in run.stderr
    assert b"check" in run.stderr


@pytest.mark.parametrize("words", [["list", "--format", "jsonl"], ["check"], ["--help"]])
def test_a_closed_pipe_ends_it_quietly(words: list[str], folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run(
        [*COMMAND, *words, *([str(folder)] if words != ["--help"] else [])],
        stdout=writer, stderr=subprocess.PIPE, check=False, env=environment(),
    )  # fmt: skip
    os.close(writer)
    assert (run.returncode, run.stderr) in ((141, b""), (0, b""))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_the_output_is_one_line(folder: Path) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        run = subprocess.run(
            [*COMMAND, "check", str(folder)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env=environment(),
        )
    assert (run.returncode, run.stderr) == (1, b"digest-tui: output: No space left on device\n")


def test_ctrl_c_ends_it_quietly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(headless, "read_library", interrupted)
    assert main(["check", str(folder)]) == 130


@pytest.mark.parametrize("form", ["json", "jsonl", "table"])
def test_half_a_surrogate_pair_is_listed_as_lost(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = written.daily_jsonl("2602.10000").replace("An invented", "An \\ud83d")
    (tmp_path / "half.jsonl").write_text(text)
    assert main(["list", str(tmp_path), "--format", form, "--query", "An"]) == 0
    said = capsys.readouterr()
    assert "An \ufffd line" in said.out
    assert "ud83d" not in said.out
    assert said.err == ""


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", ""])
def test_output_is_utf8_whatever_the_locale_says(locale: str, encoding: str, folder: Path) -> None:
    odd = os.fsencode(folder) + b"/2026-02-01\xff.md"
    Path(os.fsdecode(odd)).write_text(written.daily_report("2602.3"))
    env = environment(LC_ALL=locale, LANG=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    env |= {"PYTHONIOENCODING": encoding} if encoding else {}
    run = subprocess.run(
        [*COMMAND, "list", "--format", "jsonl", str(folder)], capture_output=True, check=True, env=env
    )
    rows = [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]
    assert {row["title"] for row in rows} == {written.TITLE, "An invented line"}
    assert odd in {os.fsencode(row["source"]["path"]) for row in rows}


def test_a_terminal_gets_a_table_that_fits_it(folder: Path) -> None:
    controller, terminal = pty.openpty()
    env = environment(COLUMNS="50", TERM="xterm")
    run = subprocess.Popen([*COMMAND, "list", str(folder)], stdout=terminal, stderr=subprocess.PIPE, env=env)
    os.close(terminal)
    said = b""
    while True:
        try:
            part = os.read(controller, 4096)
        except OSError:  # Linux says so when the other side is closed
            break
        if not part:
            break
        said += part
    os.close(controller)
    _, errors = run.communicate()
    lines = said.decode().splitlines()
    assert (run.returncode, errors, len(lines)) == (0, b"", 6)
    assert lines[1].endswith("…")
    assert "\x1b" not in said.decode()


def test_talk_never_goes_where_data_goes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["check", "/nonexistent"]) == 2
    assert capsys.readouterr().out == ""


def test_the_module_is_the_command() -> None:
    run = subprocess.run(
        [*COMMAND, "--version"], capture_output=True, text=True, check=True, env=environment()
    )
    assert run.stdout == f"digest-tui {__version__}\n"


def test_exit_codes_are_those_that_shells_know() -> None:
    assert (cli.INTERRUPTED, cli.PIPE_CLOSED) == (128 + signal.SIGINT, 128 + signal.SIGPIPE)
