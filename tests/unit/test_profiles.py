"""Forks that no code knows are read by the profiles of the package, from invented files of each.

The files lie in ``tests/data/forks``, each in a folder that is called like its profile, with the end of the
path that it would have. Each has the same two papers, as its fork writes them; a note has the first one only.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from digest_parsers.formats import profiles
from digest_parsers.load import load_text
from digest_parsers.model import Level

FOLDER = Path(__file__).parents[1] / "data" / "forks"
A, B = "2601.00001", "2601.00002"
TITLE_A = "An Invented Study of Paper Boats [Draft]"
TITLE_B = "Folding $O(n)$ Hats: A Survey"
DAY = date(2026, 1, 5)
#: Files that name no paper by an id of arXiv.
WITHOUT_IDS = {"note-index"}


@dataclass(frozen=True)
class Fork:
    """What is in a file of a fork.

    Attributes:
        path: Where it lies, the name of its profile first.
        sections: The keys of the first paper's sections, in the file's order.
        categories: The primary category of each paper.
        authors: How many authors the first paper has.
        day: The day that it is of, or None.
        more: Other fields of the first paper's entry and what they are.
    """

    path: str
    sections: tuple[str, ...]
    categories: tuple[str, ...] = ("cs.CL", "cs.AI")
    authors: int = 2
    day: date | None = DAY
    more: dict[str, object] = field(default_factory=dict)

    @property
    def profile(self) -> str:
        return self.path.split("/")[0]

    @property
    def text(self) -> str:
        return (FOLDER / self.path).read_text(encoding="utf-8")


FORKS = [
    Fork(
        "english-summaries/2026-01-05.md",
        ("tldr", "read_time", "motivation", "key_contributions", "result", "abstract"),
        more={"score": 80.0, "keywords": ("boats", "hats")},
    ),
    Fork(
        "translated-abstracts/2026-01-05.md",
        (
            "title_translated",
            "tldr",
            "ai_comments",
            "motivation",
            "method",
            "ai_abstract",
            "abstract_translated",
        ),
        more={"comment": "12 pages", "categories": ("cs.CL", "cs.LG")},
    ),
    Fork("topic-digest-zh/2026-01-05_boats.md", ("tldr", "motivation", "abstract")),
    Fork("headed-sections/2026-01-05.md", ("tldr", "motivation", "method", "abstract")),
    Fork("headed-sections/2026-01-05.html", ("tldr", "motivation", "abstract")),
    Fork(
        "scored-topics/2026-01-05.md",
        ("background knowledge", "summary"),
        categories=("Boats", "Hats"),
        authors=0,
        more={"score": 68.4, "version": "v1"},
    ),
    Fork(
        "plain-words/test.md",
        ("summary_layman", "tldr", "motivation", "切入视角", "method", "result", "价值评估", "abstract"),
        day=None,
        more={"score": 100.0},
    ),
    Fork(
        "keyword-tables/README.md",
        ("abstract",),
        categories=("Boats", "Hats"),
        authors=0,
        more={"comment": "12 pages", "published": date(2026, 1, 4), "version": "v2"},
    ),
    Fork("daily-table/archive/2026/01/05.md", ("tldr",), categories=("", "")),
    Fork("subscription-readme/5-Jan-2026/NLP/README.md", ("abstract",), categories=("", "")),
    Fork("subscription-values/5-Jan-2026/NLP/papers.jsonl", ("abstract",), categories=("", "")),
    Fork(
        "new-and-replaced/daily_papers/20260105_Mon/boats.md",
        ("tldr", "abstract"),
        categories=("new", "replaced"),
        more={"categories": ("new", "cs.CL", "cs.AI"), "comment": "12 pages", "version": "v1"},
    ),
    Fork("note-index/docs/2026-01-05/index.md", ("tldr",), categories=("⛵ 船", "🎩 帽子"), authors=0),
    Fork(
        "paper-note/docs/2026-01-05/boats.md",
        ("code", "tldr", "method", "亮点"),
        categories=("纸船",),
        authors=0,
        more={"keywords": ("boats", "hats")},
    ),
    Fork(
        "obsidian-notes/arXiv/260105 Boats.md",
        ("abstract", "text"),
        categories=("",),
        more={"keywords": ("paper", "boats")},
    ),
    Fork(
        "footnotes-zh/cs.CL.md",
        ("title_translated", "tldr", "abstract_translated", "abstract"),
        categories=("cs.CL", "cs.CL"),
        authors=0,
        day=None,
    ),
    Fork(
        "footnotes-feed/cs.CL.xml",
        ("tldr", "title_translated"),
        categories=("cs.CL", "cs.CL"),
        authors=0,
        day=None,
    ),
    Fork(
        "footnotes-paper/papers/0001.json",
        ("abstract", "title_translated", "tldr"),
        categories=("",),
        authors=0,
        day=None,
    ),
    Fork(
        "freeform-digest/2026-01-05-daily-digest.md",
        ("机构", "tldr", "method"),
        more={"published": date(2026, 1, 4)},
    ),
    Fork(
        "interest-values/data/2026-01-05/arxiv.json",
        ("abstract",),
        more={"score": 17.5, "keywords": ("纸船",), "categories": ("cs.CL", "cs.AI")},
    ),
    Fork(
        "interest-index/docs/cs-CL/2026-01-05/index.md",
        ("tldr",),
        categories=("⛵ Boats", "⛵ Hats"),
        authors=0,
        more={"keywords": ("boats", "hats"), "version": "v1"},
    ),
    Fork(
        "interest-page/docs/cs-CL/2026-01-05/papers/boats.md",
        ("tldr", "abstract_translated", "abstract"),
        categories=("cs.CL",),
        more={"version": "v2", "keywords": ("boats", "hats"), "published": DAY},
    ),
]


def of(profile: str) -> Fork:
    """The first file for a profile."""
    return next(fork for fork in FORKS if fork.profile == profile)


def test_each_profile_of_the_package_is_understood_and_has_an_invented_file() -> None:
    shelf = profiles.shipped()
    assert shelf.errors == ()
    assert {one.name for one in shelf.formats} == {fork.profile for fork in FORKS}
    assert all(one.profile.about for one in shelf.formats)


@pytest.mark.parametrize("fork", FORKS, ids=lambda fork: fork.path)
def test_a_file_of_a_fork_is_read_as_its_profile_says(fork: Fork) -> None:
    loaded = load_text(fork.text, fork.path)
    assert loaded.format == fork.profile
    assert not [one for one in loaded.diagnostics if one.level is Level.ERROR]
    (digest,) = loaded.digests
    assert digest.day == fork.day
    first = digest.entries[0]
    if fork.profile not in WITHOUT_IDS:
        assert [one.arxiv_id for one in digest.entries] == [A, B][: len(fork.categories)]
    assert [one.title for one in digest.entries] == [TITLE_A, TITLE_B][: len(fork.categories)]
    assert tuple(one.primary_category for one in digest.entries) == fork.categories
    assert len(first.authors) == fork.authors
    assert tuple(one.key for one in first.sections) == fork.sections
    for name, value in fork.more.items():
        assert getattr(first, name) == value, name
    if digest.stated:
        assert digest.stated == digest.category_counts()


def test_the_first_of_two_like_labels_wins_and_the_second_is_text() -> None:
    fork = of("headed-sections")
    text = fork.text.replace("in two lines.", "**Motivation:** that of the abstract.", 1)
    (digest,) = load_text(text, fork.path).digests
    motivation, abstract = (digest.entries[0].section(key) for key in ("motivation", "abstract"))
    assert motivation is not None
    assert abstract is not None
    assert motivation.text == "Nobody asked."
    assert abstract.text.endswith("**Motivation:** that of the abstract.")


def test_unknown_labels_are_kept_in_order_under_their_own_names() -> None:
    fork = of("english-summaries")
    text = fork.text.replace("**Result:**", "**Carbon Footprint:** none\n\n**Result:**")
    (digest,) = load_text(text, fork.path).digests
    assert [one.label for one in digest.entries[0].sections][3:6] == [
        "Key Contributions",
        "Carbon Footprint",
        "Result",
    ]


def test_what_the_generator_failed_to_write_is_told() -> None:
    fork = of("topic-digest-zh")
    loaded = load_text(fork.text, fork.path)
    told = [one for one in loaded.diagnostics if one.code == "placeholder-summary"]
    assert [(one.line, "TL;DR" in one.message) for one in told] == [(9, True)]


def test_counts_that_do_not_hold_are_told() -> None:
    fork = of("new-and-replaced")
    loaded = load_text(fork.text.replace("最新发布 1 篇", "最新发布 7 篇"), fork.path)
    assert [one.code for one in loaded.diagnostics] == ["toc-mismatch"]


def test_a_day_without_papers_is_a_digest_all_the_same() -> None:
    loaded = load_text("# No invented papers found today\n", "2026-01-05_boats.md")
    assert loaded.format == "topic-digest-zh"
    assert [(str(one.day), len(one.entries)) for one in loaded.digests] == [("2026-01-05", 0)]


def test_values_that_are_cut_off_cost_one_paper() -> None:
    fork = of("subscription-values")
    loaded = load_text(fork.text[:-20], fork.path)
    assert [one.arxiv_id for one in loaded.digests[0].entries] == [A]
    assert [(one.level, one.code, one.line) for one in loaded.diagnostics] == [(Level.ERROR, "bad-json", 2)]


@pytest.mark.parametrize(
    ("stated", "score"),
    [("4/5", 80), ("⭐⭐⭐⭐", 80), ("★★☆☆☆", 40), ("`8`", 80), ("8.5 / 10", 85), ("high", None)],
)
def test_a_score_is_kept_in_hundredths(stated: str, score: float | None) -> None:
    fork = of("english-summaries")
    (digest,) = load_text(
        fork.text.replace("**Relevance Score:** 8", f"**Relevance Score:** {stated}"), fork.path
    ).digests
    first = digest.entries[0]
    assert first.score == score
    assert (first.section("score") is None) == (score is not None)


@pytest.mark.parametrize(
    ("stated", "names", "total", "more"),
    [
        ("*Ann Author, Ben Byline*", ("Ann Author", "Ben Byline"), 2, False),
        ("*Ann Author, Ben Byline et al.*", ("Ann Author", "Ben Byline"), 2, True),
        ("*Ann Author, Ben Byline...*", ("Ann Author", "Ben Byline"), 2, True),
        ("*Ann Author、Ben Byline 等 14 位作者*", ("Ann Author", "Ben Byline"), 14, False),
        ("*Ann Author 等 (Invented University)*", ("Ann Author",), 1, True),
    ],
)
def test_others_among_the_authors_are_counted(
    stated: str, names: tuple[str, ...], total: int, more: bool
) -> None:
    fork = of("english-summaries")
    (digest,) = load_text(fork.text.replace("*Ann Author, Ben Byline*", stated), fork.path).digests
    entry = digest.entries[0]
    assert (entry.authors, entry.authors_total, entry.more_authors) == (names, total, more)


def test_particulars_in_a_list_and_bold_lines_are_labels_too() -> None:
    fork = of("freeform-digest")
    paper = (
        "- 链接：https://arxiv.org/abs/2601.00001\n- 作者：Ann Author\n- 推荐人：nobody\n\n"
        "**Key Contributions**\n- it floats\n\n**Method**\n\nFolding: twice.\n\n"
        "**This is a sentence that is bold.**\n"
    )
    (digest,) = load_text(f"{fork.text.partition('## ')[0]}## 论文 1: Boats\n\n{paper}", fork.path).digests
    (entry,) = digest.entries
    assert (entry.arxiv_id, entry.authors) == (A, ("Ann Author",))
    assert [(one.key, one.text) for one in entry.sections] == [
        ("推荐人", "nobody"),
        ("key contributions", "- it floats"),
        ("method", "Folding: twice.\n\n**This is a sentence that is bold.**"),
    ]


def test_a_file_that_ends_in_the_middle_of_a_paper_is_told() -> None:
    fork = of("english-summaries")
    loaded = load_text(fork.text[: fork.text.rindex("**Result:**")], fork.path)
    assert [(one.level, one.code) for one in loaded.diagnostics] == [(Level.ERROR, "cut-off")]
    assert len(loaded.digests[0].entries) == 2


def test_a_note_may_be_in_english_with_front_matter() -> None:
    text = (
        "---\ntitle: Paper Boats\ndate: 2026-01-05\n---\n\n# Paper Boats\n\n**Conference**: None  \n"
        "**arXiv**: [2601.00001](https://arxiv.org/abs/2601.00001)  \n**Area**: Sailing  \n\n"
        "## TL;DR\nThey float.\n"
    )
    loaded = load_text(text, "docs/boats.md")
    assert (loaded.format, str(loaded.digests[0].day)) == ("paper-note", "2026-01-05")
    (entry,) = loaded.digests[0].entries
    assert (entry.title, entry.arxiv_id, entry.primary_category) == ("Paper Boats", A, "Sailing")
    assert [one.key for one in entry.sections] == ["conference", "tldr"]
