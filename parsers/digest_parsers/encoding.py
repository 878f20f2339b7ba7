"""Bytes to text: which encoding a digest is in, and what of it could not be read.

Looked at in this order: a byte order mark; zero bytes that only UTF-16 puts where they are; UTF-8 without a
fault; GB18030, when it gives Chinese that is in use, in the whole file or in some of its lines; UTF-8 with a
few broken bytes, each of which becomes U+FFFD and is counted. Anything else is no text. Nothing is replaced
without a :class:`Note`.
"""

import codecs
import re
from collections.abc import Set
from dataclasses import dataclass, replace

from digest_parsers.errors import EncodingError
from digest_parsers.model import LOST
from digest_parsers.others import Others
from digest_parsers.sanitize import suspects_in

# Longest first: UTF-32 LE begins with the mark of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Bytes that text does not hold: C0 without tab, newline, form feed, return and escape; and DEL.
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\f\r\x1b") + b"\x7f"

#: The share of such bytes that a text may have; random bytes have eleven per cent, hostile text under one.
_MAX_CONTROLS = 0.02

#: The share of all bytes that may be broken in a text that is still worth reading; half of random bytes are.
_MAX_BROKEN = 0.2
_FEW_BROKEN = 3

#: Fewer characters than these do not tell Chinese from two accented letters side by side.
_FEW_CHINESE = 4

#: UTF-16 text has at least this share of zero bytes, on one side of its pairs and hardly any on the other.
_MIN_ZEROS = 0.02
_ONE_SIDED = 20

#: What "surrogateescape" makes of a byte that is not UTF-8.
_BROKEN = re.compile("[\udc80-\udcff]+")

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Note:
    """Something that had to be done to read a text.

    Attributes:
        code: A stable name for it: ``invalid-bytes``, ``mixed-encodings``.
        line: The 1-based line where it was first needed.
        message: What was done, in one sentence.
    """

    code: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""A text and how it was read.

    Attributes:
        text: The text, its lines ended by ``\n``.
        encoding: The encoding's name in Python, such as ``utf-8``, ``utf-8-sig`` with a mark, ``gb18030``.
        notes: What had to be done to read it.
        others: Its characters that are not plain, or None when nobody gathered them.
        suspects: What cleaning has to look at (:func:`digest_parsers.sanitize.suspects_in`), or None.
    """

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()
    others: Others | None = None
    suspects: Set[str] | None = None


def decode(data: bytes) -> Decoded:
    r"""Reads bytes as text.

    Line ends become ``\n``: CRLF always, a lone CR only in a file without any newline, where it ends lines as
    on old Macs. In other files it is a stray character, and splitting at it would tear a line in two.

    Raises:
        EncodingError: The bytes are not text in any encoding that is known here.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            read = _forgiving(data[len(mark) :], encoding)
            return replace(read, encoding="utf-8-sig") if encoding == "utf-8" else read
    wide = _utf16_without_mark(data) if 0 in data else None
    if wide is not None:
        return _forgiving(data, wide)
    try:
        text, others = data.decode("utf-8"), Others.of(data)
    except UnicodeDecodeError:
        _refuse_controls(data)
        return _not_utf8(data)
    suspects = suspects_in(others.text)
    if suspects is None or not suspects.isdisjoint(map(chr, _CONTROLS)):
        _refuse_controls(data)
    if b"\r" in data:
        text = _newlines(text)
        suspects = suspects if suspects is None or "\r" not in text else suspects | {"\r"}
    return Decoded(text, "utf-8", others=others, suspects=suspects)


def _refuse_controls(data: bytes) -> None:
    """Raises EncodingError for what is full of control characters."""
    if len(data) - len(data.translate(None, _CONTROLS)) > len(data) * _MAX_CONTROLS:
        raise EncodingError("is binary: it is full of control characters", cure="leave it out of the library")


def _not_utf8(data: bytes) -> Decoded:
    """Chooses between Chinese in GB18030 and UTF-8 that was damaged."""
    text = data.decode("utf-8", "surrogateescape")
    broken = sum(len(run[0]) for run in _BROKEN.finditer(text))
    intact = sum(len(run[0]) for run in _NOT_ASCII.finditer(text)) - broken
    if intact < 10 * broken:
        chinese = _gb18030(data)
        if chinese is not None:
            return Decoded(_newlines(chinese), "gb18030")
    return _mixed(data) or _forgiving(data, "utf-8")


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 in which some lines are Chinese in GB18030, as when a bot adds to what another one wrote.

    Returns:
        None unless all lines that are not UTF-8 are such lines.
    """
    lines: list[str] = []
    others: list[int] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            chinese = _gb18030(line)
            # A line of UTF-8 with a broken character is mostly UTF-8 still; one of GB18030 hardly ever is.
            foreign = len("".join(_NOT_ASCII.findall(chinese or "")))
            if chinese is None or foreign < _FEW_CHINESE or 2 * len(_intact(line)) > foreign:
                return None
            lines.append(chinese)
            others.append(number)
    many = "line is" if len(others) == 1 else "lines are"
    message = f"{len(others):,} {many} in GB18030, the first is line {others[0]}, and the others in UTF-8"
    return Decoded(_newlines("\n".join(lines)), "utf-8", (Note("mixed-encodings", others[0], message),))


def _intact(line: bytes) -> str:
    """The characters of a line that are not ASCII and whole in UTF-8."""
    return "".join(_NOT_ASCII.findall(line.decode("utf-8", "ignore")))


def _gb18030(data: bytes) -> str | None:
    """The bytes read as GB18030, if that gives Chinese.

    Nearly any bytes above 127 are some GB18030 character, mostly an odd one. Chinese that is in use consists
    of those that already the first standard, GB 2312, had.
    """
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    foreign = "".join(run[0] for run in _NOT_ASCII.finditer(text))
    usual = len(foreign.encode("gb2312", "ignore")) / 2
    return text if usual >= 0.8 * len(foreign) else None


def _utf16_without_mark(data: bytes) -> str | None:
    """The kind of UTF-16 that the zero bytes speak for, or None."""
    zeros = data.count(0)
    if len(data) % 2 or zeros < max(1, len(data) * _MIN_ZEROS):
        return None
    first = data[::2].count(0)
    if first * _ONE_SIDED <= zeros - first:
        return "utf-16-le"
    if (zeros - first) * _ONE_SIDED <= first:
        return "utf-16-be"
    return None


def _forgiving(data: bytes, encoding: str) -> Decoded:
    """Decodes with U+FFFD for what is broken, says so, and gives up when too much of it is."""
    try:
        return Decoded(_newlines(data.decode(encoding)), encoding)
    except UnicodeDecodeError as error:
        first = error.start
    text = data.decode(encoding, "replace")
    broken = text.count(LOST) - data.count(LOST.encode(encoding))
    if broken > max(_FEW_BROKEN, len(text) * _MAX_BROKEN):
        raise EncodingError(f"is binary, or text in an unknown encoding (read as {encoding}, it breaks)")
    line = data[:first].decode(encoding, "replace").count("\n") + 1
    many = "sequence of bytes is" if broken == 1 else "sequences of bytes are"
    message = f"{broken} {many} not valid {encoding.upper()} and read as U+FFFD, the first on line {line}"
    return Decoded(_newlines(text), encoding, (Note("invalid-bytes", line, message),))


def _newlines(text: str) -> str:
    if "\r" not in text:
        return text
    text = text.replace("\r\n", "\n")
    return text if "\n" in text else text.replace("\r", "\n")
