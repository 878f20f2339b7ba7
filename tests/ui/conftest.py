"""The app on an invented library, in a terminal that is not there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from digest_tui.settings import Settings
from invented_files import write_library
from ui.at_rest import wait_for_rest
from ui.reader import Open, Reader, make_app


@pytest.fixture(autouse=True)
def waits_that_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot waits for what the app does, not for 20 ms in any case nor 17 for the next frame."""
    for module in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{module}.wait_for_idle", wait_for_rest)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.001)


@pytest.fixture(autouse=True)
def a_first_look_that_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is; else the newest digest is read twice and shown behind the first frame."""
    monkeypatch.setattr("digest_tui.app._FIRST_LOOK", 30.0)


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that copies, whatever the tests run in."""
    for name in ("TMUX", "STY", "VTE_VERSION", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture(autouse=True)
def nobodys_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform's folders, which nobody's own are."""
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "platform" / kind.lower()))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "digests")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def reader(library: Path, home: Path) -> Open:
    """Opens the app on the invented library, or on another, and closes it."""

    @asynccontextmanager
    async def opened(
        path: Path | None = library, *, size: tuple[int, int] = (120, 36), settings: Settings | None = None
    ) -> AsyncIterator[Reader]:
        app = make_app(path, home, settings)
        async with app.run_test(size=size) as pilot:
            one = Reader(app, pilot)
            await one.settle()
            yield one
        app.keeper.close()

    return opened
