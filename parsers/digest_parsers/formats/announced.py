"""How arXiv's feeds begin an abstract: with the id, and whether the paper is new or listed again."""

import re
from collections.abc import Sequence

from digest_parsers.model import Section

#: ``arXiv:2601.00001v1 Announce Type: new Abstract: …``; bots keep it as they found it.
ANNOUNCED = re.compile(
    r"arXiv:(?P<id>\S{4,40}?)(?P<version>v[1-9][0-9]{0,2})?\s+Announce Type: (?P<kind>[a-z-]{2,20})\s+"
    r"(?:Abstract: ?)?"
)


def unannounced(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Sections with the announcement of an abstract as one of its own."""
    found: list[Section] = []
    for section in sections:
        match = ANNOUNCED.match(section.text) if section.text.startswith("arXiv:") else None
        if match is None:
            found.append(section)
        else:
            found.append(Section("announced", "Announced", match["kind"]))
            found.append(section._replace(text=section.text[match.end() :]))
    return tuple(found)
