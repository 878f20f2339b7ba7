"""What a paper is known by, also when arXiv does not have it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.arxiv_id import is_stand_in
from digest_parsers.paper_id import doi, identify, is_id, page_url, parse


@pytest.mark.parametrize(
    ("text", "paper", "version"),
    [
        ("2602.11239v2", "2602.11239", "v2"),
        ("http://arxiv.org/abs/astro-ph/9605151V1", "astro-ph/9605151", "v1"),
        ("https://huggingface.co/papers/2602.11239", "2602.11239", None),
        ("https://www.alphaxiv.org/abs/2602.11239v1", "2602.11239", "v1"),
        ("https://papers.cool/arxiv/2602.11239", "2602.11239", None),
        ("https://ar5iv.labs.arxiv.org/html/hep-th/9901001", "hep-th/9901001", None),
        ("https://doi.org/10.48550/arXiv.2602.11239", "2602.11239", None),
        ("10.48550/ARXIV.2602.11239", "2602.11239", None),
        (
            "https://www.biorxiv.org/content/10.1101/2025.06.24.660794v3.full.pdf",
            "doi:10.1101/2025.06.24.660794",
            "v3",
        ),
        (
            "https://www.medrxiv.org/content/10.1101/2025.06.24.660794v1",
            "doi:10.1101/2025.06.24.660794",
            "v1",
        ),
        ("https://doi.org/10.1016/S0140-6736(20)30183-5", "doi:10.1016/s0140-6736(20)30183-5", None),
        ("doi:10.1101/2025.1", "doi:10.1101/2025.1", None),
        ("https://openreview.net/forum?id=aB_c-1xyz", "openreview:aB_c-1xyz", None),
        ("https://openreview.net/pdf?id=aB_c-1xyz&noteId=q", "openreview:aB_c-1xyz", None),
    ],
)
def test_ids_and_urls(text: str, paper: str, version: str | None) -> None:
    found = parse(text)
    assert found is not None
    assert (found.id, found.version) == (paper, version)
    assert is_id(paper)
    again = parse(page_url(paper, version))
    assert again is not None
    assert again.id == paper


@pytest.mark.parametrize(
    "text",
    [
        "",
        "see https://doi.org/10.1101/2025.1",
        "https://doi.org.evil.example/10.1101/2025.1",
        "https://huggingface.co@evil.example/papers/2602.11239",
        "https://huggingface.co/papers/trending",
        "https://example.org/2602.11239",
        "10.1101/" + "x" * 65,
        "openreview:../../x",
    ],
)
def test_what_is_no_id(text: str) -> None:
    assert parse(text) is None


def test_an_arxiv_id_counts_before_any_other() -> None:
    links = ("https://doi.org/10.1101/2025.1", "", "https://arxiv.org/pdf/2602.11239v1")
    assert identify(links, "On Kites") == ("2602.11239", "v1")
    assert identify(links[:2], "On Kites") == ("doi:10.1101/2025.1", None)
    assert is_stand_in(identify(("https://example.org",), "On Kites")[0])


def test_a_doi_is_told() -> None:
    assert doi("doi:10.1101/2025.1") == "10.1101/2025.1"
    assert doi("2602.11239") == doi("openreview:abcd") == page_url("local-12") == page_url("gone-1") == ""


@given(st.text())
def test_no_text_is_refused_and_what_is_read_is_an_id(text: str) -> None:
    found = parse(text)
    assert found is None or is_id(found.id)
    assert is_id(identify((text,), text)[0])
