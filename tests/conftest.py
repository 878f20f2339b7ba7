"""What holds for all tests."""

from pathlib import Path

import pytest
from hypothesis import settings

from digest_parsers import load
from digest_parsers.loaded import LoadedFile
from digest_parsers.source import LIMIT, Stamp

# Machines differ; how long an example takes says nothing about whether it is right.
settings.register_profile("digest-tui", deadline=None)
settings.load_profile("digest-tui")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are parsed from here on."""
    names: list[str] = []
    real = load.load_file

    def counted(path: Path, stamp: Stamp | None = None, *, limit: int = LIMIT) -> LoadedFile:
        names.append(path.name)
        return real(path, stamp, limit=limit)

    monkeypatch.setattr(load, "load_file", counted)
    return names
