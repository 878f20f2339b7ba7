"""Nothing that was acknowledged is lost when the program is killed, at whatever instant."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from e2e.terminal import SOURCES

TESTS = Path(__file__).parents[1]


@pytest.mark.slow
def test_what_is_acknowledged_survives_a_storm_of_kills() -> None:
    """Until fifty changes were acknowledged; ``make storm`` goes on to a thousand."""
    run = subprocess.run(
        [sys.executable, str(TESTS / "storm.py"), "50"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([SOURCES, str(TESTS)])},
    )
    assert run.returncode == 0, run.stdout + run.stderr
    survived, _, acknowledged = run.stdout.split("\n")[1].split()[:3]
    assert survived == acknowledged
    assert int(acknowledged) >= 50
