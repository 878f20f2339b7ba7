"""One file to a digest and everything that is wrong with it; never raises, whatever the file is.

The diagnostics, by level. ``error``: something that the file holds, or held, cannot be read. ``warning``: all
of it was read, but a reader should know. ``info``: worth knowing, nothing to do.

======= =================== ==========================================================================
level   code                what it says
======= =================== ==========================================================================
error   unreadable          the file cannot be opened or read
error   too-large           the file is larger than the limit
error   binary              the bytes are no text
error   lfs-pointer         git-LFS has put a pointer in the place of the file
error   cut-off             the file ends in the middle of a paper
error   bad-json            a line (or the rest of a file) is not JSON
error   defect              the program has a mistake that this file brings to light
warning empty               there is nothing in the file
warning not-a-digest        no format recognises the text
warning merge-conflict      git's marks of an unfinished merge stand in the file
warning invalid-bytes       some bytes are not of the encoding and stand as U+FFFD
warning mixed-encodings     some lines are in another encoding than the others; all were read
warning lost-characters     some characters are damaged beyond repair and stand as U+FFFD
warning toc-mismatch        table of contents and content disagree
warning total-mismatch      the stated number of papers and the content disagree
warning day-differs         text, file name and folders name different days; the strongest counts
warning bad-date            something in the place of a date is no day of the calendar
warning missing-field       a paper has no title or no arXiv link
warning not-a-paper         a JSON value that is no paper was passed over
warning wrong-type          a JSON field was passed over because its value is of the wrong type
warning duplicate-key       a JSON object has a key twice; the last one counts
warning placeholder-summary the generator failed to write a section
info    byte-order-mark     the file begins with a byte order mark
info    other-encoding      the file is not in UTF-8
info    control-characters  control or invisible characters were left out
info    repaired            damaged characters were restored
info    no-day              neither the text nor the path tells the day
info    duplicate-paper     a paper stands in the file twice
info    no-papers           the digest is one, but empty
info    unknown-field       JSON fields that have no place in the model were passed over
======= =================== ==========================================================================

The search for files adds those of :mod:`digest_parsers.source`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from digest_parsers.checks import check
from digest_parsers.dates import day_from_folders, day_from_heading, day_from_name, has_bad_date
from digest_parsers.doubts import has_tab, settle, unmarked
from digest_parsers.encoding import Decoded, decode
from digest_parsers.errors import DigestError, EncodingError, SourceError
from digest_parsers.formats import read
from digest_parsers.formats.base import Lines, ParsedText, quote, warn
from digest_parsers.glance import is_hopeless
from digest_parsers.loaded import UNHARMED, LoadedFile
from digest_parsers.model import (
    DOUBT_MARK,
    DayClaim,
    DaySource,
    Diagnostic,
    Digest,
    Entry,
    Level,
    RepairReport,
)
from digest_parsers.repair import repair
from digest_parsers.sanitize import clean, clean_line
from digest_parsers.source import LIMIT, Stamp, TooLargeError, read_bytes
from digest_parsers.text_faults import faults, is_pointer

__all__ = ["LoadedFile", "load_file", "load_text"]
#: What a mistake in the code raises. A format that has one must cost the one file that brings it to light and
#: not the whole library; :func:`load_text` lets it through, so that tests find it.
_DEFECTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_REPORT = "please report it; digest-tui check shows it again"


def load_file(path: Path, stamp: Stamp | None = None, *, limit: int = LIMIT) -> LoadedFile:
    """Reads a file.

    Args:
        path: The file.
        stamp: Its stamp, if the caller knows it; passed through to the result.
        limit: The largest file to read, in bytes.
    """
    try:
        if is_hopeless(path, limit):
            return LoadedFile(str(path), stamp, diagnostics=(_not_a_digest(str(path)),))
        return _load(decode(read_bytes(path, limit)), str(path), stamp)
    except TooLargeError as error:
        return _failed(path, stamp, "too-large", error)
    except SourceError as error:
        return _failed(path, stamp, "unreadable", error)
    except EncodingError as error:
        return _failed(path, stamp, "binary", error)
    except MemoryError:
        return _failed(path, stamp, "too-large", SourceError("needs more memory than there is"))
    except _DEFECTS as error:
        return _failed(path, stamp, "defect", DigestError(_about_defect(error), cure=_REPORT))


def load_text(text: str, path: str | Path) -> LoadedFile:
    """Reads a text as if it stood in a file of this name."""
    return _load(Decoded(text, "utf-8"), str(path), None)


def _load(decoded: Decoded, path: str, stamp: Stamp | None) -> LoadedFile:
    diagnostics = [warn(note.code, path, note.line, note.message) for note in decoded.notes]
    if not decoded.text or decoded.text.isspace():
        diagnostics.append(warn("empty", path, None, "the file is empty", "fetch it again, or delete it"))
        return LoadedFile(path, stamp, None, decoded.encoding, diagnostics=tuple(diagnostics))
    encoding = decoded.encoding
    diagnostics += _of_encoding(encoding, path)
    if is_pointer(decoded.text):
        message = "the file is a pointer of git-LFS; what it stands for was not fetched"
        told = Diagnostic(Level.ERROR, "lfs-pointer", path, None, message, "run git lfs pull")
        return LoadedFile(path, stamp, None, encoding, diagnostics=(*diagnostics, told))
    diagnostics += faults(decoded.text, decoded.suspects, path)
    repaired = repair(decoded.text, others=decoded.others)
    report = repaired.report
    diagnostics += _of_repair(report, path)
    marked = report.kind != UNHARMED.kind
    # What the repair has made are other characters.
    suspects = None if marked else decoded.suspects
    text = clean(repaired.text, keep=DOUBT_MARK if marked else "", suspects=suspects)
    lines, tabs = Lines(text), "\t" in text
    del decoded, repaired, text  # the lines hold it all, and the rest of the work needs room as well
    result = read(lines, path)
    if result is None:
        diagnostics.append(_not_a_digest(path))
        return LoadedFile(path, stamp, None, encoding, report, (), tuple(diagnostics))
    detected, parsed = result
    found = detected.format
    entries = parsed.entries
    if marked or found.escapes:
        entries = tuple(settle(entry, marked=marked) for entry in entries)
    elif tabs:
        entries = tuple(settle(entry, marked=False) if has_tab(entry) else entry for entry in entries)
    title = clean_line(unmarked(parsed.title))
    claims = tuple(_claims(parsed, title, path))
    day, source = (claims[0].day, claims[0].source) if claims else (None, None)
    stated = {unmarked(category): count for category, count in parsed.stated.items()}
    whole = Digest(path, found.name, entries, day, source, title, stated)
    digests = tuple(_by_day(whole, parsed.days)) if parsed.days else (whole,)
    diagnostics += _readable(
        (*parsed.diagnostics, *_about_day(claims, digests, title, path), *check(whole, parsed))
    )
    return LoadedFile(
        path,
        stamp,
        found.name,
        encoding,
        report,
        digests,
        tuple(diagnostics),
        detected.sureness,
        claims,
    )


def _failed(path: Path, stamp: Stamp | None, code: str, error: DigestError) -> LoadedFile:
    diagnostic = Diagnostic(Level.ERROR, code, str(path), None, f"the file {error.cause}", error.cure)
    return LoadedFile(str(path), stamp, diagnostics=(diagnostic,))


def _about_defect(error: BaseException) -> str:
    """Which mistake it is and where, without its message, which may quote the file."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f", {Path(place.tb_frame.f_code.co_filename).name} line {place.tb_lineno}" if place else ""
    return f"cannot be read because of a mistake in digest-tui ({type(error).__name__}{where})"


def _of_encoding(encoding: str, path: str) -> Iterator[Diagnostic]:
    """Says in which encoding a file is that is not plain UTF-8; it was read all the same."""
    if encoding == "utf-8-sig":
        message = "the file begins with a byte order mark, which is no part of the text"
        yield Diagnostic(Level.INFO, "byte-order-mark", path, 1, message)
    elif encoding != "utf-8":
        message = f"the file is in {encoding.upper()}, not in UTF-8"
        yield Diagnostic(Level.INFO, "other-encoding", path, None, message, "save it as UTF-8")


def _of_repair(report: RepairReport, path: str) -> Iterator[Diagnostic]:
    """What the repair did, and what it could not do."""
    if report.kind == UNHARMED.kind:
        return
    done = f"{report.restored:,} of {report.damaged:,} damaged characters were restored"
    doubt = f", {report.doubtful:,} of them with doubt" if report.doubtful else ""
    yield Diagnostic(
        Level.INFO, "repaired", path, None, f"the text was damaged ({report.kind}): {done}{doubt}"
    )
    if report.lost:
        message = f"{report.lost:,} characters are lost and stand as U+FFFD"
        yield warn("lost-characters", path, None, message, "fetch the file again from where it is undamaged")


def _not_a_digest(path: str) -> Diagnostic:
    message = "no format knows the text, and it lists no paper on arXiv, so it is not shown"
    cure = "leave it out of the library, or describe it: `digest-tui formats new`"
    return warn("not-a-digest", path, None, message, cure)


def _claims(parsed: ParsedText, title: str, path: str) -> Iterator[DayClaim]:
    """The days that text, file name and folders say a file is of, from what is surest to what is least."""
    yield from parsed.claims
    if parsed.final:
        return
    named, spelt = day_from_name(path), day_from_folders(path)
    candidates = (
        (day_from_heading(title), DaySource.HEADING),
        (named, DaySource.FILENAME),
        (spelt if spelt != named else None, DaySource.PATH),  # the name is part of the path
    )
    said = {claim.source for claim in parsed.claims}
    for day, source in candidates:
        if day is not None and source not in said:
            yield DayClaim(day, source)


def _by_day(whole: Digest, days: Sequence[date | None]) -> Iterator[Digest]:
    """A rolling list as one digest a day, the newest first; papers without a day are of the list's own."""
    of_day: dict[date | None, list[Entry]] = {}
    for entry, day in zip(whole.entries, days, strict=True):
        of_day.setdefault(day or whole.day, []).append(entry)
    for day in sorted(of_day, key=lambda day: day or date.min, reverse=True):
        source = whole.day_source if day == whole.day else DaySource.CONTENT
        yield replace(whole, entries=tuple(of_day[day]), day=day, day_source=source, stated={})


#: What a claim to a day rests on, in words.
_SAYS = {
    DaySource.HEADING: "the heading",
    DaySource.FILENAME: "the file name",
    DaySource.PATH: "the folder",
    DaySource.CONTENT: "the text",
    DaySource.FRONT_MATTER: "the front matter",
    DaySource.FILE_TIME: "the time of the file",
}


def _about_day(
    claims: Sequence[DayClaim], digests: Sequence[Digest], title: str, path: str
) -> Iterator[Diagnostic]:
    if has_bad_date(title):
        yield warn(
            "bad-date", path, None, f"the date in the heading {quote(title)} is no day of the calendar"
        )
    if day_from_name(path) is None and has_bad_date(Path(path).stem):
        yield warn("bad-date", path, None, "the date in the file name is no day of the calendar")
    if any(digest.day is None for digest in digests):
        message = "neither the text nor the path tells the day; it is inferred from the papers"
        yield Diagnostic(Level.INFO, "no-day", path, None, message, "put the date into the file name")
    others = {claim.day: claim.source for claim in reversed(claims) if claim.day != claims[0].day}
    if others:
        first = claims[0]
        said = ", ".join(f"{_SAYS[source]} says {day}" for day, source in reversed(others.items()))
        message = f"{_SAYS[first.source]} says {first.day}, {said}; {_SAYS[first.source]} counts"
        yield warn("day-differs", path, None, message, "rename the file if its name is wrong")


def _readable(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics with what they quote from the file made fit to be shown."""
    for diagnostic in diagnostics:
        message = clean_line(unmarked(diagnostic.message))
        yield diagnostic if message == diagnostic.message else diagnostic._replace(message=message)
