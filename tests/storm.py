"""A storm of kills: the real app in a pseudo-terminal, keys as fast as a hand can, SIGKILL at any instant.

What the screen had acknowledged before the kill (★ for a bookmark, no ● for a paper read) must be in the
stores afterwards, and both stores must be sound. ``make storm`` goes on until a thousand changes were
acknowledged, the tests until fifty were.

The app is imported once and forked for each round, so that a round takes a fraction of a second. The stores
are read here with nothing of the program's: the front matter with PyYAML, the database with sqlite3.
"""

import fcntl
import os
import pty
import random
import select
import signal
import sqlite3
import struct
import sys
import tempfile
import termios
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pyte
import yaml

from invented_files import Invented, daily_report

_SIZE = (24, 100)
_PAPERS = 12
#: Seconds after which a round that does not come up is given up; a limit, not a measurement.
_PATIENCE = 60.0


@dataclass
class Tally:
    """What the storm has done.

    Attributes:
        kills: How often the program was killed.
        unfinished: Kills at which not everything that was asked for was acknowledged yet.
        acknowledged: Changes that the screen had shown as saved.
        lost: Those of them that were not in the stores afterwards.
        unsound: What was wrong with a store after a kill.
    """

    kills: int = 0
    unfinished: int = 0
    acknowledged: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)

    def told(self) -> str:
        """The result, two lines."""
        total = sum(self.acknowledged.values())
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in sorted(self.acknowledged.items()))
        return (
            f"{self.kills:,} kills ({self.unfinished:,} in the middle of a change),"
            f" {total:,} changes acknowledged ({kinds})\n"
            f"{total - len(self.lost):,} of {total:,} survived, {len(self.unsound)} stores unsound\n"
        )


class _Round:
    """The app in a terminal of its own."""

    def __init__(self, library: Path, home: Path, run: Callable[[list[str]], int]) -> None:
        self.screen = pyte.Screen(_SIZE[1], _SIZE[0])
        self._stream = pyte.ByteStream(self.screen)
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            _become(home, library, run)
        _size(self._terminal)

    def read(self, seconds: float) -> bool:
        """Take in what the app paints for some time; False when it has ended."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([self._terminal], [], [], left)
            if not ready:
                return True
            try:
                data = os.read(self._terminal, 65536)
            except OSError:
                return False
            if not data:
                return False
            self._stream.feed(data)
        return True

    def wait_for(self, arrived: Callable[[list[str]], bool]) -> None:
        """Wait until something is on the screen."""
        end = time.monotonic() + _PATIENCE
        while not arrived(self.lines()):
            if not self.read(0.01) or time.monotonic() > end:
                raise AssertionError("the app did not come up:\n" + "\n".join(self.lines()))

    def send(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def kill(self) -> None:
        """SIGKILL, and everything that it had painted by then."""
        os.kill(self._pid, signal.SIGKILL)
        while self.read(1.0):
            pass
        os.close(self._terminal)
        os.waitpid(self._pid, 0)

    def lines(self) -> list[str]:
        rows, columns = range(self.screen.lines), range(self.screen.columns)
        return ["".join(self.screen.buffer[y][x].data for x in columns) for y in rows]

    def row(self, paper: str) -> str:
        """The paper's line in the list, left of the page; empty when it is not on the screen."""
        rows = (line.partition("│")[0] for line in self.lines())
        return next((row for row in rows if _title(paper) in row), "")

    def has(self, paper: str, change: str) -> bool:
        """Whether the screen shows a change as saved."""
        row = self.row(paper)
        return "★" in row if change == "b" else bool(row) and "●" not in row and "★" not in row


def _become(home: Path, library: Path, run: Callable[[list[str]], int]) -> NoReturn:
    """Makes the forked process the program, on the terminal that it has as its standard streams."""
    code = 1
    try:
        _size(0)
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            stream = os.fdopen(number, "w" if number else "r", encoding="utf-8")
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)  # the toolkit takes these
        os.environ.update(HOME=str(home), TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
        code = run([str(library)])
    finally:
        os._exit(code)


def _size(terminal: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *_SIZE, 0, 0))


def storm(changes: int, home: Path, run: Callable[[list[str]], int], seed: int = 1) -> Tally:
    """Kills the app again and again over the same stores.

    Args:
        changes: How many have to be acknowledged before the storm ends.
        home: An empty folder, which becomes the home of all rounds.
        run: Runs the program with arguments, in a process of its own.
        seed: Of the random instants.
    """
    settings = home / ".config" / "digest-tui" / "settings.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("mark_read_after: 0\n")
    chance, tally = random.Random(seed), Tally()
    kept: set[str] = set()
    read: set[str] = set()
    while sum(tally.acknowledged.values()) < changes:
        number = tally.kills
        papers = [f"26{1 + number // 800:02}.{number % 800 * _PAPERS + n + 1:04}0" for n in range(_PAPERS)]
        library = home / f"digests-{number}"
        library.mkdir()
        invented = [Invented(paper, _title(paper)) for paper in papers]
        (library / "2026-02-28.md").write_text(daily_report("2026-02-28", invented), encoding="utf-8")
        one = _Round(library, home, run)
        one.wait_for(lambda lines: sum("PAPER-" in line for line in lines) >= _PAPERS)
        asked = _press(one, papers, chance)
        one.kill()
        tally.kills += 1
        starred = {paper for paper in papers if one.has(paper, "b")}
        unmarked = {paper for paper in papers if one.has(paper, "r")}
        tally.acknowledged.update({"bookmarks": len(starred), "papers read": len(unmarked)})
        tally.unfinished += len(starred) + len(unmarked) < asked
        kept |= starred
        read |= unmarked
        in_files, in_database = _kept(home, tally), _read(home, tally)
        tally.lost += sorted((kept - in_files) | (read - in_database))
        kept &= in_files
        read &= in_database
    return tally


def _press(one: _Round, papers: list[str], chance: random.Random) -> int:
    """Bookmarks and marks papers up to the instant of the kill; how many changes.

    Half of the rounds type on without looking, the others wait for each change but the last.
    """
    blind, asked = chance.random() < 0.5, 0
    last = chance.randrange(len(papers))
    for number, paper in enumerate(papers[: last + 1]):
        key = chance.choice("br")  # not both: a star stands in the place of the dot
        one.send(key + "j")
        asked += 1
        if blind or number == last:
            one.read(chance.random() * 0.05)
        else:
            one.wait_for(lambda _, paper=paper, key=key: one.has(paper, key))  # type: ignore[misc]
    one.read(chance.random() * 0.05)
    return asked


def _title(paper: str) -> str:
    return f"PAPER-{paper.replace('.', '-')}"


def _kept(home: Path, tally: Tally) -> set[str]:
    """The ids of the bookmark files, each of which must be whole."""
    found = set()
    for path in (home / ".local" / "share" / "digest-tui" / "bookmarks").glob("*.md"):
        text = path.read_text("utf-8")
        front = yaml.safe_load(text.split("---\n")[1]) if text.startswith("---\n") else {}
        if front.get("id") == path.stem and "\n## Note\n" in text and text.endswith("\n"):
            found.add(path.stem)
        else:
            tally.unsound.append(f"{path.name} is not whole")
    return found


def _read(home: Path, tally: Tally) -> set[str]:
    """The papers that the database has as read."""
    path = home / ".local" / "state" / "digest-tui" / "reading.db"
    if not path.exists():
        return set()
    with closing(sqlite3.connect(path)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            tally.unsound.append(f"the database: {verdict}")
        if connection.execute("PRAGMA user_version").fetchone() == (0,):
            return set()
        return {paper for (paper,) in connection.execute("SELECT arxiv_id FROM reading")}


def main(changes: int) -> int:
    """Runs a storm and prints what has become of it; the exit code."""
    import digest_tui.launch  # noqa: F401 - once, and not in every round
    from digest_tui.cli import main as run

    with tempfile.TemporaryDirectory(prefix="storm-home-") as home:
        tally = storm(changes, Path(home), run)
    sys.stdout.write(tally.told())
    sys.stdout.writelines(f"lost: {paper}\n" for paper in tally.lost)
    sys.stdout.writelines(f"unsound: {what}\n" for what in tally.unsound)
    return 1 if tally.lost or tally.unsound else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
