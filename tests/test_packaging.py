"""The wheel: both packages with their data, and no top-level name that could be another distribution's."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this checkout, built with the hatchling that is installed."""
    pytest.importorskip("hatchling", reason="the building needs hatchling (make test installs it)")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def test_only_our_two_packages_are_installed(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    (about,) = {top for top in tops if top.endswith(".dist-info")}
    assert tops == {"digest_parsers", "digest_tui", about}


def test_every_file_of_the_packages_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    """Code, data, styles, the sample: whatever git knows below the two packages, and nothing else."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "parsers/digest_parsers", "tui/digest_tui"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode != 0:
        pytest.skip("this is no git checkout")
    known = {name.partition("/")[2] for name in listed.stdout.split("\0") if name and (ROOT / name).exists()}
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name and not name.endswith("/")}
    assert known <= packed
    assert not [name for name in packed if "__pycache__" in name or name.endswith((".pyc", ".tmp"))]


@pytest.mark.parametrize(
    "name", ["digest_parsers/py.typed", "digest_tui/py.typed", "digest_parsers/data/categories.yaml"]
)
def test_what_must_not_be_forgotten_is_there(name: str, wheel: zipfile.ZipFile) -> None:
    assert name in wheel.namelist()


def test_the_sample_is_there(wheel: zipfile.ZipFile) -> None:
    sample = [name for name in wheel.namelist() if name.startswith("digest_tui/sample/")]
    assert any(name.endswith(".md") for name in sample)


def test_the_command_is_declared(wheel: zipfile.ZipFile) -> None:
    (name,) = [name for name in wheel.namelist() if name.endswith("/entry_points.txt")]
    assert b"digest-tui = digest_tui.__main__:main" in wheel.read(name)
