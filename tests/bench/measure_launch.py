"""How long it takes until there is something to read."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from random import Random

from bench import peers, product
from bench.archives import Archive
from bench.peers import Peer
from bench.report import Limit, Row, Sample
from bench.terminal import Terminal, environment
from bench.workbench import Workbench


def launch(bench: Workbench) -> Iterable[Row]:
    """The first useful frame: days with counts, the newest day's papers, the page of the first."""
    starts: dict[str, Peer] = {"empty": peers.empty(), "empty with bars": peers.empty(bars=True)}
    homes: dict[str, Path] = {}
    for archive in bench.sizes():
        shown = product.expected(archive).is_shown
        starts[f"new {len(archive.files)}"] = Peer(product.command(archive.folder), shown)
        starts[name := f"used {len(archive.files)}"] = Peer(product.command(archive.folder), shown)
        homes[name] = _used_home(bench, archive)
    newsboat = peers.newsboat(bench, bench.one)
    if newsboat is not None:
        starts["newsboat"] = newsboat
    times: dict[str, list[float]] = defaultdict(list)
    for run in range(bench.runs + 1):
        # Not always in one order: behind a program that took long the caches of the processor are cold.
        for name in Random(run).sample(list(starts), len(starts)):
            seconds = start(starts[name], homes.get(name) or bench.home())
            if run:  # the first round warms the system's own caches, for all alike
                times[name].append(seconds * 1000)
        bench.say(f"launch {run} of {bench.runs}")
    return _rows(bench, {name: Sample(tuple(values), "ms") for name, values in times.items()})


def start(peer: Peer, home: Path) -> float:
    """Seconds from starting a program until it shows what it should."""
    with Terminal(peer.command, environment(home)) as terminal:
        return terminal.wait_for(peer.shown, f"the first frame of {peer.command}") - terminal.started


def _used_home(bench: Workbench, archive: Archive) -> Path:
    """A home in which the reader has had the time to read the archive once."""
    bench.say(f"the reader reads {archive} once")
    home = bench.home()
    with bench.settled_reader(archive, home):
        return home


def _rows(bench: Workbench, of: dict[str, Sample]) -> Iterable[Row]:
    one = len(bench.one.files)
    used, new = of[f"used {one}"], of[f"new {one}"]
    what = f"launch to first useful frame, {one} digests"
    # 1.25 for a reader without header and footer, which this one has.
    with_bars = Limit("ratio", 1.35, "≤ 1.35 ×, with bars")
    yield Row("launch", what, used, "empty Textual app", of["empty"], (with_bars,))
    yield Row("launch", what, used, "the same with header and footer", of["empty with bars"])
    yield Row("launch", f"{what}, the very first time", new, "empty Textual app", of["empty"])
    if bench.large:
        ten = len(bench.ten.files)
        limits = (Limit("ratio", 1.1, "≤ 1.1 ×"),)
        what = f"launch to first useful frame, {ten:,} digests"
        yield Row("launch", what, of[f"used {ten}"], f"{one} digests", used, limits)
        yield Row("launch", f"{what}, the very first time", of[f"new {ten}"], f"{one} digests", new)
    yield Row("launch", f"launch, {one} digests", used, "newsboat to its list of feeds", of.get("newsboat"))
