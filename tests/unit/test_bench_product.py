"""That the benchmark still knows the reader: its screen, its keys, and what it is asked without a screen.

When one of these fails, :mod:`bench.product` is to be adapted, or the benchmark would measure nothing.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import product, synthetic
from bench.archives import Archive
from bench.processes import bytes_read, cpu_time, private_memory, session_of
from bench.product import Searcher
from bench.terminal import Terminal, environment


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("digests")
    synthetic.write(folder, 10)
    return Archive(folder, tuple(sorted(folder.glob("*.md"), reverse=True)), real=False)


@pytest.fixture
def terminal(archive: Archive, tmp_path: Path) -> Iterator[Terminal]:
    with Terminal(product.command(archive.folder), environment(tmp_path)) as terminal:
        terminal.wait_for(product.has_read_all, "the end of the reading")
        terminal.wait_quiet(0.2)
        terminal.skip()
        yield terminal


def test_the_first_useful_frame_is_known_when_it_is_seen(archive: Archive, terminal: Terminal) -> None:
    expected = product.expected(archive)
    assert len(expected.days) == 10
    assert expected.is_shown(terminal.lines())
    assert not expected.is_shown(
        [line.replace(f"{expected.days[3][0]:%a}", "Xyz") for line in terminal.lines()]
    )
    assert not expected.is_shown([line.split("│")[0] for line in terminal.lines()])


def test_keys_do_what_the_benchmark_takes_them_for(archive: Archive, terminal: Terminal) -> None:
    before = terminal.lines()
    assert terminal.press(product.NEXT_PAPER) > 0
    terminal.skip()
    assert terminal.lines() != before
    terminal.send(product.SEARCH + product.OTHER_SCOPE + "learning")
    terminal.wait_for(product.searches_everywhere, "a search through all days")
    terminal.wait_for(lambda lines: product.search_typed(lines, "learning"), "the word")
    assert len(product.papers_shown(terminal.lines())) > 10


def test_a_changed_digest_is_shown_when_asked_for(archive: Archive, terminal: Terminal) -> None:
    newest = archive.files[0]
    before = newest.read_bytes()
    newest.write_bytes(product.with_new_title(before, "Changed it is"))
    terminal.send(product.RELOAD)
    terminal.wait_for(lambda lines: any("Changed it is" in line for line in lines), "the changed title")
    newest.write_bytes(before)


def test_what_the_program_uses_can_be_read(terminal: Terminal) -> None:
    assert terminal.pid in session_of(terminal.pid)
    assert private_memory(terminal.pid) > 1
    assert cpu_time(terminal.pid) > 0
    assert bytes_read(terminal.pid) > 10_000


def test_the_probed_reader_logs_what_holds_its_loop_and_can_keep_its_page_empty(
    archive: Archive, tmp_path: Path
) -> None:
    title = product.expected(archive).title
    log = tmp_path / "log"
    command = product.probed_command(archive.folder, log=log, empty_page=True)
    with Terminal(command, environment(tmp_path)) as terminal:
        terminal.wait_for(product.has_read_all, "the end of the reading")
        terminal.wait_quiet(0.2)
        terminal.skip()
        assert "\n".join(terminal.lines()).count(title) == 1
    assert log.read_text().count("\n") > 0


def test_each_query_is_understood_and_the_absent_word_is_absent(archive: Archive) -> None:
    searcher = Searcher(archive.files)
    hits = {query: searcher.hits(query) for _, query, _ in product.queries()}
    assert len(hits) == 20
    assert hits["xylophonist"] == 0
    assert hits["e"] == sum(product.parse(path) for path in archive.files)
    assert hits["强化学习"] > 0
    assert 0 < hits["title:diffusion"] < hits["diffusion"]
