"""``digest-tui search``: what it prints where, and what it ends with."""

import json
from pathlib import Path

import pytest

from digest_parsers import load
from digest_tui.cli import main
from invented_files import NEWEST, daily_report, mojibake, write_library

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_library(tmp_path / "digests")


Printed = pytest.CaptureFixture[str]


def test_a_paper_is_a_line_with_day_id_and_title(folder: Path, capsys: Printed) -> None:
    assert main(["search", "title:delta", str(folder)]) == 0
    said = capsys.readouterr()
    assert said.out.split("\n")[0].startswith("2026-01-0")
    day, arxiv_id, title = said.out.split("\n")[0].split("  ")[:3]
    assert (day, arxiv_id, title) == ("2026-01-05", "2601.00014", "Delta without change")
    assert said.err == ""


def test_the_line_that_matches_stands_below_when_it_is_not_the_title(folder: Path, capsys: Printed) -> None:
    assert main(["search", "疲劳", str(folder)]) == 0
    first, second, *_ = capsys.readouterr().out.split("\n")
    assert "Alpha: a reader for tired eyes" in first
    assert second.startswith("    ")
    assert "疲劳" in second
    assert "\x1b" not in second, "no colours where nobody looks"


def test_a_damaged_digest_is_searched_and_exported_as_it_was_before(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "a.md").write_text(mojibake(daily_report("2026-01-05", NEWEST)), "utf-8")
    for command in (["search", "强化学习"], ["export", "-q", "强化学习", "--format", "jsonl"]):
        assert main([*command, str(tmp_path)]) == 0
        told = capsys.readouterr().out
        assert "强化学习" in told
        assert mojibake("强化学习") not in told


def test_a_paper_of_several_days_is_there_once(folder: Path, capsys: Printed) -> None:
    assert main(["search", "--json", "eyes", str(folder)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.strip().split("\n")]
    assert len(rows) == len({row["arxiv_id"] for row in rows})
    (alpha,) = (row for row in rows if row["arxiv_id"] == "2601.00011")
    assert alpha["day"] == "2026-01-05"
    assert alpha["also_on"] == ["2026-01-03"]
    assert {"field": "title", "text": "Alpha: a reader for tired eyes"} in alpha["matches"]


def test_the_order_is_that_which_was_asked_for(folder: Path, capsys: Printed) -> None:
    assert main(["search", "--json", "score:>0 sort:score", str(folder)]) == 0
    scores = [json.loads(line)["score"] for line in capsys.readouterr().out.strip().split("\n")]
    assert len(scores) > 2
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("words", "code", "out"),
    [
        (["--count", "eyes"], 0, "1\n"),
        (["xylophonist"], 1, ""),
        (["xylophonist", "--count"], 1, "0\n"),
    ],
)
def test_exit_codes_and_counts(folder: Path, capsys: Printed, words: list[str], code: int, out: str) -> None:
    assert main(["search", *words, str(folder)]) == code
    assert capsys.readouterr().out == out


def test_a_query_may_begin_with_a_minus(folder: Path, capsys: Printed) -> None:
    assert main(["search", "--count", "--", "-eyes", str(folder)]) == 0
    assert int(capsys.readouterr().out) > 3


def test_the_limit_is_said(folder: Path, capsys: Printed) -> None:
    assert main(["search", "score:>0", str(folder), "--limit", "1"]) == 0
    said = capsys.readouterr()
    assert said.out.count("2601.") == 1
    assert "(--limit)" in said.err


def test_a_mistake_is_pointed_at(folder: Path, capsys: Printed) -> None:
    assert main(["search", "眼睛 score:x", str(folder)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    cause, query, sign = said.err.rstrip("\n").split("\n")
    assert "'x' is not a number (expected 35" in cause
    assert query == "  眼睛 score:x"
    assert sign == "  " + " " * len("eyes score:") + "^", "Chinese characters take two columns"


def test_what_looks_like_an_operator_is_remarked(folder: Path, capsys: Printed) -> None:
    assert main(["search", "--count", "alpha or beta", str(folder)]) == 1
    assert 'query: "or" is a word to be found; the operator is OR\n' in capsys.readouterr().err


def test_an_expression_that_takes_too_long_is_said(
    folder: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest_parsers.patterns.TIME_LIMIT", 0.0)
    monkeypatch.setattr("digest_parsers.patterns.Clock.left", _none_left)
    assert main(["search", "/alpha/", str(folder)]) == 1
    assert "digests left out" in capsys.readouterr().err


def _none_left(clock: object) -> float:
    from digest_parsers.patterns import SlowPatternError

    raise SlowPatternError


def test_what_was_read_once_is_not_read_again(
    folder: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["search", "eyes", str(folder)]) == 0
    first = capsys.readouterr().out
    monkeypatch.setattr(load, "load_file", lambda *_, **__: pytest.fail("a digest was read"))
    assert main(["search", "eyes", str(folder)]) == 0
    assert capsys.readouterr().out == first


def test_escapes_in_a_title_do_not_reach_the_terminal(tmp_path: Path, capsys: Printed) -> None:
    folder = write_library(tmp_path / "other")
    assert main(["search", "\x1b[31m", str(folder)]) == 1
    assert main(["search", "score:\x1b[31m", str(folder)]) == 2
    assert "\x1b" not in capsys.readouterr().err
