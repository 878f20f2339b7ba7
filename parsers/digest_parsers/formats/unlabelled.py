"""What a paper of no known format says without a label: its authors, a day, its categories, a score.

Only what can hardly be anything else is taken: a line of nothing but names below the title, pieces of a line
with points or bars between them that are a day, a category of arXiv or ``8.5/10``, and what stands around
the title: stars, emoji and categories in brackets.
"""

import re
from collections.abc import Sequence

from digest_parsers.formats import base
from digest_parsers.formats.profiles.draft import Draft
from digest_parsers.formats.profiles.hyperlinks import is_link
from digest_parsers.formats.profiles.labels import Labels, bare, find_label, unwrapped
from digest_parsers.formats.profiles.text_lines import Numbered
from digest_parsers.spelled_days import day_at

_BETWEEN = re.compile(r"[ \t]{1,4}[·|•—–][ \t]{1,4}")
#: Particles of names, which begin with no capital letter.
_PARTICLE = r"(?:d[aeiou]s?|de[lnr]|van|von|ter?|zu[mr]?|la|le|al|bin|ibn|el|y|dos)"
_WORD = r"(?:[^\W\d_a-z][^\W\d_]*(?:[-'’.][^\W\d_]*)*)"
_NAME = re.compile(rf"(?:(?:{_PARTICLE}|{_WORD})[ \t]){{1,5}}{_WORD}")
_SURNAME = re.compile(rf"(?:(?:{_PARTICLE}|{_WORD})[ \t]){{0,5}}{_WORD}")
_ITALIC = re.compile(r"([*_])[^*_]+\1")
_MORE = re.compile(r"[ \t,]{0,4}(?:\bet al\.?|\.\.\.|…)$")
_BY = re.compile(r"by[ \t]+", re.IGNORECASE)
#: Words of topics, which are lists of capitals with commas too.
_TOPICS = frozenset(
    {"Analysis", "Detection", "Generation", "Intelligence", "Language", "Learning", "Models", "Networks",
     "Processing", "Robotics", "Systems", "Vision"}
)  # fmt: skip
#: Emoji in front of a title; signs of mathematics and arrows may be its own.
_EMOJI = re.compile(
    r"(?:(?:[0-9]\ufe0f?\u20e3|[\u2600-\u27bf\u2b00-\u2bff\u3030\U0001f000-\U0001faff])[\ufe0f\u200d]*)+[ \t]"
)
_BRACKETED = re.compile(r"[(（\[][ \t]?([A-Za-z][A-Za-z., -]{1,60})[ \t]?[)）\]]")
_LAST = re.compile(rf"{_BRACKETED.pattern}$")
_NUMBER = re.compile(r"[0-9]{1,3}[.)、][ \t]+")
#: What stands between a title and its authors, what ends them, and a year behind them.
_DASH = re.compile(r"[ \t]*(?:[—–-]|by)[ \t]+")
_PIECE = re.compile(r"[ \t](?:[·|•—–][ \t]|\[)")
_YEAR = re.compile(r"\bet al\.|\([^()]{0,40}\b20[0-9]{2}(?:-[0-9]{2}){0,2}\)")
_DAY = re.compile(r"\((20[0-9]{2}-[0-9]{2}-[0-9]{2})\)")
_LINKED = re.compile(r"\[([^\[\]]{1,40})\]\([^()\s]*\)")
_ITEM = re.compile(r"^[-*+•][ \t]+")
_STARS = re.compile(r"[⭐★☆\ufe0f]{2,12}")
_SCORE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})?[ \t]?/[ \t]?(?:5|10|100)", re.ASCII)
_LABELS = Labels({})
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
        elif _pieces(draft, text):
            left.remove(lines[at])
    return left


def take_marks(draft: Draft, title: str, line: str) -> str:
    """Puts what stands around a title into a paper.

    Args:
        draft: The paper.
        title: The title with what stands around it.
        line: The line with it.

    Returns:
        The title alone.
    """
    found = [one[1] for one in _BRACKETED.finditer(line) if _categories([one[1]])]
    draft.put("categories", ", ".join(found))
    if (last := _LAST.search(title)) and _categories([last[1]]):
        title = title[: last.start()].rstrip()
    if emoji := _EMOJI.match(title):
        if _STARS.fullmatch(stars := emoji[0].strip()):
            draft.put("score", stars)
        title = _NUMBER.sub("", title[emoji.end() :].lstrip())
    return unwrapped(title)


def take_authors(draft: Draft, text: str) -> None:
    """Puts the authors behind a title into a paper: ``— Ann Author, Ben Byline et al. (2026) · …``."""
    behind = _DASH.match(text)
    if behind is None:
        return
    told = _PIECE.split(text[behind.end() :], maxsplit=1)[0]
    names = base.without_parentheses(told).strip()
    if (day := _DAY.search(told)) is not None:
        draft.put("published", day[1])
    draft.put("authors", _names(names, alone="by" in behind[0] or _YEAR.search(told) is not None))


def _names(text: str, word: re.Pattern[str] = _NAME, *, alone: bool = False) -> str:
    """A line that is a list of names, without marks; an empty string for any other line.

    Args:
        text: The line.
        word: What a name looks like.
        alone: Whether a single name is a list too.
    """
    text = bare(text).strip()
    by = _BY.match(text)
    text = text[by.end() :] if by else text
    names = [part.removeprefix("and ") for part in base.split_names(_MORE.sub("", text))]
    listed = alone or bool(by) or len(names) > 1
    are = all(word.fullmatch(name) and _TOPICS.isdisjoint(name.split()) for name in names)
    return text if listed and names and are else ""


def _pieces(draft: Draft, text: str) -> bool:
    """Takes the authors, days, scores, topics and categories among the pieces of a line.

    Returns:
        Whether the line is nothing but categories.
    """
    marked = _BETWEEN.split(text)
    pieces = [bare(_LINKED.sub(r"\1", _ITEM.sub("", piece))).strip(" \t_*`") for piece in marked]
    if len(pieces) < 2:
        return bool(_LINKED.search(text)) and _are_categories(draft, pieces)
    if names := _names(base.without_parentheses(pieces[0])):
        draft.put("authors", names)
    elif is_link(marked[0]) and _ITALIC.fullmatch(marked[1]):
        draft.put("authors", _names(pieces[1], _SURNAME, alone=True))
    labelled = find_label(text) is not None  # then it is read as labels are
    for piece in pieces:
        label = None if labelled else find_label(piece)
        if label is not None and _LABELS.key(label.text) == "published":
            draft.put("published", label.rest)
        spelled = day_at(piece, 0)
        if spelled is not None and len(piece) - spelled[1] <= len(" 00:00 UTC"):
            draft.put("published", piece)
        elif _SCORE.fullmatch(piece):
            draft.put("score", piece)
    if labelled:
        pieces = [piece for piece, whole in zip(pieces, marked, strict=True) if find_label(whole) is None]
    if _are_categories(draft, pieces):
        return not labelled
    topics = [word for piece in pieces for word in piece.split() if piece.startswith("#")]
    if all(word.startswith("#") for word in topics):
        draft.put("keywords", " ".join(topics))
    return False


def _are_categories(draft: Draft, pieces: Sequence[str]) -> bool:
    """Takes the categories among pieces of a line, and tells whether there is nothing else."""
    found = _categories(pieces)
    draft.put("categories", ", ".join(found))
    return all(_categories([piece]) for piece in pieces)


def _categories(pieces: Sequence[str]) -> list[str]:
    """The categories of arXiv among pieces of a line."""
    return [one for piece in pieces for one in piece.split(", ") if "." in one and base.is_category(one)]
