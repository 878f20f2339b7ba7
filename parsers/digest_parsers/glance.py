"""A look at the beginning of a large file, which tells most junk before it is read.

A text can take several times the size of its file in memory: one character beyond the first plane, and every
other takes four bytes. The largest digest has two megabytes, so what is much larger is seldom one, and what
none of the formats recognises by its first lines never is.
"""

from pathlib import Path

from digest_parsers.encoding import decode
from digest_parsers.formats import HEAD, detect
from digest_parsers.repair import repair
from digest_parsers.sanitize import clean
from digest_parsers.source import read_head

#: Files up to this size, in bytes, are read without further ado.
LARGE = 4 * 2**20
#: How much is looked at; :data:`~digest_parsers.formats.HEAD` lines of a digest have fifty thousand bytes.
_GLANCE = 2**20


def is_hopeless(path: Path, limit: int) -> bool:
    """Whether a file is so large that it is looked at first, and then does not begin as digests do.

    JSON without line breaks can only be judged whole; it has a chance when it speaks of arXiv or of titles.

    Args:
        path: The file.
        limit: The largest file that is read at all, in bytes; what is larger is not looked at.

    Raises:
        SourceError: The file cannot be opened or read.
        EncodingError: What it begins with is no text.
    """
    try:
        size = path.stat().st_size
    except (OSError, ValueError):  # whoever reads it tells what is wrong
        return False
    if not LARGE < size <= limit:
        return False
    text = clean(repair(decode(read_head(path, _GLANCE)).text, marks=False).text)
    lines = text.split("\n")
    if detect(lines, str(path)) is not None:
        return False
    in_one = len(lines) < HEAD and text.lstrip()[:1] in ("[", "{")
    return not (in_one and ("arxiv" in text.casefold() or '"title"' in text))
