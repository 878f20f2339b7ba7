"""Invented entries for the tests of the store, and a strategy for all that an entry can be."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from digest_parsers.model import Appearance, DaySource, Digest, Entry, Link, Section
from digest_parsers.sanitize import clean, clean_line

NOW = datetime(2026, 2, 28, 9, 30, 0, 123000, tzinfo=UTC)


def entry(arxiv_id: str = "2602.10000", title: str = "A Study of Studies: $O(n)$ [draft] 论文") -> Entry:
    return Entry(
        arxiv_id=arxiv_id,
        title=title,
        line=12,
        version="v2",
        authors=("Ada Author", "李 四", 'Quo "Q" Ted'),
        authors_total=14,
        categories=("cs.AI", "cs.LG"),
        published=date(2026, 2, 12),
        sections=(
            Section("tldr", "一句话总结", "提出一种方法。\n\n第二段。", (2, 5)),
            Section("method", "Method", "## not a heading\n\\## nor this\n---\n- id: x\n"),
            Section("method", "Method", "a second one"),
            Section("open questions", "Open Questions", ""),
            Section("abstract", "Abstract", "\n  indented\nlines  \n\n"),
        ),
        keywords=("agents", "检查单"),
        score=42.5,
        links=(Link("PDF", "https://arxiv.org/pdf/2602.10000v2"), Link("", "javascript:alert(1)")),
        comment="10 pages: no, yes",
        doubts=("title",),
    )


def appearance(arxiv_id: str = "2602.10000", **changes: str) -> Appearance:
    one = entry(arxiv_id, **changes)
    digest = Digest(
        "/digests/2026-02-13.md",
        "daily-report",
        (one,),
        day=date(2026, 2, 13),
        day_source=DaySource.INFERRED_IDS,
    )
    return Appearance(digest, one)


_lines = st.text(st.characters(), max_size=20).map(clean_line)
_texts = st.lists(
    st.one_of(
        _lines, st.sampled_from(["## x", "\\## x", "##", "---", "## Note", "<!-- digest-tui: -->", ""])
    ),
    max_size=5,
).map(lambda lines: clean("\n".join(lines)))


@st.composite
def sections(draw: st.DrawFn) -> Section:
    text = draw(_texts)
    offsets = st.integers(0, max(0, len(text) - 1))
    doubts = draw(st.lists(offsets, unique=True, max_size=3)) if text else []
    return Section(draw(_lines), draw(_lines), text, tuple(sorted(doubts)))


_names = st.lists(_lines, max_size=3).map(tuple)

entries = st.builds(
    Entry,
    arxiv_id=st.from_regex(r"[0-9]{4}\.[0-9]{4,5}|[a-z-]{2,8}/[0-9]{7}", fullmatch=True).filter(
        lambda arxiv_id: not arxiv_id.startswith("-")
    ),
    title=_lines,
    line=st.integers(1, 10**6),
    version=st.none() | st.from_regex(r"v[1-9]", fullmatch=True),
    authors=_names,
    authors_total=st.integers(0, 999),
    more_authors=st.booleans(),
    categories=_names,
    published=st.none() | st.dates(),
    sections=st.lists(sections(), max_size=4).map(tuple),
    keywords=_names,
    score=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    links=st.lists(st.builds(Link, label=_lines, url=st.text(st.characters(), max_size=20)), max_size=2).map(
        tuple
    ),
    comment=_lines,
    doubts=_names,
)


@st.composite
def appearances(draw: st.DrawFn) -> Appearance:
    one = draw(entries)
    day = draw(st.none() | st.dates())
    known = draw(st.sampled_from(DaySource)) if day else None
    path = draw(st.text(st.characters(), max_size=20))
    return Appearance(Digest(path, draw(_lines), (one,), day=day, day_source=known), one)
