"""What the reader uses: time for reading, memory, processor, and the event loop."""

import gc
import json
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from time import perf_counter, sleep

from bench import peers, product
from bench.archives import linked
from bench.processes import bytes_read, cpu_time, private_memory, wait_at_rest
from bench.report import Limit, Row, Sample
from bench.terminal import Terminal, environment
from bench.workbench import READING_PATIENCE, Workbench, search_everywhere, wait_for_answer
from digest_tui import garbage

#: Seconds between two keys while the loop is watched.
_KEYS_APART = 0.1
#: A word that no digest has: the search for it goes through all of them.
_ABSENT = "xylophonist"
#: Letters that are typed for the first searches, those taken back included.
_LETTERS = 2 * len("the") + len(_ABSENT)


def parse(bench: Workbench) -> Iterable[Row]:
    """Every digest from bytes to entries, file by file in turn with reading and decoding its bytes."""
    ours, theirs = [], []
    before = gc.get_threshold()
    garbage.while_reading()
    for run in range(bench.runs):
        parsing = decoding = 0.0
        for path in bench.one.files:
            began = perf_counter()
            path.read_bytes().decode("utf-8")
            between = perf_counter()
            product.parse(path)
            decoding += between - began
            parsing += perf_counter() - between
        ours.append(parsing)
        theirs.append(decoding)
        bench.say(f"parse {run + 1} of {bench.runs}")
    gc.unfreeze()
    gc.set_threshold(*before)
    yield Row(
        "parse",
        f"full parse of {bench.one}",
        Sample(tuple(ours), "s"),
        "reading and decoding",
        Sample(tuple(theirs), "s"),
        (Limit("ratio", 6.0, "≤ 6 ×"),),
    )


def resources(bench: Workbench) -> Iterable[Row]:
    """Private memory over an empty app, before and with a search, and CPU time of indexing and searching."""
    useful = product.expected(bench.one).is_shown
    nothing, before, after = list[float](), list[float](), list[float]()
    indexing, searching = list[float](), list[float]()
    for run in range(min(bench.runs, 3)):
        nothing.append(_memory_of_empty_app(bench))
        with bench.reader(bench.one) as terminal:
            terminal.wait_for(useful, "the first useful frame")
            used = cpu_time(terminal.pid)
            terminal.wait_for(product.has_read_all, "the end of the reading")
            indexed = wait_at_rest(terminal.pid)
            indexing.append(indexed - used)
            before.append(private_memory(terminal.pid) - nothing[-1])
            search_everywhere(terminal, bench.one)
            for letter in _ABSENT:
                terminal.send(letter)
                wait_for_answer(terminal)
            searching.append(wait_at_rest(terminal.pid) - indexed)
            after.append(private_memory(terminal.pid) - nothing[-1])
        bench.say(f"resources {run + 1} of {min(bench.runs, 3)}")
    what = f"private memory over an empty Textual app, {len(bench.one.files)} digests, "
    note = f"the empty app has {Sample(tuple(nothing), 'MiB').shown()} in all"
    small, large = Limit("median", 20.0, "≤ 20 MiB"), Limit("median", 60.0, "≤ 60 MiB")
    yield Row("resources", what + "before a search", Sample(tuple(before), "MiB"), limits=(small,), note=note)
    yield Row("resources", what + "with a search", Sample(tuple(after), "MiB"), limits=(large,), note=note)
    four = Limit("median", 4.0, "≤ 4 s")
    what = "CPU time of reading and first indexing behind the first frame"
    yield Row("resources", what, Sample(tuple(indexing), "s"), limits=(four,))
    what = f"CPU time of the first searches after it, {_LETTERS} letters"
    yield Row("resources", what, Sample(tuple(searching), "s"))


def _memory_of_empty_app(bench: Workbench) -> float:
    peer = peers.empty()
    with Terminal(peer.command, environment(bench.home())) as terminal:
        terminal.wait_for(peer.shown, "the empty app")
        wait_at_rest(terminal.pid)
        return private_memory(terminal.pid)


def loop(bench: Workbench) -> Iterable[Row]:
    """The longest callback of the event loop, from the first useful frame on."""
    phases = ("while everything is read and the cursor moves", "in a first search", "in a later search")
    held: dict[str, list[tuple[float, float]]] = {phase: [] for phase in phases}
    idle = []
    for run in range(min(bench.runs, 3)):
        log = bench.home() / "loop"
        command = product.probed_command(bench.one.folder, log=log)
        with bench.reader(bench.one, command=command) as terminal:
            ends = list(_go_through(bench, terminal))
        for phase, (begin, end) in zip(phases, pairwise(ends), strict=True):
            held[phase].append(_longest(log, begin, end))
        idle.append(_longest_of_empty_app(bench))
        bench.say(f"loop {run + 1} of {min(bench.runs, 3)}")
    peer = Sample(tuple(1000 * one for one in idle), "ms")
    for phase, longest in held.items():
        value = Sample(tuple(1000 * clock for clock, _ in longest), "ms")
        note = f"of which CPU time {max(1000 * cpu for _, cpu in longest):.1f} ms at most"
        limits = (Limit("p95", 20.0, "≤ 20 ms"),)
        what = f"longest hold of the event loop {phase}"
        yield Row("loop", what, value, "empty Textual app, keys pressed", peer, limits, note)


def _go_through(bench: Workbench, terminal: Terminal) -> Iterable[float]:
    """Use the reader; the times at which the phases begin and end."""
    yield terminal.wait_for(product.expected(bench.one).is_shown, "the first useful frame")
    while not product.has_read_all(terminal.lines()):
        terminal.send(product.NEXT_PAPER)
        sleep(_KEYS_APART)
        terminal.skip()
    wait_at_rest(terminal.pid)
    yield perf_counter()
    search_everywhere(terminal, bench.one)
    yield perf_counter()
    for letter in "learning":
        terminal.send(letter)
        wait_for_answer(terminal)
    yield perf_counter()


def _longest(log: Path, begin: float, end: float) -> tuple[float, float]:
    """The longest hold that began between two times: seconds on the clock, and of CPU time."""
    holds = map(json.loads, log.read_text().splitlines())
    between = [(held, cpu) for at, held, cpu, _ in holds if begin <= at <= end]
    return max(between, default=(0.001, 0.0))


def _longest_of_empty_app(bench: Workbench) -> float:
    log = bench.home() / "loop"
    peer = peers.empty(log=log)
    with Terminal(peer.command, environment(bench.home())) as terminal:
        begin = terminal.wait_for(peer.shown, "the empty app")
        for _ in range(20):
            terminal.send(product.NEXT_PAPER)
            sleep(_KEYS_APART)
    return _longest(log, begin, perf_counter())[0]


def change(bench: Workbench) -> Iterable[Row]:
    """A digest is replaced while the reader is open: how soon that is shown, how much is read."""
    archive = bench.sizes()[-1]
    folder = bench.root / "changing"
    linked(archive.files, folder)
    newest = folder / archive.files[0].name
    times, reads = [], []
    with bench.settled_reader(archive, command=product.command(folder)) as terminal:
        for run in range(bench.runs):
            title = f"Changed {run} times"
            aside = folder / ".new"
            aside.write_bytes(product.with_new_title(archive.files[0].read_bytes(), title))
            before, size = bytes_read(terminal.pid), aside.stat().st_size
            began = perf_counter()
            aside.replace(newest)
            terminal.send(product.RELOAD)
            shown = terminal.wait_for(_showing(title), "the changed digest", READING_PATIENCE)
            times.append(shown - began)
            wait_at_rest(terminal.pid, READING_PATIENCE)
            reads.append((bytes_read(terminal.pid) - before) / size)
    what = f"a changed digest in {len(archive.files):,} is shown"
    note = f"read for it: {Sample(tuple(reads), 'times its size').shown(p95=False)}"
    yield Row("change", what, Sample(tuple(times), "s"), limits=(Limit("median", 0.5, "≤ 0.5 s"),), note=note)


def _showing(title: str) -> Callable[[list[str]], bool]:
    return lambda lines: any(title in line for line in lines)
