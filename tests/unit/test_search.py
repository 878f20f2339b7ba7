"""Search: what is found, and that the index finds just what reading every entry would."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.cache.record import Record
from digest_parsers.fold import fold
from digest_parsers.folded import texts_of
from digest_parsers.model import Appearance, DaySource, Digest, Entry, Link, Section
from digest_parsers.query import Query, parse_query
from digest_parsers.query_tree import (
    PARTS,
    STATES,
    And,
    Category,
    Days,
    Has,
    Mark,
    MarkKind,
    Node,
    Not,
    Or,
    Pattern,
    Score,
    Source,
    State,
    Text,
)
from digest_parsers.search import NoFacts, SearchIndex, match_entry
from digest_parsers.variants import unify
from stored import Keeping, kept, stored

TODAY = date(2026, 3, 1)


@dataclass(frozen=True)
class Known(NoFacts):
    """Facts for tests: the ids of which each holds, paths, and what is written on bookmarks."""

    unread: frozenset[str] = frozenset()
    bookmarked: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()
    repaired: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    folder: str = ""
    note: str = ""

    def is_unread(self, arxiv_id: str) -> bool:
        return arxiv_id in self.unread

    def is_skipped(self, arxiv_id: str) -> bool:
        return arxiv_id in self.skipped

    def is_bookmarked(self, arxiv_id: str) -> bool:
        return arxiv_id in self.bookmarked

    def is_repeated(self, arxiv_id: str) -> bool:
        return arxiv_id in self.repeated

    def is_new(self, path: str) -> bool:
        return path in self.new

    def is_repaired(self, path: str) -> bool:
        return path in self.repaired

    def written(self, arxiv_id: str, kind: MarkKind) -> Sequence[str]:
        given = {MarkKind.TAG: self.tags, MarkKind.FOLDER: (self.folder,), MarkKind.NOTE: (self.note,)}
        return [text for text in given[kind] if text]


UNNAMED = Entry("2602.00012", "Nobody's", 90, authors=("", "Somebody", ""))
PLANKTON = Entry(
    "2602.00010",
    "Counting Plankton\u00a0with Straße Cameras",
    1,
    version="v2",
    authors=("René Müller", "Zoë Zhang"),
    categories=("cs.CV", "q-bio.QM"),
    published=date(2026, 2, 1),
    sections=(
        Section("tldr", "TL;DR", "用相机数浮游生物，无需标注。", (3,)),
        Section("abstract", "Abstract", "We count drifting\nplankton without labels."),
        Section("novelty", "Novelty", "First of its kind"),
        Section("novelty", "Novelty", "and not the last"),
    ),
    keywords=("计数", "Weak Supervision"),
    score=42,
    links=(Link("PDF", "https://example.org/a.pdf"),),
    comment="Accepted at Invented Conf 2026",
)
TIDES = Entry("hep-th/9901001", "O(n[/]log n) Tides", 30, categories=("hep-th",), score=7.5)
MISSED = Entry("2602.00011", "Plankton Again", 60, sections=(Section("abstract", "Abstract", " \n"),))

EARLY = Digest("early.md", "made-up", (PLANKTON, TIDES, MISSED), date(2026, 2, 2), DaySource.HEADING)
UNDATED = Digest("undated.md", "made-up", (TIDES, PLANKTON))
KNOWN = Known(
    unread=frozenset({"2602.00010"}),
    bookmarked=frozenset({"hep-th/9901001"}),
    repeated=frozenset({"2602.00011"}),
    skipped=frozenset({"2602.00011"}),
    new=frozenset({"early.md"}),
    repaired=frozenset({"undated.md"}),
    tags=("Oceans/Deep", "to read"),
    folder="PhD/chapter 2",
    note="Ask Zoë about 學習",
)


@pytest.mark.parametrize(
    ("text", "early", "undated"),
    [
        ("", [0, 1, 2], [0, 1]),
        ("plankton", [0, 2], [1]),
        ("PLANKTON again", [2], []),
        ("strasse", [0], [1]),
        ("浮游", [0], [1]),
        ("zhang", [0], [1]),
        ("rene\u0301", [0], [1]),
        ("2602.00010v2", [0], [1]),
        ("https://arxiv.org/abs/2602.00010v7", [0], [1]),
        ("9901001", [1], [0]),
        ("cs.cv", [0], [1]),
        ("计数", [0], [1]),
        ("accepted", [0], [1]),
        ('"plankton with"', [0], [1]),
        ('"drifting plankton"', [0], [1]),
        ('"müller zoë"', [], []),
        ("o(n[/]log", [1], [0]),
        ("absent", [], []),
        ("-plankton", [1], [0]),
        ("plankton -count", [2], []),
        ("tides OR again", [1, 2], [0]),
        ("title:plankton", [0, 2], [1]),
        ("abstract:plankton", [0], [1]),
        ("tldr:plankton", [], []),
        ("author:zhang", [0], [1]),
        ("author:plankton", [], []),
        ("id:2602.00010v1", [0], [1]),
        ("keyword:supervision", [0], [1]),
        ("comment:2026", [0], [1]),
        ("novelty:kind novelty:last", [0], [1]),
        ("cat:q-bio", [0], [1]),
        ("primary:q-bio", [], []),
        ("cat:hep-*", [1], [0]),
        ("day:2026-02", [0, 1, 2], []),
        ("day:<2026-02-02", [], []),
        ("-day:2026", [], [0, 1]),
        ("score:>7.5", [0], [1]),
        ("score:..10", [1], [0]),
        ("is:unread", [0], [1]),
        ("is:read", [1], [0]),
        ("is:skipped", [2], []),
        ("is:new", [0, 1, 2], []),
        ("is:repaired", [], [0, 1]),
        ("is:doubtful", [0], [1]),
        ("tag:oceans", [1], [0]),
        ("tag:deep", [], []),
        ('tag:"to read"', [1], [0]),
        ("folder:phd", [1], [0]),
        ("note:ZOË", [1], [0]),
        ("note:nothing", [], []),
        ("has:note", [1], [0]),
        ("has:tags", [1], [0]),
        ("has:code", [], []),
        ("source:early", [0, 1, 2], []),
        ("source:made", [0, 1, 2], [0, 1]),
        ("/plank.on/", [0, 2], [1]),
        ("/^o\\(n/", [1], [0]),
        ("/labels\\.$/", [0], [1]),
        ("/counting.*labels/", [], []),
        ("/counting[^x]*labels/", [], []),
        ("title:/^plankton/", [2], []),
        ("author:/^z.*g$/", [0], [1]),
        ("/数.{2}生物/", [0], [1]),
        ("-/plankton/", [1], [0]),
        ("variants:on 無需標註", [0], [1]),
        ("variants:on 無需標注", [0], [1]),
        ("variants:on ｐｌａｎｋｔｏｎ", [0, 2], [1]),
        ("無需標注", [], []),
        ("variants:on title:ｐｌａｎｋｔｏｎ", [0, 2], [1]),
        ("is:bookmarked", [1], [0]),
        ("is:repeated", [2], []),
        ("has:abstract", [0], [1]),
        ("has:novelty", [0], [1]),
        ("has:author", [0], [1]),
        ("has:cat", [0, 1], [0, 1]),
        ("has:comment", [0], [1]),
        ("has:day", [0, 1, 2], []),
        ("has:keyword", [0], [1]),
        ("has:links", [0], [1]),
        ("has:published", [0], [1]),
        ("has:score", [0, 1], [0, 1]),
        ("has:version", [0], [1]),
        ("has:nothing", [], []),
    ],
)
def test_what_is_found(text: str, early: list[int], undated: list[int]) -> None:
    query = parse_query(text, TODAY, sections=["novelty"])
    hits = list(SearchIndex().search(query, [EARLY, UNDATED], KNOWN))
    assert [hit.digest for hit in hits] == [EARLY, UNDATED]
    assert [list(hit.entries) for hit in hits] == [early, undated]


def test_an_index_is_kept_until_it_is_forgotten() -> None:
    indexes = SearchIndex()
    index = indexes.index(EARLY)
    assert indexes.index(EARLY) is index
    assert indexes.index(Digest(EARLY.path, "made-up", EARLY.entries)) is index, "another day, same entries"
    indexes.forget(EARLY.path)
    assert indexes.index(EARLY) is not index
    indexes.forget("never seen")


def test_a_changed_file_is_searched_anew() -> None:
    indexes = SearchIndex()
    query = parse_query("plankton")
    assert [list(hits.entries) for hits in indexes.search(query, [EARLY], KNOWN)] == [[0, 2]]
    changed = Digest(EARLY.path, "made-up", (TIDES, MISSED), EARLY.day)
    assert [list(hits.entries) for hits in indexes.search(query, [changed], KNOWN)] == [[1]]


def test_what_is_decided_by_the_day_makes_no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    indexes = SearchIndex()
    monkeypatch.setattr(SearchIndex, "index", lambda *_: pytest.fail("an index was made"))
    assert [list(hits.entries) for hits in indexes.search(parse_query("tides day:2020"), [EARLY], KNOWN)] == [
        []
    ]


def test_typing_on_and_back_finds_the_same_as_asking_at_once() -> None:
    indexes = SearchIndex()
    typed = "plankton counting drifting"
    for text in [typed[:end] for end in [*range(len(typed) + 1), *range(len(typed), 0, -1)]]:
        query = parse_query(text)
        fresh = [list(hits.entries) for hits in SearchIndex().search(query, [EARLY, UNDATED], KNOWN)]
        found = indexes.search(query, [EARLY, UNDATED], KNOWN)
        assert [list(hits.entries) for hits in found] == fresh, text


@pytest.mark.parametrize("kept", [False, True])
def test_what_is_empty_is_no_text(kept: bool) -> None:
    digest = Digest("one.md", "made-up", (UNNAMED,))
    (hits,) = SearchIndex().search(parse_query("author:/^$/"), [stored(digest) if kept else digest], KNOWN)
    assert not hits.entries
    assert not match_entry(parse_query("author:/^$/"), Appearance(digest, UNNAMED), KNOWN)


@pytest.fixture
def looked_through(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The bytes of text that were read from records since."""
    sizes: list[int] = []
    real = Record.part

    def part(record: Record, start: int, end: int) -> bytes:
        sizes.append(end - start)
        return real(record, start, end)

    def parts(record: Record, spans: Iterable[tuple[int, int]]) -> list[bytes]:
        return [record.part(start, end) for start, end in spans]

    monkeypatch.setattr(Record, "part", part)
    monkeypatch.setattr(Record, "parts", parts)
    return sizes


def test_how_much_text_a_search_looks_through(looked_through: list[int]) -> None:
    kinds = ["deep learning", "deep lake", "深度学习", "很深", *["shallow"] * 16]
    papers = [
        Entry(f"2602.{number:05}", f"Paper {number}", number, sections=(Section("tldr", "TL;DR", text),))
        for number, text in enumerate(kinds * 4)
    ]
    whole = sum(len(text.encode()) for one in papers for _, texts in texts_of(one) for text in texts)
    digest = stored(Digest("many.md", "made-up", tuple(papers)))
    indexes = SearchIndex()

    def looking_for(query: str) -> tuple[int, int]:
        looked_through.clear()
        (hits,) = indexes.search(parse_query(query), [digest], KNOWN)
        return len(hits.entries), sum(looked_through)

    for word, papers_found in (("lear", 4), ("learning", 4), ("absentword", 0), ("deep -lake", 4)):
        assert looking_for(word) == (papers_found, 0), "the table of words tells where a word is"
    assert looking_for("absent phrase") == (0, 0)
    found, read = looking_for('"deep learning"')
    assert found == 4
    assert 0 < read < whole / 10, "of a phrase only the texts that have its words"
    assert looking_for("深") == (8, 0), "the planes tell where Chinese is"
    found, read = looking_for("深度")
    assert found == 4
    assert 0 < read < whole / 10, "typed on, it is looked for where it was found"
    assert looking_for("深度学")[1] < read
    assert looking_for("深度不")[1] < read


LETTERS = "abß\nK 学學ａ-e\u0301"
IDS = ["2602.00001", "2602.00002", "hep-th/9901001"]
FIELDS = ["title", "author", "id", "keyword", "comment", "abstract", "extra"]

words = st.text(LETTERS, max_size=6)
sections = st.builds(Section, st.sampled_from(["abstract", "extra", "title"]), words, words)
entries = st.builds(
    Entry,
    st.sampled_from(IDS),
    words,
    st.just(1),
    version=st.sampled_from([None, "v1"]),
    authors=st.lists(words, max_size=3).map(tuple),
    categories=st.lists(st.sampled_from(["cs.CL", "cs.CV", "math-ph", "b"]), max_size=2).map(tuple),
    sections=st.lists(sections, max_size=3).map(tuple),
    keywords=st.lists(words, max_size=2).map(tuple),
    links=st.lists(
        st.builds(Link, words, st.sampled_from(["https://github.com/a/b", "https://example.org"])), max_size=1
    ).map(tuple),
    doubts=st.sampled_from([(), ("title",)]),
    score=st.none() | st.integers(0, 3),
    comment=words,
)
some_days = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 3))
digests = st.lists(
    st.builds(
        Digest,
        st.sampled_from(["one.md", "two.md"]),
        st.just("made-up"),
        st.lists(entries, max_size=6).map(tuple),
        some_days,
    ),
    max_size=3,
)
leaves = st.one_of(
    st.builds(
        Text,
        st.none() | st.sampled_from(FIELDS),
        st.text(LETTERS, min_size=1, max_size=3).map(fold) | st.sampled_from([*IDS, "cs.c", "v1"]),
    ),
    st.builds(
        lambda field, needle: Text(field, unify(fold(needle)), loose=True),
        st.none() | st.sampled_from(FIELDS),
        st.text(LETTERS, min_size=1, max_size=3),
    ),
    st.builds(
        Pattern,
        st.none() | st.sampled_from(FIELDS),
        st.sampled_from(
            [
                "a",
                "^a",
                "a$",
                "b.",
                "[^a]a",
                "a|学",
                "学+",
                r"\bs",
                "(?<=b)a",
                "^$",
                "x*",
                r"\s",
                r"k\Z",
                "a{2}",
            ]
        ),
    ),
    st.builds(Mark, st.sampled_from(MarkKind), st.sampled_from(["a", "b", "ab"])),
    st.builds(Source, st.sampled_from(["one", "two", "made"])),
    st.builds(Category, st.sampled_from(["cs", "cs.c", "cs.cv", "m*", "b"]), st.booleans()),
    st.builds(Days, some_days, some_days, st.booleans()),
    st.builds(Score, st.integers(0, 3), st.integers(0, 3), st.booleans()),
    st.builds(State, st.sampled_from(STATES)),
    st.builds(Has, st.sampled_from([*PARTS, "abstract", "extra"])),
)


def _with_operators(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, nodes), st.builds(And, several), st.builds(Or, several))


trees = st.recursive(leaves, _with_operators, max_leaves=6)
ids = st.frozensets(st.sampled_from(IDS))
paths = st.frozensets(st.sampled_from(["one.md", "two.md"]))
known = st.builds(
    Known, ids, ids, ids, ids, paths, paths, st.lists(words, max_size=2).map(tuple), words, words
)


def _one_by_one(query: Query, digests: Iterable[Digest], known: Known) -> list[Sequence[int]]:
    return [
        [
            at
            for at, entry in enumerate(digest.entries)
            if match_entry(query, Appearance(digest, entry), known)
        ]
        for digest in digests
    ]


@given(digests, st.lists(trees, min_size=1, max_size=4), known, st.sampled_from(Keeping))
def test_the_index_finds_what_reading_every_entry_finds(
    digests: list[Digest], trees: list[Node], known: Known, keeping: Keeping
) -> None:
    indexes = SearchIndex()
    digests = kept(digests, keeping)
    for tree in trees:
        query = Query("", tree)
        found = list(indexes.search(query, digests, known, time_limit=10))
        assert [list(hits.entries) for hits in found] == _one_by_one(query, digests, known)
        assert [hits.digest for hits in found] == digests


@given(digests, st.text(LETTERS, min_size=1, max_size=5), st.sampled_from(Keeping), st.data())
def test_parts_of_a_word_in_any_order_find_what_reading_every_entry_finds(
    digests: list[Digest], typed: str, keeping: Keeping, data: st.DataObject
) -> None:
    indexes = SearchIndex()
    digests = kept(digests, keeping)
    parts = [typed[start:end] for end in range(1, len(typed) + 1) for start in range(end)]
    for part in data.draw(st.permutations(parts)):
        query = Query("", Text(data.draw(st.sampled_from([None, "title", "abstract"])), fold(part)))
        found = [list(hits.entries) for hits in indexes.search(query, digests, KNOWN)]
        assert found == _one_by_one(query, digests, KNOWN)
