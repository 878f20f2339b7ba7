"""The archives that the benchmark measures on."""

from functools import partial
from pathlib import Path

import pytest

from bench import archives, synthetic
from bench.archives import Archive
from digest_parsers.load import load_file
from digest_parsers.model import Digest


def invented(folder: Path, digests: int = 6) -> Archive:
    folder.mkdir()
    synthetic.write(folder, digests)
    return Archive(folder, tuple(sorted(folder.glob("*.md"), reverse=True)), real=False)


def read(archive: Archive) -> list[Digest]:
    files = [load_file(path) for path in archive.files]
    assert not [one for file in files for one in file.diagnostics]
    return [digest for file in files for digest in file.digests]


def test_an_invented_archive_reads_without_a_complaint(tmp_path: Path) -> None:
    archive = invented(tmp_path / "a")
    digests = read(archive)
    assert [str(one.day) for one in digests] == [path.stem for path in archive.files]
    assert all(26 <= len(one.entries) <= 532 for one in digests)
    assert all(
        entry.title and entry.authors and len(entry.sections) == 6 for one in digests for entry in one.entries
    )


def test_papers_come_again_on_later_days_with_other_summaries(tmp_path: Path) -> None:
    by_id: dict[str, list[str]] = {}
    for digest in read(invented(tmp_path / "a")):
        assert len({entry.arxiv_id for entry in digest.entries}) == len(digest.entries)
        for entry in digest.entries:
            by_id.setdefault(entry.arxiv_id, []).append(entry.sections[0].text)
    again = [texts for texts in by_id.values() if len(texts) > 1]
    assert len(by_id) / 20 < len(again) < len(by_id) / 2
    assert all(len(set(texts)) == len(texts) for texts in again)


def test_an_entry_is_about_as_long_as_a_real_one(tmp_path: Path) -> None:
    archive = invented(tmp_path / "a")
    entries = sum(len(one.entries) for one in read(archive))
    assert 2_400 < archive.size / entries < 3_200


def test_the_same_seed_gives_the_same_archive(tmp_path: Path) -> None:
    one, other = invented(tmp_path / "a", 2), invented(tmp_path / "b", 2)
    assert [path.read_bytes() for path in one.files] == [path.read_bytes() for path in other.files]


def test_the_tenfold_archive_has_ten_years_of_papers_that_are_distinct(tmp_path: Path) -> None:
    one = invented(tmp_path / "a", 2)
    ten = archives.multiply(one)
    digests = read(ten)
    assert sorted({one.day.year for one in digests if one.day}) == list(range(2017, 2027))
    assert len(digests) == 20
    distinct = {entry.arxiv_id for digest in digests for entry in digest.entries}
    assert len(distinct) == 10 * len({entry.arxiv_id for digest in digests[:2] for entry in digest.entries})
    assert ten.size == 10 * one.size


def test_an_archive_is_made_once_and_again_when_it_was_cut_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(synthetic, "write", partial(synthetic.write, digests=2))
    one = archives.prepare(tmp_path, invented=True)
    stamps = [path.stat().st_mtime_ns for path in one.files]
    again = archives.prepare(tmp_path, invented=True)
    assert [path.stat().st_mtime_ns for path in again.files] == stamps
    (one.folder / ".complete").unlink()
    one.files[0].write_text("cut sh", "utf-8")
    assert archives.prepare(tmp_path, invented=True).files[0].stat().st_size > 1000


def test_a_linked_file_can_be_replaced_without_harm(tmp_path: Path) -> None:
    one = invented(tmp_path / "a", 1)
    before = one.files[0].read_bytes()
    archives.linked(one.files, tmp_path / "b")
    other = tmp_path / "b" / one.files[0].name
    assert other.read_bytes() == before
    new = tmp_path / "new"
    new.write_text("another", "utf-8")
    new.replace(other)
    assert one.files[0].read_bytes() == before
