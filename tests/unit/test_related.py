"""Papers that have something rare in common, and what that is."""

from collections.abc import Sequence
from datetime import date

from digest_parsers.folding import fold_entries
from digest_parsers.model import Digest, Entry
from digest_parsers.related import RelatedPapers
from digest_tui import render
from digest_tui.render import PageOptions
from invented import appearance, digest, entry


def _papers(*days: Sequence[Entry]) -> RelatedPapers:
    """The relations of some papers among a hundred others."""
    filling = [
        entry(f"2602.{number:05}", f"Common study number{number}", authors=[f"Nobody {number}"], keywords=())
        for number in range(400)
    ]
    made: list[Digest] = [digest(date(2026, 2, 9 - n), [*day, *filling]) for n, day in enumerate(days)]
    related = RelatedPapers(lambda one: fold_entries(one.entries))
    assert sum(1 for _ in related.gather(made)) == len(days)
    return related


def _entry(arxiv_id: str, title: str, *, authors: Sequence[str] = (), keywords: Sequence[str] = ()) -> Entry:
    return entry(arxiv_id, title, tldr="虚构。", authors=authors, keywords=tuple(keywords))


def test_papers_with_rare_words_in_common_are_related_and_say_which() -> None:
    related = _papers(
        [
            _entry("2601.00001", "Checklist Rewards for Drawers"),
            _entry("2601.00002", "Drawers, with a Checklist"),
            _entry("2601.00003", "A Common Study of Drawers"),
        ]
    )
    found = related.of("2601.00001")
    assert [one.appearance.entry.arxiv_id for one in found] == ["2601.00002"]
    assert set(found[0].reasons) == {("title", "checklist"), ("title", "drawers")}


def test_authors_and_keywords_relate_alone_and_what_most_papers_have_does_not() -> None:
    related = _papers(
        [
            _entry("2601.00001", "Common study alpha", authors=["Ann Author"], keywords=["虚构"]),
            _entry("2601.00002", "Common study beta", authors=["Ann Author"]),
            _entry("2601.00003", "Common study gamma", keywords=["虚构"]),
        ]
    )
    found = {one.appearance.entry.arxiv_id: one.reasons for one in related.of("2601.00001")}
    assert found == {"2601.00002": (("author", "ann author"),), "2601.00003": (("keyword", "虚构"),)}


def test_a_paper_of_several_days_counts_once_and_as_the_newest_has_it() -> None:
    one = _entry("2601.00001", "Checklist drawers")
    related = _papers(
        [one, _entry("2601.00002", "Drawers checklist")], [_entry("2601.00002", "Drawers checklist")]
    )
    (found,) = related.of("2601.00001")
    assert found.appearance.digest.day == date(2026, 2, 9)
    assert related.of("2601.99999") == []
    assert sum(1 for _ in related.gather([found.appearance.digest])) == 1
    assert len(related.of("2601.00001")) == 1


def test_the_page_tells_why_and_leads_there() -> None:
    related = _papers(
        [_entry("2601.00001", "Checklist drawers"), _entry("2601.00002", "Drawers: a $x^2$ checklist")]
    )
    options = PageOptions(60, related=tuple(related.of("2601.00001")))
    lines = render.page(appearance(entry("2601.00001")), None, options)
    text = render.plain(lines)
    assert "Related ─" in text
    assert "Drawers: a x² checklist" in text
    assert "words checklist, drawers · cs.AI · 9 Feb 2026" in text
    assert ("paper", "2601.00002") in [spot.target for spot in render.spots(lines)]
    alone = render.page(appearance(entry("2601.00001")), None, PageOptions(60, related=()))
    assert "Nothing rare enough" in render.plain(alone)
