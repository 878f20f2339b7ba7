"""Digests whose entries are in a pack of the cache, without any folder."""

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum, auto

from digest_parsers.cache import packs
from digest_parsers.cache.entries import StoredEntries
from digest_parsers.cache.packs import MemoryPack
from digest_parsers.cache.record import Record, make
from digest_parsers.folding import fold_entries
from digest_parsers.model import Digest
from digest_parsers.outline import outline_of
from digest_parsers.word_table import TableMaker


class Keeping(Enum):
    """Where digests are kept: in memory, each in a pack of its own, or all in one that is finished or not."""

    MEMORY = auto()
    APART = auto()
    TOGETHER = auto()
    UNFINISHED = auto()


def stored(digest: Digest) -> Digest:
    """The same digest with its entries in a record."""
    (one,) = _in_a_pack([digest])
    return one


def kept(digests: Iterable[Digest], keeping: Keeping) -> list[Digest]:
    """The same digests with their entries somewhere else."""
    match keeping:
        case Keeping.MEMORY:
            return list(digests)
        case Keeping.APART:
            return list(map(stored, digests))
        case _:
            return _in_a_pack(digests, finished=keeping is Keeping.TOGETHER)


def _in_a_pack(digests: Iterable[Digest], *, finished: bool = True) -> list[Digest]:
    """The same digests in one pack; as long as it is not finished, it has no table of words."""
    pack, words, those = MemoryPack(), TableMaker(), []
    for digest in digests:
        folded = fold_entries(digest.entries)
        data = make(digest.entries, folded)
        record = Record(pack, pack.append(data), len(data))
        words.add(record.offset, folded)
        those.append(replace(digest, entries=StoredEntries(record, outline_of(digest.entries), tuple)))
    if finished:
        pack.append_words(packs.words_of(words, pack.size))
    return those
