"""The texts of a page: summary and abstract, in the order and with the folds that are wanted."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from digest_parsers.model import LOST, Entry, Section
from digest_parsers.placeholders import is_placeholder
from digest_tui.render.facts import wrapped
from digest_tui.render.labels import section_label
from digest_tui.render.options import Content, PageOptions
from digest_tui.render.parts import Line, Span, Target, flow, match_spans, part, rule, without_tex
from digest_tui.wrap import fit

#: Columns between summary and abstract when they stand side by side.
GUTTER = 4
_ABSTRACT = "abstract"


def sections(entry: Entry, options: PageOptions) -> list[Line]:
    """The texts of an entry: the TL;DR set off, the rest of the summary, the abstract below or beside it."""
    wanted = shown_sections(entry, options)
    lines = _missing(wanted, options)
    if not options.beside:
        return lines + _one_below_another(wanted, options)
    left = _one_below_another([one for one in wanted if one.key != _ABSTRACT], options)
    right = _one_below_another([one for one in wanted if one.key == _ABSTRACT], options)
    return lines + _side_by_side(left, right, options.width)


def shown_sections(entry: Entry, options: PageOptions) -> list[Section]:
    """The sections to show, in their order: the one set, or TL;DR, the file's own, abstract."""
    order = options.sections
    if order:
        chosen = sorted(
            (one for one in entry.sections if one.key in order), key=lambda one: order.index(one.key)
        )
    else:
        rank = {"tldr": 0, _ABSTRACT: 2}
        chosen = sorted(entry.sections, key=lambda one: rank.get(one.key, 1))
    if options.content is Content.EVERYTHING:
        return chosen
    abstract = options.content is Content.ABSTRACT
    return [one for one in chosen if (one.key == _ABSTRACT) is abstract]


def _missing(shown: Sequence[Section], options: PageOptions) -> list[Line]:
    """What to say when there is nothing to show of a summary or an abstract."""
    if options.content is Content.ABSTRACT:
        told = "" if shown else "The digest has no abstract of the paper (a shows the summary)."
    elif any(one.key != _ABSTRACT for one in shown):
        told = ""
    else:
        told = "The digest has no summary of the paper."
    return [*wrapped([part(told, "faint")], options), ()] if told else []


def _one_below_another(chosen: Iterable[Section], options: PageOptions) -> list[Line]:
    lines: list[Line] = []
    for section in chosen:
        if section.key in options.folded:
            lines += [_folded(section, options), ()]
        elif section.key == "tldr":
            lines += [*_set_off(section, options), ()]
        else:
            lines += [_heading(section, options), *_text(section, "text", options), ()]
    return lines


def _heading(section: Section, options: PageOptions) -> Line:
    told = section_label(section, options.language)
    if options.against is not None:
        told += " =" if _text_of(options.against, section.key) == section.text else " ≠"
    return rule(told, options.width, target=Target("fold", section.key))


def _folded(section: Section, options: PageOptions) -> Line:
    """One line that tells the section and how it begins; a click or Enter unfolds it."""
    told = f"▸ {section_label(section, options.language)}"
    first = section.text if options.tex else without_tex(section.text, ())[0]
    room = options.width - cell_len(told) - 2
    beginning = fit(first[:room].replace("\n", " "), room).rstrip() if room > 0 else ""
    target = Target("fold", section.key)
    return (part(told, "label", target=target), part("  " + beginning, "faint", target=target))


def _set_off(section: Section, options: PageOptions) -> list[Line]:
    narrower = options._replace(width=max(1, options.width - 2))
    return [(part("▎ ", "tldr-bar"), *line) for line in _text(section, "tldr", narrower)]


def _text(section: Section, role: str, options: PageOptions) -> list[Line]:
    """The text of a section; what only says that the generator failed is told as that, not as text."""
    if is_placeholder(section.text):
        told = f"⚠ not written by the generator: “{section.text.strip()}”"
        return wrapped([part(told, "faint")], options)
    before = None if options.against is None else _text_of(options.against, section.key)
    if before not in (None, section.text):
        return _changed(before or "", section, role, options)
    return marked(section.text, section.key, (role,), options, section.doubts)


def _text_of(entry: Entry, key: str) -> str:
    section = entry.section(key)
    return "" if section is None else section.text


def _changed(before: str, section: Section, role: str, options: PageOptions) -> list[Line]:
    """What differs from another summary; where little is the same, the other text above this one."""
    from digest_tui.render.changes import changes  # noqa: PLC0415 - only on a key

    found = changes(before, section.text)
    if found is not None:
        return flow(found[0], (role,), options.width, found[1])
    gone = flow(f"[−{before}−]", ("removed",), options.width) if before else []
    return [*gone, *marked(section.text, section.key, (role,), options, section.doubts)]


def marked(
    text: str, field: str, roles: tuple[str, ...], options: PageOptions, doubts: Iterable[int] = ()
) -> list[Line]:
    """A text broken into lines, with its matches, doubtful and lost characters marked."""
    spans = match_spans(text, field, options.highlights)
    spans += [(offset, offset + 1, "doubt") for offset in doubts]
    spans += [(offset, offset + 1, "lost") for offset in _positions(text, LOST)]
    ordered: Sequence[Span] = sorted(spans)
    if not options.tex:
        text, ordered = without_tex(text, ordered)
    return flow(text, roles, options.width, ordered)


def _positions(text: str, character: str) -> list[int]:
    return [offset for offset, one in enumerate(text) if one == character] if character in text else []


def _side_by_side(left: Sequence[Line], right: Sequence[Line], width: int) -> list[Line]:
    """Two columns of lines as one."""
    lines: list[Line] = []
    for one, other in zip_longest(left, right, fillvalue=()):
        used = sum(cell_len(piece.text) for piece in one)
        gap = part(" " * (width - used + GUTTER), "text")
        lines.append((*one, gap, *other) if other else one)
    return lines
