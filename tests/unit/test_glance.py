"""Large files: junk is told from its beginning, digests are read whole."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from digest_parsers import load
from digest_parsers.glance import LARGE
from digest_parsers.load import load_file
from digest_parsers.source import read_bytes
from digest_text import InventedPaper, daily_enhanced, daily_jsonl, daily_report

_MORE = LARGE + 1


def _filled(text: str) -> bytes:
    data = text.encode("utf-8")
    return data * (_MORE // len(data) + 1)


def _digest(make: Callable[[list[InventedPaper]], str]) -> str:
    """A sound digest that is larger than any real one."""
    long = InventedPaper().sections | {"abstract": "words " * 20_000}
    return make([InventedPaper(f"2601.{number:05}", sections=long) for number in range(40)])


def _in_one_line(json_lines: str) -> str:
    return json.dumps([json.loads(line) for line in json_lines.split("\n") if line])


@pytest.fixture
def read_whole(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Lists the files that are read whole from now on."""
    read: list[Path] = []

    def noting(path: Path, limit: int) -> bytes:
        read.append(path)
        return read_bytes(path, limit)

    monkeypatch.setattr(load, "read_bytes", noting)
    return read


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("words.md", _filled("words that say nothing "), "not-a-digest"),
        ("lines.txt", _filled("words that\nsay nothing\n"), "not-a-digest"),
        ("wide.md", "\U0001f600".encode() + _filled("a"), "not-a-digest"),
        ("chinese.md", _filled("没有内容的文字\n"), "not-a-digest"),
        ("blank.md", _filled("\n"), "not-a-digest"),
        ("object.json", _filled('{"a": 1234.5678}'), "not-a-digest"),
        ("lines.jsonl", _filled('{"a": 1234.5678}\n'), "not-a-digest"),
        ("zeros.md", bytes(_MORE), "binary"),
        ("bytes.md", bytes(range(256)) * (_MORE // 256 + 1), "binary"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_large_junk_is_told_from_its_beginning(
    tmp_path: Path, read_whole: list[Path], name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    loaded = load_file(tmp_path / name)
    assert [one.code for one in loaded.diagnostics] == [code]
    assert read_whole == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2026-01-05.md", _digest(daily_report)),
        ("2026-01-05.md", _digest(daily_enhanced)),
        ("2026-01-05.jsonl", _digest(daily_jsonl)),
        (
            "2026-01-05.json",
            _in_one_line(_digest(daily_jsonl)),
        ),
    ],
    ids=["report", "enhanced", "jsonl", "json in one line"],
)
def test_a_large_digest_is_read_whole(tmp_path: Path, read_whole: list[Path], name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert path.stat().st_size > LARGE
    loaded = load_file(path)
    assert sum(len(digest.entries) for digest in loaded.digests) == 40
    assert read_whole == [path]


def test_a_large_damaged_digest_is_recognised(tmp_path: Path, read_whole: list[Path]) -> None:
    path = tmp_path / "2026-01-05.md"
    path.write_text(_digest(daily_report).encode("utf-8").decode("latin-1"), "utf-8")
    assert len(load_file(path).digests[0].entries) == 40
    assert read_whole == [path]


def test_a_file_over_the_limit_is_not_looked_at(tmp_path: Path, read_whole: list[Path]) -> None:
    path = tmp_path / "large.md"
    path.write_bytes(_filled("words"))
    assert [one.code for one in load_file(path, limit=LARGE).diagnostics] == ["too-large"]
