"""Records: all that was read from one digest, laid out so that any part can be read by itself."""

import math
from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

from digest_parsers.cache import codec
from digest_parsers.cache.sections import DamagedError, Sections, Source, joined
from digest_parsers.folded import SHORT_FIELDS, Column, FoldedText, Places, Told
from digest_parsers.model import Entry

if TYPE_CHECKING:
    from digest_parsers.word_table import WordTable
    from digest_parsers.words import Needle

_MAGIC = b"DTUIrec6"

#: The sections of a record in their order.
_SECTIONS = (
    *("ends", "sums", "entries", "bounds", "places", "column starts", "columns", "scores", "text"),
    *("units", "lows", "highs"),
)


class Home(Source, Protocol):
    """Where a record is."""

    @property
    def words(self) -> "WordTable | None":
        """The table of the words of all records there; None as long as there is none."""


def make(entries: Sequence[Entry], folded: FoldedText) -> bytes:
    """The record of some entries with their text.

    Raises:
        codec.UnwritableError: One of them cannot be written.
    """
    from digest_parsers.planes import take_apart  # noqa: PLC0415 - only writing needs them

    encoded = codec.encode_all(entries)
    planes = take_apart(folded.wide_texts())
    places = [numbers for one in folded.fields.values() for numbers in (one.entries, one.starts, one.ends)]
    columns = {name: one for name in SHORT_FIELDS if (one := folded.column(name)) is not None}
    sections = {
        "ends": _packed(accumulate(map(len, encoded))),
        "sums": _packed(map(crc32, encoded)),
        "entries": b"".join(encoded),
        "bounds": _packed(chain(folded.wide, folded.narrow)),
        "places": b"".join(map(_packed, places)),
        "column starts": _packed(chain.from_iterable(one.starts for one in columns.values())),
        "columns": b"".join(one.text for one in columns.values()),
        "scores": array("d", (-math.inf if one.score is None else one.score for one in entries)).tobytes(),
        "text": folded.blob,
        "units": _packed(planes.bounds) if planes else b"",
        "lows": planes.lows if planes else b"",
        "highs": planes.highs() if planes else b"",
    }
    counts = {name: len(one.entries) for name, one in folded.fields.items()}
    everyone = list(range(len(entries)))
    about = {name: (len(one.text), list(one.entries) == everyone) for name, one in columns.items()}
    return joined(_MAGIC, sections, (counts, about))


class Record:
    """A record that is read part by part; see :class:`digest_parsers.folded.Folded` for its text.

    Attributes:
        offset: Where it is.
    """

    def __init__(self, home: Home, offset: int, length: int) -> None:
        self._home = home
        self.offset = offset
        self._sections = Sections(home, offset, length, _MAGIC, _SECTIONS)

    def entry(self, number: int) -> Entry:
        """One entry.

        Raises:
            DamagedError: It is not what was written.
        """
        ends, sums = self._entry_ends, self._entry_sums
        if not 0 <= number < len(ends) == len(sums):
            raise DamagedError("there are fewer entries")
        start = ends[number - 1] if number else 0
        data = self._sections.unverified("entries", start, ends[number])
        if crc32(data) != sums[number]:
            raise DamagedError("an entry is damaged")
        try:
            return codec.decode(data)
        except codec.UnreadableError as error:
            raise DamagedError("an entry cannot be read") from error

    @property
    def scores(self) -> Sequence[float]:
        """The score of each entry; minus infinity for those without one."""
        return memoryview(self._sections.whole("scores")).cast("d")

    # --- its text

    @property
    def wide(self) -> Sequence[int]:
        """Where the lines of each entry begin that are not ASCII, and where the last of them end."""
        return self._bounds[: len(self._bounds) // 2]

    @property
    def narrow(self) -> Sequence[int]:
        """Where the other lines of each entry begin, and where the last of them end."""
        return self._bounds[len(self._bounds) // 2 :]

    def places(self, field: str) -> Places | None:
        """Where the texts of a field are; None when no entry has it."""
        at = 0
        for name, count in self._counts.items():
            if name == field:
                numbers = _unpacked(self._sections.stretch("places", at, at + 12 * count))
                return Places(numbers[:count], numbers[count : 2 * count], numbers[2 * count :])
            at += 12 * count
        return None

    def column(self, field: str) -> Column | None:
        """The texts of a short field by themselves; None when no entry has it."""
        counts, at, start = self._counts, 0, 0
        for name, (length, of_everyone) in self._columns.items():
            behind = at + 4 * (counts[name] + 1)
            if name == field:
                starts = _unpacked(self._sections.stretch("column starts", at, behind))
                text = self._sections.stretch("columns", start, start + length)
                places = None if of_everyone else self.places(field)
                return Column(range(counts[name]) if places is None else places.entries, starts, text)
            at, start = behind, start + length
        return None

    def part(self, start: int, end: int) -> bytes:
        """A part of the text."""
        return self._sections.stretch("text", start, end)

    def parts(self, spans: Iterable[tuple[int, int]]) -> list[bytes]:
        """Some parts of the text."""
        return self._sections.stretches("text", spans)

    def told(self, needle: "Needle", *, in_body: bool = False) -> Told | None:
        """What is told of a needle anywhere, or in the body; None when nothing is."""
        words = self._home.words
        return None if words is None else words.told(self.offset, needle, in_body=in_body)

    def entries_with(self, needle: str) -> list[int] | None:
        """The entries that hold a text which is not ASCII, rising; None when it has to be looked for."""
        from digest_parsers.planes import Planes  # noqa: PLC0415 - loaded with the first search for Chinese

        bounds = self._units
        if not bounds:
            return None
        highs = partial(self._sections.whole, "highs")
        return Planes(bounds, self._sections.whole("lows"), highs).entries_with(needle)

    # --- from inside

    @cached_property
    def _entry_ends(self) -> Sequence[int]:
        return _unpacked(self._sections.verified("ends"))

    @cached_property
    def _entry_sums(self) -> Sequence[int]:
        return _unpacked(self._sections.verified("sums"))

    @cached_property
    def _bounds(self) -> Sequence[int]:
        return _unpacked(self._sections.verified("bounds"))

    @cached_property
    def _units(self) -> Sequence[int]:
        return _unpacked(self._sections.whole("units"))

    @property
    def _counts(self) -> dict[str, int]:
        """How many texts each field has."""
        counts: dict[str, int] = self._sections.facts[0]
        return counts

    @property
    def _columns(self) -> dict[str, tuple[int, bool]]:
        """How long each column is, and whether it has just one text of each entry."""
        columns: dict[str, tuple[int, bool]] = self._sections.facts[1]
        return columns


def _packed(numbers: Iterable[int]) -> bytes:
    return (numbers if isinstance(numbers, array) else array("I", numbers)).tobytes()


def _unpacked(data: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    return numbers
