r"""BibTeX: the record that a LaTeX user takes a paper over with.

It is that of arXiv's own "Export BibTeX Citation" (``@misc`` with ``eprint``, ``archivePrefix``
and ``primaryClass``), made safe: whatever a title holds, braces stay balanced and LaTeX shows what the
digest shows. Text stays in UTF-8, which biber, BibTeX and every LaTeX since 2018 read, but for the first
letters of names, which may become initials. No library writes it:
bibtexparser and pybtex put into the file what they are given and leave the escaping to their users.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from digest_parsers import arxiv_id, paper_id
from digest_parsers.export.item import Item, one_line
from digest_parsers.export.names import is_group
from digest_parsers.model import Entry

#: What LaTeX takes for commands, as what it shows. The replacements' braces are balanced also for BibTeX,
#: which counts every brace, whether a backslash stands before it or not.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$%&#_"},
    }
)

#: Words that say nothing of what a paper is about, left out of keys.
_SMALL_WORD = re.compile(
    "an?|and|are|as|at|by|can|do|does|for|from|how|in|into|is|its?|not|of|on|or|the|towards?|to|via"
    "|what|when|why|with"
)

#: Letters that have no decomposition and yet a plain spelling; in lower case.
_SPELLED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})

#: Accents as TeX writes them, and letters with a name of their own there.
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".",
    "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k",
}  # fmt: skip
_LETTERS = {
    "Ø": "O",
    "ø": "o",
    "Ł": "L",
    "ł": "l",
    "Æ": "AE",
    "æ": "ae",
    "Œ": "OE",
    "œ": "oe",
    "Đ": "DJ",
    "đ": "dj",
}
_FIRST_LETTER = re.compile(r"(?<![^\W\d_])[^\W\d_a-zA-Z]")

#: Mathematics between dollar signs; what may be mathematics is told in :func:`tex`.
_MATHEMATICS = re.compile(r"\$(?!\s)([^$\n]++)(?<![\s\\])\$(?!\d)")
_IN_MATHEMATICS = re.compile(r"\\.|[%#]")

#: What would end a line or upset the counting of braces in mathematics, and what LaTeX takes for the same.
_SAFE = {r"\{": r"\lbrace ", r"\}": r"\rbrace ", "%": r"\%", "#": r"\#"}

#: What an id may hold and a key had better not; each becomes another text, so that keys differ as ids do.
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9./-]")
_PLAIN = re.compile(r"[a-z0-9]+")
_WORD = re.compile(r"\w+")


def write(items: Iterable[Item]) -> Iterator[str]:
    """The records of papers, with a blank line between two."""
    before = ""
    for item in items:
        yield before + bibtex(item)
        before = "\n"


def bibtex(item: Item) -> str:
    """A paper as a BibTeX record, as its entry in one digest has it.

    Returns:
        Lines ending in a line feed. Fields that are not known are left out; authors who are counted
        but not named become ``and others``. Tags are keywords, a note is an annotation.
    """
    tags = ", ".join(tex(one_line(tag).replace(",", " ")) for tag in item.tags)
    note = "\n\n".join(tex(one_line(part)) for part in item.note.split("\n\n") if part.strip())
    return _record(item.entry, ("keywords", tags), ("annote", note))


def _record(entry: Entry, *more: tuple[str, str]) -> str:
    known = [(name, value) for name, value in (*_fields(entry), *more) if value]
    width = max((len(name) for name, _ in known), default=0)
    lines = [f"  {name:<{width}} = {{{value}}}" for name, value in known]
    return ",\n".join([f"@misc{{{citation_key(entry)}", *lines]) + "\n}\n"


def citation_key(entry: Entry) -> str:
    """The key of a paper's BibTeX record, such as ``zhang2026cm2-2602.12268``.

    Surname, year and word are for those who write it into a text; the id makes it differ from that of
    every other paper, and depend on nothing that is exported beside it.
    """
    first = entry.authors[0] if entry.authors else ""
    surname = _plain(_surname(first)) or "arxiv"
    words = (_plain(word) for word in _WORD.findall(entry.title))
    telling = next((word for word in words if word and not _SMALL_WORD.fullmatch(word)), "")
    paper = _NOT_IN_KEYS.sub(lambda found: f"_{ord(found[0]):02x}", entry.arxiv_id)
    return f"{surname}{_year(entry)}{telling}-{paper}"


def tex(text: str) -> str:
    r"""A text for LaTeX and BibTeX: ``$…$`` stays mathematics, everything else means itself.

    Two dollar signs enclose mathematics when neither has white space on its inner side and no digit
    follows the second (so ``$5 to $10`` are amounts), and when the braces between them are in order.
    """
    return "".join(
        f"${part}$" if mathematics else part.translate(_ESCAPES) for mathematics, part in formulas(text)
    )


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    """Names and values of a record, empty where nothing is known."""
    yield "title", _title(entry.title)
    yield "author", _authors(entry)
    yield "year", _year(entry)
    if doi := paper_id.doi(entry.arxiv_id):
        yield "doi", tex(doi)
        yield "url", paper_id.page_url(entry.arxiv_id)
        return
    if arxiv_id.parse(entry.arxiv_id) is None:
        urls = (link.url for link in entry.links if link.url.startswith(("https://", "http://")))
        yield "url", quote(next(urls, ""), safe="%:/?#[]@!$&'()*+,;=~", errors="surrogatepass")
        return
    yield "eprint", tex(entry.arxiv_id)
    yield "archivePrefix", "arXiv"
    yield "primaryClass", tex(one_line(entry.primary_category))
    yield "url", arxiv_id.abs_url(entry.arxiv_id)


def _title(title: str) -> str:
    """A title on one line, with braces around what a bibliography style must not put in lower case."""
    words = []
    for mathematics, part in formulas(one_line(title)):
        if mathematics:
            words.append(f"{{${part}$}}")
        else:
            words += [_with_case(word) for word in re.split(r"(\s+)", part)]
    return "".join(words)


def _with_case(word: str) -> str:
    """A word for a title; in braces if it has capitals other than its first letter, as names of things do."""
    name = word.rstrip(",:;.?!")
    rest = word[len(name) :]
    letters = [letter for letter in name if letter.isalnum()]
    escaped = name.translate(_ESCAPES)
    return (f"{{{escaped}}}" if any(letter.isupper() for letter in letters[1:]) else escaped) + rest


def _authors(entry: Entry) -> str:
    names = [_name(one_line(name)) for name in entry.authors]
    if names and (entry.authors_unlisted or entry.more_authors):
        names.append("others")
    return " and ".join(name for name in names if name)


def _name(name: str) -> str:
    """A name as BibTeX reads it: in braces when it must not be taken apart."""
    words, parts = name.casefold().split(), [part.strip() for part in name.split(",")]
    whole = (
        "and" in words
        or words[-1:] == ["others"]
        or len(parts) > 3
        or (name and "" in parts)
        or is_group(name)
    )
    return f"{{{tex(name)}}}" if whole else _FIRST_LETTER.sub(_special, tex(name))


def _special(letter: re.Match[str]) -> str:
    r"""A letter that may become an initial, as TeX writes it: ``{\'E}`` for ``É``.

    BibTeX knows no UTF-8. Where a style puts initials it takes the first byte of a name, which is half of
    an ``É``, unless that is written as a special letter. What TeX has no name for stays as it is.
    """
    decomposed = unicodedata.normalize("NFD", letter[0])
    if letter[0] in _LETTERS:
        return f"{{\\{_LETTERS[letter[0]]}}}"
    if len(decomposed) == 2 and decomposed[0].isascii() and decomposed[1] in _ACCENTS:
        return f"{{\\{_ACCENTS[decomposed[1]]}{{{decomposed[0]}}}}}"
    return letter[0]


def _surname(name: str) -> str:
    """What people call an author by: what stands before a comma, else the last word that is no suffix."""
    before, comma, _ = name.partition(",")
    words = [
        word for word in before.split() if word.casefold().rstrip(".") not in ("jr", "sr", "ii", "iii", "iv")
    ]
    return before if comma else next(reversed(words), "")


def _year(entry: Entry) -> str:
    """The year of submission, from the id if it tells it (every digest of the paper has the same)."""
    submitted = arxiv_id.month(entry.arxiv_id) or entry.published
    return f"{submitted.year}" if submitted else ""


def _plain(text: str) -> str:
    """The ASCII letters and digits of a text in lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_SPELLED))
    return "".join(_PLAIN.findall(decomposed))


def formulas(text: str) -> Iterator[tuple[bool, str]]:
    """A text cut at its mathematics: whether a part is that, and the part, made safe if it is."""
    begin = 0
    for match in _MATHEMATICS.finditer(text):
        formula = _IN_MATHEMATICS.sub(lambda found: _SAFE.get(found[0], found[0]), match[1])
        if _balanced(formula):
            yield False, text[begin : match.start()]
            yield True, formula
            begin = match.end()
    yield False, text[begin:]


def _balanced(formula: str) -> bool:
    """Whether each closing brace has an opening one before it, and the other way round."""
    depth = 0
    for brace in re.findall(r"[{}]", formula):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0
