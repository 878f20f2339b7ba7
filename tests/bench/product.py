"""Everything that the benchmark knows of the reader: when it changes, this is the module to adapt.

What runs the whole program is told by its screen and its keys; the rest goes through the public names of the
two packages. (What runs in a process of its own, :mod:`bench.probed_app` and :mod:`bench.list_app`, knows one
widget each.)
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.archives import Archive
from digest_parsers.cache import DigestCache
from digest_parsers.library import Library
from digest_parsers.load import load_file
from digest_parsers.query import parse_query
from digest_parsers.search import SearchIndex
from digest_tui.gathering import SCREENFUL
from digest_tui.session import Session

#: Days that must stand in the day list with their counts before a frame is useful.
_DAYS_SHOWN = 10
#: How much of a title has room in the list and on the first line of the page.
_TITLE_SEEN = 16

# --- the program


def command(folder: Path) -> list[str]:
    """The command line that opens a folder."""
    return [sys.executable, "-m", "digest_tui", str(folder)]


def probed_command(folder: Path, *, log: Path | None = None, empty_page: bool = False) -> list[str]:
    """The same program started by a script that watches its event loop, or keeps its page empty.

    Args:
        folder: What to open.
        log: Where to write what held the loop (:mod:`bench.loop_monitor`).
        empty_page: Whether the page stays empty, to tell what a move costs without it.
    """
    options = [f"--log={log}"] if log else []
    options += ["--empty-page"] if empty_page else []
    return [sys.executable, "-m", "bench.probed_app", *options, str(folder)]


# --- keys

NEXT_PAPER, SEARCH, OTHER_SCOPE, RELOAD = "j", "/", "\t", "R"

# --- what is on the screen


@dataclass(frozen=True, slots=True)
class Expected:
    """What a useful first frame of an archive shows.

    Attributes:
        title: The beginning of the title of the newest day's first paper.
        days: The newest days with the number of distinct papers of each.
    """

    title: str
    days: tuple[tuple[date, int], ...]

    def is_shown(self, lines: list[str]) -> bool:
        """Whether days with counts, the papers of the newest day and the page of its first are there."""
        text = "\n".join(lines)
        return text.count(self.title) >= 2 and all(
            re.search(rf"(?m)^\W*{day.day} {day:%a}\b[^│\n]* {papers}\b[^│\n]*│", text)
            for day, papers in self.days
        )


def expected(archive: Archive) -> Expected:
    """What the first frame must show of an archive, told from its newest digests."""
    library = Library()
    for path in archive.files[:_DAYS_SHOWN]:
        library.add(load_file(path))
    days = library.days()
    title = library.appearances_of(days[0].day)[0].entry.title
    return Expected(title[:_TITLE_SEEN], tuple((one.day, one.papers) for one in days if one.day is not None))


def has_read_all(lines: list[str]) -> bool:
    """Whether nothing is being read any more."""
    return "papers" in lines[0] and "⟳" not in lines[0]


def searches_everywhere(lines: list[str]) -> bool:
    """Whether the search line is open and a search has been made through all days."""
    return lines[-2].lstrip().startswith("/") and "found · all days" in lines[-2]


def search_typed(lines: list[str], text: str) -> bool:
    """Whether the search line shows this text."""
    return re.match(rf"\s*/{re.escape(text)}(\s|$)", lines[-2]) is not None


#: What the scroll bar at the end of a row is drawn with. It shrinks with each paper that is found below.
_THUMB = " ▁▂▃▄▅▆▇█"


def papers_shown(lines: list[str]) -> list[str]:
    """The rows of the list of papers, without its scroll bar."""
    columns = (line.split("│") for line in lines[2:-2])
    return [cells[1].rstrip(_THUMB) for cells in columns if len(cells) > 2]


# --- reading and searching without a screen


def parse(path: Path) -> int:
    """Read one digest as the reader does; how many entries it has."""
    return sum(len(digest.entries) for digest in load_file(path).digests)


class Searcher:
    """A library that has been read and indexed, ready to be searched."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._session = Session()
        with TemporaryDirectory() as folder:  # what is open stays open
            cache = DigestCache(Path(folder), ())
            self._session.add(files := [cache.keep(load_file(path)) for path in paths])
            cache.finish(file.path for file in files)
        self._session.settle()
        self._digests = self._session.library.digests()
        self.hits("warming")

    def hits(self, query: str) -> int:
        """How many entries a query finds, by a search through everything that remembers no other."""
        return sum(self._found(query))

    def screenful(self, query: str) -> int:
        """How many entries a search has found when it can show a screenful, or when it is through."""
        found = 0
        for more in self._found(query):
            found += more
            if found >= SCREENFUL:
                break
        return found

    def _found(self, query: str) -> Iterator[int]:
        parsed = parse_query(query, sections=self._session.section_keys())
        return (len(one.entries) for one in SearchIndex().search(parsed, self._digests, self._session))


# --- what is looked for, and what is changed


def with_new_title(data: bytes, title: str) -> bytes:
    """The digest with another title for its first paper."""
    changed, found = re.subn(rb"(?m)^(### \[1\] \[).*?(?=\]\()", rb"\g<1>" + title.encode(), data, count=1)
    if not found:
        raise ValueError("the digest has no first paper to rename")
    return changed


def other_queries() -> Iterator[tuple[str, str]]:
    """What only the reader can be asked: a name and the query."""
    yield "expression", "/diffus(ion|ive)/"
    yield "expression in titles", "title:/^on /"
    yield "any spelling of Chinese", "variants:on 強化學習"


def queries() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The fixed set of 20: a name, the query, and what ripgrep is given for it."""
    yield "one letter, rare", "z", ("z",)
    yield "one letter, common", "e", ("e",)
    yield "common word", "learning", ("learning",)
    yield "word", "diffusion", ("diffusion",)
    yield "beginning of a word", "transf", ("transf",)
    yield "rarer word", "annealing", ("annealing",)
    yield "rare word", "hydrology", ("hydrology",)
    yield "absent word", "xylophonist", ("xylophonist",)
    yield "two words", "graph attention", ("graph", "attention")
    yield "three words", "retrieval augmented generation", ("retrieval", "augmented", "generation")
    yield "phrase", '"reinforcement learning"', ("reinforcement learning",)
    yield "rare phrase", '"quantum annealing"', ("quantum annealing",)
    yield "without a word", "segmentation -medical", ("segmentation",)
    yield "in titles", "title:diffusion", ("diffusion",)
    yield "in authors", "author:wang", ("wang",)
    yield "in abstracts", "abstract:robust", ("robust",)
    yield "Chinese, 1 character", "图", ("图",)
    yield "Chinese, 2 characters", "模型", ("模型",)
    yield "Chinese, 2 characters, rare", "火山", ("火山",)
    yield "Chinese, 4 characters", "强化学习", ("强化学习",)
