"""Words: what a search needs to know of a needle to look it up, and of a text to be found.

A word is a run of letters and digits of the Latin alphabet in folded text. What a person looks for is a part
of a text and need not be a word, so it is taken apart (:class:`Needle`): a needle within one word is in just
the entries that have a word around it, and one that reaches over several words can only be in entries that
have each of them.
"""

import re
from typing import Any

from digest_parsers.fold import CODING

#: Bytes that words consist of; folded text has no capitals.
LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
_TO_WORDS = bytes(byte if byte in LETTERS else 32 for byte in range(256))
_WORD = re.compile(rb"[a-z0-9]+")


class Needle:
    """A text to look for, and what of it can be told from words.

    Attributes:
        text: The text itself.
        data: The text as bytes.
        parts: For each of its words, how it stands in the list of words: with a line feed on each side on
            which the word must begin or end there.
        exact: Whether the entries that have the part are those that hold the needle.
        letter: Where it stands among :data:`LETTERS` if it is one of them, else None.
        wide: Whether the text has characters that are not ASCII.
        answers: What tables have told of it, for as long as the search goes on that it is made for.
    """

    __slots__ = ("answers", "data", "exact", "letter", "parts", "text", "wide")

    def __init__(self, text: str) -> None:
        self.answers: dict[object, Any] = {}
        self.text = text
        self.data = text.encode(*CODING)
        self.wide = not text.isascii()
        parts = []
        for word in _WORD.finditer(self.data):
            before = b"" if word.start() == 0 else b"\n"
            behind = b"" if word.end() == len(self.data) else b"\n"
            parts.append(before + word[0] + behind)
        # A single letter that may stand anywhere in a word is part of too many.
        self.parts = sorted((part for part in parts if len(part) > 1), key=len, reverse=True)
        self.exact = self.parts == [self.data]
        self.letter = LETTERS.find(self.data) if len(self.data) == 1 and self.data in LETTERS else None


def only_words(text: bytes) -> bytes:
    """A folded text with a space in place of each byte that is not of a word."""
    return text.translate(_TO_WORDS)
