"""What can complete the last part of a typed list of tags, or a typed folder. Pure values."""

from collections.abc import Iterable


def split_last(text: str, separator: str) -> tuple[str, str]:
    """What stands before the part that is being typed, and that part without the space before it.

    Args:
        text: What has been typed; with an empty separator all of it is one part.
        separator: What stands between parts, such as a comma.
    """
    if not separator:
        return "", text
    head, found, tail = text.rpartition(separator)
    stripped = tail.lstrip()
    return head + found + tail[: len(tail) - len(stripped)], stripped


def matching(text: str, choices: Iterable[str], *, separator: str = "") -> list[str]:
    """The choices that the part being typed may mean: those that begin with it, then those that hold it.

    What has been typed in another part already is not offered again, nor what the part already is.
    """
    head, part = split_last(text, separator)
    taken = {one.strip().casefold() for one in head.split(separator)} if separator else set()
    wanted = part.casefold()
    open_ = [one for one in choices if one.casefold() not in taken and one.casefold() != wanted]
    begin = [one for one in open_ if one.casefold().startswith(wanted)]
    return begin + [one for one in open_ if wanted in one.casefold() and one not in begin]


def completed(text: str, choice: str, *, separator: str = "") -> str:
    """The text with the part being typed replaced by a choice."""
    head, _ = split_last(text, separator)
    if head and not head.endswith(" "):
        head += " "
    return head + choice
