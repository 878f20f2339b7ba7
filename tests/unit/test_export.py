"""BibTeX: records that BibTeX can read and that show what the digest shows."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.export import Item, bibtex, citation_key, tex
from digest_parsers.model import Appearance, Digest, Entry, Link

DIGEST = Digest("invented.md", "made-up", ())


def record(entry: Entry) -> str:
    return bibtex(Item(Appearance(DIGEST, entry)))


def value(entry: Entry, name: str) -> str | None:
    found = re.search(rf"^  {name} *= \{{(.*)\}},?$", record(entry), re.MULTILINE)
    return found[1] if found else None


def test_a_whole_record() -> None:
    entry = Entry(
        "2602.00010",
        "PlanktoNet: Counting in Salt & Water",
        1,
        version="v2",
        authors=("Zoë Zhang", "René Müller"),
        authors_total=5,
        categories=("cs.CV", "q-bio.QM"),
        published=date(2026, 2, 3),
    )
    assert record(entry) == (
        "@misc{zhang2026planktonet-2602.00010,\n"
        "  title         = {{PlanktoNet}: Counting in Salt \\& Water},\n"
        "  author        = {Zoë Zhang and René Müller and others},\n"
        "  year          = {2026},\n"
        "  eprint        = {2602.00010},\n"
        "  archivePrefix = {arXiv},\n"
        "  primaryClass  = {cs.CV},\n"
        "  url           = {https://arxiv.org/abs/2602.00010}\n"
        "}\n"
    )


def test_what_is_not_known_is_left_out() -> None:
    assert record(Entry("hep-th/9901001", "", 1, authors_total=3)) == (
        "@misc{arxiv1999-hep-th/9901001,\n"
        "  year          = {1999},\n"
        "  eprint        = {hep-th/9901001},\n"
        "  archivePrefix = {arXiv},\n"
        "  url           = {https://arxiv.org/abs/hep-th/9901001}\n"
        "}\n"
    )


def test_a_paper_outside_arxiv_claims_no_eprint() -> None:
    links = (Link("bad", "javascript:alert(1)"), Link("page", "https://example.org/{a}?b=c%20d"))
    entry = Entry("local-0123abcd", "Tides", 1, published=date(2025, 5, 6), links=links)
    assert record(entry) == (
        "@misc{arxiv2025tides-local-0123abcd,\n"
        "  title = {Tides},\n"
        "  year  = {2025},\n"
        "  url   = {https://example.org/%7Ba%7D?b=c%20d}\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("50% of A&B_c #1", r"50\% of A\&B\_c \#1"),
        ("a{b}c", r"a\textbraceleft{}b\textbraceright{}c"),
        (r"C:\x", r"C:\textbackslash{}x"),
        ("~x^2", r"\textasciitilde{}x\textasciicircum{}2"),
        ("José 深度学习 Ünï", "José 深度学习 Ünï"),
        ("$x_1^2$", "$x_1^2$"),
        ("a_b $x_1$ c_d $y$", r"a\_b $x_1$ c\_d $y$"),
        (r"$\alpha\beta$-net", r"$\alpha\beta$-net"),
        ("costs $5", r"costs \$5"),
        ("$5 to $10", r"\$5 to \$10"),
        ("$5-$10", r"\$5-\$10"),
        ("a $ b $ c", r"a \$ b \$ c"),
        ("$x\ny$", "\\$x\ny\\$"),
        ("$x}{y$", r"\$x\textbraceright{}\textbraceleft{}y\$"),
        ("${x$", r"\$\textbraceleft{}x\$"),
        (r"$\{x$", r"$\lbrace x$"),
        (r"$\{x\}$", r"$\lbrace x\rbrace $"),
        (r"$5\% a%b\\%$", r"$5\% a\%b\\\%$"),
        ("$x\\$", r"\$x\textbackslash{}\$"),
        ("$$", r"\$\$"),
    ],
)
def test_tex(text: str, expected: str) -> None:
    assert tex(text) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Deep Learning", "Deep Learning"),
        ("GPT-4 and eBPF in 3D", "{GPT-4} and {eBPF} in {3D}"),
        ("On\nthe  Tides", "On the Tides"),
        ("Sorting in $O(N)$ Steps", "Sorting in {$O(N)$} Steps"),
        ("A_BC: 100%", r"{A\_BC}: 100\%"),
        ('"Quoted" Word', '"Quoted" Word'),
    ],
)
def test_titles_keep_their_capitals(title: str, expected: str) -> None:
    assert value(Entry("2602.00010", title, 1), "title") == expected


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        (("Zhen Zhang",), "Zhen Zhang"),
        (("Zhang, Zhen", "王小明"), "Zhang, Zhen and 王小明"),
        (("The Tide Collaboration", "Tide Team"), "{The Tide Collaboration} and {Tide Team}"),
        (("Salt and Water Lab",), "{Salt and Water Lab}"),
        (("others",), "{others}"),
        (("A, B, C, D",), "{A, B, C, D}"),
        (("Smith, Jr., Ann",), "Smith, Jr., Ann"),
        (("  Ann\n Smith ", ""), "Ann Smith"),
        (("A & B",), r"A \& B"),
    ],
)
def test_authors(authors: tuple[str, ...], expected: str) -> None:
    assert value(Entry("2602.00010", "Tides", 1, authors=authors), "author") == expected


@pytest.mark.parametrize(
    ("author", "title", "key"),
    [
        ("Zhen Zhang", "CM2: Reinforced Tides", "zhang2026cm2"),
        ("Zhang, Zhen", "On the Way to a Tide", "zhang2026way"),
        ("Łukasz Møller-Großé", "Tides", "mollergrosse2026tides"),
        ("Ann Smith Jr.", "Tides", "smith2026tides"),
        ("王小明", "潮汐", "arxiv2026"),
        ("", "$x$", "arxiv2026x"),
        ("Ann {O'Neil}", "{Tides}, again", "oneil2026tides"),
    ],
)
def test_keys(author: str, title: str, key: str) -> None:
    assert citation_key(Entry("2602.00010", title, 1, authors=(author,))) == f"{key}-2602.00010"


awkward = st.text(st.sampled_from("ab A1{}\\$%#&_^~\n深é,\u202f") | st.characters(exclude_categories=()))
entries = st.builds(
    Entry,
    st.from_regex(
        r"26(0[1-9]|1[0-2])\.[0-9]{5}|hep-th/99(0[1-9]|1[0-2])[0-9]{3}|local-[0-9a-f]{4}", fullmatch=True
    ),
    awkward,
    st.just(1),
    authors=st.lists(awkward | st.just("Tide Team"), max_size=3).map(tuple),
    authors_total=st.integers(0, 5),
    categories=st.lists(st.just("cs.CL") | awkward, max_size=1).map(tuple),
    links=st.lists(awkward.map(lambda path: Link("", f"https://example.org/{path}")), max_size=1).map(tuple),
)


@given(entries)
def test_braces_are_always_balanced(entry: Entry) -> None:
    text = record(entry)
    depth = 0
    for at, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth > 0 or at >= len(text) - 2 or at < len("@misc"), "only the last brace closes the record"
    assert depth == 0
    for line in text.split("\n")[1:-2]:
        name, sign, rest = line.partition(" = ")
        assert name.strip() in {"title", "author", "year", "eprint", "archivePrefix", "primaryClass", "url"}
        assert sign and rest.startswith("{") and rest.rstrip(",").endswith("}")
        depth = 0
        inner = rest.rstrip(",")[1:-1]
        for brace in re.findall("[{}]", inner):
            depth += 1 if brace == "{" else -1
            assert depth >= 0
        assert depth == 0


@given(entries, entries)
def test_keys_differ_as_papers_do(one: Entry, two: Entry) -> None:
    assert (citation_key(one).partition("-")[2] == citation_key(two).partition("-")[2]) == (
        one.arxiv_id == two.arxiv_id
    )
    assert re.fullmatch(r"[a-zA-Z0-9./-]+", citation_key(one))
