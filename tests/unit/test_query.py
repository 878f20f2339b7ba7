"""The query language: what is understood, what is tolerated while typing, and what is refused."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest_parsers.errors import QueryError
from digest_parsers.highlights import Highlight
from digest_parsers.orders import Order
from digest_parsers.query import parse_query
from digest_parsers.query_parser import MAX_DEPTH
from digest_parsers.query_tree import (
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

TODAY = date(2026, 3, 1)


def word(needle: str, field: str | None = None) -> Text:
    return Text(field, needle)


A, B, C = word("a"), word("b"), word("c")


def days(first: str | None, last: str | None, *, open_ends: bool = False) -> Days:
    ends = [None if end is None else date.fromisoformat(end) for end in (first, last)]
    return Days(ends[0], ends[1], open_ends)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a(b)", word("a(b)")),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("--a", A),
        ("NOT -a", A),
        ("-(a OR b) c", And((Not(Or((A, B))), C))),
        ("a-b", word("a-b")),
        ("a - b", And((A, word("-"), B))),
        ("or not and", And((word("or"), word("not"), word("and")))),
        ("ORB NOTE ANDES", And((word("orb"), word("note"), word("andes")))),
        ("OR-gate OR a", Or((word("or-gate"), A))),
        ('"a b"', word("a b")),
        ('"a OR b"', word("a or b")),
        ('-"a b" c', And((Not(word("a b")), C))),
        ('"a""b"c', And((A, B, C))),
        ("“深度 学习”", word("深度 学习")),
        ("Straße", word("strasse")),
        ("((a))", A),
    ],
)
def test_operators(text: str, tree: Node) -> None:
    assert parse_query(text, TODAY).tree == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("O(n log n)", And((word("o(n"), word("log"), word("n)")))),
        ("(f(x) a)", And((word("f(x)"), A))),
        ("CM2: a", And((word("cm2:"), A))),
        ("https://example.org/abs/2602.1", word("https://example.org/abs/2602.1")),
        ("data: a", And((word("data:"), A))),
        ("Title:a", word("title:a")),
        ("tilte: a", And((word("tilte:"), A))),
        ('"title:a"', word("title:a")),
        ("标题：a", word("标题：a")),
        (":a", word(":a")),
        ('a"b', word('a"b')),
    ],
)
def test_what_looks_like_syntax_and_is_text(text: str, tree: Node) -> None:
    assert parse_query(text, TODAY).tree == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("title:A", word("a", "title")),
        ("title：a", word("a", "title")),
        ('title:"a b"', word("a b", "title")),
        ("title:a:b", word("a:b", "title")),
        ("title:(a OR -b)", Or((word("a", "title"), Not(word("b", "title"))))),
        ("title:(a author:b)", And((word("a", "title"), word("b", "author")))),
        ("-title:a", Not(word("a", "title"))),
        ("author:a authors:b", And((word("a", "author"), word("b", "author")))),
        ("tldr:a method:b", And((word("a", "tldr"), word("b", "method")))),
        ("motivation:a result:b", And((word("a", "motivation"), word("b", "result")))),
        ("conclusion:a abstract:b", And((word("a", "conclusion"), word("b", "abstract")))),
        ("keyword:a comment:b", And((word("a", "keyword"), word("b", "comment")))),
        ("novelty:a", word("a", "novelty")),
        ("id:2602.12268v2", word("2602.12268", "id")),
        ("arXiv:2602.12268", word("2602.12268", "id")),
        ("id:hep-th/9901001", word("hep-th/9901001", "id")),
        ("cat:cs.CL", Category("cs.cl")),
        ("cat:cs.*", Category("cs.*")),
        ("primary:cs", Category("cs", primary=True)),
        ("is:unread", State("unread")),
        ("-is:(read OR bookmarked)", Not(Or((State("read"), State("bookmarked"))))),
        ("has:abstract", Has("abstract")),
        ("has:keywords", Has("keyword")),
    ],
)
def test_fields(text: str, tree: Node) -> None:
    assert parse_query(text, TODAY, sections=["novelty"]).tree == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("2602.12268", word("2602.12268")),
        ("2602.12268v3", word("2602.12268")),
        ("2602.1226", word("2602.1226")),
        ("https://arxiv.org/abs/2602.12268v1", word("2602.12268")),
        ("http://arxiv.org/pdf/hep-th/9901001", word("hep-th/9901001")),
        ("arXiv:2602.12268v1", word("2602.12268", "id")),
        ('"2602.12268v3"', word("2602.12268v3")),
    ],
)
def test_a_pasted_id_or_url_looks_for_the_paper_in_any_version(text: str, tree: Node) -> None:
    assert parse_query(text, TODAY).tree == tree


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-02-13", days("2026-02-13", "2026-02-13")),
        ("2026-2-3", days("2026-02-03", "2026-02-03")),
        ("=2026-02-13", days("2026-02-13", "2026-02-13")),
        ("2026-02", days("2026-02-01", "2026-02-28")),
        ("2024-02", days("2024-02-01", "2024-02-29")),
        ("2025-12", days("2025-12-01", "2025-12-31")),
        ("2026", days("2026-01-01", "2026-12-31")),
        ("today", days("2026-03-01", "2026-03-01")),
        ("yesterday", days("2026-02-28", "2026-02-28")),
        ("7d", days("2026-02-23", "2026-03-01")),
        ("1d", days("2026-03-01", "2026-03-01")),
        ("0d", days("2026-03-01", "2026-03-01")),
        ("2w", days("2026-02-16", "2026-03-01")),
        (">2026-02", days("2026-02-28", None, open_ends=True)),
        (">=2026-02", days("2026-02-01", None)),
        ("<2026-02", days(None, "2026-02-01", open_ends=True)),
        ("<=2026-02", days(None, "2026-02-28")),
        ("<yesterday", days(None, "2026-02-28", open_ends=True)),
        ("2026-01..2026-02-13", days("2026-01-01", "2026-02-13")),
        ("2026-01..", days("2026-01-01", None)),
        ("..today", days(None, "2026-03-01")),
        (">9999-12-31", days("9999-12-31", None, open_ends=True)),
    ],
)
def test_days(value: str, expected: Days) -> None:
    assert parse_query(f"day:{value}", TODAY).tree == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("35", Score(35, 35)),
        ("=35", Score(35, 35)),
        (">30", Score(low=30, open_ends=True)),
        (">=30.5", Score(low=30.5)),
        ("<.5", Score(high=0.5, open_ends=True)),
        ("<=-3", Score(high=-3)),
        ("20..40", Score(20, 40)),
        ("20..", Score(low=20)),
        ("..40", Score(high=40)),
    ],
)
def test_scores(value: str, expected: Score) -> None:
    assert parse_query(f"score:{value}", TODAY).tree == expected


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("title: a", word("a", "title")),
        ("title:  /x/ b", And((Pattern("title", "x"), B))),
        ("title： (a OR b)", Or((word("a", "title"), word("b", "title")))),
        ("-title: a", Not(word("a", "title"))),
        ("is: unread", State("unread")),
        ("score: >30", Score(low=30, open_ends=True)),
        ("title: author: a", word("a", "author")),
        ("title: -a", Not(A)),
        ("title: NOT a", Not(A)),
        ("(title: ) a", A),
    ],
)
def test_a_value_may_stand_behind_a_blank(text: str, tree: Node) -> None:
    assert parse_query(text, TODAY).tree == tree


def test_an_order_may_stand_behind_a_blank() -> None:
    assert parse_query("a sort: score", TODAY).order is Order.SCORE
    with pytest.raises(QueryError) as caught:
        parse_query("a day:  soon", TODAY)
    assert caught.value.position == 8


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a or b", "OR"),
        ("(a or b) c", "OR"),
        ("a | b", "OR"),
        ("a || b", "OR"),
        ("a not b", "NOT"),
        ("a or", ""),
        ("or a", ""),
        ('a "or" b', ""),
        ("title:or b", ""),
        ("a OR b", ""),
        ("a ore b", ""),
        ("a|b and c", ""),
    ],
)
def test_a_word_that_looks_like_an_operator_is_remarked(text: str, meant: str) -> None:
    remark = parse_query(text, TODAY).remark
    assert remark.endswith(f"operator is {meant}") if meant else remark == ""


UNFINISHED = [
    "",
    " ",
    " AND",
    " NOT",
    " -",
    " - ",
    " -(",
    " title:",
    " -title:",
    " cat:",
    " is:",
    " has:",
    " id:",
]
UNFINISHED += [
    " is:un",
    " sort:",
    " sort:sc",
    " variants:",
    " variants:o",
    " tag:",
    " folder:",
    " note:",
    " source:",
    " /",
    " title:/",
    " day:",
    " day:>=",
    " day:..",
    " score:",
    " score:>",
    " score:..",
    ' "',
    ' ""',
    ' title:"',
    " (",
]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("/a.b/", Pattern(None, "a.b")),
        ("title:/a b/", Pattern("title", "a b")),
        (r"/a\/b/", Pattern(None, "a/b")),
        (r"/a\.b/", Pattern(None, r"a\.b")),
        ("/a", Pattern(None, "a")),
        ("/a/ b", And((Pattern(None, "a"), B))),
        ("(/(a|b)/ OR c)", Or((Pattern(None, "(a|b)"), C))),
        ("-/a/", Not(Pattern(None, "a"))),
        ("a/b", word("a/b")),
        ('"/a/"', word("/a/")),
    ],
)
def test_expressions(text: str, tree: Node) -> None:
    assert parse_query(text, TODAY).tree == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("tag:RL", Mark(MarkKind.TAG, "rl")),
        ('folder:"PhD thesis"', Mark(MarkKind.FOLDER, "phd thesis")),
        ("note:學", Mark(MarkKind.NOTE, "學")),
        ("tag:(a OR b)", Or((Mark(MarkKind.TAG, "a"), Mark(MarkKind.TAG, "b")))),
        ("source:Daily", Source("daily")),
        ("is:new", State("new")),
        ("has:notes", Has("note")),
    ],
)
def test_marks_and_sources(text: str, tree: Node) -> None:
    assert parse_query(text, TODAY).tree == tree


def test_the_order_is_asked_for_beside_the_rest() -> None:
    query = parse_query("a sort:score b", TODAY)
    assert (query.tree, query.order) == (And((A, B)), Order.SCORE)
    assert parse_query("sort:day sort:title", TODAY).order is Order.TITLE
    assert parse_query("sort:day", TODAY).empty
    assert parse_query("a", TODAY).order is None


def test_variants_are_the_same_when_the_query_or_the_settings_say_so() -> None:
    loose = Text("title", "学", loose=True)
    assert parse_query("title:學 variants:on", TODAY).tree == loose
    assert parse_query("title:學", TODAY, variants=True).tree == loose
    assert parse_query("title:學 variants:off", TODAY, variants=True).tree == Text("title", "學")
    tree = parse_query("-(Ａ OR b) variants:on", TODAY).tree
    assert tree == Not(Or((Text(None, "a", True), Text(None, "b", True))))
    assert parse_query("學", TODAY, variants=True).highlights == (Highlight(None, "学", loose=True),)


@pytest.mark.parametrize("ending", UNFINISHED)
def test_what_is_not_finished_asks_nothing(ending: str) -> None:
    closed = ending + ")" if ending.endswith("(") else ending
    assert parse_query(closed, TODAY).empty
    assert parse_query(f"a{closed}", TODAY).tree == A


@pytest.mark.parametrize("text", ["a OR", "a OR ", "a OR -", "a OR title:", "title: OR a"])
def test_an_unfinished_alternative_asks_nothing(text: str) -> None:
    assert parse_query(text, TODAY).tree == A


def test_an_open_quote_reaches_to_the_end() -> None:
    assert parse_query('a title:"b c', TODAY).tree == And((A, word("b c", "title")))


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("a (b OR c", 2, ")"),
        ("(a (b)", 0, ")"),
        ("a ) b", 2, "quotes"),
        ("(a b)) c", 5, "quotes"),
        ("OR a", 0, "word"),
        ("a (OR b)", 3, "word"),
        ("a OR OR b", 5, "word"),
        ("NOT OR a", 4, "word"),
        ("a tilte:b", 2, "title:"),
        ("-autor:b", 1, "author:"),
        ("scroe:1", 0, "score:"),
        ("noveltyy:1", 0, "novelty:"),
        ("score:>high", 7, "20..40"),
        ("score:20..b", 10, "20..40"),
        ("a score:35%", 8, "20..40"),
        ("score:nan", 6, "20..40"),
        ("day:soon", 4, "2026-02-13"),
        ("day:2026-13", 4, "2026-02-13"),
        ("day:2026-02-30", 4, "2026-02-13"),
        ("day:0000", 4, "2026-02-13"),
        ("day:2026-01..x", 13, "2026-02-13"),
        ("day:99999w", 4, "2026-02-13"),
        ("is:old", 3, "unread, read, skipped, bookmarked, new, repeated, repaired, doubtful"),
        ("is:un a", 3, "unread"),
        ("sort:size", 5, "file, day, score, title, category, unread, relevance"),
        ("variants:yes", 9, "on, off"),
        ("a (b sort:day)", 5, "outside"),
        ("-sort:day", 1, "outside"),
        ("cat:/x/", 4, "a word"),
        ("(" * (MAX_DEPTH + 1) + "a", MAX_DEPTH, ""),
    ],
)
def test_mistakes_are_told_with_their_place(text: str, position: int, expected: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text, TODAY, sections=["novelty"])
    assert caught.value.position == position
    assert expected in caught.value.expected
    assert caught.value.cause


@pytest.mark.parametrize(
    ("text", "highlights"),
    [
        ("", []),
        ("Deep title:Learning", [(None, "deep"), ("title", "learning")]),
        ("a -b", [(None, "a")]),
        ("-(a -b)", [(None, "b")]),
        ("a OR (a cat:cs.CL score:>3 abstract:“深度”)", [(None, "a"), ("abstract", "深度")]),
    ],
)
def test_highlights_are_what_is_looked_for(text: str, highlights: list[tuple[str | None, str]]) -> None:
    assert parse_query(text, TODAY).highlights == tuple(Highlight(*pair) for pair in highlights)


def test_today_is_the_computers_day_unless_told() -> None:
    before = date.today()
    tree = parse_query("day:today").tree
    assert tree in {Days(day, day) for day in (before, date.today())}


@pytest.mark.parametrize(
    ("pattern", "category", "accepted"),
    [
        ("cs.cl", "cs.CL", True),
        ("cs.c", "cs.CL", True),
        ("cs", "cs.CL", True),
        ("math", "math-ph", False),
        ("hep-th", "hep-th", True),
        ("hep-*", "hep-th", True),
        ("*", "cs.CL", True),
        ("cl", "cs.CL", False),
    ],
)
def test_categories(pattern: str, category: str, accepted: bool) -> None:
    assert Category(pattern).accepts(["stat.ML"] if pattern != "*" else []) is False
    assert Category(pattern).accepts(["stat.ML", category]) is accepted
    assert Category(pattern, primary=True).accepts(["stat.ML", category]) is (pattern == "*")


#: Pieces of the grammar, so that random queries get deep into it.
PIECES = [
    "a",
    "学习",
    " ",
    "(",
    ")",
    '"',
    "“",
    "”",
    "-",
    ":",
    "：",
    "OR",
    "AND",
    "NOT",
    "title:",
    "day:",
    "score:",
]
PIECES += [
    "is:",
    "has:",
    "cat:",
    "id:",
    "..",
    ">",
    "=",
    "2026",
    "-02",
    "7d",
    "unread",
    "\n",
    "\x00",
    "v1",
    "*",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
@example("-" * 5000)
@example("NOT " * 5000)
@example("(" * 5000)
@example("title:(" * 5000)
@example(")" * 5000)
def test_only_query_errors_are_raised(text: str) -> None:
    try:
        query = parse_query(text, TODAY)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
    else:
        assert not (query.empty and query.highlights)
        assert all(highlight.needle for highlight in query.highlights)
