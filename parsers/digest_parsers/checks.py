"""What is wrong with a digest that was read: does it have what it says, and is each paper whole?

Formats report what they could not read; what is here is asked of every digest alike.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter

from digest_parsers.arxiv_id import is_stand_in
from digest_parsers.formats.base import ParsedText, quote
from digest_parsers.model import Diagnostic, Digest, Entry, Level
from digest_parsers.placeholders import LONGEST, is_placeholder

#: More papers than these that stand in a file again are told in one line: lists by topic have hundreds.
_MOST_DUPLICATES = 20

_ID, _TITLE, _SECTIONS, _TEXT = map(attrgetter, ("arxiv_id", "title", "sections", "text"))


def check(digest: Digest, parsed: ParsedText) -> Iterator[Diagnostic]:
    """Everything that is wrong with a digest beyond what its format reported."""
    if not digest.entries:
        yield _of_file(digest, Level.INFO, "no-papers", "the digest holds no papers")
    yield from _contents(digest)
    if parsed.stated_total is not None and parsed.stated_total != len(digest.entries):
        yield _of_file(
            digest,
            Level.WARNING,
            "total-mismatch",
            f"the file says that it holds {parsed.stated_total} papers, it holds {len(digest.entries)}",
        )
    if _wants_something(digest.entries):
        for entry in digest.entries:
            yield from _paper(digest, entry)
    if len(set(map(_ID, digest.entries))) < len(digest.entries):
        yield from _duplicates(digest)


def _wants_something(entries: Sequence[Entry]) -> bool:
    """Whether any paper at all needs a look of its own; hardly a digest has one."""
    texts = map(_TEXT, chain.from_iterable(map(_SECTIONS, entries)))
    return (
        any(is_placeholder(text) for text in texts if len(text) <= LONGEST)
        or not all(map(_TITLE, entries))
        or any(map(is_stand_in, map(_ID, entries)))
    )


def _duplicates(digest: Digest) -> Iterator[Diagnostic]:
    """Tells each paper that stands there again, or where it is the rule how many do."""
    seen: dict[str, int] = {}
    firsts = [(entry, seen.setdefault(entry.arxiv_id, entry.line)) for entry in digest.entries]
    again = [(entry, first) for entry, first in firsts if first != entry.line]
    if len(again) > _MOST_DUPLICATES:
        entry, first = again[0]
        message = (
            f"{len(again):,} papers stand in the file again, as {entry.arxiv_id} of line {first} does here"
        )
        yield _of_entry(digest, entry, Level.INFO, "duplicate-paper", message)
        return
    for entry, first in again:
        message = f"{entry.arxiv_id} stands in the file twice, first on line {first}"
        yield _of_entry(digest, entry, Level.INFO, "duplicate-paper", message)


def _contents(digest: Digest) -> Iterator[Diagnostic]:
    """Compares the table of contents with the papers, category by category."""
    if not digest.stated:
        return
    counts = digest.category_counts()
    for category in {**digest.stated, **counts}:
        stated, counted = digest.stated.get(category, 0), counts.get(category, 0)
        if stated != counted:
            name = category or "no category"
            message = f"the table of contents has {stated} papers in {name}, the file {counted}"
            yield _of_file(digest, Level.WARNING, "toc-mismatch", message)


def _paper(digest: Digest, entry: Entry) -> Iterator[Diagnostic]:
    if not entry.title:
        yield _of_entry(digest, entry, Level.WARNING, "missing-field", f"{entry.arxiv_id} has no title")
    if is_stand_in(entry.arxiv_id):
        message = f"{quote(entry.title)} has no arXiv link; it is kept as {entry.arxiv_id}"
        yield _of_entry(digest, entry, Level.WARNING, "missing-field", message)
    failed = [one.label for one in entry.sections if len(one.text) <= LONGEST and is_placeholder(one.text)]
    if failed:
        message = f"the generator failed to write {', '.join(failed)} of {quote(entry.title)}"
        yield _of_entry(digest, entry, Level.WARNING, "placeholder-summary", message)


def _of_file(digest: Digest, level: Level, code: str, message: str) -> Diagnostic:
    return Diagnostic(level, code, digest.path, None, message)


def _of_entry(digest: Digest, entry: Entry, level: Level, code: str, message: str) -> Diagnostic:
    return Diagnostic(level, code, digest.path, entry.line, message)
