"""What every format is and gives, and the few things that all of them do alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Protocol, overload

from digest_parsers.model import DayClaim, Diagnostic, Entry, Level, Link, Section

#: How sure a format is that a text is its own. The surest one reads it, of equals the one asked first.
#: It has the format's own marks and nothing else; no other format is asked any more.
CERTAIN = 1.0
#: It has the format's own marks, and others beside them: it may be of a fork that is described by itself.
PROBABLE = 0.8
#: It looks like it.
LIKELY = 0.6
#: It holds papers, and nothing is known of what else it holds.
GENERIC = 0.1
#: It is not.
NO = 0.0

#: Key and label of the section for what a listing names beside arXiv categories, such as ACM classes.
CLASSES = "classes"

#: The key of the section for authors as the file has them, where it says where they are from.
AFFILIATIONS = "affiliations"

#: The keys of sections with title and abstract in the language of the generator.
TITLE_TRANSLATED, ABSTRACT_TRANSLATED = "title_translated", "abstract_translated"

#: The key of a section that has no label in the file.
UNLABELLED = "text"

_LONGEST_QUOTE = 80
_HEAD_LENGTH = 2**15
_OTHER_COMMAS = "，、;；"
_CATEGORY = re.compile(r"[a-z][a-z-]+(?:\.[A-Za-z][A-Za-z-]+)?")
_PARENTHESIS = re.compile("([()])")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[- ]?){1,6}")


@dataclass(frozen=True, slots=True)
class ParsedText:
    """What a format read from one text.

    Attributes:
        entries: The papers, in the file's order.
        title: The heading of the digest, or an empty string.
        claims: Days that the text states and that count before those of its heading, its name and its folders
            (:func:`digest_parsers.load.load_text` adds these); the strongest first.
        final: Whether no other day counts: the names of such files and folders tell something else.
        days: The day of each entry, in a rolling list whose papers have days of their own; a paper without
            one (None) is of the day of the file. Empty when all papers are of the day of the file.
        stated: Papers per category as its table of contents has them.
        stated_total: How many papers it says it has, or None.
        diagnostics: What was wrong.
    """

    entries: tuple[Entry, ...] = ()
    title: str = ""
    claims: tuple[DayClaim, ...] = ()
    final: bool = False
    days: tuple[date | None, ...] = ()
    stated: dict[str, int] = field(default_factory=dict)
    stated_total: int | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


class Lines(Sequence[str]):
    """The lines of a text, which is split only when somebody looks at them; then it is let go."""

    __slots__ = ("_lines", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[str] | None = None

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text if self._lines is None else "\n".join(self._lines)

    def head(self, count: int) -> list[str]:
        """The first lines, without splitting the others."""
        if self._lines is not None:
            return self._lines[:count]
        size = _HEAD_LENGTH  # of a piece that holds them; to split the whole would copy what is behind them
        while len(lines := self._text[:size].split("\n", count)) <= count and size < len(self._text):
            size *= 4
        return lines[:count]

    def _all(self) -> list[str]:
        if self._lines is None:
            self._lines = self._text.split("\n")
            self._text = ""
        return self._lines

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    @overload
    def __getitem__(self, number: int) -> str: ...

    @overload
    def __getitem__(self, number: slice) -> list[str]: ...

    def __getitem__(self, number: int | slice) -> str | list[str]:
        return self._all()[number]


def text_of(lines: Sequence[str]) -> str:
    """The text that lines are of."""
    return lines.text if isinstance(lines, Lines) else "\n".join(lines)


class Format(Protocol):
    """A way in which some generator writes its digests."""

    @property
    def name(self) -> str:
        """The name by which the format is known to the user, such as ``daily-report``."""

    @property
    def escapes(self) -> bool:
        """Whether the text has an escaping of its own, so that parsing brings up new characters."""

    def recognises(self, head: Sequence[str], path: str) -> float:
        """How sure it is, from :data:`NO` to :data:`CERTAIN`, that a text is of this format.

        Args:
            head: The first lines of the text.
            path: The file; an empty string when the text is of none.
        """

    def parse(self, lines: Sequence[str], path: str) -> ParsedText:
        """Reads a whole text; never raises, whatever the lines are.

        Args:
            lines: The lines without their newlines.
            path: The file, for diagnostics.
        """


def linked_heading(text: str) -> tuple[str, str] | None:
    """Takes ``[title](url)`` apart at its last ``](``, as titles may hold brackets of any kind.

    Returns:
        The title and the URL, either of which may be empty, or None when there is no ``](``.
    """
    text = text.rstrip()
    cut = text.rfind("](")
    if cut < 0:
        return None
    return text[:cut].removeprefix("[").strip(), text[cut + 2 :].removesuffix(")").strip()


def begins_like_data(lines: Sequence[str]) -> bool:
    """Whether the first thing in a text is an object or a list of JSON."""
    first = next((text for line in lines if (text := line.strip())), "")
    return first in ("{", "[") or first.startswith(('{"', '{ "', '["', "[{", "[[", "[ {"))


def split_names(text: str) -> tuple[str, ...]:
    """A list with commas of any kind as its parts, the empty ones left out; a part is one line."""
    if "\n" in text:
        text = " ".join(text.split())
    if ";" in text or not text.isascii():
        for comma in _OTHER_COMMAS:
            text = text.replace(comma, ",")
    return tuple(filter(None, map(str.strip, text.split(","))))


def split_authors(text: str) -> tuple[str, ...]:
    """The names in a list of authors as bibliographies write it.

    What stands in parentheses (affiliations, mostly) is left out, ``Surname, A. B.`` is one name, and the
    last two may be joined by ``and``.
    """
    parts = split_names(without_parentheses(text)) if "(" in text else split_names(text)
    if parts and " and " in parts[-1]:
        parts = (*parts[:-1], *filter(None, map(str.strip, parts[-1].split(" and "))))
    if parts and parts[-1].startswith("and "):
        parts = (*parts[:-1], parts[-1][4:])
    if len(parts) > 1 and _INITIALS.fullmatch(parts[1]):
        return tuple(_with_initials(parts))
    return parts


def _with_initials(parts: Sequence[str]) -> Iterator[str]:
    """Surnames put together with the initials behind each."""
    surname = ""
    for part in parts:
        if surname and _INITIALS.fullmatch(part):
            yield f"{surname}, {part}"
            surname = ""
        else:
            if surname:
                yield surname
            surname = part
    if surname:
        yield surname


def without_parentheses(text: str) -> str:
    """A text without what stands in parentheses, however deep; one that is not closed goes on to the end."""
    kept: list[str] = []
    depth = 0
    for piece in _PARENTHESIS.split(text):
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(piece)
    return "".join(kept)


@lru_cache(maxsize=1024)
def split_categories(text: str, filed_under: str = "") -> tuple[tuple[str, ...], str]:
    """Sorts arXiv categories from what else stands among them (ACM and MSC classes, mostly).

    Args:
        text: The categories as the file lists them, the primary one first.
        filed_under: The category under whose heading the file has the paper; used when none is listed.

    Returns:
        The categories, each once, and the rest as one text.
    """
    categories: dict[str, None] = {}
    rest: list[str] = []
    for name in split_names(text):
        if _CATEGORY.fullmatch(name):
            categories[name] = None
        else:
            rest.append(name)
    if filed_under:
        categories[filed_under] = None
    return tuple(categories), ", ".join(rest)


def is_category(text: str) -> bool:
    """Whether a text has the shape of an arXiv category (``cs.CL``, ``quant-ph``)."""
    return _CATEGORY.fullmatch(text) is not None


def classes_section(rest: str) -> tuple[Section, ...]:
    """The section for :func:`split_categories`' second result, if there is anything in it."""
    return (Section(CLASSES, CLASSES, rest),) if rest else ()


def join_lines(lines: Sequence[str]) -> str:
    """The lines of a section as its text, without blank lines around it."""
    return lines[0] if len(lines) == 1 else "\n".join(lines).strip()


def warn(code: str, path: str, line: int | None, message: str, cure: str = "") -> Diagnostic:
    """A diagnostic of the level that most have."""
    return Diagnostic(Level.WARNING, code, path, line, message, cure)


def quote(title: str) -> str:
    """A title, or any text of a file, as it stands in a message: in quotation marks and not too long."""
    return f"“{title if len(title) <= _LONGEST_QUOTE else title[:_LONGEST_QUOTE] + '…'}”"


def cut_off(path: str, line: int, title: str) -> Diagnostic:
    """Says that a file ends in the middle of a paper, which begins at ``line``."""
    message = f"the file ends in the middle of {quote(title)}"
    return Diagnostic(Level.ERROR, "cut-off", path, line, message, "fetch the file again")


def with_heading_link(url: str, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The links of an entry with that of its heading in front, if it is not among them."""
    if not url or any(link.url == url for link in links):
        return links
    return (Link("", url), *links)
