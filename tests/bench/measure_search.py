"""A fixed set of 20 queries against ripgrep on the same files."""

import gc
import os
import struct
from collections.abc import Callable, Iterable
from time import perf_counter

from bench import peers, product
from bench.product import Searcher
from bench.report import Limit, Row, Sample
from bench.terminal import NotMeasuredError
from bench.workbench import Workbench

_RESULT = struct.Struct("dq")


def queries(bench: Workbench) -> Iterable[Row]:
    """Every query as if it were the first: in a fork of a process that has read and indexed everything."""
    bench.say("a library is read and indexed")
    searcher = Searcher(bench.one.files)
    rows = [_measured(bench, searcher, *one) for one in product.queries()]
    known = [row.peer for row in rows if row.peer is not None]
    yield Row(
        "queries",
        f"search, median of {len(rows)} queries",
        _medians([row.value for row in rows]),
        "rg -ciF",
        _medians(known) if known else None,
        (Limit("ratio", 0.1, "≤ 1/10"),),
    )
    slowest = max(rows, key=lambda row: row.value.median)
    what, limits = f"search, slowest query ({slowest.what})", (Limit("ratio", 1.5, "≤ 1.5 ×"),)
    yield Row("queries", what, slowest.value, "rg -ciF", slowest.peer, limits)
    yield from rows


def _measured(bench: Workbench, searcher: Searcher, name: str, query: str, needles: tuple[str, ...]) -> Row:
    """One query, in turn with ripgrep."""
    ours: list[float] = []
    theirs: list[float] = []
    hits = 0
    for _ in range(bench.runs):
        seconds, hits = _in_a_fork(lambda: searcher.hits(query))
        ours.append(seconds * 1000)
        peer = peers.ripgrep(needles, bench.one.folder)
        if peer is not None:
            theirs.append(peer * 1000)
    value, other = Sample(tuple(ours), "ms"), Sample(tuple(theirs), "ms") if theirs else None
    return Row("queries", f"{name}: {query}", value, "rg -ciF", other, note=f"{hits:,} entries")


def _medians(samples: Iterable[Sample]) -> Sample:
    return Sample(tuple(one.median for one in samples), "ms")


def _in_a_fork(work: Callable[[], int]) -> tuple[float, int]:
    """Seconds that something takes, and its result, without a trace of it in this process."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            gc.disable()  # a collection would copy every page of the parent's objects
            began = perf_counter()
            result = work()
            os.write(writing, _RESULT.pack(perf_counter() - began, result))
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(pid, 0)
    if not answer:
        raise NotMeasuredError("a search failed; its message is above")
    seconds, result = _RESULT.unpack(answer)
    return seconds, result
