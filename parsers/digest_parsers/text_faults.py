"""What befell a file on its way: the marks that git leaves, and characters that are no text."""

from collections.abc import Iterator, Set

from digest_parsers.model import Diagnostic, Level
from digest_parsers.sanitize import is_forbidden

#: What begins a file that git-LFS has put in the place of another one.
_POINTER = "version https://git-lfs.github.com/spec/"

#: What git writes before the one of two versions that it could not merge, and what of it hardly a text has:
#: without the space, and looked for from the end, a search in C leaves out seven characters of eight.
_CONFLICT = "<<<<<<< "
_CONFLICT_SIGN = _CONFLICT.rstrip()


def is_pointer(text: str) -> bool:
    """Whether a text only tells git-LFS where the file is."""
    return text.startswith(_POINTER)


def faults(text: str, suspects: Set[str] | None, path: str) -> Iterator[Diagnostic]:
    """What is wrong with a text before anybody reads it.

    Args:
        text: The text as it was decoded.
        suspects: What cleaning has to look at in it, if that is known.
        path: The file.
    """
    at = _conflict(text) if text.rfind(_CONFLICT_SIGN) >= 0 else None
    if at is not None:
        line = text.count("\n", 0, at) + 1
        message = "git's marks of a merge that was not finished stand in the file; both versions are read"
        yield Diagnostic(Level.WARNING, "merge-conflict", path, line, message, "finish the merge")
    dropped = {one: text.count(one) for one in suspects or () if is_forbidden(one)}
    dropped = {one: count for one, count in dropped.items() if count}
    if dropped:
        line = text.count("\n", 0, min(map(text.find, dropped))) + 1
        names = ", ".join(f"U+{ord(one):04X}" for one in sorted(dropped))
        message = f"{sum(dropped.values()):,} control or invisible characters were left out ({names})"
        yield Diagnostic(Level.INFO, "control-characters", path, line, message)


def _conflict(text: str) -> int | None:
    """Where the first line of an unfinished merge begins, or None."""
    if text.startswith(_CONFLICT):
        return 0
    return text.find(f"\n{_CONFLICT}") + 1 or None
