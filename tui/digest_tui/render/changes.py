"""What differs between two texts: word by word, Chinese character by character, with signs."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from digest_tui.render.parts import Span

#: A word, the space between two, or one character of a script without spaces.
_TOKEN = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
#: Texts that are less alike than this are two texts and not one that was changed.
_ALIKE = 0.4
#: Texts longer than this together are not compared: the time for it may grow with the square.
_LONGEST = 4000


def changes(old: str, new: str) -> tuple[str, list[Span]] | None:
    """The new text with what was taken out as ``[−so−]`` and what was put in as ``[+so+]``.

    Returns:
        The text and the spans of both kinds; None when the texts have too little in common for that.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > _LONGEST:
        return None
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return None
    text, spans = "", []
    for kind, first, last, start, end in _joined(matcher.get_opcodes(), before):
        if kind == "equal":
            text += "".join(after[start:end])
            continue
        for sign, role, tokens in (("−", "removed", before[first:last]), ("+", "added", after[start:end])):
            if tokens:
                spans.append((len(text), len(text) + sum(map(len, tokens)) + 4, role))
                text += f"[{sign}{''.join(tokens)}{sign}]"
    return text, spans


_Change = tuple[str, int, int, int, int]


def _joined(opcodes: Sequence[_Change], before: Sequence[str]) -> list[_Change]:
    """Changes with no more than a space or a sign between them as one: many small ones cannot be read."""
    found: list[_Change] = []
    for code in opcodes:
        kind, first, last, start, end = code
        if kind != "equal" and len(found) > 1 and found[-1][0] == "equal" and found[-2][0] != "equal":
            between = "".join(before[found[-1][1] : found[-1][2]])
            if len(between) == 1:
                _, old_first, _, new_start, _ = found[-2]
                found[-2:] = [("replace", old_first, last, new_start, end)]
                continue
        found.append((kind, first, last, start, end))
    return found
