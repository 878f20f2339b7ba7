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
    rows = []
    for name, query, needles in product.queries():
        ours, theirs, hits = [], [], 0
        for _ in range(bench.runs):
            seconds, hits = _in_a_fork(lambda query=query: searcher.hits(query))  # type: ignore[misc]
            ours.append(seconds * 1000)
            theirs.append(peers.ripgrep(needles, bench.one.folder))
        known = [one * 1000 for one in theirs if one is not None]
        peer = Sample(tuple(known), "ms") if known else None
        value = Sample(tuple(ours), "ms")
        rows.append(Row("queries", f"{name}: {query}", value, "rg -ciF", peer, note=f"{hits:,} entries"))
    slowest = max(rows, key=lambda row: row.value.median)
    peer = _medians([row.peer for row in rows])
    limits = (Limit("ratio", 0.1, "≤ 1/10"),), (Limit("ratio", 1.5, "≤ 1.5 ×"),)
    middle = _medians([row.value for row in rows])
    assert middle is not None
    yield Row("queries", f"search, median of {len(rows)} queries", middle, "rg -ciF", peer, limits[0])
    what = f"search, slowest query ({slowest.what})"
    yield Row("queries", what, slowest.value, "rg -ciF", slowest.peer, limits[1])
    yield from rows


def _medians(samples: Iterable[Sample | None]) -> Sample | None:
    medians = tuple(one.median for one in samples if one is not None)
    return Sample(medians, "ms") if medians else None


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
