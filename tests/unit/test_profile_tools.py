"""``digest-tui formats``: what there is, whether a profile is understood, and a draft of one."""

from datetime import date
from pathlib import Path

import pytest

from digest_parsers.formats import HEAD, profiles
from digest_parsers.formats.drafting import draft
from digest_parsers.formats.profiles.format import ProfileFormat
from digest_parsers.formats.profiles.reader import parse_profile
from digest_tui.cli import main

FORKS = Path(__file__).parents[1] / "data" / "forks"
SAMPLES = sorted(path for path in FORKS.rglob("*") if path.is_file())
#: What has no paper that a draft could begin with: no id of arXiv, pages, feeds and Python's values.
BEYOND_DRAFTS = {"index.md", "cs.CL.xml", "papers.jsonl", "2026-01-05.html"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    own = tmp_path / "config" / "digest-tui" / "formats"
    own.mkdir(parents=True)
    return own


def test_all_formats_are_listed_with_where_they_are_from(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "boats.yaml").write_text(
        "about: Boats\nfiles: {path: boats.md}\npaper: {starts: '## {title}'}\n", encoding="utf-8"
    )
    assert main(["formats"]) == 0
    said = capsys.readouterr()
    rows = [line.split(maxsplit=2) for line in said.out.splitlines()]
    assert rows[0] == ["boats", str(home / "boats.yaml"), "Boats"]
    assert {row[0] for row in rows} >= {
        "daily-report",
        "generic",
        *(one.name for one in profiles.shipped().formats),
    }
    assert said.err == ""


def test_what_is_wrong_with_a_profile_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "boats.yaml").write_text("files: {pth: boats.md}\n", encoding="utf-8")
    assert main(["formats", "list"]) == 1
    assert (
        f"{home / 'boats.yaml'}:1: there is no key files.pth (did you mean path?)" in capsys.readouterr().err
    )
    assert main(["formats", "check", str(home / "boats.yaml")]) == 2


def test_a_profile_is_shown_as_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["formats", "show", "keyword-tables"]) == 0
    shown = capsys.readouterr().out
    assert parse_profile(shown, Path("keyword-tables.yaml")).name == "keyword-tables"
    assert main(["formats", "show", "daily-report"]) == 2
    assert "daily-report is built in" in capsys.readouterr().err
    assert main(["formats", "show", "boats"]) == 2
    assert main(["formats", "show"]) == 2


def test_a_profile_is_checked_against_a_digest(capsys: pytest.CaptureFixture[str]) -> None:
    profile = Path(profiles.__file__).parent / "new-and-replaced.yaml"
    sample = next(path for path in SAMPLES if path.name == "boats.md" and "new-and" in str(path))
    assert main(["formats", "check", str(profile), str(sample)]) == 0
    said = capsys.readouterr().out
    for told in ("nothing is wrong", "2 papers", "day 2026-01-05 (path)", "new 1, replaced 1", "abstract 1"):
        assert told in said
    assert main(["formats", "check", str(profile), str(Path(__file__))]) == 0
    assert "is not for this profile" in capsys.readouterr().out


def test_a_draft_can_be_saved_as_it_is(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = FORKS / "freeform-digest" / "2026-01-05-daily-digest.md"
    assert main(["formats", "new", str(sample)]) == 0
    said = capsys.readouterr()
    assert "reads 2 papers from" in said.err
    (home / "drafted.yaml").write_text(said.out, encoding="utf-8")
    assert main(["check", str(sample)]) == 0
    assert "drafted" in capsys.readouterr().out


@pytest.mark.parametrize(
    "sample",
    [path for path in SAMPLES if path.name not in BEYOND_DRAFTS],
    ids=lambda path: str(path.relative_to(FORKS)),
)
def test_a_draft_reads_the_papers_of_its_sample(sample: Path) -> None:
    lines = sample.read_text(encoding="utf-8").split("\n")
    drafted = ProfileFormat(parse_profile(draft(lines, str(sample)).text, Path("draft.yaml")))
    assert drafted.recognises(lines[:HEAD], str(sample))
    found = [entry.arxiv_id for entry in drafted.parse(lines, str(sample)).entries]
    assert found
    assert found == ["2601.00001", "2601.00002"][: len(found)]


A, B = "https://arxiv.org/abs/2601.00001", "https://arxiv.org/abs/2601.00002"

#: Texts that no profile describes, and the pattern of papers that is to be drafted for them.
UNKNOWN = {
    "items with the link below": (
        f"# Boats of 2026-01-05\n## Sailing (2)\n- **Paper Boats**\n  - arXiv: {A}\n"
        f"- **Paper Hats**\n  - arXiv: {B}\n",
        "- **{title}**",
    ),
    "numbers and labels": (
        f"# Boats\n## Top\n1. **Title**: Paper Boats\n   **Link**: [x]({A})\n"
        f"2. **Title**: Paper Hats\n   **Link**: [x]({B})\n",
        "{number}. **Title**: {title}",
    ),
    "tags in front": (
        f"# Boats\n## Top\n### [Score: 9.0/10] Paper Boats\n- **Link:** {A}\n"
        f"### [Score: 8.0/10] Paper Hats\n- **Link:** {B}\n",
        "### [{any}] {title}",
    ),
    "links behind": (
        f"## On the folding of boats [arXiv:2601.00001]({A})\ntext\n"
        f"## On the folding of hats [arXiv:2601.00002]({B})\n",
        "## {title}[{any}]({url}){any}",
    ),
    "ids behind a label": (
        "# 日报 - 2026年1月5日\n## 1) Paper Boats\n- **arXiv**: 2601.00001 (cs.RO)\n"
        "## 2) Paper Hats\n- **arXiv**: 2601.00002 (cs.RO)\n## 结论\n无。\n",
        "## {number}) {title}",
    ),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_draft_begins_papers_where_their_links_say(name: str) -> None:
    text, starts = UNKNOWN[name]
    made = draft(text.split("\n"), "2026-01-05.md")
    assert f"    - '{starts}'" in made.text
    assert [entry.arxiv_id for entry in made.parsed.entries] == ["2601.00001", "2601.00002"]
    assert made.missing == ()
    assert all(claim.day == date(2026, 1, 5) for claim in made.parsed.claims)


def test_a_draft_says_what_it_does_not_read() -> None:
    text = f"# Boats\n## [Paper Boats]({A})\n## [Paper Oars]({A[:-1]}3)\n\nAnd then\n### Paper Hats\n\n{B}\n"
    made = draft(text.split("\n"), "boats.md")
    assert made.missing == (("2601.00002", 6),)
    assert made.text.endswith("# Not read yet, 1 of 3 papers: 2601.00002 (line 6)\n")


def test_a_draft_is_not_for_all_texts_with_headings() -> None:
    made = draft(f"# Boats of 2026-01-05\n## Paper Boats\n{A}\n## Paper Hats\n{B}\n".split("\n"), "a.md")
    drafted = ProfileFormat(parse_profile(made.text, Path("draft.yaml")))
    assert drafted.recognises(["# Boats of 2026-01-06", "## Paper Oars"], "b.md")
    assert not drafted.recognises(["# Kites of 2026-01-06", "## Paper Oars"], "b.md")


@pytest.mark.parametrize(
    "text", ["", "words", "{", "[", "[" * 5000, '{"a": 1}', "| Title |\n| --- |", "# x\n" * 9]
)
def test_a_draft_of_anything_is_a_profile(text: str) -> None:
    parse_profile(draft(text.split("\n"), "x.md").text, Path("draft.yaml"))
