"""Exports to other programs: what those programs read is what the digest and the user said."""

import csv
import io
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import invented
from digest_parsers.errors import ExportError
from digest_parsers.export import FORMATS, Item, citation_key, export
from digest_parsers.export.names import Name, parts_of
from digest_parsers.model import Link, Section
from store_samples import appearances

PAPER = invented.entry(
    "2602.00010",
    "PlanktoNet: *Counting* in Salt & Water, $x_1$",
    authors=("Zoë Zhang", "van Dyck, Anna", "王小明", "The Tide Collaboration"),
    authors_total=6,
    categories=("cs.CV", "q-bio.QM"),
    published=date(2026, 2, 3),
    score=42.5,
)
ITEM = Item(
    invented.appearance(PAPER, date(2026, 2, 5)),
    kept=True,
    tags=("to read", "ocean"),
    folder="thesis/two",
    rating="4",
    note="My words: 100%.\n\nAnd more.",
    read_by=date(2026, 3, 1),
    added=datetime(2026, 2, 6, 9, 30, tzinfo=UTC),
)
OLD = Item(invented.appearance(invented.entry("hep-th/9901001", "Tides", authors=("Ann Smith Jr.",))))
DOI = Item(invented.appearance(invented.entry("doi:10.1101/2025.01.02", "Salt")))
LOCAL = Item(
    invented.appearance(
        invented.entry("local-0123456789abcdef", "", links=(Link("page", "https://example.org/a b"),))
    )
)
ITEMS = [ITEM, OLD, DOI, LOCAL]


def written(name: str, *items: Item, template: str | None = None) -> str:
    return "".join(export(items, name, template=template))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_written_as_nothing(name: str) -> None:
    text = written(name)
    assert text.count("\n") == (name in ("csl-json", "csv"))


def test_authors_whom_nobody_counts_are_others() -> None:
    cut = Item(
        invented.appearance(invented.entry("2602.00011", "Salt", authors=("A. B",), more_authors=True))
    )
    assert "= {A. B and others}" in written("bibtex", cut)
    assert "A. B et al." in written("markdown", cut)


def test_bibtex_is_read_by_bibtexparser() -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    library = bibtexparser.parse_string(
        written("bibtex", *ITEMS), append_middleware=[bibtexparser.middlewares.LatexDecodingMiddleware()]
    )
    assert library.failed_blocks == []
    first = {key: field.value for key, field in library.entries[0].fields_dict.items()}
    assert first == {
        "title": "PlanktoNet: *Counting* in Salt & Water, $x_1$",
        "author": "Zoë Zhang and van Dyck, Anna and 王小明 and The Tide Collaboration and others",
        "year": "2026",
        "eprint": "2602.00010",
        "archivePrefix": "arXiv",
        "primaryClass": "cs.CV",
        "url": "https://arxiv.org/abs/2602.00010",
        "keywords": "to read, ocean",
        "annote": "My words: 100%.\n\nAnd more.",
    }
    assert [entry.key for entry in library.entries] == [citation_key(item.entry) for item in ITEMS]


def test_ris_is_read_by_rispy() -> None:
    rispy = pytest.importorskip("rispy")
    text = written("ris", *ITEMS)
    assert text.startswith("TY  - UNPB\n")
    first, second, third, fourth = rispy.loads(text)
    assert first == {
        "type_of_reference": "UNPB",
        "id": "zhang2026planktonet-2602.00010",
        "title": "PlanktoNet: *Counting* in Salt & Water, $x_1$",
        "authors": ["Zhang, Zoë", "van Dyck, Anna", "王小明", "The Tide Collaboration"],
        "year": "2026",
        "date": "2026/02/03",
        "abstract": "We invent a result. It has two paragraphs.",
        "keywords": ["to read", "ocean", "invention", "虚构"],
        "notes": ["My words: 100%.", "And more."],
        "publisher": "arXiv",
        "accession_number": "arXiv:2602.00010",
        "doi": "10.48550/arXiv.2602.00010",
        "urls": ["https://arxiv.org/abs/2602.00010"],
    }
    assert (second["authors"], second["date"]) == (["Smith, Ann, Jr."], "1999/01")
    assert (third["doi"], third["urls"]) == ("10.1101/2025.01.02", ["https://doi.org/10.1101/2025.01.02"])
    assert "doi" not in fourth


def test_csl_is_what_its_schema_says() -> None:
    first, second, third, fourth = json.loads(written("csl-json", *ITEMS))
    assert first == {
        "id": "zhang2026planktonet-2602.00010",
        "type": "article",
        "title": "PlanktoNet: *Counting* in Salt & Water, $x_1$",
        "author": [
            {"family": "Zhang", "given": "Zoë"},
            {"family": "van Dyck", "given": "Anna"},
            {"literal": "王小明"},
            {"literal": "The Tide Collaboration"},
        ],
        "issued": {"date-parts": [[2026, 2, 3]]},
        "abstract": "We invent a result.\n\nIt has two paragraphs.",
        "keyword": "to read, ocean, invention, 虚构",
        "note": "My words: 100%.\n\nAnd more.",
        "publisher": "arXiv",
        "number": "arXiv:2602.00010",
        "version": "1",
        "DOI": "10.48550/arXiv.2602.00010",
        "URL": "https://arxiv.org/abs/2602.00010",
    }
    assert second["issued"] == {"date-parts": [[1999, 1]]}
    assert third["DOI"] == "10.1101/2025.01.02"
    assert set(fourth) == {"id", "type", "author", "abstract", "keyword", "version", "URL"}


STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  <info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout>
    <names variable="author"><name name-as-sort-order="all" sort-separator="/" delimiter=";"/></names>
    <date variable="issued" prefix=" "><date-part name="year"/></date>
    <text variable="DOI" prefix=" "/>
  </layout></bibliography>
</style>
"""


def test_csl_is_cited_by_citeproc(tmp_path: Any) -> None:
    citeproc = pytest.importorskip("citeproc")
    from citeproc.source.json import CiteProcJSON

    (tmp_path / "style.csl").write_text(STYLE)
    source = CiteProcJSON(json.loads(written("csl-json", ITEM, OLD)))
    style = citeproc.CitationStylesStyle(str(tmp_path / "style.csl"), validate=False)
    made = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for key in source:
        made.register(citeproc.Citation([citeproc.CitationItem(key)]))
    cited = [str(one) for one in made.bibliography()]
    assert cited == [
        "Zhang/Zoë;van Dyck/Anna;王小明;The Tide Collaboration 2026 10.48550/arXiv.2602.00010",
        "Smith/Ann/Jr. 1999 10.48550/arXiv.hep-th/9901001",
    ]


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("name", ["bibtex", "csl-json"])
def test_pandoc_reads_and_cites(name: str) -> None:
    kind = name.replace("-", "")
    run = subprocess.run(
        ["pandoc", "--from", kind, "--to", "csljson"],
        input=written(name, *ITEMS),
        capture_output=True,
        text=True,
        check=True,
    )
    read = json.loads(run.stdout)
    assert [one["id"] for one in read] == [citation_key(item.entry) for item in ITEMS]
    zhang, van_dyck = read[0]["author"][:2]
    assert zhang == {"family": "Zhang", "given": "Zoë"}
    assert (van_dyck["family"].split()[-1], van_dyck["given"]) == ("Dyck", "Anna")
    assert read[0]["issued"]["date-parts"][0][0] == 2026


def test_csv_is_read_back() -> None:
    text = written("csv", *ITEMS)
    first, *_ = rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == [item.entry.arxiv_id for item in ITEMS]
    assert (first["authors"], first["tags"]) == (
        "Zoë Zhang; van Dyck, Anna; 王小明; The Tide Collaboration",
        "to read; ocean",
    )
    assert (first["note"], first["score"], first["read_by"]) == (ITEM.note, "42.5", "2026-03-01")
    assert first["pdf"] == "https://arxiv.org/pdf/2602.00010v1"


@pytest.mark.parametrize("title", ['=HYPERLINK("https://evil.example")', "+1", "-1", "@x", "\tx"])
def test_no_cell_is_a_formula(title: str) -> None:
    item = replace(ITEM, note=title, appearance=invented.appearance(invented.entry(title=title)))
    (row,) = csv.DictReader(io.StringIO(written("csv", item), newline=""))
    assert row["note"] == f"'{title}"
    assert row["title"][0] in ("'", "x")


def test_json_lines_hold_everything() -> None:
    first, second, *_ = (json.loads(line) for line in written("jsonl", *ITEMS).split("\n")[:-1])
    assert first["bookmark"] == {
        "added": "2026-02-06T09:30:00.000+00:00",
        "tags": ["to read", "ocean"],
        "folder": "thesis/two",
        "rating": "4",
        "note": ITEM.note,
        "read_by": "2026-03-01",
    }
    assert "bookmark" not in second
    assert first["sections"]["abstract"] == "We invent a result.\n\nIt has two paragraphs."


def test_markdown_without_a_template() -> None:
    assert written("markdown", ITEM, OLD) == (
        "## [PlanktoNet: \\*Counting\\* in Salt & Water, $x_1$](https://arxiv.org/abs/2602.00010)\n"
        "\n"
        "Zoë Zhang, van Dyck, Anna, 王小明, The Tide Collaboration +2"
        " · 2602.00010 · 2026-02-03 · cs.CV, q-bio.QM\n"
        "#to-read #ocean\n"
        "\n"
        "My words: 100%.\n"
        "\n"
        "And more.\n"
        "\n"
        "> 一句话：这是虚构的论文。\n"
        "\n"
        "We invent a result.\n"
        "\n"
        "It has two paragraphs.\n"
        "\n"
        "## [Tides](https://arxiv.org/abs/hep-th/9901001)\n"
        "\n"
        "Ann Smith Jr. · hep-th/9901001 · 1999-01 · cs.AI\n"
        "\n"
        "> 一句话：这是虚构的论文。\n"
        "\n"
        "We invent a result.\n"
        "\n"
        "It has two paragraphs.\n"
    )


def test_markdown_by_a_template_of_the_users() -> None:
    template = "- [[$id]] ${no such section} costs $$5\n  - ${abstract}\n\n\n- $folder\n"
    assert written("markdown", ITEM, OLD, template=template) == (
        "- [[2602.00010]]  costs $5\n"
        "  - We invent a result.\n\n    It has two paragraphs.\n\n"
        "- thesis/two\n\n"
        "- [[hep-th/9901001]]  costs $5\n"
        "  - We invent a result.\n\n    It has two paragraphs.\n"
    )


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("x\n$titel\n", r"line 2: the template has no field \$titel"),
        ("costs $5", r"line 1: the template has a stray \$"),
        ("${", r"stray \$"),
    ],
)
def test_a_template_with_a_mistake_is_told(template: str, says: str) -> None:
    with pytest.raises(ExportError, match=says):
        export([ITEM], "markdown", template=template)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_what_strangers_wrote_is_text_to_markdown() -> None:
    hostile = "</p><script>x</script> [a](javascript:b) *c* `d` # e"
    section = Section("tldr", "", f"# heading\n- list\n1. one\n> quote\n---\n{hostile}")
    paper = invented.entry(title=hostile, authors=(hostile,), sections=(section,))
    text = written("markdown", Item(invented.appearance(paper)))
    run = subprocess.run(
        ["pandoc", "--from", "commonmark", "--to", "html"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    tags = sorted({part.partition(">")[0].split()[0] for part in run.stdout.split("<")[1:]})
    assert tags == ["/a", "/blockquote", "/h2", "/p", "a", "blockquote", "h2", "p"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Zhen Zhang", Name("Zhang", "Zhen")),
        ("Zhang, Zhen", Name("Zhang", "Zhen")),
        ("Ludwig van Beethoven", Name("van Beethoven", "Ludwig")),
        ("Ann B. de la Cruz", Name("de la Cruz", "Ann B.")),
        ("Ann Smith Jr.", Name("Smith", "Ann", "Jr.")),
        ("Smith, Jr., Ann", Name("Smith", "Ann", "Jr.")),
        ("Ann Smith, Jr.", Name("Smith", "Ann", "Jr.")),
        ("王小明", Name("王小明", whole=True)),
        ("The Tide Collaboration", Name("The Tide Collaboration", whole=True)),
        ("a, b, c, d", Name("a, b, c, d", whole=True)),
        (", Ann", Name("Ann", whole=True)),
        ("", Name("", whole=True)),
    ],
)
def test_names_are_taken_apart(name: str, parts: Name) -> None:
    assert parts_of(name) == parts


_items = st.builds(
    Item,
    appearances(),
    kept=st.booleans(),
    tags=st.lists(st.text(max_size=8), max_size=2).map(tuple),
    note=st.text(max_size=30),
)


@given(st.lists(_items, max_size=2), st.sampled_from(sorted(FORMATS)))
def test_whatever_a_paper_holds_it_can_be_written_as_utf8(items: list[Item], name: str) -> None:
    text = written(name, *items)
    text.encode("utf-8", "strict" if name in ("jsonl", "csl-json") else "backslashreplace")
    if name == "jsonl":
        assert len(text.split("\n")) == len(items) + 1
    if name == "csl-json":
        assert len(json.loads(text)) == len(items)
    if name == "csv":
        assert len(list(csv.reader(io.StringIO(text, newline="")))) == len(items) + 1
    if name == "ris":
        assert text.count("ER  - \n") == len(items)
        assert all(line[2:6] == "  - " for line in text.split("\n") if line)
