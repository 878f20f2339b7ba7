"""The archives that are measured on: one of 184 digests and one ten times as large, outside the project."""

import re
import shutil
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench import synthetic

TIMES = 10
_SHARED = Path(__file__).parents[3] / "shared" / "corpus"
#: A link to a paper, up to the year of its id.
_YEAR_OF_ID = re.compile(rb"(?<=arxiv\.org/abs/)(\d\d)(?=\d\d\.\d{4,5})")
_DAY = re.compile(r"(\d{4})(-\d\d-\d\d)")
#: Written last, so that an archive that was cut short is made again.
_COMPLETE = ".complete"


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of digests.

    Attributes:
        folder: Where it is.
        files: Its digests, the newest first.
        real: Whether they are real digests or invented ones.
    """

    folder: Path
    files: tuple[Path, ...]
    real: bool

    @property
    def size(self) -> int:
        """Bytes of all digests."""
        return sum(path.stat().st_size for path in self.files)

    def __str__(self) -> str:
        kind = "real" if self.real else "invented"
        return f"{len(self.files):,} {kind} digests, {self.size / 1e6:,.0f} MB"


def prepare(root: Path, *, invented: bool = False) -> Archive:
    """The archive of 184 digests, made in ``root`` unless it is there: real ones if we have them."""
    packed = next(iter(sorted(_SHARED.glob("*.tar.xz"))), None)
    real = packed is not None and not invented
    folder = root / ("real" if real else "invented")
    if not (folder / _COMPLETE).exists():
        _empty(folder)
        if packed is not None and real:
            _unpack(packed, folder)
        else:
            synthetic.write(folder)
        (folder / _COMPLETE).touch()
    return _archive(folder, real=real)


def multiply(one: Archive) -> Archive:
    """The archive with nine copies of it, each a year older, papers and all."""
    folder = one.folder.with_name(f"{one.folder.name}-x{TIMES}")
    if not (folder / _COMPLETE).exists():
        _empty(folder)
        for path in one.files:
            data = path.read_bytes()
            for years in range(TIMES):
                (folder / _older(path.name, years)).write_bytes(_with_older_ids(data, years))
        (folder / _COMPLETE).touch()
    return _archive(folder, real=one.real)


def linked(files: Iterable[Path], folder: Path) -> None:
    """Put files into a folder as hard links: one can be replaced there without harm to the archive."""
    _empty(folder)
    for path in files:
        (folder / path.name).hardlink_to(path)


def _older(name: str, years: int) -> str:
    return _DAY.sub(lambda found: f"{int(found[1]) - years}{found[2]}", name, count=1)


def _with_older_ids(data: bytes, years: int) -> bytes:
    return _YEAR_OF_ID.sub(lambda found: b"%02d" % ((int(found[1]) - years) % 100), data) if years else data


def _archive(folder: Path, *, real: bool) -> Archive:
    return Archive(folder, tuple(sorted(folder.glob("*.md"), reverse=True)), real)


def _empty(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)


def _unpack(packed: Path, folder: Path) -> None:
    """All digests of the packed archive, side by side in one folder."""
    with tarfile.open(packed) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.name.endswith(".md") else None
            if content is not None:
                (folder / Path(member.name).name).write_bytes(content.read())
