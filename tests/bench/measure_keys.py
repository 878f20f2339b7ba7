"""How long it takes from a key to the last byte of its answer."""

from collections.abc import Iterable, Iterator
from time import sleep

from bench import peers, product
from bench.archives import Archive
from bench.peers import Peer
from bench.report import Limit, Row, Sample
from bench.terminal import NotMeasuredError, Terminal, environment
from bench.workbench import Workbench, erase, search_everywhere, wait_for_answer

#: Common words, each typed once: what one word found must not help the next.
_WORDS = ("learning", "model", "diffusion", "attention", "reasoning")
_MOVES = 150
_WARM_UP = 5
#: Moves in one terminal before it is the other one's turn.
_TURN = 5
_FRAME = Limit("median", 16.0, "≤ 16 ms")


def moves(bench: Workbench) -> Iterable[Row]:
    """From paper to paper, with the page and without."""
    archive = bench.one
    count = min(_MOVES, product.expected(archive).days[0][1] - 1) - _WARM_UP
    without = product.probed_command(archive.folder, empty_page=True)
    with bench.settled_reader(archive) as full, bench.settled_reader(archive, command=without) as empty:
        times = in_turns(full, empty, product.NEXT_PAPER, count)
    with_page, without_page = (Sample(tuple(one), "ms") for one in times)
    limits = (Limit("p95", 16.0, "p95 ≤ 16 ms"), Limit("ratio", 2.0, "p95 ≤ 2 ×"))
    ratio = with_page.p95 / without_page.p95
    what = "paper to paper, 120×40"
    yield Row("moves", what, with_page, "page kept empty", without_page, limits, given_ratio=ratio)
    boat = _moves_in(bench, peers.newsboat(bench, archive), ("\r", "\r"), "J", 40)
    yield Row("moves", what, with_page, "newsboat, article to article", boat)
    lines = _moves_in(bench, peers.fzf(bench, archive), (), "\x1b[A", 40)
    yield Row("moves", what, with_page, "fzf, title to title", lines)


def in_turns(one: Terminal, other: Terminal, key: str, count: int) -> tuple[list[float], list[float]]:
    """Milliseconds of a key in two terminals that take turns, so that what disturbs one disturbs both."""
    times: tuple[list[float], list[float]] = ([], [])
    for terminal in (one, other):
        for _ in range(_WARM_UP):
            terminal.press(key)
    while len(times[1]) < count:
        for terminal, into in zip((one, other), times, strict=True):
            into += [terminal.press(key) * 1000 for _ in range(_TURN)]
    return times


def _moves_in(
    bench: Workbench, peer: Peer | None, opening: Iterable[str], key: str, count: int
) -> Sample | None:
    if peer is None:
        return None
    with Terminal(peer.command, environment(bench.home())) as terminal:
        terminal.wait_for(peer.shown, f"{peer.command}")
        for one in opening:
            terminal.press(one, quiet=1.0)
        return Sample(tuple(terminal.press(key) * 1000 for _ in range(count)), "ms")


def lists(bench: Workbench) -> Iterable[Row]:
    """The list of papers with 300 and with 500,000 rows, with and without headings, in an app of its own."""
    for what, headings in (("500,000 rows", 0), ("500,000 rows under 100 headings", 100)):
        long, short = peers.paper_list(500_000, headings), peers.paper_list(300)
        starts: tuple[list[float], list[float]] = ([], [])
        steps: tuple[list[float], list[float]] = ([], [])
        for _ in range(bench.runs):
            with _shown(bench, long, starts[0]) as one, _shown(bench, short, starts[1]) as other:
                times = in_turns(one, other, product.NEXT_PAPER, 20)
                for known, more in zip(steps, times, strict=True):
                    known.extend(more)
        start, start_short = (Sample(tuple(one), "ms") for one in starts)
        step, step_short = (Sample(tuple(one), "ms") for one in steps)
        limits = (Limit("ratio", 1.6, "≤ 1.6 ×"),), (Limit("ratio", 1.2, "≤ 1.2 ×"),)
        yield Row("lists", f"start with a list of {what}", start, "300 rows", start_short, limits[0])
        yield Row("lists", f"move in a list of {what}", step, "300 rows", step_short, limits[1])


def _shown(bench: Workbench, peer: Peer, into: list[float]) -> Terminal:
    terminal = Terminal(peer.command, environment(bench.home()))
    into.append((terminal.wait_for(peer.shown, "the list") - terminal.started) * 1000)
    terminal.wait_quiet(0.5)
    return terminal


def typing(bench: Workbench) -> Iterable[Row]:
    """A search through all days while it is typed, a letter at a time."""
    fzf = _typed_into_fzf(bench, bench.one)
    for archive in bench.sizes():
        bench.say(f"typing, {archive}")
        with bench.settled_reader(archive) as terminal:
            search_everywhere(terminal, archive)
            times = [time for word in _WORDS for time in _typed(terminal, word)]
        shown, complete = (Sample(tuple(1000 * one[which] for one in times), "ms") for which in range(2))
        what = f"typing a common word, {len(archive.files):,} digests: key to "
        peer = fzf if archive is bench.one else None
        name = "fzf over titles" if archive is bench.one else ""
        yield Row("typing", what + "papers found", shown, name, peer, (_FRAME,))
        yield Row("typing", what + "all counts", complete)


def _typed(terminal: Terminal, word: str) -> Iterator[tuple[float, float]]:
    """Seconds until the first papers found are shown and until nothing changes any more, for each letter."""
    for end in range(1, len(word) + 1):
        at = terminal.send(word[end - 1])
        wait_for_answer(terminal)
        screens = terminal.replay()
        if not screens or not product.search_typed(screens[-1][1], word[:end]):
            raise NotMeasuredError(f"{word[:end]!r} is not in the search line")
        last = screens[-1][1]
        papers = product.papers_shown(last)
        shown = next(
            time
            for time, lines in screens
            if product.search_typed(lines, word[:end]) and product.papers_shown(lines) == papers
        )
        complete = next(
            time for n, (time, _) in enumerate(screens) if all(lines == last for _, lines in screens[n:])
        )
        yield shown - at, complete - at
    erase(terminal, word)


def _typed_into_fzf(bench: Workbench, archive: Archive) -> Sample | None:
    peer = peers.fzf(bench, archive)
    if peer is None:
        return None
    times: list[float] = []
    with Terminal(peer.command, environment(bench.home())) as terminal:
        terminal.wait_for(peer.shown, "fzf")
        for word in _WORDS:
            times += [terminal.press(letter, quiet=0.3) * 1000 for letter in word]
            terminal.send("\x15")
            sleep(0.5)
    return Sample(tuple(times), "ms")
