"""The arXiv taxonomy: what a category is called and which group it belongs to."""

from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data") / "categories.yaml"

#: The groups in the order in which they are shown: digests are mostly of the first ones.
GROUPS = (
    "Computer Science",
    "Mathematics",
    "Statistics",
    "Electrical Engineering and Systems Science",
    "Physics",
    "Quantitative Biology",
    "Quantitative Finance",
    "Economics",
)


def name(category: str) -> str:
    """The name of a category such as ``cs.CL``, or an empty string for one that is not known."""
    return _names().get(category, ("", ""))[1]


def group(category: str) -> str:
    """The group that a category belongs to, one of :data:`GROUPS`, or an empty string.

    A category that is not known belongs to the group of its archive: ``cs.XX`` to Computer Science.
    """
    known = _names().get(category)
    return known[0] if known else _archives().get(category.partition(".")[0], "")


def categories() -> tuple[str, ...]:
    """All categories that are known, in the taxonomy's order."""
    return tuple(_names())


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Group and name by category, read line by line: the file is YAML of the simplest kind."""
    result: dict[str, tuple[str, str]] = {}
    current = ""
    for line in _DATA.read_text(encoding="utf-8").split("\n"):
        if not line or line[0] == "#":
            continue
        key, _, value = line.partition(":")
        if line[0] == " ":
            result[key[2:]] = (current, value[1:])
        else:
            current = key
    return result


@cache
def _archives() -> dict[str, str]:
    """Group by archive: what stands before the point of a category."""
    return {category.partition(".")[0]: kind for category, (kind, _) in reversed(_names().items())}
