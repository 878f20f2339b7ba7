"""The formats that digests come in: which there are, and which one a text is.

Each native format is a module of this package with a :class:`~digest_parsers.formats.base.Format` named
``FORMAT``; others are described by :mod:`~digest_parsers.formats.profiles`, the user's own before all others.
What no format knows is read by :mod:`~digest_parsers.formats.generic` if it links to papers. Formats are
asked one after another until one is certain, and imported only when it is their turn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from digest_parsers.formats.base import CERTAIN, NO, Format, Lines, ParsedText
from digest_parsers.model import Level

__all__ = ["HEAD", "MODULES", "Detected", "detect", "formats", "read"]

#: The modules, the commonest format first.
MODULES = (
    "daily_enhanced",
    "daily_report",
    "daily_jsonl",
    "paper_assistant",
    "paper_assistant_json",
    "cv_arxiv_daily",
    "cv_arxiv_daily_json",
    "paper_reader",
    "paper_reader_list",
    "paper_reader_json",
    "arxiv_email",
    "arxiv_feed",
)

#: The last resorts, which are shown the whole text: the first link may stand anywhere.
_GENERIC = ("generic_json", "generic")

#: How many lines a format is shown to recognise its own; tables of contents have up to sixty.
HEAD = 200


@dataclass(frozen=True, slots=True)
class Detected:
    """The format that a text is in.

    Attributes:
        format: The format.
        sureness: How sure it is, above :data:`~digest_parsers.formats.base.NO`.
    """

    format: Format
    sureness: float


def detect(lines: Sequence[str], path: str = "") -> Detected | None:
    """The format that is surest to recognise a text, or None when none does.

    Args:
        lines: The lines of the text; its first ones are looked at.
        path: The file; an empty string when the text is of none.
    """
    head = lines.head(HEAD) if isinstance(lines, Lines) else lines[:HEAD]
    best = None
    for candidate in _in_turn():
        sureness = candidate.recognises(head, path)
        if sureness > (best.sureness if best else NO):
            best = Detected(candidate, sureness)
        if sureness >= CERTAIN:
            break
    return best or _last_resort(lines, path)


def read(lines: Sequence[str], path: str) -> tuple[Detected, ParsedText] | None:
    """What a text is and what stands in it, or None for what no format knows.

    A fork may keep the first lines of what it was made from and nothing else: when the format that is surest
    finds no paper and cannot say why, the next ones are asked, and what one of them finds counts.
    """
    detected = detect(lines, path)
    if detected is None:
        return None
    parsed = detected.format.parse(lines, path)
    if not parsed.entries and not any(one.level is Level.ERROR for one in parsed.diagnostics):
        for other in _others(lines, path, detected.format):
            found = other.format.parse(lines, path)
            if found.entries:
                return other, found
    return detected, parsed


def _others(lines: Sequence[str], path: str, known: Format) -> Iterator[Detected]:
    """The formats besides a known one that recognise a text, the surest first."""
    head = lines.head(HEAD) if isinstance(lines, Lines) else lines[:HEAD]
    asked = (Detected(one, one.recognises(head, path)) for one in _in_turn() if one is not known)
    yield from sorted((one for one in asked if one.sureness > NO), key=lambda one: -one.sureness)
    if (last := _last_resort(lines, path)) is not None and last.format is not known:
        yield last


def formats() -> tuple[Format, ...]:
    """All formats there are, the last resort among them."""
    return (*_in_turn(), *map(_load, _GENERIC))


def _last_resort(lines: Sequence[str], path: str) -> Detected | None:
    """The first of the last resorts that finds a paper."""
    for generic in map(_load, _GENERIC):
        sureness = generic.recognises(lines, path)
        if sureness > NO:
            return Detected(generic, sureness)
    return None


def _in_turn() -> Iterator[Format]:
    """All formats in the order in which they are asked; each is imported only when it is its turn."""
    from digest_parsers.formats import profiles  # noqa: PLC0415 - reads none before it is asked for some

    yield from profiles.own().formats
    yield from map(_load, MODULES)
    yield from profiles.shipped().formats


def _load(module: str) -> Format:
    return cast(Format, import_module(f"{__name__}.{module}").FORMAT)
