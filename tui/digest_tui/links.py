"""Which links of a digest may be opened: a judgement on text that anybody can have written.

A link is opened only when it is plain http or https, to a host that papers are known to link to, and without
anything that browsers and people read differently: user names before the host, backslashes, letters that look
like others, line ends in disguise. What a link is shown as is always what would be opened.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from digest_parsers.sanitize import clean_line

#: The hosts that papers link to: publishers and their identifiers, code, models and data. Hosts below them
#: (``export.arxiv.org``, ``www.nature.com``) count too, so no host is here that gives its users hosts of
#: their own (such as ``github.io``): those can be anybody's.
KNOWN_HOSTS = (
    "aaai.org",
    "aclanthology.org",
    "acm.org",
    "alphaxiv.org",
    "arxiv.org",
    "biorxiv.org",
    "bitbucket.org",
    "chemrxiv.org",
    "codeberg.org",
    "crossref.org",
    "dblp.org",
    "doi.org",
    "github.com",
    "gitlab.com",
    "hal.science",
    "huggingface.co",
    "ieee.org",
    "inspirehep.net",
    "jmlr.org",
    "kaggle.com",
    "medrxiv.org",
    "mlr.press",
    "modelscope.cn",
    "nature.com",
    "neurips.cc",
    "openaccess.thecvf.com",
    "openreview.net",
    "orcid.org",
    "osf.io",
    "paperswithcode.com",
    "science.org",
    "sciencedirect.com",
    "semanticscholar.org",
    "springer.com",
    "usenix.org",
    "wikipedia.org",
    "wiley.com",
    "zenodo.org",
)

#: Longer than any link that a person follows; Internet Explorer's limit, which the web still keeps to.
_MAX_LENGTH = 2083

_PARTS = re.compile(r"(https?)://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_AUTHORITY = re.compile(r"([^:\[\]]+)(?::(\d{1,5}))?")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*")
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\xa0]")
_HIDDEN_CONTROL = re.compile(r"%(?:[01][0-9a-f]|7f)", re.IGNORECASE)
#: What RFC 3986 allows behind the host, with the percent sign of what is encoded already.
_SAFE = "/?#[]@!$&'()*+,;=:-._~%"
_PORTS = {"http": "80", "https": "443"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to make of a link.

    Attributes:
        url: The link in its plain form, all ASCII, or None when it must not be opened whatever its host.
        known: Whether its host is one of :data:`KNOWN_HOSTS`; no other is opened.
        shown: The link as it may be shown.
        reason: Why it is not opened, as half a sentence, or an empty string.
    """

    url: str | None
    known: bool
    shown: str
    reason: str = ""


def judge(url: str) -> Verdict:
    """Judges a link as a digest has it.

    Args:
        url: Any text.
    """
    text = url.strip(" ")
    reason = _unfit(text)
    match = _PARTS.fullmatch(text)
    if reason or match is None:
        return _refused(text, reason or "it is no http or https link")
    scheme, authority, rest = match[1].lower(), match[2], match[3]
    if "@" in authority:
        return _refused(text, "it has a user name before the host")
    where = _AUTHORITY.fullmatch(authority)
    host = ascii_host(where[1]) if where else None
    if where is None or host is None:
        return _refused(text, "it has no proper host name")
    port = f":{where[2]}" if where[2] and where[2] != _PORTS[scheme] else ""
    plain = f"{scheme}://{host}{port}{quote(rest, safe=_SAFE, errors='replace')}"
    known = not port and any(host == one or host.endswith("." + one) for one in KNOWN_HOSTS)
    reason = "" if known else f"{host}{port} is not among the sites that are opened from here"
    return Verdict(plain, known, plain, reason)


def _unfit(text: str) -> str:
    """Why a text is no link, whatever it links to; an empty string for one that may be."""
    if len(text) > _MAX_LENGTH:
        return "it is too long for a link"
    if _UNPRINTABLE.search(text) or clean_line(text) != text:
        return "it holds blanks or control characters"
    if "\\" in text:
        return "it holds a backslash"
    if _HIDDEN_CONTROL.search(text):
        return "it holds encoded control characters"
    return ""


def ascii_host(host: str) -> str | None:
    """A host name in lower case, with letters beyond ASCII in their encoded form (``xn--…``), or None."""
    try:
        encoded = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        return None
    return encoded if _HOST.fullmatch(encoded) else None


def _refused(text: str, reason: str) -> Verdict:
    return Verdict(None, False, clean_line(text[:_MAX_LENGTH]), reason)
