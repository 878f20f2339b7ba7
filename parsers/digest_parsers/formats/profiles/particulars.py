"""How labels stand in the text of a paper: in lists, several on a line, in tags, as the names of folds."""

import re
from collections.abc import Sequence

from digest_parsers.formats.profiles.draft import Part
from digest_parsers.formats.profiles.hyperlinks import is_link
from digest_parsers.formats.profiles.labels import FIELDS, Label, Labels, bare, find_label

_NEXT_LABEL = re.compile(r"[ \t]{1,4}[|·•][ \t]{1,4}(?=\*\*[^*:：]{1,40}(?:\*\*[:：]|[:：][^*]{0,60}\*\*))")
_BRIEF = 60
#: What stands in sentences; behind a point there may be more of a name, as in `Paul G. Allen School`.
_SENTENCE = re.compile(r"(?<!\b[A-Z])\. |[。!！?？;；，]")
_APART = ("|", "·", "•")
_BEHIND = re.compile(r"[ \t]{1,4}[|·•][ \t]{1,4}")
_OTHERS = re.compile(r"et al\.?$|等$")
_ITEM = re.compile(r"(?:[-*+•]|[0-9]{1,3}[.)、])[ \t]+")
_SUMMARY = re.compile(r"<summary[^<>]*>(.{1,80}?)</summary>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_STRUCTURE = (
    "<details", "</details", "<summary", "</summary", "<div", "</div", "<a id", "<a name", "<br", "<p>",
    "</p>",
)  # fmt: skip
_ENCLOSED = re.compile(r"<(p|sub|sup|small|em|i|b|strong|span|font)\b[^<>]*>(.+)</\1>", re.IGNORECASE)


def enclosed(text: str) -> str:
    """What stands on a line between a tag of plain text and its end; an empty string for any other line."""
    match = _ENCLOSED.fullmatch(text)
    return match[2].strip() if match is not None and f"</{match[1]}>" not in match[2] else ""


def is_structure(text: str) -> bool:
    """Whether a line begins with a tag that sets text apart and is none."""
    return text.lower().startswith(_STRUCTURE)


def is_field(part: Part | None) -> bool:
    """Whether a part has one line, so that a label may stand on the next."""
    return part is not None and part.key in FIELDS and not part.level


def goes_on(part: Part | None, key: str) -> bool:
    """Whether a plain label may stand on the line below a part: behind a field, or a field in a list."""
    return is_field(part) or (part is not None and part.listed and key in FIELDS)


def labelled_pieces(text: str, labels: Labels) -> Sequence[str]:
    """A line with several labels, bold or known, set apart by bars or points, as the pieces they begin."""
    if not any(mark in text for mark in _APART):
        return (text,)
    item = _ITEM.match(text)
    begun = item.end() if item is not None else 0
    if text.startswith("**", begun):
        return _NEXT_LABEL.split(text) if "**" in text[begun + 4 :] else (text,)
    pieces = _BEHIND.split(text)
    return pieces if len(pieces) > 1 and all(_is_known(piece, labels) for piece in pieces) else (text,)


def _is_known(text: str, labels: Labels) -> bool:
    label = find_label(text)
    return label is not None and bool(label.rest) and labels.key(label.text) is not None


def behind_names(text: str) -> tuple[str, Sequence[str]]:
    """A list of names, and what stands behind it on its line, set apart by points or bars."""
    names, *others = _BEHIND.split(text)
    listed = any(comma in names for comma in ",，、;；") or _OTHERS.search(names) is not None
    return (names, others) if listed else (text, ())


def is_brief(text: str) -> bool:
    """Whether a text is a few words and no sentence, as values are."""
    return 0 < len(text) <= _BRIEF and _SENTENCE.search(text) is None


def may_be_unknown(part: Part | None, label: Label, *, fresh: bool, strict: bool) -> bool:
    """Whether a label that nobody knows may end a part: not in an item of a text that has a heading.

    Args:
        part: The part that is open.
        label: The label.
        fresh: Whether it stands behind a gap.
        strict: Whether the part may hold lines that look like labels, as abstracts do.
    """
    if part is None:
        return True
    if part.level or (part.headed and label.listed):
        return False
    if strict and not fresh:  # each on a line of its own, as the abstract is
        return label.named and len(part.lines) == 1 and not part.headed
    return not strict or (label.bold and (part.headed or not label.alone))


def is_set_apart(label: Label, *, fresh: bool) -> bool:
    """Whether a label that nobody knows is one: bold, and when it has no colon, short and behind a gap."""
    return label.bold and (not label.alone or (fresh and label.short))


def fold_name(text: str) -> str:
    """What a fold is called, told from the line with its summary; an empty string when it has no name."""
    called = _SUMMARY.search(text)
    return bare(_TAG.sub("", called[1])) if called is not None else ""


def is_linked_item(text: str) -> bool:
    """Whether a line is an item of a list and nothing but a link."""
    item = _ITEM.match(text)
    return item is not None and text.endswith(")") and is_link(text[item.end() :])


def is_item(text: str) -> bool:
    """Whether a line is an item of a list."""
    return _ITEM.match(text) is not None
