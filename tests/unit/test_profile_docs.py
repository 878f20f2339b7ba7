"""The example that tells how a profile is written is one."""

import re
from pathlib import Path

import pytest

from digest_parsers import own_profiles
from digest_parsers.formats.profiles import reader
from digest_parsers.formats.profiles.schema import DayFrom, Markup
from digest_parsers.load import load_text

_PAGE = (Path(__file__).parents[2] / "docs" / "profiles.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", _PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_is_read_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "boats.yaml").write_text(block("yaml"), encoding="utf-8")
    monkeypatch.setattr(own_profiles._Place, "find", lambda: tmp_path)
    loaded = load_text(block("markdown"), "/home/ann/boats/2026-01-05.md")
    assert loaded.format == "boats"
    (digest,) = loaded.digests
    assert str(digest.day) == "2026-01-05"
    assert [(one.title, one.authors, one.score) for one in digest.entries] == [
        ("Paper Boats [Draft]", ("Ann Author", "Ben Byline"), 80),
        ("Folding $O(n)$ Hats", ("Cy Coauthor",), 40),
    ]
    assert {one.primary_category for one in digest.entries} == {"Sailing"}
    keys = [[part.key for part in one.sections] for one in digest.entries]
    assert keys == [["tldr", "motivation"], ["tldr", "carbon footprint"]]
    assert [one.code for one in loaded.diagnostics] == ["placeholder-summary"]


def test_every_key_and_choice_is_told(tmp_path: Path) -> None:
    told = set(re.findall(r"^\| `([a-z_.]+)`", _PAGE, re.MULTILINE))
    with pytest.raises(reader.ProfileError) as caught:
        reader.parse_profile("zzzzzz: x", tmp_path / "x.yaml")
    keys = set(caught.value.cure.removeprefix("one of: ").split(", "))
    assert keys - {"name"} == {key.partition(".")[0] for key in told}
    assert all(f"`{one}`" in _PAGE for one in Markup)
    assert all(f"`{one}" in _PAGE for one in DayFrom)
