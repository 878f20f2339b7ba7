"""Makes the damaged digest of the sample library from its clean text, as careless conversions do.

The bytes of UTF-8 are read as Windows-1254 with those it does not define left out, and soft hyphens and DEL
are dropped on the way; so part of the text is lost for good. Run it after a change to the clean text::

    python tests/make_sample_mojibake.py
"""

from pathlib import Path

ROOT = Path(__file__).parents[1]
CLEAN = ROOT / "tests" / "data" / "sample-2026-01-07.md"
DAMAGED = ROOT / "tui" / "digest_tui" / "sample" / "2026-01-07.md"


def damage(text: str) -> str:
    """The text after a journey through Windows-1254."""
    misread = text.encode("utf-8").decode("cp1254", "ignore")
    return misread.replace("\u00ad", "").replace("\u007f", "")


if __name__ == "__main__":
    DAMAGED.write_text(damage(CLEAN.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
