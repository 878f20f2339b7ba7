"""From an entry to styled lines: the only place where the text of papers is given style.

A line is a tuple of parts, a part is a piece of text with the names of its roles. What a role looks
like is decided by the widget that draws it. Every text passes :func:`part`, which lets no control or
formatting character through whatever happened before.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath
from typing import NamedTuple

from rich.cells import cell_len

from digest_parsers import arxiv_id as ids
from digest_parsers import categories
from digest_parsers.fold import find_spans
from digest_parsers.model import LOST, Appearance, Entry, Paper, Section
from digest_parsers.placeholders import is_placeholder
from digest_parsers.query import Highlight
from digest_parsers.sanitize import clean_line
from digest_tui.deceit import hidden, misleading
from digest_tui.wording import day_text
from digest_tui.wrap import fit, wrap

#: More authors than this are folded to their first :data:`AUTHORS_SHOWN`.
AUTHORS_FOLD = 24
AUTHORS_SHOWN = 12

_BARS = "▁▂▃▄▅▆▇█"


class Part(NamedTuple):
    """A piece of a line.

    Attributes:
        text: What is drawn; no newline, no control character.
        roles: What it is, from the general to the special: ``("text", "match")``.
        target: What a click on it means, or None.
    """

    text: str
    roles: tuple[str, ...]
    target: "Target | None" = None


class Target(NamedTuple):
    """What a click on a part asks for.

    Attributes:
        kind: ``link``, ``search``, ``appearance`` (another digest's summary) or ``authors`` (all of them).
        value: The URL, the query, the number of the appearance, or nothing.
    """

    kind: str
    value: str


Line = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class RowFlags:
    """What the user and the library know of a paper in a list."""

    unread: bool = False
    bookmarked: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class RowColumns:
    """Which columns a list has room and use for.

    Attributes:
        score: Whether any paper has a score.
        category: Columns for the category, 0 for none.
    """

    score: bool
    category: int


def part(text: str, *roles: str, target: Target | None = None) -> Part:
    """A part whose text is fit for a terminal."""
    return Part(text if text.isascii() and text.isprintable() else clean_line(text), roles, target)


# --- one row of the list


def columns_for(appearances: Sequence[Appearance], width: int) -> RowColumns:
    """The columns for a list of this width; what does not fit is left out, the title never."""
    longest = max((len(one.entry.primary_category) for one in appearances), default=0)
    scored = any(one.entry.score is not None for one in appearances)
    return RowColumns(
        score=scored and width >= 30, category=min(longest, 14 if width >= 70 else 8) if width >= 40 else 0
    )


def row(
    appearance: Appearance,
    width: int,
    columns: RowColumns,
    flags: RowFlags,
    highlights: Sequence[Highlight] = (),
) -> Line:
    """One paper on one line of exactly ``width`` columns."""
    entry = appearance.entry
    state = "★" if flags.bookmarked else "●" if flags.unread else " "
    parts = [
        part(state, "star" if flags.bookmarked else "dot"),
        part("↺" if flags.repeated else " ", "badge"),
    ]
    used = 2
    if columns.score:
        parts.append(part(fit(_short_score(entry.score).rjust(4), 4) + " ", "score"))
        parts.append(part(score_bar(entry.score), "bar"))
        used += 6
    parts.append(part(" ", "text"))
    tail = columns.category + 1 if columns.category else 0
    room = max(1, width - used - 1 - tail)
    role = "unread" if flags.unread else "read"
    title = fit(clean_line(entry.title or entry.arxiv_id), room)
    parts.extend(_runs(title, 0, len(title), (role,), _match_spans(title, "title", highlights)))
    if columns.category:
        parts.append(part(" " + fit(entry.primary_category, columns.category), "category"))
    return tuple(parts)


def score_text(score: float | None) -> str:
    """A score without needless decimals; empty when there is none."""
    return "" if score is None else f"{score:.4g}"


def _short_score(score: float | None) -> str:
    return "" if score is None else f"{score:.3g}"


def score_bar(score: float | None) -> str:
    """A score of 0 to 100 as one block character."""
    if score is None:
        return " "
    return _BARS[max(0, min(7, int(score * 8 / 100)))]


# --- the page of one paper


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How a page is drawn.

    Attributes:
        width: Columns of the text.
        highlights: What the search looked for.
        all_authors: Whether a long list of authors is shown in full.
    """

    width: int
    highlights: tuple[Highlight, ...] = ()
    all_authors: bool = False


def page(appearance: Appearance, paper: Paper | None, options: PageOptions) -> list[Line]:
    """Everything that a digest says of a paper: the summary in the file's order, then the abstract."""
    entry = appearance.entry
    lines: list[Line] = []
    lines += _flow(entry.title or entry.arxiv_id, "title", ("title",), options)
    lines += _warning(hidden(entry.title), options)
    lines.append(())
    lines += _authors(entry, options)
    lines += _facts(appearance, options)
    lines.append(())
    tldr = entry.section("tldr")
    if tldr is not None:
        lines += _set_off(tldr, options)
        lines.append(())
    for section in sorted(entry.sections, key=lambda one: one.key == "abstract"):
        if section is not tldr:
            lines.append((part(section.label, "label"),))
            lines += _section(section, "text", options)
            lines.append(())
    lines += _keywords(entry, options)
    if entry.comment:
        lines += _labelled("Comment", entry.comment, "comment", options)
    lines += _links(entry, options)
    lines += _also_on(appearance, paper, options)
    source = f"{PurePath(appearance.digest.path).name}:{entry.line} · {appearance.digest.format}"
    lines += _wrapped_parts([part(source, "faint")], options)
    return lines


def _set_off(section: Section, options: PageOptions) -> list[Line]:
    narrower = PageOptions(max(1, options.width - 2), options.highlights)
    return [(part("▎ ", "tldr-bar"), *line) for line in _section(section, "tldr", narrower)]


def _section(section: Section, role: str, options: PageOptions) -> list[Line]:
    """The text of a section; what only says that the generator failed is told as that, not as text."""
    if is_placeholder(section.text):
        return _wrapped_parts(
            [part(f"not written by the generator: “{section.text.strip()}”", "faint")], options
        )
    return _flow(section.text, section.key, (role,), options, section.doubts)


def _authors(entry: Entry, options: PageOptions) -> list[Line]:
    folded = len(entry.authors) > AUTHORS_FOLD and not options.all_authors
    shown = entry.authors[:AUTHORS_SHOWN] if folded else entry.authors
    lines = _flow(", ".join(shown), "author", ("authors",), options)
    extra: list[Part] = []
    if folded:
        extra.append(
            part(
                f"and {len(entry.authors) - AUTHORS_SHOWN} more (a shows all)",
                "link",
                target=Target("authors", ""),
            )
        )
    if entry.authors_unlisted:
        extra.append(part(f"+{entry.authors_unlisted} not named in the digest", "faint"))
    for one in extra:
        lines = _append(lines, one, options.width)
    return lines


def _facts(appearance: Appearance, options: PageOptions) -> list[Line]:
    entry, digest = appearance.entry, appearance.digest
    facts = [part(entry.arxiv_id + (entry.version or ""), "id")]
    if entry.published is not None:
        facts.append(part(f"published {day_text(entry.published)}", "meta"))
    facts.append(part(f"digest of {day_text(digest.day, inferred=digest.inferred)}", "meta"))
    if entry.score is not None:
        facts.append(part(f"score {score_text(entry.score)}", "meta"))
    lines = _joined(facts, " · ", options.width)
    cats = [
        part(
            f"{one} {categories.name(one)}".strip() if number == 0 else one,
            "category",
            target=Target("search", f"cat:{one}"),
        )
        for number, one in enumerate(entry.categories)
    ]
    return lines + (_joined(cats, " · ", options.width) if cats else [])


def _keywords(entry: Entry, options: PageOptions) -> list[Line]:
    if not entry.keywords:
        return []
    words: list[Part] = []
    for word in entry.keywords:
        roles = ("keyword", "match") if _match_spans(word, "keyword", options.highlights) else ("keyword",)
        words.append(part(word, *roles, target=Target("search", f'keyword:"{word}"')))
    return [(part("Keywords", "label"),), *_joined(words, " · ", options.width), ()]


def _links(entry: Entry, options: PageOptions) -> list[Line]:
    urls = {link.url: link.label for link in entry.links}
    if ids.parse(entry.arxiv_id) is not None:
        urls = {
            ids.abs_url(entry.arxiv_id, entry.version): "",
            ids.pdf_url(entry.arxiv_id, entry.version): "",
        } | {url: label for url, label in urls.items() if not _same_paper(url, entry)}
    if not urls:
        return []
    lines: list[Line] = [(part("Links", "label"),)]
    for url, label in urls.items():
        if label and label != url:
            lines += _wrapped_parts([part(label + " ", "meta")], options)
        lines += [
            (part(url[start:end], "link", target=Target("link", url)),)
            for start, end in wrap(clean_line(url), options.width)
        ]
        lines += _warning(misleading(label, url), options)
    return [*lines, ()]


def _warning(text: str, options: PageOptions) -> list[Line]:
    """What to know about the line above, if there is anything."""
    return _wrapped_parts([part(f"⚠ {text}", "warn")], options) if text else []


def _same_paper(url: str, entry: Entry) -> bool:
    known = ids.parse(url)
    return (
        known is not None
        and known.id == entry.arxiv_id
        and url.startswith(("https://arxiv.org/", "http://arxiv.org/"))
    )


def _also_on(appearance: Appearance, paper: Paper | None, options: PageOptions) -> list[Line]:
    others = [] if paper is None else list(paper.appearances)
    if len(others) < 2:
        return []
    lines: list[Line] = [(part("Also on", "label"),)]
    for number, other in enumerate(others):
        here = other.entry is appearance.entry
        day = day_text(other.digest.day, inferred=other.digest.inferred, weekday=True)
        text = f"{day} · {other.digest.format}"
        if here:
            lines.append((part("▸ " + text + " (this one)", "meta"),))
        else:
            lines.append((part("  ", "meta"), part(text, "link", target=Target("appearance", str(number)))))
    return [*lines, ()]


def _labelled(label: str, text: str, field: str, options: PageOptions) -> list[Line]:
    return [(part(label, "label"),), *_flow(text, field, ("text",), options), ()]


# --- lines from parts


def _flow(
    text: str, field: str, roles: tuple[str, ...], options: PageOptions, doubts: Iterable[int] = ()
) -> list[Line]:
    """A text broken into lines, with its matches, doubtful and lost characters marked."""
    spans = _match_spans(text, field, options.highlights)
    spans += [(offset, offset + 1, "doubt") for offset in doubts]
    spans += [(offset, offset + 1, "lost") for offset in _positions(text, LOST)]
    spans.sort()
    return [tuple(_runs(text, start, end, roles, spans)) for start, end in wrap(text, options.width)]


def _positions(text: str, character: str) -> list[int]:
    return [offset for offset, one in enumerate(text) if one == character] if character in text else []


def _match_spans(text: str, field: str, highlights: Sequence[Highlight]) -> list[tuple[int, int, str]]:
    needles = [one.needle for one in highlights if one.field in (None, field) and one.needle]
    return [(start, end, "match") for start, end in find_spans(text, needles)] if needles else []


def _runs(
    text: str, start: int, end: int, roles: tuple[str, ...], spans: Sequence[tuple[int, int, str]]
) -> list[Part]:
    """Cut ``text[start:end]`` at the borders of the spans; each piece has the roles of all spans over it."""
    inside = [span for span in spans if span[0] < end and span[1] > start]
    if not inside:
        return [part(text[start:end], *roles)] if end > start else []
    borders = sorted(
        {start, end, *(max(start, s) for s, _, _ in inside), *(min(end, e) for _, e, _ in inside)}
    )
    return [
        part(
            text[left:right],
            *roles,
            *dict.fromkeys(role for s, e, role in inside if s <= left and e >= right),
        )
        for left, right in pairwise(borders)
    ]


def _joined(parts: Sequence[Part], separator: str, width: int) -> list[Line]:
    """Parts one after another with a separator, going on to the next line between two of them."""
    lines: list[list[Part]] = [[]]
    used = 0
    for one in parts:
        size = cell_len(one.text)
        gap = cell_len(separator) if lines[-1] else 0
        if lines[-1] and used + gap + size > width:
            lines.append([])
            used, gap = 0, 0
        if gap:
            lines[-1].append(part(separator, "faint"))
        pieces = wrap(one.text, width) if size > width else [(0, len(one.text))]
        for number, (start, end) in enumerate(pieces):
            if number:
                lines.append([])
                used, gap = 0, 0
            lines[-1].append(one._replace(text=one.text[start:end]))
        used += gap + cell_len(lines[-1][-1].text)
    return [tuple(line) for line in lines]


def _append(lines: list[Line], last: Part, width: int) -> list[Line]:
    """Put a part behind the last line, or on a line of its own when there is no room."""
    if lines and lines[-1] and _width(lines[-1]) + 2 + cell_len(last.text) <= width:
        return [*lines[:-1], (*lines[-1], part("  ", "text"), last)]
    return [*lines, *_joined([last], "", width)]


def _wrapped_parts(parts: Sequence[Part], options: PageOptions) -> list[Line]:
    return _joined(parts, "", options.width)


def _width(line: Line) -> int:
    return sum(cell_len(one.text) for one in line)


def plain(lines: Iterable[Line]) -> str:
    """The lines as plain text, for copying and for tests."""
    return "\n".join("".join(one.text for one in line) for line in lines)


def match_lines(
    lines: Sequence[Line], role: str = "match", key: Callable[[Part], bool] | None = None
) -> list[int]:
    """The numbers of the lines that hold a part with this role."""
    return [
        number
        for number, line in enumerate(lines)
        if any(role in one.roles and (key is None or key(one)) for one in line)
    ]
