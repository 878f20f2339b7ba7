"""The library: all digests that were read, by day, by paper and by category.

A library belongs to one thread: whoever reads files elsewhere hands them over to that thread. It grows
while files are being read; what it is asked for is worked out then and kept until a file changes it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digest_parsers.dates import infer_days
from digest_parsers.load import LoadedFile
from digest_parsers.model import Appearance, DaySource, Diagnostic, Digest, Paper


@dataclass(frozen=True, slots=True)
class DaySummary:
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
    """

    def __init__(self) -> None:
        self._added: dict[str, LoadedFile] = {}
        self._settled: dict[str, LoadedFile] = {}
        self._by_day: dict[date | None, list[Digest]] = {}
        self._by_id: dict[str, list[Appearance]] = {}
        self._entry_count = 0
        self._summaries: dict[date | None, DaySummary] = {}
        self._days: list[DaySummary] | None = None
        self._appearances: dict[date | None, list[Appearance]] = {}
        self._all_papers: list[Appearance] | None = None

    def add(self, loaded: LoadedFile) -> None:
        """Take a file in; one that is already there under the same path is replaced by it."""
        if loaded.path in self._settled:
            self._take_out(self._settled[loaded.path])
        self._added[loaded.path] = loaded
        self._put_in(loaded)

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
        inferred = infer_days([digest for loaded in self._added.values() for digest in loaded.digests])
        changed = False
        for path, loaded in self._added.items():
            before = self._settled[path]
            after = _with_day(loaded, inferred.get(path))
            if list(map(_day_of, before.digests)) != list(map(_day_of, after.digests)):
                self._take_out(before)
                self._put_in(after)
                changed = True
        return changed

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

    def __len__(self) -> int:
        return len(self._by_id)

    def days(self) -> list[DaySummary]:
        """The days that have digests, the newest first and the unknown day last."""
        if self._days is None:
            self._days = [self._summary(day) for day in sorted(self._by_day, key=_newest_first)]
        return list(self._days)

    def digests(self) -> list[Digest]:
        """All digests: the newest day first, within a day as in :class:`DaySummary`."""
        return [digest for summary in self.days() for digest in summary.digests]

    def section_keys(self) -> list[str]:
        """The keys of all sections that occur, in the order in which they are met."""
        entries = (appearance.entry for appearances in self._by_id.values() for appearance in appearances)
        return list(dict.fromkeys(section.key for entry in entries for section in entry.sections))

    def appearances_of(self, day: date | None) -> list[Appearance]:
        """The papers of a day, each once, in the order of its digests and their entries.

        A paper that several digests of the day have is shown as the first of them has it, or, when
        that one gives no score, as the first that gives one.
        """
        if day not in self._appearances:
            shown: dict[str, Appearance] = {}
            for digest in self._digests_of(day):
                for entry in digest.entries:
                    earlier = shown.get(entry.arxiv_id)
                    if earlier is None or (earlier.entry.score is None and entry.score is not None):
                        shown[entry.arxiv_id] = Appearance(digest, entry)
            self._appearances[day] = list(shown.values())
        return list(self._appearances[day])

    def all_papers(self) -> list[Appearance]:
        """Every paper once, as its newest day has it: the newest day first, then as in that day."""
        if self._all_papers is None:
            newest: dict[str, Appearance] = {}
            for summary in self.days():
                for appearance in self.appearances_of(summary.day):
                    newest.setdefault(appearance.entry.arxiv_id, appearance)
            self._all_papers = list(newest.values())
        return list(self._all_papers)

    def paper(self, arxiv_id: str) -> Paper | None:
        """The paper with this id (without version) and all its entries, or None when there is none."""
        appearances = self._by_id.get(arxiv_id)
        if appearances is None:
            return None
        return Paper(arxiv_id, tuple(sorted(appearances, key=lambda each: _reading_order(each.digest))))

    def categories(self, appearances: Iterable[Appearance], cross_lists: bool = False) -> dict[str, int]:
        """How many of the appearances each category has, by name.

        Args:
            appearances: The papers to count.
            cross_lists: Whether a paper counts in each of its categories, not in its primary one only.

        Returns:
            Categories in alphabetical order; papers without any count under the empty string.
        """
        counts: dict[str, int] = {}
        for appearance in appearances:
            entry = appearance.entry
            several = cross_lists and entry.categories
            for category in set(entry.categories) if several else (entry.primary_category,):
                counts[category] = counts.get(category, 0) + 1
        return dict(sorted(counts.items()))

    def _digests_of(self, day: date | None) -> list[Digest]:
        return sorted(self._by_day.get(day, ()), key=_reading_order)

    def _summary(self, day: date | None) -> DaySummary:
        if day not in self._summaries:
            digests = tuple(self._digests_of(day))
            papers = {entry.arxiv_id for digest in digests for entry in digest.entries}
            inferred = all(digest.inferred for digest in digests)
            self._summaries[day] = DaySummary(day, inferred, len(papers), digests)
        return self._summaries[day]

    def _put_in(self, loaded: LoadedFile) -> None:
        self._settled[loaded.path] = loaded
        for digest in loaded.digests:
            self._by_day.setdefault(digest.day, []).append(digest)
            self._entry_count += len(digest.entries)
            for entry in digest.entries:
                self._by_id.setdefault(entry.arxiv_id, []).append(Appearance(digest, entry))
            self._forget(digest.day)

    def _take_out(self, loaded: LoadedFile) -> None:
        for digest in loaded.digests:
            self._by_day[digest.day] = [each for each in self._by_day[digest.day] if each is not digest]
            if not self._by_day[digest.day]:
                del self._by_day[digest.day]
            self._entry_count -= len(digest.entries)
            for arxiv_id in {entry.arxiv_id for entry in digest.entries}:
                left = [each for each in self._by_id[arxiv_id] if each.digest is not digest]
                if left:
                    self._by_id[arxiv_id] = left
                else:
                    del self._by_id[arxiv_id]
            self._forget(digest.day)

    def _forget(self, day: date | None) -> None:
        """Drop what was worked out from the digests of a day."""
        self._summaries.pop(day, None)
        self._appearances.pop(day, None)
        self._days = None
        self._all_papers = None


def _with_day(loaded: LoadedFile, known: tuple[date, DaySource] | None) -> LoadedFile:
    """The file with its undated digests on the day that was worked out for it, if one was."""
    if known is None:
        return loaded
    day, source = known
    return replace(
        loaded,
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
