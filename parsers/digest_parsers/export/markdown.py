r"""Markdown by a template that the user can change.

A template is text with names of fields after a dollar sign (``$title`` or ``${open questions}``; ``$$`` is a
dollar sign): all of :data:`FIELDS`, and any section by its key. A line whose fields are all empty is left
out, and of several blank lines one stays. Papers are strangers' words, so their signs of Markdown and HTML
are made to mean themselves; formulas between dollar signs, and the user's own note, stay as they are.
"""

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from digest_parsers import arxiv_id
from digest_parsers.errors import ExportError
from digest_parsers.export.bibtex import citation_key, formulas
from digest_parsers.export.item import Item, date_of, doi_of, one_line, url_of
from digest_parsers.model import KNOWN_SECTIONS

#: How a paper is written unless the user says otherwise.
TEMPLATE = """\
## [$title]($url)

$authors · $id · $date · $categories
$tags

$note

> $tldr

$abstract
"""

#: The fields that a template may name, besides the keys of sections.
FIELDS = (
    *("id", "version", "title", "authors", "first_author", "categories", "primary", "date", "year", "day"),
    *("score", "keywords", "comment", "url", "pdf", "doi", "key"),
    *("tags", "folder", "rating", "note", "read_by", "added"),
)

_SIGNS = re.compile(r"([\\`*_\[\]<>|])")
#: What would begin a heading, a quotation, a list or a rule at the beginning of a line.
_LINE_SIGNS = re.compile(
    r"^(\s*(?:\d{1,9}(?=[.)](?:\s|$)))?)([#>]|[+-](?=\s|$)|(?<=\d)[.)]|[=~-](?=[=~-]))", re.MULTILINE
)
_SHOWN_AUTHORS = 5


class _Template(string.Template):
    """Names in braces may be any key of a section."""

    braceidpattern = r"[^{}\n]+"
    idpattern = r"[a-z_]+"
    flags = re.IGNORECASE


def understood(template: str) -> string.Template:
    """A template, checked.

    Raises:
        ExportError: It names something that cannot be a field.
    """
    made = _Template(template)
    for match in made.pattern.finditer(template):
        name = match["named"] or ""
        if match["invalid"] is not None or (name and name not in FIELDS and name not in KNOWN_SECTIONS):
            line = template.count("\n", 0, match.start()) + 1
            cause = f"the template has no field ${name}" if name else "the template has a stray $"
            raise ExportError(cause, line=line, cure=f"fields are {', '.join(FIELDS)}; $$ is a dollar sign")
    return made


def write(items: Iterable[Item], template: string.Template | None = None) -> Iterator[str]:
    """The papers by a template, with a blank line between two."""
    made = _Template(TEMPLATE) if template is None else template
    lines = [(line, _Template(line)) for line in made.template.rstrip("\n").split("\n")]
    before = ""
    for item in items:
        yield before + _filled(lines, _fields(item))
        before = "\n"


def _filled(lines: list[tuple[str, _Template]], fields: Mapping[str, str]) -> str:
    written: list[str] = []
    for line, template in lines:
        names = template.get_identifiers()
        if names and not any(fields.get(name) for name in names):
            continue
        if not line.strip() and not (written and written[-1].strip()):
            continue
        written.append(template.substitute(_Empty(_quoted(line, fields))))
    while written and not written[-1].strip():
        written.pop()
    return "\n".join(written) + "\n"


def _quoted(line: str, fields: Mapping[str, str]) -> Mapping[str, str]:
    """The fields for a line; where it begins a quotation or a list, their further lines belong to that."""
    lead = re.match(r"\s*(?:> ?|[-*+] |\d+[.)] )?", line)
    assert lead is not None, "the pattern matches every line"
    indent = lead[0] if ">" in lead[0] else " " * len(lead[0])
    if not indent:
        return fields
    return {name: _indented(value, indent) for name, value in fields.items()}


def _indented(text: str, indent: str) -> str:
    first, *others = text.split("\n")
    return "\n".join([first, *(f"{indent}{line}".rstrip() for line in others)])


class _Empty(dict[str, str]):
    """Fields, of which those that a paper does not have are empty."""

    def __missing__(self, key: str) -> str:
        return ""


def _others(more: int, *, open_ended: bool) -> str:
    """What stands behind the authors that are named."""
    return " et al." if open_ended else f" +{more}" if more else ""


def _fields(item: Item) -> dict[str, str]:
    entry = item.entry
    known = arxiv_id.parse(entry.arxiv_id)
    date = date_of(entry)
    names = [_line(name) for name in entry.authors]
    shown = names[:_SHOWN_AUTHORS]
    more = max(entry.authors_total, len(names)) - len(shown)
    sections = {section.key: _block(section.text) for section in reversed(entry.sections)}
    return sections | {
        "id": _line(entry.arxiv_id),
        "version": entry.version or "",
        "title": _line(entry.title),
        "authors": ", ".join(shown) + _others(more, open_ended=entry.more_authors),
        "first_author": names[0] if names else "",
        "categories": ", ".join(map(_line, entry.categories)),
        "primary": _line(entry.primary_category),
        "date": "-".join([f"{part:02}" for part in date]),
        "year": f"{date[0]}" if date else "",
        "day": f"{item.appearance.digest.day or ''}",
        "score": "" if entry.score is None else f"{entry.score:g}",
        "keywords": ", ".join(map(_line, entry.keywords)),
        "comment": _line(entry.comment),
        "url": quote(url_of(entry), safe="%:/?#@!$&'*+,;=~", errors="surrogatepass"),
        "pdf": arxiv_id.pdf_url(known.id, entry.version) if known else "",
        "doi": doi_of(entry),
        "key": citation_key(entry),
        "tags": " ".join(f"#{one_line(tag).replace(' ', '-')}" for tag in item.tags),
        "folder": _line(item.folder),
        "rating": _line(item.rating),
        "note": item.note,
        "read_by": f"{item.read_by or ''}",
        "added": f"{item.added.date()}" if item.added else "",
    }


def _line(text: str) -> str:
    return _block(one_line(text)) if text else ""


def _block(text: str) -> str:
    """A text whose signs mean themselves; formulas stay."""
    escaped = "".join(
        f"${part}$" if formula else _SIGNS.sub(r"\\\1", part) for formula, part in formulas(text)
    )
    return _LINE_SIGNS.sub(r"\1\\\2", escaped)
