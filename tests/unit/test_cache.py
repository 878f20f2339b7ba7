"""The cache of read digests: what is kept comes back, and whatever happens to it is made good."""

import os
import random
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest_parsers import load
from digest_parsers.cache import DigestCache, codec, index, packs, room
from digest_parsers.cache.entries import StoredEntries
from digest_parsers.cache.index import Item
from digest_parsers.cache.record import Record
from digest_parsers.load import LoadedFile
from digest_parsers.model import Entry, Link, Section
from digest_parsers.outline import outline_of
from digest_parsers.query import parse_query
from digest_parsers.search import NoFacts, SearchIndex
from digest_parsers.source import Found, find_files
from digest_parsers.word_table import WordList
from invented_files import NEWEST, Invented, daily_report, json_lines, mojibake, write_library

ENTRY = Entry(
    "hep-th/9901001",
    "A title with [brackets] and 中文",
    7,
    "v2",
    ("Ann Author", ""),
    5,
    ("cs.AI", "hep-th"),
    date(2026, 2, 1),
    (Section("tldr", "TL;DR", "第一行\n第二行", (0, 4)), Section("", "", "")),
    ("key", "word"),
    7.25,
    (Link("", "https://example.org/a"), Link("PDF", "")),
    "12 pages",
    ("title",),
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = write_library(tmp_path / "digests")
    (folder / "2026-01-02.md").write_text(mojibake(daily_report("2026-01-02", NEWEST)), "utf-8")
    (folder / "odd.jsonl").write_text(json_lines(NEWEST).replace("2601.0001", "made-up-"), "utf-8")
    (folder / "notes.md").write_text("# Shopping\n\n- milk\n", "utf-8")
    return folder


def found(library: Path) -> list[Found]:
    return [one for one in find_files([library]) if isinstance(one, Found)]


def known_to(kept: DigestCache) -> dict[str, LoadedFile]:
    return {path: file for part in kept.known() for path, file in part.items()}


def read_all(folder: Path, library: Path, **options: int) -> dict[str, LoadedFile]:
    """Reads a library as the app does: what is known from the cache, the rest from its files."""
    kept = DigestCache(folder, [library], **options)
    known = known_to(kept)
    files = {}
    for one in found(library):
        there = known.get(str(one.path))
        if there is None or there.stamp != one.stamp:
            there = kept.keep(load.load_file(one.path, one.stamp))
        files[there.path] = there
    kept.finish(files)
    return files


def shown(files: dict[str, LoadedFile]) -> dict[str, object]:
    """Everything that was read, spelled out."""
    return {
        path: (
            one.stamp, one.format, one.encoding, one.repair, one.diagnostics,
            [(each.day, each.day_source, each.title, tuple(each.entries)) for each in one.digests],
        )
        for path, one in files.items()
    }  # fmt: skip


def plainly(library: Path) -> dict[str, LoadedFile]:
    return {str(one.path): load.load_file(one.path, one.stamp) for one in found(library)}


# --- entries and their numbers


def test_an_entry_comes_back_as_it_was() -> None:
    assert codec.decode(codec.encode(ENTRY)) == ENTRY
    plain = Entry("2601.00001", "", 1)
    assert codec.decode(codec.encode(plain)) == plain


texts = st.text(st.characters(exclude_categories=["Cc"]) | st.just("\n"), max_size=8)


@given(
    st.builds(
        Entry,
        texts,
        texts,
        st.integers(0, 10**6),
        version=st.none() | st.just("v2"),
        authors=st.lists(texts, max_size=3).map(tuple),
        authors_total=st.integers(0, 10**6),
        more_authors=st.booleans(),
        keywords=st.lists(texts, max_size=2).map(tuple),
        doubts=st.just(()) | st.just(("title", "authors")),
        categories=st.lists(texts, max_size=2).map(tuple),
        published=st.none() | st.dates(),
        sections=st.lists(
            st.builds(Section, texts, texts, texts, st.lists(st.integers(0, 99)).map(tuple)), max_size=3
        ).map(tuple),
        score=st.none() | st.floats(allow_nan=False),
        links=st.lists(st.builds(Link, texts, texts), max_size=2).map(tuple),
        comment=texts,
    )
)
def test_any_clean_entry_comes_back_as_it_was(entry: Entry) -> None:
    assert codec.decode(codec.encode(entry)) == entry


@pytest.mark.parametrize("text", ["\x1e", "a\x1fb"])
def test_an_entry_that_would_not_come_back_is_not_written(text: str) -> None:
    with pytest.raises(codec.UnwritableError):
        codec.encode(Entry("1", text, 1))
    with pytest.raises(codec.UnwritableError):
        codec.encode(Entry("1", "", 1, sections=(Section("a", "b", text),)))


@given(st.binary(max_size=200))
def test_bytes_that_are_no_entry_are_recognised(data: bytes) -> None:
    with suppress(codec.UnreadableError):
        assert isinstance(codec.decode(data), Entry)


# --- keeping


def test_what_was_kept_is_what_was_read_and_needs_no_file(
    tmp_path: Path, library: Path, parsed: list[str]
) -> None:
    first = shown(read_all(tmp_path / "cache", library))
    assert len(parsed) == 6
    assert first == shown(plainly(library))
    parsed.clear()
    assert shown(read_all(tmp_path / "cache", library)) == first
    assert not parsed


def test_outlines_come_back_as_they_were(tmp_path: Path, library: Path) -> None:
    read_all(tmp_path / "cache", library)
    known = known_to(DigestCache(tmp_path / "cache", [library]))
    for path, loaded in plainly(library).items():
        for digest, stored in zip(loaded.digests, known[path].digests, strict=True):
            one, other = outline_of(digest.entries), outline_of(stored.entries)
            assert (list(one.keys), one.papers, one.sections, one.scored) == (
                list(other.keys), other.papers, other.sections, other.scored,
            )  # fmt: skip
            assert [other.combinations[number] for number in other.numbers] == [
                entry.categories for entry in digest.entries
            ]


def test_only_what_is_new_or_changed_is_read(tmp_path: Path, library: Path, parsed: list[str]) -> None:
    read_all(tmp_path / "cache", library)
    parsed.clear()
    (library / "report-a.md").write_text(daily_report("2026-01-05", NEWEST[:1]), "utf-8")
    (library / "2026-01-09.md").write_text(daily_report("2026-01-09", NEWEST[1:]), "utf-8")
    files = read_all(tmp_path / "cache", library)
    assert sorted(parsed) == ["2026-01-09.md", "report-a.md"]
    parsed.clear()
    assert shown(read_all(tmp_path / "cache", library)) == shown(files)
    assert not parsed


def test_a_file_that_is_gone_is_forgotten(tmp_path: Path, library: Path) -> None:
    read_all(tmp_path / "cache", library)
    (library / "report-a.md").unlink()
    read_all(tmp_path / "cache", library)
    assert str(library / "report-a.md") not in known_to(DigestCache(tmp_path / "cache", [library]))


def test_a_file_that_could_not_be_read_is_tried_again(tmp_path: Path, library: Path) -> None:
    kept = DigestCache(tmp_path / "cache", [library])
    gone = library / "gone.md"
    kept.keep(load.load_file(gone))
    kept.finish([str(gone)])
    assert not known_to(DigestCache(tmp_path / "cache", [library]))


def test_searching_stored_entries_finds_what_searching_parsed_ones_finds(
    tmp_path: Path, library: Path
) -> None:
    stored = read_all(tmp_path / "cache", library)
    assert_found_as_in_the_files(stored, library)
    assert_found_as_in_the_files(known_to(DigestCache(tmp_path / "cache", [library])), library)
    digests = [digest for file in stored.values() for digest in file.digests]
    assert not any(isinstance(one.entries, StoredEntries) and one.entries.fallen_back for one in digests)


def assert_found_as_in_the_files(stored: dict[str, LoadedFile], library: Path) -> None:
    """Searching what was kept finds what searching the files finds."""
    plain = plainly(library)
    words = "alpha a reader kitchens absentword -alpha title:beta author:ann abstract:glow"
    chinese = "疲劳 疲 总结 不存在的词"
    others = ['"tired eyes"', "cat:cs.CV", "score:>40", "alpha OR gamma", ""]
    for text in [*words.split(), *chinese.split(), *others]:
        query = parse_query(text)
        for path, loaded in plain.items():
            hits = [
                [list(one.entries) for one in SearchIndex().search(query, files[path].digests, NoFacts())]
                for files in (stored, plain)
            ]
            assert hits[0] == hits[1], (text, path, loaded.format)


def test_a_search_finds_what_has_changed_and_come_and_nothing_that_is_gone(
    tmp_path: Path, library: Path
) -> None:
    read_all(tmp_path / "cache", library)
    changed = [Invented("2601.00090", "Alphabets of a beta reader", abstract="An absentword glows.")]
    (library / "report-a.md").write_text(daily_report("2026-01-05", changed), "utf-8")
    (library / "2026-01-09.md").write_text(daily_report("2026-01-09", NEWEST[1:]), "utf-8")
    (library / "2026-01-02.md").unlink()
    assert_found_as_in_the_files(read_all(tmp_path / "cache", library), library)
    assert_found_as_in_the_files(known_to(DigestCache(tmp_path / "cache", [library])), library)


def test_where_nothing_can_be_kept_a_search_finds_the_same(tmp_path: Path, library: Path) -> None:
    (tmp_path / "cache").write_text("not a folder")
    assert_found_as_in_the_files(read_all(tmp_path / "cache", library), library)


def test_words_are_told_by_one_table_for_all_digests_of_a_pack(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_all(tmp_path / "cache", library)
    files = known_to(DigestCache(tmp_path / "cache", [library]))
    digests = [digest for file in files.values() for digest in file.digests]
    assert len(digests) > 3
    looked_up: list[bytes] = []
    look_up = WordList.entries_with

    def noted(words: WordList, part: bytes, total: int) -> Any:
        looked_up.append(part)
        return look_up(words, part, total)

    monkeypatch.setattr(WordList, "entries_with", noted)
    for name in ("part", "parts"):
        monkeypatch.setattr(Record, name, lambda *_: pytest.fail("text was read"))
    hits = list(SearchIndex().search(parse_query("alpha -absentword"), digests, NoFacts()))
    assert len(hits) == len(digests)
    assert looked_up == [b"alpha"] * 2 + [b"absentword"] * 2, "in the words of abstracts and in the others"


def test_without_its_table_a_pack_is_looked_through(tmp_path: Path, library: Path) -> None:
    read_all(tmp_path / "cache", library)
    (pack,) = (path for path in cache_files(tmp_path) if path.suffix == packs.PACK)
    data = pack.read_bytes()
    pack.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert_found_as_in_the_files(known_to(DigestCache(tmp_path / "cache", [library])), library)


@pytest.mark.parametrize("part", range(8))
def test_a_damaged_table_of_words_is_made_good(tmp_path: Path, library: Path, part: int) -> None:
    read_all(tmp_path / "cache", library)
    (pack,) = (path for path in cache_files(tmp_path) if path.suffix == packs.PACK)
    data = bytearray(pack.read_bytes())
    _, offset, length = packs._END.unpack(data[-packs._END.size :])
    data[offset + (2 * part + 1) * length // 16] ^= 255
    pack.write_bytes(data)
    assert_found_as_in_the_files(known_to(DigestCache(tmp_path / "cache", [library])), library)
    read_all(tmp_path / "cache", library)
    assert_found_as_in_the_files(read_all(tmp_path / "cache", library), library)


def test_a_search_in_few_entries_reads_those_only(tmp_path: Path) -> None:
    papers = [Invented(f"2601.{number:05}", f"Paper {number} of plenty") for number in range(1, 41)]
    (tmp_path / "digests").mkdir()
    (tmp_path / "digests" / "2026-01-01.md").write_text(daily_report("2026-01-01", papers), "utf-8")
    ((digest,),) = [one.digests for one in read_all(tmp_path / "cache", tmp_path / "digests").values()]
    index = SearchIndex()
    (hits,) = index.search(parse_query('title:"paper 40" plenty'), [digest], NoFacts())
    assert list(hits.entries) == [39], "the last one, whose text ends where the record does"
    assert isinstance(digest.entries, StoredEntries)
    assert not digest.entries.fallen_back


# --- damage


def cache_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_an_index_cut_off_anywhere_is_thrown_away(tmp_path: Path, library: Path) -> None:
    expected = shown(read_all(tmp_path / "cache", library))
    (path,) = (path for path in cache_files(tmp_path) if path.name == "index")
    data = path.read_bytes()
    for length in [*range(0, len(data), max(1, len(data) // 40)), len(data) - 1]:
        path.write_bytes(data[:length])
        assert not known_to(DigestCache(tmp_path / "cache", [library]))
    path.write_bytes(data + b"x")
    assert not known_to(DigestCache(tmp_path / "cache", [library]))
    assert shown(read_all(tmp_path / "cache", library)) == expected
    assert len(known_to(DigestCache(tmp_path / "cache", [library]))) == len(expected)


@pytest.fixture
def leaves(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the leaves that were read since; two files are a leaf."""
    sizes: list[int] = []
    monkeypatch.setattr(index, "LEAF", 2)
    real = index._read

    def noted(leaf: memoryview, *arguments: Any) -> list[Item]:
        sizes.append(len(leaf))
        return real(leaf, *arguments)

    monkeypatch.setattr(index, "_read", noted)
    return sizes


def test_an_index_is_read_leaf_by_leaf_in_the_order_of_the_files(
    tmp_path: Path, library: Path, leaves: list[int]
) -> None:
    files = read_all(tmp_path / "cache", library)
    kept = DigestCache(tmp_path / "cache", [library])
    assert list(next(kept.known())) == list(files)[:2]
    assert len(leaves) == 1
    assert [path for part in kept.known() for path in part] == list(files)[2:]
    assert len(leaves) == (len(files) + 1) // 2


def test_of_a_damaged_index_whole_leaves_are_used(tmp_path: Path, library: Path, leaves: list[int]) -> None:
    files = read_all(tmp_path / "cache", library)
    (path,) = (path for path in cache_files(tmp_path) if path.name == "index")
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    whole = (len(files) - 1) // 2
    assert list(known_to(DigestCache(tmp_path / "cache", [library]))) == list(files)[: 2 * whole]
    assert len(leaves) == whole


def test_what_nobody_has_asked_for_is_kept_all_the_same(
    tmp_path: Path, library: Path, leaves: list[int]
) -> None:
    read_all(tmp_path / "cache", library)
    changed = library / "report-a.md"
    changed.write_text(daily_report("2026-01-05", NEWEST[:1]), "utf-8")
    kept = DigestCache(tmp_path / "cache", [library])
    kept.keep(load.load_file(changed, next(one.stamp for one in found(library) if one.path == changed)))
    kept.finish(map(str, (one.path for one in found(library))))
    assert shown(known_to(DigestCache(tmp_path / "cache", [library]))) == shown(plainly(library))
    assert leaves


def test_a_pack_cut_off_anywhere_is_made_good(tmp_path: Path, library: Path) -> None:
    expected = shown(read_all(tmp_path / "cache", library))
    (pack,) = (path for path in cache_files(tmp_path) if path.suffix == packs.PACK)
    data = pack.read_bytes()
    for length in range(0, len(data), max(1, len(data) // 20)):
        pack.write_bytes(data[:length])
        assert shown(read_all(tmp_path / "cache", library)) == expected
        for made_since in cache_files(tmp_path):
            if made_since.suffix == packs.PACK and made_since != pack:
                made_since.unlink()
        read_all(tmp_path / "cache", library)
        pack.write_bytes(data)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers())
def test_random_bytes_in_a_pack_are_noticed(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    tmp_path = tmp_path_factory.mktemp("damage")
    library = write_library(tmp_path / "digests")
    expected = shown(read_all(tmp_path / "cache", library))
    (pack,) = (path for path in cache_files(tmp_path / "cache") if path.suffix == packs.PACK)
    chance = random.Random(seed)
    data = bytearray(pack.read_bytes())
    for _ in range(chance.choice([1, 5, 500])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    pack.write_bytes(data)
    known = known_to(DigestCache(tmp_path / "cache", [library]))
    assert shown(known) == expected
    for loaded in known.values():
        hits = list(SearchIndex().search(parse_query("a"), loaded.digests, NoFacts()))
        assert [list(one.entries) for one in hits] == [list(range(len(loaded.digests[0].entries)))]


def test_a_damaged_cache_is_made_anew_the_next_time(tmp_path: Path, library: Path, parsed: list[str]) -> None:
    read_all(tmp_path / "cache", library)
    (pack,) = (path for path in cache_files(tmp_path / "cache") if path.suffix == packs.PACK)
    size = pack.stat().st_size
    pack.write_bytes(bytes(size))
    parsed.clear()
    shown(read_all(tmp_path / "cache", library))
    assert len(parsed) == 5, "each digest is read from its file when an entry turns out to be damaged"
    parsed.clear()
    read_all(tmp_path / "cache", library)
    assert len(parsed) == 6
    parsed.clear()
    shown(read_all(tmp_path / "cache", library))
    assert not parsed


def test_a_digest_that_changed_behind_a_damaged_cache_says_so(tmp_path: Path, library: Path) -> None:
    files = read_all(tmp_path / "cache", library)
    (pack,) = (path for path in cache_files(tmp_path / "cache") if path.suffix == packs.PACK)
    with pack.open("r+b") as file:
        file.write(bytes(pack.stat().st_size))
    (library / "report-a.md").write_text(daily_report("2026-01-05", NEWEST[:1]), "utf-8")
    (digest,) = files[str(library / "report-a.md")].digests
    assert len(digest.entries) == 4
    assert "its file has changed" in digest.entries[0].title


def test_a_cache_of_another_version_is_left_alone(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_all(tmp_path / "cache", library)
    monkeypatch.setattr("digest_parsers.cache.folder.version", lambda: "another")
    assert not known_to(DigestCache(tmp_path / "cache", [library]))
    read_all(tmp_path / "cache", library)
    assert room.usage(tmp_path / "cache").libraries == 2


def test_the_cache_of_another_library_is_not_taken_for_this_one(tmp_path: Path, library: Path) -> None:
    read_all(tmp_path / "cache", library)
    assert not known_to(DigestCache(tmp_path / "cache", [library, tmp_path]))


# --- several instances, and folders that cannot be written


def test_two_instances_can_read_the_same_library_at_once(tmp_path: Path, library: Path) -> None:
    one, other = DigestCache(tmp_path / "cache", [library]), DigestCache(tmp_path / "cache", [library])
    assert known_to(one) == known_to(other) == {}
    files: Sequence[dict[str, LoadedFile]] = ({}, {})
    for file in found(library):
        for number, kept in enumerate((one, other)):
            files[number][str(file.path)] = kept.keep(load.load_file(file.path, file.stamp))
    one.finish(files[0])
    other.finish(files[1])
    expected = shown(plainly(library))
    assert shown(files[0]) == shown(files[1]) == expected
    assert shown(known_to(DigestCache(tmp_path / "cache", [library]))) == expected
    for known in (*files, known_to(DigestCache(tmp_path / "cache", [library]))):
        assert_found_as_in_the_files(known, library)


def test_what_another_instance_has_kept_meanwhile_is_known_when_looked_again(
    tmp_path: Path, library: Path
) -> None:
    kept = DigestCache(tmp_path / "cache", [library])
    first, *rest = found(library)
    before = {str(first.path): kept.keep(load.load_file(first.path, first.stamp))}
    kept.finish(before)
    other = read_all(tmp_path / "cache", library)
    kept.look_again(str(one.path) for one in rest)
    more = known_to(kept)
    assert set(more) == {str(one.path) for one in rest}, "what it has itself it does not tell again"
    assert shown(before | more) == shown(other) == shown(plainly(library))


def test_entries_can_be_read_after_another_instance_cleared_the_cache(tmp_path: Path, library: Path) -> None:
    files = read_all(tmp_path / "cache", library)
    known = known_to(DigestCache(tmp_path / "cache", [library]))
    assert room.clear(tmp_path / "cache").libraries == 1
    assert not cache_files(tmp_path / "cache")
    assert shown(known) == shown(files) == shown(plainly(library))


def test_without_a_folder_everything_works_and_it_is_said(tmp_path: Path, library: Path) -> None:
    (tmp_path / "cache").write_text("not a folder")
    kept = DigestCache(tmp_path / "cache", [library])
    files = {str(one.path): kept.keep(load.load_file(one.path, one.stamp)) for one in found(library)}
    kept.finish(files)
    assert shown(files) == shown(plainly(library))
    assert "nothing is kept in the cache" in kept.problem
    assert all(isinstance(one.entries, StoredEntries) for file in files.values() for one in file.digests)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path, library: Path) -> None:
    (tmp_path / "cache").mkdir(mode=0o500)
    kept = DigestCache(tmp_path / "cache", [library])
    for one in found(library):
        kept.keep(load.load_file(one.path, one.stamp))
    assert "permission denied" in kept.problem


def test_where_nothing_can_be_written_entries_stay_in_memory(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("not a folder")
    monkeypatch.setattr("tempfile.TemporaryFile", lambda: (_ for _ in ()).throw(OSError("full")))
    kept = DigestCache(tmp_path / "cache", [library])
    files = {str(one.path): kept.keep(load.load_file(one.path, one.stamp)) for one in found(library)}
    assert shown(files) == shown(plainly(library))


# --- room


def test_the_cache_used_longest_ago_goes_first(tmp_path: Path, library: Path) -> None:
    folder = tmp_path / "cache"
    for name in ("old", "new"):
        write_library(tmp_path / name)
        read_all(folder, tmp_path / name)
    for path in folder.rglob("index"):
        if path.stat().st_mtime_ns == min(one.stat().st_mtime_ns for one in folder.rglob("index")):
            os.utime(path, (0, 0))
    size = room.usage(folder).size
    read_all(folder, library, limit=size + 1000)
    assert not known_to(DigestCache(folder, [tmp_path / "old"]))
    assert known_to(DigestCache(folder, [library]))
    assert room.usage(folder).size <= size + 1000


def test_what_does_not_fit_is_read_each_time_and_that_is_said(tmp_path: Path, library: Path) -> None:
    kept = DigestCache(tmp_path / "cache", [library], limit=10_000)
    files = {str(one.path): kept.keep(load.load_file(one.path, one.stamp)) for one in found(library)}
    kept.finish(files)
    assert "is full" in kept.problem
    assert shown(files) == shown(plainly(library))
    assert room.usage(tmp_path / "cache").size <= 10_000


def test_small_packs_are_put_together(tmp_path: Path, library: Path, parsed: list[str]) -> None:
    for number in range(1, 21):
        day = f"2026-03-{number:02}"
        (library / f"{day}.md").write_text(daily_report(day, NEWEST), "utf-8")
        read_all(tmp_path / "cache", library)
    used = {
        one.place.pack for item in _items(DigestCache(tmp_path / "cache", [library])) for one in item.digests
    }
    assert len(used) < 20
    parsed.clear()
    assert shown(read_all(tmp_path / "cache", library)) == shown(plainly(library))
    assert_found_as_in_the_files(known_to(DigestCache(tmp_path / "cache", [library])), library)


def _items(kept: DigestCache) -> list[Item]:
    known_to(kept)
    return list(kept._items.values())
