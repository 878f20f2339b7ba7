"""Export of papers to the formats of other programs, with the user's tags and notes where they have a place.

========== =========================== =======================================================
name       suffix                      written for
========== =========================== =======================================================
bibtex     ``.bib``                    LaTeX, with arXiv's own fields (:mod:`.bibtex`)
ris        ``.ris``                    Zotero, EndNote, Mendeley and their kind (:mod:`.ris`)
csl-json   ``.json``                   pandoc and other citation processors (:mod:`.csl`)
csv        ``.csv``                    spreadsheets (:mod:`.table`)
markdown   ``.md``                     notes, by a template of the user's (:mod:`.markdown`)
jsonl      ``.jsonl``                  programs: everything that is known (:mod:`.jsonl`)
========== =========================== =======================================================

Every writer takes items one by one and gives text piece by piece, so that a whole library can be written.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from digest_parsers.export.bibtex import bibtex, citation_key, tex
from digest_parsers.export.item import Item

__all__ = ["FORMATS", "Format", "Item", "bibtex", "citation_key", "export", "tex"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of other programs.

    Attributes:
        name: What it is asked for by.
        label: What a person calls it.
        suffix: The end of the names of its files.
        module: The module of this package that writes it, imported with the first item.
    """

    name: str
    label: str
    suffix: str
    module: str


#: The formats, by name.
FORMATS = {
    one.name: one
    for one in (
        Format("bibtex", "BibTeX", ".bib", "bibtex"),
        Format("ris", "RIS", ".ris", "ris"),
        Format("csl-json", "CSL JSON", ".json", "csl"),
        Format("csv", "CSV", ".csv", "table"),
        Format("markdown", "Markdown", ".md", "markdown"),
        Format("jsonl", "JSON Lines", ".jsonl", "jsonl"),
    )
}


def export(items: Iterable[Item], name: str, *, template: str | None = None) -> Iterator[str]:
    """Papers in a format, as pieces of text to be put one behind the other.

    Args:
        items: The papers.
        name: The name of the format, one of :data:`FORMATS`.
        template: How a paper is written in Markdown (see :mod:`digest_parsers.export.markdown`), or None for
            the usual way; other formats have none.

    Raises:
        KeyError: There is no such format.
        ExportError: The template has a mistake; raised before the first piece.
    """
    writer = import_module(f"{__name__}.{FORMATS[name].module}")
    if name == "markdown" and template is not None:
        return writer.write(items, writer.understood(template))  # type: ignore[no-any-return]
    write: Callable[[Iterable[Item]], Iterator[str]] = writer.write
    return write(items)
