"""What may not be imported where, seen in a real process: for start-up time and the one-way rule."""

import ast
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import digest_parsers
import digest_tui
import written

_TOLD = """
import sys
{code}
print("\\nimported:", " ".join(sorted(name.partition(".")[0] for name in sys.modules)))
print("inside:", " ".join(sorted(name for name in sys.modules if name.startswith("digest_"))))
"""


def imported(code: str, home: Path) -> tuple[set[str], set[str]]:
    """The top-level modules and our own modules that a fresh process has imported after running some code."""
    run = subprocess.run(
        [sys.executable, "-c", _TOLD.format(code=code)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    *_, tops, inside = run.stdout.splitlines()
    return set(tops.split()[1:]), set(inside.split()[1:])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2026-02-28.md").write_text(written.daily_report("2602.1"), encoding="utf-8")
    return tmp_path


def test_the_parsers_know_nothing_of_the_screen(tmp_path: Path) -> None:
    code = "import digest_parsers.load, digest_parsers.library, digest_parsers.query, digest_parsers.search"
    tops, inside = imported(code, tmp_path)
    assert tops.isdisjoint({"textual", "rich", "digest_tui"})
    assert "digest_parsers.search" in inside


def test_the_command_line_imports_no_more_than_it_needs(tmp_path: Path) -> None:
    tops, inside = imported("import digest_tui.cli", tmp_path)
    assert tops.isdisjoint({"textual", "rich", "yaml", "ftfy", "platformdirs", "sqlite3", "asyncio", "ssl"})
    assert "digest_tui.app" not in inside


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        (["--version"], {"textual", "rich", "yaml", "ftfy", "platformdirs", "sqlite3"}),
        (["paths"], {"textual", "rich", "yaml", "ftfy", "sqlite3"}),
        (["check", "{folder}"], {"textual", "rich", "yaml", "ftfy", "sqlite3"}),
        (["list", "{folder}", "--format", "jsonl"], {"textual", "rich", "yaml", "ftfy", "sqlite3"}),
        (["list", "{folder}"], {"textual", "yaml", "ftfy", "sqlite3"}),
        (["search", "(-absentword)", "{folder}"], {"textual", "rich", "yaml", "ftfy", "sqlite3", "regex"}),
    ],
)
def test_commands_without_a_screen_import_no_toolkit(
    words: list[str], absent: set[str], folder: Path
) -> None:
    asked = [word.format(folder=folder) for word in words]
    tops, inside = imported(f"from digest_tui.cli import main; assert main({asked!r}) == 0", folder)
    assert tops.isdisjoint(absent)
    assert "digest_tui.app" not in inside


def test_what_is_stored_and_decided_needs_no_toolkit(tmp_path: Path) -> None:
    code = (
        "import digest_tui.paths, digest_tui.settings, digest_tui.state, digest_tui.commands;"
        "import digest_tui.store.bookmarks, digest_tui.store.reading;"
        "from digest_tui.store.bookmarks import BookmarkStore; from pathlib import Path;"
        "BookmarkStore(Path('/nonexistent')).load()"
    )
    tops, _ = imported(code, tmp_path)
    assert tops.isdisjoint({"textual", "rich", "yaml", "ftfy", "sqlite3", "hashlib"})


def test_to_look_again_where_nothing_is_kept_imports_nothing_that_keeps(tmp_path: Path) -> None:
    code = (
        "import asyncio; from pathlib import Path; home = Path.home(); from digest_tui.keeper import Keeper;"
        "from digest_tui.store.reading import ReadingState;"
        "keeper = Keeper(home / 'bookmarks', ReadingState(home / 'state.db')); keeper.load();"
        "told = [asyncio.run(keeper.refresh()), asyncio.run(keeper.refresh_searches())];"
        "assert told == [False, False]; keeper.close()"
    )
    _, inside = imported(code, tmp_path)
    assert inside.isdisjoint({"digest_tui.store.bookmarks", "digest_tui.store.searches"})


def test_a_launch_imports_nothing_that_its_first_frame_does_not_show(tmp_path: Path) -> None:
    tops, inside = imported("import digest_tui.cli, digest_tui.launch, digest_tui.app", tmp_path)
    assert tops.isdisjoint({"yaml", "ftfy", "sqlite3", "email", "secrets", "watchfiles"})
    parsers = {"load", "search", "standing", "query", "query_tree", "repair", "formats", "export"}
    screen = {
        "deceit",
        "links",
        "copying",
        "crash",
        "opener",
        "palette",
        "headless",
        "store.bookmarks",
        "store.document",
        "store.searches",
        "watchlist",
        "arranging",
        "themes.shades",
        "widgets.search_bar",
        "arguments",
        "store.backups",
        "store.durable",
        "mathtext",
    }
    late = {f"digest_parsers.{name}" for name in parsers} | {f"digest_tui.{name}" for name in screen}
    assert inside.isdisjoint(late), inside & late


def test_a_launch_loads_no_openssl_and_whoever_wants_it_later_gets_it(tmp_path: Path) -> None:
    launch = "from digest_tui.local_asyncio import import_asyncio; import_asyncio(); import digest_tui.app;"
    tops, _ = imported(launch, tmp_path)
    assert "asyncio" in tops
    assert tops.isdisjoint({"ssl", "_ssl", "_hashlib"})
    tops, _ = imported(launch + "import ssl; ssl.create_default_context", tmp_path)
    assert "_ssl" in tops


@pytest.mark.parametrize(
    ("start", "collects"),
    [
        ("import digest_tui.__main__", False),
        ("from digest_tui.__main__ import main; main(['--version'])", True),
        ("import digest_tui.cli", True),
    ],
)
def test_garbage_is_not_looked_for_before_it_is_known_who_makes_it(
    start: str, collects: bool, tmp_path: Path
) -> None:
    imported(f"{start}; import gc; assert gc.isenabled() is {collects}", tmp_path)


def test_a_first_search_imports_nothing_in_the_event_loop(tmp_path: Path) -> None:
    search = "import digest_parsers.query, digest_parsers.search, digest_parsers.highlights;"
    search += "digest_parsers.query.parse_query('learning -graph')"
    ready = "import digest_tui.app; from digest_tui.reading import prepare_searching; prepare_searching();"
    _, before = imported(ready, tmp_path)
    _, after = imported(ready + search, tmp_path)
    assert "digest_parsers.search" in before
    assert after == before


def test_the_probe_sees_what_is_imported(tmp_path: Path) -> None:
    tops, _ = imported("import textual, yaml", tmp_path)
    assert {"textual", "yaml"} <= tops


#: What reaches the network, and what turns data into code.
_NEVER = {
    "aiohttp", "ftplib", "http", "httpx", "marshal", "pickle", "requests", "shelve", "smtplib", "socket",
    "ssl", "urllib.request", "webbrowser",
}  # fmt: skip


@pytest.mark.parametrize("package", [digest_parsers, digest_tui], ids=lambda package: package.__name__)
def test_no_module_reaches_the_network_or_runs_data(package: ModuleType) -> None:
    for path in Path(str(package.__file__)).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names: set[str] = set()
            if isinstance(node, ast.Import):
                names = {one.name for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = {str(node.module), *(f"{node.module}.{one.name}" for one in node.names)}
            names |= {name.partition(".")[0] for name in names}
            assert names.isdisjoint(_NEVER), f"{path}: {names & _NEVER}"
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            assert called not in ("eval", "exec", "__import__"), f"{path} calls {called}"
