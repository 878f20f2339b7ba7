"""Folded text: what of a digest is searched, and how it is laid out.

The text is one blob: the folded texts of all entries, one line each, in UTF-8. First come the lines of all
entries that are not plain ASCII, then those that are, each in the order of the entries. UTF-8 is sound here
because the bytes of one text occur in those of another only where its characters do; a Chinese word is
looked for in the first half only. Folded text holds no line feed, so no hit reaches across two texts.

The short fields stand once more in columns, each by itself: for a word in titles, the titles are read.
"""

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from digest_parsers.model import Entry
from digest_parsers.outline import OutlinedEntries

if TYPE_CHECKING:
    from digest_parsers.words import Needle

#: The fields that have a column.
SHORT_FIELDS = ("id", "title", "author", "category", "keyword", "comment")

#: The field that has most of the words, and a table of them for itself.
BODY = "abstract"


def texts_of(entry: Entry) -> Iterator[tuple[str, Sequence[str]]]:
    """The texts that search looks at, each with its field: the one place that says what they are."""
    yield "id", (entry.arxiv_id + (entry.version or ""),)
    yield "title", (entry.title,)
    yield "author", entry.authors
    yield "category", entry.categories
    yield "keyword", entry.keywords
    yield "comment", (entry.comment,)
    for section in entry.sections:
        yield section.key, (section.text,)


class Places(NamedTuple):
    """Where the texts of one field stand in a blob; an entry may have several.

    Attributes:
        entries: The entry of each text, rising.
        starts: Where each begins.
        ends: Where each ends.
    """

    entries: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]

    def of(self, entries: Collection[int]) -> Iterator[tuple[int, int, int]]:
        """Entry, start and end of each place of some entries."""
        places = zip(self.entries, self.starts, self.ends, strict=True)
        return (place for place in places if place[0] in entries)


class Column(NamedTuple):
    """The texts of one field, a line feed behind each.

    Attributes:
        entries: The entry of each text, rising.
        starts: Where each begins, and where the last of them ends.
        text: The texts.
    """

    entries: Sequence[int]
    starts: Sequence[int]
    text: bytes

    def texts(self) -> Iterator[tuple[int, bytes]]:
        """Each text with its entry."""
        spans = zip(self.entries, pairwise(self.starts), strict=True)
        return ((entry, self.text[start : behind - 1]) for entry, (start, behind) in spans)

    def entries_with(self, needle: bytes) -> list[int]:
        """The entries that hold a needle, rising."""
        find, starts, found = self.text.find, list(self.starts), list[int]()
        at = find(needle)
        while at >= 0:
            behind = bisect_right(starts, at)
            found.append(behind - 1)
            at = find(needle, starts[behind])
        if self.entries == range(len(starts) - 1):
            return found
        return list(dict.fromkeys(map(self.entries.__getitem__, found)))


class Told(NamedTuple):
    """What a table of words tells of a needle.

    Attributes:
        holding: Entries that hold it, rising.
        open: Entries of which that has to be seen, rising; no other one holds it.
    """

    holding: Sequence[int]
    open: Sequence[int] = ()


class Folded(Protocol):
    """The folded text of a digest, wherever it is."""

    @property
    def wide(self) -> Sequence[int]:
        """Where the lines of each entry begin that are not ASCII, and where the last of them end."""

    @property
    def narrow(self) -> Sequence[int]:
        """Where the other lines of each entry begin, and where the last of them end."""

    def places(self, field: str) -> Places | None:
        """Where the texts of a field are; None when no entry has it."""

    def column(self, field: str) -> Column | None:
        """The texts of one of :data:`SHORT_FIELDS` by themselves; None when no entry has it."""

    def part(self, start: int, end: int) -> bytes:
        """A part of the blob."""

    def parts(self, spans: Iterable[tuple[int, int]]) -> list[bytes]:
        """Some parts of the blob."""

    def told(self, needle: "Needle", *, in_body: bool = False) -> Told | None:
        """What is told of a needle anywhere, or in the field :data:`BODY`; None when nothing is."""

    def entries_with(self, needle: str) -> Sequence[int] | None:
        """The entries that hold a text which is not ASCII, rising; None when it has to be looked for."""


class SearchedEntries(OutlinedEntries):
    """Entries that bring their folded text along."""

    @property
    @abstractmethod
    def folded(self) -> Folded:
        """The text, as :func:`digest_parsers.folding.fold_entries` makes it."""


class FoldedText(NamedTuple):
    """Folded text in memory; see :class:`Folded`.

    Attributes:
        wide: Where the lines of each entry begin that are not ASCII, and where the last of them end.
        narrow: The same of the other lines.
        fields: Where the texts of each field are.
        blob: The text.
    """

    wide: Sequence[int]
    narrow: Sequence[int]
    fields: Mapping[str, Places]
    blob: bytes

    def places(self, field: str) -> Places | None:
        """Where the texts of a field are."""
        return self.fields.get(field)

    def column(self, field: str) -> Column | None:
        """The texts of a field by themselves."""
        places = self.fields.get(field)
        if places is None:
            return None
        texts = [self.blob[start:end] for start, end in zip(places.starts, places.ends, strict=True)]
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        return Column(places.entries, starts, b"\n".join((*texts, b"")))

    def part(self, start: int, end: int) -> bytes:
        """A part of the blob."""
        return self.blob[start:end]

    def parts(self, spans: Iterable[tuple[int, int]]) -> list[bytes]:
        """Some parts of the blob."""
        return [self.blob[start:end] for start, end in spans]

    def told(self, needle: "Needle", *, in_body: bool = False) -> None:
        """Nothing is told: the text is at hand."""
        del needle, in_body

    def entries_with(self, needle: str) -> None:
        """Has to be looked for."""
        del needle

    def wide_texts(self) -> list[bytes]:
        """The text of each entry that is not ASCII."""
        return [self.blob[start:end] for start, end in pairwise(self.wide)]
