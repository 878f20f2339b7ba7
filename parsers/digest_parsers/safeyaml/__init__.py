"""YAML for people's files: strings, lists and mappings, with the line of every key and item.

A full YAML loader is the wrong tool here: it turns ``2602.10000`` into the number 2602.1 and ``no``
into False, merge keys and aliases let a small file blow up, and deep nesting ends in a crash of the C
parser or a RecursionError of the Python one. This reader takes PyYAML's pure-Python event stream and
builds from it, without recursion, what is asked for: every scalar is a string, an empty one, ``~`` and
``null`` are the empty string. Anchors, aliases, tags, merge keys, repeated keys and a second document
are errors that name their line.

PyYAML (20 ms) is imported with the first document that is read.
"""

from pathlib import Path

from digest_parsers.errors import DigestError

#: Characters of YAML that are read at most; more is no settings file and no front matter.
MAX_SIZE = 256 * 1024
#: Lists and mappings inside each other.
MAX_DEPTH = 32


class YamlError(DigestError):
    """YAML that cannot be read, with the line in the file at which reading stopped."""


class Mapping(dict[str, "Value"]):
    """A mapping that knows the 1-based line of each of its keys.

    Attributes:
        lines: The line of each key in the file.
    """

    __slots__ = ("lines",)

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}


class Items(list["Value"]):
    """A list that knows the 1-based line of each of its items.

    Attributes:
        lines: The line of each item in the file.
    """

    __slots__ = ("lines",)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


Value = str | list["Value"] | Mapping


def read_yaml(text: str, *, path: Path | str | None = None, first_line: int = 1) -> Value:
    """Reads one YAML document.

    Args:
        text: The document.
        path: The file it is from, for messages.
        first_line: The 1-based line of the file at which ``text`` begins.

    Returns:
        The value; an empty document is the empty string.

    Raises:
        YamlError: The text is no YAML, or uses what is not allowed here.
    """
    if len(text) > MAX_SIZE:
        raise YamlError(
            f"more than {MAX_SIZE // 1024} KiB of YAML", path=path, line=first_line, cure="make it shorter"
        )
    from digest_parsers.safeyaml.events import build  # noqa: PLC0415 - imports PyYAML

    return build(text, path, first_line)
