"""Texts of no known format: whatever links to a paper on arXiv is one, and nothing else is."""

import pytest

from digest_parsers.load import load_text

A, B = "https://arxiv.org/abs/2601.00001", "https://arxiv.org/pdf/2601.00002v3.pdf"

#: A text, and of each paper the id, title, category and text that are to be read from it.
TEXTS = {
    "headings": (
        f"# Picks\n\n## Boats\n\n### 1. [Paper Boats]({A})\n\nThey float.\n\n"
        f"### Paper Hats\n\nSee [arXiv]({B}).\n",
        [
            ("2601.00001", "Paper Boats", "Boats", "They float."),
            ("2601.00002", "Paper Hats", "Boats", f"See [arXiv]({B})."),
        ],
    ),
    "list": (
        f"## Boats\n- **[Paper [small] Boats]({A})** by A. Author\n  who floats\n"
        f"- [x] Paper Hats ({B})\n- no link\n",
        [
            ("2601.00001", "Paper [small] Boats", "Boats",
             f"- **[Paper [small] Boats]({A})** by A. Author\nwho floats"),
            ("2601.00002", "Paper Hats", "Boats", ""),
        ],
    ),
    "table": (
        f"## Boats\n|Title|Link|\n|---|---|\n|Paper Boats|[pdf]({A})|\n|Paper Hats|[abs]({B})|\n",
        [
            ("2601.00001", "Paper Boats", "Boats", ""),
            ("2601.00002", "Paper Hats", "Boats", ""),
        ],
    ),
    "items under a heading": (
        f"# Day\n## Paper Boats\n- Authors: A\n- Link: [pdf]({A})\n\nThey float.\n",
        [("2601.00001", "Paper Boats", "", f"- Authors: A\n- Link: [pdf]({A})\n\nThey float.")],
    ),
    "names of links": (
        f'## Paper Boats\n- **ID**: 2601.00001\n- **论文链接**: <a href="{A}" class="x">PDF</a> <a>abs</a>\n',
        [("2601.00001", "Paper Boats", "",
          f'- **ID**: 2601.00001\n- **论文链接**: <a href="{A}" class="x">PDF</a> <a>abs</a>')],
    ),
    "bare links": (
        f"{A}\n\nPaper Boats (A. Author)\n\n{B}\n\nPaper Hats\n",
        [
            ("2601.00001", "Paper Boats (A. Author", "", "Paper Boats (A. Author)"),
            ("2601.00002", "Paper Hats", "", "Paper Hats"),
        ],
    ),
    "a paper twice": (
        f"- [Paper Boats]({A})\n- again: [Boats]({A}v2)\n",
        [("2601.00001", "Paper Boats", "", f"- again: [Boats]({A}v2)")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_what_links_to_a_paper_is_one(name: str) -> None:
    text, papers = TEXTS[name]
    loaded = load_text(text, "notes.md")
    assert loaded.format == "generic"
    (digest,) = loaded.digests
    found = [
        (one.arxiv_id, one.title, one.primary_category, "\n".join(part.text for part in one.sections))
        for one in digest.entries
    ]
    assert found == papers


@pytest.mark.parametrize(
    "text",
    [
        "About https://arxiv.org and https://info.arxiv.org/help/api\n",
        "https://arxiv.org.example/abs/2601.00001 https://example.org/?https://arxiv.org/abs/\n",
        "arXiv is nice\n- [a](https://github.com/a/b)\n",
        "2601.00001.jsonl\n",
    ],
)
def test_a_text_without_a_link_to_a_paper_is_no_digest(text: str) -> None:
    loaded = load_text(text, "README.md")
    assert loaded.digests == ()
    assert [one.code for one in loaded.diagnostics] == ["not-a-digest"]


def test_the_first_link_may_stand_anywhere() -> None:
    assert load_text("text\n" * 5000 + f"- [Paper Boats]({A})\n", "notes.md").format == "generic"


JSON = {
    "a list": '[{"title": "Paper Boats", "url": "https://arxiv.org/abs/2601.00001v2", "tags": ["a", "b"]}]',
    "by category": '{\n"Boats": {"papers": [\n  {"title": "Paper Boats", "id": "arXiv:2601.00001v2"}]}}',
    "by line": '{"no": 1}\n{"name": "Paper Boats", "links": "see https://arxiv.org/pdf/2601.00001v2"}\n{',
}


@pytest.mark.parametrize("name", JSON)
def test_objects_with_a_title_that_name_a_paper_are_one(name: str) -> None:
    loaded = load_text(JSON[name], "data.json")
    assert loaded.format == "generic"
    (entry,) = loaded.digests[0].entries
    assert (entry.arxiv_id, entry.version, entry.title) == ("2601.00001", "v2", "Paper Boats")
    said = {"a list": (1, "", "url:"), "by category": (3, "Boats", ""), "by line": (2, "", "links: see")}
    line, category, text = said[name]
    assert (entry.line, entry.primary_category) == (line, category)
    assert text in "".join(section.text for section in entry.sections)


@pytest.mark.parametrize(
    "text",
    [
        '{"url": "https://arxiv.org/abs/2601.00001"}',
        '{"title": "x", "url": "https://arxiv.org/list/cs.CL"}',
        '[["arxiv", "title"]]',
        '{"arxiv": ' + "[" * 5000,
    ],
)
def test_other_data_is_no_digest(text: str) -> None:
    assert load_text(text, "data.json").digests == ()
