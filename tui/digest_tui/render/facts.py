"""The facts of a page: who wrote the paper, what it is filed under, where it leads."""

from collections.abc import Sequence
from pathlib import PurePath

from digest_parsers import arxiv_id as ids
from digest_parsers import categories, paper_id
from digest_parsers.model import Appearance, Entry, Paper
from digest_parsers.sanitize import clean_line
from digest_tui.render.labels import label
from digest_tui.render.options import PageOptions
from digest_tui.render.parts import Line, Part, Target, append, joined, match_spans, part, rule, without_tex
from digest_tui.wording import day_text
from digest_tui.wrap import wrap

#: More authors than this are folded to their first :data:`AUTHORS_SHOWN`.
AUTHORS_FOLD = 24
AUTHORS_SHOWN = 12


def authors(entry: Entry, options: PageOptions) -> list[Line]:
    """The authors, each of whom can be searched for; a long list of them is folded."""
    folded = len(entry.authors) > AUTHORS_FOLD and not options.all_authors
    shown = entry.authors[:AUTHORS_SHOWN] if folded else entry.authors
    names = []
    for number, name in enumerate(shown):
        roles = ("authors", "match") if match_spans(name, "author", options.highlights) else ("authors",)
        text = name if options.tex else without_tex(name, ())[0]
        comma = "," if number < len(shown) - 1 else ""
        names.append(part(text + comma, *roles, target=Target("search", f'author:"{name}"')))
    lines = joined(names, " ", options.width) if names else []
    extra: list[Part] = []
    if folded:
        more = f"and {len(entry.authors) - AUTHORS_SHOWN:,} more (Enter shows all)"
        extra.append(part(more, "link", target=Target("authors", "")))
    if entry.authors_unlisted:
        extra.append(part(f"+{entry.authors_unlisted} not named in the digest", "faint"))
    elif entry.more_authors:
        extra.append(part("and others not named in the digest", "faint"))
    for one in extra:
        lines = append(lines, one, options.width)
    return lines


def facts(appearance: Appearance, options: PageOptions) -> list[Line]:
    """Id, days, score and categories."""
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


def watches(options: PageOptions) -> list[Line]:
    """Why the paper stands before others: the watches that found it, each of which can be searched for."""
    found = [
        part(f"◆ {one.name}", f"watch-{one.colour}", target=Target("search", one.query))
        for one in options.watches
    ]
    return joined(found, "  ", options.width) if found else []


def keywords(entry: Entry, options: PageOptions) -> list[Line]:
    """The keywords, each of which can be searched for."""
    if not entry.keywords:
        return []
    words: list[Part] = []
    for word in entry.keywords:
        roles = ("keyword", "match") if match_spans(word, "keyword", options.highlights) else ("keyword",)
        words.append(part(word, *roles, target=Target("search", f'keyword:"{word}"')))
    return [
        rule(label("keywords", options.language), options.width),
        *joined(words, " · ", options.width),
        (),
    ]


def links(entry: Entry, options: PageOptions) -> list[Line]:
    """The paper's own pages, then what the digest links to."""
    urls = {link.url: link.label for link in entry.links}
    ours: tuple[str, ...] = ()
    if ids.parse(entry.arxiv_id) is not None:
        ours = (ids.abs_url(entry.arxiv_id, entry.version), ids.pdf_url(entry.arxiv_id, entry.version))
        urls = {url: told for url, told in urls.items() if not _same_paper(url, entry)}
    elif page := paper_id.page_url(entry.arxiv_id, entry.version):
        ours = (page,)
    if not ours and not urls:
        return []
    lines: list[Line] = [rule(label("links", options.language), options.width)]
    for url, told in (dict.fromkeys(ours, "") | urls).items():
        if told and told != url:
            lines += wrapped([part(told + " ", "meta")], options)
        target = Target("link", url)
        pieces = wrap(clean_line(url), options.width)
        lines += [(part(url[start:end], "link", target=target),) for start, end in pieces]
        if url not in ours:
            lines += _misleading(told, url, options)
    return [*lines, ()]


def _misleading(told: str, url: str, options: PageOptions) -> list[Line]:
    from digest_tui.deceit import misleading  # noqa: PLC0415 - few papers have other links

    return _warning(misleading(told, url), options)


def hidden(text: str, options: PageOptions) -> list[Line]:
    """What is hidden in a text, if anything is."""
    if text.isascii():
        return []
    from digest_tui import deceit  # noqa: PLC0415 - few titles are not ASCII

    return _warning(deceit.hidden(text), options)


def _warning(text: str, options: PageOptions) -> list[Line]:
    """What to know about the line above, if there is anything."""
    return wrapped([part(f"⚠ {text}", "warn")], options) if text else []


def _same_paper(url: str, entry: Entry) -> bool:
    known = ids.parse(url)
    return (
        known is not None
        and known.id == entry.arxiv_id
        and url.startswith(("https://arxiv.org/", "http://arxiv.org/"))
    )


def also_on(appearance: Appearance, paper: Paper | None, options: PageOptions) -> list[Line]:
    """The other digests that have the paper, each of which can be shown."""
    others = [] if paper is None else list(paper.appearances)
    if len(others) < 2:
        return []
    lines: list[Line] = [rule(label("also", options.language), options.width)]
    for number, other in enumerate(others):
        here = other.is_at(appearance)
        day = day_text(other.digest.day, inferred=other.digest.inferred, weekday=True)
        text = f"{day} · {other.digest.format}"
        if here:
            lines.append((part("▸ " + text + " (this one)", "meta"),))
        else:
            lines.append((part("  ", "meta"), part(text, "link", target=Target("appearance", str(number)))))
    return [*lines, ()]


def source(appearance: Appearance, options: PageOptions) -> list[Line]:
    """The file and line that all of this is from."""
    text = f"{PurePath(appearance.digest.path).name}:{appearance.entry.line} · {appearance.digest.format}"
    return wrapped([part(text, "faint")], options)


def score_text(score: float | None) -> str:
    """A score without needless decimals; empty when there is none."""
    return "" if score is None else f"{score:.4g}"


def wrapped(parts: Sequence[Part], options: PageOptions) -> list[Line]:
    """Parts one after another, broken where there is no more room."""
    return joined(parts, "", options.width)
