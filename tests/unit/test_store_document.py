"""A bookmark's file: nothing of the entry is lost on the way there and back, and people may change it."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings

from digest_parsers.errors import DigestError
from digest_parsers.model import Appearance, Section
from digest_tui.store.document import compose, file_name, parse
from store_samples import NOW, appearance, appearances, entry

PATH = Path("/marks/2602.10000.md")


@settings(max_examples=150)
@given(appearances())
def test_an_entry_comes_back_as_it_went_in(kept: Appearance) -> None:
    mark = parse(compose(kept, NOW), PATH, 0)
    assert mark.entry == kept.entry
    assert mark.appearance.digest == kept.digest
    assert (mark.added, mark.note, mark.tags, mark.folder) == (NOW, "", (), "")


def test_the_file_reads_well_in_an_editor() -> None:
    text = compose(appearance(), NOW)
    assert text.startswith(
        '---\nschema: 1\nid: "2602.10000"\ntitle: "A Study of Studies: $O(n)$ [draft] 论文"\n'
    )
    assert '\nadded: "2026-02-28T09:30:00.123+00:00"\ntags: []\nfolder: ""\n' in text
    assert "\n---\n\n## Note\n\n<!-- digest-tui:" in text
    assert "\n## 一句话总结\n\n提出一种方法。\n" in text


def test_the_user_may_add_to_everything() -> None:
    text = compose(appearance(), NOW)
    text = text.replace("tags: []", "tags:\n  - to read\n  - 方法\nmine: {kept: yes}")
    text = text.replace('folder: ""', "folder: thesis").replace('rating: ""', "rating: 5")
    text = text.replace("## Note\n", "Above.\n\n## Note\n\nMy words.\n\n## Method\n\nMine too.\n")
    mark = parse(text + "\nwritten below\n", PATH, 0)
    assert (mark.tags, mark.folder, mark.rating) == (("to read", "方法"), "thesis", "5")
    assert mark.note == "Above.\n\n## Note\n\nMy words.\n\n## Method\n\nMine too."
    assert mark.entry.sections[:-1] == entry().sections[:-1]
    assert mark.entry.sections[-1].text.endswith("\nwritten below")


def test_windows_line_ends_change_nothing() -> None:
    text = compose(appearance(), NOW)
    assert parse(text.replace("\n", "\r\n"), PATH, 0) == parse(text, PATH, 0)


def test_a_bookmark_made_by_hand_needs_only_an_id() -> None:
    modified = datetime(2026, 1, 2, tzinfo=UTC)
    mark = parse(
        "---\nid: '2602.10000'\nmine: kept\n---\n\n## Note\n\nwritten elsewhere\n", PATH, modified.timestamp()
    )
    assert (mark.arxiv_id, mark.title, mark.note, mark.added) == (
        "2602.10000",
        "",
        "written elsewhere",
        modified,
    )
    assert mark.entry.sections == ()


def test_an_id_without_quotes_keeps_its_zeros() -> None:
    assert parse("---\nid: 2602.10000\n---\n", PATH, 0).arxiv_id == "2602.10000"


def test_sections_can_be_deleted_and_added_by_hand() -> None:
    text = compose(appearance(), NOW)
    head, _, rest = text.partition("## Method\n")
    mark = parse(head + "## My Section\nno blank line\n## Method\n" + rest, PATH, 0)
    assert [section.key for section in mark.entry.sections] == [
        "tldr", "my section", "method", "method", "open questions", "abstract",
    ]  # fmt: skip
    assert mark.entry.sections[1] == Section("my section", "My Section", "no blank line")


def test_doubts_are_dropped_when_their_text_is_changed() -> None:
    text = compose(appearance(), NOW)
    assert parse(text, PATH, 0).entry.sections[0].doubts == (2, 5)
    assert parse(text.replace("提出一种方法", "提出方法"), PATH, 0).entry.sections[0].doubts == ()


def test_nothing_that_a_terminal_obeys_comes_out_of_a_file() -> None:
    text = '---\nid: "2602.1"\ntitle: "\\e[31mred\\u202e"\ntags: ["\\x07"]\n---\nnote \x1b]0;x\x07\n'
    text += "<!-- digest-tui: -->\n## \x1b[1mLabel\n\n\x9bbody\n"
    mark = parse(text, PATH, 0)
    said = (
        mark.title + mark.note + "".join(mark.tags) + "".join(s.label + s.text for s in mark.entry.sections)
    )
    assert said == "[31mred" + "note ]0;x" + "[1mLabel" + "body"


@pytest.mark.parametrize(
    ("front", "line", "says"),
    [
        ("schema: 999\nid: '2602.1'", 2, "use the newer digest-tui"),
        ("id: '2602.1'\nschema: new", 3, "schema is no whole number"),
        ("schema: " + "9" * 5000, 2, "schema is no whole number"),
        ("title: x", None, "id is missing"),
        ("id:", 2, "id is missing"),
        ("id: ../../etc/passwd", 2, "id is no id of a paper"),
        ("id: [a]", 2, "id is no single value"),
        ("id: '2602.1'\nadded: yesterday", 3, "added is no time"),
        ("id: '2602.1'\nadded: 0001-01-01T00:00:00+14:00", 3, "added is no time"),
        ("id: '2602.1'\npublished: soon", 3, "published is no date"),
        ("id: '2602.1'\nday_source: guess", 3, "day_source is none of heading, filename"),
        ("id: '2602.1'\nscore: high", 3, "score is no number"),
        ("id: '2602.1'\nscore: nan", 3, "score is no number"),
        ("id: '2602.1'\nscore: 1e999", 3, "score is no number"),
        ("id: '2602.1'\nscore: " + "9" * 5000, 3, "score is no number"),
        ("id: '2602.1'\nauthors_total: " + "9" * 5000, 3, "authors_total is no whole number"),
        ("id: '2602.1'\npublished: 2026-02-30", 3, "published is no date"),
        ("id: '2602.1'\nday: 0000-00-00", 3, "day is no date"),
        ("id: '2602.1'\nadded: 9999-12-31T23:59:59-23:59", 3, "added is no time"),
        ("id: '2602.1'\nadded: 2026-13-77T99:99:99Z", 3, "added is no time"),
        ("id: '2602.1'\ntags: {a: b}", 3, "tags is no list of texts"),
        ("id: '2602.1'\nauthors: [[a]]", 3, "authors is no list of texts"),
        ("id: '2602.1'\nlinks: [a]", 3, "links is no list of mappings"),
        ("id: '2602.1'\nsource: [a]", 3, "source is no mapping"),
        ("id: '2602.1'\nauthors_total: -1", 3, "authors_total is no whole number"),
    ],
)
def test_what_is_not_understood_names_its_line(front: str, line: int | None, says: str) -> None:
    with pytest.raises(DigestError) as caught:
        parse(f"---\n{front}\n---\n", PATH, 0)
    assert says in caught.value.one_line()
    assert (caught.value.path, caught.value.line) == (PATH, line)


def test_a_time_without_zone_is_the_users_own() -> None:
    mark = parse("---\nid: '2602.1'\nadded: 2026-02-28 09:30\n---\n", PATH, 0)
    assert mark.added == datetime(2026, 2, 28, 9, 30).astimezone()
    mark = parse("---\nid: '2602.1'\nadded: 2026-02-28T09:30:00+05:30\n---\n", PATH, 0)
    assert mark.added == datetime(2026, 2, 28, 9, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))


def test_one_tag_needs_no_list() -> None:
    mark = parse("---\nid: '2602.1'\ntags: later\nday: 2026-02-28\n---\n", PATH, 0)
    assert (mark.tags, mark.day) == (("later",), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("arxiv_id", "name"),
    [
        ("2602.10000", "2602.10000.md"),
        ("hep-th/9901001", "hep-th_9901001.md"),
        ("doi:10.1101/2025.06.24.660794", "doi_10.1101_2025.06.24.660794.md"),
        ("doi:10.1016/s0140-6736(20)30183-5", "doi_10.1016_s0140-6736%2820%2930183-5.md"),
        ("openreview:aB_c-1", "openreview_aB%5Fc-1.md"),
        ("math.GT/0309136", "math.GT_0309136.md"),
    ],
)
def test_a_file_is_named_by_its_id(arxiv_id: str, name: str) -> None:
    assert file_name(arxiv_id) == name


@pytest.mark.parametrize(
    "arxiv_id", ["", "..", "../x", "a/../b", "/etc", ".hidden", "a\0b", "a\n", "a/b/1", "-rf", "é"]
)
def test_no_other_name_is_made(arxiv_id: str) -> None:
    with pytest.raises(DigestError, match="no id of a paper"):
        file_name(arxiv_id)
