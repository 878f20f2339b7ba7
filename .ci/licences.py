"""Lists the licence of every package that a user installs with this one; fails on one that is not permissive.

Run by ``make security`` with the Python of the environment.
"""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = "digest-tui"
#: What may be combined with a program under the MIT licence and passed on, without terms on the program.
PERMISSIVE = re.compile(
    r"\b(?:MIT|0?BSD|Apache|ISCL?|PSF|Python Software Foundation|Unlicense|Zlib)(?:-[\w.-]+|[ ,;)]|$)",
    re.IGNORECASE,
)
#: Terms that reach from the package to the program; beside one of these a permissive licence is no choice
#: unless they are joined by OR.
COPYLEFT = re.compile(r"\b(?:A?GPL|LGPL|GNU|SSPL|EUPL|OSL|CC-BY-SA|CC-BY-NC)", re.IGNORECASE)


def packages(name: str, extras: tuple[str, ...] = ()) -> dict[str, Distribution]:
    """The package and all that it needs on this machine, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(canonicalize_name(name), extras)]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        name, extras = one
        found[name] = installed = distribution(name)
        for line in installed.requires or ():
            needed = Requirement(line)
            if needed.marker is None or any(needed.marker.evaluate({"extra": e}) for e in ("", *extras)):
                waiting.append((canonicalize_name(needed.name), tuple(sorted(needed.extras))))
    return found


def licence(package: Distribution) -> str:
    """What the package's metadata says, the most exact statement first."""
    about = package.metadata
    expression = about.get("License-Expression", "")
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or []
        if line.startswith("License :: ") and line != "License :: OSI Approved"
    ]
    text = (about.get("License") or "").strip().split("\n")[0]
    return expression or " AND ".join(classifiers) or text or "none stated"


def is_permissive(stated: str) -> bool:
    """Whether one of the licences that may be chosen is permissive and asks for nothing else."""
    choices = re.split(r"\s+OR\s+", stated)
    return any(PERMISSIVE.search(choice) and not COPYLEFT.search(choice) for choice in choices)


def main() -> int:
    """Print the list; 1 when something in it must be looked at by a person."""
    try:
        found = packages(ROOT)
    except PackageNotFoundError as error:
        print(f"{error.name} is needed and not installed", file=sys.stderr)  # noqa: T201
        return 1
    refused = []
    for name, package in sorted(found.items()):
        stated = licence(package)
        print(f"{name:<24} {package.version:<12} {stated}")  # noqa: T201
        if not is_permissive(stated):
            refused.append(name)
    if refused:
        print(f"neither permissive nor known: {', '.join(refused)}", file=sys.stderr)  # noqa: T201
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
