"""The programs that the reader is measured against, each fed with the same papers."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import format_datetime
from html import escape
from pathlib import Path
from time import perf_counter

from bench import empty_app, list_app
from bench.archives import Archive
from bench.workbench import Workbench
from digest_parsers.load import load_file
from digest_parsers.model import Entry

Shown = Callable[[list[str]], bool]


@dataclass(frozen=True, slots=True)
class Peer:
    """A program in the terminal, and how one sees that it is there."""

    command: list[str]
    shown: Shown


def empty(*, bars: bool = False, log: Path | None = None) -> Peer:
    """An empty app of Textual."""
    options = [*(["--bars"] if bars else []), *([f"--log={log}"] if log else [])]
    wanted = [empty_app.SHOWN, *([empty_app.SHOWN_IN_FOOTER, "empty"] if bars else [])]

    def shown(lines: list[str]) -> bool:
        text = "\n".join(lines)
        return all(one in text for one in wanted)

    return Peer([sys.executable, "-m", "bench.empty_app", *options], shown)


def paper_list(rows: int, headings: int = 0) -> Peer:
    """Not a peer but a part of the reader: its list alone."""
    return Peer(
        [sys.executable, "-m", "bench.list_app", str(rows), str(headings)],
        lambda lines: any(list_app.SHOWN in line for line in lines),
    )


def ripgrep(needles: Iterable[str], folder: Path) -> float | None:
    """Seconds that ``rg -ciF`` takes to count the lines with any of the needles; None without ripgrep."""
    program = shutil.which("rg")
    if program is None:
        return None
    patterns = [part for needle in needles for part in ("-e", needle)]
    began = perf_counter()
    subprocess.run([program, "--no-config", "-ciF", *patterns, str(folder)], capture_output=True, check=False)
    return perf_counter() - began


def fzf(bench: Workbench, archive: Archive) -> Peer | None:
    """fzf over the titles of all entries, the newest first; None without it."""
    program = shutil.which("fzf")
    if program is None:
        return None
    titles = bench.root / f"{archive.folder.name}-titles.txt"
    count = 0
    with titles.open("w", encoding="utf-8") as out:
        for path in archive.files:
            for title in _titles(path):
                out.write(title + "\n")
                count += 1
    return Peer(
        ["sh", "-c", f"exec {program} --no-mouse < '{titles}'"],
        lambda lines: any(f"{count}/{count}" in line for line in lines),
    )


def newsboat(bench: Workbench, archive: Archive) -> Peer | None:
    """Newsboat with a feed a day, all fetched already; None without it."""
    program = shutil.which("newsboat")
    if program is None:
        return None
    folder = bench.root / f"{archive.folder.name}-newsboat"
    urls, cache, config = folder / "urls", folder / "cache.db", folder / "config"
    command = [program, "-u", str(urls), "-c", str(cache), "-C", str(config)]
    if not (folder / ".complete").exists():
        bench.say("newsboat takes in the same papers as RSS (once)")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        config.write_text("show-read-feeds yes\nsuppress-first-reload yes\n")
        urls.write_text("".join(f"file://{_feed(path, folder)}\n" for path in archive.files))
        subprocess.run([*command, "-x", "reload"], capture_output=True, check=True)
        (folder / ".complete").touch()
    return Peer(command, lambda lines: any(archive.files[0].stem in line for line in lines))


def _titles(path: Path) -> list[str]:
    return [entry.title for digest in load_file(path).digests for entry in digest.entries]


def _as_html(entry: Entry) -> str:
    return escape(escape("\n".join(section.text for section in entry.sections)))


def _feed(path: Path, folder: Path) -> Path:
    """One digest as RSS."""
    (digest,) = load_file(path).digests
    day = datetime.combine(digest.day, time(), UTC) if digest.day else datetime.now(UTC)
    items = "".join(
        f"<item><title>{escape(entry.title)}</title><guid>{path.stem}-{entry.arxiv_id}</guid>"
        f"<link>https://arxiv.org/abs/{entry.arxiv_id}</link><pubDate>{format_datetime(day)}</pubDate>"
        f"<description>{_as_html(entry)}</description></item>\n"
        for entry in digest.entries
    )
    feed = folder / f"{path.stem}.xml"
    head = f"<title>{path.stem}</title><link>https://arxiv.org</link><description>papers</description>"
    feed.write_text(
        f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>', "utf-8"
    )
    return feed
