"""The cache of read digests: what makes a library of ten years open like one of a week.

A folder for each library holds *packs*, files of records one behind another, and an *index*. A record has
all that was read from one digest: its entries, repaired and clean, and their folded text with a table of its
words. The index has for each file where its records are and what a library needs to know of it without
reading them, and of each pack the stamp that it had when it was written: a pack that still has it is taken as
it is, any other is verified by its checksums. So a launch reads one file, a row of a list one entry, and a
search no more than may hold what it looks for.

Nothing here is needed: whatever is missing, damaged, of another version or cannot be written is made again
from the digests, or done without. Files are written under another name and renamed, and never changed
afterwards, so any number of instances can share a folder.
"""

from digest_parsers.cache.folder import LIMIT, DigestCache

__all__ = ["LIMIT", "DigestCache"]
