"""Reads a text with TeX in it, from left to right, and writes what is shown of it."""

import re
import unicodedata

from digest_tui.mathtext import signs
from digest_tui.mathtext.pieces import Piece, negated, put_grouped, put_marked, put_script
from digest_tui.mathtext.places import CODE, closing_braces, mathematics

#: Groups nested deeper are left as they are.
_DEEPEST = 24
#: Characters of an optional argument (``\sqrt[3]``) at most.
_OPTION = 24

_COMMAND = re.compile(r"\\(?:([A-Za-z]+)\*?|(.))", re.DOTALL)
_PROSE_SIGN = re.compile(rf"{CODE}|[\\{{~$]")
_MATH_SIGN = re.compile(r"[\\{}^_'~&-]")
#: The letter behind an accent, in braces or not.
_ACCENTED = re.compile(r" ?(?:\{\s*(\\?[A-Za-z])\s*\}|(\\[ij]\b|[A-Za-z]))")


class Reader:
    """Reads one text. An argument that has been read is never read again, so time is linear."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._closing = closing_braces(text)
        self._mathematics = mathematics(text)

    # --- prose and mathematics

    def prose(self, out: Piece, at: int, end: int, depth: int) -> None:
        """Text: only what is known to be TeX is shown otherwise."""
        text = self._text
        while match := _PROSE_SIGN.search(text, at, end):
            out.copy(text, at, match.start())
            at = match.start()
            behind = self._prose_sign(out, at, end, depth)
            if behind is None:
                behind = match.end()
                out.copy(text, at, behind)
            at = behind
        out.copy(text, at, end)

    def _prose_sign(self, out: Piece, at: int, end: int, depth: int) -> int | None:
        """What begins with a sign in prose; None when it is no TeX after all."""
        text, sign = self._text, self._text[at]
        region = self._mathematics.get(at)
        if region is not None and region[2] <= end:
            self.mathematics(out, region[0], region[1], depth)
            return region[2]
        if sign == "\\":
            return self._command(out, at, end, depth, prose=True)
        if sign == "{" and at + 1 < end and text[at + 1] == "\\":
            return self._declaration(out, at, end, depth)
        if sign == "~" and (_COMMAND.match(text, at + 1) or text[at - 1 : at] == "}"):
            out.put(" ", at)
            return at + 1
        return None

    def _declaration(self, out: Piece, at: int, end: int, depth: int) -> int | None:
        r"""A group such as ``{\em so}`` or ``{\"o}``, whose braces go with what it begins with."""
        close = self._closing.get(at, end)
        match = _COMMAND.match(self._text, at + 1)
        if close >= end or match is None or depth >= _DEEPEST:
            return None
        if signs.SILENT.get(match[1]) != 0 and (match[1] or match[2]) not in signs.LETTER_ACCENTS:
            return None
        self.prose(out, at + 1, close, depth + 1)
        return close + 1

    def mathematics(self, out: Piece, at: int, end: int, depth: int) -> None:
        """Mathematics: all of it is TeX."""
        while match := _MATH_SIGN.search(self._text, at, end):
            out.copy(self._text, at, match.start())
            at = self._math_sign(out, match.start(), end, depth)
        out.copy(self._text, at, end)

    def _math_sign(self, out: Piece, at: int, end: int, depth: int) -> int:
        """What begins with a sign in mathematics."""
        text, sign = self._text, self._text[at]
        if sign == "\\":
            behind = self._command(out, at, end, depth, prose=False)
            return self._name(out, at, end) if behind is None else behind
        if sign in "^_":
            item = self._item(at + 1, end, depth)
            if item is not None:
                put_script(out, sign, at, item[0])
                return item[1]
        elif sign == "{" and depth < _DEEPEST and self._closing.get(at, end) < end:
            self.mathematics(out, at + 1, self._closing[at], depth + 1)
            return self._closing[at] + 1
        elif sign == "'":
            primes = len(text[at : min(end, at + 3)]) - len(text[at : min(end, at + 3)].lstrip("'"))
            out.put("′″‴"[primes - 1], at)
            return at + primes
        out.put({"~": " ", "&": " ", "-": "−"}.get(sign, sign), at)
        return at + 1

    def _item(self, at: int, end: int, depth: int, *, prose: bool = False) -> tuple[Piece, int] | None:
        """One argument and where it ends; None when there is none, and nothing has been read."""
        text = self._text
        while at < end and text[at] == " ":
            at += 1
        if at >= end or depth >= _DEEPEST or text[at] == "}":
            return None
        out = Piece()
        if text[at] == "{":
            close = self._closing.get(at, end)
            if close >= end:
                return None
            (self.prose if prose else self.mathematics)(out, at + 1, close, depth + 1)
            return out, close + 1
        if prose:
            return None
        if _MATH_SIGN.match(text, at):
            return out, self._math_sign(out, at, end, depth + 1)
        out.copy(text, at, at + 1)
        return out, at + 1

    def _items(self, number: int, at: int, end: int, depth: int) -> tuple[list[Piece], int]:
        """Several arguments, empty ones for those that are missing, and where the last ends."""
        found = []
        for _ in range(number):
            item = self._item(at, end, depth)
            if item is not None:
                at = item[1]
            found.append(item[0] if item is not None else Piece())
        return found, at

    # --- commands

    def _command(self, out: Piece, at: int, end: int, depth: int, *, prose: bool) -> int | None:
        """A command with its arguments; None when it is not known, or in prose lacks its arguments."""
        match = _COMMAND.match(self._text, at, end)
        if match is None:
            return None
        name, behind = match[1], match.end()
        if name is None:
            return self._escape(out, match[2], at, behind, end, prose=prose)
        if name in signs.SIGNS:
            return self._sign(out, signs.SIGNS[name], at, behind, end, prose=prose)
        if name in signs.SILENT:
            return self._silent(name, behind, end, prose=prose)
        if name in signs.TRANSPARENT or name in signs.AROUND:
            return self._shown(out, name, behind, end, depth, prose=prose)
        if name in signs.SECOND_SHOWN:
            first = self._group_end(behind, end)
            return None if first is None else self._shown(out, name, first, end, depth, prose=prose)
        if prose and name in signs.LETTER_ACCENTS:
            return self._accent(out, name, at, behind, end)
        if prose and not self._has_groups(behind, end, 2 if name in signs.TWO_ARGUMENTS else 1):
            return None
        return self._built(out, name, at, behind, end, depth)

    def _sign(self, out: Piece, sign: str, at: int, behind: int, end: int, *, prose: bool) -> int:
        """A command that is a sign; one between two things gets as much room on its left as on its right."""
        text = self._text
        if prose:
            out.put(sign, at)
            return behind + 2 if text.startswith("{}", behind, end) else behind
        next_at = behind
        while next_at < end and text[next_at] == " ":
            next_at += 1
        between = signs.is_between(sign) and out.last() and next_at < end and text[next_at] not in ")],;}"
        out.put(" " if between and not out.last().isspace() and out.last() not in "([" else "", at)
        out.put(sign, at)
        out.put(" " if between else "", at)
        return next_at if between or sign in "⟨⌊⌈⟦" else behind

    def _escape(self, out: Piece, sign: str, at: int, behind: int, end: int, *, prose: bool) -> int | None:
        """A backslash before something that is no letter."""
        if sign in signs.ESCAPES and not (prose and sign in signs.MATH_ESCAPES):
            out.put(signs.ESCAPES[sign], at)
            return behind
        if sign == "\\":  # a line break; in prose without a space behind it, a path
            if prose and self._text[behind:end][:1].strip():
                return None
            out.put(" ", at)
            return behind
        return self._accent(out, sign, at, behind, end) if prose and sign in signs.LETTER_ACCENTS else None

    def _accent(self, out: Piece, accent: str, at: int, behind: int, end: int) -> int | None:
        r"""An accent and its letter: ``\'e``, ``\"{o}``, ``\v{s}``, ``\'{\i}``."""
        match = _ACCENTED.match(self._text, behind, end)
        if match is None or (
            accent.isalpha() and match[1] is None and not self._text.startswith("}", match.end())
        ):
            return None
        letter = (match[1] or match[2]).lstrip("\\")
        out.put(unicodedata.normalize("NFC", letter + signs.LETTER_ACCENTS[accent]), at)
        return match.end()

    def _silent(self, name: str, behind: int, end: int, *, prose: bool) -> int | None:
        """A command of which nothing is shown."""
        text = self._text
        for _ in range(signs.SILENT[name]):
            group = self._group_end(behind, end)
            if group is None:
                return None if prose else behind
            behind = group
        if name in ("left", "right", "middle") and text.startswith(".", behind, end):
            return behind + 1
        return behind + 1 if prose and text.startswith(" ", behind, end) else behind

    def _shown(self, out: Piece, name: str, behind: int, end: int, depth: int, *, prose: bool) -> int | None:
        """A command whose argument is shown as it is."""
        words = prose or name in signs.OF_WORDS
        item = self._item(behind, end, depth, prose=words)
        if item is None:
            return None if prose else behind
        before, after = signs.AROUND.get(name, ("", ""))
        out.put(before.lstrip() if out.last().isspace() else before, behind)
        out.take(item[0])
        out.put(after, behind)
        return item[1]

    def _built(self, out: Piece, name: str, at: int, behind: int, end: int, depth: int) -> int | None:
        """A command that makes something of its arguments."""
        if name == "sqrt":
            root, behind = self._option(behind, end)
            (inner,), behind = self._items(1, behind, end, depth)
            out.put({"3": "∛", "4": "∜"}.get(root, "√"), at)
            put_grouped(out, inner, loose=False)
        elif name in signs.FRACTIONS:
            (above, below), behind = self._items(2, behind, end, depth)
            put_grouped(out, above)
            out.put("/", at)
            put_grouped(out, below)
        elif name in signs.BINOMIALS:
            (above, below), behind = self._items(2, behind, end, depth)
            out.put("(", at)
            out.take(above)
            out.put(" choose ", at)
            out.take(below)
            out.put(")", at)
        elif name in signs.SCRIPTS:
            (inner,), behind = self._items(1, behind, end, depth)
            put_script(out, signs.SCRIPTS[name], at, inner)
        elif name in signs.ALPHABETS:
            (inner,), behind = self._items(1, behind, end, depth)
            for letter, origin in zip(inner.text(), [at, *inner.origins[1:]], strict=False):
                out.put(signs.in_alphabet(letter, signs.ALPHABETS[name]), origin)
        elif name in signs.MARKS:
            (inner,), behind = self._items(1, behind, end, depth)
            put_marked(out, inner, signs.MARKS[name], every=name in ("overline", "bar"))
        elif name == "not":
            (inner,), behind = self._items(1, behind, end, depth)
            if inner.origins:
                return self._sign(out, negated(inner.text()), at, behind, end, prose=False)
        else:
            return None
        return behind

    def _name(self, out: Piece, at: int, end: int) -> int:
        r"""A command written as its name: ``\log``, or what an author made up; set off from letters."""
        text, match = self._text, _COMMAND.match(self._text, at, end)
        if match is None or match[1] is None:
            behind = match.end() if match else at + 1
            out.put(text[at:behind], at)
            return behind
        behind = match.end()
        out.put(" " if out.last().isalnum() else "", at)
        out.put(match[1], at)
        follows = _COMMAND.match(text, behind, end)
        if text[behind:end][:1].isalnum() or (follows and follows[1] and follows[1] not in signs.SILENT):
            out.put(" ", at)
        return behind

    # --- where things end

    def _group_end(self, at: int, end: int) -> int | None:
        """Behind the group that begins at an offset; None when none does."""
        close = self._closing.get(at)
        return close + 1 if close is not None and close < end else None

    def _has_groups(self, at: int | None, end: int, number: int) -> bool:
        """Whether so many groups follow one another."""
        for _ in range(number):
            at = None if at is None else self._group_end(at, end)
        return at is not None

    def _option(self, at: int, end: int) -> tuple[str, int]:
        """An optional argument in brackets, and the offset behind it."""
        opened = self._text.startswith("[", at, end)
        close = self._text.find("]", at, min(end, at + _OPTION)) if opened else -1
        return (self._text[at + 1 : close], close + 1) if close >= 0 else ("", at)
