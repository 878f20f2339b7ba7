"""What surrounds a hole, as numbers: the one place where model and trainer agree on features.

A line becomes a list of *tokens*: white space and control characters are left out, a run of ASCII
letters is one token and a run of digits another, any other ASCII character is its code, and a
character beyond ASCII is the integer of those of its bytes that survive the damage. A clean
character and the hole it turns into therefore are the same token, which is what lets a model that was
trained on clean text read damaged text.

A *context* is an integer of 64 bits that names a template and the tokens it holds: the sum of the
tokens times one odd constant for each place, and a constant for the template. The trainer computes
the same sums on arrays.
"""

import re
from collections.abc import Sequence

from digest_parsers.repair.damage import DROPPED_CP1254, MARK_BYTE
from digest_parsers.repair.segment import SEQUENCE, length

MASK = (1 << 64) - 1

LETTERS, DIGITS, LINE_END = ord("A"), ord("0"), 10
#: Places on each side of a line that are filled with :data:`LINE_END`.
PADDING = 4

#: The places that each template holds, relative to the hole; the first holds none.
TEMPLATES: tuple[tuple[int, ...], ...] = (
    (),
    (-1,),
    (1,),
    (-2, -1),
    (1, 2),
    (-1, 1),
    (-3, -2, -1),
    (1, 2, 3),
    (-2, -1, 1),
    (-1, 1, 2),
    (-2, -1, 1, 2),
    (-2,),
    (2,),
)

#: How far the search for telling words goes, within the clause.
CLAUSE_REACH = 12
#: The surviving bytes that 与, 中 and 不 share. They are function words: what tells them apart ("在…中",
#: "…与…结合") stands anywhere in the clause, so that these holes see all of it, regardless of place.
CLAUSE_KEY = 0xE4B8

#: Places of two tokens that the second look takes together, relative to the hole.
SKIPS: tuple[tuple[int, int], ...] = (
    (-2, 1),
    (-1, 2),
    (-3, 1),
    (-1, 3),
    (-2, 2),
    (-3, -1),
    (1, 3),
    (-4, 1),
    (-1, 4),
)
#: The second look takes pairs of tokens from here to there on each side, regardless of place.
NEAREST_PAIR, FARTHEST_PAIR = 3, 20


def surviving(sequence: bytes) -> int:
    """The token of one character's bytes, whole or damaged."""
    return int.from_bytes(sequence.translate(None, _ALL_LOST), "big")


_ALL_LOST = DROPPED_CP1254 + bytes([MARK_BYTE])
_LEFT_OUT = bytes(range(0x21)) + b"\x7f"
_PIECE = re.compile(rb"[A-Za-z]+|[0-9]+|[!-~]|%b" % SEQUENCE.pattern)
#: The tokens at which a clause ends.
CLAUSE_ENDS = frozenset(surviving(char.encode()) for char in "\n,;:.!?，。；：！？")


def _constants(count: int) -> list[int]:
    """Odd 64-bit constants without a pattern: SplitMix64 (Steele, Lea and Flood, 2014)."""
    state, found = 0, []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        found.append((mixed ^ (mixed >> 31)) | 1)
    return found


_ALL = _constants(6 + len(TEMPLATES) + 5 + len(SKIPS) + 12)
#: Multiplier of the token at each place.
PLACE = dict(zip((-3, -2, -1, 1, 2, 3), _ALL, strict=False))
#: What is added for each of :data:`TEMPLATES`.
TEMPLATE = _ALL[6 : 6 + len(TEMPLATES)]
#: Multipliers and constant of a pair of tokens right of the hole, wherever in the clause.
PAIR_FIRST, PAIR_SECOND, PAIR, SINGLE_TOKEN, SINGLE = _ALL[6 + len(TEMPLATES) : 11 + len(TEMPLATES)]
#: Multipliers of the tokens at two places, and what is added for each of :data:`SKIPS`.
SKIP_FIRST, SKIP_SECOND, *SKIP = _ALL[11 + len(TEMPLATES) : 13 + len(TEMPLATES) + len(SKIPS)]
#: What is added for a pair left of the hole and for one right; multiplier and constant of English words.
PAIR_LEFT, PAIR_RIGHT, WORD_LETTERS, WORD = _ALL[13 + len(TEMPLATES) + len(SKIPS) : -6]
#: Multipliers of a token anywhere in the clause, of the one beside the hole on its other side and of the
#: next; what is added for a token left of the hole with one token, left with two, and right with one.
CROSS_FAR, CROSS_NEAR, CROSS_NEXT, CROSS_LEFT, CROSS_LEFT_TWO, CROSS_RIGHT = _ALL[-6:]


class Tokens(dict[bytes, int]):
    """The tokens of pieces of lines, worked out once each; ``holes`` collects the pieces that are holes."""

    def __init__(self) -> None:
        super().__init__()
        self.holes: set[bytes] = set()

    def __missing__(self, piece: bytes) -> int:
        first = piece[0]
        if first >= 0x80:
            token = surviving(piece)
            if len(piece) < length(first) or MARK_BYTE in piece:
                self.holes.add(piece)
        elif len(piece) > 1 or chr(first).isalnum():
            token = LETTERS if chr(first).isalpha() else DIGITS
        else:
            token = first
        self[piece] = token
        return token


def pieces(data: bytes) -> list[bytes]:
    """Cut the bytes of a line into what becomes one token each."""
    return _PIECE.findall(data.translate(None, _LEFT_OUT))


def padded(tokens: list[int]) -> list[int]:
    """The tokens of a line with its ends; the token ``n`` of the line is at ``n + PADDING``."""
    ends = [LINE_END] * PADDING
    return ends + tokens + ends


_L3, _L2, _L1, _R1, _R2, _R3 = PLACE.values()
_C = TEMPLATE


def contexts(tokens: Sequence[int], at: int) -> list[int]:
    """The contexts of the hole at index ``at`` of padded tokens, not yet reduced to 64 bits."""
    left, right = tokens[at - 1] * _L1, tokens[at + 1] * _R1
    left2, right2 = tokens[at - 2] * _L2, tokens[at + 2] * _R2
    lefts, rights = left + left2, right + right2
    return [
        _C[0],
        left + _C[1],
        right + _C[2],
        lefts + _C[3],
        rights + _C[4],
        left + right + _C[5],
        lefts + tokens[at - 3] * _L3 + _C[6],
        rights + tokens[at + 3] * _R3 + _C[7],
        lefts + right + _C[8],
        left + rights + _C[9],
        lefts + rights + _C[10],
        left2 + _C[11],
        right2 + _C[12],
    ]


def clause_contexts(tokens: Sequence[int], at: int) -> list[int]:
    """Contexts regardless of place: pairs of tokens right of the hole, single tokens left of it."""
    found = [
        tokens[place] * PAIR_FIRST + tokens[place + 1] * PAIR_SECOND + PAIR
        for place in _clause(tokens, at, 1)
        if tokens[place + 1] not in CLAUSE_ENDS
    ]
    return found + [tokens[place] * SINGLE_TOKEN + SINGLE for place in _clause(tokens, at, -1)[1:]]


def crossed_contexts(tokens: Sequence[int], at: int) -> list[int]:
    """What stands beside the hole with each token of the clause on its other side, regardless of place.

    "从…中选" and "从…与选" differ in what 从 makes of the 选 behind the hole.
    """
    near = tokens[at + 1] * CROSS_NEAR
    both = near + tokens[at + 2] * CROSS_NEXT + CROSS_LEFT_TWO
    before = tokens[at - 1] * CROSS_NEAR + CROSS_RIGHT
    left = [tokens[place] * CROSS_FAR for place in _clause(tokens, at, -1)[1:]]
    right = [tokens[place] * CROSS_FAR for place in _clause(tokens, at, 1)[1:]]
    return (
        [token + near + CROSS_LEFT for token in left]
        + [token + both for token in left]
        + [token + before for token in right]
    )


def _clause(tokens: Sequence[int], at: int, side: int) -> range:
    """The places on one side of the hole that are in its clause, from the hole on."""
    for step in range(1, CLAUSE_REACH + 1):
        if tokens[at + side * step] in CLAUSE_ENDS:
            return range(at + side, at + side * step, side)
    return range(at + side, at + side * (CLAUSE_REACH + 1), side)


def wide_contexts(tokens: Sequence[int], at: int) -> list[int]:
    """The second look: pairs of tokens with others between them, and pairs farther away in the line."""
    found = [
        tokens[at + first] * SKIP_FIRST + tokens[at + second] * SKIP_SECOND + constant
        for (first, second), constant in zip(SKIPS, SKIP, strict=True)
    ]
    found += [
        tokens[place] * PAIR_FIRST + tokens[place + 1] * PAIR_SECOND + PAIR_RIGHT
        for place in range(at + NEAREST_PAIR, min(at + FARTHEST_PAIR, len(tokens) - PADDING - 1) + 1)
    ]
    found += [
        tokens[place - 1] * PAIR_FIRST + tokens[place] * PAIR_SECOND + PAIR_LEFT
        for place in range(at - NEAREST_PAIR, max(at - FARTHEST_PAIR, PADDING) - 1, -1)
    ]
    return found


def word_context(word: str) -> int:
    """The context that an English word in the entry is; those with the same first eight letters share one."""
    return (int.from_bytes(word[:8].encode("ascii"), "little") * WORD_LETTERS + WORD) & MASK
