"""What became of a file: apart from the reading, so that what is known already needs none of it."""

from typing import NamedTuple

from digest_parsers.model import DayClaim, Diagnostic, Digest, RepairReport
from digest_parsers.source import Stamp

#: The report on a file without damage.
UNHARMED = RepairReport()


class LoadedFile(NamedTuple):
    """What became of one file.

    Attributes:
        path: The file.
        stamp: Its stamp when it was found, or None when nobody looked.
        format: The name of the format that recognised it, or None for what is no digest.
        encoding: Its encoding, or None when it could not be read as text.
        repair: What the repair stage did.
        digests: The digests in it: none, one, or one a day in the file of a rolling list, the newest first.
        diagnostics: Everything that is wrong with it or worth knowing, in the order in which it was found.
        sureness: How sure that format is of it, up to 1.
        claims: Every day that its text, name and folders say it is of, the strongest first; the first counts.
    """

    path: str
    stamp: Stamp | None
    format: str | None = None
    encoding: str | None = None
    repair: RepairReport = UNHARMED
    digests: tuple[Digest, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    sureness: float = 0.0
    claims: tuple[DayClaim, ...] = ()
