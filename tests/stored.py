"""Digests whose entries are in a record of the cache, without any folder."""

from dataclasses import replace

from digest_parsers.cache.entries import StoredEntries
from digest_parsers.cache.packs import MemoryPack
from digest_parsers.cache.record import Record, make
from digest_parsers.model import Digest
from digest_parsers.outline import outline_of


def stored(digest: Digest) -> Digest:
    """The same digest with its entries in a record."""
    pack, data = MemoryPack(), make(digest.entries)
    record = Record(pack, pack.append(data), len(data))
    return replace(digest, entries=StoredEntries(record, outline_of(digest.entries), tuple))
