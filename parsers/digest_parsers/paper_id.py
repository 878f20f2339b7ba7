"""What a paper is known by: its arXiv id, else the id of the place that has it, else a stand-in.

====================== ================================================ =================================
id                     what it is                                       read from
====================== ================================================ =================================
``2602.11239``         an arXiv id (:mod:`digest_parsers.arxiv_id`)     arXiv's own pages and those of its
                                                                        mirrors, ``10.48550/arXiv.…``
``doi:10.1101/2025.1`` a DOI in lower case, as DOIs have no case        doi.org, bioRxiv, medRxiv
``openreview:aBc1``    a submission on OpenReview                       openreview.net
``local-…``            a stand-in made of the title                     anything else
====================== ================================================ =================================

An id of another place has a scheme and a colon, so it is never taken for an arXiv id.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from digest_parsers import arxiv_id
from digest_parsers.arxiv_id import ArxivId

#: Crossref's pattern for DOIs (https://www.crossref.org/blog/dois-and-matching-regular-expressions/), held to
#: a length that still makes a file name.
_DOI = r"10\.[0-9]{4,9}/[-._;()/:a-z0-9]{1,64}"

#: Sites that show arXiv's papers under arXiv's ids: hosts and their folders.
MIRRORS = (
    r"(?:huggingface|hf)\.co/papers|alphaxiv\.org/(?:abs|pdf|overview)"
    r"|ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html)|papers\.cool/arxiv|scirate\.com/arxiv|xxx\.lanl\.gov/abs"
)
_MIRROR = rf"https?://(?:www\.)?(?:{MIRRORS}|doi\.org/10\.48550/arxiv\.)[/.]?(?P<rest>[^?#\s]+)"
#: What bioRxiv and medRxiv put behind a DOI: the version, and the kind of page.
_BIORXIV = (
    r"https?://(?:www\.)?(?:bio|med)rxiv\.org/content/(?:(?:bio|med)rxiv/early/[0-9/]+/)?"
    r"(?P<doi>10\.[0-9]{4,9}/[0-9.]{4,40}?)(?P<version>v[1-9][0-9]{0,2})?"
    r"(?:\.(?:full|abstract|full-text)(?:\.pdf)?|\.full\.pdf\+html)?/?(?:[?#]\S*)?"
)
_DOI_ITSELF = rf"(?:https?://(?:dx\.)?(?:www\.)?doi\.org/|doi:\s*)?(?P<doi>{_DOI})"
_OPENREVIEW = (
    r"(?:https?://(?:www\.)?openreview\.net/(?:forum|pdf|attachment)\?(?:[^#\s]{0,80}&)?id=|openreview:)"
    r"(?P<id>[A-Za-z0-9_-]{4,40})(?:[&#]\S*)?"
)
_ID = rf"doi:{_DOI}|openreview:[A-Za-z0-9_-]{{4,40}}|[A-Za-z0-9][A-Za-z0-9.-]*(?:/[0-9]+)?"


class _Elsewhere(NamedTuple):
    """What says that a paper is somewhere else than on arXiv's own pages."""

    mirror: re.Pattern[str]
    biorxiv: re.Pattern[str]
    doi: re.Pattern[str]
    openreview: re.Pattern[str]


@cache
def _elsewhere() -> _Elsewhere:
    """The expressions, compiled for the first paper that is no plain arXiv link: that takes a millisecond."""
    return _Elsewhere(
        re.compile(_MIRROR, re.IGNORECASE),
        re.compile(_BIORXIV, re.IGNORECASE),
        re.compile(_DOI_ITSELF, re.IGNORECASE),
        re.compile(_OPENREVIEW),
    )


def parse(text: str) -> ArxivId | None:
    """The id, and the version if there is one, that a text consists of: an id or a URL of a paper's page.

    Returns:
        None when the text is anything else, also when it only contains an id.
    """
    found = arxiv_id.parse(text)
    if found is not None:
        return found
    text, elsewhere = text.strip(), _elsewhere()
    if match := elsewhere.mirror.fullmatch(text):
        return arxiv_id.parse(match["rest"])
    if match := elsewhere.biorxiv.fullmatch(text):
        return ArxivId(f"doi:{match['doi'].lower()}", match["version"] and match["version"].lower())
    if match := elsewhere.doi.fullmatch(text):
        doi = match["doi"].lower()
        return arxiv_id.parse(doi.partition("arxiv.")[2]) or ArxivId(f"doi:{doi}", None)
    if match := elsewhere.openreview.fullmatch(text):
        return ArxivId(f"openreview:{match['id']}", None)
    return None


def identify(texts: Iterable[str], title: str) -> tuple[str, str | None]:
    """The id and version in the first URL (or bare id) that has one, or a stand-in id.

    An arXiv id counts before any other, wherever it stands: the same paper has one in other digests.
    """
    first, other = "", None
    for text in texts:
        found = parse(text)
        if found is not None and ":" not in found.id:
            return found.id, found.version
        other = other or found
        first = first or text
    if other is not None:
        return other.id, other.version
    return arxiv_id.stand_in(title, first), None


def is_id(text: str) -> bool:
    """Whether a text has the shape of an id that a paper may have here; such an id is safe in a file name."""
    return re.fullmatch(_ID, text) is not None


def page_url(paper: str, version: str | None = None) -> str:
    """The URL of the page of a paper; an empty string for one that has none."""
    scheme, _, rest = paper.partition(":")
    if scheme == "doi":
        return f"https://doi.org/{rest}"
    if scheme == "openreview":
        return f"https://openreview.net/forum?id={rest}"
    return arxiv_id.abs_url(paper, version) if arxiv_id.parse(paper) else ""


def doi(paper: str) -> str:
    """The DOI that a paper is known by, or an empty string."""
    return paper.removeprefix("doi:") if paper.startswith("doi:") else ""
