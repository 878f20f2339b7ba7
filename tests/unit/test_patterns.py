"""Regular expressions: what they match, what is refused, and that they are stopped in time."""

import time

import pytest

from digest_parsers import patterns
from digest_parsers.errors import QueryError
from digest_parsers.model import Appearance, Digest, Entry, Section
from digest_parsers.query import parse_query
from digest_parsers.search import NoFacts, SearchIndex, match_entry

#: Takes longer than anybody lives.
EVIL = r"/^(a|aa)+$/"
VICTIM = Entry("2602.00001", "a" * 200 + "!", 1)
OTHER = Entry("2602.00002", "Other", 2, sections=(Section("abstract", "Abstract", "plain words"),))


def digest(number: int, *entries: Entry) -> Digest:
    return Digest(f"{number}.md", "made-up", entries)


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("b+", "abbc", True),
        ("^b", "a\nb", True),
        ("^b", "ab", False),
        ("a$", "a\nb", True),
        ("a.b", "a\nb", False),
        (r"a\sb", "a\nb", False),
        ("a[^x]b", "a\nb ab\naxb", False),
        ("a[^x]b", "a\nb\na-b", True),
        (r"a\Z", "a\nb", True),
        (r"\Ab", "a\nb", True),
        ("(?<!x)b", "xb", False),
        ("B", "b", True),
        ("(?-i:B)", "b", False),
        ("深.学", "深度学习", True),
        (r"\p{Han}{2}", "a学习", True),
    ],
)
def test_each_line_is_a_text_of_its_own(source: str, text: str, found: bool) -> None:
    assert patterns.occurs(source, text, patterns.Clock(5)) is found


@pytest.mark.parametrize(
    ("query", "position", "cause"),
    [
        ("a /(b/", 4, "missing )"),
        ("/[z-a]/", 5, "character range"),
        ("title:/*a/", 7, "nothing to repeat"),
        ("/a{500}{2}b/", 7, "multiple repeat"),
        ("/(a{2000}){2000}/", 1, "repeats too often"),
        ("/" + "(?:a|" * 200 + "/", 1, "at most 500"),
        ("/" + "(" * 490 + "/", 1, ""),
        ("score:/3/", 6, "takes no expression"),
        (r"/\p{Foo}/", 8, "unknown property"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(query: str, position: int, cause: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(query)
    assert cause in caught.value.cause
    assert 0 <= caught.value.position <= len(query)
    if cause not in ("", "unknown property", "missing )"):
        assert caught.value.position == position


def test_an_expression_that_takes_too_long_is_stopped_in_each_digest_and_then_for_good() -> None:
    digests = [digest(number, VICTIM, OTHER) for number in range(patterns.MOST_STOPS + 30)]
    began = time.process_time()
    hits = list(SearchIndex().search(parse_query(EVIL), digests, NoFacts(), time_limit=0.02))
    assert all(one.stopped and not one.entries for one in hits)
    assert [one.digest for one in hits] == digests
    assert time.process_time() - began < 20 * patterns.MOST_STOPS * 0.02, "others are not even tried"


def test_what_else_was_asked_is_found_in_other_digests() -> None:
    digests = [digest(1, VICTIM), digest(2, OTHER)]
    found = list(SearchIndex().search(parse_query(f"-{EVIL}"), digests, NoFacts(), time_limit=0.02))
    assert [(list(one.entries), one.stopped) for one in found] == [([], True), ([0], False)]


def test_what_narrows_a_search_is_asked_before_the_expression() -> None:
    (hits,) = SearchIndex().search(
        parse_query(f"{EVIL} absent"), [digest(1, VICTIM)], NoFacts(), time_limit=0.02
    )
    assert not hits.stopped


def test_a_bookmark_that_takes_too_long_is_not_found() -> None:
    assert not match_entry(parse_query(EVIL), Appearance(digest(1), VICTIM), NoFacts())


def test_marks_that_take_too_long_are_left_out() -> None:
    assert list(patterns.spans(EVIL.strip("/"), VICTIM.title, patterns.Clock(0.01))) == []
    assert list(patterns.spans("a", "ab a", patterns.Clock(1))) == [(0, 1), (3, 4)]
    assert list(patterns.spans("x*", "ab", patterns.Clock(1))) == []
