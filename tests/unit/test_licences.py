"""Which licences the list in ``make security`` lets pass."""

import runpy
from pathlib import Path

import pytest

_LICENCES = runpy.run_path(str(Path(__file__).parents[2] / ".ci" / "licences.py"))


@pytest.mark.parametrize(
    "stated",
    ["MIT", "MIT License", "BSD-3-Clause", "BSD License", "Apache-2.0", "Apache Software License", "PSF-2.0",
     "ISC License (ISCL)", "0BSD", "GPL-3.0-or-later OR MIT", "(MIT)"],
)  # fmt: skip
def test_permissive_licences_pass(stated: str) -> None:
    assert _LICENCES["is_permissive"](stated)


@pytest.mark.parametrize(
    "stated",
    [
        "GPL-3.0-only",
        "GNU General Public License v3 (GPLv3)",
        "LGPL-2.1 OR GPL-2.0",
        "MIT AND GPL-2.0",
        "CC-BY-NC-4.0",
        "Other/Proprietary License",
        "PERMITTED",
        "none stated",
        "",
    ],
)
def test_unknown_and_copyleft_licences_do_not(stated: str) -> None:
    assert not _LICENCES["is_permissive"](stated)


def test_what_a_package_needs_is_found_all_the_way_down() -> None:
    found = _LICENCES["packages"]("pytest-asyncio")
    assert {"pytest-asyncio", "pytest", "pluggy"} <= set(found)
