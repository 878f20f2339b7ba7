"""What a paper of no known format says without a label: its authors, a day, its categories.

Only what can hardly be anything else is taken: a line of nothing but names below the title, and pieces of a
line with points or bars between them that are a day or a category of arXiv.
"""

import re
from collections.abc import Sequence

from digest_parsers.formats import base
from digest_parsers.formats.profiles.draft import Draft
from digest_parsers.formats.profiles.labels import bare
from digest_parsers.formats.profiles.text_lines import Numbered
from digest_parsers.spelled_days import day_at

_BETWEEN = re.compile(r"[ \t]{1,4}[·|•—–][ \t]{1,4}")
#: Particles of names, which begin with no capital letter.
_PARTICLE = r"(?:d[aeiou]s?|de[lnr]|van|von|ter?|zu[mr]?|la|le|al|bin|ibn|el|y|dos)"
_WORD = r"(?:[^\W\d_a-z][^\W\d_]*(?:[-'’.][^\W\d_]*)*)"
_NAME = re.compile(rf"(?:(?:{_PARTICLE}|{_WORD})[ \t]){{1,5}}{_WORD}")
_MORE = re.compile(r"[ \t,]{0,4}(?:\bet al\.?|\.\.\.|…)$")
_BY = re.compile(r"by[ \t]+", re.IGNORECASE)
#: Words of topics, which are lists of capitals with commas too.
_TOPICS = frozenset(
    {"Analysis", "Detection", "Generation", "Intelligence", "Language", "Learning", "Models", "Networks",
     "Processing", "Robotics", "Systems", "Vision"}
)  # fmt: skip
#: Lines below a title that are looked at, and the longest one.
_FIRST, _LONGEST = 4, 2000


def take_unlabelled(draft: Draft, lines: Sequence[Numbered]) -> list[Numbered]:
    """Puts what stands without a label into a paper.

    Args:
        draft: The paper.
        lines: The lines below its title.

    Returns:
        The lines without that of the authors; all others stay text.
    """
    left = list(lines)
    said = [at for at, (_, line) in enumerate(lines[: 2 * _FIRST]) if line.strip()][:_FIRST]
    for at in said:
        text = lines[at][1].strip()
        if len(text) > _LONGEST:
            continue
        if at == said[0] and (names := _names(text)):
            draft.put("authors", names)
            left.remove(lines[at])
        else:
            _pieces(draft, text)
    return left


def _names(text: str) -> str:
    """A line that is a list of names, without marks; an empty string for any other line."""
    text = bare(text).strip()
    by = _BY.match(text)
    text = text[by.end() :] if by else text
    names = [part.removeprefix("and ") for part in base.split_names(_MORE.sub("", text))]
    alone = bool(by) or len(names) > 1
    are = all(_NAME.fullmatch(name) and _TOPICS.isdisjoint(name.split()) for name in names)
    return text if alone and names and are else ""


def _pieces(draft: Draft, text: str) -> None:
    """Takes the days and categories among the pieces of a line."""
    pieces = [bare(piece).strip(" \t_*`") for piece in _BETWEEN.split(text)]
    if len(pieces) < 2:
        return
    if names := _names(base.without_parentheses(pieces[0])):
        draft.put("authors", names)
    for piece in pieces:
        spelled = day_at(piece, 0)
        if spelled is not None and len(piece) - spelled[1] <= len(" 00:00 UTC"):
            draft.put("published", piece)
    categories = [
        one for piece in pieces for one in piece.split(", ") if "." in one and base.is_category(one)
    ]
    draft.put("categories", ", ".join(categories))
