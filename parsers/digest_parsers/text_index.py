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

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from digest_parsers.fold import fold
from digest_parsers.model import Digest, Entry
from digest_parsers.query_tree import Text

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


class _Places:
    """Where the texts of one field stand in a blob: entry, start and end of each, rising."""

    __slots__ = ("ends", "entries", "starts")

    def __init__(self) -> None:
        self.entries = array("Q")
        self.starts = array("Q")
        self.ends = array("Q")

    def add(self, entry: int, start: int, end: int) -> None:
        """Note the next place; an entry may have several."""
        self.entries.append(entry)
        self.starts.append(start)
        self.ends.append(end)

    def of(self, entry: int) -> Iterator[tuple[int, int]]:
        """Start and end of each place of one entry."""
        at = bisect_left(self.entries, entry)
        while at < len(self.entries) and self.entries[at] == entry:
            yield self.starts[at], self.ends[at]
            at += 1


class TextIndex:
    """The folded text of one digest, and where its entries and their fields are.

    Attributes:
        entries: The entries that were indexed.
    """

    def __init__(self, digest: Digest) -> None:
        self.entries = digest.entries
        self._starts = array("Q")
        self._fields: dict[str, _Places] = {}
        self._remembered: dict[Text, list[int]] = {}
        lines: list[bytes] = []
        at = 0
        for number, entry in enumerate(digest.entries):
            self._starts.append(at)
            for field, texts in texts_of(entry):
                line = "\n".join(map(fold, texts)).encode(*_CODING)
                lines.append(line)
                self._fields.setdefault(field, _Places()).add(number, at, at + len(line))
                at += len(line) + 1
        self._starts.append(at)
        self._blob = b"\n".join(lines)

    def find(self, text: Text) -> list[int]:
        """The entries that hold a text, as rising offsets into :attr:`entries`."""
        found = self._remembered.get(text)
        if found is None:
            base = self._narrowest(text)
            needle = text.needle.encode(*_CODING)
            if base is None and text.field is None:
                found = self._scan(needle)
            else:
                found = self._look_at(text.field, needle, range(len(self.entries)) if base is None else base)
            self._remembered[text] = found
            if len(self._remembered) > _REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
        return found

    def find_among(self, text: Text, entries: Sequence[int]) -> list[int]:
        """Those of some entries (rising) that hold a text."""
        if text not in self._remembered and len(entries) * _FEW < len(self.entries):
            return self._look_at(text.field, text.needle.encode(*_CODING), entries)
        found = self.find(text)
        if len(entries) == len(self.entries):
            return found
        wanted = set(entries)
        return [entry for entry in found if entry in wanted]

    def _narrowest(self, text: Text) -> list[int] | None:
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
        at = self._blob.find(needle)
        while at >= 0:
            behind = bisect_right(self._starts, at)
            found.append(behind - 1)
            at = self._blob.find(needle, self._starts[behind])
        return found

    def _look_at(self, field: str | None, needle: bytes, entries: Iterable[int]) -> list[int]:
        """Those of the entries that hold the needle in a field, or anywhere when it is None."""
        find = self._blob.find
        if field is None:
            starts = self._starts
            return [entry for entry in entries if find(needle, starts[entry], starts[entry + 1]) >= 0]
        places = self._fields.get(field)
        if places is None:
            return []
        return [
            entry
            for entry in entries
            if any(find(needle, start, end) >= 0 for start, end in places.of(entry))
        ]
