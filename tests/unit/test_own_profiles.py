"""The user's own profiles: asked first, read anew when they change, and told when they are wrong."""

import os
from pathlib import Path

import pytest

from digest_parsers import own_profiles
from digest_parsers.cache.stamp import version
from digest_parsers.formats import profiles
from digest_parsers.load import load_text
from digest_tui import launch

PROFILE = """\
about: Boats by hand
files:
  first_lines: '# Boats of {date}'
day: [heading: '# Boats of {date}']
paper: {starts: '## {title}'}
labels: {tldr: [In short]}
"""
BOATS = "# Boats of 2026-01-05\n\n## Paper Boats\nIn short: they float.\nhttps://arxiv.org/abs/2601.00001\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(own_profiles._Place, "find", own_profiles._Place.find)  # set back afterwards
    own_profiles.use_folder(lambda: tmp_path)
    return tmp_path


def keep(folder: Path, text: str, seconds: int = 0) -> None:
    path = folder / "boats.yaml"
    path.write_text(text, encoding="utf-8")
    os.utime(path, (seconds, seconds))


def test_without_profiles_of_their_own_nothing_is_asked_before_the_formats(folder: Path) -> None:
    assert profiles.own() == profiles.Shelf()
    own_profiles.use_folder(lambda: folder / "nowhere")
    assert profiles.own() == profiles.Shelf()
    assert load_text(BOATS, "boats.md").format == "generic"


def test_the_users_profile_reads_what_it_is_for(folder: Path) -> None:
    keep(folder, PROFILE)
    loaded = load_text(BOATS, "boats.md")
    assert (loaded.format, str(loaded.digests[0].day)) == ("boats", "2026-01-05")
    (entry,) = loaded.digests[0].entries
    assert entry.arxiv_id == "2601.00001"
    assert [(one.key, one.text) for one in entry.sections] == [
        ("tldr", "they float.\nhttps://arxiv.org/abs/2601.00001")
    ]


def test_it_is_asked_before_the_formats_that_are_built_in(folder: Path) -> None:
    text = "# arXiv AI 论文日报 | 2026-01-05\n## [1. Boats](https://arxiv.org/abs/2601.00001)\n"
    assert load_text(text, "x.md").format == "daily-report"
    keep(folder, PROFILE.replace("# Boats of {date}", "# arXiv {any} | {date}"))
    assert load_text(text, "x.md").format == "boats"


def test_papers_may_be_blocks_between_rules(folder: Path) -> None:
    keep(folder, "files: {path: boats.md}\npaper: {starts: '---'}\n")
    block = (
        "---\n**Title**: Boats: {0}\n**Link**: https://arxiv.org/abs/2601.0000{0}\n\n**Abstract**: It {0}.\n"
    )
    (digest,) = load_text("".join(map(block.format, (1, 2))), "boats.md").digests
    assert [(one.title, one.arxiv_id) for one in digest.entries] == [
        ("Boats: 1", "2601.00001"),
        ("Boats: 2", "2601.00002"),
    ]


def test_a_note_may_say_everything_in_its_front_matter(folder: Path) -> None:
    keep(folder, "files: {path: boats.md}\npaper: {file: yes}\nday: [front_matter: date]\n")
    front = (
        "title: Boats: a colon\ndate: 2026-01-05\nauthors: [Ann, Ben]\nlink: https://arxiv.org/abs/2601.00001"
    )
    (digest,) = load_text(f"---\n{front}\n---\nThey float.\n", "boats.md").digests
    (entry,) = digest.entries
    assert (str(digest.day), entry.title, entry.arxiv_id) == ("2026-01-05", "Boats: a colon", "2601.00001")
    assert entry.authors == ("Ann", "Ben")
    assert [one.text for one in entry.sections] == ["They float."]


def test_a_change_is_seen_by_the_next_reading_and_by_the_cache(folder: Path) -> None:
    without = version()
    keep(folder, PROFILE)
    first = version()
    assert load_text(BOATS, "boats.md").format == "boats"
    keep(folder, PROFILE.replace("Boats of", "Hats of"), seconds=5)
    assert load_text(BOATS, "boats.md").format == "generic"
    assert len({without, first, version()}) == 3


def test_a_mistake_in_one_is_told_and_the_others_are_used(folder: Path) -> None:
    keep(folder, PROFILE)
    (folder / "hats.yml").write_text("files: {path: x}\npapr: {file: yes}\n", encoding="utf-8")
    assert [one.name for one in profiles.own().formats] == ["boats"]
    (error,) = profiles.own().errors
    assert error.one_line() == f"{folder / 'hats.yml'}:2: there is no key papr (did you mean paper?)"
    assert launch._wrong_profiles() == [f"profile not used: {error.one_line()}"]
