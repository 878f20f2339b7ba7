"""Where the real digests lie that some tests read when they are there; nothing of them is in the project."""

import os
from pathlib import Path

import pytest

_ROOT = Path(os.environ.get("DIGEST_TUI_SHARED", Path(__file__).parents[2] / "shared"))


def shared(*parts: str) -> Path:
    """The path of a real sample; skips the calling test, saying so, when it is not there."""
    path = _ROOT.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"real samples not found: {path} (set DIGEST_TUI_SHARED to their folder)")
    return path
