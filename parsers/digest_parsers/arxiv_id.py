"""arXiv identifiers: new (``2602.11239``) and old (``hep-th/9901001``), versions, and the URLs made of them.

The rules are those of https://info.arxiv.org/help/arxiv_identifier.html: since April 2007 ``YYMM.NNNN``, with
five digits since January 2015; before that ``archive/YYMMNNN``, the archive perhaps followed by a subject
class (``math.GT/0309136``), which is not part of the identifier.

A paper whose digest gives no arXiv id gets a stand-in (:func:`stand_in`), so that it can be read and kept all
the same; a stand-in never looks like an arXiv id and has no URL.
"""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

#: Patterns of new identifiers and of versions, for formats that read ids in passing.
NEW = r"[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}"
VERSION = r"v[1-9][0-9]{0,2}"
_OLD = r"[a-z][a-z-]{1,15}(?:\.[a-z]{2})?/[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3}"
_ID = rf"(?P<id>{NEW}|{_OLD})(?P<version>{VERSION})?"

#: A URL is read only when its host is arXiv's own: ``arxiv.org@evil.example`` and ``arxiv.org.evil.example``
#: are other hosts. Nothing may stand between host and path but a port-free slash.
_URL = rf"(?:https?://)?(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html|format|ps|src)/{_ID}(?:\.pdf)?/?(?:[?#]\S*)?"
_BARE = rf"(?:arxiv:\s*)?{_ID}(?:\.pdf)?"

#: With what nearly every link begins; behind it stands the bare id.
_USUAL = "https://arxiv.org/abs/"

_STAND_IN = "local-"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A bare id, and a URL: compiled when something is read, which at a launch takes half a millisecond."""
    return re.compile(_BARE, re.IGNORECASE | re.ASCII), re.compile(_URL, re.IGNORECASE | re.ASCII)


class ArxivId(NamedTuple):
    """An arXiv identifier.

    Attributes:
        id: The identifier without version, in the form that arXiv writes.
        version: ``v1``, ``v2``, …, or None when none was stated.
    """

    id: str
    version: str | None


def parse(text: str) -> ArxivId | None:
    """The arXiv id that a text consists of: a bare id, ``arXiv:…``, or a URL of an abstract page or a PDF.

    Returns:
        None when the text is anything else, also when it only contains an id.
    """
    text = text.strip()
    bare, url = _patterns()
    match = bare.fullmatch(text.removeprefix(_USUAL)) or url.fullmatch(text)
    if match is None:
        return None
    version = match["version"]
    return ArxivId(_canonical(match["id"]), version and version.lower())


def stand_in(title: str, url: str = "") -> str:
    """A stable id for a paper without an arXiv id, made from its title, or without a title from its URL."""
    from hashlib import blake2b  # noqa: PLC0415 - brings OpenSSL with it, and hardly any paper needs it

    said = " ".join(title.casefold().split()) or url
    return _STAND_IN + blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def is_stand_in(arxiv_id: str) -> bool:
    """Whether an id was made by :func:`stand_in`."""
    return arxiv_id.startswith(_STAND_IN)


def abs_url(arxiv_id: str, version: str | None = None) -> str:
    """The URL of a paper's abstract page; an empty string for a stand-in."""
    return "" if is_stand_in(arxiv_id) else f"https://arxiv.org/abs/{arxiv_id}{version or ''}"


def pdf_url(arxiv_id: str, version: str | None = None) -> str:
    """The URL of a paper's PDF; an empty string for a stand-in."""
    return "" if is_stand_in(arxiv_id) else f"https://arxiv.org/pdf/{arxiv_id}{version or ''}"


def month(arxiv_id: str) -> date | None:
    """The first day of the month in which the paper was submitted, or None for what is no arXiv id."""
    match = _patterns()[0].fullmatch(arxiv_id)
    if match is None:
        return None
    number = match["id"].rpartition("/")[2]
    year = int(number[:2])
    # Identifiers began in 1991, and the new ones in 2007; 91 to 99 are the only years of the last century.
    return date(year + (1900 if "/" in arxiv_id and year >= 91 else 2000), int(number[2:4]), 1)


def _canonical(found: str) -> str:
    """An id as arXiv writes it: the archive in lower case and without its subject class."""
    if "/" not in found:
        return found
    archive, _, number = found.lower().rpartition("/")
    return f"{archive.partition('.')[0]}/{number}"
