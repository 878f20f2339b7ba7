"""What ``digest-tui formats`` says of the formats and their profiles, as lines for people."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from sys import modules

from digest_parsers import formats
from digest_parsers.encoding import decode
from digest_parsers.errors import DigestError
from digest_parsers.formats import profiles
from digest_parsers.formats.base import Format, ParsedText
from digest_parsers.formats.drafting import draft
from digest_parsers.formats.profiles.format import ProfileFormat
from digest_parsers.formats.profiles.reader import read_profile
from digest_parsers.model import Level
from digest_parsers.sanitize import clean, clean_line
from digest_parsers.source import LIMIT, read_bytes
from digest_tui.wording import counted

#: Papers and labels that are told of one digest.
_TOLD = 3


class NoSuchFormatError(DigestError):
    """A format was asked for that there is not."""


def listed() -> Iterator[str]:
    """All formats in the order in which they are asked: name, where from, whose they are."""
    rows = [(each.name, _origin(each), _about(each)) for each in formats.formats()]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for name, origin, about in rows:
        yield f"{name:<{widths[0]}}  {origin:<{widths[1]}}  {about}".rstrip()


def wrong() -> Iterator[DigestError]:
    """What is wrong with profiles, each error once."""
    yield from (*profiles.own().errors, *profiles.shipped().errors)


def shown(name: str) -> str:
    """The profile of a format as it is written.

    Raises:
        NoSuchFormatError: There is no profile of this name.
    """
    for each in formats.formats():
        if each.name == name:
            if isinstance(each, ProfileFormat):
                return clean(each.profile.source.read_text(encoding="utf-8-sig"))
            raise NoSuchFormatError(f"{name} is built in", cure="only profiles can be shown")
    raise NoSuchFormatError(f"there is no format {name}", cure="`digest-tui formats` lists them")


def checked(profile: Path, sample: Path | None) -> Iterator[str]:
    """What a profile says, and what it makes of a digest.

    Raises:
        DigestError: The profile or the digest cannot be read.
    """
    described = ProfileFormat(read_profile(profile))
    yield f"{profile}: nothing is wrong"
    if sample is not None:
        yield from _tried(described, sample)


def drafted(sample: Path) -> tuple[str, str]:
    """A profile for digests like a sample, and what it makes of it.

    Raises:
        DigestError: The sample cannot be read.
    """
    made = draft(_lines(sample), str(sample))
    left = f", {len(made.missing):,} others are not read yet" if made.missing else ""
    return clean(made.text), f"reads {_papers(made.parsed)} from {clean_line(str(sample))}{left}"


def _tried(described: ProfileFormat, sample: Path) -> Iterator[str]:
    lines = _lines(sample)
    if not described.recognises(lines[: formats.HEAD], str(sample)):
        yield f"{sample}: is not for this profile by its path and first lines; read all the same:"
    parsed = described.parse(lines, str(sample))
    yield f"{sample}: {_papers(parsed)}"
    for claim in parsed.claims:
        yield f"  day {claim.day} ({claim.source})"
    categories = Counter(entry.primary_category or "none" for entry in parsed.entries)
    yield f"  categories: {', '.join(f'{name} {count}' for name, count in categories.items()) or 'none'}"
    keys = Counter(section.key for entry in parsed.entries for section in entry.sections)
    yield f"  sections: {', '.join(f'{key} {count}' for key, count in keys.items()) or 'none'}"
    for entry in parsed.entries[:_TOLD]:
        yield f"  line {entry.line}: {entry.arxiv_id} {entry.title} ({counted(len(entry.authors), 'author')})"
    for one in parsed.diagnostics:
        if one.level is not Level.INFO:
            yield f"  {one.level}: line {one.line or 1}: {one.message}"


def _papers(parsed: ParsedText) -> str:
    return counted(len(parsed.entries), "paper")


def _lines(sample: Path) -> list[str]:
    return clean(decode(read_bytes(sample, LIMIT)).text).split("\n")


def _origin(each: Format) -> str:
    if not isinstance(each, ProfileFormat):
        return "built in"
    own = each in profiles.own().formats
    return str(each.profile.source) if own else "profile"


def _about(each: Format) -> str:
    if isinstance(each, ProfileFormat):
        return each.profile.about
    return (modules[type(each).__module__].__doc__ or "").split("\n", 1)[0]
