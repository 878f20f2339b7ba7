"""The text index of one digest: what entries hold a text, in a fraction of a millisecond.

The text is one blob: the folded texts of all entries, one line each, in UTF-8. First come the lines of all
entries that are not plain ASCII, then those that are, each in the order of the entries. UTF-8 is sound here
because the bytes of one text occur in those of another only where its characters do; a Chinese word is
looked for in the first half only. Folded text holds no line feed, so no hit reaches across two texts.

Which entries have to be looked at is told by the table of words (:mod:`digest_parsers.words`), and for a
needle within one word that is the answer. Anything else is looked for with :meth:`bytes.find`, up to its
first occurrence in each entry: in the text of those that are left, or, when it is not ASCII and they are
many, in the planes of all text that is not (:mod:`digest_parsers.planes`).

Regular expressions, and texts of which any spelling will do, are looked for in the text of each entry.

What a text was found in is remembered for a while: as a word is typed on, only the entries that held its
beginning are looked at again.
"""

from abc import abstractmethod
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Protocol

from digest_parsers.fold import fold_lines
from digest_parsers.model import Entry
from digest_parsers.outline import OutlinedEntries
from digest_parsers.variants import spellings, unify

if TYPE_CHECKING:
    from digest_parsers.patterns import Clock
    from digest_parsers.query_tree import Pattern, Text
    from digest_parsers.words import Needle

#: How many texts an index remembers the entries of: enough to type a word and take it back.
_REMEMBERED = 12

#: Entries are read one by one when they are fewer than one in this many; else all text is read at once.
_FEW = 8

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

    def part(self, start: int, end: int) -> bytes:
        """A part of the blob."""

    def entries_for(self, needle: "Needle") -> set[int] | None:
        """The entries that may hold a needle, or just those that do if it is exact; None when not known."""

    def entries_with(self, needle: str) -> Sequence[int] | None:
        """The entries that hold a text which is not ASCII, rising; None when it has to be looked for."""


class SearchedEntries(OutlinedEntries):
    """Entries that bring their folded text along."""

    @property
    @abstractmethod
    def folded(self) -> Folded:
        """The text, as :func:`fold_entries` makes it."""


@dataclass(frozen=True, slots=True)
class FoldedText:
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

    def part(self, start: int, end: int) -> bytes:
        """A part of the blob."""
        return self.blob[start:end]

    def entries_for(self, needle: "Needle") -> set[int] | None:
        """Never known: the text is at hand."""
        del needle
        return None

    def entries_with(self, needle: str) -> None:
        """Has to be looked for, as with :meth:`entries_for`."""
        del needle

    def wide_texts(self) -> list[bytes]:
        """The text of each entry that is not ASCII."""
        return [self.blob[start:end] for start, end in pairwise(self.wide)]

    def by_entry(self) -> list[bytes]:
        """The whole text of each entry."""
        blob, wide, narrow = self.blob, self.wide, self.narrow
        return [
            blob[wide[number] : wide[number + 1]] + blob[narrow[number] : narrow[number + 1]]
            for number in range(len(wide) - 1)
        ]


def fold_entries(entries: Sequence[Entry]) -> FoldedText:
    """The folded text of some entries.

    Each half of the blob is folded in one piece: text by text takes twice as long.
    """
    wide, narrow = _Half(), _Half()
    said: list[tuple[int, str, _Half, int]] = []
    for number, entry in enumerate(entries):
        for field, texts in texts_of(entry):
            count = 1
            if len(texts) == 1:
                text = texts[0].replace("\n", " ")
            else:
                several = [one.replace("\n", " ") for one in texts if one]
                text, count = "\n".join(several), len(several)
            if text:
                half = narrow if text.isascii() else wide
                said.append((number, field, half, len(half.texts)))
                half.texts.append(text)
                half.lines.append(count)
        wide.bounds.append(len(wide.texts))
        narrow.bounds.append(len(narrow.texts))
    blob = wide.fold(0)
    blob += narrow.fold(len(blob))
    columns = defaultdict[str, tuple[list[int], list[int], list[int]]](lambda: ([], [], []))
    for number, field, half, at in said:
        of, starts, ends = columns[field]
        of.append(number)
        starts.append(half.starts[at])
        ends.append(half.starts[at + 1] - 1)
    fields = {field: Places(*(array("I", column) for column in three)) for field, three in columns.items()}
    return FoldedText(wide.placed(), narrow.placed(), fields, blob)


class _Half:
    """The texts that are plain ASCII, or those that are not.

    Attributes:
        texts: Each as it is, its lines being the texts that an entry has of one field.
        lines: How many lines each has.
        bounds: How many of them there are before each entry, and in all.
        starts: Where each begins in the blob once it is folded, and where the last of them ends.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.lines: list[int] = []
        self.bounds = [0]
        self.starts: list[int] = []

    def fold(self, first: int) -> bytes:
        """The half's part of the blob, which begins there."""
        folded = fold_lines("\n".join((*self.texts, ""))).encode(*_CODING)
        lines = list(accumulate((len(line) + 1 for line in folded.split(b"\n")), initial=first))
        self.starts = [lines[end] for end in accumulate(self.lines, initial=0)]
        return folded

    def placed(self) -> "array[int]":
        """Where the texts of each entry begin in the blob, and where the last of them end."""
        return array("I", map(self.starts.__getitem__, self.bounds))


class TextIndex:
    """The folded text of one digest, and what was found in it lately.

    Attributes:
        entries: The entries that it is of.
    """

    def __init__(self, entries: Sequence[Entry], folded: Folded) -> None:
        self.entries = entries
        self._folded = folded
        self._remembered: dict[Text | Pattern, Sequence[int]] = {}

    @property
    def folded(self) -> Folded:
        """The folded text."""
        return self._folded

    def find(self, text: "Text", needle: "Needle") -> Sequence[int]:
        """The entries that hold a text, as rising offsets into :attr:`entries`.

        Args:
            text: The text.
            needle: The same, taken apart; the caller looks into many indexes with it.
        """
        found = self._remembered.pop(text, None)
        if found is None:
            found = self._look_for(text, needle, self._narrowest(text))
        return self._remember(text, found)

    def find_matching(self, pattern: "Pattern", clock: "Clock") -> Sequence[int]:
        """The entries that have a text which an expression matches, as rising offsets.

        Raises:
            SlowPatternError: The time that the clock gives was not enough.
        """
        from digest_parsers.patterns import occurs  # noqa: PLC0415 - needed only by queries that have one

        found = self._remembered.pop(pattern, None)
        if found is None:
            everywhere = range(len(self.entries))
            found = self._test(
                pattern.field, everywhere, lambda text, _: occurs(pattern.source, _text(text), clock)
            )
        return self._remember(pattern, found)

    def _remember(self, leaf: "Text | Pattern", found: Sequence[int]) -> Sequence[int]:
        if len(found) == len(self.entries):
            found = range(len(self.entries))
        elif found:
            found = array("H" if len(self.entries) <= 1 << 16 else "I", found)
        self._remembered[leaf] = found
        if len(self._remembered) > _REMEMBERED:
            del self._remembered[next(iter(self._remembered))]
        return found

    def find_among(self, text: "Text", needle: "Needle", entries: Sequence[int]) -> Sequence[int]:
        """Those of some entries (rising) that hold a text."""
        if text not in self._remembered and len(entries) * _FEW < len(self.entries):
            return self._look_for(text, needle, entries)
        found = self.find(text, needle)
        if len(entries) == len(self.entries):
            return found
        wanted = set(entries)
        return [entry for entry in found if entry in wanted]

    def _narrowest(self, text: "Text") -> Sequence[int] | None:
        """The shortest remembered list that must hold all entries with the text, if there is one."""
        if not self._remembered:
            return None
        from digest_parsers.query_tree import Pattern  # noqa: PLC0415 - not needed for the first frame

        lists = (
            entries
            for known, entries in self._remembered.items()
            if not isinstance(known, Pattern)
            and known.loose == text.loose
            and known.field in (None, text.field)
            and known.needle in text.needle
        )
        return min(lists, key=len, default=None)

    def _look_for(self, text: "Text", needle: "Needle", among: Sequence[int] | None) -> Sequence[int]:
        """The entries, among these or all, that hold a text in its field, or anywhere when it has none."""
        if among is not None and not among:
            return ()
        if text.loose:
            among = range(len(self.entries)) if among is None else among
            return self._test(text.field, among, partial(_holds_some_spelling, text.needle))
        told = self._folded.entries_for(needle)
        if told is None:
            candidates: Collection[int] = range(len(self.entries)) if among is None else among
        else:
            candidates = told if among is None else told.intersection(among)
            if text.field is None and needle.exact:
                return sorted(candidates)
        if not candidates:
            return ()
        if text.field is not None:
            return self._look_at_places(text.field, needle.data, candidates)
        return self._look_at(needle, candidates)

    def _look_at_places(self, field: str, needle: bytes, candidates: Collection[int]) -> Sequence[int]:
        """Those of the candidates that hold a needle in a field."""
        places = self._folded.places(field)
        if places is None:
            return ()
        wanted = list(places.of(candidates))
        narrow_from = self._folded.narrow[0]
        found: set[int] = set()
        for half, bounds in (
            ([place for place in wanted if place[1] < narrow_from], self._folded.wide),
            ([place for place in wanted if place[1] >= narrow_from], self._folded.narrow),
        ):
            if len(half) * _FEW < len(self.entries):
                part = self._folded.part
                found.update(entry for entry, start, end in half if needle in part(start, end))
                continue
            first = bounds[0]
            find = self._folded.part(first, bounds[-1]).find
            found.update(entry for entry, start, end in half if find(needle, start - first, end - first) >= 0)
        return sorted(found)

    def _look_at(self, needle: "Needle", candidates: Collection[int]) -> Sequence[int]:
        """Those of the candidates that hold a needle anywhere."""
        # What is looked for is mostly found in the half that is ASCII, and then the other need not be read.
        halves = (self._folded.wide,) if needle.wide else (self._folded.narrow, self._folded.wide)
        if len(candidates) * _FEW < len(self.entries):
            part = self._folded.part
            return sorted(
                entry
                for entry in candidates
                if any(needle.data in part(half[entry], half[entry + 1]) for half in halves)
            )
        if needle.wide and (holding := self._folded.entries_with(needle.text)) is not None:
            return holding if len(candidates) == len(self.entries) else sorted(set(candidates) & set(holding))
        left, found = list(candidates), list[int]()
        for half in halves:
            if left:
                found += self._scan(needle.data, half, left)
                gone = set(found)
                left = [entry for entry in left if entry not in gone]
        return sorted(found)

    def _test(
        self, field: str | None, among: Collection[int], holds: Callable[[bytes, bool], bool]
    ) -> Sequence[int]:
        """Those of some entries for which a test holds, told its texts and whether they are ASCII."""
        folded = self._folded
        if field is not None:
            places = folded.places(field)
            tried = () if places is None else places.of(set(among))
            texts = ((entry, folded.part(start, end)) for entry, start, end in tried)
            return list(dict.fromkeys(entry for entry, text in texts if holds(text, text.isascii())))
        wide, narrow = folded.wide, folded.narrow

        def found(entry: int) -> bool:
            halves = ((narrow, True), (wide, False))
            return any(
                half[entry] < half[entry + 1] and holds(folded.part(half[entry], half[entry + 1]), ascii_only)
                for half, ascii_only in halves
            )

        return list(filter(found, among))

    def _scan(self, needle: bytes, half: Sequence[int], entries: Sequence[int]) -> Sequence[int]:
        """Those of some entries that hold a needle in a half of the blob."""
        first = half[0]
        blob = self._folded.part(first, half[-1])
        if needle not in blob:
            return ()
        find = blob.find
        return [at for at in entries if find(needle, half[at] - first, half[at + 1] - first) >= 0]


def _holds_some_spelling(needle: str, text: bytes, ascii_only: bool) -> bool:
    """Whether a folded text holds a unified needle once it is unified itself."""
    if ascii_only:
        return needle.isascii() and needle.encode() in text
    # To unify a text takes forty times as long as to see that it lacks one of the characters.
    return all(any(one in text for one in group) for group in _spelled(needle)) and needle in unify(
        _text(text)
    )


@lru_cache(maxsize=4)
def _spelled(needle: str) -> tuple[tuple[bytes, ...], ...]:
    """For each character of a unified needle all its spellings."""
    return tuple(tuple(one.encode(*_CODING) for one in spellings(each)) for each in dict.fromkeys(needle))


def _text(data: bytes) -> str:
    """A part of the blob without the line feed at its end."""
    return data.removesuffix(b"\n").decode(*_CODING)
