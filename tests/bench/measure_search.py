"""A fixed set of 20 queries against ripgrep on the same files."""

import gc
from collections.abc import Callable, Iterable
from time import perf_counter

from bench import peers, product
from bench.product import Searcher
from bench.report import Limit, Row, Sample
from bench.workbench import Workbench

#: What a person waits for: papers to look at, and then how many there are.
_SCREENFUL, _COUNTED = "first screenful", "everything counted"


def queries(bench: Workbench) -> Iterable[Row]:
    """Every query as if it were the first: with nothing remembered of any other."""
    bench.say("a library is read and indexed")
    searcher = Searcher(bench.one.files)
    gc.collect()
    gc.freeze()
    rows = [row for one in product.queries() for row in _measured(bench, searcher, *one)]
    gc.unfreeze()
    for kind in (_SCREENFUL, _COUNTED):
        of_kind = [row for row in rows if row.what.endswith(kind)]
        known = [row.peer for row in of_kind if row.peer is not None]
        yield Row(
            "queries",
            f"search, {kind}, median of {len(of_kind)} queries",
            _medians([row.value for row in of_kind]),
            "rg -ciF",
            _medians(known) if known else None,
            # Of the first screenful: what is counted has to be looked for everywhere.
            (Limit("ratio", 0.1, "≤ 1/10"),) if kind == _SCREENFUL else (),
        )
        slowest = max(of_kind, key=lambda row: row.value.median)
        what = f"search, {kind}, slowest query ({slowest.what.partition(':')[0]})"
        limits = (Limit("ratio", 1.5, "≤ 1.5 ×"),)
        yield Row("queries", what, slowest.value, "rg -ciF", slowest.peer, limits)
    yield from rows
    yield from (_unmatched(bench, searcher, *one) for one in product.other_queries())


def _measured(
    bench: Workbench, searcher: Searcher, name: str, query: str, needles: tuple[str, ...]
) -> Iterable[Row]:
    """One query, its first screenful and all it finds, in turn with ripgrep."""
    first, every, theirs = [], [], []
    hits = 0
    for _ in range(bench.runs):
        first.append(_milliseconds(lambda: searcher.screenful(query)))
        every.append(_milliseconds(lambda: searcher.hits(query)))
        peer = peers.ripgrep(needles, bench.one.folder)
        if peer is not None:
            theirs.append(peer * 1000)
    hits = searcher.hits(query)
    other = Sample(tuple(theirs), "ms") if theirs else None
    for kind, times in ((_SCREENFUL, first), (_COUNTED, every)):
        what = f"{name}: {query}, {kind}"
        yield Row("queries", what, Sample(tuple(times), "ms"), "rg -ciF", other, note=f"{hits:,} entries")


def _unmatched(bench: Workbench, searcher: Searcher, name: str, query: str) -> Row:
    """A query for which ripgrep has no like."""
    times = tuple(_milliseconds(lambda: searcher.hits(query)) for _ in range(bench.runs))
    note = f"{searcher.hits(query):,} entries"
    return Row("queries", f"{name}: {query}, {_COUNTED}", Sample(times, "ms"), note=note)


def _medians(samples: Iterable[Sample]) -> Sample:
    return Sample(tuple(one.median for one in samples), "ms")


def _milliseconds(work: Callable[[], int]) -> float:
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000
