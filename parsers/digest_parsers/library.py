"""The library: all digests that were read, by day, by paper and by category.

A library belongs to one thread: whoever reads files elsewhere hands them over to that thread. It holds the
digests themselves and, of their entries, only numbers (:mod:`digest_parsers.outline`); entries are read
when somebody looks at them. It grows while files are being read; what it is asked for is worked out then.
"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from digest_parsers.doubles import entry_of, without_doubles
from digest_parsers.loaded import LoadedFile
from digest_parsers.model import Appearance, DaySource, Diagnostic, Digest, Paper
from digest_parsers.outline import KeptEntries, OutlinedEntries, key_of, outline_of
from digest_parsers.rows import Rows

if TYPE_CHECKING:
    from digest_parsers.paper_table import PaperTable


class DaySummary(NamedTuple):
    """One day of the library.

    Attributes:
        day: The day, or None for the digests of which no day is known.
        inferred: Whether the day of each of its digests was worked out rather than read.
        papers: How many distinct papers it has.
        digests: Its digests: those that state their day before those whose day was inferred, then by path.
    """

    day: date | None
    inferred: bool
    papers: int
    digests: tuple[Digest, ...]


class Library:
    """The digests of all files that were added.

    Digests that state no day stand under the day None until :meth:`settle` has worked their day out
    from the others. ``len()`` is the number of distinct papers.

    Adding a file costs nothing per paper. Which papers stand on several days is looked up in a table of all
    papers, and that is brought up to date when it is needed, or before in small steps (:meth:`catch_up`).
    """

    def __init__(self) -> None:
        self._added: dict[str, LoadedFile] = {}
        self._settled: dict[str, LoadedFile] = {}
        self._by_day: dict[date | None, list[Digest]] = {}
        self._entry_count = 0
        self._summaries: dict[date | None, DaySummary] = {}
        self._days: list[DaySummary] | None = None
        self._pending: dict[str, None] = {}

    @cached_property
    def _table(self) -> "PaperTable":
        from digest_parsers.paper_table import PaperTable  # noqa: PLC0415 - not needed for a first look

        return PaperTable()

    def add(self, loaded: LoadedFile) -> None:
        """Take a file in; one that is already there under the same path is replaced by it."""
        if loaded.path in self._settled:
            self._take_out(self._settled[loaded.path])
        loaded = _outlined(loaded)
        self._added[loaded.path] = loaded
        self._put_in(loaded)
        self._pending[loaded.path] = None

    def remove(self, path: str) -> None:
        """Leave a file out again; nothing happens when it is not there."""
        if path in self._added:
            self._take_out(self._settled.pop(path))
            del self._added[path]

    def settle(self) -> bool:
        """Work out the days of the digests that state none, from all the others.

        To be called when a batch of files is in. It always starts from what the files themselves
        say, so that later files can correct what earlier ones suggested, and calling it again
        changes nothing.

        Returns:
            Whether the day of any digest changed.
        """
        from digest_parsers.inference import infer_days  # noqa: PLC0415 - not needed for a first look

        inferred = infer_days([digest for loaded in self._added.values() for digest in loaded.digests])
        changed = False
        for path, loaded in self._added.items():
            before = self._settled[path]
            if before is loaded and path not in inferred:
                continue
            after = _with_day(loaded, inferred.get(path))
            if list(map(_day_of, before.digests)) != list(map(_day_of, after.digests)):
                self._take_off(before)
                self._put_in(after)
                changed = True
        return changed

    # --- files

    @property
    def files(self) -> Sequence[LoadedFile]:
        """All files in the order in which they were first added, with the days that were worked out."""
        return tuple(self._settled.values())

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the files got wrong, file by file."""
        return tuple(diagnostic for loaded in self._settled.values() for diagnostic in loaded.diagnostics)

    @property
    def entry_count(self) -> int:
        """How many entries all digests have together."""
        return self._entry_count

    def file(self, path: str) -> LoadedFile | None:
        """The file of this path, or None when it is not in the library."""
        return self._settled.get(path)

    # --- days

    def days(self) -> list[DaySummary]:
        """The days that have digests, the newest first and the unknown day last."""
        if self._days is None:
            self._days = [self._summary(day) for day in sorted(self._by_day, key=_newest_first)]
        return list(self._days)

    def papers_on(self, day: date | None) -> int:
        """How many distinct papers a day has."""
        return self._summary(day).papers if day in self._by_day else 0

    def digests(self) -> list[Digest]:
        """All digests: the newest day first, within a day as in :class:`DaySummary`."""
        return [digest for summary in self.days() for digest in summary.digests]

    def section_keys(self) -> list[str]:
        """The keys of all sections that occur, file by file in the order in which they are met."""
        outlines = (outline_of(one.entries) for loaded in self._added.values() for one in loaded.digests)
        return list(dict.fromkeys(key for outline in outlines for key in outline.sections))

    def appearances_of(self, day: date | None) -> Rows:
        """The papers of a day, each once, in the order of its digests and their entries.

        A paper that several digests of the day have is shown as the first of them has it, or, when
        that one gives no score, as the first that gives one.
        """
        rows = Rows()
        digests = self._summary(day).digests if day in self._by_day else ()
        if len(digests) == 1 and (plain := _without_repetition(digests[0])) is not None:
            rows.add(digests[0], plain)
            return rows
        shown: dict[int, tuple[Digest, int]] = {}
        for digest in digests:
            scored = outline_of(digest.entries).scored
            keys = outline_of(digest.entries).keys
            for offset in digest.shown:
                key = keys[offset]
                earlier = shown.get(key)
                if earlier is None or (
                    scored
                    and earlier[0].entries[earlier[1]].score is None
                    and digest.entries[offset].score is not None
                ):
                    shown[key] = digest, offset
        for digest, offsets in _in_stretches(shown.values()):
            rows.add(digest, offsets)
        return rows

    def papers_by_day(self, besides: Iterable[int] = ()) -> Iterator[tuple[date | None, Rows]]:
        """Every paper once, as its newest day has it: a day at a time, the newest first.

        Args:
            besides: The keys of papers that are left out.

        Yields:
            A day and its papers that no newer one has.
        """
        seen = set(besides)
        for summary in self.days():
            yield summary.day, without(self.appearances_of(summary.day), seen)

    # --- papers

    def __len__(self) -> int:
        self._catch_up_now()
        return len(self._table)

    @property
    def caught_up(self) -> bool:
        """Whether the table of papers knows all digests."""
        return not self._pending

    def catch_up(self) -> Iterator[None]:
        """Bring the table of papers up to date, in steps of one file each."""
        while self._pending:
            path = next(iter(self._pending))
            del self._pending[path]
            self._table.add(self._added[path])
            yield

    def paper(self, arxiv_id: str) -> Paper | None:
        """The paper with this id (without version) and all its entries, or None when there is none."""
        self._catch_up_now()
        paths = set(self._table.paths_of(key_of(arxiv_id)))
        if not paths:
            return None
        days = {digest.day for path in paths for digest in self._settled[path].digests}
        digests = [one for day in days for one in self._summary(day).digests if one.path in paths]
        appearances = [
            Appearance(digest, entry_of(digest, offset))
            for digest in sorted(digests, key=_reading_order)
            for offset in _offsets(outline_of(digest.entries).keys, key_of(arxiv_id))
            if offset not in digest.doubles
        ]
        return Paper(arxiv_id, tuple(one for one in appearances if one.entry.arxiv_id == arxiv_id))

    def is_repeated(self, arxiv_id: str) -> bool:
        """Whether a paper stands in digests of more than one day."""
        return len(self.days_of(key_of(arxiv_id))) > 1

    def days_of(self, key: int) -> set[date | None]:
        """The days of the digests in which a paper stands, told by its key."""
        self._catch_up_now()
        return {
            digest.day
            for path in self._table.paths_of(key)
            for digest in self._settled[path].digests
            if key in outline_of(digest.entries).keys
        }

    def has(self, keys: Collection[int]) -> int:
        """How many of some papers, told by their keys, stand in the library."""
        self._catch_up_now()
        return self._table.has(keys)

    def _catch_up_now(self) -> None:
        for _ in self.catch_up():
            pass

    # --- days, from inside

    def _digests_of(self, day: date | None) -> tuple[Digest, ...]:
        digests = sorted(self._by_day.get(day, ()), key=_reading_order)
        # Of what is of no known day nobody can say that it is of the same one.
        return tuple(digests) if day is None else without_doubles(digests)

    def _summary(self, day: date | None) -> DaySummary:
        if day not in self._summaries:
            digests = self._digests_of(day)
            outlines = [outline_of(digest.entries) for digest in digests]
            papers = (
                outlines[0].papers if len(outlines) == 1 else len({k for one in outlines for k in one.keys})
            )
            inferred = all(digest.inferred for digest in digests)
            self._summaries[day] = DaySummary(day, inferred, papers, digests)
        return self._summaries[day]

    def _put_in(self, loaded: LoadedFile) -> None:
        self._settled[loaded.path] = loaded
        for digest in loaded.digests:
            self._by_day.setdefault(digest.day, []).append(digest)
            self._entry_count += len(digest.entries)
            self._forget(digest.day)

    def _take_out(self, loaded: LoadedFile) -> None:
        """Forget a file, and its papers if they were noted."""
        if loaded.path in self._pending:
            del self._pending[loaded.path]
        else:
            self._table.remove(loaded)
        self._take_off(loaded)

    def _take_off(self, loaded: LoadedFile) -> None:
        """Take a file off its days."""
        for digest in loaded.digests:
            self._by_day[digest.day] = [each for each in self._by_day[digest.day] if each is not digest]
            if not self._by_day[digest.day]:
                del self._by_day[digest.day]
            self._entry_count -= len(digest.entries)
            self._forget(digest.day)

    def _forget(self, day: date | None) -> None:
        """Drop what was worked out from the digests of a day."""
        self._summaries.pop(day, None)
        self._days = None


def without(rows: Rows, seen: set[int]) -> Rows:
    """The rows whose papers were not seen yet; they are from now on."""
    kept = Rows()
    for digest, offsets in rows.stretches():
        keys = outline_of(digest.entries).keys
        of_rows = [keys[offset] for offset in offsets]
        rows_with_keys: Iterable[tuple[int, int]] = zip(offsets, of_rows, strict=True)
        if len(set(of_rows)) < len(of_rows):  # a paper stands here twice
            rows_with_keys = ((at, key) for key, at in _firsts(rows_with_keys).items())
        fresh = [offset for offset, key in rows_with_keys if key not in seen]
        seen.update(of_rows)
        kept.add(digest, array("I", fresh))
    return kept


def _firsts(rows: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The first offset of each key, in the order of the rows."""
    firsts: dict[int, int] = {}
    for offset, key in rows:
        firsts.setdefault(key, offset)
    return firsts


def _offsets(keys: Sequence[int], key: int) -> Iterator[int]:
    """Where a key stands in a row of keys."""
    at = -1
    for _ in range(keys.count(key)):
        at = keys.index(key, at + 1)
        yield at


def _without_repetition(digest: Digest) -> Sequence[int] | None:
    """The offsets of all entries of a digest, or None when not all of them are shown."""
    outline = outline_of(digest.entries)
    plain = outline.papers == len(outline.keys) and not digest.doubles
    return range(len(outline.keys)) if plain else None


def _in_stretches(places: Iterable[tuple[Digest, int]]) -> Iterator[tuple[Digest, list[int]]]:
    """Places one after another that are of one digest, taken together."""
    current: Digest | None = None
    offsets: list[int] = []
    for digest, offset in places:
        if digest is not current:
            if current is not None:
                yield current, offsets
            current, offsets = digest, []
        offsets.append(offset)
    if current is not None:
        yield current, offsets


def _outlined(loaded: LoadedFile) -> LoadedFile:
    """The file with the outlines of its entries worked out, if they were not."""
    if all(isinstance(digest.entries, OutlinedEntries) for digest in loaded.digests):
        return loaded
    digests = tuple(replace(digest, entries=KeptEntries(digest.entries)) for digest in loaded.digests)
    return loaded._replace(digests=digests)


def _with_day(loaded: LoadedFile, known: tuple[date, DaySource] | None) -> LoadedFile:
    """The file with its undated digests on the day that was worked out for it, if one was."""
    if known is None:
        return loaded
    day, source = known
    return loaded._replace(
        digests=tuple(
            replace(digest, day=day, day_source=source) if digest.day is None else digest
            for digest in loaded.digests
        ),
    )


def _day_of(digest: Digest) -> tuple[date | None, DaySource | None]:
    return digest.day, digest.day_source


def _newest_first(day: date | None) -> int:
    """A sorting key that puts the newest day first and the unknown one last."""
    return 0 if day is None else -day.toordinal()


def _reading_order(digest: Digest) -> tuple[int, bool, str]:
    """A sorting key: newest day, then stated before inferred, then path."""
    return _newest_first(digest.day), digest.inferred, digest.path
