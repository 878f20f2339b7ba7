"""The page of one paper: everything that a digest says of it."""

from digest_parsers.model import Appearance, Paper
from digest_tui.render import facts
from digest_tui.render.labels import label
from digest_tui.render.options import PageOptions
from digest_tui.render.parts import Line, rule
from digest_tui.render.sections import marked, sections


def page(appearance: Appearance, paper: Paper | None, options: PageOptions) -> list[Line]:
    """Everything that a digest says of a paper: facts, summary and abstract, where it leads."""
    entry = appearance.entry
    lines = marked(entry.title or entry.arxiv_id, "title", ("title",), options)
    lines += facts.hidden(entry.title, options)
    lines.append(())
    lines += facts.authors(entry, options)
    lines += facts.facts(appearance, options)
    lines += facts.watches(options)
    lines.append(())
    lines += sections(entry, options)
    lines += facts.keywords(entry, options)
    if entry.comment:
        lines.append(rule(label("comment", options.language), options.width))
        lines += [*marked(entry.comment, "comment", ("text",), options), ()]
    lines += facts.links(entry, options)
    lines += facts.also_on(appearance, paper, options)
    if options.related is not None:
        from digest_tui.render.kin import related  # noqa: PLC0415 - only on a key

        lines += related(options.related, options)
    return lines + facts.source(appearance, options)
