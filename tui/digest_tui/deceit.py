"""Text that says one thing and is another: what a person cannot see and is told in so many words.

Only what deceives in practice is named, so that a warning stays something to look at: a link that leads to
another host than its text or its letters say, and characters that take no room in a title.
"""

import re

from digest_tui.links import KNOWN_HOSTS, ascii_host

_URL_HOST = re.compile(r"\bhttps?://([^/?#\s]*)", re.IGNORECASE)
#: A text that is nothing but a host name, perhaps with a path behind it.
_BARE_HOST = re.compile(r"\s*((?:[\w-]+\.)+[^\W\d_]{2,})(?:/\S*)?\s*")
#: Ends of names that are hosts and not files or products ("Node.js", "README.md").
_PLAIN_ENDS = (".com", ".org", ".net", ".edu", ".gov", ".cn")

#: Letters and signs that are drawn as nothing wherever they stand (the sanitiser leaves them, they are
#: letters): Hangul fillers, the blank of Braille, the grapheme joiner.
_BLANKS = "\u034f\u115f\u1160\u2800\u3164\uffa0"
#: Scripts without use for joiners: Latin, Greek, Cyrillic, CJK. Arabic, Indian ones and emoji need them.
_UNJOINED = "\\x00-\u052f\u1e00-\u1fff\u2010-\u205e\u2e80-\ua4cf\uac00-\ud7ff\uff00-\uffef"
_UNSEEN = re.compile(
    f"[{_BLANKS}]|(?:^|(?<=[{_UNJOINED}]))[\u200c\u200d]|(?<=[A-Za-z])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)


def hidden(text: str) -> str:
    """What a text holds that is not seen, as half a sentence; an empty string for an honest one."""
    unseen = len(_UNSEEN.findall(text))
    if not unseen:
        return ""
    return f"holds {unseen} character{'s' if unseen > 1 else ''} that cannot be seen"


def misleading(label: str, url: str) -> str:
    """Where a link really leads, as half a sentence; an empty string when that is what it looks like.

    Args:
        label: The text of the link.
        url: The link as the digest has it.
    """
    shown = _URL_HOST.match(url.strip(" "))
    if shown is None:
        return ""
    user, _, written = shown[1].rpartition("@")
    host = ascii_host(written.partition(":")[0])
    if host is None:
        return "" if not user else "does not lead where it seems to"
    odd = user or not written.isascii() or "xn--" in host
    promised = _promised(label)
    elsewhere = promised is not None and not _related(promised, host)
    return f"leads to {host}" if odd or elsewhere else ""


def _promised(label: str) -> str | None:
    """The host that the text of a link names, in ASCII, or None when it names none."""
    found = _URL_HOST.search(label)
    if found is not None:
        return ascii_host(found[1].rpartition("@")[2].partition(":")[0]) or found[1]
    bare = _BARE_HOST.fullmatch(label)
    if bare is None:
        return None
    host = ascii_host(bare[1])
    if host is None or host.endswith(_PLAIN_ENDS) or "xn--" in host:
        return host
    return host if any(_related(host, one) for one in KNOWN_HOSTS) else None


def _related(one: str, other: str) -> bool:
    """Whether two hosts are the same, or one lies below the other."""
    return f".{one}".endswith(f".{other}") or f".{other}".endswith(f".{one}")
