"""The file that holds the trained model: candidates and weights, no text.

A *group* is all characters that share the same surviving bytes (the *key*). For each group of
two or more the file holds *rows*: a context, cut to its highest bits, and a weight for each
candidate. Rows are sorted by the candidate they speak for and then by context, so that contexts
are stored as small differences and the weights of other candidates are runs of zeros.

There are two such tables, for the two looks of the model. Layout: a magic number, the lengths of the
compressed sections of both tables as little-endian 32-bit integers, and the sections. These are, each
compressed with zlib:

1. the candidates in UTF-8, grouped by key, keys rising;
2. one byte for each candidate: its count as ``round(8 * log2(1 + count))``;
3. for each candidate of a group of two or more the number of its rows, 32 bits;
4. for each group of two or more, how many bits its contexts have, one byte;
5. to 7. the low, middle and high bytes of the context differences;
8. the weights, signed bytes: for each group one plane for each candidate.
"""

import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from digest_parsers.repair.context import surviving

MAGIC = b"digest-repair 2\n"
#: Weights of the first look are stored in steps of 1 / SCALE.
SCALE = 16
#: Those of the second, which are many and small, in steps of 1 / FINE_SCALE.
FINE_SCALE = 128
#: What the first look finds less likely than this gets a second look.
SURE = 0.998
#: The first byte from which on characters have three bytes and more: Chinese, punctuation, emoji.
FIRST_OF_THREE = 0xE0
_SECTIONS = 8
#: Bits in which the weights of one candidate are added up.
_LANE = 32
_HEADER = struct.Struct(f"<{len(MAGIC)}s{2 * _SECTIONS}I")


@dataclass(frozen=True, slots=True)
class GroupData:
    """The stored form of a group.

    Attributes:
        chars: The candidates.
        counts: How often each occurred in the training text, weighted.
        bits: How many of its 64 bits a context keeps.
        contexts: The rows' contexts, in blocks by candidate and rising in each.
        blocks: How many rows each candidate's block has.
        weights: For each candidate one weight (in steps) for each row.
    """

    chars: str
    counts: Sequence[float]
    bits: int = 0
    contexts: Sequence[int] = ()
    blocks: Sequence[int] = ()
    weights: Sequence[Sequence[int]] = ()


def pack(first: Sequence[GroupData], second: Sequence[GroupData] = ()) -> bytes:
    """Write the groups of both looks, sorted by key, as a model file."""
    sections = _sections(first) + _sections(second)
    return _HEADER.pack(MAGIC, *map(len, sections)) + b"".join(sections)


def _sections(groups: Sequence[GroupData]) -> list[bytes]:
    blocks, bits, weights = array("I"), bytearray(), bytearray()
    low, middle, high = steps = bytearray(), bytearray(), bytearray()
    for group in groups:
        if len(group.chars) < 2:
            continue
        bits.append(group.bits)
        blocks.extend(group.blocks)
        start = 0
        for size in group.blocks:
            previous = 0
            for context in group.contexts[start : start + size]:
                for plane, byte in zip(steps, (context - previous).to_bytes(3, "little"), strict=True):
                    plane.append(byte)
                previous = context
            start += size
        for values in group.weights:
            weights += array("b", values).tobytes()
    if sys.byteorder == "big":
        blocks.byteswap()
    counts = bytes(count for group in groups for count in map(_logarithm, group.counts))
    chars = "".join(group.chars for group in groups).encode()
    return [
        zlib.compress(bytes(section), 9)
        for section in (chars, counts, blocks.tobytes(), bits, low, middle, high, weights)
    ]


def _logarithm(count: float) -> int:
    import math  # noqa: PLC0415 - for the trainer alone

    return min(255, round(8 * math.log2(1 + count)))


class Group:
    """A group as the model uses it; its rows are unpacked at first use.

    Attributes:
        chars: The candidates.
        prior: How likely each is before anything is known of the context.
        bits: How many of its 64 bits a context keeps.
    """

    __slots__ = ("_packed", "_rows", "bits", "chars", "prior")

    def __init__(self, chars: str, prior: list[float], bits: int, packed: "_Packed | None") -> None:
        self.chars, self.prior, self.bits = chars, prior, bits
        self._packed = packed
        self._rows: Rows | None = None

    def rows(self) -> "Rows":
        """Its rows.

        Two files may be repaired at once, by two threads: what one of them sees is nothing or all of it.
        """
        rows = self._rows
        if rows is None:
            rows = self._rows = Rows(*self._packed.unpack(len(self.chars))) if self._packed else Rows({}, ())
        return rows


class Rows(dict[int, int]):
    """The weights of each row as one integer, with a lane of bits for each candidate.

    To add rows up is then one addition a row, however many candidates there are. A row's integer is made
    when it is first asked for.

    Attributes:
        numbers: The number of the row of each context.
        planes: For each candidate the weights of all rows.
    """

    def __init__(self, numbers: dict[int, int], planes: Sequence[memoryview]) -> None:
        super().__init__()
        self.numbers, self.planes = numbers, planes
        self._middle = sum(1 << _LANE * number + _LANE - 1 for number in range(len(planes)))

    def __missing__(self, number: int) -> int:
        row = sum(plane[number] << _LANE * place for place, plane in enumerate(self.planes))
        self[number] = row
        return row

    def sums(self, numbers: Iterable[int]) -> list[int]:
        """The sum of each candidate's weights over rows."""
        # Lanes borrow from those above while they are below zero; with half a lane added none of them is.
        total = sum(map(self.__getitem__, numbers)) + self._middle
        lanes = memoryview(total.to_bytes(_LANE // 8 * len(self.planes), sys.byteorder)).cast("I").tolist()
        return [lane - (1 << _LANE - 1) for lane in (lanes if sys.byteorder == "little" else reversed(lanes))]


@dataclass(frozen=True, slots=True)
class _Packed:
    """Where the rows of one group are."""

    steps: Sequence[memoryview]
    weights: memoryview
    blocks: "array[int]"

    def unpack(self, candidates: int) -> tuple[dict[int, int], list[memoryview]]:
        size = len(self.steps[0])
        interleaved = bytearray(4 * size)
        for number, plane in enumerate(self.steps):
            interleaved[number::4] = plane
        steps = array("I", bytes(interleaved))
        if sys.byteorder == "big":
            steps.byteswap()
        rows: dict[int, int] = {}
        start = 0
        for count in self.blocks:
            end = start + count
            rows.update(zip(accumulate(steps[start:end]), range(start, end), strict=True))
            start = end
        planes = [self.weights[size * number : size * (number + 1)] for number in range(candidates)]
        return rows, planes


def unpack(data: bytes) -> tuple[dict[int, Group], dict[int, Group]]:
    """Read a model file: the groups of both looks by key.

    Raises:
        ValueError: It is no model file of this version.
    """
    if not data.startswith(MAGIC) or len(data) < _HEADER.size:
        raise ValueError("not a model file of this version")
    _, *sizes = _HEADER.unpack_from(data)
    ends = list(accumulate(sizes, initial=_HEADER.size))
    sections = [zlib.decompress(data[start:end]) for start, end in pairwise(ends)]
    return _table(sections[:_SECTIONS]), _table(sections[_SECTIONS:])


def _table(sections: Sequence[bytes]) -> dict[int, Group]:
    chars, counts, block_bytes, bits, *planes = sections
    *steps, weights = [memoryview(plane) for plane in planes]
    blocks = array("I", block_bytes)
    if sys.byteorder == "big":
        blocks.byteswap()
    return _groups(chars.decode(), counts, blocks, bits, steps, weights.cast("b"))


def _groups(
    chars: str,
    counts: bytes,
    blocks: "array[int]",
    bits: bytes,
    steps: Sequence[memoryview],
    weights: memoryview,
) -> dict[int, Group]:
    powers = [2.0 ** (step / 8) - 1 for step in range(256)]
    groups: dict[int, Group] = {}
    place = row = weight = block = number = 0
    for key, same_key in groupby(chars, key=lambda char: surviving(char.encode())):
        members = "".join(same_key)
        size = len(members)
        prior = [max(powers[count], 0.01) for count in counts[place : place + size]]
        total = sum(prior)
        place += size
        if size < 2:
            groups[key] = Group(members, [1.0], 0, None)
            continue
        sizes = blocks[block : block + size]
        block += size
        rows = sum(sizes)
        packed = _Packed(
            [plane[row : row + rows] for plane in steps], weights[weight : weight + rows * size], sizes
        )
        groups[key] = Group(members, [count / total for count in prior], bits[number], packed)
        row, weight, number = row + rows, weight + rows * size, number + 1
    return groups
