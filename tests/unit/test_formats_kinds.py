"""Every format beside the daily report and the enhanced listing: what it keeps of each paper."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_kinds import KINDS, RULE, arxiv_email, arxiv_rss, cv_arxiv_daily, paper_assistant, paper_note
from digest_parsers.formats import MODULES, formats
from digest_parsers.load import load_text
from digest_parsers.loaded import LoadedFile
from digest_parsers.model import DaySource, Entry, Level
from digest_text import InventedPaper

DAY = date(2026, 1, 5)
PAPERS = (
    InventedPaper(),
    InventedPaper("2601.00002", "On Kites (and $O(n)$ strings)", ("Cy Kite",), ("cs.CV",), "2026-01-04"),
)


def entries_of(loaded: LoadedFile) -> list[Entry]:
    return sorted((one for digest in loaded.digests for one in digest.entries), key=lambda one: one.line)


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_recognised_and_keeps_the_day_and_every_paper(kind: str) -> None:
    name, path, write = KINDS[kind]
    loaded = load_text(write(PAPERS), path)
    assert (loaded.format, loaded.sureness) == (name, 1.0)
    assert [one for one in loaded.diagnostics if one.code != "no-day"] == []
    papers = PAPERS[:1] if kind == "note" else PAPERS
    assert {one.arxiv_id: one.title for one in entries_of(loaded)} == {
        one.arxiv_id: one.title for one in papers
    }
    assert loaded.digests[0].day == DAY


def test_there_is_a_sample_of_each() -> None:
    ours = {
        "daily-report",
        "daily-enhanced",
        "daily-enhanced-jsonl",
        *(name for name, _, _ in KINDS.values()),
    }
    assert {one.name for one in formats() if one.name in ours} == ours
    assert len(MODULES) == len(ours)


#: What of a paper each has beside title and id: a function of the entry that must not be empty.
@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("assistant", "authors score abstract comment relevance novelty links"),
        ("assistant JSON", "authors score abstract comment relevance novelty"),
        ("table", "authors published categories links"),
        ("list", "authors published categories links version"),
        ("topics", "authors published categories links version"),
        (
            "note",
            "authors published score keywords tldr abstract abstract_translated title_translated version",
        ),
        ("page", "categories score links"),
        ("meta", "authors published score keywords tldr abstract version categories"),
        ("e-mail", "authors published categories abstract comment"),
        ("RSS", "authors categories abstract version links"),
        ("Atom", "authors published categories abstract version comment links"),
    ],
)
def test_what_each_keeps(kind: str, fields: str) -> None:
    _, path, write = KINDS[kind]
    first = min(entries_of(load_text(write(PAPERS), path)), key=lambda one: one.arxiv_id)
    sections = {one.key: one.text for one in first.sections}
    for field in fields.split():
        assert getattr(first, field, None) or sections.get(field), field
    if "authors" in fields:
        assert first.authors[0] == "Ada Example"
    if "categories" in fields and kind not in ("page", "meta"):
        assert first.primary_category == "cs.CL"
    if "abstract" in fields.split():
        assert sections["abstract"] == "An abstract of one line."


# One line of visible text without what Markdown, JSON and XML give a meaning to at the ends of a title.
TITLES = st.from_regex(r"[A-Za-z论文][A-Za-z论文0-9 ,:$^(){}é<>&'-]{0,30}[a-z文]", fullmatch=True).filter(
    lambda text: " ".join(text.split()) == text and "<" not in text
)
SOME = st.lists(
    st.builds(
        InventedPaper,
        arxiv_id=st.builds("26{:02}.{:05}".format, st.integers(1, 12), st.integers(0, 99999)),
        title=TITLES,
        published=st.dates(date(2025, 1, 1), date(2026, 12, 31)).map(str),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda paper: paper.arxiv_id,
)


@pytest.mark.parametrize("kind", KINDS)
@given(papers=SOME, data=st.data())
def test_a_cut_file_keeps_what_came_before_and_never_raises(
    kind: str, papers: list[InventedPaper], data: st.DataObject
) -> None:
    name, path, write = KINDS[kind]
    text = write(papers)
    whole = load_text(text, path)
    assert whole.format == name
    kept = {one.arxiv_id: one.title for one in entries_of(whole)}
    assert kept == {one.arxiv_id: one.title for one in (papers[:1] if kind == "note" else papers)}
    cut = data.draw(st.integers(0, len(text)))
    begun = text[:cut].count("\n") + 1
    before = [one for one, following in pairwise(entries_of(whole)) if one.line < following.line < begun]
    left = entries_of(load_text(text[:cut], path))
    assert [one for one in left if one in before] == before or not left


def test_a_rolling_list_is_one_digest_a_day() -> None:
    loaded = load_text(cv_arxiv_daily(PAPERS), "README.md")
    assert [(one.day, one.day_source, len(one.entries)) for one in loaded.digests] == [
        (DAY, DaySource.CONTENT, 1),
        (date(2026, 1, 4), DaySource.CONTENT, 1),
    ]
    assert [(one.day, one.source) for one in loaded.claims] == [(date(2026, 1, 6), DaySource.HEADING)]


@pytest.mark.parametrize(
    ("row", "title"),
    [
        (
            "|**2026-01-05**|**p(x|y) and more**|A et.al.|[1](http://arxiv.org/abs/2601.00001)|null|",
            "p(x|y) and more",
        ),
        ("|2026-01-05|[On Kites](https://arxiv.org/abs/2601.00001)|A|-|-|", "On Kites"),
        ("|**2026-01-05**|**On Kites**|A et.al.|[1](http://arxiv.org/abs/2601.00001)|null", "On Kites"),
        ("|**2026-13-05**|**On Kites**|A et.al.|[1](http://arxiv.org/abs/2601.00001)|null|", "On Kites"),
    ],
)
def test_rows_of_many_shapes(row: str, title: str) -> None:
    head = (
        "## Updated on 2026.01.06\n## Kites\n|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n"
    )
    (entry,) = entries_of(load_text(f"{head}|**2026-01-04**|**x**|A|[1](y)|null|\n{row}\n", "x.md"))[1:]
    assert (entry.title, entry.arxiv_id, entry.authors) == (title, "2601.00001", ("A",))
    assert (entry.authors_total, entry.more_authors) == (1, "et.al." in row)


def test_topics_of_an_assistant_are_categories_and_are_compared_with_the_contents() -> None:
    text = paper_assistant(PAPERS[:1]).replace("## 0. [", '## Boats (1) <a id="topic-boats"></a>\n\n### 1. [')
    stated = "## [Boats](#topic-boats) (1)\n\n## [Kites](#topic-kites) (2)\n\n"
    loaded = load_text(text.replace("Table of contents", stated + "Table of contents"), "x.md")
    (digest,) = loaded.digests
    assert digest.category_counts() == {"Boats": 1}
    assert [one.code for one in loaded.diagnostics] == ["toc-mismatch"]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("A B, C D", ("A B", "C D")),
        ("Beck, A. T., Kang, H. M., Chang, P.-C.", ("Beck, A. T.", "Kang, H. M.", "Chang, P.-C.")),
        ("A B (Univ. of X, Y), C D ((1) Z)", ("A B", "C D")),
        ("A B and C D", ("A B", "C D")),
        ("A B, C D, and E F", ("A B", "C D", "E F")),
        ("A B (open", ("A B",)),
        ("", ()),
    ],
)
def test_lists_of_authors(said: str, names: tuple[str, ...]) -> None:
    text = arxiv_email(PAPERS[:1]).replace("Ada Example, Ben Sample", said)
    (entry,) = entries_of(load_text(text, "x.txt"))
    assert entry.authors == names
    assert (entry.section("affiliations") is not None) == ("(" in said)


def test_e_mails_of_cross_lists_and_replacements() -> None:
    cross = arxiv_email(PAPERS[:1]).replace("arXiv:2601.00001\n", "arXiv:2601.00001 (*cross-listing*)\n")
    replaced = (
        f"{RULE}\\\\\narXiv:hep-th/9901001\n"
        "replaced with revised version Mon, 5 Jan 2026 10:00:00 GMT   (3kb)\n\n"
        "Title: A long title that\n  goes on\nAuthors: A B\nCategories: hep-th math.AG\nDOI: 10.1/x\n"
        f"\\\\ ( https://arxiv.org/abs/hep-th/9901001 ,  3kb)\n{RULE}"
    )
    first, second = entries_of(load_text(cross + replaced, "2026-01-05.txt"))
    assert [one.section("announced") and one.sections[0].text for one in (first, second)] == [
        "cross-list",
        "replacement",
    ]
    assert (second.arxiv_id, second.title, second.published) == (
        "hep-th/9901001",
        "A long title that goes on",
        DAY,
    )
    assert (second.categories, second.section("abstract")) == (("hep-th", "math.AG"), None)


def test_an_e_mail_entry_without_an_id_is_told() -> None:
    text = arxiv_email(PAPERS).replace("arXiv:2601.00001\n", "").replace("abs/2601.00001", "abs/none")
    loaded = load_text(text, "2026-01-05.txt")
    assert [one.arxiv_id for one in entries_of(loaded)] == ["2601.00002"]
    assert [(one.code, one.level) for one in loaded.diagnostics] == [("no-id", Level.ERROR)]


@pytest.mark.parametrize(
    "declared",
    ['<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', '<!DOCTYPE x SYSTEM "file:///etc/passwd">'],
)
def test_a_feed_that_declares_entities_is_refused(declared: str) -> None:
    text = arxiv_rss(PAPERS).replace("<rss", f"{declared}<rss", 1).replace("On Kites", "&b;")
    loaded = load_text(text, "x.xml")
    assert entries_of(loaded) == []
    assert [one.code for one in loaded.diagnostics if one.level is Level.ERROR] == ["bad-xml"]


def test_a_feed_of_the_old_kind() -> None:
    text = (
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel rdf:about="http://export.arxiv.org/rss/cs.CL"/>\n'
        '<item rdf:about="http://arxiv.org/abs/2310.07135">\n'
        "<title>Comparing Boats. (arXiv:2310.07135v2 [cs.CL] UPDATED)</title>\n"
        "<link>http://arxiv.org/abs/2310.07135</link>\n"
        "<description>&lt;p&gt;Boats &amp;lt; kites.&lt;/p&gt;</description>\n"
        '<dc:creator>&lt;a href="http://x"&gt;Ada B&lt;/a&gt;, &lt;a href="y"&gt;C D&lt;/a&gt;</dc:creator>\n'
        "</item></rdf:RDF>"
    ).replace("<rdf:RDF ", '<rdf:RDF xmlns:rdf="r" xmlns:dc="d" ')
    (entry,) = entries_of(load_text(text, "x.xml"))
    assert (entry.title, entry.arxiv_id, entry.version) == ("Comparing Boats.", "2310.07135", "v2")
    assert (entry.authors, entry.categories) == (("Ada B", "C D"), ("cs.CL",))
    assert {one.key: one.text for one in entry.sections} == {
        "announced": "updated",
        "abstract": "Boats < kites.",
    }


@pytest.mark.parametrize(
    ("path", "day", "source"),
    [
        ("202601/05/2025-06-24-x.md", DAY, DaySource.PATH),
        ("2026-01-05/x.md", DAY, DaySource.PATH),
        ("notes/2026-01-05-x.md", DAY, DaySource.FILENAME),
        ("notes/x.md", date(2026, 1, 3), DaySource.FRONT_MATTER),
    ],
)
def test_the_day_of_a_note(path: str, day: date, source: DaySource) -> None:
    loaded = load_text(paper_note(InventedPaper(published="2026-01-03")), path)
    assert (loaded.digests[0].day, loaded.digests[0].day_source) == (day, source)
    assert loaded.diagnostics == ()


def test_front_matter_that_is_no_yaml_is_read_line_by_line() -> None:
    text = paper_note(InventedPaper()).replace("evidence: 纸船", "evidence: a: b: [c")
    loaded = load_text(text, "202601/05/x.md")
    (entry,) = entries_of(loaded)
    assert (entry.title, entry.arxiv_id) == ("An Invented Paper on Paper Boats", "2601.00001")
    assert [one.code for one in loaded.diagnostics] == ["bad-front-matter"]


def test_a_note_of_a_paper_that_arxiv_does_not_have() -> None:
    pdf = "https://www.biorxiv.org/content/10.1101/2025.06.24.660794v3.full.pdf"
    text = paper_note(InventedPaper()).replace("https://arxiv.org/pdf/2601.00001v1", pdf)
    loaded = load_text(text, "202601/05/x.md")
    (entry,) = entries_of(loaded)
    assert (entry.arxiv_id, entry.version) == ("doi:10.1101/2025.06.24.660794", "v3")
    assert loaded.diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: My post\ndate: 2026-01-05\n---\n\nSee https://arxiv.org/list/cs.CL\n",
        "---\nschema: 1\nid: '2601.00001'\ntitle: A bookmark\n---\n",
        "## Updated on 2026.01.05\n\nNothing yet.\n",
        "<rss><channel><title>News</title><item><title>x</title></item></channel></rss>",
        '{"boats": {"2601.00001": "no row"}}',
        "| Date | Title |\n|---|---|\n| 2026-01-05 | a meeting |\n" * 0 + "# Minutes\n",
    ],
)
def test_what_is_none_of_them(text: str) -> None:
    assert not load_text(text, "x.md").digests
