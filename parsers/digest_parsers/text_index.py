"""The text index of one digest: what entries hold a word, in a millisecond.

An index is one blob: the folded texts of all entries, in order, one line each, in UTF-8. A word is
found by scanning it with :meth:`bytes.find`, which is about as fast as memory; a binary search leads
from the hit to its entry, and the scan goes on behind that entry. UTF-8 is sound here because the bytes
of one text occur in those of another only where its characters do, and it takes a third less memory than
strings, whose widest character sets the width of all. Folded text holds no line feed, so no hit
reaches across two texts.

What a text was found in is remembered for a while: as a word is typed on, only the entries that held its
beginning are looked at again.
"""

from abc import abstractmethod
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from digest_parsers.fold import fold
from digest_parsers.model import Entry
from digest_parsers.outline import OutlinedEntries

if TYPE_CHECKING:
    from digest_parsers.query_tree import Text
    from digest_parsers.signature import Needle

#: How many texts an index remembers the entries of: enough to type a few words and take them back.
_REMEMBERED = 32

#: Entries are looked at one by one when they are fewer than one in this many; else the whole is scanned.
_FEW = 4

#: Lone surrogates cannot be written to a screen, but must not keep a digest from being searched.
_CODING = ("utf-8", "surrogatepass")


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


@dataclass(frozen=True, slots=True)
class Places:
    """Where the texts of one field stand in a blob, rising; an entry may have several.

    Attributes:
        entries: The entry of each text.
        starts: Where each begins.
        ends: Where each ends.
    """

    entries: MutableSequence[int]
    starts: MutableSequence[int]
    ends: MutableSequence[int]

    def add(self, entry: int, start: int, end: int) -> None:
        """Note the next place."""
        self.entries.append(entry)
        self.starts.append(start)
        self.ends.append(end)

    def of(self, entry: int) -> Iterator[tuple[int, int]]:
        """Start and end of each place of one entry."""
        at = bisect_left(self.entries, entry)
        while at < len(self.entries) and self.entries[at] == entry:
            yield self.starts[at], self.ends[at]
            at += 1


class Folded(Protocol):
    """The folded text of a digest, wherever it is: a line for each text of each entry, in order.

    Attributes:
        starts: Where each entry begins, and where the last one ends.
        fields: Where the texts of each field are.
    """

    @property
    def starts(self) -> Sequence[int]:
        """Where each entry begins, and where the last one ends."""

    @property
    def fields(self) -> Mapping[str, Places]:
        """Where the texts of each field are."""

    def whole(self) -> bytes:
        """All of it."""

    def part(self, start: int, end: int) -> bytes:
        """A part of it."""

    def lacks(self, needle: "Needle") -> bool:
        """Whether it surely does not hold a needle; False when that is not known."""


class SearchedEntries(OutlinedEntries):
    """Entries that bring their folded text along."""

    @property
    @abstractmethod
    def folded(self) -> Folded:
        """The text, as :func:`fold_entries` makes it."""


@dataclass(frozen=True, slots=True)
class FoldedText:
    """Folded text in memory; see :class:`Folded`."""

    starts: Sequence[int]
    fields: Mapping[str, Places]
    blob: bytes

    def whole(self) -> bytes:
        """All of it."""
        return self.blob

    def part(self, start: int, end: int) -> bytes:
        """A part of it."""
        return self.blob[start:end]

    def lacks(self, needle: "Needle") -> bool:
        """Never known: the whole is at hand."""
        del needle
        return False


def fold_entries(entries: Sequence[Entry]) -> FoldedText:
    """The folded text of some entries."""
    starts = array("I")
    fields: dict[str, Places] = {}
    lines: list[bytes] = []
    at = 0
    for number, entry in enumerate(entries):
        starts.append(at)
        for field, texts in texts_of(entry):
            if not any(texts):
                continue
            line = "\n".join(map(fold, texts)).encode(*_CODING)
            lines.append(line)
            if field not in fields:
                fields[field] = Places(array("I"), array("I"), array("I"))
            fields[field].add(number, at, at + len(line))
            at += len(line) + 1
    starts.append(at)
    return FoldedText(starts, fields, b"\n".join(lines))


class TextIndex:
    """The folded text of one digest, and what was found in it lately.

    Attributes:
        entries: The entries that it is of.
    """

    def __init__(self, entries: Sequence[Entry], folded: Folded) -> None:
        self.entries = entries
        self._folded = folded
        self._remembered: dict[Text, Sequence[int]] = {}

    def find(self, text: "Text", needle: "Needle") -> Sequence[int]:
        """The entries that hold a text, as rising offsets into :attr:`entries`.

        Args:
            text: The text.
            needle: The same, taken apart; the caller looks into many indexes with it.
        """
        found = self._remembered.get(text)
        if found is None:
            base = self._narrowest(text)
            if base is not None:
                found = self._look_at(text, base)
            elif self._folded.lacks(needle):
                found = []
            elif text.field is None:
                found = self._scan(text.needle.encode(*_CODING))
            else:
                found = self._look_at(text, range(len(self.entries)))
            self._remembered[text] = array("I", found)
            if len(self._remembered) > _REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
        return found

    def find_among(self, text: "Text", needle: "Needle", entries: Sequence[int]) -> Sequence[int]:
        """Those of some entries (rising) that hold a text."""
        if text not in self._remembered and len(entries) * _FEW < len(self.entries):
            return self._look_at(text, entries)
        found = self.find(text, needle)
        if len(entries) == len(self.entries):
            return found
        wanted = set(entries)
        return [entry for entry in found if entry in wanted]

    def _narrowest(self, text: "Text") -> Sequence[int] | None:
        """The shortest remembered list that must hold all entries with the text, if there is one."""
        lists = (
            entries
            for known, entries in self._remembered.items()
            if known.field in (None, text.field) and known.needle in text.needle
        )
        return min(lists, key=len, default=None)

    def _scan(self, needle: bytes) -> list[int]:
        """The entries that hold the needle anywhere, by one pass over the blob."""
        found = []
        blob, starts = self._folded.whole(), self._folded.starts
        at = blob.find(needle)
        while at >= 0:
            behind = bisect_right(starts, at)
            found.append(behind - 1)
            at = blob.find(needle, starts[behind])
        return found

    def _look_at(self, text: "Text", entries: Sequence[int]) -> list[int]:
        """Those of the entries that hold a text in its field, or anywhere when it has none."""
        if not entries:
            return []
        needle = text.needle.encode(*_CODING)
        folded, starts = self._folded, self._folded.starts
        few = len(entries) * _FEW < len(self.entries)
        blob = b"" if few else folded.whole()
        places = None
        if text.field is not None:
            places = folded.fields.get(text.field)
            if places is None:
                return []
        found = []
        for entry in entries:
            stretches = ((starts[entry], starts[entry + 1]),) if places is None else places.of(entry)
            for start, end in stretches:
                if (needle in folded.part(start, end)) if few else blob.find(needle, start, end) >= 0:
                    found.append(entry)
                    break
        return found
