"""The related papers of a page, each with why it is there."""

from collections.abc import Iterable
from itertools import groupby

from digest_parsers.related import Related
from digest_parsers.sanitize import clean_line
from digest_tui.render.facts import wrapped
from digest_tui.render.labels import label
from digest_tui.render.options import PageOptions
from digest_tui.render.parts import Line, Target, flow, part, rule, without_tex
from digest_tui.wording import day_text

#: What the terms of a field are called.
_NAMES = {"keyword": "keyword", "author": "author", "title": "word", "tldr": "word"}
#: Reasons that are told at most.
_REASONS = 4


def related(found: Iterable[Related], options: PageOptions) -> list[Line]:
    """The related papers, the closest first; each leads to its day."""
    lines: list[Line] = [rule(label("related", options.language), options.width)]
    for one in found:
        entry, digest = one.appearance.entry, one.appearance.digest
        title = clean_line(entry.title or entry.arxiv_id)
        shown = title if options.tex else without_tex(title, ())[0]
        target = Target("paper", entry.arxiv_id)
        made = flow(shown, ("link",), options.width)
        lines += [tuple(piece._replace(target=target) for piece in line) for line in made]
        day = day_text(digest.day, inferred=digest.inferred)
        lines += wrapped([part(f"{_why(one)} · {entry.primary_category} · {day}", "faint")], options)
    if len(lines) == 1:
        lines.append((part("Nothing rare enough is shared with another paper.", "faint"),))
    return [*lines, ()]


def _why(one: Related) -> str:
    """What both papers have: ``words incremental, dialogue; author ann author``."""
    told = []
    ordered = sorted(one.reasons[:_REASONS], key=lambda reason: _NAMES[reason[0]])
    for name, group in groupby(ordered, key=lambda reason: _NAMES[reason[0]]):
        terms = [term for _, term in group]
        told.append(f"{name}{'s' if len(terms) > 1 else ''} {', '.join(terms)}")
    return "; ".join(told)
