"""Which files have which papers: a table of all papers of a library, in numbers."""

from collections.abc import Collection, Iterator

from digest_parsers.loaded import LoadedFile
from digest_parsers.outline import outline_of


class PaperTable:
    """The files of every paper. ``len()`` is the number of distinct papers.

    A million papers are a million whole numbers here: most stand in one file, and its number is all there is.
    """

    def __init__(self) -> None:
        self._paths: list[str] = []
        self._numbers: dict[str, int] = {}
        self._where: dict[int, int | tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._where)

    def add(self, loaded: LoadedFile) -> None:
        """Put the papers of a file in, which is not there yet or was taken out before."""
        number = self._numbers.setdefault(loaded.path, len(self._paths))
        if number == len(self._paths):
            self._paths.append(loaded.path)
        where = self._where
        for key in _keys_in(loaded):
            before = where.setdefault(key, number)
            if before != number:
                where[key] = (*before, number) if isinstance(before, tuple) else (before, number)

    def remove(self, loaded: LoadedFile) -> None:
        """Take the papers of a file out, which is there with these."""
        number = self._numbers[loaded.path]
        for key in _keys_in(loaded):
            before = self._where[key]
            left = tuple(one for one in before if one != number) if isinstance(before, tuple) else ()
            if left:
                self._where[key] = left if len(left) > 1 else left[0]
            else:
                del self._where[key]

    def paths_of(self, key: int) -> Iterator[str]:
        """The files that have a paper, told by its key; none for a paper that is not there."""
        found = self._where.get(key, ())
        return map(self._paths.__getitem__, found if isinstance(found, tuple) else (found,))

    def has(self, keys: Collection[int]) -> int:
        """How many of some papers, told by their keys, are there."""
        fewer, more = sorted((keys, self._where), key=len)
        return sum(map(more.__contains__, fewer))


def _keys_in(loaded: LoadedFile) -> Iterator[int]:
    for digest in loaded.digests:
        yield from dict.fromkeys(outline_of(digest.entries).keys)
