"""The text index of one digest: what entries hold a text, in a fraction of a millisecond.

Which entries have to be looked at is told by the table of words (:mod:`digest_parsers.word_table`), and for a
needle within one word that is the answer. In a short field its column is looked through. Anything else is
looked for with :meth:`bytes.find`, up to its first occurrence in each entry: in the text of those that are
left, or, when it is not ASCII and they are many, in the planes of all text that is not
(:mod:`digest_parsers.planes`).

Regular expressions, and texts of which any spelling will do, are looked for in the text of each entry.

What a text was found in is remembered for a while: as a word is typed on, only the entries that held its
beginning are looked at again.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from digest_parsers.fold import CODING
from digest_parsers.folded import BODY, SHORT_FIELDS, Folded, Told
from digest_parsers.model import Entry
from digest_parsers.variants import spellings, unify

if TYPE_CHECKING:
    from digest_parsers.patterns import Clock
    from digest_parsers.query_tree import Pattern, Text
    from digest_parsers.words import Needle

#: How many texts an index remembers the entries of: enough to type a word and take it back.
_REMEMBERED = 12

#: Entries are read one by one when they are fewer than one in this many; else all text is read at once.
_FEW = 8


class TextIndex:
    """The folded text of one digest, and what was found in it lately.

    Attributes:
        entries: The entries that it is of.
    """

    def __init__(self, entries: Sequence[Entry], folded: Folded) -> None:
        self.entries = entries
        self._count = len(entries)  # asked for many times a search
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
            everywhere = range(self._count)
            found = self._test(
                pattern.field, everywhere, lambda text, _: occurs(pattern.source, _text(text), clock)
            )
        return self._remember(pattern, found)

    def _remember(self, leaf: "Text | Pattern", found: Sequence[int]) -> Sequence[int]:
        if len(found) == self._count:
            found = range(self._count)
        elif found:
            found = array("H" if self._count <= 1 << 16 else "I", found)
        self._remembered[leaf] = found
        if len(self._remembered) > _REMEMBERED:
            del self._remembered[next(iter(self._remembered))]
        return found

    def find_among(self, text: "Text", needle: "Needle", entries: Sequence[int]) -> Sequence[int]:
        """Those of some entries (rising) that hold a text."""
        if text not in self._remembered and len(entries) * _FEW < self._count:
            return self._look_for(text, needle, entries)
        found = self.find(text, needle)
        if len(entries) == self._count:
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
        field = text.field
        if text.loose:
            among = range(self._count) if among is None else among
            return self._test(field, among, partial(_holds_some_spelling, text.needle))
        told = self._folded.told(needle, in_body=field == BODY)
        if told is None:
            told = Told((), range(self._count) if among is None else among)
        elif among is not None:
            told = Told(*map(_shared(among), told))
        holding, left = told
        if not left and (not holding or field in (None, BODY)):
            return holding
        if field is None:
            return _together(holding, self._look_at(needle, left))
        if field in SHORT_FIELDS:
            return self._look_at_column(field, needle.data, among)
        if field == BODY:
            return _together(holding, self._look_at_places(field, needle.data, left))
        return self._look_at_places(field, needle.data, _together(holding, left))

    def _look_at_column(self, field: str, needle: bytes, among: Sequence[int] | None) -> Sequence[int]:
        """The entries, among these or all, that hold a needle in a short field."""
        column = self._folded.column(field)
        found = () if column is None else column.entries_with(needle)
        return found if among is None else _shared(among)(found)

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
            if len(half) * _FEW < self._count:
                texts = self._folded.parts([(start, end) for _, start, end in half])
                found.update(entry for (entry, _, _), text in zip(half, texts, strict=True) if needle in text)
                continue
            first = bounds[0]
            find = self._folded.part(first, bounds[-1]).find
            found.update(entry for entry, start, end in half if find(needle, start - first, end - first) >= 0)
        return sorted(found)

    def _look_at(self, needle: "Needle", candidates: Collection[int]) -> Sequence[int]:
        """Those of the candidates that hold a needle anywhere."""
        if needle.wide and len(candidates) * _FEW >= self._count:
            holding = self._folded.entries_with(needle.text)
            if holding is not None:
                everywhere = len(candidates) == self._count
                return holding if everywhere else _shared(candidates)(holding)
        # What is looked for is mostly found in the half that is ASCII, and then the other need not be read.
        halves = (self._folded.wide,) if needle.wide else (self._folded.narrow, self._folded.wide)
        left, found = candidates, set[int]()
        for half in halves:
            found.update(self._scan(needle.data, half, left))
            left = [entry for entry in left if entry not in found]
        return sorted(found)

    def _test(
        self, field: str | None, among: Collection[int], holds: Callable[[bytes, bool], bool]
    ) -> Sequence[int]:
        """Those of some entries for which a test holds, told its texts and whether they are ASCII."""
        folded = self._folded
        if field in SHORT_FIELDS:
            column, wanted = folded.column(field), set(among)
            tried = () if column is None else column.texts()
            found = (entry for entry, text in tried if entry in wanted and holds(text, text.isascii()))
            return list(dict.fromkeys(found))
        if field is not None:
            places = folded.places(field)
            spans = () if places is None else places.of(set(among))
            texts = ((entry, folded.part(start, end)) for entry, start, end in spans)
            return list(dict.fromkeys(entry for entry, text in texts if holds(text, text.isascii())))
        wide, narrow = folded.wide, folded.narrow

        def held(entry: int) -> bool:
            halves = ((narrow, True), (wide, False))
            return any(
                half[entry] < half[entry + 1] and holds(folded.part(half[entry], half[entry + 1]), ascii_only)
                for half, ascii_only in halves
            )

        return list(filter(held, among))

    def _scan(self, needle: bytes, half: Sequence[int], entries: Collection[int]) -> Iterable[int]:
        """Those of some entries that hold a needle in a half of the blob."""
        if len(entries) * _FEW < self._count:
            texts = self._folded.parts([(half[entry], half[entry + 1]) for entry in entries])
            return (entry for entry, text in zip(entries, texts, strict=True) if needle in text)
        first = half[0]
        blob = self._folded.part(first, half[-1])
        if needle not in blob:
            return ()
        find = blob.find
        return (at for at in entries if find(needle, half[at] - first, half[at + 1] - first) >= 0)


def _shared(among: Collection[int]) -> Callable[[Sequence[int]], Sequence[int]]:
    """What keeps of some entries those that are among others."""
    kept = frozenset(among)
    return lambda entries: [entry for entry in entries if entry in kept]


def _together(entries: Sequence[int], others: Sequence[int]) -> Sequence[int]:
    """Entries and others, rising."""
    if not entries or not others:
        return entries or others
    return sorted({*entries, *others})


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
    return tuple(tuple(one.encode(*CODING) for one in spellings(each)) for each in dict.fromkeys(needle))


def _text(data: bytes) -> str:
    """A part of the blob without the line feed at its end."""
    return data.removesuffix(b"\n").decode(*CODING)
