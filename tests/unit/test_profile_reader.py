"""Mistakes in a profile are told with their line and what to write instead."""

from pathlib import Path

import pytest

from digest_parsers.formats.profiles.reader import ProfileError, parse_profile, read_profile
from digest_parsers.formats.profiles.schema import DayFrom, Markup, Unit

GOOD = """\
about: An invented format
files:
  path: '{date}*.md'
  first_lines: ['# Boats {any}', ['## {title}', '### {title}']]
  ignore: README.md
  priority: 70
paper:
  starts: '## [{title}]({url})'
day:
  - heading: '# Boats {date}'
  - path: '{date}*.md'
  - file_time
labels:
  tldr: [In short, 简而言之]
score:
  scale: 5
  words: {good: 5}
authors: {separator: ' & '}
"""


def test_a_profile_says_what_a_file_looks_like() -> None:
    profile = parse_profile(GOOD, Path("boats.yaml"))
    assert (profile.name, profile.unit, profile.markup) == ("boats", Unit.LINES, Markup.MARKDOWN)
    assert [rule.place for rule in profile.days] == [DayFrom.HEADING, DayFrom.PATH, DayFrom.FILE_TIME]
    assert [len(group) for group in profile.files.first_lines] == [1, 2]
    assert profile.labels.key("**简而言之**：") == "tldr"
    assert profile.labels.key("Motivation") == "motivation"
    assert (profile.score.scale, profile.score.words, profile.authors.separator) == (5, {"good": 5}, " & ")
    assert profile.files.priority == 70


#: What is replaced in the good profile, by what, and the line, words and cure of the error.
MISTAKES = [
    ("files:", "fils:", 2, "there is no key fils", "did you mean files?"),
    ("first_lines:", "first_line:", 4, "there is no key files.first_line", "did you mean first_lines?"),
    ("starts:", "start:", 8, "there is no key paper.start", "did you mean starts?"),
    ("  starts: '## [{title}]({url})'\n", "  ends: '---'\n", 7, "does not say what a paper is", "starts"),
    ("## [{title}]({url})", "## {title}{url}", 8, "something between", ""),
    ("heading: '# Boats {date}'", "heading: '# Boats'", 10, "does not say where the day is", "{date}"),
    ("heading:", "headings:", 10, "there is no key day.headings", "did you mean heading?"),
    ("priority: 70", "priority: high", 6, "high is not a number", ""),
    ("priority: 70", "priority: 700", 6, "700 is out of range", "0 to 100"),
    ("about: An invented format", "markup: markdwn", 1, "markdwn is not known", "did you mean markdown?"),
    ("about: An invented format", "markup: json", 7, "papers of json are items", "items goes with"),
    ("about: An invented format", "counts: papers", 1, "papers counts nothing", "{count} or {total}"),
    ("about: An invented format", "category: {heading: '# {name}'}", 1, "has no {category}", "{category}"),
    ("about: An invented format", "about: ''", 1, "has no value", "leave the line out"),
    ("about: An invented format", "lines: []", 1, "is an empty list", "leave the line out"),
    ("labels:", "labels: [", 15, "expected", ""),
    ("paper:\n  starts: '## [{title}]({url})'\n", "", 1, "the key paper is missing", "paper: {starts:"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "cause", "cure"), MISTAKES)
def test_a_mistake_is_told_with_line_and_cure(old: str, new: str, line: int, cause: str, cure: str) -> None:
    assert old in GOOD
    with pytest.raises(ProfileError) as caught:
        parse_profile(GOOD.replace(old, new, 1), Path("boats.yaml"))
    error = caught.value
    assert (error.line, str(error.path)) == (line, "boats.yaml")
    assert cause in error.cause
    assert cure in error.cure


@pytest.mark.parametrize(
    "text", ["", "- a list", "just words", "files: {path: '*.md'}", "paper: {file: yes}"]
)
def test_what_is_no_profile_is_refused(text: str) -> None:
    with pytest.raises(ProfileError) as caught:
        parse_profile(text, Path("boats.yaml"))
    assert caught.value.line == 1
    assert caught.value.cure


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="cannot be read"):
        read_profile(tmp_path / "none.yaml")
    (tmp_path / "bad.yaml").write_bytes(b"about: x\nname: \xff")
    with pytest.raises(ProfileError, match=r"bad\.yaml:2: is not UTF-8 text"):
        read_profile(tmp_path / "bad.yaml")
