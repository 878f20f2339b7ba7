"""The page of one paper: everything that a digest says of it."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from digest_parsers import arxiv_id as ids
from digest_parsers import categories, paper_id
from digest_parsers.model import LOST, Appearance, Entry, Paper, Section
from digest_parsers.placeholders import is_placeholder
from digest_parsers.sanitize import clean_line
from digest_tui.render.parts import (
    Line,
    Part,
    Span,
    Target,
    append,
    flow,
    joined,
    match_spans,
    part,
    without_tex,
)
from digest_tui.wording import day_text
from digest_tui.wrap import wrap

if TYPE_CHECKING:
    from digest_parsers.highlights import Highlight

#: More authors than this are folded to their first :data:`AUTHORS_SHOWN`.
AUTHORS_FOLD = 24
AUTHORS_SHOWN = 12


class PageOptions(NamedTuple):
    """How a page is drawn.

    Attributes:
        width: Columns of the text.
        highlights: What the search looked for.
        all_authors: Whether a long list of authors is shown in full.
        tex: Whether TeX is shown as it was written.
    """

    width: int
    highlights: "tuple[Highlight, ...]" = ()
    all_authors: bool = False
    tex: bool = False


def page(appearance: Appearance, paper: Paper | None, options: PageOptions) -> list[Line]:
    """Everything that a digest says of a paper: the summary in the file's order, then the abstract."""
    entry = appearance.entry
    lines: list[Line] = []
    lines += _flow(entry.title or entry.arxiv_id, "title", ("title",), options)
    lines += _hidden(entry.title, options)
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
    narrower = options._replace(width=max(1, options.width - 2))
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
        lines = append(lines, one, options.width)
    return lines


def _facts(appearance: Appearance, options: PageOptions) -> list[Line]:
    entry, digest = appearance.entry, appearance.digest
    facts = [part(entry.arxiv_id + (entry.version or ""), "id")]
    if entry.published is not None:
        facts.append(part(f"published {day_text(entry.published)}", "meta"))
    facts.append(part(f"digest of {day_text(digest.day, inferred=digest.inferred)}", "meta"))
    if entry.score is not None:
        facts.append(part(f"score {score_text(entry.score)}", "meta"))
    lines = joined(facts, " · ", options.width)
    cats = [
        part(
            f"{one} {categories.name(one)}".strip() if number == 0 else one,
            "category",
            target=Target("search", f"cat:{one}"),
        )
        for number, one in enumerate(entry.categories)
    ]
    return lines + (joined(cats, " · ", options.width) if cats else [])


def _keywords(entry: Entry, options: PageOptions) -> list[Line]:
    if not entry.keywords:
        return []
    words: list[Part] = []
    for word in entry.keywords:
        roles = ("keyword", "match") if match_spans(word, "keyword", options.highlights) else ("keyword",)
        words.append(part(word, *roles, target=Target("search", f'keyword:"{word}"')))
    return [(part("Keywords", "label"),), *joined(words, " · ", options.width), ()]


def _links(entry: Entry, options: PageOptions) -> list[Line]:
    urls = {link.url: link.label for link in entry.links}
    ours: tuple[str, ...] = ()
    if ids.parse(entry.arxiv_id) is not None:
        ours = (ids.abs_url(entry.arxiv_id, entry.version), ids.pdf_url(entry.arxiv_id, entry.version))
        urls = {url: label for url, label in urls.items() if not _same_paper(url, entry)}
    elif page := paper_id.page_url(entry.arxiv_id, entry.version):
        ours = (page,)
    if not ours and not urls:
        return []
    lines: list[Line] = [(part("Links", "label"),)]
    for url, label in (dict.fromkeys(ours, "") | urls).items():
        if label and label != url:
            lines += _wrapped_parts([part(label + " ", "meta")], options)
        lines += [
            (part(url[start:end], "link", target=Target("link", url)),)
            for start, end in wrap(clean_line(url), options.width)
        ]
        if url not in ours:
            lines += _misleading(label, url, options)
    return [*lines, ()]


def _misleading(label: str, url: str, options: PageOptions) -> list[Line]:
    from digest_tui.deceit import misleading  # noqa: PLC0415 - few papers have other links

    return _warning(misleading(label, url), options)


def _hidden(text: str, options: PageOptions) -> list[Line]:
    if text.isascii():
        return []
    from digest_tui.deceit import hidden  # noqa: PLC0415 - few titles are not ASCII

    return _warning(hidden(text), options)


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
        here = other.is_at(appearance)
        day = day_text(other.digest.day, inferred=other.digest.inferred, weekday=True)
        text = f"{day} · {other.digest.format}"
        if here:
            lines.append((part("▸ " + text + " (this one)", "meta"),))
        else:
            lines.append((part("  ", "meta"), part(text, "link", target=Target("appearance", str(number)))))
    return [*lines, ()]


def _labelled(label: str, text: str, field: str, options: PageOptions) -> list[Line]:
    return [(part(label, "label"),), *_flow(text, field, ("text",), options), ()]


def score_text(score: float | None) -> str:
    """A score without needless decimals; empty when there is none."""
    return "" if score is None else f"{score:.4g}"


def _wrapped_parts(parts: Sequence[Part], options: PageOptions) -> list[Line]:
    return joined(parts, "", options.width)


def _flow(
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
