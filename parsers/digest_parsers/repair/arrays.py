"""The tokens and contexts of :mod:`digest_parsers.repair.context` for whole texts at once (numpy)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digest_parsers.repair.context import (
    CLAUSE_ENDS,
    CLAUSE_REACH,
    CROSS_FAR,
    CROSS_LEFT,
    CROSS_LEFT_TWO,
    CROSS_NEAR,
    CROSS_NEXT,
    CROSS_RIGHT,
    DIGITS,
    FARTHEST_PAIR,
    LETTERS,
    LINE_END,
    NEAREST_PAIR,
    PADDING,
    PAIR,
    PAIR_FIRST,
    PAIR_LEFT,
    PAIR_RIGHT,
    PAIR_SECOND,
    PLACE,
    SINGLE,
    SINGLE_TOKEN,
    SKIP,
    SKIP_FIRST,
    SKIP_SECOND,
    SKIPS,
    TEMPLATE,
    TEMPLATES,
    surviving,
)
from digest_parsers.repair.learn import Hashes, Ints

_CLAUSE_ENDS = np.array(sorted(CLAUSE_ENDS), np.uint64)
# Up to CJK extension H; what lies above does not occur in digests.
_CODES = 0x32400


@dataclass(frozen=True, slots=True)
class Text:
    """A text as arrays.

    Attributes:
        codes: The code point of each token (of the first character of a run).
        tokens: The tokens.
        holes: The indices of the tokens that are holes once the text is damaged.
    """

    codes: NDArray[np.uint32]
    tokens: Hashes
    holes: Ints

    @property
    def keys(self) -> Hashes:
        """The surviving bytes of each hole."""
        return self.tokens[self.holes]

    @property
    def truth(self) -> NDArray[np.uint32]:
        """The character of each hole."""
        return self.codes[self.holes]


def _tables() -> tuple[Hashes, NDArray[np.bool_]]:
    """The token of each code point, and whether it is a hole once it is damaged."""
    tokens, hole = np.zeros(_CODES, np.uint64), np.zeros(_CODES, np.bool_)
    for code in range(0x21, 0x7F):
        char = chr(code)
        tokens[code] = LETTERS if char.isalpha() else DIGITS if char.isdigit() else code
    for code in range(0x80, _CODES):
        if not 0xD800 <= code < 0xE000:
            data = chr(code).encode()
            tokens[code] = token = surviving(data)
            hole[code] = (token.bit_length() + 7) // 8 < len(data)
    tokens[LINE_END] = LINE_END
    return tokens, hole


_TOKENS, _HOLE = _tables()


def text_of(lines: Sequence[str]) -> Text:
    """Tokenise lines, each with padding that no context reaches across."""
    ends = "\n" * (2 * PADDING)
    joined = ends + ends.join(line.replace("\n", "") for line in lines) + ends
    codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
    codes = codes[((codes > 0x20) & (codes != 0x7F) & (codes < _CODES)) | (codes == LINE_END)]
    tokens = _TOKENS[codes]
    repeated = np.zeros(len(codes), np.bool_)
    repeated[1:] = (tokens[1:] == tokens[:-1]) & np.isin(tokens[1:], (LETTERS, DIGITS))
    codes, tokens = codes[~repeated], tokens[~repeated]
    return Text(codes, tokens, np.flatnonzero(_HOLE[codes]))


def contexts_at(text: Text, places: Ints) -> Hashes:
    """The contexts of each hole, one column for each template."""
    columns = []
    for template, constant in zip(TEMPLATES, TEMPLATE, strict=True):
        column = np.full(len(places), constant, np.uint64)
        for offset in template:
            column += text.tokens[places + offset] * np.uint64(PLACE[offset])
        columns.append(column)
    return np.stack(columns, axis=1)


def word_contexts_at(text: Text, places: Ints) -> Hashes:
    """Contexts of holes in words of a list: none that needs to know what stands around the word."""
    found = contexts_at(text, places)
    for number, template in enumerate(TEMPLATES):
        outside = np.full(len(places), not template)
        for offset in template:
            outside |= text.tokens[places + offset] == LINE_END
        found[outside, number] = 0
    return found


def clause_contexts_at(text: Text, places: Ints) -> Hashes:
    """Contexts regardless of place: see :func:`~digest_parsers.repair.context.clause_contexts`."""
    columns = []
    for near, inside in _clause(text, places, 1):
        after = np.minimum(near + 1, len(text.tokens) - 1)
        pair = text.tokens[near] * np.uint64(PAIR_FIRST) + text.tokens[after] * np.uint64(PAIR_SECOND)
        paired = inside & ~np.isin(text.tokens[after], _CLAUSE_ENDS)
        columns.append(np.where(paired, pair + np.uint64(PAIR), np.uint64(0)))
    for near, inside in _clause(text, places, -1)[1:]:
        single = text.tokens[near] * np.uint64(SINGLE_TOKEN) + np.uint64(SINGLE)
        columns.append(np.where(inside, single, np.uint64(0)))
    return np.stack(columns, axis=1)


def crossed_contexts_at(text: Text, places: Ints) -> Hashes:
    """What stands on both sides: see :func:`~digest_parsers.repair.context.crossed_contexts`."""
    tokens = text.tokens
    near = tokens[places + 1] * np.uint64(CROSS_NEAR)
    both = near + tokens[places + 2] * np.uint64(CROSS_NEXT) + np.uint64(CROSS_LEFT_TWO)
    before = tokens[places - 1] * np.uint64(CROSS_NEAR) + np.uint64(CROSS_RIGHT)
    near += np.uint64(CROSS_LEFT)
    columns = []
    for side, beside in ((-1, near), (-1, both), (1, before)):
        for far, inside in _clause(text, places, side)[1:]:
            columns.append(np.where(inside, tokens[far] * np.uint64(CROSS_FAR) + beside, np.uint64(0)))
    return np.stack(columns, axis=1)


def _clause(text: Text, places: Ints, side: int) -> list[tuple[Ints, NDArray[np.bool_]]]:
    """The places step by step away from each hole on one side, and whether they are in its clause."""
    inside = np.ones(len(places), np.bool_)
    found = []
    for step in range(1, CLAUSE_REACH + 1):
        place = np.clip(places + side * step, 0, len(text.tokens) - 1)
        inside = inside & ~np.isin(text.tokens[place], _CLAUSE_ENDS)
        found.append((place, inside))
    return found


def wide_contexts_at(text: Text, places: Ints) -> Hashes:
    """The second look: see :func:`~digest_parsers.repair.context.wide_contexts`."""
    tokens, last = text.tokens, len(text.tokens) - 1
    columns = []
    for (first, second), constant in zip(SKIPS, SKIP, strict=True):
        pair = tokens[places + first] * np.uint64(SKIP_FIRST) + tokens[places + second] * np.uint64(
            SKIP_SECOND
        )
        columns.append(pair + np.uint64(constant))
    for side, constant in ((1, PAIR_RIGHT), (-1, PAIR_LEFT)):
        inside = np.ones(len(places), np.bool_)
        for step in range(1, FARTHEST_PAIR + 1):
            near = np.clip(places + side * step, 1, last - 1)
            inside &= tokens[near] != LINE_END
            if step >= NEAREST_PAIR:
                left, right = (near, near + 1) if side > 0 else (near - 1, near)
                pair = tokens[left] * np.uint64(PAIR_FIRST) + tokens[right] * np.uint64(PAIR_SECOND)
                columns.append(np.where(inside, pair + np.uint64(constant), np.uint64(0)))
    return np.stack(columns, axis=1)
