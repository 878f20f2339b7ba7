"""The names of authors, taken apart as citation processors want them."""

from dataclasses import dataclass

from digest_parsers.export.item import one_line

#: Last words of names that are those of a group and have no surname.
_GROUPS = frozenset({"collaboration", "consortium", "group", "team", "laboratory", "institute"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLES = frozenset(
    {
        *("af", "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el"),
        *("ibn", "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur"),
    }
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name.

    Attributes:
        family: The surname with its particles; of a group or of one word, the whole name.
        given: The other names, or an empty string.
        suffix: ``Jr.`` and the like, or an empty string.
        whole: Whether the name is not to be taken apart: that of a group, or one without a known order.
    """

    family: str
    given: str = ""
    suffix: str = ""
    whole: bool = False


def is_group(name: str) -> bool:
    """Whether a name is that of a group."""
    return name.casefold().rpartition(" ")[2] in _GROUPS


def parts_of(name: str) -> Name:
    """Takes a name apart: ``Ludwig van Beethoven``, ``Beethoven, Ludwig van`` and ``Ann Smith Jr.`` alike.

    A name of one word, also a Chinese one without spaces, stays whole: nothing tells where it divides.
    """
    name = one_line(name)
    if is_group(name) or name.count(",") > 2:
        return Name(name, whole=True)
    family, comma, rest = (part.strip() for part in name.partition(","))
    if comma and family and rest:
        if rest.casefold().rstrip(".") in _SUFFIXES:
            return _in_order(f"{family} {rest}")
        suffix, comma, given = (part.strip() for part in rest.partition(","))
        return Name(family, given, suffix) if comma else Name(family, rest)
    return _in_order(name.strip(" ,"))


def _in_order(name: str) -> Name:
    words = name.split()
    suffix = words.pop() if len(words) > 2 and words[-1].casefold().rstrip(".") in _SUFFIXES else ""
    if len(words) < 2:
        return Name(name, whole=True)
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    return Name(" ".join(words[first:]), " ".join(words[:first]), suffix)
