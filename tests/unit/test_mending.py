"""Repairing files: byte for byte when clean, line for line when damaged, and nothing overwritten."""

import os
from pathlib import Path

import pytest

import written
from digest_parsers.errors import EncodingError, SourceError
from digest_tui import mending
from digest_tui.mending import mend, replace, write_into

CLEAN = written.daily_report("2602.10000")
DAMAGED = written.mojibake(CLEAN)


def file(folder: Path, data: bytes, name: str = "a.md") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        CLEAN.encode(),
        CLEAN.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + CLEAN.encode(),
        b"no end",
    ],
)
def test_a_clean_file_comes_out_byte_for_byte(data: bytes, tmp_path: Path) -> None:
    mended = mend(file(tmp_path, data))
    assert (mended.data, mended.changed, mended.notes) == (data, False, ())


def test_a_damaged_file_comes_out_line_for_line(tmp_path: Path) -> None:
    mended = mend(file(tmp_path, DAMAGED.encode()))
    lines = mended.data.decode().split("\n")
    assert mended.changed
    assert len(lines) == len(CLEAN.split("\n"))
    assert lines[0] == CLEAN.split("\n")[0]
    assert (mended.repair.kind, mended.repair.damaged > 0) == ("cp1254-lossy", True)


def test_another_encoding_comes_out_as_utf8_and_is_told(tmp_path: Path) -> None:
    mended = mend(file(tmp_path, CLEAN.encode("gb18030")))
    assert mended.data.decode() == CLEAN
    assert mended.notes == ("brought from gb18030 to utf-8",)


def test_broken_bytes_are_told(tmp_path: Path) -> None:
    mended = mend(file(tmp_path, CLEAN.encode() + b"\xff"))
    assert mended.data.decode() == CLEAN + "\ufffd"
    assert mended.notes


@pytest.mark.parametrize("marks", [True, False])
def test_doubtful_characters_are_marked_when_asked(
    marks: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from digest_parsers.model import DOUBT_MARK, RepairReport
    from digest_parsers.repair import Repaired

    def guessed(text: str, *, marks: bool) -> Repaired:
        return Repaired(text + "虚构" + DOUBT_MARK * marks, RepairReport("invented", 2, 2, 1))

    monkeypatch.setattr(mending, "repair", guessed)
    mended = mend(file(tmp_path, b"text "), marks=marks)
    assert mended.data.decode() == ("text 虚⟦构⟧" if marks else "text 虚构")


def test_what_is_no_text_is_told_with_its_path(tmp_path: Path) -> None:
    path = file(tmp_path, bytes(range(256)) * 40)
    with pytest.raises(EncodingError) as caught:
        mend(path)
    assert caught.value.path == path
    with pytest.raises(SourceError):
        mend(tmp_path / "no such file")


def test_a_file_is_replaced_and_the_damaged_one_kept(tmp_path: Path) -> None:
    path = file(tmp_path, DAMAGED.encode())
    path.chmod(0o640)
    mended = mend(path)
    kept = replace(path, mended)
    assert kept == tmp_path / "a.md.bak"
    assert kept.read_bytes() == DAMAGED.encode()
    assert path.read_bytes() == mended.data
    assert [one.stat().st_mode & 0o777 for one in (path, kept)] == [0o640, 0o640]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_clean_file_is_left_alone(tmp_path: Path) -> None:
    path = file(tmp_path, CLEAN.encode())
    before = path.stat()
    assert replace(path, mend(path)) is None
    assert path.stat() == before
    assert len(list(tmp_path.iterdir())) == 1


def test_a_kept_file_is_never_overwritten(tmp_path: Path) -> None:
    path = file(tmp_path, DAMAGED.encode())
    file(tmp_path, b"kept", "a.md.bak")
    with pytest.raises(SourceError, match=r"a\.md\.bak: cannot be written: File exists \(move it away first"):
        replace(path, mend(path))
    assert path.read_bytes() == DAMAGED.encode()
    assert (tmp_path / "a.md.bak").read_bytes() == b"kept"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = file(tmp_path / "real", DAMAGED.encode())
    link = tmp_path / "link.md"
    link.symlink_to(real)
    replace(link, mend(link))
    assert link.is_symlink()
    assert (tmp_path / "real" / "a.md.bak").read_bytes() == DAMAGED.encode()


def test_a_failed_replacement_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(old: Path, new: Path) -> None:
        raise OSError(28, "No space left on device")

    path = file(tmp_path, DAMAGED.encode())
    mended = mend(path)
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(SourceError, match="No space left on device"):
        replace(path, mended)
    assert path.read_bytes() == DAMAGED.encode()
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def test_files_are_written_into_another_folder(tmp_path: Path) -> None:
    path = file(tmp_path, DAMAGED.encode())
    mended = mend(path)
    target = write_into(tmp_path / "out" / "deep", path, mended)
    assert target.read_bytes() == mended.data
    with pytest.raises(SourceError, match="File exists"):
        write_into(tmp_path / "out" / "deep", path, mended)
    assert len(list(target.parent.iterdir())) == 1
    with pytest.raises(SourceError, match="cannot be written"):
        write_into(path, path, mended)
