"""Stretches of what is shown, each character with the place in the text that it comes from."""

import unicodedata
from collections.abc import Callable

from digest_tui.mathtext import signs


class Piece:
    """What is shown of a stretch of text, as it grows."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self.origins: list[int] = []

    def put(self, text: str, at: int) -> None:
        """Add what stands for the text from an offset on, or from that of the last character if later."""
        if text:
            self._texts.append(text)
            origin = max(at, self.origins[-1]) if self.origins else at
            self.origins += [origin] * len(text)

    def copy(self, text: str, start: int, end: int) -> None:
        """Add a stretch of the text as it is."""
        if start < end:
            self._texts.append(text[start:end])
            self.origins += range(start, end)

    def take(self, other: "Piece", change: Callable[[str], str] | None = None) -> None:
        """Add what another one holds, each character changed."""
        for one, origin in zip(other.text(), other.origins, strict=True):
            self.put(one if change is None else change(one), origin)

    def text(self) -> str:
        """All of it."""
        if len(self._texts) > 1:
            self._texts = ["".join(self._texts)]
        return self._texts[0] if self._texts else ""

    def last(self) -> str:
        """The last character, or nothing."""
        return self._texts[-1][-1] if self._texts else ""


def put_script(out: Piece, sign: str, at: int, inner: Piece) -> None:
    """Raise or lower; what Unicode has no small letters for stays behind its sign."""
    text = inner.text()
    table = signs.SUPERSCRIPTS if sign == "^" else signs.SUBSCRIPTS
    if all(one in table or one == " " for one in text):
        out.take(inner, lambda one: table.get(one, ""))
        return
    out.put(sign, at)
    put_grouped(out, inner)


def put_grouped(out: Piece, inner: Piece, *, loose: bool = True) -> None:
    """Put in parentheses what does not read as one thing without them.

    Args:
        out: Where to.
        inner: What.
        loose: Whether several letters or digits are one thing here: below a line, but not under a root.
    """
    text = inner.text()
    simple = len(text) < 2 or text.isdigit() or (loose and all(one.isalnum() or one in "._′" for one in text))
    if simple or (text[0] == "(" and text.find(")") == len(text) - 1):
        out.take(inner)
        return
    out.put("(", inner.origins[0])
    out.take(inner)
    out.put(")", inner.origins[-1])


def put_marked(out: Piece, inner: Piece, mark: str, *, every: bool) -> None:
    """Put a combining mark on the first or on every character."""
    for number, (one, origin) in enumerate(zip(inner.text(), inner.origins, strict=True)):
        marked = number == 0 or (every and not one.isspace())
        out.put(unicodedata.normalize("NFC", one + mark) if marked else one, origin)


def negated(text: str) -> str:
    """A sign struck through: ∈ as ∉."""
    return unicodedata.normalize("NFC", text[:1] + "\u0338") + text[1:]
