"""What lines of a paper say of it, in texts of no known format."""

import json
from datetime import date

import pytest

from digest_parsers.load import load_text

A = "https://arxiv.org/abs/2601.00001"

#: A line of a paper, and what is to be read of it: the authors, whether there are more, the categories, the
#: keywords, the score, the day, the further links and the sections.
LINES: dict[str, tuple[str, dict[str, object]]] = {
    "categories by name and code": (
        "**Subjects:** Robotics (cs.RO); Distributed, Parallel, and Cluster Computing (cs.DC)",
        {"categories": ("cs.RO", "cs.DC")},
    ),
    "names that were left out": (
        "**Authors:** Ann Author, ..., Ben Byline",
        {"authors": ("Ann Author", "Ben Byline"), "more_authors": True},
    ),
    "names that are counted": ("**저자**: Ann Author, Ben Byline\n 외 10명", {"authors_total": 12}),
    "what stands behind names": (
        "**Authors:** Ann Author, Ben Byline et al. · `Boats` · [Code](https://example.org/boats)",
        {"authors": ("Ann Author", "Ben Byline"), "sections": [("text", "`Boats`")],
         "links": [A, "https://example.org/boats"]},
    ),
    "keywords in a list": ("**Keywords**:\n- Paper (flat)\n- Boats", {"keywords": ("Paper (flat)", "Boats")}),
    "stars with words": (
        "**Relevance**: ⭐⭐⭐ (they float)",
        {"score": 60, "sections": [("score", "⭐⭐⭐ (they float)")]},
    ),
    "a star that is no score": ("**Score:** ⭐ 9.0/10", {"score": 90}),
    "a line below a score": (
        "**Score:** 8/10\nBack to top",
        {"score": 80, "sections": [("text", "Back to top")]},
    ),
    "a link below a score": (
        "**Score:** 8/10\n[Demo](https://example.org)",
        {"score": 80, "sections": [], "links": [A, "https://example.org"]},
    ),
    "a score that is words before one that is a number": (
        "**Relevance:** close\n\n**Score:** 7/10",
        {"score": 70, "sections": [("relevance", "close")]},
    ),
    "labels and values in bold": (
        "**Tags：boats** · **Level：deep**\n\nThey float.",
        {"keywords": ("boats",), "sections": [("level", "deep"), ("text", "They float.")]},
    ),
    "a label among pieces": ("cs.RO | Published: 2026-01-04\n", {"published": date(2026, 1, 4)}),
    "known labels among pieces": (
        "- Published: 2026-01-13 | Category: `cs.RO` | Score: 8/10\n- Matched: boats | docks",
        {"published": date(2026, 1, 13), "categories": ("cs.RO",), "score": 80,
         "sections": [("matched", "boats | docks")]},
    ),
    "bold labels among pieces of an item": (
        "- **Tags**: boats | **Categories**: cs.RO, cs.AI | **Pages**: 5",
        {"keywords": ("boats",), "categories": ("cs.RO", "cs.AI"), "sections": [("pages", "5")]},
    ),
    "a score that is explained": (
        "**Score:** 9.7 (relevance 10 x 0.7)",
        {"score": 9.7, "sections": [("score", "9.7 (relevance 10 x 0.7)")]},
    ),
    "a label with the paper's number": ("**Why #1**: They float.", {"sections": [("why", "They float.")]}),
    "a value with initials": (
        "**Docks**: Paul G. Allen School\n\nThey float.",
        {"sections": [("docks", "Paul G. Allen School"), ("text", "They float.")]},
    ),
    "particulars in a list below a heading": (
        "**Basics**\n- Authors: Ann Author, Ben Byline\n- 发布: 2026-01-13\n- Cited: 0\n\n**Method**\n- wet",
        {"authors": ("Ann Author", "Ben Byline"), "published": date(2026, 1, 13),
         "sections": [("cited", "0"), ("method", "- wet")]},
    ),
    "a list that is indented": (
        "- **Why:**\n  - They float.\n  - Wet.",
        {"sections": [("why", "- They float.\n- Wet.")]},
    ),
    "one more link": (
        "- **arXiv:** 2601.00001\n- **Why:** so\n- **Link:** https://example.org/boats",
        {"sections": [("why", "so")], "links": [A, "https://example.org/boats"]},
    ),
    "an unknown label on the line below an abstract": (
        "**Abstract**: They float.\n**Core**: Boats.",
        {"sections": [("abstract", "They float."), ("core", "Boats.")]},
    ),
    "badges": (
        f"[![Static Badge](https://img.shields.io/badge/arXiv-2601.00001-b31b1b.svg)]({A})\n"
        "![task](https://img.shields.io/badge/Flat--Boats_on__docks-red?style=flat)"
        "![stars](https://img.shields.io/github/stars/a/b)\n"
        "[![badge](https://img.shields.io/badge/none-red)]() They float.",
        {"sections": [("text", "task: Flat-Boats on_docks\nThey float.")], "links": [A]},
    ),
    "a comment": ("They float.\n<!-- END -->\n<!--\nhidden\n-->", {"sections": [("text", "They float.")]}),
    "links with emoji": (
        f"**Date:** 2026-01-04\n\n🔗 [Paper]({A}) | 📄 [PDF]({A})\n\n**Why:** so",
        {"published": date(2026, 1, 4), "sections": [("why", "so")]},
    ),
    "an announcement": (
        "**Abstract**:\n> arXiv:2601.00001v1 Announce Type: new\nAbstract: They float.",
        {"sections": [("announced", "new"), ("abstract", "They float.")]},
    ),
    "an unknown label behind an abstract": (
        "**Abstract:** They float.\n\n**Key Innovation:** Paper.",
        {"sections": [("abstract", "They float."), ("key innovation", "Paper.")]},
    ),
    "a label inside of an abstract": (
        "**Abstract:** They float.\nNote: paper.",
        {"sections": [("abstract", "They float.\nNote: paper.")]},
    ),
    "bold headings, one behind the other": (
        "**Abstract**\n\nThey float.\n\n**Findings**\n\n- **Good**: wet.\n- **Bad**: flat.\n\n**Rank**: 1",
        {"sections": [("abstract", "They float."), ("findings", "- **Good**: wet.\n- **Bad**: flat."),
                      ("rank", "1")]},
    ),
    "a paragraph behind a value": (
        "**Direction**: boats\n\nThey float.",
        {"sections": [("direction", "boats"), ("text", "They float.")]},
    ),
    "a paragraph behind a sentence": (
        "**Why**: They float. Or not.\n\nThey sink.",
        {"sections": [("why", "They float. Or not.\n\nThey sink.")]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_lines_of_a_paper_are_what_they_say(name: str) -> None:
    lines, wanted = LINES[name]
    (entry,) = load_text(f"# arXiv\n## [Paper Boats]({A})\n{lines}\n", "notes.md").digests[0].entries
    found = {field: getattr(entry, field) for field in wanted}
    if "sections" in found:
        found["sections"] = [(one.key, one.text) for one in entry.sections]
    if "links" in found:
        found["links"] = [one.url for one in entry.links]
    assert found == wanted


@pytest.mark.parametrize(
    ("said", "failed"),
    [
        ("摘要生成失败: timed out", True),
        ("翻訳に失敗しました", True),
        ("Failed to generate a summary.", True),
        ("요약 생성 실패", True),
        ("Boats that failed to float are flat.", False),
        ("They float.\nSummary failed", False),
    ],
)
def test_sections_that_could_not_be_written_are_told(said: str, failed: bool) -> None:
    text = f"# arXiv\n## [Paper Boats]({A})\n**Core**: {said}\n"
    values = json.dumps([{"title": "Paper Boats", "arxivId": "2601.00001", "core": said}])
    for loaded in (load_text(text, "notes.md"), load_text(values, "notes.json")):
        codes = [one.code for one in loaded.diagnostics]
        assert ("placeholder-summary" in codes) == failed
