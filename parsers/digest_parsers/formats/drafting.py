"""A profile drafted from a sample, tried on it, and what it does not read yet.

Two drafts are made: one by what lines that begin papers look like, one by where
:mod:`~digest_parsers.formats.generic` sees papers begin. The one that reads more of the papers counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from digest_parsers import arxiv_id
from digest_parsers.formats.base import ParsedText, begins_like_data
from digest_parsers.formats.linked_lines import Line, lines_of
from digest_parsers.formats.owners import starts_of
from digest_parsers.formats.profiles.format import ProfileFormat
from digest_parsers.formats.profiles.reader import parse_profile
from digest_parsers.formats.profiles.sketch import sketch
from digest_parsers.formats.prose import prose_of
from digest_parsers.formats.starts import Start
from digest_parsers.formats.titles import heading_text

#: As many papers are told that a draft does not read.
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a profile.

    Attributes:
        text: The profile, as YAML; what it does not read stands at its end as a comment.
        parsed: What it makes of the sample.
        missing: The papers of the sample that it does not read, each with its line.
    """

    text: str
    parsed: ParsedText
    missing: tuple[tuple[str, int], ...]


def draft(lines: Sequence[str], path: str) -> Draft:
    """Drafts a profile for texts like a sample.

    Args:
        lines: The lines of the sample.
        path: Where it lies.
    """
    seen = list(lines_of(prose_of(lines)))
    starts = [] if begins_like_data(lines) else starts_of(seen)
    drafts = [_tried(text, lines, path, starts) for text in _sketches(lines, path, seen, starts)]
    best = max(drafts, key=lambda one: (-len(one.missing), -_strange(one.parsed)))
    return Draft(best.text + "".join(_comment(best, len(starts))), best.parsed, best.missing)


def _sketches(
    lines: Sequence[str], path: str, seen: Sequence[Line], starts: Sequence[Start]
) -> Iterator[str]:
    categories = {start.category for start in starts if start.category}
    over = [one.text for one in seen if one.level and heading_text(one.text) in categories]
    yield sketch(lines, path, (), over)
    if begun := [start.line.at for start in starts if not start.line.row]:
        yield sketch(lines, path, begun, over)


def _tried(text: str, lines: Sequence[str], path: str, starts: Sequence[Start]) -> Draft:
    parsed = ProfileFormat(parse_profile(text, Path(path))).parse(lines, path)
    read = {entry.arxiv_id for entry in parsed.entries}
    places = {start.identity.id: start.line.number for start in reversed(starts)}
    return Draft(text, parsed, tuple((one, line) for one, line in places.items() if one not in read))


def _strange(parsed: ParsedText) -> int:
    """How many papers a draft reads that are none: headings of something else."""
    return sum(arxiv_id.is_stand_in(entry.arxiv_id) for entry in parsed.entries)


def _comment(tried: Draft, known: int) -> Iterator[str]:
    """What is still missing, as comments for whoever looks through the draft."""
    if tried.missing:
        papers = ", ".join(
            f"{paper} (line {line})" for paper, line in sorted(tried.missing, key=_line)[:_TOLD]
        )
        more = "" if len(tried.missing) <= _TOLD else " and others"
        yield f"# Not read yet, {len(tried.missing)} of {known} papers: {papers}{more}\n"
    if strange := _strange(tried.parsed):
        yield f"# Read as papers without an id of arXiv: {strange}; narrow paper.starts if they are none\n"


def _line(found: tuple[str, int]) -> int:
    return found[1]
